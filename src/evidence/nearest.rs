//! The nearest passage to an excerpt that was not found, for the editor who looks for the slip.

use std::{cmp::Reverse, collections::HashMap, ops::Range};

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use super::{
    capture::{Line, Text},
    fold::fold,
    window::{Candidate, candidates},
};

/// A passage of a text that is close to an excerpt.
#[derive(Debug, PartialEq, Eq)]
pub struct Nearest {
    /// The number of its line.
    pub number: u32,
    /// The passage in the text.
    pub span: Range<usize>,
    /// The words in it that the excerpt does not have.
    pub differing: Vec<Range<usize>>,
}

/// A passage with less of the excerpt's letters and less of its words is another one. Two passages of
/// other words have about a fifth of their letters in common.
const LIKE_LETTERS: f64 = 0.4;
const LIKE_WORDS: f64 = 0.5;

/// Longer excerpts are compared by their beginning.
const LONGEST: usize = 400;

/// The passage that has most of the excerpt's letters in their order and most of its words in any order,
/// if it is nearer than other words would be. The line that the editor named is looked at with favour.
pub fn nearest(text: &Text, quote: &str, para: Option<u32>) -> Option<Nearest> {
    let quote = fold(quote);
    let wanted: Vec<char> = quote.chars().take(LONGEST).collect();
    let mut best: Option<(f64, u32, &Line, Range<usize>)> = None;
    for Candidate { number, line, window } in candidates(text, &wanted) {
        let searched = &line.folded[window.clone()];
        for range in [closest(&wanted, searched), most_words(&quote, searched)].into_iter().flatten() {
            let range = whole_words(&line.folded, window.start + range.start..window.start + range.end);
            let favour = if para == Some(number) { 0.3 } else { 0.0 };
            let distance = distance(&quote, &line.folded[range.clone()]) - favour;
            if best.as_ref().is_none_or(|(least, ..)| distance < *least) {
                best = Some((distance, number, line, range));
            }
        }
    }
    let (_, number, line, range) = best.filter(|(.., range)| !range.is_empty())?;
    let passage = &line.folded[range.clone()];
    if letters(&quote, passage) < LIKE_LETTERS && words(&quote, passage) < LIKE_WORDS {
        return None;
    }
    let range = with_edges(&quote, &line.folded, range);
    let raw = text.raw(line);
    let in_text = |folded: &Range<usize>| {
        let (start, end) = (line.places.back(raw, folded.start), line.places.back(raw, folded.end));
        line.range.start + start..line.range.start + end
    };
    let differing = differing(&quote, &line.folded, &range);
    Some(Nearest { number, span: in_text(&range), differing: differing.iter().map(in_text).collect() })
}

/// How far a passage is from an excerpt. Neither letters nor words alone would do: turned words have few
/// letters in place, and a word with a slip is another word.
fn distance(quote: &str, passage: &str) -> f64 {
    (1.0 - letters(quote, passage)) + 1.5 * (1.0 - words(quote, passage))
}

/// The share of letters that no edit changes.
fn letters(quote: &str, passage: &str) -> f64 {
    strsim::normalized_levenshtein(quote, passage)
}

/// The share of words that both have.
fn words(quote: &str, passage: &str) -> f64 {
    let (ours, theirs) = (bag(quote), bag(passage));
    let both = ours.iter().map(|(word, count)| theirs.get(word).copied().unwrap_or(0).min(*count)).sum::<u32>();
    let most = ours.values().sum::<u32>().max(theirs.values().sum()).max(1);
    f64::from(both) / f64::from(most)
}

/// How often a text has each word.
fn bag(text: &str) -> HashMap<&str, u32> {
    let mut bag = HashMap::new();
    for word in text.unicode_words() {
        *bag.entry(word).or_default() += 1;
    }
    bag
}

/// Of all parts of a line with as many words as the excerpt the one with most of its words.
fn most_words(quote: &str, line: &str) -> Option<Range<usize>> {
    let wanted = bag(quote);
    let length = usize::try_from(wanted.values().sum::<u32>()).unwrap_or(usize::MAX).max(1);
    let words: Vec<(usize, &str)> = line.unicode_word_indices().collect();
    let mut inside: HashMap<&str, u32> = HashMap::new();
    let (mut both, mut best) = (0, None);
    for (index, (at, word)) in words.iter().enumerate() {
        let limit = |word: &str| wanted.get(word).copied().unwrap_or(0);
        if let Some((_, left)) = index.checked_sub(length).and_then(|left| words.get(left)) {
            let count = inside.entry(left).or_default();
            both -= usize::from(*count <= limit(left));
            *count -= 1;
        }
        let count = inside.entry(word).or_default();
        *count += 1;
        both += usize::from(*count <= limit(word));
        if best.as_ref().is_none_or(|(most, _)| both > *most) {
            let start = words[(index + 1).saturating_sub(length)].0;
            best = Some((both, start..at + word.len()));
        }
    }
    best.filter(|(most, _)| *most > 0).map(|(_, range)| range)
}

