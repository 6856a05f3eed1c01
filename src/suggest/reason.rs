//! Why a pair is proposed, in a few words.

use super::{
    concepts,
    signals::{Event, is_same},
};

/// Most words, names or concepts that are told.
const MOST: usize = 3;

/// What two passages share: figures, the most telling words, and where they share hardly any, the
/// concepts that their words stand for.
pub fn reason(event: &Event, one: usize, other: usize) -> String {
    let (p, q) = (&event.passages[one], &event.passages[other]);
    let mut parts = Vec::new();
    let figures = p.figures.iter().filter(|a| q.figures.iter().any(|b| a.kind == b.kind && is_same(a, b)));
    let mut figures: Vec<&str> = figures.map(|figure| &p.text[figure.range.clone()]).collect();
    figures.dedup();
    figures.truncate(MOST);
    if !figures.is_empty() {
        parts.push(format!("same figures: {}", figures.join(", ")));
    }
    let mut words: Vec<(f64, &str)> = Vec::new();
    for word in p.content() {
        let known = words.iter().any(|(_, known)| known.to_lowercase() == p.text[word.range.clone()].to_lowercase());
        if !known && q.content().any(|theirs| theirs.stem == word.stem) {
            words.push((event.stems.weight_of(&word.stem), &p.text[word.range.clone()]));
        }
    }
    words.sort_by(|a, b| b.0.total_cmp(&a.0));
    words.truncate(MOST);
    let few = words.len() < MOST;
    if !words.is_empty() {
        let words: Vec<&str> = words.into_iter().map(|(_, word)| word).collect();
        parts.push(format!("words: {}", words.join(", ")));
    }
    if few {
        let theirs = q.concepts();
        let shared: Vec<&str> =
            p.concepts().into_iter().filter(|id| theirs.contains(id)).map(concepts::name).take(MOST).collect();
        if !shared.is_empty() {
            parts.push(format!("meaning: {}", shared.join(", ")));
        }
    }
    if parts.is_empty() { "names".to_owned() } else { parts.join("; ") }
}
