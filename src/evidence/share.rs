//! How much of an article its excerpts publish.

use std::ops::Range;

use crate::model::{Found, Zone};

/// Excerpts of up to this many words are names and figures, which no limit counts.
const SHORT: u32 = 3;

/// How many words of an article stand in the excerpts of more than three words, each word once.
pub fn published<'f>(excerpts: impl IntoIterator<Item = &'f Found>) -> u32 {
    let long = excerpts.into_iter().filter(|found| found.zone == Zone::Text && found.words > SHORT);
    union(long.map(|found| found.word..found.word.saturating_add(found.words)).collect())
}

/// How many words some ranges hold together.
pub fn union(mut ranges: Vec<Range<u32>>) -> u32 {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut reached = 0;
    let mut words = 0;
    for range in ranges {
        let start = range.start.max(reached);
        words += range.end.saturating_sub(start);
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
