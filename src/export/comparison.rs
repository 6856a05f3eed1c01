//! `comparison.json`: the whole comparison of an event as data.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    by,
    shared::{SharedData, shared},
};
use crate::{
    analysis::{self, Cell, Comparison, SharedWords, value_of},
    model::{Event, Frame, Mark, Qualifier, Source, Value},
};

/// The comparison as JSON, indented, with a line end.
pub fn comparison(event: &Event, comparison: &Comparison, words: &SharedWords<'_>, canonical: &str) -> Vec<u8> {
    let data = Data {
        event: EventData {
            id: &event.id,
            title: &event.title,
            date: event.date.to_string(),
            updated: event.updated.map(|day| day.to_string()),
            summary: &event.summary,
            places: &event.places,
            topics: &event.topics,
            url: canonical,
        },
        sources: event.reports.iter().map(source).collect(),
        facts: (0..event.facts.len()).map(|fact| fact_data(event, comparison, fact)).collect(),
        terms: terms(event),
        voices: voices(event),
        frames: frames(event),
        shared: shared(words),
    };
    super::json::json(&data)
}

#[derive(Serialize)]
struct Data<'e> {
    event: EventData<'e>,
    sources: Vec<SourceData<'e>>,
    facts: Vec<FactData<'e>>,
    terms: Vec<TermData<'e>>,
    voices: Vec<VoiceData<'e>>,
    frames: BTreeMap<&'static str, BTreeMap<&'e str, Vec<Passage<'e>>>>,
    shared: SharedData<'e>,
}

#[derive(Serialize)]
struct EventData<'e> {
    id: &'e str,
    title: &'e str,
    date: String,
    updated: Option<String>,
    summary: &'e str,
    places: &'e [String],
    topics: &'e [String],
    url: &'e str,
}

#[derive(Serialize)]
struct SourceData<'e> {
    id: &'e str,
    outlet: Option<&'e str>,
    title: Option<&'e str>,
    published: Option<String>,
    /// Words of the article, where its text is at hand.
    words: Option<u32>,
    /// Of the archived text in which the excerpts were found.
    sha256: Option<&'e str>,
    retrieved: Option<String>,
    coded: bool,
}

#[derive(Serialize)]
struct FactData<'e> {
    id: &'e str,
    label: &'e str,
    group: Option<&'e str>,
    unit: Option<&'e str>,
    since: Option<String>,
    spread: &'static str,
    differs: bool,
    cells: BTreeMap<&'e str, CellData<'e>>,
}

#[derive(Serialize)]
struct CellData<'e> {
    state: &'static str,
    stance: Option<&'static str>,
    value: serde_json::Value,
    qualifier: Option<&'static str>,
    by: Option<&'e str>,
    /// Words before the first mention ÷ words of the article.
    depth: Option<f64>,
    excerpts: Vec<Excerpt<'e>>,
    /// What stands in the place of a fact that is not carried.
    #[serde(skip_serializing_if = "Option::is_none")]
    near: Option<&'e str>,
}

#[derive(Serialize)]
struct Excerpt<'e> {
    text: &'e str,
    line: Option<u32>,
    /// `text`, `headline` or `caption`, and the words before it there.
    zone: Option<&'static str>,
    word: Option<u32>,
    anchor: String,
    verified: bool,
}

#[derive(Serialize)]
struct TermData<'e> {
    id: &'e str,
    label: &'e str,
    names: BTreeMap<&'e str, Vec<NameData<'e>>>,
}

#[derive(Serialize)]
struct NameData<'e> {
    text: &'e str,
    count: Option<usize>,
}

#[derive(Serialize)]
struct VoiceData<'e> {
    id: &'e str,
    label: &'e str,
    sources: BTreeMap<&'e str, SpeechData<'e>>,
}

#[derive(Serialize)]
struct SpeechData<'e> {
    words: usize,
    direct: usize,
    indirect: usize,
    scare: Vec<&'e str>,
}

#[derive(Serialize)]
struct Passage<'e> {
    #[serde(flatten)]
    excerpt: Excerpt<'e>,
    stance: &'static str,
    by: Option<&'e str>,
    comment: Option<&'e str>,
}

fn source(source: &Source) -> SourceData<'_> {
    SourceData {
        id: &source.id,
        outlet: source.outlet.as_deref(),
        title: source.title.as_deref(),
        published: source.published.map(|moment| moment.to_string()),
        words: source.article.as_ref().map(|article| article.words),
        sha256: source.article.as_ref().and_then(|article| article.sha256.as_deref()),
        retrieved: source.retrieved.map(|day| day.to_string()),
        coded: source.coded,
    }
}

