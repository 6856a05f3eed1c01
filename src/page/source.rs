//! The page of one source: a report, or an upstream text.

use std::ptr;

use super::{
    Asked, Content, Page, Site, address,
    build::{Links, View, day, moment, zone},
    data, early,
    fact_view::{CellView, ReadingView},
    score, shell,
    source_view::{EventLink, MissingFact, PublishedWords, SourceFact, SourcePage, SourceView},
};
use crate::{
    analysis::{self, Comparison, Depth, SharedWords, State},
    model::{Event, Mark, Source, TextKind},
};

/// Plans the page of a source, as far as its templates ask for it; `column` is its place among the reports, `None` for an upstream.
pub fn source_page(
    site: &Site<'_>,
    event: &Event,
    comparison: &Comparison,
    shared: &SharedWords<'_>,
    source: &Source,
    column: Option<usize>,
    asked: Asked<'_>,
) -> Page {
    let address = address::source(&event.slug, &source.id);
    let from = site.from(&address);
    let links = Links::default();
    let view = View { site, event, comparison, from, asked, links: &links };
    let link = view.report_link(source);
    let own = address::event(&event.slug);
    let head = shell::Head {
        description: Some(event.summary.clone()),
        under: Some("events"),
        card_of: Some((&own, &event.title)),
        has_code: source.has_code,
        draft: source.draft || event.draft,
        modified: Some(event.modified()),
        ..shell::Head::new("source", format!("{}: {}", link.name, event.title))
    };
    let neighbour = |step: isize| {
        let index = column?.checked_add_signed(step)?;
        Some(view.report_link(event.reports.get(index)?))
    };
    let facts = column.map(|column| carried(&view, column)).unwrap_or_default();
    let missing = |state: State| column.map(|column| missing(&view, column, state)).unwrap_or_default();
    let content = SourcePage {
        event: EventLink {
            title: event.title.clone(),
            href: from.link(&address::event(&event.slug)),
            date: day(event.date),
        },
        differ: facts.iter().filter(|fact| fact.differs).count(),
        facts,
        not_carried: asked.of("not_carried", || missing(State::NotCarried)),
        too_early: asked.of("too_early", || missing(State::TooEarly)),
        not_coded: asked.of("not_coded", || missing(State::NotCoded)),
        fact_count: event.facts.len(),
        possible: column.map_or(0, |column| score::totals(&view, column).1),
        missing_alone: column.map_or(0, |column| missing_alone(comparison, column).count()),
        previous: neighbour(-1),
        next: neighbour(1),
        data: data::of_source(&view, source),
        source: source_view(&view, shared, source, column),
    };
    let shell = shell::shell(site, from, head);
    Page { address, shell, content: Content::Source(Box::new(content)) }
}

/// Facts that every other report that could carry them carries, at least one, and only this does not.
pub fn missing_alone(comparison: &Comparison, column: usize) -> impl Iterator<Item = usize> {
    let alone = move |row: &crate::analysis::FactRow| {
        row.cells[column].state == State::NotCarried && row.carried > 0 && row.carried + 1 == row.possible
    };
    comparison.facts.iter().enumerate().filter(move |(_, row)| alone(row)).map(|(fact, _)| fact)
}

fn source_view(view: &View<'_>, shared: &SharedWords<'_>, source: &Source, column: Option<usize>) -> SourceView {
    let rights = source.text.rights().map(ToOwned::to_owned);
    let upstream = view.event.upstreams.iter().filter(|upstream| source.upstream.contains(&upstream.id));
    let article = source.article.as_ref();
    let verified = analysis::verified(source);
    SourceView {
        link: view.report_link(source),
        position: column.map(|column| column + 1),
        reports: view.event.reports.len(),
        outlet_href: view.outlet_href(source),
        headline: source.title.as_ref().map(|title| view.excerpt(source, title)),
        published: source.published.map(moment),
        published_note: source.published_note.clone(),
        retrieved: source.retrieved.map(day),
        url: source.url.clone(),
        archived: source.archived.clone(),
        byline: source.byline.clone(),
        agency: source.agency.clone(),
        upstream: upstream.map(|upstream| view.report_link(upstream)).collect(),
        sha256: article.and_then(|article| article.sha256.clone()).or_else(|| source.capture.sha256.clone()),
        words: article.map(|article| article.words),
        paragraphs: article.map(|article| article.paragraphs),
        quoted: view.asked.of("quoted", || {
            column.map(|column| analysis::voices(view.event).iter().map(|row| row[column].words).sum())
        }),
        published_words: view.asked.of("published_words", || published_words(shared, source)),
        coded: source.coded,
        full: rights.is_some(),
        rights,
        lang: view.site.foreign(source.lang.as_deref()),
        body: view.asked.of("body", || view.body(source)),
        further: view.asked.of("further", || view.further(source)),
        excerpts: verified.excerpts,
        verified: verified.found,
        extra: source.extra.clone(),
    }
}

