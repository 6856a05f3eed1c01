//! What the search finds: a record an event, in which each fact has its own anchor, and a record a
//! source. A record is text in parts; what the results show beside the text goes along unsearched.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Asked, Site, address,
    build::{Links, View},
    folding::folded,
    search::{SEARCH, topic_id},
    summary::Summary,
};
use crate::{
    analysis::{Comparison, State},
    model::{Decimal, Event, Html, Mark, Source, TextKind, plain_text},
    words::DateStyle,
};

/// A page that the search finds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Record {
    /// Link from the search page to it.
    pub href: String,
    /// Values by filter: `outlet`, `topic`, `year`.
    pub filters: BTreeMap<String, Vec<String>>,
    pub parts: Vec<Part>,
}

/// Text of one kind under one anchor.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Part {
    /// The anchor on the page, empty for the page itself, and the kind after a dot: `label`, `text`,
    /// `gloss` for a translation, or `more`, which is searched but not shown.
    pub id: String,
    /// How much a word counts here; 1 is usual.
    pub weight: u8,
    /// What is shown beside the text, as JSON.
    pub beside: Option<String>,
    pub text: String,
}

/// The records of an event and its sources.
pub fn records(site: &Site<'_>, event: &Event, comparison: &Comparison, summary: &Summary) -> Vec<Record> {
    let links = Links::default();
    let view = View { site, event, comparison, from: site.from(SEARCH), asked: Asked::default(), links: &links };
    let sources = event.sources();
    let mut records = vec![event_record(&view, summary)];
    records.extend(sources.map(|source| source_record(&view, source)));
    records
}

#[derive(Serialize)]
struct BesideEvent<'a> {
    kind: &'static str,
    line: &'a str,
}

#[derive(Serialize)]
struct BesideFact<'a> {
    number: usize,
    differs: bool,
    /// Ids of the outlets whose reports carry it.
    outlets: Vec<&'a str>,
}

fn event_record(view: &View<'_>, summary: &Summary) -> Record {
    let event = view.event;
    let mut record = Record {
        href: view.from.link(&address::event(&event.slug)),
        filters: filters(view, event.sources()),
        parts: Vec::new(),
    };
    let line = line(view.site, summary);
    let names: Vec<&str> = event.reports.iter().filter_map(|report| outlet_name(view, report)).collect();
    let more = [event.places.join(" "), event.topics.join(" "), names.join(" "), plain(&event.opening)].join(" ");
    record.add("", "label", 6, Some(&BesideEvent { kind: "event", line: &line }), &event.title);
    record.add("", "text", 2, NOTHING, &event.summary);
    record.add_more("", &more, &[&event.title, &event.summary]);
    for (index, fact) in event.facts.iter().enumerate() {
        let row = &view.comparison.facts[index];
        let carried = row.cells.iter().filter(|cell| cell.state == State::Carried);
        let outlets = carried.filter_map(|cell| event.reports[cell.report].outlet.as_deref()).collect();
        let beside = BesideFact { number: index + 1, differs: row.differs, outlets };
        let readings = readings(view, index);
        let more = [plain(&fact.note), fact.unit.clone().unwrap_or_default()].join(" ");
        record.add(&fact.id, "label", 4, Some(&beside), &fact.label);
        record.add(&fact.id, "text", 2, NOTHING, &readings);
        record.add_more(&fact.id, &more, &[&fact.label, &readings]);
    }
    record
}

#[derive(Serialize)]
struct BesideSource<'a> {
    kind: &'static str,
    event: &'a str,
    date: String,
    lang: Option<String>,
    /// Whether the article itself is published.
    full: bool,
}

#[derive(Serialize)]
struct BesideMark {
    para: Option<u32>,
    unverified: bool,
}

#[derive(Serialize)]
struct BesideGloss {
    by: &'static str,
    lang: Option<String>,
}

fn source_record(view: &View<'_>, source: &Source) -> Record {
    let event = view.event;
    let link = view.report_link(source);
    let mut record = Record { href: link.href.clone(), filters: filters(view, [source]), parts: Vec::new() };
    let lang = view.site.foreign(source.lang.as_deref());
    let rights = matches!(source.text, TextKind::Full { .. });
    let title = view.site.isolated(&event.title);
    let date = view.site.language.date(event.date, DateStyle::Long);
    let beside = BesideSource { kind: "source", event: &title, date, lang, full: rights };
    record.add("", "label", 3, Some(&beside), &link.name);
    let headline = source.title.as_deref().filter(|_| source.outlet.is_some()).unwrap_or_default();
    let body = if rights { whole(source) } else { String::new() };
    record.add("", "text", 3, NOTHING, &within_quotes(view.site, headline));
    let more =
        [&link.short, source.byline.as_deref().unwrap_or_default(), source.agency.as_deref().unwrap_or_default()];
    record.add_more("", &more.join(" "), &[headline]);
    if !body.is_empty() {
        record.add("page.main", "text", 1, NOTHING, &within_quotes(view.site, &body));
        record.add_more("page.main", "", &[&body]);
    }
    for mark in &source.marks {
        add_mark(&mut record, view, source, mark);
    }
    record
}

