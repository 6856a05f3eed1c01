//! Runs of some words by numbers, and what two texts share as far as these tell it: most texts of an event
//! share little, and where no short run is shared no longer one is.

use ahash::AHashMap;

use super::overlap::{GRAM, RUN, SharedRun, count};

/// Places and runs that are looked at one by one. Texts that share more are read by an automaton, whose time
/// does not grow with what they share.
const FEW_PLACES: usize = 4;
const FEW_RUNS: usize = 64;

/// The runs of so many words of some texts: at each place of a text the number of the run that begins there.
pub struct Grams {
    numbers: Vec<Vec<u32>>,
    different: usize,
}

/// Where a text has each run.
pub struct Places {
    /// The last place of a run, by its number.
    last: Vec<Option<u32>>,
    /// The place of the same run before a place.
    before: Vec<Option<u32>>,
    /// How many different runs there are.
    pub different: u32,
}

/// What two texts share of runs of [`GRAM`] words.
pub struct InBoth {
    /// How many different ones both have.
    pub shared: u32,
    /// The longest run of [`GRAM`] words and more, and all of [`RUN`] and more; `None` if there are too many.
    pub runs: Option<(u32, Vec<SharedRun>)>,
}

impl Grams {
    /// Numbers the runs of `length` words, one at least.
    pub fn of(texts: &[Vec<u32>], length: usize) -> Grams {
        let mut known: AHashMap<&[u32], u32> = AHashMap::with_capacity(texts.iter().map(Vec::len).sum());
        let mut number = |gram| {
            let next = count(known.len());
            *known.entry(gram).or_insert(next)
        };
        let numbers = texts.iter().map(|text| text.windows(length).map(&mut number).collect()).collect();
        Grams { numbers, different: known.len() }
    }

    /// Where a text has its runs.
    pub fn places(&self, text: usize) -> Places {
        let mut places = Places { last: vec![None; self.different], before: Vec::new(), different: 0 };
        for (gram, place) in self.numbers[text].iter().zip(0..) {
            let before = places.last[*gram as usize].replace(place);
            places.different += u32::from(before.is_none());
            places.before.push(before);
        }
        places
    }

    /// Whether another text has one of the runs.
    pub fn is_shared(&self, places: &Places, other: usize) -> bool {
        self.numbers[other].iter().any(|gram| places.last[*gram as usize].is_some())
    }

    /// What the text of these places shares with another; `words` are those of both. Runs of [`GRAM`] words.
    pub fn in_both(&self, places: &Places, other: usize, words: [&[u32]; 2]) -> InBoth {
        let mut seen = vec![false; self.different];
        let mut in_both = InBoth { shared: 0, runs: None };
        let mut most = FEW_PLACES * (words[0].len() + words[1].len());
        let (mut longest, mut found) = (0, AHashMap::new());
        for (gram, theirs) in self.numbers[other].iter().zip(0..) {
            let last = places.last[*gram as usize];
            in_both.shared += u32::from(last.is_some() && !std::mem::replace(&mut seen[*gram as usize], true));
            for ours in std::iter::successors(last, |place| places.before[*place as usize]).take(most) {
                most = most.saturating_sub(1);
                if let Some(length) = run(words, [ours, theirs], most) {
                    most = most.saturating_sub(length);
                    longest = longest.max(length);
                    if length >= RUN as usize {
                        first(&mut found, words, [ours, theirs], length);
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
