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

/// What is open in the event `e`, one line an item: its kind, the stem of the file, line and column (unless it
/// is the first), and the message.
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
    let file = item.file.rsplit('/').next().unwrap().trim_end_matches(".md");
    let column = if item.column == 1 { String::new() } else { format!(":{}", item.column) };
    format!("{} {file}:{}{column} {}", item.kind.name(), item.line, item.message)
}
