//! What happened: one folder, one page.

use super::{Day, Html, Source};

/// An event with everything that its folder says.
#[derive(Clone, Debug)]
pub struct Event {
    /// The folder's name.
    pub id: String,
    /// The last part of its address.
    pub slug: String,
    pub title: String,
    pub date: Day,
    pub summary: String,
    pub updated: Option<Day>,
    pub places: Vec<String>,
    pub topics: Vec<String>,
    /// The reports, in column order.
    pub reports: Vec<Source>,
    pub upstreams: Vec<Source>,
    /// Facts for the first screen, if the editor chose some.
    pub lead: Vec<usize>,
    /// How word values are shown, in the order in which readings are to stand.
    pub labels: Vec<(String, String)>,
    pub corrections: Vec<Correction>,
    pub aliases: Vec<String>,
    pub draft: bool,
    /// Whatever stands under `[extra]`.
    pub extra: serde_json::Value,
    /// What stands before the first heading.
    pub opening: Html,
    pub groups: Vec<Group>,
    pub facts: Vec<Fact>,
    pub terms: Vec<Term>,
    pub voices: Vec<Voice>,
    /// Whether any note has highlighted code.
    pub has_code: bool,
}

impl Event {
    /// The day of the last change that the editor tells of: `updated`, else the last correction, else
    /// the event's own date.
    pub fn modified(&self) -> Day {
        let corrected = self.corrections.iter().map(|correction| correction.date).max();
        self.updated.or(corrected).unwrap_or(self.date)
    }

    /// Its reports, in column order, and then its upstreams.
    pub fn sources(&self) -> impl Iterator<Item = &Source> + Clone {
        self.reports.iter().chain(&self.upstreams)
    }
}

/// A second-level heading and what stands under it.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its anchor on the event's page.
    pub id: String,
    pub title: String,
    /// The ordinary notes of the group, in order.
    pub notes: Vec<Note>,
}

/// Text under a group's heading, or under an ordinary heading in it.
#[derive(Clone, Debug)]
pub struct Note {
    /// How many facts of its group stand before it.
    pub after: usize,
    /// The heading, unless the text stands directly under the group's.
    pub title: Option<String>,
    /// The heading's anchor.
    pub id: Option<String>,
    pub html: Html,
}

/// A comparable point of the event. Its number on the page is its index plus one.
#[derive(Clone, Debug)]
pub struct Fact {
    pub id: String,
    pub label: String,
    /// Index of its group, if a second-level heading stands above it.
    pub group: Option<usize>,
    /// What its values count.
    pub unit: Option<String>,
    /// The day from which it could be known.
    pub since: Option<Day>,
    pub note: Html,
}

/// One thing that reports name differently.
#[derive(Clone, Debug)]
pub struct Term {
    pub id: String,
    pub label: String,
    pub group: Option<usize>,
    pub note: Html,
}

/// A person or body that a report quotes or cites.
#[derive(Clone, Debug)]
pub struct Voice {
    pub id: String,
    pub label: String,
    pub group: Option<usize>,
    pub note: Html,
}

/// A correction that the editor made and dated.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Correction {
    pub date: Day,
    pub text: String,
}

/// Anchors of the event page's own sections. Everything else that a page names itself has a dot in its
/// anchor, which no id can have.
const PAGE_ANCHORS: [&str; 13] = [
    "headlines",
    "glance",
    "all",
    "one",
    "differences",
    "facts",
    "names",
    "voices",
    "early",
    "frame",
    "shared",
    "parallel",
    "made",
];

/// Whether the event page needs this anchor itself, so that no fact, term, voice or heading may have it.
pub fn is_reserved_anchor(id: &str) -> bool {
    PAGE_ANCHORS.contains(&id)
}
