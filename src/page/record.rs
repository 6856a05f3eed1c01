//! The record of an outlet: what its reports carried, told alone and left out, and whom they let
//! speak, over all events.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{
    address::{self, From},
    build::day,
    site_view::{RecordFact, RecordRow, RecordTotals, RecordVoice},
    summary::{FactSummary, ReportSummary, Summary},
};
use crate::analysis;

/// A report of the outlet in its event.
pub type Reported<'s> = (&'s Summary, &'s ReportSummary);

/// A row a report, in the order of the events.
pub fn record(from: From<'_>, reports: &[Reported<'_>]) -> Vec<RecordRow> {
    reports.iter().map(|(event, report)| row(from, event, report)).collect()
}

/// All rows together.
pub fn totals(reports: &[Reported<'_>]) -> RecordTotals {
    let mut totals = RecordTotals { events: events(reports), ..RecordTotals::default() };
    for (_, report) in reports {
        totals.carried += report.carried;
        totals.possible += report.possible;
        totals.alone += report.alone.len();
        totals.missing_alone += report.missing_alone.len();
        totals.words += words(report);
    }
    totals.depth = depth(reports.iter().flat_map(|(_, report)| &report.depths));
    totals
}

/// How many events there are; two reports on one event are one.
pub fn events(reports: &[Reported<'_>]) -> usize {
    let starts = reports.iter().zip(reports.iter().skip(1)).filter(|((a, _), (b, _))| a.id != b.id);
    if reports.is_empty() { 0 } else { starts.count() + 1 }
}

/// All voices, those quoted at greatest length first. A voice of the same id and label in several
/// events is one: ids belong to an event, so the id alone would not do.
pub fn voices(reports: &[Reported<'_>]) -> Vec<RecordVoice> {
    let mut voices: BTreeMap<(&str, &str), (RecordVoice, &str)> = BTreeMap::new();
    for (event, report) in reports {
        for heard in &report.voices {
            let (voice, last) = voices.entry((&heard.label, &heard.id)).or_insert_with(|| (unheard(&heard.label), ""));
            voice.words += heard.words;
            voice.direct += heard.direct;
            voice.indirect += heard.indirect;
            voice.events += usize::from(*last != event.id);
            *last = &event.id;
        }
    }
    let most = voices.values().map(|(voice, _)| voice.words).max().unwrap_or(0);
    let mut voices: Vec<RecordVoice> = voices.into_values().map(|(voice, _)| voice).collect();
    voices.sort_by_key(|voice| (Reverse(voice.words), Reverse(voice.direct), Reverse(voice.indirect)));
    for voice in &mut voices {
        voice.bar = bar(voice.words, most);
    }
    voices
}

fn unheard(label: &str) -> RecordVoice {
    RecordVoice { label: label.to_owned(), words: 0, bar: String::new(), direct: 0, indirect: 0, events: 0 }
}

#[expect(clippy::cast_precision_loss, reason = "only the width of a bar")]
fn bar(words: usize, most: usize) -> String {
    let share = if most == 0 { 0.0 } else { 100.0 * words as f64 / most as f64 };
    format!("{share:.0}%")
}

fn words(report: &ReportSummary) -> usize {
    report.voices.iter().map(|voice| voice.words).sum()
}

/// The depth in the middle, in per cent.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is from nought to one")]
fn depth<'d>(depths: impl Iterator<Item = &'d f32>) -> Option<u32> {
    analysis::median(depths.map(|depth| f64::from(*depth))).map(|share| (100.0 * share).round() as u32)
}

fn row(from: From<'_>, event: &Summary, report: &ReportSummary) -> RecordRow {
    let facts = |facts: &[FactSummary]| {
        let fact = |fact: &FactSummary| RecordFact {
            label: fact.label.clone(),
            href: from.link(&format!("{}#{}", event.address(), fact.id)),
            excerpt: fact.excerpt.as_deref().cloned(),
        };
        facts.iter().map(fact).collect()
    };
    RecordRow {
        event: event.title.clone(),
        event_href: from.link(&event.address()),
        date: day(event.date),
        report_href: from.link(&address::source(&event.slug, &report.id)),
        carried: report.carried,
        possible: report.possible,
        alone: facts(&report.alone),
        missing_alone: facts(&report.missing_alone),
        depth: depth(report.depths.iter()),
        words: words(report),
    }
}
