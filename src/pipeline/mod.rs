//! The street itself: from a world of files to bytes in a sink.
//!
//! 1. What is small and shared is read once: settings, theme, outlets, pages, and which address every
//!    file has (`shared.rs`).
//! 2. Each event walks alone, in parallel: parse, resolve, compare, plan, render (`event.rs`). Its pages
//!    go to the sink as they are rendered; a summary stays.
//! 3. The pages of the whole site are made from the summaries (`site.rs`), and so are its feeds and its
//!    sitemap (`data.rs`).
//! 4. What only the whole site can tell is checked: addresses that collide, links that lead nowhere.

mod data;
mod event;
mod gate;
mod shared;
mod site;
mod theme;
mod topics;
mod verify;

use std::{collections::BTreeSet, io};

use rayon::prelude::*;

use crate::{
    check::{self, worklist},
    content::Highlighter,
    diagnostic::{self, Finding},
    output::Sink,
    page::{address, summary},
    world::World,
};
pub use verify::{Verification, VerifiedEvent, verify};

use shared::Shared;

/// What the command line asks of a build.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Whether drafts are built.
    pub drafts: bool,
    /// Takes the place of `base_url` in `site.toml`.
    pub base_url: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Sorted by file and place.
    pub findings: Vec<Finding>,
    /// What is unfinished, by event; only a check gathers it.
    pub worklist: Vec<worklist::Section>,
    pub events: usize,
    pub reports: usize,
    /// Files handed to the sink.
    pub files: usize,
    /// Whether the built folder can be read without a server.
    pub reads_from_disk: bool,
}

/// Builds the whole site into `sink`. What was put there is only worth keeping if no finding is an
/// error.
///
/// # Errors
/// When the disk fails.
pub fn build(world: &dyn World, options: &Options, sink: &dyn Sink) -> io::Result<Outcome> {
    walk(world, options, Some(sink))
}

/// Finds everything that can be found wrong without rendering.
///
/// # Errors
/// When the disk fails.
pub fn check(world: &dyn World, options: &Options) -> io::Result<Outcome> {
    walk(world, options, None)
}

fn walk(world: &dyn World, options: &Options, sink: Option<&dyn Sink>) -> io::Result<Outcome> {
    let mut findings = Vec::new();
    let highlighter = Highlighter::default();
    let shared = Shared::load(world, options, &highlighter, &mut findings)?;
    let gate = sink.map(gate::Gate::new);
    let sink = gate.as_ref().map(|gate| gate as &dyn Sink);
    let theme = theme::load(world, &shared.language, &mut findings)?;
    let press = sink.zip(theme.as_ref()).map(|(sink, theme)| theme::Press { theme, sink });

    let walked: Vec<event::Walked> =
        shared.layout.events.par_iter().map(|files| event::walk(&shared, files, press)).collect::<io::Result<_>>()?;

    let mut claims = Vec::new();
    let mut pending = Vec::new();
    let mut anchors: BTreeSet<u64> = check::links::fingerprints(&shared.anchors).collect();
    let mut summaries = Vec::new();
    let mut listed = Vec::new();
    let mut open = Vec::new();
    for event in walked {
        findings.extend(event.findings);
        claims.extend(event.claims);
        pending.extend(event.pending);
        anchors.extend(event.anchors);
        summaries.extend(event.summary);
        listed.extend(event.listed);
        open.extend(event.open);
    }
    summary::sort(&mut summaries);
    findings.extend(topics::spellings(world, &summaries));
    pending.extend(shared.check_links(&mut findings));
    claims.extend(site::pages(&shared, &summaries, press, &mut listed, &mut findings)?);
    claims.extend(data::of_site(&shared, &summaries, listed, press)?);
    if let Some(theme) = &theme {
        claims.extend(theme::assets(theme, sink)?);
    }
    findings.extend(check::addresses::addresses(&claims));
    findings.extend(gate::names(&claims));
    let addresses: BTreeSet<String> = claims.iter().map(|claim| address::of_file(&claim.path)).collect();
    let origins: BTreeSet<&str> = claims.iter().map(|claim| claim.origin.as_str()).collect();
    let by_address = shared.addresses.files();
    let whole = check::links::Whole {
        anchors: &anchors,
        addresses: &addresses,
        origins: &origins,
        file_at: &|address| by_address.get(address).copied(),
    };
    findings.extend(check::links::settle(pending, &whole));
    diagnostic::sort(&mut findings);
    Ok(Outcome {
        findings,
        worklist: if sink.is_none() { worklist(&shared, open) } else { Vec::new() },
        events: summaries.len(),
        reports: summaries.iter().map(|summary| summary.reports.len()).sum(),
        files: addresses.len(),
        reads_from_disk: shared.settings.index_in_links,
    })
}

/// What is open in events, and then in pages and outlets.
fn worklist(shared: &Shared<'_>, mut open: Vec<worklist::Section>) -> Vec<worklist::Section> {
    open.extend(worklist::of_site(&shared.pages, shared.outlet_documents.values()));
    worklist::sort(&mut open);
    open
}
