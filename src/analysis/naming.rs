//! Naming: what each report calls one thing.

use std::{cell::LazyCell, collections::BTreeSet};

use unicode_segmentation::UnicodeSegmentation;

use crate::model::{Event, Source, Target, TextKind, plain_text};

/// A name that a report uses.
#[derive(Clone, Debug)]
pub struct Name {
    /// The mark that has it, by index in the report.
    pub mark: usize,
    /// How often the article has these words; known only where its text is.
    pub count: Option<usize>,
}

/// The names of one term in one report, in the article's order, each once.
pub fn naming(event: &Event, term: usize, report: usize) -> Vec<Name> {
    let source = &event.reports[report];
    let text = LazyCell::new(|| FullText::of(source));
    let mut names: Vec<Name> = Vec::new();
    for (index, mark) in source.marks.iter().enumerate() {
        let is_new = || names.iter().all(|name| source.marks[name.mark].quote != mark.quote);
        if mark.on.contains(&Target::Term(term)) && is_new() {
            names.push(Name { mark: index, count: text.as_ref().map(|text| text.count(&mark.quote)) });
        }
    }
    names
}

/// A full text in which words are looked for.
struct FullText {
    text: String,
    /// Where words begin and end (UAX #29).
    boundaries: BTreeSet<usize>,
}

impl FullText {
    fn of(source: &Source) -> Option<FullText> {
        if !matches!(source.text, TextKind::Full { .. }) {
            return None;
        }
        let text = folded(&plain_text(&source.body, |mark| &source.marks[mark].quote).text);
        let boundaries = text.split_word_bound_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Some(FullText { text, boundaries })
    }

    /// How often it has these words, as whole words.
    fn count(&self, words: &str) -> usize {
        let words = folded(words);
        let is_whole = |at: usize| self.boundaries.contains(&at) && self.boundaries.contains(&(at + words.len()));
        self.text.match_indices(&words).filter(|(at, _)| is_whole(*at)).count()
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
