//! What is kept of an event once its pages are rendered: enough for lists and records, and small, so
//! that memory does not grow with the site.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    Asked, Site, address,
    build::{Links, View},
    event::counts,
    event_view::Counts,
    fact_view::FactView,
    parts::ExcerptView,
    score,
    source::missing_alone,
    worksheet,
};
use crate::{
    analysis::{self, Comparison, FactRow, Spread, State, VoiceUse},
    model::{Correction, Day, Event},
};

/// An event in short.
#[derive(Debug, Serialize, Deserialize)]
pub struct Summary {
    pub id: String,
    pub slug: String,
    /// Former addresses.
    pub aliases: Vec<String>,
    pub title: String,
    pub date: Day,
    pub updated: Option<Day>,
    /// See [`Event::modified`].
    pub modified: Day,
    pub summary: String,
    pub places: Vec<String>,
    pub topics: Vec<String>,
    pub draft: bool,
    pub corrections: Vec<Correction>,
    pub counts: Counts,
    /// How many reports carry each fact, and whether they differ.
    pub facts: Box<[(usize, bool)]>,
    pub reports: Box<[ReportSummary]>,
    pub upstreams: Box<[UpstreamSummary]>,
    /// Whether it has a sheet for a class.
    pub has_worksheet: bool,
    /// The first fact of the lead as it looks from the home page, for the event that heads it.
    #[serde(skip)]
    pub lead: Option<Box<FactView>>,
}

/// A report in short.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReportSummary {
    pub id: String,
    pub outlet: Option<String>,
    pub draft: bool,
    pub carried: usize,
    pub possible: usize,
    pub alone: Box<[FactSummary]>,
    pub missing_alone: Box<[FactSummary]>,
    /// Depths of the facts that it carries in its text, from nought to one.
    pub depths: Box<[f32]>,
    pub voices: Box<[VoiceSummary]>,
}

/// A text that reports draw on, in short.
#[derive(Debug, Serialize, Deserialize)]
pub struct UpstreamSummary {
    pub id: String,
    pub draft: bool,
}

/// A fact that only this report carries, with its first words, or that only this report does not.
#[derive(Debug, Serialize, Deserialize)]
pub struct FactSummary {
    pub id: String,
    pub label: String,
    pub excerpt: Option<Box<ExcerptView>>,
}

/// A voice that a report quotes or cites.
#[derive(Debug, Serialize, Deserialize)]
pub struct VoiceSummary {
    pub id: String,
    pub label: String,
    /// Words in direct quotation.
    pub words: usize,
    /// Direct quotations, and passages that only cite.
    pub direct: usize,
    pub indirect: usize,
}

/// Sums an event up; the one that heads the home page brings a fact of its lead.
pub fn summary(site: &Site<'_>, event: &Event, comparison: &Comparison, heads_home: bool) -> Summary {
    let links = Links::default();
    let view = View { site, event, comparison, from: site.from("/"), asked: Asked::default(), links: &links };
    let uses = analysis::voices(event);
    let lead = analysis::lead(event, comparison).into_iter().next().filter(|_| heads_home);
    let reports = event.reports.iter().enumerate().map(|(column, report)| {
        let (carried, possible) = score::totals(&view, column);
        let rows = comparison.facts.iter().enumerate();
        let alone = rows.filter(|(_, row)| {
            row.spread == Spread::One && row.possible > 1 && row.cells[column].state == State::Carried
        });
        ReportSummary {
            id: report.id.clone(),
            outlet: report.outlet.clone(),
            draft: report.draft,
            carried,
            possible,
            alone: alone.map(|(fact, _)| fact_summary(&view, fact, Some(column))).collect(),
            missing_alone: missing_alone(comparison, column).map(|fact| fact_summary(&view, fact, None)).collect(),
            depths: depths(event, comparison, column),
            voices: voices(event, &uses, column),
        }
    });
    let upstreams = event.upstreams.iter();
    let upstreams = upstreams.map(|upstream| UpstreamSummary { id: upstream.id.clone(), draft: upstream.draft });
    Summary {
        id: event.id.clone(),
        slug: event.slug.clone(),
        aliases: event.aliases.clone(),
        title: event.title.clone(),
        date: event.date,
        updated: event.updated,
        modified: event.modified(),
        summary: event.summary.clone(),
        places: event.places.clone(),
        topics: event.topics.clone(),
        draft: event.draft,
        corrections: event.corrections.clone(),
        counts: counts(event, comparison),
        facts: comparison.facts.iter().map(|row| (row.carried, row.differs)).collect(),
        reports: reports.collect(),
        upstreams: upstreams.collect(),
        has_worksheet: worksheet::has_worksheet(site, event, comparison),
        lead: lead.map(|fact| Box::new(view.fact(fact))),
    }
}

/// A fact by name, with the words of the report that carries it.
fn fact_summary(view: &View<'_>, fact: usize, carrier: Option<usize>) -> FactSummary {
    let first = carrier.and_then(|column| {
        let report = &view.event.reports[column];
        let mark = view.comparison.facts[fact].cells[column].marks.first()?;
        Some(Box::new(view.marked(report, &report.marks[*mark])))
    });
    let declared = &view.event.facts[fact];
    FactSummary { id: declared.id.clone(), label: declared.label.clone(), excerpt: first }
}

#[expect(clippy::cast_possible_truncation, reason = "a share that is shown in whole per cent")]
fn depths(event: &Event, comparison: &Comparison, column: usize) -> Box<[f32]> {
    let depth = |row: &FactRow| Some(analysis::depth(event, &row.cells[column])?.share() as f32);
    comparison.facts.iter().filter_map(depth).collect()
}

fn voices(event: &Event, uses: &[Vec<VoiceUse>], column: usize) -> Box<[VoiceSummary]> {
    let speaks = event.voices.iter().zip(uses).map(|(voice, row)| (voice, &row[column]));
    let heard = speaks.filter(|(_, heard)| heard.direct + heard.indirect > 0);
    let summary = heard.map(|(voice, heard)| VoiceSummary {
        id: voice.id.clone(),
        label: voice.label.clone(),
        words: heard.words,
        direct: heard.direct,
        indirect: heard.indirect,
    });
    summary.collect()
}

/// Newest first, then by id.
pub fn sort(summaries: &mut [Arc<Summary>]) {
    summaries.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.id.cmp(&b.id)));
}

/// The events of one topic.
#[derive(Debug)]
pub struct Topic<'s> {
    /// Its name as the first of its events has it.
    pub name: &'s str,
    /// In the order of the summaries.
    pub events: Vec<&'s Summary>,
}

/// The topics of all events by address. Names that give the same address are one topic.
pub fn topics(summaries: &[Arc<Summary>]) -> BTreeMap<String, Topic<'_>> {
    let mut topics: BTreeMap<String, Topic<'_>> = BTreeMap::new();
    for event in summaries {
        for name in &event.topics {
            let topic =
                topics.entry(address::topic(name)).or_insert_with(|| Topic { name: name.trim(), events: Vec::new() });
            if topic.events.last().is_none_or(|last| last.id != event.id) {
                topic.events.push(event);
            }
        }
    }
    topics
}

impl Summary {
    /// The event's address.
    pub fn address(&self) -> String {
        address::event(&self.slug)
    }

    /// Ids of its reports and then of its upstreams, each with whether it is a draft.
    pub fn sources(&self) -> impl Iterator<Item = (&str, bool)> {
        let reports = self.reports.iter().map(|report| (report.id.as_str(), report.draft));
        reports.chain(self.upstreams.iter().map(|upstream| (upstream.id.as_str(), upstream.draft)))
    }
}
