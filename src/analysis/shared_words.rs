//! Words in common: what the texts of two sources share.
//!
//! Shared runs of five words ÷ the runs of five words of each side is the containment of one text in
//! another by shingles: A. Z. Broder, "On the resemblance and containment of documents", Proceedings of
//! Compression and Complexity of Sequences, 1997.

use std::{
    cell::OnceCell,
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

use super::published::published;
use crate::{
    config::Quotation,
    evidence::{Overlaps, Published},
    model::{Event, Overlap, Role, Source, TextKind},
};

/// Runs that are listed with their words, at most; the shares beside them count all.
pub const LISTED: usize = 20;

/// What the sources of an event have in common, worked out when it is first asked for: not every theme shows it.
#[derive(Debug)]
pub struct SharedWords<'e> {
    event: &'e Event,
    overlaps: &'e Overlaps,
    limits: &'e Quotation,
    known: OnceCell<Known<'e>>,
}

#[derive(Debug)]
struct Known<'e> {
    pairs: Vec<Pair<'e>>,
    runs: Vec<SharedRun<'e>>,
    /// What is published of articles that have a run whose words are printed, by the id of the source.
    published: BTreeMap<&'e str, Published>,
}

impl<'e> SharedWords<'e> {
    /// What the texts of an event have in common, told as far as `limits` allow.
    pub fn new(event: &'e Event, overlaps: &'e Overlaps, limits: &'e Quotation) -> Self {
        SharedWords { event, overlaps, limits, known: OnceCell::new() }
    }

    /// Each two sources whose texts are known, in the order of the page: reports as the columns stand,
    /// then upstreams.
    pub fn pairs(&self) -> &[Pair<'e>] {
        &self.known().pairs
    }

    /// Runs of eight words and more, the longest first. The same run of words in several pairs is one run with
    /// several places.
    pub fn runs(&self) -> &[SharedRun<'e>] {
        &self.known().runs
    }

    /// How many words of an article are published: in excerpts of more than three words and in runs.
    pub fn published(&self, source: &Source) -> u32 {
        let known = self.known().published.get(source.id.as_str());
        known.map_or_else(|| published(source).words(), Published::words)
    }

    fn known(&self) -> &Known<'e> {
        self.known.get_or_init(|| known(self.event, self.overlaps.get(), self.limits))
    }
}

/// Two sources.
#[derive(Debug)]
pub struct Pair<'e> {
    pub sources: [&'e Source; 2],
    /// How many different runs of five words each has.
    pub grams: [u32; 2],
    /// How many of them both have.
    pub shared: u32,
    /// The longest run of words that both have, in words.
    pub longest: u32,
}

impl Pair<'_> {
    /// The share of each source's runs of five words that the other has too, from nought to one.
    pub fn shares(&self) -> [f64; 2] {
        self.grams.map(|grams| f64::from(self.shared.min(grams)) / f64::from(grams.max(1)))
    }
}

/// A run of words that two sources or more have.
#[derive(Debug)]
pub struct SharedRun<'e> {
    /// Its length in words.
    pub words: u32,
    /// Its words as the first source has them, cut at `[quotation] max_words`; `None` where they would
    /// publish more of an article than the limits allow, and for a run that is not listed.
    pub text: Option<&'e str>,
    /// Whether the text is cut.
    pub cut: bool,
    /// The sources in the order of the page, with the line on which the run begins.
    pub places: Vec<Place<'e>>,
}

impl SharedRun<'_> {
    /// Whether a report has it. Runs of upstreams alone are not listed.
    pub fn is_of_report(&self) -> bool {
        self.places.iter().any(|place| place.source.role == Role::Report)
    }
}

/// Where a source has a run.
#[derive(Clone, Copy, Debug)]
pub struct Place<'e> {
    pub source: &'e Source,
    pub line: u32,
    /// Words of the article before it.
    at: u32,
}

fn known<'e>(event: &'e Event, overlaps: &'e [Overlap], limits: &Quotation) -> Known<'e> {
    let order: BTreeMap<&str, (usize, &Source)> = event
        .reports
        .iter()
        .chain(&event.upstreams)
        .enumerate()
        .map(|(place, source)| (source.id.as_str(), (place, source)))
        .collect();
    let mut pairs = Vec::new();
    let mut runs: Vec<Merged<'e>> = Vec::new();
    for overlap in overlaps {
        let known = overlap.sources.each_ref().map(|id| order.get(id.as_str()).copied());
        let [Some(one), Some(other)] = known else { continue };
        pairs.push(((one.0, other.0), pair(overlap, [one, other])));
        for run in &overlap.runs {
            let place = |side: usize| {
                let (rank, source) = [one, other][side];
                (rank, Place { source, line: run.lines[side], at: run.at[side] })
            };
            runs.push(Merged { words: run.words, text: run.text.as_deref(), places: vec![place(0), place(1)] });
        }
    }
    pairs.sort_by_key(|((one, other), _)| (*one.min(other), *one.max(other)));
    let (runs, published) = told(merged(&runs), limits);
    Known { pairs: pairs.into_iter().map(|(_, pair)| pair).collect(), runs, published }
}

