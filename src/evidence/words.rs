//! The words of a text by Unicode word boundaries (UAX #29).

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Tells of each word of a text where it stands.
///
/// A space ends every word, whatever stands around it, so what spaces part is read apart: by the rules that are
/// left of UAX #29 where it is ASCII, as most texts are for the most part. In a text that is not folded, white space
/// that a mark joins to a word may be counted to it or not.
pub fn words(text: &str, mut found: impl FnMut(Range<usize>)) {
    if text.is_ascii() {
        return words_of_ascii(text.as_bytes(), 0, &mut found);
    }
    let mut start = 0;
    for part in text.split(' ') {
        if part.is_ascii() {
            words_of_ascii(part.as_bytes(), start, &mut found);
        } else {
            // A mark at the beginning joins the space before it, and is no word with what follows.
            let from = start.saturating_sub(1);
            let part = &text[from..start + part.len()];
            part.unicode_word_indices().for_each(|(at, word)| found(from + at..from + at + word.len()));
        }
        start += part.len() + 1;
    }
}

/// Letters, digits and underscores.
const INNER: [bool; 256] = {
    let mut inner = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        inner[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
        byte += 1;
    }
    inner
};

/// Of the rules of UAX #29 these are left: `WB5`, `WB8` to `WB10`, `WB13a` and `WB13b` join letters, digits and
/// underscores; `WB6` and `WB7` join letters, and `WB11` and `WB12` digits, around one sign.
fn words_of_ascii(text: &[u8], offset: usize, found: &mut impl FnMut(Range<usize>)) {
    let is_inner = |at: usize| at < text.len() && INNER[text[at] as usize];
    let mut at = 0;
    while at < text.len() {
        if is_inner(at) {
            let start = at;
            while is_inner(at) || joins(text, at) {
                at += 1;
            }
            // A word has a letter or a digit.
            if text[start..at].iter().any(|byte| *byte != b'_') {
                found(offset + start..offset + at);
            }
        }
        // What ended the word is no part of another one.
        at += 1;
    }
}

/// Whether there is a sign that joins what stands before and after it.
fn joins(text: &[u8], at: usize) -> bool {
    let (letters, digits) = match text.get(at) {
        Some(b'.' | b'\'') => (true, true),
        Some(b':') => (true, false),
        Some(b',' | b';') => (false, true),
        _ => return false,
    };
    let (before, after) = (text[at - 1], text.get(at + 1).copied().unwrap_or_default());
    letters && before.is_ascii_alphabetic() && after.is_ascii_alphabetic()
        || digits && before.is_ascii_digit() && after.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::fold::{fold, nfc};

    fn ranges(text: &str) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        words(text, |range| ranges.push(range));
        ranges
    }

    #[test]
    fn signs_join_letters_or_digits() {
        let text = "It's 3,800.5 at 10:21, e.g. a_1 or __; Turkish-led o'clock. x.1 1:2 é'a 'n'";
        let words: Vec<&str> = ranges(text).into_iter().map(|range| &text[range]).collect();
        let wanted =
            "It's|3,800.5|at|10|21|e.g|a_1|or|Turkish|led|o'clock|x|1|1|2|é'a|n".split('|').collect::<Vec<_>>();
        assert_eq!(words, wanted);
    }

    proptest::proptest! {
        #[test]
        fn words_are_those_of_unicode(
            text in "[a-c1-3_.,:;' \"\\-]{0,30}|[aβ1_.,:' \u{308}\u{345}\u{200d}🇹🚀あア]{0,30}|\\PC*"
        ) {
            let folded = fold(&nfc(&text));
            let of_unicode = folded.unicode_word_indices().map(|(at, word)| at..at + word.len());
            assert_eq!(ranges(&folded), of_unicode.collect::<Vec<_>>(), "{folded:?}");
            assert_eq!(ranges(&text).len(), text.unicode_words().count(), "{text:?}");
        }
    }
}
