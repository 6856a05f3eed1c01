//! The part of a passage that is quoted for a fact: words of the capture, letter by letter, and no more than
//! a site may publish.

use std::{collections::BTreeSet, ops::Range};

use unicode_segmentation::UnicodeSegmentation;

use super::{passage::Passage, signals::Event};
use crate::evidence::fold::fold;

/// The words of a passage that carry what it shares with others: the stretch of at most `most` words with
/// the most weight of shared terms, cut at the ends of sentences and clauses where it can be.
pub fn quote(event: &Event, at: usize, others: &[usize], most: u32) -> Range<usize> {
    let passage = &event.passages[at];
    let shared = shared(event, at, others);
    let weight = |index: usize| if shared.contains(&index) { 1.0 } else { 0.0 };
    let clauses = clauses(passage);
    let mut best: Option<(f64, Range<usize>)> = None;
    for (first, clause) in clauses.iter().enumerate() {
        for last in &clauses[first..] {
            let span = clause.start..last.end;
            if count(passage, &span) > most {
                break;
            }
            let length = f64::from(count(passage, &span));
            let whole = [begins(passage, span.start), ends(passage, span.end)].into_iter().filter(|whole| *whole);
            let short = if length < SHORT { 1.0 } else { 0.0 };
            let value = span.clone().map(weight).sum::<f64>() - 0.04 * length - short + whole.map(|_| 0.3).sum::<f64>();
            if best.as_ref().is_none_or(|(found, _)| value > *found + 1e-9) {
                best = Some((value, span));
            }
        }
    }
    best.map_or_else(|| window(passage, &shared, most), |(_, span)| span)
}

/// A quotation with fewer words says little by itself.
const SHORT: f64 = 4.0;

/// Whether a sentence begins at a word.
fn begins(passage: &Passage, at: usize) -> bool {
    at == 0 || ends(passage, at)
}

/// Whether a sentence ends before a word.
fn ends(passage: &Passage, at: usize) -> bool {
    passage.words.get(at).is_none_or(|next| {
        let last = at.checked_sub(1).map_or(0, |last| passage.words[last].range.end);
        passage.text[last..next.range.start].contains(['.', '!', '?', '؟'])
    })
}

/// Words as the check of excerpts counts them.
fn count(passage: &Passage, span: &Range<usize>) -> u32 {
    u32::try_from(fold(passage.span(span.clone())).unicode_words().count()).unwrap_or(u32::MAX)
}

/// The words of a passage that other passages have too, or a figure of the same kind.
fn shared(event: &Event, at: usize, others: &[usize]) -> BTreeSet<usize> {
    let passage = &event.passages[at];
    let has = |index: usize| {
        let word = &passage.words[index];
        others.iter().any(|other| {
            let other = &event.passages[*other];
            word.content && other.words.iter().any(|theirs| theirs.content && theirs.stem == word.stem)
        })
    };
    let figures = passage.figures.iter().filter(|figure| {
        let same = |other: &&usize| event.passages[**other].figures.iter().any(|theirs| theirs.kind == figure.kind);
        others.iter().any(|other| same(&other))
    });
    let figures: BTreeSet<usize> = figures.flat_map(|figure| figure.words.clone()).collect();
    (0..passage.words.len()).filter(|index| figures.contains(index) || has(*index)).collect()
}

/// Stretches of words between signs at which a quotation may begin and end.
fn clauses(passage: &Passage) -> Vec<Range<usize>> {
    let mut clauses = Vec::new();
    let mut start = 0;
    for at in 1..=passage.words.len() {
        let ends = passage.words.get(at).is_none_or(|next| {
            let between = &passage.text[passage.words[at - 1].range.end..next.range.start];
            between.trim() != ""
                && between.contains(['.', ',', ';', ':', '!', '?', '،', '؛', '؟', '"', '“', '”', '«', '»', '–', '—'])
        });
        if ends {
            clauses.push(start..at);
            start = at;
        }
    }
    clauses
}

/// Where no clause is short enough: the stretch with most shared words.
fn window(passage: &Passage, shared: &BTreeSet<usize>, most: u32) -> Range<usize> {
    let length = usize::try_from(most).unwrap_or(usize::MAX).min(passage.words.len());
    let spans = (0..=passage.words.len() - length).map(|start| start..start + length);
    let best = spans.max_by_key(|span| (shared.range(span.clone()).count(), std::cmp::Reverse(span.start)));
    let mut span = best.unwrap_or(0..length);
    while span.len() > 1 && count(passage, &span) > most {
        span.end -= 1;
    }
    span
}
