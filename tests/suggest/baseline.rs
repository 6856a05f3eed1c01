//! A bag of words: the cosine of plain word counts, and one threshold for all events.

use std::collections::{BTreeSet, HashMap};

use rashomon::suggest::Article;
use unicode_segmentation::UnicodeSegmentation;

use crate::expected::{Expected, Passage, Score, mean, ordered, score};

/// The scores at the threshold at which their mean is best; that threshold.
pub fn at_best(events: &[Expected]) -> (f64, Vec<Score>) {
    let all: Vec<Vec<((Passage, Passage), f64)>> = events.iter().map(|event| cosines(&event.articles)).collect();
    let scores = |threshold: f64| -> Vec<Score> {
        let above = |pairs: &Vec<((Passage, Passage), f64)>| -> BTreeSet<(Passage, Passage)> {
            pairs.iter().filter(|(_, cosine)| *cosine >= threshold).map(|(pair, _)| pair.clone()).collect()
        };
        events.iter().zip(&all).map(|(event, pairs)| score(event, &above(pairs))).collect()
    };
    let thresholds = (1..100).map(|percent| f64::from(percent) / 100.0);
    let best = thresholds.max_by(|a, b| mean(&scores(*a)).f1.total_cmp(&mean(&scores(*b)).f1)).unwrap();
    (best, scores(best))
}

/// The cosine of each two passages of different sources.
fn cosines(articles: &[Article]) -> Vec<((Passage, Passage), f64)> {
    let mut bags: Vec<(Passage, HashMap<String, f64>)> = Vec::new();
    for article in articles {
        for (line, number) in article.lines.iter().zip(1..) {
            let mut bag: HashMap<String, f64> = HashMap::new();
            for word in line.text.to_lowercase().unicode_words() {
                *bag.entry(word.to_owned()).or_default() += 1.0;
            }
            bags.push(((article.source.clone(), number), bag));
        }
    }
    let mut pairs = Vec::new();
    for (at, (one, ours)) in bags.iter().enumerate() {
        for (other, theirs) in bags[at + 1..].iter().filter(|(other, _)| other.0 != one.0) {
            let dot: f64 = ours.iter().map(|(word, count)| count * theirs.get(word).copied().unwrap_or(0.0)).sum();
            let norm = |bag: &HashMap<String, f64>| bag.values().map(|count| count * count).sum::<f64>().sqrt();
            pairs.push((ordered(one.clone(), other.clone()), dot / (norm(ours) * norm(theirs)).max(1e-9)));
        }
    }
    pairs
}
