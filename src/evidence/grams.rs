//! Runs of some words by numbers, and what two texts share as far as these tell it: most texts of an event
//! share little, and where no short run is shared no longer one is.

use ahash::AHashMap;

use super::overlap::{GRAM, RUN, SharedRun, count};

/// Places and runs that are looked at one by one. Texts that share more are read by an automaton, whose time
/// does not grow with what they share.
const FEW_PLACES: usize = 4;
const FEW_RUNS: usize = 64;

/// The runs of so many words of some texts: those that stand in several.
pub struct Grams {
    /// Of each text, in its order.
    shared: Vec<Vec<Gram>>,
    /// How many different runs stand in several texts; they are numbered from 0.
    several: usize,
    /// How many different runs each text has, those that stand in no other included.
    pub different: Vec<u32>,
}

/// A run that stands in several texts.
#[derive(Clone, Copy)]
struct Gram {
    number: u32,
    /// The words of the text before it.
    place: u32,
}

/// Where a text has the runs that stand in several.
pub struct Places<'g> {
    grams: &'g [Gram],
    /// By the number of a run the last of these that is it.
    last: Vec<u32>,
    /// For each of these the one before it that is the same run.
    before: Vec<u32>,
}

/// There is none.
const NONE: u32 = u32::MAX;

/// What two texts share of runs of [`GRAM`] words.
pub struct InBoth {
    /// How many different ones both have.
    pub shared: u32,
    /// The longest run of [`GRAM`] words and more, and all of [`RUN`] and more; `None` if there are too many.
    pub runs: Option<(u32, Vec<SharedRun>)>,
}

/// The words of a run, two in a number: numbers are hashed and compared faster than slices are.
type Packed = (u64, u64, u32);

/// As many as [`GRAM`] words at most. Runs of different lengths are never compared.
fn packed(words: &[u32]) -> Packed {
    let both = |one: u32, other: u32| u64::from(one) << u32::BITS | u64::from(other);
    match *words {
        [one, two, three, four, five] => (both(one, two), both(three, four), five),
        [one, two, three, four] => (both(one, two), both(three, four), 0),
        [one, two, three] => (both(one, two), 0, three),
        [one, two] => (both(one, two), 0, 0),
        [one] => (0, 0, one),
        _ => (0, 0, 0),
    }
}

const _: () = assert!(GRAM == 5, "`packed` tells runs of up to five words apart");

/// The numbers of the runs that stand in several texts, given while the texts are read.
struct Numbers {
    ids: AHashMap<Packed, u32>,
    /// By id the text that had the run last, and its number.
    known: Vec<(usize, u32)>,
    several: u32,
}

impl Numbers {
    fn with_capacity(runs: usize) -> Numbers {
        Numbers { ids: AHashMap::with_capacity(runs), known: Vec::with_capacity(runs), several: 0 }
    }

    /// The id of a run, and whether the text that is read has it for the first time.
    fn of(&mut self, run: Packed, text: usize) -> (u32, bool) {
        let next = count(self.known.len());
        let id = *self.ids.entry(run).or_insert(next);
        if id == next {
            self.known.push((text, NONE));
            return (id, true);
        }
        let (last, number) = &mut self.known[id as usize];
        if std::mem::replace(last, text) == text {
            return (id, false);
        }
        if *number == NONE {
            *number = self.several;
            self.several += 1;
        }
        (id, true)
    }
}

impl Grams {
    /// Finds the runs of `length` words, one at least and at most [`GRAM`].
    pub fn of(texts: &[Vec<u32>], length: usize) -> Grams {
        let mut numbers = Numbers::with_capacity(texts.iter().map(Vec::len).sum());
        let mut different = Vec::with_capacity(texts.len());
        let mut ids: Vec<Vec<u32>> = Vec::with_capacity(texts.len());
        for (text, words) in texts.iter().enumerate() {
            let mut of_text = 0;
            let id = |run| {
                let (id, is_new) = numbers.of(packed(run), text);
                of_text += u32::from(is_new);
                id
            };
            ids.push(words.windows(length).map(id).collect());
            different.push(of_text);
        }
        // Only now it is known which of them another text has too.
        let in_several = |ids: Vec<u32>| {
            let numbers = ids.into_iter().map(|id| numbers.known[id as usize].1);
            let grams = numbers.zip(0..).filter(|(number, _)| *number != NONE);
            grams.map(|(number, place)| Gram { number, place }).collect()
        };
        Grams { shared: ids.into_iter().map(in_several).collect(), several: numbers.several as usize, different }
    }

