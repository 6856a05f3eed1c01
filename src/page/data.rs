//! The files beside a page that hold the same as data: names for whoever writes them, links for the
//! pages.

use super::{address, build::View, event_view::DataLink};
use crate::{config::Beside, model::Source};

/// The files of an event's comparison by key; `data-<key>` is the word for one.
const COMPARISON: [(&str, &str); 3] =
    [("json", "comparison.json"), ("csv", "comparison.csv"), ("jsonld", "annotations.jsonld")];

/// The files that cite an event or a source.
const CITATION: [(&str, &str); 3] =
    [("cite-txt", "citation.txt"), ("cite-bib", "citation.bib"), ("cite-csl", "citation.json")];

/// Files by key.
type Files = &'static [(&'static str, &'static str)];

/// The files of an event's comparison that the site has.
pub fn comparison(beside: Beside) -> Files {
    if beside.comparison { &COMPARISON } else { &[] }
}

/// The files by which it is cited that an event or a source has.
pub fn citation(beside: Beside) -> Files {
    if beside.citations { &CITATION } else { &[] }
}

/// Links to an event's files.
pub fn of_event(view: &View<'_>) -> Vec<DataLink> {
    let own = address::event(&view.event.slug);
    let beside = view.site.settings.beside;
    links(view, &own, comparison(beside)).chain(links(view, &own, citation(beside))).collect()
}

/// Links to a source's files, and to the comparison that it is part of.
pub fn of_source(view: &View<'_>, source: &Source) -> Vec<DataLink> {
    let own = address::source(&view.event.slug, &source.id);
    let event = address::event(&view.event.slug);
    let beside = view.site.settings.beside;
    links(view, &own, citation(beside)).chain(links(view, &event, comparison(beside))).collect()
}

fn links<'l>(view: &'l View<'_>, folder: &'l str, files: Files) -> impl Iterator<Item = DataLink> + 'l {
    files.iter().map(move |(key, name)| DataLink {
        key,
        name: (*name).to_owned(),
        href: view.from.link(&format!("{folder}{name}")),
    })
}