fn fact_data<'e>(event: &'e Event, comparison: &Comparison, index: usize) -> FactData<'e> {
    let fact = &event.facts[index];
    let row = &comparison.facts[index];
    FactData {
        id: &fact.id,
        label: &fact.label,
        group: fact.group.map(|group| event.groups[group].title.as_str()),
        unit: fact.unit.as_deref(),
        since: fact.since.map(|day| day.to_string()),
        spread: row.spread.name(),
        differs: row.differs,
        cells: row
            .cells
            .iter()
            .map(|cell| (event.reports[cell.report].id.as_str(), cell_data(event, index, cell)))
            .collect(),
    }
}

fn cell_data<'e>(event: &'e Event, fact: usize, cell: &Cell) -> CellData<'e> {
    let report = &event.reports[cell.report];
    let first = cell.first(event);
    CellData {
        state: cell.state.name(),
        stance: first.map(|mark| mark.stance.name()),
        value: first.and_then(|mark| value_of(mark, fact)).map_or(serde_json::Value::Null, value),
        qualifier: first.and_then(|mark| mark.qualifier).map(Qualifier::name),
        by: first.and_then(|mark| by(event, mark)),
        depth: analysis::depth(event, cell).map(|depth| (10_000.0 * depth.share()).round() / 10_000.0),
        excerpts: cell.marks.iter().map(|mark| excerpt(report, &report.marks[*mark])).collect(),
        near: cell.near(event),
    }
}

/// Numbers stay numbers; ranges, days and words are text. A number that JSON readers would round is
/// text too.
fn value(value: &Value) -> serde_json::Value {
    let text = value.to_string();
    match value {
        Value::Number(_) => match serde_json::from_str::<serde_json::Number>(&text) {
            Ok(number) if number.to_string() == text => number.into(),
            _ => text.into(),
        },
        _ => text.into(),
    }
}

fn excerpt<'e>(source: &'e Source, mark: &'e Mark) -> Excerpt<'e> {
    Excerpt {
        text: &mark.quote,
        line: mark.line(),
        zone: mark.found.as_ref().map(|found| found.zone.name()),
        word: mark.found.as_ref().map(|found| found.word),
        anchor: [&source.id, "/#", &mark.anchor].concat(),
        verified: mark.found.is_some(),
    }
}

fn terms(event: &Event) -> Vec<TermData<'_>> {
    let mut terms = Vec::new();
    for (index, term) in event.terms.iter().enumerate() {
        let mut names = BTreeMap::new();
        for (column, report) in event.reports.iter().enumerate() {
            let of_report: Vec<NameData<'_>> = analysis::naming(event, index, column)
                .into_iter()
                .map(|name| NameData { text: &report.marks[name.mark].quote, count: name.count })
                .collect();
            if !of_report.is_empty() {
                names.insert(report.id.as_str(), of_report);
            }
        }
        terms.push(TermData { id: &term.id, label: &term.label, names });
    }
    terms
}

fn voices(event: &Event) -> Vec<VoiceData<'_>> {
    let uses = analysis::voices(event);
    let mut voices = Vec::new();
    for (voice, row) in event.voices.iter().zip(uses) {
        let mut sources = BTreeMap::new();
        for (report, cell) in event.reports.iter().zip(row) {
            if cell.direct + cell.indirect + cell.scare.len() > 0 {
                let scare = cell.scare.iter().map(|mark| report.marks[*mark].quote.as_str()).collect();
                let speech = SpeechData { words: cell.words, direct: cell.direct, indirect: cell.indirect, scare };
                sources.insert(report.id.as_str(), speech);
            }
        }
        voices.push(VoiceData { id: &voice.id, label: &voice.label, sources });
    }
    voices
}

fn frames(event: &Event) -> BTreeMap<&'static str, BTreeMap<&str, Vec<Passage<'_>>>> {
    let mut frames = BTreeMap::new();
    for (name, frame) in Frame::NAMES {
        let mut sources: BTreeMap<&str, Vec<Passage<'_>>> = BTreeMap::new();
        for passage in analysis::frames(event, frame) {
            let report = &event.reports[passage.report];
            let mark = &report.marks[passage.mark];
            sources.entry(&report.id).or_default().push(Passage {
                excerpt: excerpt(report, mark),
                stance: mark.stance.name(),
                by: by(event, mark),
                comment: mark.comment.as_deref(),
            });
        }
        frames.insert(name, sources);
    }
    frames
}
