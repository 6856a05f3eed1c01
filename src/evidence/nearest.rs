//! The nearest passage to an excerpt that was not found, for the editor who looks for the slip.

use std::{cmp::Reverse, ops::Range};

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use super::{
    capture::{Line, Text},
    fold::{fold, unfold},
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

/// Texts up to this length are compared whole; of longer ones the lines that have most in common with
/// the excerpt.
const WHOLE: usize = 200_000;
const LINES: usize = 40;

/// Longer excerpts are compared by their beginning.
const LONGEST: usize = 400;

/// The passage with the smallest edit distance, if it is nearer than a text of other words would be.
pub fn nearest(text: &Text, quote: &str) -> Option<Nearest> {
    let wanted: Vec<char> = fold(quote).chars().take(LONGEST).flat_map(char::to_lowercase).collect();
    let candidates = candidates(text, &wanted);
    let best = candidates.into_iter().filter_map(|(number, line)| {
        let (distance, range) = closest(&wanted, &line.folded)?;
        Some((distance, number, line, range))
    });
    let (distance, number, line, range) = best.min_by_key(|(distance, number, ..)| (*distance, *number))?;
    // Two texts of other words come to about four fifths.
    if distance * 5 > wanted.len() * 3 {
        return None;
    }
    let range = with_edges(&fold(quote), &line.folded, whole_words(&line.folded, range));
    let raw = text.raw(line);
    let in_text = |folded: &Range<usize>| {
        let (start, end) = (unfold(raw, folded.start), unfold(raw, folded.end));
        line.range.start + start..line.range.start + end
    };
    let differing = differing(&fold(quote), &line.folded, &range);
    Some(Nearest { number, span: in_text(&range), differing: differing.iter().map(in_text).collect() })
}

/// The lines to compare. An excerpt may have been taken from any of them, furniture too.
fn candidates<'t>(text: &'t Text, wanted: &[char]) -> Vec<(u32, &'t Line)> {
    let lines = (1..).zip(&text.lines);
    if text.source.text().len() <= WHOLE {
        return lines.collect();
    }
    let mut trigrams: Vec<[char; 3]> = wanted.windows(3).map(|window| [window[0], window[1], window[2]]).collect();
    trigrams.sort_unstable();
    trigrams.dedup();
    let score = |line: &Line| {
        let mut met = vec![false; trigrams.len()];
        let mut window = ['\0'; 3];
        for c in line.folded.chars().flat_map(char::to_lowercase) {
            window = [window[1], window[2], c];
            if let Ok(place) = trigrams.binary_search(&window) {
                met[place] = true;
            }
        }
        met.iter().filter(|met| **met).count()
    };
    let mut ranked: Vec<(usize, u32, &Line)> = lines.map(|(number, line)| (score(line), number, line)).collect();
    ranked.sort_by_key(|(score, number, _)| (Reverse(*score), *number));
    ranked.into_iter().take(LINES).map(|(_, number, line)| (number, line)).collect()
}

/// The part of a line that is nearest to some letters, by the dynamic programme of P. H. Sellers, "The
/// theory and computation of evolutionary distances: pattern recognition", Journal of Algorithms 1(4),
/// 1980: edit distance with free ends in the text.
fn closest(wanted: &[char], line: &str) -> Option<(usize, Range<usize>)> {
    // For each length of the beginning of `wanted`: the distance, and where in the line it starts; of
    // equal distances the shortest passage.
    let mut column: Vec<(usize, Reverse<usize>)> = (0..=wanted.len()).map(|length| (length, Reverse(0))).collect();
    let mut best: Option<(usize, Range<usize>)> = None;
    for (at, c) in line.char_indices() {
        let end = at + c.len_utf8();
        let c = c.to_lowercase().next().unwrap_or(c);
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
    best.filter(|(_, range)| !range.is_empty())
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
        let Some(nearest) = nearest(&text, quote) else { return "nothing".to_owned() };
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
