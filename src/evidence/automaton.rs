//! A suffix automaton: the smallest machine that reads every run of words of a text and no other.
//!
//! A. Blumer et al., “The smallest automaton recognizing the subwords of a text”, Theoretical Computer
//! Science 40 (1985): at most two states and three steps a word, made in one walk over the text. Each
//! state stands for runs that end at the same places of the text; they are endings of one another.

use ahash::AHashMap;

use super::overlap::count;

/// A text as an automaton. Words are numbers, state 0 is the empty run.
pub(super) struct Automaton {
    pub states: Vec<State>,
    /// The states but 0, those of the shortest runs first.
    pub by_length: Vec<u32>,
    /// The steps from state 0, by word: it has one for each word.
    from_start: Vec<Option<u32>>,
    /// The first step from each of the others: most have no more than one.
    first: Vec<Option<Step>>,
    /// From a state, by a word, to the further step in `further`.
    places: AHashMap<(u32, u32), u32>,
    further: Vec<Further>,
    /// The last further step of each state.
    last: Vec<Option<u32>>,
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

#[derive(Clone, Copy)]
struct Step {
    by: u32,
    to: u32,
}

/// A step beside the first, and the one before it.
#[derive(Clone, Copy)]
struct Further {
    step: Step,
    before: Option<u32>,
}

/// A place in the automaton while a text is read: the longest run that ends here and that both have.
#[derive(Clone, Copy, Default)]
pub(super) struct Match {
    pub state: u32,
    pub words: u32,
}

impl Automaton {
    pub fn of(text: &[u32]) -> Self {
        let words = text.iter().max().map_or(0, |most| *most as usize + 1);
        let mut automaton = Automaton {
            states: Vec::with_capacity(2 * text.len() + 1),
            by_length: Vec::new(),
            from_start: vec![None; words],
            first: Vec::with_capacity(2 * text.len() + 1),
            places: AHashMap::new(),
            further: Vec::new(),
            last: Vec::with_capacity(2 * text.len() + 1),
        };
        automaton.add(State::default());
        let mut last = 0;
        for word in text {
            last = automaton.append(last, *word);
        }
        automaton.by_length = by_length(&automaton.states, text.len());
        automaton
    }

    /// Goes on by one word of another text.
    pub fn read(&self, mut from: Match, word: u32) -> Match {
        loop {
            if let Some(state) = self.step(from.state, word) {
                return Match { state, words: from.words + 1 };
            }
            if from.state == 0 {
                return Match::default();
            }
            from.state = self.state(from.state).link;
            from.words = self.state(from.state).longest;
        }
    }

    /// Whether a step from a state other than 0 leads to one of these.
    pub fn goes_on(&self, from: usize, is_one: impl Fn(usize) -> bool) -> bool {
        self.steps(count(from)).any(|step| is_one(step.to as usize))
    }

    fn state(&self, state: u32) -> State {
        self.states[state as usize]
    }

    fn step(&self, from: u32, word: u32) -> Option<u32> {
        if from == 0 {
            return self.from_start.get(word as usize).copied().flatten();
        }
        let first = self.first[from as usize]?;
        if first.by == word {
            return Some(first.to);
        }
        self.last[from as usize]?;
        self.places.get(&(from, word)).map(|place| self.further[*place as usize].step.to)
    }

    /// The steps from a state other than 0.
    fn steps(&self, from: u32) -> impl Iterator<Item = Step> {
        let further = std::iter::successors(self.last[from as usize], |place| self.further[*place as usize].before);
        self.first[from as usize].into_iter().chain(further.map(|place| self.further[place as usize].step))
    }

    /// Sets where a word leads from a state.
    fn set(&mut self, from: u32, by: u32, to: u32) {
        let step = Step { by, to };
        if from == 0 {
            self.from_start[by as usize] = Some(to);
            return;
        }
        match &mut self.first[from as usize] {
            Some(first) if first.by == by => first.to = to,
            None => self.first[from as usize] = Some(step),
            Some(_) => self.set_further(from, step),
        }
    }

    fn set_further(&mut self, from: u32, step: Step) {
        if let Some(place) = self.places.get(&(from, step.by)) {
            self.further[*place as usize].step = step;
            return;
        }
        let place = count(self.further.len());
        self.places.insert((from, step.by), place);
        self.further.push(Further { step, before: self.last[from as usize].replace(place) });
    }

    fn add(&mut self, state: State) -> u32 {
        self.states.push(state);
        self.first.push(None);
        self.last.push(None);
        count(self.states.len() - 1)
    }

    /// Appends a word to the text, of which `last` is the whole, and gives the new whole.
    fn append(&mut self, last: u32, word: u32) -> u32 {
        let longest = self.state(last).longest + 1;
        let whole = self.add(State { longest, link: 0, end: longest });
        let mut from = last;
        let next = loop {
            if let Some(next) = self.step(from, word) {
                break next;
            }
            self.set(from, word, whole);
            if from == 0 {
                return whole;
            }
            from = self.state(from).link;
        };
        let exact = self.state(from).longest + 1 == self.state(next).longest;
        let link = if exact { next } else { self.split(from, word, next) };
        self.states[whole as usize].link = link;
        whole
    }

    /// Parts the runs of `next` that go on from `from`: they now end in one more place than the others.
    fn split(&mut self, mut from: u32, word: u32, next: u32) -> u32 {
        let part = self.add(State { longest: self.state(from).longest + 1, ..self.state(next) });
        for step in self.steps(next).collect::<Vec<_>>() {
            self.set(part, step.by, step.to);
        }
        self.states[next as usize].link = part;
        while self.step(from, word) == Some(next) {
            self.set(from, word, part);
            if from == 0 {
                break;
            }
            from = self.state(from).link;
        }
        part
    }
}

/// The states but 0, those of the shortest runs first: counted into their places, for no run is longer than
/// the text.
fn by_length(states: &[State], longest: usize) -> Vec<u32> {
    let mut ends = vec![0; longest + 2];
    for state in &states[1..] {
        ends[state.longest as usize + 1] += 1;
    }
    for length in 1..ends.len() {
        ends[length] += ends[length - 1];
    }
    let mut ordered = vec![0; states.len() - 1];
    for (state, index) in states.iter().zip(0..).skip(1) {
        let place: &mut usize = &mut ends[state.longest as usize];
        ordered[*place] = index;
        *place += 1;
    }
    ordered
}
