//! The words of a passage: where they stand, and the forms under which they are compared.

use std::{collections::HashSet, ops::Range};

use snowball_stemmers_rs::Stemmer;
use unicode_segmentation::UnicodeSegmentation;

use super::{arabic, language::Language};

/// A word of a passage.
#[derive(Clone, Debug)]
pub struct Word {
    /// Where it stands in its line, without an ending after an apostrophe.
    pub range: Range<usize>,
    /// In lower case.
    pub lower: String,
    /// Its stem, by the language.
    pub stem: String,
    /// A coarser form, under which words meet whose stems a stemmer keeps apart.
    pub loose: String,
    /// Whether it says something by itself: no function word, and no bare number.
    pub content: bool,
    pub number: bool,
    /// Whether its first letter is a capital.
    pub capital: bool,
}

/// How words of one language are read.
pub struct Reader {
    pub language: Language,
    stemmer: Option<Stemmer>,
    stops: HashSet<String>,
}

impl Reader {
    pub fn new(language: Language) -> Reader {
        Reader {
            language,
            stemmer: language.stemmer().map(Stemmer::create),
            stops: stop_words::lookup(language.code())
                .unwrap_or_default()
                .iter()
                .map(|word| lower(word, language))
                .collect(),
        }
    }

    /// The words of a line.
    pub fn words(&self, line: &str) -> Vec<Word> {
        line.unicode_word_indices().map(|(start, word)| self.word(start, word)).collect()
    }

    fn word(&self, start: usize, written: &str) -> Word {
        let (start, written) = (start + prefix(written), &written[prefix(written)..]);
        let end = self.end(written);
        let bare = &written[..end];
        let lower = lower(bare, self.language);
        let number = bare.starts_with(|c: char| c.is_numeric());
        let (stem, loose) = self.forms(&lower);
        let stop = self.stops.contains(&lower) || (lower.chars().count() < 2 && lower.is_ascii());
        let content = !number && !stop && !stem.is_empty();
        let capital = bare.starts_with(char::is_uppercase);
        Word { range: start..start + end, lower, stem, loose, content, number, capital }
    }

    /// Where a word ends without what English and Turkish put after an apostrophe.
    fn end(&self, written: &str) -> usize {
        let endings = matches!(self.language, Language::English | Language::Turkish);
        let at = written.find(['\'', '’']).filter(|at| *at > 1 && endings);
        at.unwrap_or(written.len())
    }

    /// The stem and the coarser form of a word in lower case.
    fn forms(&self, lower: &str) -> (String, String) {
        if self.language == Language::Arabic {
            let stem = arabic::light_stem(lower);
            let loose = arabic::consonants(&stem);
            return (stem, loose);
        }
        let stem = self.stemmer.as_ref().map_or_else(|| lower.to_owned(), |stemmer| stemmer.stem(lower).into_owned());
        (stem, lower.chars().take(PREFIX).collect())
    }
}

/// The length of the Arabic letters that stand before figures in one word: `و12`.
fn prefix(written: &str) -> usize {
    let digits = written.find(|c: char| c.is_numeric()).unwrap_or(0);
    let is_clitic = written[..digits].chars().all(|c| matches!(c, 'و' | 'ب' | 'ل' | 'ف' | 'ك' | 'ا' | 'ـ'));
    if is_clitic { digits } else { 0 }
}

/// Letters of the coarser form. F. Can et al., “Information retrieval on Turkish texts” (JASIST 59, 2008)
/// found the first five as good as a lemmatiser; it serves Russian and English as well.
const PREFIX: usize = 5;

/// Lower case as the language has it: Turkish keeps its two letters i apart.
pub fn lower(text: &str, language: Language) -> String {
    match language {
        Language::Turkish => text.replace('İ', "i").replace('I', "ı").to_lowercase(),
        Language::Russian => text.to_lowercase().replace('ё', "е"),
        Language::Arabic => arabic::normalise(text),
        _ => text.to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(language: Language, line: &str) -> Vec<String> {
        Reader::new(language).words(line).into_iter().filter(|word| word.content).map(|word| word.stem).collect()
    }

    #[test]
    fn words_meet_under_their_stems() {
        assert_eq!(stems(Language::English, "The bridge's closures"), ["bridg", "closur"]);
        assert_eq!(stems(Language::Turkish, "Irmak’taki köprülerden"), stems(Language::Turkish, "IRMAK köprüler"));
        assert_eq!(stems(Language::Russian, "Мостов и мостами"), ["мост", "мост"]);
        assert_eq!(stems(Language::Arabic, "والجسور"), stems(Language::Arabic, "الجسور"));
    }
}
