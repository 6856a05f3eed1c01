//! How much of an article its excerpts publish.

use std::ops::Range;

use super::fold::count_words;
use crate::model::{Found, Zone};

/// Excerpts of up to this many words are names and figures, which no limit counts.
const SHORT: u32 = 3;

/// The words of an article that stand in excerpts of more than three words.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// Ranges of words of the article's body.
    ranges: Vec<Range<u32>>,
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
        if words > SHORT {
            self.ranges.push(word..word.saturating_add(words));
        }
    }

    fn add_unplaced(&mut self, words: u32) {
        if words > SHORT {
            self.elsewhere = self.elsewhere.saturating_add(words);
        }
    }

    /// How many words that are, each counted once.
    pub fn words(&self) -> u32 {
        union(self.ranges.clone()).saturating_add(self.elsewhere)
    }

    /// Whether that is at most this share of an article.
    pub fn is_within(&self, max_share: f64, article_words: u32) -> bool {
        f64::from(self.words()) <= max_share * f64::from(article_words)
    }
}

/// How many words some ranges hold together.
fn union(mut ranges: Vec<Range<u32>>) -> u32 {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut reached = 0;
    let mut words = 0_u32;
    for range in ranges {
        let start = range.start.max(reached);
        words = words.saturating_add(range.end.saturating_sub(start));
        reached = reached.max(range.end);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::union;

    #[test]
    fn no_word_counts_twice() {
        assert_eq!(union(vec![]), 0);
        assert_eq!(union(vec![5..9, 0..4, 2..6, 20..21, 7..8]), 10);
    }
}
