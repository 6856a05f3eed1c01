//! Which parts of a text are worth comparing with an excerpt letter by letter.

use std::{cmp::Reverse, ops::Range};

use super::capture::{Line, Text};

/// Texts up to this length are compared whole; of longer ones the parts that have most in common with
/// the excerpt.
const WHOLE: usize = 200_000;
const CANDIDATES: usize = 40;

/// Length of such a part, and by how much parts of one line overlap, in bytes.
const WINDOW: usize = 8_000;
const OVERLAP: usize = 2_000;

/// A part of a text that may hold the passage.
pub struct Candidate<'t> {
    pub number: u32,
    pub line: &'t Line,
    /// The part of the folded line.
    pub window: Range<usize>,
}

/// The parts to compare. An excerpt may have been taken from any line, furniture too.
pub fn candidates<'t>(text: &'t Text, wanted: &[char]) -> Vec<Candidate<'t>> {
    let all = (1..).zip(&text.lines).flat_map(|(number, line)| {
        windows(&line.folded).into_iter().map(move |window| Candidate { number, line, window })
    });
    if text.source.text().len() <= WHOLE {
        return all.collect();
    }
    let mut trigrams: Vec<[char; 3]> = wanted.windows(3).map(|window| [window[0], window[1], window[2]]).collect();
    trigrams.sort_unstable();
    trigrams.dedup();
    let mut ranked: Vec<(usize, Candidate<'t>)> =
        all.map(|candidate| (shared(&trigrams, &candidate.line.folded[candidate.window.clone()]), candidate)).collect();
    ranked.sort_by_key(|(shared, _)| Reverse(*shared));
    ranked.into_iter().take(CANDIDATES).map(|(_, candidate)| candidate).collect()
}

/// How many of some runs of three letters a text has.
fn shared(trigrams: &[[char; 3]], text: &str) -> usize {
    let mut met = vec![false; trigrams.len()];
    let mut last = ['\0'; 3];
    for c in text.chars() {
        last = [last[1], last[2], c];
        if let Ok(place) = trigrams.binary_search(&last) {
            met[place] = true;
        }
    }
    met.iter().filter(|met| **met).count()
}

/// A line in parts that overlap by more than an excerpt; most lines are one part.
fn windows(folded: &str) -> Vec<Range<usize>> {
    let mut windows = Vec::new();
    let mut start = 0;
    loop {
        let end = boundary(folded, start + WINDOW);
        windows.push(start..end);
        if end == folded.len() {
            return windows;
        }
        start = boundary(folded, end - OVERLAP);
    }
}

/// The first boundary of characters at or after a place.
fn boundary(text: &str, place: usize) -> usize {
    (place..text.len()).find(|place| text.is_char_boundary(*place)).unwrap_or(text.len())
}
