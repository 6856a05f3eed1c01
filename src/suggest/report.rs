//! Suggestions for people, as text.

use std::fmt::Write as _;

use super::{
    Fact, Suggestions,
    figures::{Figure, Kind},
    json, speech,
};
use crate::diagnostic::count;

/// The report: candidate facts with each source's words, then figures, names, speakers and shared words.
pub fn draw(suggestions: &Suggestions) -> String {
    let mut told = head(suggestions);
    facts(suggestions, &mut told);
    figures(suggestions, &mut told);
    names(suggestions, &mut told);
    speakers(suggestions, &mut told);
    shared(suggestions, &mut told);
    told
}

fn head(suggestions: &Suggestions) -> String {
    let Suggestions { id, sources, pairs, facts, .. } = suggestions;
    format!(
        "{id}: {} ({}), {} compared\n{} of passages that seem to carry the same fact, in {}\n",
        count(sources.len(), "capture"),
        sources.join(", "),
        count(suggestions.passages(), "passage"),
        count(pairs.len(), "pair"),
        count(facts.len(), "candidate fact"),
    )
}

fn facts(suggestions: &Suggestions, told: &mut String) {
    title(told, "Candidate facts", suggestions.facts.len());
    for (fact, number) in suggestions.facts.iter().zip(1..) {
        let differ = if fact.differ { format!("; values differ: {}", values(fact)) } else { String::new() };
        let _ = writeln!(told, "\n{number}. {} (score {:.2}{differ})", fact.label, fact.score);
        for member in &fact.members {
            let place = suggestions.place(member.passage);
            let given = member.value.as_ref().map_or(String::new(), |figure| format!(" [{}]", shown(figure)));
            let _ = writeln!(told, "   {} {}{given}: {}", place.source, place.para, member.quote);
        }
    }
}

/// The values of a fact, each once.
fn values(fact: &Fact) -> String {
    let mut values: Vec<String> = Vec::new();
    for figure in fact.members.iter().filter_map(|member| member.value.as_ref()) {
        let value = shown(figure);
        if !values.contains(&value) {
            values.push(value);
        }
    }
    values.join(", ")
}

fn figures(suggestions: &Suggestions, told: &mut String) {
    title(told, "Figures in several sources", suggestions.figures.len());
    for shared in &suggestions.figures {
        let Some((at, index)) = shared.places.first() else { continue };
        let figure = &suggestions.event.passages[*at].figures[*index];
        let note = if shared.same { "" } else { " (may count different things)" };
        let _ = writeln!(told, "\n{}{note}", shown(figure));
        for (at, index) in &shared.places {
            let (place, passage) = (suggestions.place(*at), &suggestions.event.passages[*at]);
            let figure = &passage.figures[*index];
            let last = figure.subject.iter().copied().filter(|at| *at >= figure.words.end).max();
            let span = figure.words.start..last.map_or(figure.words.end, |last| last + 1);
            let _ = writeln!(told, "   {} {}: {}", place.source, place.para, passage.span(span));
        }
    }
}

fn names(suggestions: &Suggestions, told: &mut String) {
    title(told, "Names that may be of one thing", suggestions.namings.len());
    for naming in &suggestions.namings {
        told.push('\n');
        for (name, passages) in &naming.names {
            let places: Vec<String> = passages
                .iter()
                .map(|at| suggestions.place(*at))
                .map(|place| format!("{} {}", place.source, place.para))
                .collect();
            let _ = writeln!(told, "   {name}: {}", places.join(", "));
        }
    }
}

fn speakers(suggestions: &Suggestions, told: &mut String) {
    let open = suggestions.event.passages.iter().enumerate().filter(|(_, passage)| !passage.furniture);
    let all: Vec<(usize, speech::Speaker)> = open
        .flat_map(|(at, passage)| speech::speakers(passage).into_iter().map(move |speaker| (at, speaker)))
        .collect();
    title(told, "Speakers", all.len());
    if !all.is_empty() {
        told.push('\n');
    }
    for (at, speaker) in all {
        let place = suggestions.place(at);
        let form = if speaker.direct { "direct" } else { "indirect" };
        let _ = writeln!(told, "   {} {}: {} ({form})", place.source, place.para, speaker.who);
    }
}

fn shared(suggestions: &Suggestions, told: &mut String) {
    title(told, "Shared runs of words", suggestions.runs.len());
    for run in &suggestions.runs {
        let [one, other] = run.at.map(|at| suggestions.place(at));
        let words = run.words;
        let _ = writeln!(
            told,
            "\n{words} words, {} {} and {} {}\n   {}",
            one.source, one.para, other.source, other.para, run.text
        );
    }
}

fn title(told: &mut String, title: &str, entries: usize) {
    let none = if entries == 0 { ": none" } else { "" };
    let _ = writeln!(told, "\n{title}{none}\n{}", "-".repeat(title.len() + none.len()));
}

/// A figure's value as it is told.
fn shown(figure: &Figure) -> String {
    let value = json::value(figure);
    let plain = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match figure.kind {
        Kind::Percent => format!("{plain} %"),
        _ => plain,
    }
}
