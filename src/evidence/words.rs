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

/// Of the rules of UAX #29 these are left: `WB5`, `WB8` to `WB10`, `WB13a` and `WB13b` join letters, digits and
/// underscores; `WB6` and `WB7` join letters, and `WB11` and `WB12` digits, around one sign.
fn words_of_ascii(text: &[u8], offset: usize, found: &mut impl FnMut(Range<usize>)) {
    let mut word = |start: usize, end: usize| {
        // A word has a letter or a digit.
        if text[start..end].iter().any(|byte| *byte != b'_') {
            found(offset + start..offset + end);
        }
    };
    let mut open = None;
    let mut last = 0;
    for (place, chunk) in text.chunks(CHUNK).enumerate() {
        let start = place * CHUNK;
        let inner = inner(text, chunk, start);
        let mut edges = inner ^ (inner << 1 | last);
        last = inner >> (CHUNK - 1);
        while edges != 0 {
            let edge = start + next(&mut edges);
            match open.take() {
                None => open = Some(edge),
                Some(start) => word(start, edge),
            }
        }
    }
    if let Some(start) = open {
        word(start, text.len());
    }
}

/// Bytes that are looked at together, a bit each, the first one the lowest: conditions that are asked byte by byte are
/// guessed wrong at the end of every word, which takes longer than all else.
const CHUNK: usize = u64::BITS as usize;

/// Which bytes of a chunk, that begins at `start`, stand within words.
fn inner(text: &[u8], chunk: &[u8], start: usize) -> u64 {
    let mut whole = [0; CHUNK];
    whole[..chunk.len()].copy_from_slice(chunk);
    let mut inner = bits(&whole, |byte| {
        u8::from(byte.is_ascii_alphabetic()) | u8::from(byte.is_ascii_digit()) | u8::from(byte == b'_')
    });
    let mut signs = bits(&whole, |byte| {
        u8::from(byte == b'.')
            | u8::from(byte == b'\'')
            | u8::from(matches!(byte, b':' | b';'))
            | u8::from(byte == b',')
    });
    while signs != 0 {
        let sign = next(&mut signs);
        inner |= u64::from(joins(text, start + sign)) << sign;
    }
    inner
}

/// The bytes that are what is asked for, told by nought or one.
fn bits(chunk: &[u8; CHUNK], is: impl Fn(u8) -> u8) -> u64 {
    let mut told = [0; CHUNK];
    for (told, byte) in told.iter_mut().zip(chunk) {
        *told = is(*byte);
    }
    let (eights, _) = told.as_chunks::<8>();
    // Moves the lowest bit of each of eight bytes into the highest of them.
    let bits = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    eights.iter().rev().fold(0, |all, eight| all << 8 | bits(eight))
}

/// Takes out the lowest bit, and tells its place.
fn next(bits: &mut u64) -> usize {
    let place = bits.trailing_zeros();
    *bits &= *bits - 1;
    place as usize
}

/// Whether a sign joins what stands before and after it.
fn joins(text: &[u8], at: usize) -> bool {
    let (letters, digits) = match text[at] {
        b'.' | b'\'' => (true, true),
        b':' => (true, false),
        _ => (false, true),
    };
    let around = [at.wrapping_sub(1), at + 1].map(|at| text.get(at).copied().unwrap_or_default());
    letters && around.iter().all(u8::is_ascii_alphabetic) || digits && around.iter().all(u8::is_ascii_digit)
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
            text in "[a-c1-3_.,:;' \"\\-]{0,150}|[aβ1_.,:' \u{308}\u{345}\u{200d}🇹🚀あア]{0,30}|\\PC*"
        ) {
            let folded = fold(&nfc(&text));
            let of_unicode = folded.unicode_word_indices().map(|(at, word)| at..at + word.len());
            assert_eq!(ranges(&folded), of_unicode.collect::<Vec<_>>(), "{folded:?}");
            assert_eq!(ranges(&text).len(), text.unicode_words().count(), "{text:?}");
        }
    }
}
