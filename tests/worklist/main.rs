//! The worklist: small sites in, what is open in them out.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

#[path = "../support/mod.rs"]
mod support;

mod coding;
mod excerpts;
mod names;
mod whole;

use rashomon::check::worklist::Item;
use support::Site;

/// What is open in the event `e`, one line an item: its kind, the stem of the file, the line and what is
/// underlined there, and the message.
fn open(site: &Site) -> Vec<String> {
    let sections = site.worklist();
    let of_event = sections.iter().find(|section| section.event.as_ref().is_some_and(|event| event.id == "e"));
    of_event.into_iter().flat_map(|section| &section.items).map(line).collect()
}

/// As [`open`], only the items of one kind.
fn open_of(site: &Site, kind: &str) -> Vec<String> {
    let kind = format!("{kind} ");
    open(site).iter().filter_map(|line| line.strip_prefix(&kind)).map(str::to_owned).collect()
}

fn line(item: &Item) -> String {
    let file = item.place.file().unwrap().rsplit('/').next().unwrap().trim_end_matches(".md");
    let (line, _) = item.place.line_column().unwrap();
    let words = item.place.underlined().unwrap();
    let at = if words.is_empty() { String::new() } else { format!(" `{words}`") };
    format!("{} {file}:{line}{at} {}", item.kind.name(), item.message)
}
