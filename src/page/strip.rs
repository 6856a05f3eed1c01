//! An event as it stands in a list.

use super::{
    Site, address, address::From, build::day, parts::ReportLink, site_view::EventStrip, skyline::skyline,
    summary::Summary,
};

/// The strip of an event. The first on the home page is large and brings a fact of its lead, whose
/// links are written from there.
pub fn strip(site: &Site<'_>, from: From<'_>, event: &Summary, first: bool) -> EventStrip {
    EventStrip {
        title: event.title.clone(),
        href: from.link(&event.address()),
        date: day(event.date),
        summary: event.summary.clone(),
        places: event.places.iter().map(|place| site.isolated(place)).collect(),
        counts: event.counts.clone(),
        reports: (0..event.reports.len()).map(|index| report_link(site, from, event, index).into()).collect(),
        skyline: skyline(event, first),
        lead: event.lead.as_deref().filter(|_| first).cloned(),
        draft: event.draft,
    }
}

fn report_link(site: &Site<'_>, from: From<'_>, event: &Summary, index: usize) -> ReportLink {
    let report = &event.reports[index];
    let outlet = report.outlet.as_ref().and_then(|id| site.outlets.get(id));
    ReportLink {
        id: report.id.clone(),
        number: Some(index + 1),
        name: site.isolated(outlet.map_or(&report.id, |outlet| &outlet.name)),
        short: site.isolated(outlet.map_or(&report.id, |outlet| &outlet.short)),
        lang: None,
        href: from.link(&address::source(&event.slug, &report.id)),
    }
}
