//! The street itself: from a world of files to bytes in a sink.
//!
//! 1. What is small and shared is read once: settings, theme, outlets, pages, and which address every
//!    file has (`shared.rs`).
//! 2. Each event walks alone, in parallel: parse, resolve, compare, plan, render (`event.rs`). Its pages
//!    go to the sink as they are rendered; a summary stays.
//! 3. The site's own files are made from the summaries (`own.rs`): its pages (`site.rs`), feeds and
//!    sitemap (`data.rs`), the files of the theme (`theme.rs`).
//! 4. What only the whole site can tell is checked: addresses that collide, links that lead nowhere
//!    (`whole.rs`).
//! 5. When all went well, the index of the search is added, over all events at once (`search.rs`).
//!
//! Every step says first which files there are, and renders each of them by itself when it is asked to.
//! A build asks for all of them, a preview for one.

pub mod card;
pub mod data;
pub mod event;
mod gate;
pub mod own;
pub mod reuse;
pub mod search;
pub mod shared;
pub mod site;
pub mod theme;
mod topics;
mod verify;
pub mod whole;

use std::{io, sync::Arc};

use rayon::prelude::*;

use crate::{
    check::{addresses::Claim, worklist},
    content::{Highlighter, layout::EventFiles},
    diagnostic::{Finding, any_fatal},
    output::{Kept, Sink},
    page::address,
    world::{Ahead, World},
};
pub use reuse::Past;
pub use search::{Searched, index};
pub use verify::{Verification, VerifiedEvent, verify};

use event::{Gathers, Walked};
use own::Own;
use reuse::Reuse;
use shared::Shared;
use theme::Theme;

/// What the command line asks of a build.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Whether drafts are built.
    pub drafts: bool,
    /// Takes the place of `base_url` in `site.toml`.
    pub base_url: Option<String>,
    /// Where cards are kept that were drawn.
    pub kept: Kept,
    /// What is kept of events from one build to the next, if anything is.
    pub past: Option<Past>,
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
    /// Events that were taken from the build before.
    pub reused: usize,
    /// Files handed to the sink.
    pub files: usize,
    /// Whether the built folder can be read without a server.
    pub reads_from_disk: bool,
    /// What a search finds; only a build of a site with a search page gathers it.
    pub searched: Searched,
}

/// A site of which what all events share is known, and nothing else yet.
pub struct Prepared<'a> {
    shared: Shared<'a>,
    theme: Option<Theme>,
    findings: Vec<Finding>,
}

/// Reads what all events share. It needs no sink, so one can be made ready meanwhile.
///
/// # Errors
/// When the disk fails.
pub fn prepare<'a>(world: &'a dyn World, options: &Options, highlighter: &'a Highlighter) -> io::Result<Prepared<'a>> {
    let mut findings = Vec::new();
    let shared = Shared::load(world, options, highlighter, &mut findings)?;
    let theme = theme::load(&shared, &mut findings)?;
    Ok(Prepared { shared, theme, findings })
}

/// Builds the whole site into `sink`. What was put there is only worth keeping if no finding is an
/// error.
///
/// # Errors
/// When the disk fails.
pub fn build(world: &dyn World, options: &Options, sink: &dyn Sink) -> io::Result<Outcome> {
    build_prepared(prepare(world, options, &Highlighter::default())?, options, sink)
}

/// The same, of a site that is prepared with these options.
///
/// # Errors
/// When the disk fails.
pub fn build_prepared(site: Prepared<'_>, options: &Options, sink: &dyn Sink) -> io::Result<Outcome> {
    walk(site, options, Some(sink))
}

/// Finds everything that can be found wrong without rendering.
///
/// # Errors
/// When the disk fails.
pub fn check(world: &dyn World, options: &Options) -> io::Result<Outcome> {
    walk(prepare(world, options, &Highlighter::default())?, options, None)
}

fn walk(site: Prepared<'_>, options: &Options, sink: Option<&dyn Sink>) -> io::Result<Outcome> {
    let Prepared { shared, theme, mut findings } = site;
    let gate = sink.map(gate::Gate::new);
    let sink = gate.as_ref().map(|gate| gate as &dyn Sink);
    let press = sink.zip(theme.as_ref());

    let events = &shared.layout.events;
    let past = press.and(options.past.as_ref()).map(|past| Reuse::new(past, &shared, options)).transpose()?;
    let mut walked: Vec<Walked> = events
        .par_iter()
        .map(|files| one(&shared, files, press, past.as_ref()))
        .collect::<io::Result<Vec<Walked>>>()?;

    let records = walked.iter_mut().flat_map(|event| std::mem::take(&mut event.records)).collect();
    let reused = walked.iter().filter(|event| event.reused).count();
    let walked: Vec<&Walked> = walked.iter().collect();
    let summaries = whole::summaries(walked.iter().copied());
    let own = Own::new(&shared, &summaries);
    let claims = own::make(&own, theme.as_ref(), sink, &mut findings)?;
    let (files, findings) = whole::findings(&shared, &walked, &summaries, &claims, findings);
    Ok(Outcome {
        findings,
        worklist: if sink.is_none() { whole::worklist(&shared, walked) } else { Vec::new() },
        events: summaries.len(),
        reports: summaries.iter().map(|summary| summary.reports.len()).sum(),
        reused,
        files,
        reads_from_disk: shared.settings.index_in_links,
        searched: Searched { language: shared.settings.language.clone(), records },
    })
}

/// Walks one event, and hands over its files if nothing forbids it. An event of which all is known and all
/// files stand in the output is not walked.
fn one(
    shared: &Shared<'_>,
    files: &EventFiles,
    press: Option<(&dyn Sink, &Theme)>,
    past: Option<&Reuse<'_>>,
) -> io::Result<Walked> {
    let world = Ahead::new(shared.world);
    let key = past.zip(press).and_then(|(past, (sink, _))| Some((past, past.key(shared, &world, files)?, sink)));
    if let Some((past, key, sink)) = &key
        && let Some(walked) = past.get(shared, key, *sink)?
    {
        return Ok(walked);
    }
    let (mut walked, resolved) =
        event::walk(shared, &world, files, if press.is_none() { Gathers::Worklist } else { Gathers::Records });
    let (Some((sink, theme)), Some(resolved)) = (press, resolved) else { return Ok(walked) };
    if !any_fatal(&walked.findings, false) {
        let words = event::words(shared, &resolved);
        let mut written = Vec::new();
        for (claim, part) in walked.summary.iter().flat_map(|event| event::parts(shared, event, &walked.images)) {
            match event::render(shared, theme, &resolved, &words, &part)? {
                Ok(bytes) => written.push(sink.put(&claim.path, &bytes)?),
                Err(finding) => walked.findings.push(finding),
            }
        }
        if let Some((past, key, _)) = key {
            past.put(shared, &key, &walked, &written);
        }
    }
    Ok(walked)
}

/// What takes the path of an address, and the file that it comes from.
fn claim(address: &str, origin: &Arc<str>) -> Claim {
    Claim { path: address::file(address), origin: Arc::clone(origin) }
}
