//! How much of an article is published as excerpts, and how much of that is proven.

use std::ops::Range;

use crate::{
    evidence::{count_words, union},
    model::{Found, Source, Zone},
};

/// Excerpts of up to this many words are names and figures, which do not count.
const SHORT: u32 = 3;

/// The words of an article that stand in excerpts of more than three words.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// Ranges of words of the article's body.
    ranges: Vec<Range<u32>>,
    /// Words of excerpts that nobody has found in it.
    elsewhere: u32,
}

impl Published {
    /// Those of the marks and nearest words of a source.
    pub fn of(source: &Source) -> Published {
        let mut published = Published::default();
        for (quote, found) in excerpts(source) {
            match found {
                Some(found) if found.zone != Zone::Text => {}
                Some(found) => published.add(found.word, found.words),
                None => published.add_unplaced(quote),
            }
        }
        published
    }

    /// Adds a run of words by the words before it and its length.
    pub fn add(&mut self, word: u32, words: u32) {
        if words > SHORT {
            self.ranges.push(word..word.saturating_add(words));
        }
    }

    fn add_unplaced(&mut self, quote: &str) {
        let words = count_words(quote);
        if words > SHORT {
            self.elsewhere = self.elsewhere.saturating_add(words);
        }
    }

    /// How many words that are, each counted once.
    pub fn words(&self) -> u32 {
        union(self.ranges.clone()).saturating_add(self.elsewhere)
    }
}

/// Excerpts of a source, and how many of them were found in the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    pub excerpts: usize,
    pub found: usize,
}

/// Counts the marks and nearest words of a source.
pub fn verified(source: &Source) -> Verified {
    let count = |verified: Verified, (_, found): (&str, Option<&Found>)| Verified {
        excerpts: verified.excerpts + 1,
        found: verified.found + usize::from(found.is_some()),
    };
    excerpts(source).fold(Verified::default(), count)
}

/// All words of a source that its marks and nearest words give, and where they were found.
fn excerpts(source: &Source) -> impl Iterator<Item = (&str, Option<&Found>)> {
    let marks = source.marks.iter().map(|mark| (mark.quote.as_str(), mark.found.as_ref()));
    let nears = source.absent.iter().filter_map(|absent| Some((absent.near.as_deref()?, absent.near_found.as_ref())));
    marks.chain(nears)
}

#[cfg(test)]
mod tests {
    use super::Published;

    #[test]
    fn words_count_once_and_short_runs_not_at_all() {
        let mut published = Published::default();
        for (word, words) in [(10, 5), (12, 4), (100, 3), (16, 4), (40, 10), (42, 4)] {
            published.add(word, words);
        }
        assert_eq!(published.words(), 10 + 10, "10 to 20 and 40 to 50");
        published.add_unplaced("four words or more");
        published.add_unplaced("three words only");
        assert_eq!(published.words(), 24);
    }
}
