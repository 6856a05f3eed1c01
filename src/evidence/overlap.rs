//! What two texts share, word for word.

use std::cmp::Reverse;

use ahash::AHashMap;

use super::automaton::{Automaton, Match};

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
    overlaps(&[a.to_vec(), b.to_vec()]).pop().map(|(_, shared)| shared).unwrap_or_default()
}

/// Compares each two of some texts, given as their words; says of which places each comparison is.
///
/// `shared` ÷ `grams` is the containment of the one text in the other, after A. Broder, “On the
/// resemblance and containment of documents” (1997). Every run is found, whatever the texts are, in
/// time that grows with their length (times the logarithm of a look-up), so a text made to repeat
/// itself costs no more than another.
pub fn overlaps(texts: &[Vec<&str>]) -> Vec<((usize, usize), Shared)> {
    let mut ids = AHashMap::new();
    let numbered: Vec<Vec<u32>> = texts.iter().map(|text| numbered(text, &mut ids)).collect();
    drop(ids);
    let grams: Vec<Vec<[u32; GRAM]>> = numbered.iter().map(|text| grams(text)).collect();
    let mut overlaps = Vec::new();
    for (place, text) in numbered.iter().enumerate() {
        // An automaton takes far more room than its text: of each two it is made of the shorter one, and
        // only one of them is there at a time.
        let is_longer = |other: &usize| (text.len(), place) < (numbered[*other].len(), *other);
        let others: Vec<usize> = (0..texts.len()).filter(|other| *other != place).filter(is_longer).collect();
        let automaton = if others.is_empty() { None } else { Some(Automaton::of(text)) };
        for (automaton, other) in others.into_iter().filter_map(|other| Some((automaton.as_ref()?, other))) {
            let (longest, mut runs) = common(automaton, &numbered[other]);
            if other < place {
                for run in &mut runs {
                    run.at.reverse();
                }
            }
            runs.sort_unstable_by_key(|run| (Reverse(run.words), run.at));
            let pair = (place.min(other), place.max(other));
            let both = [&grams[pair.0], &grams[pair.1]];
            let shared = Shared { grams: both.map(|grams| count(grams.len())), shared: in_both(both), longest, runs };
            overlaps.push((pair, shared));
        }
    }
    overlaps
}

/// Words as numbers, the same one for the same word.
fn numbered<'w>(words: &[&'w str], ids: &mut AHashMap<&'w str, u32>) -> Vec<u32> {
    let number = |word: &&'w str| {
        let next = count(ids.len());
        *ids.entry(word).or_insert(next)
    };
    words.iter().map(number).collect()
}

/// The different runs of [`GRAM`] words, in order.
fn grams(text: &[u32]) -> Vec<[u32; GRAM]> {
    let mut grams: Vec<[u32; GRAM]> = text.windows(GRAM).filter_map(|gram| gram.try_into().ok()).collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// How many grams both have.
fn in_both([ours, theirs]: [&Vec<[u32; GRAM]>; 2]) -> u32 {
    let mut theirs = theirs.iter().peekable();
    let is_theirs = |gram: &&[u32; GRAM]| {
        while theirs.next_if(|other| other < gram).is_some() {}
        theirs.peek() == Some(gram)
    };
    count(ours.iter().filter(is_theirs).count())
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

/// Which states' longest common run goes on, by a word before or after it, in both texts. Completes the
/// matches on the way: a run that both have brings its endings.
fn extended(automaton: &Automaton, matches: &mut [Longest]) -> Vec<bool> {
    let mut extended = vec![false; matches.len()];
    for state in automaton.by_length.iter().rev().map(|state| *state as usize) {
        if matches[state].words > 0 {
            let link = automaton.states[state].link as usize;
            matches[link].words = automaton.states[link].longest;
            extended[link] = true;
        }
    }
    automaton.for_each_step(|from, to| {
        extended[from] |= matches[to].words > matches[from].words && matches[from].words > 0;
    });
    extended
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
