//! A suffix automaton: the smallest machine that reads every run of words of a text and no other.
//!
//! A. Blumer et al., “The smallest automaton recognizing the subwords of a text”, Theoretical Computer
//! Science 40 (1985): at most two states and three steps a word, made in one walk over the text. Each
//! state stands for runs that end at the same places of the text; they are endings of one another.

use std::collections::BTreeMap;

/// A text as an automaton. Words are numbers, state 0 is the empty run.
pub(super) struct Automaton {
    pub states: Vec<State>,
    /// From a state, by a word, to a state: one map for all, as few states have more than one step.
    pub steps: BTreeMap<(u32, u32), u32>,
}

/// Runs that end at the same places.
#[derive(Clone, Copy, Default)]
pub(super) struct State {
    /// Length of the longest of its runs. The shortest is one word longer than the longest of `link`.
    pub longest: u32,
    /// The state of the longest ending that stands in more places.
    pub link: u32,
    /// Words of the text up to the end of the first place.
    pub end: u32,
}

/// A place in the automaton while a text is read: the longest run that ends here and that both have.
#[derive(Clone, Copy, Default)]
pub(super) struct Match {
    pub state: u32,
    pub words: u32,
}

impl Automaton {
    pub fn of(text: &[u32]) -> Self {
        let mut automaton = Automaton { states: vec![State::default()], steps: BTreeMap::new() };
        let mut last = 0;
        for word in text {
            last = automaton.append(last, *word);
        }
        automaton
    }

    /// Goes on by one word of another text.
    pub fn read(&self, mut from: Match, word: u32) -> Match {
        loop {
            if let Some(state) = self.steps.get(&(from.state, word)) {
                return Match { state: *state, words: from.words + 1 };
            }
            if from.state == 0 {
                return Match::default();
            }
            from.state = self.state(from.state).link;
            from.words = self.state(from.state).longest;
        }
    }

    fn state(&self, state: u32) -> State {
        self.states[state as usize]
    }

    fn add(&mut self, state: State) -> u32 {
        self.states.push(state);
        u32::try_from(self.states.len() - 1).unwrap_or(u32::MAX)
    }

    /// Appends a word to the text, of which `last` is the whole, and gives the new whole.
    fn append(&mut self, last: u32, word: u32) -> u32 {
        let longest = self.state(last).longest + 1;
        let whole = self.add(State { longest, link: 0, end: longest });
        let mut from = last;
        while !self.steps.contains_key(&(from, word)) {
            self.steps.insert((from, word), whole);
            if from == 0 {
                return whole;
            }
            from = self.state(from).link;
        }
        let next = self.steps[&(from, word)];
        let exact = self.state(from).longest + 1 == self.state(next).longest;
        let link = if exact { next } else { self.split(from, word, next) };
        self.states[whole as usize].link = link;
        whole
    }

    /// Parts the runs of `next` that go on from `from`: they now end in one more place than the others.
    fn split(&mut self, mut from: u32, word: u32, next: u32) -> u32 {
        let part = self.add(State { longest: self.state(from).longest + 1, ..self.state(next) });
        let steps: Vec<_> = self.steps.range((next, 0)..=(next, u32::MAX)).map(|((_, by), to)| (*by, *to)).collect();
        self.steps.extend(steps.into_iter().map(|(by, to)| ((part, by), to)));
        self.states[next as usize].link = part;
        while self.steps.get(&(from, word)) == Some(&next) {
            self.steps.insert((from, word), part);
            if from == 0 {
                break;
            }
            from = self.state(from).link;
        }
        part
    }
}
