//! Working labels for candidate facts: words that most of the passages share, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    concepts,
    figures::Figure,
    passage::Passage,
    signals::{Event, is_same},
};

/// Words of a label.
const MOST: usize = 4;

/// Words that judge, by their beginnings: a label must not take sides.
const VERDICTS: &[&str] = &[
    "admit",
    "claim",
    "alleg",
    "hid",
    "conceal",
    "lie",
    "lied",
    "regime",
    "terror",
    "so-called",
    "conced",
    "brutal",
    "deliberat",
    "crime",
    "iddia",
    "itiraf",
    "sözde",
    "terör",
    "rejim",
    "режим",
    "признал",
    "якобы",
    "террор",
    "скры",
    "زعم",
    "ادعى",
    "ارهاب",
    "نظام",
    "اعترف",
];

/// A neutral label: the most telling words that the passages share, in the order of the first passage;
/// where they share none, the concepts that they have in common.
pub fn label(event: &Event, group: &[usize]) -> String {
    let Some(first) = group.first() else { return String::new() };
    let passage = &event.passages[*first];
    let mut ranked: Vec<(f64, usize)> = Vec::new();
    let mut seen = BTreeSet::new();
    for (at, word) in passage.words.iter().enumerate() {
        if !word.content || judges(&word.lower) || !seen.insert(word.stem.as_str()) {
            continue;
        }
        let others = group[1..].iter().filter(|other| has(&event.passages[**other], &word.stem)).count();
        if others > 0 {
            let shared = f64::from(u32::try_from(others).unwrap_or(u32::MAX));
            ranked.push((event.stems.weight_of(&word.stem) * shared.sqrt(), at));
        }
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut chosen: Vec<usize> = ranked.into_iter().take(MOST).map(|(_, at)| at).collect();
    chosen.sort_unstable();
    let words: Vec<&str> = chosen.iter().map(|at| &passage.text[passage.words[*at].range.clone()]).collect();
    if words.len() > 1 { words.join(" ") } else { by_concepts(event, group) }
}

fn has(passage: &Passage, stem: &str) -> bool {
    passage.content().any(|word| word.stem == stem)
}

fn judges(word: &str) -> bool {
    VERDICTS.iter().any(|verdict| word.starts_with(verdict))
}

fn by_concepts(event: &Event, group: &[usize]) -> String {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for at in group {
        for concept in event.passages[*at].concepts() {
            *counts.entry(concept).or_default() += 1;
        }
    }
    let mut shared: Vec<(usize, u32)> =
        counts.into_iter().filter(|(_, count)| *count > 1).map(|(concept, count)| (count, concept)).collect();
    shared.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let names: Vec<&str> =
        shared.into_iter().map(|(_, concept)| concepts::name(concept)).filter(|name| !judges(name)).take(3).collect();
    if names.len() > 1 {
        return names.join(", ");
    }
    by_figure(event, group).unwrap_or_else(|| names.join(", "))
}

/// A figure that the first passage shares, with what it counts.
fn by_figure(event: &Event, group: &[usize]) -> Option<String> {
    let passage = &event.passages[*group.first()?];
    let figure = passage.figures.iter().find(|figure| {
        let same = |theirs: &Figure| theirs.kind == figure.kind && is_same(figure, theirs);
        group[1..].iter().any(|other| event.passages[*other].figures.iter().any(same))
    })?;
    let last = figure.subject.iter().copied().filter(|at| *at >= figure.words.end).min();
    Some(passage.span(figure.words.start..last.map_or(figure.words.end, |last| last + 1)).to_owned())
}
