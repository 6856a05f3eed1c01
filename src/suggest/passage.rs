//! A passage: one line of an article, with all that is read in it.

use std::{collections::BTreeSet, ops::Range};

use jiff::civil::Date;

use super::{
    calendar, concepts,
    figures::{Figure, figures},
    furniture,
    language::Language,
    skeleton::skeleton,
    words::{Reader, Word},
};

/// An article as it is compared.
#[derive(Clone, Debug)]
pub struct Article {
    /// The source's id.
    pub source: String,
    /// The language that its file tells (BCP 47).
    pub tag: Option<String>,
    pub published: Option<Date>,
    /// All its non-empty lines, in NFC.
    pub lines: Vec<Line>,
}

/// A line of an article.
#[derive(Clone, Debug)]
pub struct Line {
    pub text: String,
    /// Whether the source's file calls it furniture.
    pub furniture: bool,
    /// Whether the source's file calls it the article's text or headline, so it is no furniture.
    pub told: bool,
}

/// A passage with what is read in it.
#[derive(Clone, Debug)]
pub struct Passage {
    /// Index of its article.
    pub article: usize,
    /// Its line, counted from 1.
    pub para: u32,
    pub text: String,
    pub language: Language,
    pub words: Vec<Word>,
    pub figures: Vec<Figure>,
    /// Indices of the words that belong to names.
    pub names: BTreeSet<usize>,
    /// Where it stands in its article, from 0 to 1.
    pub position: f64,
    pub furniture: bool,
}

/// The passages of an article.
pub fn passages(article: &Article, index: usize) -> Vec<Passage> {
    let whole: Vec<&str> = article.lines.iter().map(|line| line.text.as_str()).collect();
    let language = Language::of(article.tag.as_deref(), &whole.join("\n"));
    let reader = Reader::new(language);
    let last = article.lines.len().saturating_sub(1).max(1);
    let mut passages = Vec::new();
    for (line, para) in article.lines.iter().zip(1_u32..) {
        let mut words = reader.words(&line.text);
        let dateline = furniture::dateline(&line.text, &words);
        for word in &mut words[..dateline] {
            word.content = false;
        }
        let mut figures = figures(&words, &line.text, language, article.published);
        figures.retain(|figure| figure.words.start >= dateline);
        let seems = || !line.told && furniture::is_furniture(&line.text, &words, &figures, language);
        let furniture = line.furniture || seems();
        passages.push(Passage {
            article: index,
            para,
            text: line.text.clone(),
            language,
            names: BTreeSet::new(),
            position: f64::from(para - 1) / f64::from(u32::try_from(last).unwrap_or(u32::MAX)),
            furniture,
            figures,
            words,
        });
    }
    mark_names(&mut passages);
    passages
}

/// Marks words that belong to names: with a capital where no sentence begins, anywhere in the article.
fn mark_names(passages: &mut [Passage]) {
    let mut known: BTreeSet<String> = BTreeSet::new();
    for passage in passages.iter() {
        let inside = passage.words.iter().enumerate().filter(|(at, word)| word.capital && !begins(passage, *at));
        known.extend(inside.map(|(_, word)| word.stem.clone()));
    }
    for passage in passages {
        let language = passage.language;
        let is_day = |word: &Word| calendar::is_calendar(&word.lower, language);
        let is_name = |word: &Word| word.capital && word.content && known.contains(&word.stem) && !is_day(word);
        passage.names = passage.words.iter().enumerate().filter(|(_, word)| is_name(word)).map(|(at, _)| at).collect();
    }
}

/// Whether a sentence, a quotation or a headline's word may begin at a word.
fn begins(passage: &Passage, at: usize) -> bool {
    let Some(previous) = at.checked_sub(1) else { return true };
    let between = &passage.text[passage.words[previous].range.end..passage.words[at].range.start];
    between.contains(['.', '!', '?', ':', '"', '“', '”', '«', '„', '…', '‘'])
}

impl Passage {
    /// The content words.
    pub fn content(&self) -> impl Iterator<Item = &Word> {
        self.words.iter().filter(|word| word.content)
    }

    /// The concepts that its words stand for, each once.
    pub fn concepts(&self) -> BTreeSet<u32> {
        let words = self.words.iter().filter(|word| !word.number);
        words.flat_map(|word| concepts::of(word, self.language)).copied().collect()
    }

    /// The skeletons of what may be names: of all content words where the script has no capitals.
    pub fn skeletons(&self) -> BTreeSet<String> {
        let has_case = !matches!(self.language, Language::Arabic | Language::Other("fa" | "he" | "hi" | "th"));
        let candidates = self.words.iter().enumerate().filter(|(at, word)| {
            if has_case { word.capital && (self.names.contains(at) || *at > 0) && word.content } else { word.content }
        });
        candidates.filter_map(|(_, word)| skeleton(name_form(word, has_case))).filter(|bones| bones.len() > 2).collect()
    }

    /// The text of a span of words.
    pub fn span(&self, words: Range<usize>) -> &str {
        let start = self.words.get(words.start).map_or(0, |word| word.range.start);
        let end = words.end.checked_sub(1).and_then(|last| self.words.get(last)).map_or(start, |word| word.range.end);
        self.text.get(start..end).unwrap_or_default()
    }
}

/// A name without what grammar puts at its end.
fn name_form(word: &Word, has_case: bool) -> &str {
    if has_case && word.stem.chars().count() > 2 { &word.stem } else { &word.lower }
}
