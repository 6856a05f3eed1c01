//! What each two texts of an event share.

use unicode_segmentation::UnicodeSegmentation;

use super::{
    capture::Text,
    fold::unfold,
    lock::Lock,
    overlap::overlap,
    read::{Basis, Reading},
};
use crate::model::{Overlap, Run, Zone};

/// The overlap of each two sources whose texts were read or are in the lock, in order of id.
pub fn overlaps(readings: &[Reading<'_>], lock: Option<&Lock>, max_words: u32) -> Vec<Overlap> {
    let words: Vec<Option<Vec<(String, u32)>>> = readings
        .iter()
        .map(|reading| match &reading.basis {
            Basis::Text(text, _) if readings.len() > 1 => Some(text.words()),
            _ => None,
        })
        .collect();
    let mut overlaps = Vec::new();
    for (index, one) in readings.iter().enumerate() {
        for (later, other) in readings.iter().enumerate().skip(index + 1) {
            match (&one.basis, &words[index], &words[later]) {
                (Basis::Text(text, _), Some(ours), Some(theirs)) => {
                    overlaps.push(of([one, other], text, [ours, theirs], max_words));
                }
                _ => overlaps.extend(locked([one, other], lock)),
            }
        }
    }
    overlaps
}

fn of(pair: [&Reading<'_>; 2], text: &Text, [ours, theirs]: [&Vec<(String, u32)>; 2], max_words: u32) -> Overlap {
    let plain = |words: &'_ [(String, u32)]| words.iter().map(|(word, _)| word.clone()).collect::<Vec<_>>();
    let (one, other) = (plain(ours), plain(theirs));
    let shared = overlap(
        &one.iter().map(String::as_str).collect::<Vec<_>>(),
        &other.iter().map(String::as_str).collect::<Vec<_>>(),
    );
    let line = |words: &[(String, u32)], at: u32| {
        usize::try_from(at).ok().and_then(|at| words.get(at)).map_or(0, |(_, line)| *line)
    };
    let runs = shared.runs.into_iter().map(|run| Run {
        words: run.words,
        text: run_text(text, run.at[0], run.words, max_words),
        lines: [line(ours, run.at[0]), line(theirs, run.at[1])],
        at: run.at,
    });
    Overlap {
        sources: pair.map(|reading| reading.document.id.clone()),
        grams: shared.grams,
        shared: shared.shared,
        longest: shared.longest,
        runs: runs.collect(),
    }
}

/// The words of a run as the article has them, with an ellipsis where they are cut.
fn run_text(text: &Text, first: u32, words: u32, max_words: u32) -> String {
    let shown = first..first + words.min(max_words);
    let mut parts = Vec::new();
    for line in text.lines.iter().filter(|line| line.zone == Some(Zone::Text)) {
        let raw = text.raw(line);
        let numbered = (line.first_word..).zip(line.folded.unicode_word_indices());
        let mut inside = numbered.filter(|(number, _)| shown.contains(number)).map(|(_, word)| word);
        if let Some(start) = inside.next() {
            let end = inside.last().unwrap_or(start);
            parts.push(&raw[unfold(raw, start.0)..unfold(raw, end.0 + end.1.len())]);
        }
    }
    parts.join(" ").trim_end().to_owned() + if words > max_words { " …" } else { "" }
}

/// What the lock tells of a pair, if it tells of these very texts.
fn locked(pair: [&Reading<'_>; 2], lock: Option<&Lock>) -> Option<Overlap> {
    let lock = lock?;
    let is_known = |reading: &Reading<'_>| {
        reading
            .basis
            .id()
            .is_some_and(|id| lock.sources.get(&reading.document.id).is_some_and(|known| known.text == *id))
    };
    if !pair.iter().all(|reading| is_known(reading)) {
        return None;
    }
    let ids = pair.map(|reading| reading.document.id.clone());
    lock.overlaps.iter().find(|overlap| overlap.sources == ids).cloned()
}
