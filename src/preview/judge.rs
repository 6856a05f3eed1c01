//! What only the whole site tells, as a build would find it.

use super::snapshot::{Snapshot, Whole};
use crate::pipeline::{
    event::Walked,
    own::{self, Own},
    whole,
};

/// All findings and all that is open, once every event was read.
pub fn whole(snapshot: &Snapshot) -> Whole {
    let shared = &snapshot.base.shared;
    let walked = snapshot.walked();
    let walked: Vec<&Walked> = walked.iter().map(AsRef::as_ref).collect();
    let mut findings = snapshot.base.findings.clone();
    findings.extend(snapshot.skin.findings.iter().cloned());
    let summaries = snapshot.summaries();
    let own = Own::new(shared, &summaries);
    // Nothing is read or written without a sink, so nothing fails.
    let claims = own::make(&own, snapshot.skin.theme.as_ref(), None, &mut findings).unwrap_or_default();
    let (_, findings) = whole::findings(shared, &walked, &summaries, &claims, findings);
    Whole { findings, worklist: whole::worklist(shared, walked.iter().copied()) }
}
