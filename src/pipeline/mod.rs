//! The street itself: from a world of files to bytes in a sink.
//!
//! 1. What is small and shared is read once: settings, theme, outlets, pages, and which address every
//!    file has (`shared.rs`).
//! 2. Each event walks alone, in parallel: parse, resolve, compare, plan, render (`event.rs`). Its pages
//!    go to the sink as they are rendered; a summary stays.
//! 3. The pages of the whole site are made from the summaries (`site.rs`), and so are its feeds and its
//!    sitemap (`data.rs`).
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
    export::sitemap::Listed,
    output::{Kept, Sink},
    page::{address, summary::Summary},
    world::{Ahead, World},
};
pub use reuse::Past;
pub use search::{Searched, index};
pub use verify::{Verification, VerifiedEvent, verify};

use event::{Gathers, Walked};
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
    let mut listed = Vec::new();
    let mut claims = pages(&shared, &summaries, press, &mut listed, &mut findings)?;
    claims.extend(files(&shared, &summaries, listed, sink)?);
    if let Some(claim) = card::of_site(&shared) {
        match press.map(|(sink, theme)| (sink, card::site_bytes(&shared, theme))) {
            Some((sink, Ok(bytes))) => drop(sink.put(&claim.path, &bytes)?),
            Some((_, Err(finding))) => findings.push(finding),
            None => {}
        }
        claims.push(claim);
    }
    if let Some(theme) = &theme {
        claims.extend(theme::claims(theme));
        for (name, bytes) in sink.iter().flat_map(|_| theme.assets().files()) {
            put(sink, name, || Ok(bytes.to_vec()))?;
        }
    }
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

/// Plans the site's own pages, and hands them over with their pictures; says which paths they take, and
/// adds to `listed` what search engines may show.
fn pages(
    shared: &Shared<'_>,
    summaries: &[Arc<Summary>],
    press: Option<(&dyn Sink, &Theme)>,
    listed: &mut Vec<Listed>,
    findings: &mut Vec<Finding>,
) -> io::Result<Vec<Claim>> {
    let site = shared.site();
    let groups = site::groups(shared, summaries);
    let pages = groups.iter().flat_map(|group| {
        let origin: Arc<str> = group.origin().into();
        group.pages(shared, &site, summaries).map(move |page| (origin.clone(), page))
    });
    // Planned one after the other and drawn side by side, so that there are only a few at a time.
    let drawn = pages.enumerate().par_bridge().map(|(place, (origin, page))| {
        let made = Made { listed: data::listed_page(&page), path: address::file(&page.address), origin };
        let finding = match press {
            Some((sink, theme)) => match site::render(&site, theme, page) {
                Ok(bytes) => sink.put(&made.path, &bytes).map(|_| None)?,
                Err(finding) => Some(finding),
            },
            None => None,
        };
        Ok((place, made, finding))
    });
    let mut drawn = drawn.collect::<io::Result<Vec<(usize, Made, Option<Finding>)>>>()?;
    drawn.sort_unstable_by_key(|(place, ..)| *place);
    let mut claims = Vec::new();
    for (_, made, finding) in drawn {
        listed.extend(made.listed);
        claims.push(Claim { path: made.path, origin: made.origin });
        findings.extend(finding);
    }
    for image in site::images(shared) {
        let path = address::file(&shared.addresses.of(&image));
        put(press.map(|(sink, _)| sink), &path, || shared.world.read(&image))?;
        claims.push(Claim { path, origin: image.into() });
    }
    Ok(claims)
}

/// What is known of a page of the site once it was handed over.
struct Made {
    listed: Option<Listed>,
    path: String,
    origin: Arc<str>,
}

/// Hands over the feeds, and what search engines and hosts read; says which paths they take.
fn files(
    shared: &Shared<'_>,
    summaries: &[Arc<Summary>],
    mut listed: Vec<Listed>,
    sink: Option<&dyn Sink>,
) -> io::Result<Vec<Claim>> {
    listed.extend(summaries.iter().flat_map(|event| data::listed(event)));
    data::sort_listed(&mut listed);
    let site = shared.site();
    let mut claims = Vec::new();
    for (claim, part) in
        data::feeds(shared, summaries).into_iter().chain(data::for_hosts(shared, summaries, listed.len()))
    {
        put(sink, &claim.path, || Ok(data::site_bytes(&site, &part, summaries, &listed)))?;
        claims.push(claim);
    }
    Ok(claims)
}

fn put(sink: Option<&dyn Sink>, path: &str, bytes: impl FnOnce() -> io::Result<Vec<u8>>) -> io::Result<()> {
    sink.map_or(Ok(()), |sink| sink.put(path, &bytes()?).map(drop))
}