fn add_mark(record: &mut Record, view: &View<'_>, source: &Source, mark: &Mark) {
    let excerpt = view.marked(source, mark);
    let beside = BesideMark { para: mark.line(), unverified: excerpt.unverified };
    record.add(&mark.anchor, "text", 2, Some(&beside), &within_quotes(view.site, &excerpt.text));
    let mut shown = vec![excerpt.text.as_str()];
    if let Some(translation) = &excerpt.translation {
        let beside = BesideGloss { by: translation.by, lang: translation.lang.clone() };
        record.add(&mark.anchor, "gloss", 1, Some(&beside), &within_quotes(view.site, &translation.text));
        shown.push(&translation.text);
    }
    record.add_more(&mark.anchor, "", &shown);
}

/// The type of nothing to show beside a text.
const NOTHING: Option<&()> = None;

impl Record {
    fn add(&mut self, anchor: &str, kind: &str, weight: u8, beside: Option<&impl Serialize>, text: &str) {
        let beside = beside.and_then(|beside| serde_json::to_string(beside).ok());
        if beside.is_some() || !text.trim().is_empty() {
            self.parts.push(Part { id: format!("{anchor}.{kind}"), weight, beside, text: text.to_owned() });
        }
    }

    /// Adds what is searched but not shown, and the further forms under which all this is found.
    fn add_more(&mut self, anchor: &str, text: &str, shown: &[&str]) {
        let forms: Vec<String> = shown.iter().copied().chain([text]).map(folded).collect();
        let text = std::iter::once(text).chain(forms.iter().map(String::as_str)).collect::<Vec<_>>().join(" ");
        self.add(anchor, "more", 1, NOTHING, &text);
    }
}

fn filters<'s>(view: &View<'_>, sources: impl IntoIterator<Item = &'s Source>) -> BTreeMap<String, Vec<String>> {
    let event = view.event;
    let mut outlets: Vec<String> = sources.into_iter().filter_map(|source| source.outlet.clone()).collect();
    let mut topics: Vec<String> =
        event.topics.iter().map(|topic| topic_id(&address::topic(topic)).to_owned()).collect();
    for values in [&mut outlets, &mut topics] {
        values.sort();
        values.dedup();
    }
    let years = vec![event.date.0.year().to_string()];
    [("outlet", outlets), ("topic", topics), ("year", years)].map(|(name, values)| (name.to_owned(), values)).into()
}

/// An event's date and numbers in a line.
fn line(site: &Site<'_>, summary: &Summary) -> String {
    let counted = |key: &str, count: usize| {
        let number = Decimal::parse(&count.to_string()).map(|number| site.language.number(number));
        let arguments = [("n", count.to_string()), ("count", number.unwrap_or_default())];
        site.language.say(key, &arguments).unwrap_or_default()
    };
    let date = site.language.date(summary.date, DateStyle::Long);
    let numbers = [counted("count-reports", summary.counts.reports), counted("count-facts", summary.counts.facts)];
    format!("{date} · {}", numbers.join(&site.language.say("comma", &[]).unwrap_or_default()))
}

/// The readings of a fact in a line: each value with the reports that give it.
fn readings(view: &View<'_>, fact: usize) -> String {
    let row = &view.comparison.facts[fact];
    let readings = row.readings.iter().map(|reading| {
        let reports = reading.reports.iter().map(|report| view.report_link(&view.event.reports[*report]).short.clone());
        let names = reports.collect::<Vec<_>>().join(", ");
        match &reading.value {
            Some(value) => format!("{} ({names})", view.value(value, None).label),
            None => names,
        }
    });
    readings.collect::<Vec<_>>().join(&view.site.language.say("semicolon", &[]).unwrap_or_default())
}

/// Words as they stand between the page's quotation marks: theirs turned into the inner pair.
fn within_quotes(site: &Site<'_>, text: &str) -> String {
    let marks = site.language.quoted("|");
    let quoted = site.language.quoted(text);
    let inner = marks.split_once('|').and_then(|(open, close)| quoted.strip_prefix(open)?.strip_suffix(close));
    inner.unwrap_or(text).trim().to_owned()
}

fn outlet_name<'v>(view: &View<'v>, source: &Source) -> Option<&'v str> {
    view.site.outlets.get(source.outlet.as_ref()?).map(|outlet| outlet.name.as_str())
}

fn plain(html: &Html) -> String {
    plain_text(html, |_| "").text
}

fn whole(source: &Source) -> String {
    plain_text(&source.body, |mark| &source.marks[mark].quote).text
}
