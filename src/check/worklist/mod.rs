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

/// One thing to do.
#[derive(Clone, Debug)]
pub struct Item {
    pub kind: Kind,
    /// What is open, without a full stop.
    pub message: String,
    /// Where to go to.
    pub place: Place,
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
    items.sort_by_cached_key(|item| {
        let start = item.place.text_and_span().map(|(_, span)| span.start);
        (item.place.file().map(str::to_owned), start, item.kind, item.message.clone())
    });
    (!items.is_empty()).then_some(Section { event, items })
}
