//! What an event needs to be a comparison, and a report to be looked up.

use super::{Item, Kind, Places};
use crate::model::{Event, Source};

/// Too few reports or facts, and reports without address or date.
pub fn reports(places: &Places, event: &Event) -> Vec<Item> {
    let of_event = |kind, message: &str| Item::new(kind, message, &places.top());
    let mut items = Vec::new();
    match event.reports.len() {
        0 => items.push(of_event(Kind::FewReports, "no report yet")),
        1 => items.push(of_event(Kind::FewReports, "only one report, nothing to compare it with")),
        _ => {}
    }
    if event.facts.is_empty() {
        items.push(of_event(Kind::NoFacts, "no fact declared yet"));
    }
    for report in &event.reports {
        let Some(source) = places.source(&report.id) else { continue };
        for (kind, message) in missing(report) {
            items.push(Item::new(kind, message, &source.top()));
        }
    }
    items
}

/// A copy in an archive can be read too; a note may say all that is known of the date.
fn missing(report: &Source) -> impl Iterator<Item = (Kind, &'static str)> {
    let no_url = report.url.is_none() && report.archived.is_none();
    let no_date = report.published.is_none() && report.published_note.is_none();
    let url = no_url.then_some((Kind::NoUrl, "neither `url` nor `archived`"));
    url.into_iter().chain(no_date.then_some((Kind::NoDate, "neither `published` nor `published_note`")))
}
