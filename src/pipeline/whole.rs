//! What only the whole site can tell: addresses that collide, names that no disk holds, links that lead
//! nowhere, topics that are written in two ways.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    event::{self, Walked},
    gate,
    shared::Shared,
    site, topics,
};
use crate::{
    check::{
        self,
        addresses::Claim,
        links::Pending,
        worklist::{self, Section},
    },
    diagnostic::{self, Finding},
    page::{
        self, address,
        summary::{self, Summary},
    },
};

/// The summaries of events, in the order in which pages show them.
pub fn summaries<'w>(walked: impl IntoIterator<Item = &'w Walked>) -> Vec<Arc<Summary>> {
    let mut summaries: Vec<Arc<Summary>> = walked.into_iter().filter_map(|event| event.summary.clone()).collect();
    summary::sort(&mut summaries);
    summaries
}

/// Adds what only the whole site can tell to what was found in its parts, and puts all in order; says how many files
/// the site has.
/// `claims` are those of the site's own files; those of the events come on top.
pub fn findings(
    shared: &Shared<'_>,
    walked: &[&Walked],
    summaries: &[Arc<Summary>],
    claims: &[Claim],
    mut findings: Vec<Finding>,
) -> (usize, Vec<Finding>) {
    let every = || claims.iter().cloned().chain(walked.iter().flat_map(|event| event::claims(shared, event)));
    findings.extend(walked.iter().flat_map(|event| event.findings.iter().cloned()));
    findings.extend(site::without_home(shared));
    findings.extend(topics::spellings(shared.world, summaries));
    let own = shared.check_links(&mut findings);
    let ((files, suspects), named) = rayon::join(|| check::addresses::suspects(every), || gate::names(every()));
    findings.extend(check::addresses::addresses(&suspects));
    findings.extend(check::addresses::folders(&suspects));
    if shared.searches() {
        findings.extend(check::addresses::reserved(every(), page::INDEX));
    }
    findings.extend(named);
    let pending: Vec<&Pending> = walked.iter().flat_map(|event| &event.pending).chain(&own).collect();
    if !pending.is_empty() {
        findings.extend(settled(shared, walked, every(), pending));
    }
    diagnostic::sort(&mut findings);
    (files, findings)
}

/// Findings for links of which only the whole site tells whether they lead anywhere.
fn settled(
    shared: &Shared<'_>,
    walked: &[&Walked],
    claims: impl Iterator<Item = Claim>,
    pending: Vec<&Pending>,
) -> Vec<Finding> {
    let anchors = check::links::fingerprints(&shared.anchors);
    let anchors: BTreeSet<u64> = anchors.chain(walked.iter().flat_map(|event| event.anchors.iter().copied())).collect();
    let (mut addresses, mut origins) = (BTreeSet::new(), BTreeSet::new());
    for claim in claims {
        addresses.insert(address::of_file(&claim.path));
        origins.insert(claim.origin);
    }
    let by_address = shared.addresses.files();
    let whole = check::links::Whole {
        anchors: &anchors,
        addresses: &addresses,
        origins: &origins,
        file_at: &|address| by_address.get(address).map(String::as_str),
    };
    check::links::settle(pending, &whole)
}

/// What is open in events, and then in pages and outlets.
pub fn worklist<'w>(shared: &Shared<'_>, walked: impl IntoIterator<Item = &'w Walked>) -> Vec<Section> {
    let mut open: Vec<Section> = walked.into_iter().filter_map(|event| event.open.clone()).collect();
    open.extend(worklist::of_site(&shared.pages, shared.outlet_documents.values()));
    worklist::sort(&mut open);
    open
}
