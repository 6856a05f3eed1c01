//! Terms that have too few names to compare, and voices that nobody is marked to quote.

use std::{borrow::Cow, collections::BTreeSet};

use super::{Item, Kind, Places};
use crate::{
    evidence::fold::lower,
    model::{By, Event, Mark, Target},
};

/// Terms with fewer than two names over all reports. Names that differ only in case are one: a report
/// may begin a sentence with it.
pub fn terms(places: &Places, event: &Event) -> Vec<Item> {
    let mut items = Vec::new();
    for (index, term) in event.terms.iter().enumerate() {
        let names: Vec<String> = marks_on(event, &Target::Term(index)).map(|mark| one_line(&mark.quote)).collect();
        let different: BTreeSet<Cow<'_, str>> = names.iter().map(|name| lower(name)).collect();
        let message = match (names.first(), different.len()) {
            (None, _) => "named by no report".to_owned(),
            (Some(name), 1) => format!("named in one way only: “{name}”"),
            _ => continue,
        };
        let message = format!("`{}` is {message}", term.id);
        items.push(Item::new(Kind::OneName, message, &places.term(index)));
    }
    items
}

/// Voices that no report is marked to quote or cite.
pub fn voices(places: &Places, event: &Event) -> Vec<Item> {
    let mut items = Vec::new();
    for (index, voice) in event.voices.iter().enumerate() {
        if marks_on(event, &Target::Voice(index)).next().is_some() {
            continue;
        }
        let is_named = all_marks(event).any(|mark| mark.by == Some(By::Voice(index)));
        let message = if is_named { "quoted by no report, only named in `by`" } else { "quoted by no report" };
        let message = format!("`{}` is {message}", voice.id);
        items.push(Item::new(Kind::UnquotedVoice, message, &places.voice(index)));
    }
    items
}

fn all_marks(event: &Event) -> impl Iterator<Item = &Mark> {
    event.reports.iter().flat_map(|report| &report.marks)
}

fn marks_on<'e>(event: &'e Event, target: &Target) -> impl Iterator<Item = &'e Mark> {
    all_marks(event).filter(move |mark| mark.on.contains(target))
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
