//! What each two texts of an event share.

use std::{collections::BTreeMap, sync::OnceLock};

use super::{
    capture::{Text, Words},
    fold::count_words,
    lock::Lock,
    overlap::{Shared, overlaps as overlaps_of},
    read::{Basis, Reading, excerpts},
    share::Published,
};
use crate::{
    config::Quotation,
    model::{Overlap, Run, TextKind, Zone},
};

/// Runs of each pair that are kept, the longest. Where two texts share more, they are one text, and its
/// length tells it.
const MOST_RUNS: usize = 20;

/// What each two sources of an event share whose texts are known, in order of id. Where no lock has to tell it, it is
/// worked out when it is first asked for: not every site shows it.
#[derive(Debug, Default)]
pub struct Overlaps {
    known: OnceLock<Vec<Overlap>>,
    /// The texts that are compared when somebody asks, by id.
    texts: Vec<(String, Text)>,
    /// Words of a run that are told at most.
    max_words: u32,
}

impl Overlaps {
    /// Overlaps that are known.
    pub fn known(overlaps: Vec<Overlap>) -> Overlaps {
        Overlaps { known: overlaps.into(), ..Overlaps::default() }
    }

    /// Overlaps of full texts, in order of id. What is published of them has no limit but that of a run.
    pub fn of_full(texts: Vec<(String, Text)>, limits: &Quotation) -> Overlaps {
        Overlaps { known: OnceLock::new(), texts, max_words: limits.max_words }
    }

    /// The overlaps; worked out now if nobody asked before.
    pub fn get(&self) -> &[Overlap] {
        self.known.get_or_init(|| full(&self.texts, self.max_words))
    }
}

fn full(texts: &[(String, Text)], max_words: u32) -> Vec<Overlap> {
    let worded: Vec<Option<Worded<'_>>> = texts.iter().map(|(_, text)| Some((text, text.words()))).collect();
    let of_pair = |((one, other), shared): ((usize, usize), Shared)| {
        let ids = [one, other].map(|place| texts[place].0.clone());
        let [Some(ours), Some(theirs)] = [&worded[one], &worded[other]] else { return None };
        Some(of(ids, shared, [ours, theirs], max_words))
    };
    compared(&worded).into_iter().filter_map(of_pair).collect()
}

/// The overlap of each two sources whose texts were read or are in the lock, in order of id. Words are
/// told only as far as `limits` allow.
pub fn overlaps(readings: &[Reading<'_>], lock: Option<&Lock>, limits: &Quotation) -> Vec<Overlap> {
    let texts: Vec<Option<Worded<'_>>> = readings
        .iter()
        .map(|reading| match &reading.basis {
            Basis::Text(text) if readings.len() > 1 => Some((text.as_ref(), text.words())),
            _ => None,
        })
        .collect();
    let mut shared = compared(&texts);
    let mut overlaps = Vec::new();
    for (index, one) in readings.iter().enumerate() {
        for (later, other) in readings.iter().enumerate().skip(index + 1) {
            match (shared.remove(&(index, later)), &texts[index], &texts[later]) {
                (Some(shared), Some(ours), Some(theirs)) => {
                    let ids = [one, other].map(|reading| reading.document.id.clone());
                    overlaps.push(of(ids, shared, [ours, theirs], limits.max_words));
                }
                _ => overlaps.extend(locked([one, other], lock, limits.max_words)),
            }
        }
    }
    withhold(&mut overlaps, readings, limits);
    overlaps
}

/// A text and its words.
type Worded<'t> = (&'t Text, Words);

