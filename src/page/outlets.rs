//! Outlets: the list, and each one's profile with its record.

use std::sync::Arc;

use super::{
    Content, Page, Site, address, record, shell,
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

/// Plans an outlet's page.
pub fn outlet_page(
    site: &Site<'_>,
    outlet: &Outlet,
    (has_code, draft): (bool, bool),
    summaries: &[Arc<Summary>],
) -> Page {
    let own = address::outlet(&outlet.id);
    let from = site.from(&own);
    let reports: Vec<_> = reports_of(&outlet.id, summaries).collect();
    let record = record::record(from, &reports);
    let ownership = outlet.ownership.as_ref().map(|ownership| OwnershipView {
        text: ownership.text.clone(),
        source: ownership.source.clone(),
        url: ownership.url.clone(),
    });
    let content = OutletPage {
        outlet: OutletView {
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
        },
        totals: record::totals(&reports),
        voices: record::voices(&reports),
        record,
    };
    let head = shell::Head {
        under: Some("outlets"),
        has_code,
        draft,
        modified: reports_of(&outlet.id, summaries).map(|(event, _)| event.modified).max(),
        feeds_of: Some((&own, &outlet.name)),
        description: outlet.ownership.as_ref().map(|ownership| ownership.text.clone()),
        ..shell::Head::new("outlet", &outlet.name)
    };
    let shell = shell::shell(site, from, head);
    Page { address: own.clone(), shell, content: Content::Outlet(Box::new(content)) }
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
