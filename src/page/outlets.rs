//! Outlets: the list, and each one's profile with its record.

use std::sync::Arc;

use super::{
    Content, Page, Site,
    address::{self, From},
    paging, record, shell,
    site_view::{OutletLine, OutletPage, OutletView, OutletsPage, OwnershipView},
    summary::{ReportSummary, Summary},
};
use crate::model::Outlet;

/// Plans the list of outlets, by name.
pub fn outlets_page(site: &Site<'_>, summaries: &[Arc<Summary>]) -> Page {
    let own = "/outlets/";
    let from = site.from(own);
    let mut outlets: Vec<&Outlet> = site.outlets.values().filter(|outlet| !outlet.draft).collect();
    outlets.sort_by(|a, b| site.language.compare(&a.name, &b.name).then_with(|| a.id.cmp(&b.id)));
    let lines = outlets.into_iter().map(|outlet| OutletLine {
        name: site.isolated(&outlet.name),
        href: from.link(&address::outlet(&outlet.id)),
        kind: outlet.kind.clone(),
        country: outlet.country.clone(),
        events: record::events(&reports_of(&outlet.id, summaries).collect::<Vec<_>>()),
    });
    let content = OutletsPage { outlets: lines.collect() };
    let title = site.language.say("outlets", &[]).unwrap_or_else(|| "Outlets".to_owned());
    let head = shell::Head { under: Some("outlets"), ..shell::Head::new("outlets", title) };
    Page { address: own.to_owned(), shell: shell::shell(site, from, head), content: Content::Outlets(content) }
}

/// Plans an outlet's pages: its record, newest first, and its voices, of which each page has its part.
pub fn outlet_pages<'p>(
    site: &'p Site<'_>,
    outlet: &'p Outlet,
    (has_code, draft): (bool, bool),
    summaries: &'p [Arc<Summary>],
) -> impl Iterator<Item = Page> + 'p {
    let own = address::outlet(&outlet.id);
    let reports: Vec<_> = reports_of(&outlet.id, summaries).collect();
    let modified = reports.iter().map(|(event, _)| event.modified).max();
    let totals = record::totals(&reports);
    let voices = record::voices(&reports);
    (1..=paging::pages(site, reports.len())).map(move |number| {
        let sheet = paging::sheet(site, &own, &reports, number);
        let from = site.from(&sheet.address);
        let voices = voices.chunks(voices.len().div_ceil(sheet.pages).max(1)).nth(number - 1).unwrap_or_default();
        let content = OutletPage {
            outlet: profile(site, from, outlet),
            totals: totals.clone(),
            voices: voices.to_vec(),
            record: record::record(from, sheet.items),
            pager: sheet.pager(from),
        };
        let head = shell::Head {
            under: Some("outlets"),
            has_code: has_code && sheet.is_first(),
            draft,
            modified,
            feeds_of: Some((&own, &outlet.name)),
            description: outlet.ownership.as_ref().map(|ownership| ownership.text.clone()),
            ..shell::Head::new("outlet", sheet.title(site, &outlet.name))
        };
        let shell = shell::shell(site, from, head);
        Page { address: sheet.address, shell, content: Content::Outlet(Box::new(content)) }
    })
}

fn profile(site: &Site<'_>, from: From<'_>, outlet: &Outlet) -> OutletView {
    let ownership = outlet.ownership.as_ref().map(|ownership| OwnershipView {
        text: ownership.text.clone(),
        source: ownership.source.clone(),
        url: ownership.url.clone(),
    });
    OutletView {
        id: outlet.id.clone(),
        name: site.isolated(&outlet.name),
        short: site.isolated(&outlet.short),
        kind: outlet.kind.clone(),
        country: outlet.country.clone(),
        languages: outlet.languages.clone(),
        url: outlet.url.clone(),
        ownership,
        body: from.html(&outlet.body),
        extra: outlet.extra.clone(),
    }
}

fn reports_of<'s>(
    outlet: &'s str,
    summaries: &'s [Arc<Summary>],
) -> impl Iterator<Item = (&'s Summary, &'s ReportSummary)> {
    summaries.iter().map(AsRef::as_ref).flat_map(move |event: &Summary| {
        let of_outlet = |report: &&ReportSummary| report.outlet.as_deref() == Some(outlet);
        event.reports.iter().filter(of_outlet).map(move |report| (event, report))
    })
}
