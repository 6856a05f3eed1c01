//! From signals to pairs: each passage's best counterparts in each other source, agreement of both
//! directions, and abstention.
//!
//! Two steps, each a logistic regression. The first weighs the signals of a pair by themselves. The
//! second sees how the pair stands among its rivals: its rank for each passage among the other's article,
//! the distance to the next best, and whether a passage of a third source goes with both. The same
//! amount of likeness means much in a passage that resembles nothing else, and little in one that
//! resembles everything; so no threshold on likeness alone would do.
//!
//! The weights were fitted on the events in `tests/suggest/events` and on the first event's captures, every
//! event counting alike, with a ridge penalty (A. Hoerl and R. Kennard, 1970). What they are worth was measured
//! on events that they were not fitted on; `docs/suggest.md` gives the figures.

use std::collections::BTreeMap;

use super::signals::{COUNT, Event};

/// Two passages of different sources that seem to carry the same fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Indices of the passages, in the order of the sources.
    pub one: usize,
    pub other: usize,
    /// From 0 to 1: how likely it is, as far as the weights go.
    pub score: f64,
}

/// The weight of each signal, and the constant.
pub type First = ([f64; COUNT], f64);

/// The weight of each sign of rivalry, and the constant.
pub type Second = ([f64; RIVALRY], f64);

/// How many signs of rivalry there are: the first step, the worse and the better rank, the margin over the
/// next best, the distance from the passages' means, and the support of a third source.
pub const RIVALRY: usize = 6;

const FIRST: First =
    ([0.33, 0.75, 0.56, 0.93, 0.79, 3.16, 4.19, 0.63, 2.29, 2.90, -0.12, -2.99, -0.05, 0.65, 2.42, 2.23], -3.77);

const SECOND: Second = ([0.56, 0.70, -0.29, 0.11, 0.54, 2.22], -2.12);

/// Pairs below this score are not proposed: the value at which F1 was best where the weights were fitted.
pub const LEAST: f64 = 0.26;

/// A pair counts as support from this likelihood on, after the first step.
const SUPPORT: f64 = 0.1;

/// The proposed pairs of an event, the likeliest first.
pub fn pairs(event: &Event) -> Vec<Pair> {
    let mut pairs = scored(event, &FIRST, &SECOND);
    pairs.retain(|pair| pair.score >= LEAST);
    pairs.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.one, a.other).cmp(&(b.one, b.other))));
    pairs
}

/// The weights that are used.
pub fn weights() -> (First, Second) {
    (FIRST, SECOND)
}

/// All pairs of passages of different sources that are no furniture, in order, with their scores by these
/// weights.
pub fn scored(event: &Event, first: &First, second: &Second) -> Vec<Pair> {
    let candidates = candidates(event);
    let likeness: Vec<f64> =
        candidates.iter().map(|(one, other)| weighed(&event.signals(*one, *other), &first.0) + first.1).collect();
    let rivals = Rivals::of(event, &candidates, &likeness);
    let scores = (0..candidates.len()).map(|at| {
        let signs = rivals.signs(event, &candidates, &likeness, at);
        let (one, other) = candidates[at];
        Pair { one, other, score: logistic(weighed(&signs, &second.0) + second.1) }
    });
    scores.collect()
}

fn candidates(event: &Event) -> Vec<(usize, usize)> {
    let open: Vec<usize> = (0..event.passages.len()).filter(|at| !event.passages[*at].furniture).collect();
    let article = |at: usize| event.passages[at].article;
    let pairs = open.iter().enumerate().flat_map(|(index, one)| {
        open[index + 1..].iter().filter(|other| article(*one) != article(**other)).map(|other| (*one, *other))
    });
    pairs.collect()
}

/// The pairs of each passage, by the other's article.
struct Rivals {
    /// Candidates of a passage in an article, the likeliest first.
    ranked: BTreeMap<(usize, usize), Vec<usize>>,
    /// The mean likeness of a passage's candidates.
    means: BTreeMap<usize, f64>,
    /// Passages that seem to go with a passage, with their likelihood.
    near: BTreeMap<usize, BTreeMap<usize, f64>>,
}

impl Rivals {
    fn of(event: &Event, candidates: &[(usize, usize)], likeness: &[f64]) -> Rivals {
        let mut ranked: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        let mut sums: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
        let mut near: BTreeMap<usize, BTreeMap<usize, f64>> = BTreeMap::new();
        for (at, (one, other)) in candidates.iter().enumerate() {
            for (from, to) in [(*one, *other), (*other, *one)] {
                ranked.entry((from, event.passages[to].article)).or_default().push(at);
                let (sum, count) = sums.entry(from).or_default();
                (*sum, *count) = (*sum + likeness[at], *count + 1.0);
                let likely = logistic(likeness[at]);
                if likely > SUPPORT {
                    near.entry(from).or_default().insert(to, likely);
                }
            }
        }
        for list in ranked.values_mut() {
            list.sort_by(|a, b| likeness[*b].total_cmp(&likeness[*a]).then(a.cmp(b)));
        }
        let means = sums.into_iter().map(|(passage, (sum, count))| (passage, sum / count)).collect();
        Rivals { ranked, means, near }
    }

    fn signs(&self, event: &Event, candidates: &[(usize, usize)], likeness: &[f64], at: usize) -> [f64; RIVALRY] {
        let (one, other) = candidates[at];
        let (forth, forth_margin) = self.standing(likeness, at, (one, event.passages[other].article));
        let (back, back_margin) = self.standing(likeness, at, (other, event.passages[one].article));
        let mean = |passage: usize| self.means.get(&passage).copied().unwrap_or(0.0);
        [
            likeness[at],
            forth.min(back),
            forth.max(back),
            forth_margin.min(back_margin).clamp(-3.0, 3.0),
            likeness[at] - mean(one).max(mean(other)),
            self.support(event, one, other),
        ]
    }

    /// 1 ÷ the rank of a candidate, and how far it is ahead of the best of the others.
    fn standing(&self, likeness: &[f64], at: usize, key: (usize, usize)) -> (f64, f64) {
        let Some(list) = self.ranked.get(&key) else { return (0.0, 0.0) };
        let rank = list.iter().position(|other| *other == at).unwrap_or(list.len());
        let best = list.iter().find(|other| **other != at);
        let margin = best.map_or(0.0, |best| likeness[at] - likeness[*best]);
        (1.0 / f64::from(u32::try_from(rank + 1).unwrap_or(u32::MAX)), margin)
    }

    /// How likely the best passage of a third source goes with both.
    fn support(&self, event: &Event, one: usize, other: usize) -> f64 {
        let (Some(near), Some(far)) = (self.near.get(&one), self.near.get(&other)) else { return 0.0 };
        let article = |at: usize| event.passages[at].article;
        let thirds = near.iter().filter(|(third, _)| ![article(one), article(other)].contains(&article(**third)));
        thirds.filter_map(|(third, likely)| Some(likely.min(*far.get(third)?))).fold(0.0, f64::max)
    }
}

fn weighed(values: &[f64], weights: &[f64]) -> f64 {
    values.iter().zip(weights).map(|(value, weight)| value * weight).sum()
}

fn logistic(value: f64) -> f64 {
    1.0 / (1.0 + (-value).exp())
}
