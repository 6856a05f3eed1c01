//! The worklist: what an editor has not done yet, grouped by event.
//!
//! Nothing here is a fault. A fact that one report has not been searched for is unfinished work, not
//! wrong, so it never fails a command; what is wrong is a finding. One kind of work a file, and each
//! item has the place to go to.

mod coding;
mod drafts;
mod excerpts;
pub mod json;
mod kind;
mod names;
mod places;
mod reports;
mod site;
pub mod text;

pub use kind::Kind;
pub use places::Places;
pub use site::of_site;

use crate::{analysis::Comparison, diagnostic::Place, model::Event};

/// The open items of one event, or of the site's own pages and outlets.
#[derive(Clone, Debug)]
pub struct Section {
    /// `None` for pages and outlets.
    pub event: Option<Heading>,
    /// Sorted by file and place; never empty.
    pub items: Vec<Item>,
}

/// The event that a section is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    pub id: String,
    pub title: String,
}

/// One thing to do, and where to go to. It holds no text of the file: a large site has many items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub kind: Kind,
    /// What is open, without a full stop.
    pub message: String,
    /// The file's path from the site's root.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

impl Item {
    /// An item at a place of a file.
    fn new(kind: Kind, message: impl Into<String>, place: &Place) -> Item {
        let (line, column) = place.line_column().unwrap_or((1, 1));
        Item { kind, message: message.into(), file: place.file().unwrap_or_default().to_owned(), line, column }
    }
}

/// What is open in an event, if anything is.
pub fn of_event(places: &Places, event: &Event, compared: &Comparison) -> Option<Section> {
    let mut items = drafts::of_event(places, event);
    items.extend(reports::reports(places, event));
    items.extend(excerpts::unverified(places, event));
    // Without a report, every fact, term and voice is open, and one line says why.
    if !event.reports.is_empty() {
        items.extend(coding::facts(places, event, compared));
        items.extend(coding::sources(places, event, compared));
        items.extend(names::terms(places, event));
        items.extend(names::voices(places, event));
    }
    section(Some(Heading { id: event.id.clone(), title: event.title.clone() }), items)
}

/// How many items there are in all.
pub fn count(sections: &[Section]) -> usize {
    sections.iter().map(|section| section.items.len()).sum()
}

/// Puts sections into the order in which they are shown: events by id, then the site's own.
pub fn sort(sections: &mut [Section]) {
    sections.sort_by_cached_key(|section| {
        let id = section.event.as_ref().map(|event| event.id.clone());
        (id.is_none(), id)
    });
}

/// A section with its items in order, if there are any.
fn section(event: Option<Heading>, mut items: Vec<Item>) -> Option<Section> {
    let key = |item: &Item| (item.line, item.column, item.kind);
    items.sort_by(|a, b| (&a.file, key(a), &a.message).cmp(&(&b.file, key(b), &b.message)));
    (!items.is_empty()).then_some(Section { event, items })
}