fn pair<'e>(overlap: &Overlap, [one, other]: [(usize, &'e Source); 2]) -> Pair<'e> {
    let (mut sources, mut grams) = ([one.1, other.1], overlap.grams);
    if other.0 < one.0 {
        sources.reverse();
        grams.reverse();
    }
    Pair { sources, grams, shared: overlap.shared, longest: overlap.longest }
}

/// A run with its places so far, each with the source's rank on the page.
struct Merged<'e> {
    words: u32,
    /// `None` where it would publish too much of one of its articles.
    text: Option<&'e str>,
    places: Vec<(usize, Place<'e>)>,
}

/// Makes one of the runs that stand on the very same words of some source. A run that joins two that
/// were apart makes them one.
fn merged<'e>(runs: &[Merged<'e>]) -> Vec<Merged<'e>> {
    let mut groups = Groups((0..runs.len()).collect());
    let mut known: HashMap<(usize, u32, u32), usize> = HashMap::new();
    for (index, run) in runs.iter().enumerate() {
        for (rank, place) in &run.places {
            let other = *known.entry((*rank, place.at, run.words)).or_insert(index);
            groups.join(other, index);
        }
    }
    let mut merged: BTreeMap<usize, Merged<'e>> = BTreeMap::new();
    for (index, run) in runs.iter().enumerate() {
        let first = || Merged { words: run.words, text: run.text, places: Vec::new() };
        let known = merged.entry(groups.first(index)).or_insert_with(first);
        known.text = run.text.and(known.text);
        known.places.extend(&run.places);
    }
    let mut merged: Vec<Merged<'e>> = merged.into_values().collect();
    for run in &mut merged {
        run.places.sort_by_key(|(rank, place)| (*rank, place.at));
        run.places.dedup_by_key(|(rank, place)| (*rank, place.at));
    }
    merged.sort_by_key(|run| (Reverse(run.words), run.places.first().map(|(rank, place)| (*rank, place.at))));
    merged
}

/// Which belong together, each with an earlier one of its group or, for the first, with itself
/// (a disjoint-set forest with path halving: R. E. Tarjan and J. van Leeuwen, "Worst-case analysis of
/// set union algorithms", Journal of the ACM 31(2), 1984).
struct Groups(Vec<usize>);

impl Groups {
    fn first(&mut self, mut of: usize) -> usize {
        while self.0[of] != of {
            self.0[of] = self.0[self.0[of]];
            of = self.0[of];
        }
        of
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        self.0[one.max(other)] = one.min(other);
    }
}

/// The runs, those that are listed with their words as long as every article stays within its limit;
/// and what is published of each article with them.
fn told<'e>(runs: Vec<Merged<'e>>, limits: &Quotation) -> (Vec<SharedRun<'e>>, BTreeMap<&'e str, Published>) {
    let mut all: BTreeMap<&str, Published> = BTreeMap::new();
    let mut listed = 0;
    let tell = |run: Merged<'e>| {
        let shown = run.words.min(limits.max_words);
        let places: Vec<Place<'e>> = run.places.into_iter().map(|(_, place)| place).collect();
        let mut told = SharedRun { words: run.words, text: None, cut: shown < run.words, places };
        if listed < LISTED && told.is_of_report() {
            listed += 1;
            let after = run.text.and_then(|_| published_with(&told.places, shown, &all, limits));
            told.text = run.text.filter(|_| after.is_some());
            all.extend(after.into_iter().flatten());
        }
        told
    };
    (runs.into_iter().map(tell).collect(), all)
}

/// What is published of the articles that have a run if so many of its words are printed too; `None`
/// if that is more than the limit of one of them allows.
fn published_with<'e>(
    places: &[Place<'e>],
    shown: u32,
    all: &BTreeMap<&'e str, Published>,
    limits: &Quotation,
) -> Option<BTreeMap<&'e str, Published>> {
    let mut after: BTreeMap<&str, Published> = BTreeMap::new();
    for Place { source, at, .. } in places {
        let id = source.id.as_str();
        let before = || all.get(id).cloned().unwrap_or_else(|| published(source));
        after.entry(id).or_insert_with(before).add_run(*at, shown);
    }
    let fits = |place: &Place<'_>| {
        after.get(place.source.id.as_str()).is_none_or(|published| within(published, place.source, limits))
    };
    places.iter().all(fits).then_some(after)
}

/// Whether an article's published words stay within the limit; a text that may be printed has none.
fn within(published: &Published, source: &Source, limits: &Quotation) -> bool {
    let words = source.article.as_ref().map_or(0, |article| article.words);
    source.text != TextKind::Excerpts || published.is_within(limits.max_share, words)
}

#[cfg(test)]
mod tests {
    use super::Groups;

    #[test]
    fn what_joins_two_groups_makes_them_one() {
        let mut groups = Groups((0..6).collect());
        for (one, other) in [(3, 4), (1, 2), (4, 1), (5, 5)] {
            groups.join(one, other);
        }
        assert_eq!((0..6).map(|of| groups.first(of)).collect::<Vec<_>>(), [0, 1, 1, 1, 1, 5]);
    }
}
