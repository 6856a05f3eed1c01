//! The captures of an event, and what its sources' files tell of them.

use std::{collections::BTreeSet, io};

use super::{Article, Line};
use crate::{
    content::{
        front,
        layout::{self, RESERVED_SOURCES},
    },
    diagnostic::{Code, Finding, Place},
    evidence::capture::{self, Text},
    model::{self, Zone},
    world::{World, read_text},
};

/// The longest capture that is compared, in bytes. Every passage is held against every other, so time
/// grows with the square.
const LONGEST: usize = 400_000;

/// Reads all captures of an event. The event's folder need not have a file for each, nor exist.
///
/// Findings are errors: an event that nobody knows, captures that are missing or alone, files that cannot be
/// read.
///
/// # Errors
/// When the disk fails.
pub fn read(world: &dyn World, event: &str) -> io::Result<(Vec<Article>, Vec<Finding>)> {
    let mut findings = Vec::new();
    if !front::is_id(event) {
        return Ok((Vec::new(), vec![unknown(world, event)?]));
    }
    let folder = format!("captures/{event}");
    let listing = world.files(&folder)?;
    findings.extend(listing.findings);
    let mut articles = Vec::new();
    for path in &listing.files {
        let name = path.strip_prefix(&folder).and_then(|rest| rest.strip_prefix('/'));
        let Some(source) = name.and_then(|name| name.strip_suffix(".txt")).filter(|name| !name.contains('/')) else {
            continue;
        };
        match checked_id(world, source, path).and_then(|()| article(world, event, source, path)) {
            Ok(article) => articles.push(article),
            Err(finding) => findings.push(finding),
        }
    }
    if findings.is_empty() && articles.len() < 2 {
        findings.push(too_few(world, event, &folder, &articles)?);
    }
    Ok((articles, findings))
}

/// A capture's name is the id of its source.
fn checked_id(world: &dyn World, source: &str, path: &str) -> Result<(), Finding> {
    if front::is_id(source) && source != "index" && !RESERVED_SOURCES.contains(&source) {
        return Ok(());
    }
    let finding = Finding::error(Code::InvalidId, format!("`{source}` is no id for a source"));
    let finding = finding.at(Place::File(world.shown(path).into()));
    Err(finding.hint("a capture has the name of its source: lower-case letters, digits and hyphens; rename the file"))
}

fn article(world: &dyn World, event: &str, source: &str, path: &str) -> Result<Article, Finding> {
    let file = layout::source(event, source);
    // What is wrong with the file is told by `check`; here it only tells less.
    let front = world.is_file(&file).then(|| read_text(world, &file).ok()).flatten();
    let front = front.and_then(|text| front::source(&text).0).map(|front| front.value);
    let told = front.as_ref().map(|front| front.capture.clone()).unwrap_or_default();
    let text = match capture::read(world, path, &told) {
        Some(text) => text?,
        None => return Err(missing(&world.shown(path))),
    };
    if text.source.text().len() > LONGEST {
        let shown = world.shown(path);
        let message = format!("`{shown}` has more than {LONGEST} bytes, which is no article");
        let finding = Finding::error(Code::TooLarge, message).at(Place::File(shown.into()));
        return Err(finding.hint("cut the capture down to the article"));
    }
    Ok(Article {
        source: source.to_owned(),
        tag: front.as_ref().and_then(|front| front.lang.clone()),
        published: front.as_ref().and_then(|front| front.published).map(|moment| moment.day.0),
        lines: lines(&text, &told),
    })
}

/// The lines of a capture. What an editor has sorted out is not judged again.
fn lines(text: &Text, told: &model::Capture) -> Vec<Line> {
    let sorted = !told.furniture.is_empty() || !told.captions.is_empty() || told.headline.is_some();
    let line = |line: &capture::Line| Line {
        text: text.raw(line).to_owned(),
        furniture: matches!(line.zone, None | Some(Zone::Caption)),
        told: sorted,
    };
    text.lines.iter().map(line).collect()
}

/// The ids that the event's headings declare already.
pub fn declared(world: &dyn World, event: &str) -> BTreeSet<String> {
    let text = read_text(world, &layout::index(event));
    let text = text.as_ref().map_or("", |text| text.text());
    let ids = text.split("{#").skip(1).map(|rest| rest.split([' ', '}']).next().unwrap_or_default().to_owned());
    ids.collect()
}

fn missing(path: &str) -> Finding {
    Finding::error(Code::MissingFile, format!("there is no capture `{path}`")).at(Place::File(path.into()))
}

/// Why there is nothing to compare.
fn too_few(world: &dyn World, event: &str, folder: &str, articles: &[Article]) -> io::Result<Finding> {
    let shown = world.shown(&format!("{folder}/x"));
    let shown = shown.strip_suffix("/x").unwrap_or(&shown);
    let finding = match articles {
        [] if !is_known(world, event)? => return unknown(world, event),
        [] => {
            let message = format!("the event `{event}` has no captures in `{shown}`");
            Finding::error(Code::MissingFile, message)
                .hint("save each article's text there as <source>.txt, or name another folder with `--captures`")
        }
        [only, ..] => {
            let message = format!("`{}` is the only capture in `{shown}`, so there is nothing to compare", only.source);
            Finding::error(Code::MissingFile, message)
                .hint("save the text of a second article there, or name another folder with `--captures`")
        }
    };
    Ok(finding.at(Place::File(shown.into())))
}

fn is_known(world: &dyn World, event: &str) -> io::Result<bool> {
    Ok(!world.files(&format!("content/events/{event}"))?.files.is_empty())
}

/// An event with neither folder nor captures.
fn unknown(world: &dyn World, event: &str) -> io::Result<Finding> {
    let mut known: BTreeSet<String> = BTreeSet::new();
    for folder in ["content/events", "captures"] {
        let files = world.files(folder)?.files;
        let ids = files.iter().filter_map(|path| path.strip_prefix(folder)?.strip_prefix('/')?.split_once('/'));
        known.extend(ids.map(|(id, _)| id.to_owned()));
    }
    let shown = world.shown(&format!("captures/{event}"));
    let message = format!("there is no event `{event}`: neither `content/events/{event}` nor `{shown}` exists");
    Ok(Finding::error(Code::MissingFile, message).hint_nearest(event, known.iter().map(String::as_str)))
}