/// What each two of the texts that are at hand share, by their places.
fn compared(texts: &[Option<Worded<'_>>]) -> BTreeMap<(usize, usize), Shared> {
    let at_hand: Vec<(usize, &Worded<'_>)> =
        texts.iter().enumerate().filter_map(|(place, text)| Some((place, text.as_ref()?))).collect();
    let words = at_hand.iter().map(|(_, (_, words))| words.iter());
    let places = |(one, other): (usize, usize)| (at_hand[one].0, at_hand[other].0);
    overlaps_of(words).into_iter().map(|(pair, shared)| (places(pair), shared)).collect()
}

fn of(sources: [String; 2], shared: Shared, [(text, ours), (_, theirs)]: [&Worded<'_>; 2], max_words: u32) -> Overlap {
    let runs = shared.runs.into_iter().take(MOST_RUNS).map(|run| Run {
        words: run.words,
        text: Some(run_text(text, run.at[0], run.words, max_words)),
        lines: [ours.line(run.at[0]), theirs.line(run.at[1])].map(Option::unwrap_or_default),
        at: run.at,
    });
    Overlap { sources, grams: shared.grams, shared: shared.shared, longest: shared.longest, runs: runs.collect() }
}

/// The words of a run as the article has them, with an ellipsis where they are cut.
fn run_text(text: &Text, first: u32, words: u32, max_words: u32) -> String {
    let end = first + words.min(max_words);
    let mut parts = Vec::new();
    for line in text.lines.iter().filter(|line| line.zone == Some(Zone::Text)) {
        let raw = text.raw(line);
        if let Some(part) = line.part_of(first, end) {
            parts.push(&raw[line.places.back(raw, part.start)..line.places.back(raw, part.end)]);
        }
    }
    parts.join(" ").trim_end().to_owned() + if words > max_words { ELLIPSIS } else { "" }
}

const ELLIPSIS: &str = " …";

/// What the lock tells of a pair, if it tells of these very texts.
fn locked(pair: [&Reading<'_>; 2], lock: Option<&Lock>, max_words: u32) -> Option<Overlap> {
    let lock = lock?;
    let is_known = |reading: &Reading<'_>| {
        let known = lock.sources.get(&reading.document.id);
        known.is_some_and(|known| reading.text_id().is_some_and(|id| known.text == *id))
    };
    if !pair.iter().all(|reading| is_known(reading)) {
        return None;
    }
    let ids = pair.map(|reading| reading.document.id.clone());
    let mut overlap = lock.overlaps.iter().find(|overlap| overlap.sources == ids).cloned()?;
    for run in &mut overlap.runs {
        // The limit may have been lowered since.
        let longest = run.words.min(max_words);
        run.text = run.text.take().filter(|text| count_words(text) <= longest);
    }
    Some(overlap)
}

/// Takes away the words of all runs that would publish more of a source than its limit allows, beside
/// what its excerpts publish. The longest runs come first.
fn withhold(overlaps: &mut [Overlap], readings: &[Reading<'_>], limits: &Quotation) {
    let mut published: BTreeMap<String, (Published, u32)> =
        readings.iter().filter_map(|reading| Some((reading.document.id.clone(), excerpted(reading)?))).collect();
    let mut runs: Vec<(&[String; 2], &mut Run)> =
        overlaps.iter_mut().flat_map(|overlap| overlap.runs.iter_mut().map(|run| (&overlap.sources, run))).collect();
    runs.sort_by(|(sources, run), (others, other)| {
        other.words.cmp(&run.words).then_with(|| sources.cmp(others)).then_with(|| run.at.cmp(&other.at))
    });
    for (sources, run) in runs {
        let shown = run.words.min(limits.max_words);
        let after: Vec<(String, Published, u32)> = sources
            .iter()
            .zip(run.at)
            .filter_map(|(id, at)| {
                let (mut own, article) = published.get(id)?.clone();
                own.add_run(at, shown);
                Some((id.clone(), own, article))
            })
            .collect();
        if after.iter().all(|(_, own, article)| own.is_within(limits.max_share, *article)) {
            published.extend(after.into_iter().map(|(id, own, article)| (id, (own, article))));
        } else {
            run.text = None;
        }
    }
}

/// What the excerpts of a source publish, and of how many words; `None` if no limit holds.
fn excerpted(reading: &Reading<'_>) -> Option<(Published, u32)> {
    let article = reading.evidence.article.as_ref()?;
    (reading.document.front.text == TextKind::Excerpts).then(|| (published(reading), article.words))
}

/// The words of a source's article that its excerpts publish.
pub fn published(reading: &Reading<'_>) -> Published {
    let mut published = Published::default();
    for (excerpt, found) in excerpts(reading.document).zip(reading.evidence.found(reading.document)) {
        published.add(&excerpt.quote.value, found);
    }
    published
}