/// Excerpts, and the shared runs that the event's page prints: the limit is one for both.
fn published_words(shared: &SharedWords<'_>, source: &Source) -> Option<PublishedWords> {
    let article = source.article.as_ref().filter(|_| source.text == TextKind::Excerpts)?;
    let words = shared.published(source);
    Some(PublishedWords { words, percent: Depth { before: words, words: article.words }.percent() })
}

/// The facts that a report carries, in its own order.
fn carried(view: &View<'_>, column: usize) -> Vec<SourceFact> {
    let rows = &view.comparison.facts;
    let mut facts: Vec<usize> =
        (0..rows.len()).filter(|fact| rows[*fact].cells[column].state == State::Carried).collect();
    facts.sort_by_key(|fact| rows[*fact].cells[column].marks.iter().min().copied());
    facts.into_iter().map(|fact| source_fact(view, column, fact)).collect()
}

fn source_fact(view: &View<'_>, column: usize, index: usize) -> SourceFact {
    let fact = &view.event.facts[index];
    let row = &view.comparison.facts[index];
    let cell = |report: &usize| view.cell(index, &row.cells[*report]);
    let earliest = analysis::earliest(view.event, &row.cells[column]);
    let deciding = row.cells[column].first(view.event);
    let is_earlier = earliest.zip(deciding).is_some_and(|(earliest, deciding)| !ptr::eq(earliest, deciding));
    let report = &view.event.reports[column];
    let mut same: Vec<CellView> = Vec::new();
    let mut others = Vec::new();
    for reading in row.readings.iter().filter(|_| view.asked.has("same") || view.asked.has("others")) {
        if reading.reports.contains(&column) {
            same = reading.reports.iter().filter(|report| **report != column).map(cell).collect();
        } else {
            others.push(ReadingView {
                value: reading.value.as_ref().map(|value| view.value(value, None)),
                disputed: reading.disputed,
                cells: reading.reports.iter().map(|report| cell(report).into()).collect(),
            });
        }
    }
    SourceFact {
        id: fact.id.clone(),
        number: index + 1,
        label: fact.label.clone(),
        href: view.anchor(&fact.id),
        differs: row.differs,
        cell: cell(&column),
        depth: view.asked.of("depth", || earliest.and_then(|mark| early::place(report, mark))),
        earlier: is_earlier,
        zone: earliest.and_then(|mark| zone(mark.found.as_ref())),
        para: earliest.and_then(Mark::line),
        same,
        others,
    }
}

fn missing(view: &View<'_>, column: usize, state: State) -> Vec<MissingFact> {
    let event = view.event;
    let rows = view.comparison.facts.iter().enumerate().filter(|(_, row)| row.cells[column].state == state);
    let views = rows.map(|(index, row)| {
        let cell = view.cell(index, &row.cells[column]);
        let carriers = row.cells.iter().filter(|cell| cell.state == State::Carried);
        MissingFact {
            id: event.facts[index].id.clone(),
            number: index + 1,
            label: event.facts[index].label.clone(),
            href: view.anchor(&event.facts[index].id),
            near: cell.near,
            remark: cell.remark,
            carried_by: carriers.map(|cell| view.report_link(&event.reports[cell.report])).collect(),
        }
    });
    views.collect()
}
