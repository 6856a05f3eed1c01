//! Folding: texts are compared letter by letter, but not by how a typesetter drew a quotation mark.
//!
//! Both sides go through the same two steps: Unicode NFC, then white space to single spaces and
//! typographic quotation marks, dashes and ellipses to plain ones. Characters that have no width and
//! no meaning for the words, such as soft hyphens and marks of direction, are dropped. Upper and lower
//! case stay what they are.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;

/// A text in Unicode Normalization Form C (UAX #15).
pub fn nfc(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    }
}

/// A text in NFC, folded.
pub fn fold(text: &str) -> String {
    let plain = text.trim_end_matches(' ');
    if is_folded(plain) {
        return plain.to_owned();
    }
    let mut folded = String::with_capacity(text.len());
    for c in nfc(text).chars() {
        push(&mut folded, c);
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// A text that is in NFC, folded, and where its bytes stand in the folded form.
pub fn fold_with_places(line: &str) -> (String, Places) {
    if is_folded(line) {
        return (line.to_owned(), Places(None));
    }
    let mut folded = String::with_capacity(line.len());
    let mut places = Vec::with_capacity(line.len() + 1);
    for c in line.chars() {
        let before = folded.len();
        push(&mut folded, c);
        places.extend(std::iter::repeat_n(before, c.len_utf8()));
    }
    places.push(folded.len());
    folded.truncate(folded.trim_end().len());
    for place in &mut places {
        *place = (*place).min(folded.len());
    }
    (folded, Places(Some(places)))
}

/// For each byte of a line, and for its end, the place in the folded form; `None` where nothing was folded.
pub struct Places(Option<Vec<usize>>);

impl Places {
    /// The place of a byte of the line.
    pub fn of(&self, at: usize) -> usize {
        self.0.as_ref().map_or(at, |places| places[at])
    }
}

/// Whether a text is its own folded form, as far as that is quickly told: most lines of most texts are.
fn is_folded(line: &str) -> bool {
    let plain = |byte: u8| (b'!'..=b'~').contains(&byte) && byte != b'`';
    let inner_space = |at: usize| at > 0 && line.as_bytes().get(at + 1).is_some_and(|next| *next != b' ');
    line.bytes().enumerate().all(|(at, byte)| plain(byte) || byte == b' ' && inner_space(at))
}

/// The place in `line`, which is in NFC, of the place `offset` in its folded form. At a space it is the
/// last of the white space that was folded.
pub fn unfold(line: &str, offset: usize) -> usize {
    if is_folded(line) {
        return offset.min(line.len());
    }
    let mut folded = String::with_capacity(offset + 4);
    for (at, c) in line.char_indices() {
        let before = folded.len();
        push(&mut folded, c);
        if before >= offset && folded.len() > before {
            return at;
        }
    }
    line.len()
}

/// A word in lower case, for texts in any language: as capital I belongs to ı in Turkish and to i elsewhere,
/// the four are one letter here, and `Işık` at the head of a sentence is `ışık` within another.
pub fn lower(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        let is_lower = !word.bytes().any(|byte| byte.is_ascii_uppercase());
        return if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_ascii_lowercase()) };
    }
    Cow::Owned(word.to_lowercase().replace("i\u{307}", "i").replace('ı', "i"))
}

/// How many words a text has by Unicode word boundaries (UAX #29).
pub fn count_words(text: &str) -> u32 {
    u32::try_from(text.unicode_words().count()).unwrap_or(u32::MAX)
}

fn push(folded: &mut String, c: char) {
    match c {
        // Most of any text, and none of what follows.
        'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | ',' => folded.push(c),
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
        let folded = fold(line);
        assert_eq!(folded, "\"so... far\"");
        let at = folded.find("far").unwrap();
        assert!(line[unfold(line, at)..].starts_with("far”"));
        assert!(line[unfold(line, 0)..].starts_with('“'));
        assert_eq!(unfold(line, folded.len()), line.len());
    }

    proptest::proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC*") {
            let once = fold(&text);
            assert_eq!(fold(&once), once);
        }
    }
}
