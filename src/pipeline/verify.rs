//! The excerpts of all events, or of one, held against their captures; nothing is rendered.

use std::io;

use rayon::prelude::*;

use super::{Options, event, shared::Shared};
use crate::{
    config,
    content::{Highlighter, layout::EventFiles},
    diagnostic::{self, Code, Finding, any_fatal},
    evidence::lock,
    resolve,
    world::World,
};

/// What came of it.
#[derive(Debug, Default)]
pub struct Verification {
    /// Sorted by file and place.
    pub findings: Vec<Finding>,
    /// In order of id.
    pub events: Vec<VerifiedEvent>,
}

/// One event, verified.
#[derive(Debug)]
pub struct VerifiedEvent {
    pub id: String,
    /// Excerpts of the event, and how many of them were found.
    pub excerpts: usize,
    pub found: usize,
    /// Path and text of the lock that is to be written, if it is not the one at hand.
    pub lock: Option<(String, String)>,
}

/// Looks for the excerpts of all events in their captures, drafts included, or of the one event that
/// is named.
///
/// # Errors
/// When the disk fails.
pub fn verify(world: &dyn World, only: Option<&str>) -> io::Result<Verification> {
    let mut findings = Vec::new();
    let highlighter = Highlighter::default();
    let options = Options { drafts: true, ..Options::default() };
    let shared = Shared::load(world, &options, &highlighter, &mut findings)?;
    // What is wrong elsewhere is the business of other commands, but the limits of quotation stand here.
    findings.retain(|finding| finding.place.file() == Some(config::PATH));
    if any_fatal(&findings, false) {
        return Ok(Verification { findings, events: Vec::new() });
    }
    let wanted: Vec<&EventFiles> =
        shared.layout.events.iter().filter(|event| only.is_none_or(|id| event.id == id)).collect();
    if let Some(id) = only.filter(|_| wanted.is_empty()) {
        let known = shared.layout.events.iter().map(|event| event.id.as_str());
        findings.push(Finding::error(Code::MissingFile, format!("there is no event `{id}`")).hint_nearest(id, known));
    }
    let verified: Vec<(Option<VerifiedEvent>, Vec<Finding>)> =
        wanted.par_iter().map(|files| one(&shared, files)).collect();
    let mut events = Vec::new();
    for (event, found) in verified {
        events.extend(event);
        findings.extend(found);
    }
    diagnostic::sort(&mut findings);
    Ok(Verification { findings, events })
}

fn one(shared: &Shared<'_>, files: &EventFiles) -> (Option<VerifiedEvent>, Vec<Finding>) {
    let mut findings = Vec::new();
    let Some(folder) = event::parse(shared, shared.world, files, &mut findings) else { return (None, findings) };
    let evidence = event::gather(shared, shared.world, &folder, true, &mut findings);
    let excerpts = evidence.sources.values().map(|source| source.excerpts).sum();
    let found =
        evidence.sources.values().map(|source| source.marks.iter().chain(&source.nears).flatten().count()).sum();
    let lock = evidence.lock.as_ref().filter(|_| !evidence.is_locked);
    let lock = lock.map(|lock| (lock::path(&files.id), lock.to_string()));
    // A lock holds what is published, so nothing goes into it that could not be.
    let site = resolve::Site { settings: &shared.settings, outlets: &shared.outlets };
    resolve::event(folder, evidence.sources, site, &mut findings);
    let lock = lock.filter(|_| !any_fatal(&findings, false));
    (Some(VerifiedEvent { id: files.id.clone(), excerpts, found, lock }), findings)
}
