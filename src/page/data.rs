//! The files beside a page that hold the same as data: names for whoever writes them, links for the
//! pages.

use super::{address, build::View, event_view::DataLink};
use crate::model::Source;

/// The files of an event's comparison by key; `data-<key>` is the word for one.
pub const COMPARISON: [(&str, &str); 3] =
    [("json", "comparison.json"), ("csv", "comparison.csv"), ("jsonld", "annotations.jsonld")];

/// The files that cite an event or a source.
pub const CITATION: [(&str, &str); 3] =
    [("cite-txt", "citation.txt"), ("cite-bib", "citation.bib"), ("cite-csl", "citation.json")];

/// Links to an event's files.
pub fn of_event(view: &View<'_>) -> Vec<DataLink> {
    let own = address::event(&view.event.slug);
    links(view, &own, &COMPARISON).chain(links(view, &own, &CITATION)).collect()
}

/// Links to a source's files, and to the comparison that it is part of.
pub fn of_source(view: &View<'_>, source: &Source) -> Vec<DataLink> {
    let own = address::source(&view.event.slug, &source.id);
    links(view, &own, &CITATION).chain(links(view, &address::event(&view.event.slug), &COMPARISON)).collect()
}

fn links<'l>(
    view: &'l View<'_>,
    folder: &'l str,
    files: &'static [(&'static str, &'static str)],
) -> impl Iterator<Item = DataLink> + 'l {
    files.iter().map(move |(key, name)| DataLink {
        key,
        name: (*name).to_owned(),
        href: view.from.link(&format!("{folder}{name}")),
    })
}
