//! A full text that is published, held against its capture.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::capture::Text;
use crate::{
    content::source::SourceDocument,
    diagnostic::{Code, Finding, Place},
    model::Zone,
};

/// Differences that are told of one source; an editor who mends them runs the command again.
const MOST: usize = 5;

/// Words that are shown on both sides of a difference.
const AROUND: usize = 3;

/// Words on both sides up to which all differences are looked for. Of two longer texts that differ at
/// both ends only the first difference is told.
const MOST_WORDS: usize = 5_000;

/// Findings for each passage in which a full text departs from its capture. Lines that are headline,
/// caption or furniture may stand in it as lines of their own, or not.
pub fn compare(document: &SourceDocument, body: &Text, capture: &Text) -> Vec<Finding> {
    let zone = |wanted: bool| capture.lines.iter().filter(move |line| (line.zone == Some(Zone::Text)) == wanted);
    let mut others: Vec<&str> = zone(false).map(|line| line.folded.as_str()).collect();
    let mut is_other = |line: &str| match others.iter().position(|other| *other == line) {
        Some(place) => {
            others.remove(place);
            true
        }
        None => false,
    };
    let own = body.lines.iter().map(|line| line.folded.as_str()).filter(|line| !is_other(line));
    let ours: Vec<&str> = own.flat_map(|line| line.split(' ')).collect();
    let theirs: Vec<&str> = zone(true).flat_map(|line| line.folded.split(' ')).collect();
    let departures = departures(&ours, &theirs).into_iter().take(MOST);
    departures.map(|operation| finding(document, capture, &ours, &theirs, &operation)).collect()
}

/// Where two texts differ.
fn departures(ours: &[&str], theirs: &[&str]) -> Vec<DiffOp> {
    let start = ours.iter().zip(theirs).take_while(|(one, other)| one == other).count();
    let (rest, their_rest) = (&ours[start..], &theirs[start..]);
    let end = rest.iter().rev().zip(their_rest.iter().rev()).take_while(|(one, other)| one == other).count();
    let (rest, their_rest) = (&rest[..rest.len() - end], &their_rest[..their_rest.len() - end]);
    if rest.len().max(their_rest.len()) > MOST_WORDS {
        return vec![DiffOp::Replace { old_index: start, old_len: 1, new_index: start, new_len: 1 }];
    }
    let mut operations = capture_diff_slices(Algorithm::Myers, rest, their_rest);
    operations.retain(|operation| !matches!(operation, DiffOp::Equal { .. }));
    for operation in &mut operations {
        *operation = shifted(*operation, start);
    }
    operations
}

/// A difference of the rest, as one of the whole.
fn shifted(operation: DiffOp, start: usize) -> DiffOp {
    match operation {
        DiffOp::Equal { old_index, new_index, len } => {
            DiffOp::Equal { old_index: old_index + start, new_index: new_index + start, len }
        }
        DiffOp::Delete { old_index, old_len, new_index } => {
            DiffOp::Delete { old_index: old_index + start, old_len, new_index: new_index + start }
        }
        DiffOp::Insert { old_index, new_index, new_len } => {
            DiffOp::Insert { old_index: old_index + start, new_index: new_index + start, new_len }
        }
        DiffOp::Replace { old_index, old_len, new_index, new_len } => {
            DiffOp::Replace { old_index: old_index + start, old_len, new_index: new_index + start, new_len }
        }
    }
}

fn finding(document: &SourceDocument, capture: &Text, ours: &[&str], theirs: &[&str], operation: &DiffOp) -> Finding {
    let (old, new) = (operation.old_range(), operation.new_range());
    let shown = |words: &[&str], range: std::ops::Range<usize>| {
        let words = &words[range.start.saturating_sub(AROUND)..(range.end + AROUND).min(words.len())];
        if words.len() <= 4 * AROUND {
            words.join(" ")
        } else {
            format!("{} … {}", words[..2 * AROUND].join(" "), words[words.len() - 2 * AROUND..].join(" "))
        }
    };
    let message = format!(
        "the full text departs from its capture: “{}” stands for “{}”",
        shown(ours, old.clone()),
        shown(theirs, new)
    );
    let finding = Finding::error(Code::FullTextDiffers, message).at(place(document, ours, old));
    finding.hint(format!(
        "mend the text, or name the lines of `{}` that are no article text under `furniture`",
        capture.source.path()
    ))
}

/// Where the word that differs stands in the file, or the one before a gap. It is counted from the end,
/// since the article is the end of the file.
fn place(document: &SourceDocument, ours: &[&str], old: std::ops::Range<usize>) -> Place {
    let at = if old.is_empty() { old.start.saturating_sub(1) } else { old.start };
    let Some(word) = ours.get(at).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())) else {
        return document.source.whole();
    };
    let same = |other: &&str| other.trim_matches(|c: char| !c.is_alphanumeric()) == word;
    let later = ours[at + 1..].iter().filter(|other| same(other)).count();
    let text = document.source.text();
    let outer = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let mut places = text.rmatch_indices(word).filter(|(place, _)| {
        outer(text[..*place].chars().next_back()) && outer(text[place + word.len()..].chars().next())
    });
    let found = if word.is_empty() { None } else { places.nth(later) };
    found.map_or_else(|| document.source.whole(), |(place, word)| document.source.at(place..place + word.len()))
}
