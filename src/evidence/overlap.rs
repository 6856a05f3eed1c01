//! What two texts share, word for word.

use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
};

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
///
/// `shared` ÷ `grams` is the containment of the one text in the other, after A. Broder, “On the
/// resemblance and containment of documents” (1997). Every run is found, whatever the texts are, in
/// time that grows with their length (times the logarithm of a look-up), so a text made to repeat
/// itself costs no more than another.
pub fn overlap(a: &[&str], b: &[&str]) -> Shared {
    let mut ids = HashMap::new();
    let a = numbered(a, &mut ids);
    let b = numbered(b, &mut ids);
    drop(ids);
    let (of_a, of_b) = (grams(&a), grams(&b));
    let grams = [count(of_a.len()), count(of_b.len())];
    let shared = count(of_a.intersection(&of_b).count());
    drop((of_a, of_b));
    // The automaton takes far more room than its text: it is made of the shorter one.
    let turned = b.len() < a.len();
    let (longest, mut runs) = if turned { common(&b, &a) } else { common(&a, &b) };
    if turned {
        for run in &mut runs {
            run.at.reverse();
        }
    }
    runs.sort_unstable_by_key(|run| (Reverse(run.words), run.at));
    Shared { grams, shared, longest, runs }
}

/// Words as numbers, the same one for the same word.
fn numbered<'w>(words: &[&'w str], ids: &mut HashMap<&'w str, u32>) -> Vec<u32> {
    let number = |word: &&'w str| {
        let next = count(ids.len());
        *ids.entry(word).or_insert(next)
    };
    words.iter().map(number).collect()
}

fn grams(text: &[u32]) -> HashSet<&[u32]> {
    text.windows(GRAM).collect()
}

/// The longest common run and the listed ones; the first text is the one that is indexed.
fn common(indexed: &[u32], read: &[u32]) -> (u32, Vec<SharedRun>) {
    let automaton = Automaton::of(indexed);
    let mut matches = matches(&automaton, read);
    let longest = matches.iter().map(|found| found.words).max().unwrap_or(0);
    let extended = extended(&automaton, &mut matches);
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
    let mut by_length: Vec<usize> = (1..matches.len()).collect();
    by_length.sort_unstable_by_key(|state| Reverse(automaton.states[*state].longest));
    for state in by_length {
        if matches[state].words > 0 {
            let link = automaton.states[state].link as usize;
            matches[link].words = automaton.states[link].longest;
            extended[link] = true;
        }
    }
    for ((from, _), to) in &automaton.steps {
        let (from, to) = (*from as usize, *to as usize);
        extended[from] |= matches[to].words > matches[from].words && matches[from].words > 0;
    }
    extended
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