    /// Where a text has its runs.
    pub fn places(&self, text: usize) -> Places<'_> {
        let grams = &*self.shared[text];
        let mut last = vec![NONE; self.several];
        let before = grams.iter().zip(0..).map(|(gram, here)| std::mem::replace(&mut last[gram.number as usize], here));
        let before = before.collect();
        Places { grams, last, before }
    }

    /// Whether another text has one of the runs.
    pub fn is_shared(&self, places: &Places<'_>, other: usize) -> bool {
        self.shared[other].iter().any(|gram| places.last[gram.number as usize] != NONE)
    }

    /// What the text of these places shares with another; `words` are those of both. Runs of [`GRAM`] words.
    pub fn in_both(&self, places: &Places<'_>, other: usize, words: [&[u32]; 2]) -> InBoth {
        let mut seen = vec![false; self.several];
        let mut in_both = InBoth { shared: 0, runs: None };
        let mut most = FEW_PLACES * (words[0].len() + words[1].len());
        let (mut longest, mut found) = (0, AHashMap::new());
        for theirs in &self.shared[other] {
            let is_new = !std::mem::replace(&mut seen[theirs.number as usize], true);
            in_both.shared += u32::from(is_new && places.last[theirs.number as usize] != NONE);
            for ours in places.of(theirs.number).take(most) {
                most = most.saturating_sub(1);
                if let Some(length) = run(words, [ours, theirs.place], most) {
                    most = most.saturating_sub(length);
                    longest = longest.max(length);
                    if length >= RUN as usize {
                        first(&mut found, words, [ours, theirs.place], length);
                    }
                }
            }
        }
        if most > 0 && found.len() <= FEW_RUNS {
            in_both.runs = Some((count(longest), whole(&found)));
        }
        in_both
    }
}

impl Places<'_> {
    /// The places of a run, the last one first.
    fn of(&self, number: u32) -> impl Iterator<Item = u32> {
        let some = |index: u32| Some(index).filter(|index| *index != NONE);
        let indices =
            std::iter::successors(some(self.last[number as usize]), move |index| some(self.before[*index as usize]));
        indices.map(|index| self.grams[index as usize].place)
    }
}

/// How long the run is that begins at a place of each text; `None` if it begins earlier. Looks no farther than
/// `most` words.
fn run(words: [&[u32]; 2], at: [u32; 2], most: usize) -> Option<usize> {
    let [ours, theirs] = at.map(|place| place as usize);
    if ours > 0 && theirs > 0 && words[0][ours - 1] == words[1][theirs - 1] {
        return None;
    }
    let pairs = words[0][ours..].iter().zip(&words[1][theirs..]);
    Some(pairs.take(most.max(GRAM)).take_while(|(one, other)| one == other).count())
}

/// Notes the places of a run, if they are the first ones.
fn first<'w>(found: &mut AHashMap<&'w [u32], [u32; 2]>, words: [&'w [u32]; 2], at: [u32; 2], length: usize) {
    if found.len() > FEW_RUNS {
        return;
    }
    let start = at[0] as usize;
    let known = found.entry(&words[0][start..start + length]).or_insert(at);
    *known = [known[0].min(at[0]), known[1].min(at[1])];
}

/// The runs that are no part of a longer one.
fn whole(found: &AHashMap<&[u32], [u32; 2]>) -> Vec<SharedRun> {
    let is_part = |run: &[u32]| {
        found.keys().any(|other| other.len() > run.len() && other.windows(run.len()).any(|part| part == run))
    };
    let whole = found.iter().filter(|(run, _)| !is_part(run));
    whole.map(|(run, at)| SharedRun { words: count(run.len()), at: *at }).collect()
}
