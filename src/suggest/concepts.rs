//! A small lexicon of the news: words that mean much the same, in English, Turkish, Russian and Arabic.
//!
//! Reports that tell one fact often share hardly a word: *killed* here, *lives lost* there, *погибли* in a
//! third. The lexicon holds what recurs in the news of any event, and nothing of any one event. Words of
//! the first three languages are given by their beginnings, or whole with a point after them; Arabic ones
//! whole, and compared by their consonants.

use std::{collections::HashMap, sync::LazyLock};

use super::{arabic, language::Language, words::Word};

/// The lexicon's text: a line a concept, a part a language.
const TABLE: &str = include_str!("concepts.txt");

/// The longest beginning in the lexicon, in letters.
const LONGEST: usize = 12;

/// The concepts that a word may stand for.
pub fn of(word: &Word, language: Language) -> &'static [u32] {
    let found = match language {
        Language::Arabic => LEXICON.arabic.get(&word.stem).or_else(|| LEXICON.arabic.get(&word.loose)),
        Language::Russian | Language::Turkish | Language::English => by_beginning(&word.lower, language),
        Language::Other(_) => None,
    };
    found.map_or(&[], Vec::as_slice)
}

/// The name of a concept.
pub fn name(concept: u32) -> &'static str {
    LEXICON.names.get(concept as usize).copied().unwrap_or_default()
}

/// What the longest beginning of a word in the lexicon says.
fn by_beginning(lower: &str, language: Language) -> Option<&'static Vec<u32>> {
    let whole = LEXICON.whole.get(&language).and_then(|words| words.get(lower));
    let ends: Vec<usize> = lower.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST).collect();
    let beginning = || {
        let known = LEXICON.beginnings.get(&language)?;
        ends.iter().rev().find_map(|end| known.get(&lower[..*end]))
    };
    whole.or_else(beginning)
}

/// Words and the concepts that they stand for.
type Words = HashMap<&'static str, Vec<u32>>;

#[derive(Default)]
struct Lexicon {
    names: Vec<&'static str>,
    beginnings: HashMap<Language, Words>,
    whole: HashMap<Language, Words>,
    arabic: HashMap<String, Vec<u32>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    const ORDER: [Language; 4] = [Language::English, Language::Turkish, Language::Russian, Language::Arabic];
    let mut lexicon = Lexicon::default();
    for (line, id) in TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).zip(0..) {
        let mut parts = line.split('|').map(str::trim);
        lexicon.names.push(parts.next().unwrap_or_default());
        for (language, words) in ORDER.into_iter().zip(parts) {
            for word in words.split_whitespace() {
                lexicon.add(language, word, id);
            }
        }
    }
    lexicon
});

impl Lexicon {
    fn add(&mut self, language: Language, word: &'static str, id: u32) {
        if language == Language::Arabic {
            let stem = arabic::light_stem(&arabic::normalise(word));
            let loose = arabic::consonants(&stem);
            // Two consonants are too few to know a word by.
            if loose.chars().count() > 2 && loose != stem {
                self.arabic.entry(loose).or_default().push(id);
            }
            self.arabic.entry(stem).or_default().push(id);
        } else if let Some(whole) = word.strip_suffix('.') {
            self.whole.entry(language).or_default().entry(whole).or_default().push(id);
        } else {
            self.beginnings.entry(language).or_default().entry(word).or_default().push(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suggest::words::Reader;

    #[test]
    fn words_of_four_languages_meet() {
        let concept = |language, word: &str| {
            let words = Reader::new(language).words(word);
            of(&words[0], language).first().map_or("", |concept| name(*concept))
        };
        assert_eq!(concept(Language::English, "killed"), "death");
        assert_eq!(concept(Language::Turkish, "ölenlerin"), "death");
        assert_eq!(concept(Language::Russian, "Погибших"), "death");
        assert_eq!(concept(Language::Arabic, "القتلى"), "death");
        assert_eq!(concept(Language::English, "table"), "");
    }

    #[test]
    fn the_table_has_every_part() {
        for line in TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            assert_eq!(line.split('|').count(), 5, "{line}");
        }
    }
}
