//! Folding: texts are compared letter by letter, but not by how a typesetter drew a quotation mark.
//!
//! Both sides go through the same two steps: Unicode NFC, then white space to single spaces and
//! typographic quotation marks, dashes and ellipses to plain ones. Characters that have no width and
//! no meaning for the words, such as soft hyphens and marks of direction, are dropped. Upper and lower
//! case stay what they are.

use std::{borrow::Cow, ops::Range};

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::words::words;

/// A text in Unicode Normalization Form C (UAX #15).
pub fn nfc(text: &str) -> Cow<'_, str> {
    // Letters of ASCII are normal and join nothing before them, so each stretch of others is looked at alone.
    let is_normal = |stretch: &str| matches!(is_nfc_quick(stretch.chars()), IsNormalized::Yes);
    if beyond_ascii(text).all(is_normal) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// The stretches of a text that hold no ASCII.
fn beyond_ascii(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (chunks, _) = rest.as_bytes().as_chunks::<CHUNK>();
        let start = CHUNK * chunks.iter().take_while(|chunk| chunk.is_ascii()).count();
        let start = start + rest.as_bytes()[start..].iter().take_while(|byte| byte.is_ascii()).count();
        let stretch = rest[start..].bytes().take_while(|byte| !byte.is_ascii()).count();
        let found = &rest[start..start + stretch];
        rest = &rest[start + stretch..];
        Some(found).filter(|found| !found.is_empty())
    })
}

/// A text in NFC, folded.
pub fn fold(text: &str) -> String {
    let plain = text.trim_end_matches(' ');
    if is_folded(plain) {
        return plain.to_owned();
    }
    let mut folded = String::with_capacity(text.len());
    push_all(&mut folded, &nfc(text), |_| {});
    folded.truncate(folded.trim_end().len());
    folded
}

/// Whether nothing is left of a text when it is folded.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_ignored(c))
}

/// A text that is in NFC, folded, and where its characters stand in the folded form.
pub fn fold_with_places(line: &str) -> (String, Places) {
    if is_folded(line) {
        return (line.to_owned(), Places { odd: Vec::new(), end: line.len() });
    }
    let mut folded = String::with_capacity(line.len());
    let mut odd = Vec::new();
    push_all(&mut folded, line, |place| odd.push(place));
    folded.truncate(folded.trim_end().len());
    let end = folded.len();
    (folded, Places { odd, end })
}

/// Where the characters of a line stand in its folded form, and the other way round.
#[derive(Debug)]
pub struct Places {
    /// The characters whose folded form has another length, in order. All others stand as far behind the one
    /// before them as in the line.
    odd: Vec<Odd>,
    /// Where the folded form ends.
    end: usize,
}

/// A character whose folded form has another length.
#[derive(Debug)]
struct Odd {
    line: Range<usize>,
    folded: Range<usize>,
}

impl Places {
    /// The place in the folded form of a character of the line, or of its end.
    pub fn of(&self, at: usize) -> usize {
        let passed = self.odd.partition_point(|odd| odd.line.end <= at);
        let (line_start, start) = self.after(passed);
        (start + (at - line_start)).min(self.end)
    }

    /// The place in `line` of the place `offset` in its folded form. At a space it is the first of the white
    /// space that was folded.
    pub fn back(&self, line: &str, offset: usize) -> usize {
        let passed = self.odd.partition_point(|odd| odd.folded.end <= offset);
        let (line_start, start) = self.after(passed);
        let at = line_start + (offset - start);
        match self.odd.get(passed) {
            // Within what one character became, so it is the next one.
            Some(odd) if odd.line.start < at => self.back(line, odd.folded.end),
            _ if at >= line.len() => line.len(),
            _ if line.is_char_boundary(at) => at,
            // Within a character, so it is the next one too.
            _ => self.back(line, offset + 1),
        }
    }

    /// Where the characters behind so many odd ones begin, in the line and in its folded form.
    fn after(&self, odd: usize) -> (usize, usize) {
        odd.checked_sub(1).map_or((0, 0), |last| (self.odd[last].line.end, self.odd[last].folded.end))
    }
}

/// Bytes that are looked at together: as many as one instruction of common processors compares.
const CHUNK: usize = 16;

/// Whether a text is its own folded form, as far as that is quickly told: most lines of most texts are.
fn is_folded(line: &str) -> bool {
    plain(line.as_bytes()) == line.len() && !line.ends_with(' ')
}

/// How many bytes at the beginning of a text stay what they are, whatever stands before them; as far as that is
/// quickly told.
fn plain(text: &[u8]) -> usize {
    if matches!(text, [] | [b' ', ..]) {
        return 0;
    }
    let (chunks, nexts) = (text.as_chunks::<CHUNK>().0, text[1..].as_chunks::<CHUNK>().0);
    let all = |(chunk, next): &(&[u8; CHUNK], &[u8; CHUNK])| {
        chunk.iter().zip(*next).fold(0, |odd, (byte, next)| odd | is_odd(*byte, *next)) == 0
    };
    let whole = CHUNK * chunks.iter().zip(nexts).take_while(all).count();
    let nexts = text[whole + 1..].iter().chain(b".");
    whole + text[whole..].iter().zip(nexts).take_while(|(byte, next)| is_odd(**byte, **next) == 0).count()
}

/// Whether folding changes a byte, as a number: numbers of a whole chunk are reckoned at once, where conditions
/// would be asked one by one. A space stays unless another one follows it.
fn is_odd(byte: u8, next: u8) -> u8 {
    let is_space = |byte: u8| u8::from(byte == b' ');
    u8::from(!(b' '..=b'~').contains(&byte)) | u8::from(byte == b'`') | (is_space(byte) & is_space(next))
}

