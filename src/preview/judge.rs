//! What only the whole site tells, as a build would find it.

use super::snapshot::{Snapshot, Whole};
use crate::{
    check::addresses::Claim,
    page::address,
    pipeline::{card, data, event::Walked, site, theme, whole},
};

/// All findings and all that is open, once every event was read.
pub fn whole(snapshot: &Snapshot) -> Whole {
    let shared = &snapshot.base.shared;
    let walked = snapshot.walked();
    let walked: Vec<&Walked> = walked.iter().map(AsRef::as_ref).collect();
    let mut findings = snapshot.base.findings.clone();
    findings.extend(snapshot.skin.findings.iter().cloned());
    let (_, findings) = whole::findings(shared, &walked, &snapshot.summaries(), &claims(snapshot), findings);
    Whole { findings, worklist: whole::worklist(shared, walked.iter().copied()) }
}

/// The paths of the site's own files.
fn claims(snapshot: &Snapshot) -> Vec<Claim> {
    let shared = &snapshot.base.shared;
    let (site, summaries) = (shared.site(), snapshot.summaries());
    let mut claims = Vec::new();
    for group in site::groups(shared, &summaries) {
        let pages = group.pages(shared, &site, &summaries);
        let claim = |address: &str| Claim { path: address::file(address), origin: group.origin().into() };
        claims.extend(pages.map(|page| claim(&page.address)));
    }
    for image in site::images(shared) {
        claims.push(Claim { path: address::file(&shared.addresses.of(&image)), origin: image.into() });
    }
    let data = data::feeds(shared, &summaries).into_iter().chain(data::for_hosts(shared, &summaries, 1));
    claims.extend(data.map(|(claim, _)| claim));
    claims.extend(card::of_site(shared));
    claims.extend(snapshot.skin.theme.iter().flat_map(theme::claims));
    claims
}
