//! How much of an article its excerpts publish.

use std::collections::BTreeMap;

use super::fold::count_words;
use crate::model::{Found, Zone};

/// Excerpts of up to this many words are names and figures, which no limit counts.
const SHORT: u32 = 3;

/// The words of an article that stand in excerpts of more than three words.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// Ranges of words of the article's body that lie apart: where each begins, and where it ends.
    ranges: BTreeMap<u32, u32>,
    /// Words in these ranges.
    placed: u32,
    /// Words whose place is not known to the word.
    elsewhere: u32,
}

impl Published {
    /// Adds an excerpt, whether it was found or not. Headline and captions are not the article's body.
    pub fn add(&mut self, quote: &str, found: Option<&Found>) {
        match found {
            Some(found) if found.zone != Zone::Text => {}
            Some(found) if found.span == found.words => self.add_run(found.word, found.words),
            // Where the excerpt leaves words out, only its length is known.
            Some(found) => self.add_unplaced(found.words),
            None => self.add_unplaced(count_words(quote)),
        }
    }

    /// Adds a run of words by the words before it and its length.
    pub fn add_run(&mut self, word: u32, words: u32) {
        if words <= SHORT {
            return;
        }
        let (mut start, mut end) = (word, word.saturating_add(words));
        while let Some((from, to)) = self.last_before(end).filter(|(_, to)| *to >= start) {
            self.ranges.remove(&from);
            self.placed -= to - from;
            start = start.min(from);
            end = end.max(to);
        }
        self.ranges.insert(start, end);
        self.placed += end - start;
    }

    /// The last range that begins up to here.
    fn last_before(&self, end: u32) -> Option<(u32, u32)> {
        self.ranges.range(..=end).next_back().map(|(from, to)| (*from, *to))
    }

    fn add_unplaced(&mut self, words: u32) {
        if words > SHORT {
            self.elsewhere = self.elsewhere.saturating_add(words);
        }
    }

    /// How many words that are, each counted once.
    pub fn words(&self) -> u32 {
        self.placed.saturating_add(self.elsewhere)
    }

    /// Whether that is at most this share of an article.
    pub fn is_within(&self, max_share: f64, article_words: u32) -> bool {
        f64::from(self.words()) <= max_share * f64::from(article_words)
    }
}

#[cfg(test)]
mod tests {
    use super::Published;

    fn words(runs: &[(u32, u32)]) -> u32 {
        let mut published = Published::default();
        for (word, words) in runs {
            published.add_run(*word, *words);
        }
        published.words()
    }

    #[test]
    fn words_count_once_and_short_runs_not_at_all() {
        assert_eq!(words(&[]), 0);
        assert_eq!(words(&[(5, 4), (0, 4), (2, 4), (20, 5), (7, 1)]), 14, "0 to 9 and 20 to 25");
        assert_eq!(words(&[(10, 5), (12, 4), (100, 3), (16, 4), (40, 10), (42, 4)]), 20, "10 to 20 and 40 to 50");
        assert_eq!(words(&[(0, 4), (8, 4), (16, 4), (2, 16)]), 20, "one run may join several");
        assert_eq!(words(&[(u32::MAX - 2, 9), (0, u32::MAX)]), u32::MAX);
    }

    #[test]
    fn what_has_no_place_counts_apart() {
        let mut published = Published::default();
        published.add_run(0, 4);
        published.add("four words or more", None);
        published.add("three words only", None);
        assert_eq!(published.words(), 8);
    }
}
