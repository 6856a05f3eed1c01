//! Words in common: what the texts of two sources share.
//!
//! Shared runs of five words ÷ the runs of five words of each side is the containment of one text in
//! another by shingles: A. Z. Broder, "On the resemblance and containment of documents", Proceedings of
//! Compression and Complexity of Sequences, 1997.

use std::{cmp::Reverse, collections::BTreeMap};

use crate::{
    config::Quotation,
    evidence::Published,
    model::{Event, Overlap, Source, TextKind},
};

/// What the sources of an event have in common.
#[derive(Debug, Default)]
pub struct SharedWords<'e> {
    /// Each two sources whose texts are known, in the order of the page: reports as the columns stand,
    /// then upstreams.
    pub pairs: Vec<Pair<'e>>,
    /// Runs of eight words and more, the longest first.
    pub runs: Vec<SharedRun<'e>>,
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
        self.grams.map(|grams| f64::from(self.shared) / f64::from(grams.max(1)))
    }
}

/// A run of words that two sources or more have.
#[derive(Debug)]
pub struct SharedRun<'e> {
    /// Its length in words.
    pub words: u32,
    /// Its words as the first source has them, cut at `[quotation] max_words`; `None` where they would
    /// publish more of an article than the limits allow.
    pub text: Option<&'e str>,
    /// Whether the text is cut.
    pub cut: bool,
    /// The sources in the order of the page, with the line on which the run begins.
    pub places: Vec<Place<'e>>,
}

/// Where a source has a run.
#[derive(Clone, Copy, Debug)]
pub struct Place<'e> {
    pub source: &'e Source,
    pub line: u32,
    /// Words of the article before it.
    at: u32,
}

/// What the texts of an event have in common, told as far as `limits` allow. The same run of words in
/// several pairs is one run with several places.
pub fn shared_words<'e>(event: &'e Event, limits: &Quotation) -> SharedWords<'e> {
    let order: BTreeMap<&str, (usize, &Source)> = event
        .reports
        .iter()
        .chain(&event.upstreams)
        .enumerate()
        .map(|(place, source)| (source.id.as_str(), (place, source)))
        .collect();
    let mut pairs = Vec::new();
    let mut runs: Vec<Merged<'e>> = Vec::new();
    for overlap in &event.overlaps {
        let known = overlap.sources.each_ref().map(|id| order.get(id.as_str()).copied());
        let [Some(one), Some(other)] = known else { continue };
        pairs.push(((one.0, other.0), pair(overlap, [one, other])));
        for run in &overlap.runs {
            let place = |side: usize| {
                let (rank, source) = [one, other][side];
                (rank, Place { source, line: run.lines[side], at: run.at[side] })
            };
            merge(&mut runs, Merged { words: run.words, text: run.text.as_deref(), places: vec![place(0), place(1)] });
        }
    }
    pairs.sort_by_key(|((one, other), _)| (*one.min(other), *one.max(other)));
    SharedWords { pairs: pairs.into_iter().map(|(_, pair)| pair).collect(), runs: told(runs, limits) }
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
    text: Option<&'e str>,
    places: Vec<(usize, Place<'e>)>,
}

/// Adds a run to those that stand on the very same words of some source, or as a new one. What joins
/// two runs that were apart makes them one.
fn merge<'e>(runs: &mut Vec<Merged<'e>>, mut run: Merged<'e>) {
    let mut apart = Vec::with_capacity(runs.len() + 1);
    for known in runs.drain(..) {
        if known.words == run.words && known.places.iter().any(|place| run.places.iter().any(|own| same(place, own))) {
            run.text = run.text.and(known.text);
            run.places.extend(known.places);
        } else {
            apart.push(known);
        }
    }
    run.places.sort_by_key(|(rank, place)| (*rank, place.at));
    run.places.dedup_by(|one, other| same(one, other));
    apart.push(run);
    *runs = apart;
}

fn same((one, a): &(usize, Place<'_>), (other, b): &(usize, Place<'_>)) -> bool {
    one == other && a.at == b.at
}

/// The runs, the longest first, each with its words as long as every article stays within its limit.
fn told<'e>(mut runs: Vec<Merged<'e>>, limits: &Quotation) -> Vec<SharedRun<'e>> {
    runs.sort_by_key(|run| (Reverse(run.words), run.places.first().map(|(rank, place)| (*rank, place.at))));
    let mut published: BTreeMap<usize, Published> = BTreeMap::new();
    let mut told = Vec::with_capacity(runs.len());
    for run in runs {
        let shown = run.words.min(limits.max_words);
        let mut after = published.clone();
        let mut fits = true;
        for (rank, place) in &run.places {
            let own = after.entry(*rank).or_insert_with(|| super::published(place.source));
            own.add_run(place.at, shown);
            fits &= within(own, place.source, limits);
        }
        if fits {
            published = after;
        }
        told.push(SharedRun {
            words: run.words,
            text: run.text.filter(|_| fits),
            cut: shown < run.words,
            places: run.places.into_iter().map(|(_, place)| place).collect(),
        });
    }
    told
}

/// Whether an article's published words stay within the limit; a text that may be printed has none.
fn within(published: &Published, source: &Source, limits: &Quotation) -> bool {
    let words = source.article.as_ref().map_or(0, |article| article.words);
    source.text != TextKind::Excerpts || published.is_within(limits.max_share, words)
}