/// A word in lower case, for texts in any language: as capital I belongs to ı in Turkish and to i elsewhere,
/// the four are one letter here, and `Işık` at the head of a sentence is `ışık` within another.
pub fn lower(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        let is_lower = !word.bytes().any(|byte| byte.is_ascii_uppercase());
        return if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_ascii_lowercase()) };
    }
    let lower = word.to_lowercase();
    let has_other_i = lower.contains(['\u{307}', 'ı']);
    Cow::Owned(if has_other_i { lower.replace("i\u{307}", "i").replace('ı', "i") } else { lower })
}

/// How many words a text has by Unicode word boundaries (UAX #29).
pub fn count_words(text: &str) -> u32 {
    let mut count = 0_u32;
    words(text, |_| count = count.saturating_add(1));
    count
}

/// Folds a text that is in NFC. Tells of each character whose folded form has another length.
fn push_all(folded: &mut String, text: &str, mut odd: impl FnMut(Odd)) {
    let mut at = 0;
    while at < text.len() {
        let stays = plain(&text.as_bytes()[at..]);
        folded.push_str(&text[at..at + stays]);
        at += stays;
        for c in text[at..].chars() {
            let (end, before) = (at + c.len_utf8(), folded.len());
            push(folded, c);
            if folded.len() - before != end - at {
                odd(Odd { line: at..end, folded: before..folded.len() });
            }
            at = end;
            // Most scripts are not ASCII, and nothing in a word of theirs is plain.
            if text.as_bytes().get(at).is_some_and(u8::is_ascii) {
                break;
            }
        }
    }
}

fn push(folded: &mut String, c: char) {
    match c {
        c if is_ignored(c) => {}
        c if c.is_whitespace() => {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        }
        '\u{201c}'..='\u{201f}' | '«' | '»' | '″' | '\u{301d}'..='\u{301f}' | '＂' => folded.push('"'),
        '\u{2018}'..='\u{201b}' | '‹' | '›' | '′' | '`' | '´' | 'ʼ' | '＇' => folded.push('\''),
        '\u{2010}'..='\u{2015}' | '−' | '﹘' | '﹣' | '－' => folded.push('-'),
        '…' => folded.push_str("..."),
        c => folded.push(c),
    }
}

/// Soft hyphen, zero-width space, word joiner, byte order mark, and marks of direction.
fn is_ignored(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_is_folded_and_letters_are_not() {
        for (written, folded) in [
            ("“Türkiye’s”", "\"Türkiye's\""),
            ("Tu\u{308}rkiye", "Türkiye"),
            ("« mot »", "\" mot \""),
            ("30–35 — so", "30-35 - so"),
            ("  a\u{a0}b\n\tc ", "a b c"),
            ("so…", "so..."),
            ("sol\u{ad}diers\u{200b}", "soldiers"),
            ("Kosovo", "Kosovo"),
            ("kosovo", "kosovo"),
            ("이것", "이것"),
        ] {
            assert_eq!(fold(written), folded, "{written}");
        }
    }

    #[test]
    fn a_capital_is_the_letter_that_its_language_has_for_it() {
        for (one, other) in [("Işık", "ışık"), ("İSTANBUL", "istanbul"), ("IRMAK", "ırmak"), ("Kosovo", "KOSOVO")]
        {
            assert_eq!(lower(one), lower(other), "{one}, {other}");
        }
    }

    #[test]
    fn places_lead_back() {
        let line = "  “so…  \u{ad}far”";
        let (folded, places) = fold_with_places(line);
        assert_eq!(folded, "\"so... far\"");
        let at = folded.find("far").unwrap();
        assert!(line[places.back(line, at)..].starts_with("far”"));
        assert!(line[places.back(line, 0)..].starts_with('“'));
        assert!(line[places.back(line, 4)..].starts_with("  \u{ad}far"), "in the midst of the ellipsis");
        assert_eq!(places.back(line, folded.len()), line.len());
    }

    /// A text as `fold` reads it, a character at a time.
    fn slowly(line: &str) -> (String, Vec<(usize, Range<usize>)>) {
        let (mut folded, mut places) = (String::new(), Vec::new());
        for (at, c) in line.char_indices() {
            let before = folded.len();
            push(&mut folded, c);
            places.push((at, before..folded.len()));
        }
        (folded, places)
    }

    proptest::proptest! {
        #[test]
        fn chunks_are_folded_as_characters_are(text in "[a-céдж“…’`\u{ad}\u{a0}\u{308}\t .]{0,80}|\\PC*") {
            let line = nfc(&text).into_owned();
            assert_eq!(line, text.nfc().collect::<String>());
            let (mut slow, characters) = slowly(&line);
            let (folded, places) = fold_with_places(&line);
            let all = slow.len();
            slow.truncate(slow.trim_end().len());
            assert_eq!((&folded, fold(&text), is_blank(&text)), (&slow, slow.clone(), slow.is_empty()));
            for (at, here) in &characters {
                assert_eq!(places.of(*at), here.start.min(folded.len()));
            }
            assert_eq!(places.of(line.len()), folded.len());
            for offset in (0..=all).filter(|offset| *offset >= folded.len() || folded.is_char_boundary(*offset)) {
                let mut grown = characters.iter().filter(|(_, here)| !here.is_empty());
                let wanted = grown.find(|(_, here)| here.start >= offset).map_or(line.len(), |(at, _)| *at);
                assert_eq!(places.back(&line, offset), wanted, "{offset} in {folded:?}");
            }
        }

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC*") {
            let once = fold(&text);
            assert_eq!(fold(&once), once);
        }
    }
}
