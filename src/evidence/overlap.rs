//! What two texts share, word for word.

use std::cmp::Reverse;

use ahash::AHashMap;

use super::{
    automaton::{Automaton, Match},
    grams::Grams,
};

/// Words of a gram.
pub const GRAM: usize = 5;

/// The fewest words of a run that is listed.
pub const RUN: u32 = 8;

/// What two texts share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// How many different runs of [`GRAM`] words each text has.
    pub grams: [u32; 2],
    /// How many of them both have.
    pub shared: u32,
    /// The longest run that both have, in words.
    pub longest: u32,
    /// The runs of [`RUN`] words and more, the longest first, then as they stand in the first text.
    pub runs: Vec<SharedRun>,
}

/// A run of words that stands in both texts and in no longer run that does so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedRun {
    /// Its length in words.
    pub words: u32,
    /// The words of each text before the first place where it stands.
    pub at: [u32; 2],
}

/// Compares two texts, given as their words; words are the same when their letters are.
pub fn overlap(a: &[&str], b: &[&str]) -> Shared {
    overlaps([a, b].map(|text| text.iter().copied())).pop().map(|(_, shared)| shared).unwrap_or_default()
}

/// Compares each two of some texts, given as their words; says of which places each comparison is.
///
/// `shared` ÷ `grams` is the containment of the one text in the other, after A. Broder, “On the
/// resemblance and containment of documents” (1997). Every run is found, whatever the texts are, in
/// time that grows with their length (times the logarithm of a look-up), so a text made to repeat
/// itself costs no more than another.
pub fn overlaps<'w, T: IntoIterator<Item = &'w str>>(
    texts: impl IntoIterator<Item = T>,
) -> Vec<((usize, usize), Shared)> {
    let mut ids = AHashMap::new();
    let numbered: Vec<Vec<u32>> = texts.into_iter().map(|text| numbered(text, &mut ids)).collect();
    drop(ids);
    let grams = Grams::of(&numbered, GRAM);
    let mut overlaps = Vec::new();
    for (one, ours) in numbered.iter().enumerate() {
        let places = grams.places(one);
        for (other, theirs) in numbered.iter().enumerate().skip(one + 1) {
            let words = [&ours[..], theirs];
            let in_both = grams.in_both(&places, other, words);
            let (longest, mut runs) = in_both.runs.unwrap_or_else(|| read(words));
            runs.sort_unstable_by_key(|run| (Reverse(run.words), run.at));
            let grams = [grams.different[one], grams.different[other]];
            overlaps.push(((one, other), Shared { grams, shared: in_both.shared, longest, runs }));
        }
    }
    drop(grams);
    measure_short(&numbered, &mut overlaps);
    overlaps
}

/// Measures the longest common run of texts that share none of [`GRAM`] words.
fn measure_short(texts: &[Vec<u32>], overlaps: &mut [((usize, usize), Shared)]) {
    for length in (1..GRAM).rev() {
        let mut open = overlaps.iter_mut().filter(|(_, shared)| shared.longest == 0).peekable();
        if open.peek().is_none() {
            return;
        }
        let grams = Grams::of(texts, length);
        for ((one, other), shared) in open {
            if grams.is_shared(&grams.places(*one), *other) {
                shared.longest = count(length);
            }
        }
    }
}

/// The longest common run of two texts and the listed ones, by an automaton. It takes far more room than its
/// text, so it is made of the shorter one.
fn read([one, other]: [&[u32]; 2]) -> (u32, Vec<SharedRun>) {
    if one.len() <= other.len() {
        return common(&Automaton::of(one), other);
    }
    let (longest, mut runs) = common(&Automaton::of(other), one);
    for run in &mut runs {
        run.at.reverse();
    }
    (longest, runs)
}

/// Words as numbers, the same one for the same word.
fn numbered<'w>(words: impl IntoIterator<Item = &'w str>, ids: &mut AHashMap<&'w str, u32>) -> Vec<u32> {
    let number = |word| {
        let next = count(ids.len());
        *ids.entry(word).or_insert(next)
    };
    words.into_iter().map(number).collect()
}

/// The longest common run and the listed ones; the first text is the one that is indexed.
fn common(automaton: &Automaton, read: &[u32]) -> (u32, Vec<SharedRun>) {
    let mut matches = matches(automaton, read);
    let longest = matches.iter().map(|found| found.words).max().unwrap_or(0);
    if longest < RUN {
        return (longest, Vec::new());
    }
    let extended = extended(automaton, &mut matches);
    let runs = automaton
        .states
        .iter()
        .zip(matches)
        .zip(extended)
        .filter(|((_, found), extended)| found.words >= RUN && !extended)
        .map(|((state, found), _)| SharedRun {
            words: found.words,
            at: [state.end - found.words, found.end - found.words],
        })
        .collect();
    (longest, runs)
}

/// The longest run of a state that the other text has too.
#[derive(Clone, Copy, Default)]
struct Longest {
    /// Its length in words; 0 where the other text has none.
    words: u32,
    /// Words of the other text up to the end of its first place.
    end: u32,
}

/// What the other text has of each state's runs, as far as reading it stops at the state itself.
fn matches(automaton: &Automaton, read: &[u32]) -> Vec<Longest> {
    let mut matches = vec![Longest::default(); automaton.states.len()];
    let mut here = Match::default();
    for (end, word) in (1..).zip(read) {
        here = automaton.read(here, *word);
        let known = &mut matches[here.state as usize];
        if here.words > known.words {
            *known = Longest { words: here.words, end };
        }
    }
    matches
}

/// Which states' longest common run goes on, by a word before or after it, in both texts; of runs shorter
/// than [`RUN`] it may not be told. Completes the matches on the way: a run that both have brings its endings.
fn extended(automaton: &Automaton, matches: &mut [Longest]) -> Vec<bool> {
    let mut extended = vec![false; matches.len()];
    for state in automaton.by_length.iter().rev().map(|state| *state as usize) {
        if matches[state].words > 0 {
            let link = automaton.states[state].link as usize;
            matches[link].words = automaton.states[link].longest;
            extended[link] = true;
        }
    }
    for (state, found) in matches.iter().enumerate().filter(|(_, found)| found.words >= RUN) {
        extended[state] |= automaton.goes_on(state, |to| matches[to].words > found.words);
    }
    extended
}

/// A number of words, runs or states; no article has as many as 32 bits tell.
pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
