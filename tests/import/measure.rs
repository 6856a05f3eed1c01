//! How well an article was read: the F1 of its words, against those that an expert reads on the page.

use std::collections::BTreeMap;

/// The harmonic mean of precision and recall over words as multisets. Words of `neutral` (headline,
/// captions, furniture) are neither asked for nor counted against the text.
pub fn f1(expected: &str, neutral: &str, found: &str) -> f64 {
    let (expected, neutral, found) = (words(expected), words(neutral), words(found));
    let of = |words: &BTreeMap<String, u32>, word: &str| words.get(word).copied().unwrap_or_default();
    let shared: u32 = found.iter().map(|(word, count)| (*count).min(of(&expected, word))).sum();
    let wrong: u32 =
        found.iter().map(|(word, count)| count.saturating_sub(of(&expected, word) + of(&neutral, word))).sum();
    let all: u32 = expected.values().sum();
    if shared == 0 {
        return 0.0;
    }
    let (precision, recall) = (f64::from(shared) / f64::from(shared + wrong), f64::from(shared) / f64::from(all));
    2.0 * precision * recall / (precision + recall)
}

/// Words in lower case; each sign of Chinese and Japanese is one.
fn words(text: &str) -> BTreeMap<String, u32> {
    let mut words = BTreeMap::new();
    let mut word = String::new();
    for c in text.chars().flat_map(char::to_lowercase).chain([' ']) {
        let is_sign = ('\u{3040}'..='\u{9fff}').contains(&c);
        if c.is_alphanumeric() && !is_sign {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            *words.entry(std::mem::take(&mut word)).or_default() += 1;
        }
        if is_sign {
            *words.entry(c.to_string()).or_default() += 1;
        }
    }
    words
}