/// The part of a line that is nearest to some letters, by the dynamic programme of P. H. Sellers, "The
/// theory and computation of evolutionary distances: pattern recognition", Journal of Algorithms 1(4),
/// 1980: edit distance with free ends in the text.
fn closest(wanted: &[char], line: &str) -> Option<Range<usize>> {
    // For each length of the beginning of `wanted`: the distance, and where in the line it starts; of
    // equal distances the shortest passage.
    let mut column: Vec<(usize, Reverse<usize>)> = (0..=wanted.len()).map(|length| (length, Reverse(0))).collect();
    let mut best: Option<(usize, Range<usize>)> = None;
    for (at, c) in line.char_indices() {
        let end = at + c.len_utf8();
        let mut diagonal = column[0];
        column[0] = (0, Reverse(end));
        for (row, letter) in wanted.iter().enumerate() {
            let (above, left) = (column[row], column[row + 1]);
            let replaced = (diagonal.0 + usize::from(*letter != c), diagonal.1);
            diagonal = left;
            column[row + 1] = replaced.min((above.0 + 1, above.1)).min((left.0 + 1, left.1));
        }
        let (distance, Reverse(start)) = column[wanted.len()];
        // Of passages that begin together the longest: the excerpt may lack words in its middle.
        let is_better = |(least, range): &(usize, Range<usize>)| (distance, range.start != start) <= (*least, false);
        if best.as_ref().is_none_or(is_better) {
            best = Some((distance, start..end));
        }
    }
    best.map(|(_, range)| range).filter(|range| !range.is_empty())
}

/// A range widened to the words that it touches.
fn whole_words(line: &str, range: Range<usize>) -> Range<usize> {
    let touched = line.split(' ').scan(0, |at, word| {
        let start = *at;
        *at += word.len() + 1;
        Some(start..start + word.len())
    });
    let mut touched = touched.filter(|word| word.start < range.end && range.start < word.end);
    let Some(first) = touched.next() else { return range };
    let end = touched.last().map_or(first.end, |last| last.end);
    first.start..end
}

/// A range widened by as many words as the excerpt has unlike ones at its edges, so that "11 soldiers" is
/// held against "Eleven soldiers" and not against "soldiers".
fn with_edges(quote: &str, line: &str, range: Range<usize>) -> Range<usize> {
    let ours: Vec<&str> = quote.unicode_words().collect();
    let theirs: Vec<&str> = line[range.clone()].unicode_words().collect();
    let operations = capture_diff_slices(Algorithm::Myers, &ours, &theirs);
    let dropped = |operation: Option<&DiffOp>| match operation {
        Some(DiffOp::Delete { old_len, .. }) => *old_len,
        Some(DiffOp::Replace { old_len, new_len, .. }) => old_len.saturating_sub(*new_len),
        _ => 0,
    };
    let (before, after) = (&line[..range.start], &line[range.end..]);
    let start = match dropped(operations.first()) {
        0 => range.start,
        words => before.trim_end().rmatch_indices(' ').nth(words - 1).map_or(0, |(at, _)| at + 1),
    };
    let end = match dropped(operations.last()) {
        0 => range.end,
        words => after.match_indices(' ').nth(words).map_or(line.len(), |(at, _)| range.end + at),
    };
    start..end
}

/// The words of a passage that an excerpt does not have at that place. Where the excerpt has words more
/// and none else, the words around the gap.
fn differing(quote: &str, line: &str, passage: &Range<usize>) -> Vec<Range<usize>> {
    let ours: Vec<&str> = quote.unicode_words().collect();
    let indices = line[passage.clone()].unicode_word_indices();
    let theirs: Vec<(usize, &str)> = indices.map(|(at, word)| (passage.start + at, word)).collect();
    let words: Vec<&str> = theirs.iter().map(|(_, word)| *word).collect();
    let range_of = |(at, word): &(usize, &str)| *at..*at + word.len();
    let mut differing = Vec::new();
    let mut gaps = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &ours, &words) {
        let new = operation.new_range();
        match operation {
            DiffOp::Equal { .. } => {}
            DiffOp::Delete { .. } => {
                gaps.extend(theirs[..new.start].last().map(range_of));
                gaps.extend(theirs.get(new.start).map(range_of));
            }
            DiffOp::Insert { .. } | DiffOp::Replace { .. } => differing.extend(theirs[new].iter().map(range_of)),
        }
    }
    if differing.is_empty() { gaps } else { differing }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{diagnostic::SourceText, evidence::capture::parse, model};

    fn shown(quote: &str) -> String {
        let text = "Eleven Italian and 19 Hungarian soldiers “were wounded” on Monday.\nThe ministry sends a commando \
                    battalion to Kosovo.";
        let text = parse(SourceText::new("c.txt", text), &model::Capture::default(), None);
        let Some(nearest) = nearest(&text, quote, None) else { return "nothing".to_owned() };
        let source = text.source.text();
        let mut shown = format!("{} ", nearest.number);
        let mut from = nearest.span.start;
        for range in &nearest.differing {
            shown.push_str(&source[from..range.start]);
            shown.extend(["⟦", &source[range.clone()], "⟧"]);
            from = range.end;
        }
        shown + &source[from..nearest.span.end]
    }

    #[test]
    fn words_that_differ_are_marked() {
        assert_eq!(shown("11 Italian and 19 Hungarian soldiers"), "1 ⟦Eleven⟧ Italian and 19 Hungarian soldiers");
        assert_eq!(shown("Hungarian soldier"), "1 Hungarian ⟦soldiers⟧");
        assert_eq!(shown("a comando batalion"), "2 a ⟦commando⟧ ⟦battalion⟧");
        assert_eq!(shown("ministry sends battalion to Kosovo"), "2 ⟦a⟧ ⟦commando⟧ battalion to Kosovo.");
        assert_eq!(shown("were very wounded"), "1 “⟦were⟧ ⟦wounded⟧”");
        assert_eq!(shown("protesters burned cars downtown"), "nothing");
    }
}
