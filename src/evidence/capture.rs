//! An article's own text: the archived capture of a source, or the full text that a site publishes.

use std::{io, ops::Range};

use memchr::memchr3_iter;

use super::{
    fold::{Places, fold_with_places, is_blank, lower, nfc},
    quotation::{self, Quotation},
    words::words,
};
use crate::{
    diagnostic::{Code, Finding, Place, SourceText},
    digest::sha256,
    model::{self, Article, Zone},
    world::{World, limits},
};

/// A text, line by line. Lines are the non-empty ones, counted from 1; a line is a paragraph.
#[derive(Debug)]
pub struct Text {
    /// The text in NFC, under the path by which people find it.
    pub source: SourceText,
    pub lines: Vec<Line>,
    pub article: Article,
}

/// A line of a text.
#[derive(Debug)]
pub struct Line {
    /// Where it stands in the text.
    pub range: Range<usize>,
    pub folded: String,
    /// Where its characters stand in the folded line.
    pub places: Places,
    /// What it is; `None` for furniture.
    pub zone: Option<Zone>,
    /// Words of the article before it; nought outside of the article.
    pub first_word: u32,
    /// Its words, in the folded line.
    words: Vec<Range<usize>>,
    /// Its quotations, in the folded line.
    quotations: Vec<Quotation>,
    /// Spaces between groups of digits, in the folded line.
    groups: Vec<usize>,
}

impl Line {
    /// Words before a place of the folded line, those of the article's earlier lines included.
    pub fn words_before(&self, place: usize) -> u32 {
        let inside = self.words.partition_point(|word| word.start < place);
        self.first_word.saturating_add(u32::try_from(inside).unwrap_or(u32::MAX))
    }

    /// The part of the folded line that has those of the article's words `first..end` that stand in it.
    pub fn part_of(&self, first: u32, end: u32) -> Option<Range<usize>> {
        let index = |number: u32| usize::try_from(number.saturating_sub(self.first_word)).unwrap_or(usize::MAX);
        let inside = self.words.get(index(first)..index(end).min(self.words.len()))?;
        Some(inside.first()?.start..inside.last()?.end)
    }

    /// Whether a place of the folded line is beside a space within a figure, such as 1 500.
    pub fn parts_group(&self, place: usize) -> bool {
        self.groups.iter().any(|space| *space == place || space + 1 == place)
    }

    /// The quotation around a passage of the folded line.
    pub fn quotation(&self, span: &Range<usize>) -> Option<model::Quotation> {
        let inner = &quotation::outermost(&self.quotations, span)?.inner;
        let word = self.words_before(inner.start);
        Some(model::Quotation { word, words: self.words_before(inner.end) - word })
    }
}

impl Text {
    /// A line by its number.
    pub fn line(&self, number: u32) -> Option<&Line> {
        self.lines.get(usize::try_from(number).ok()?.checked_sub(1)?)
    }

    /// A line as it is written.
    pub fn raw(&self, line: &Line) -> &str {
        &self.source.text()[line.range.clone()]
    }

    /// The words of the article.
    pub fn words(&self) -> Words {
        let article = || self.lines.iter().zip(1..).filter(|(line, _)| line.zone == Some(Zone::Text));
        let count = article().map(|(line, _)| line.words.len()).sum();
        let letters = String::with_capacity(article().map(|(line, _)| line.folded.len()).sum());
        let mut words = Words { letters, places: Vec::with_capacity(count), lines: Vec::with_capacity(count) };
        for (line, number) in article() {
            words.add(line);
            words.lines.resize(words.places.len(), number);
        }
        words
    }
}

/// The words of an article as they are compared: in lower case.
#[derive(Debug)]
pub struct Words {
    letters: String,
    /// Where each stands in these letters.
    places: Vec<Range<usize>>,
    /// The number of each one's line.
    lines: Vec<u32>,
}

impl Words {
    fn add(&mut self, line: &Line) {
        let start = self.letters.len();
        if line.folded.is_ascii() {
            self.letters.push_str(&line.folded);
            self.letters[start..].make_ascii_lowercase();
            self.places.extend(line.words.iter().map(|word| start + word.start..start + word.end));
            return;
        }
        for word in &line.words {
            let start = self.letters.len();
            self.letters.push_str(&lower(&line.folded[word.clone()]));
            self.places.push(start..self.letters.len());
        }
    }

    /// The words in their order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.places.iter().map(|place| &self.letters[place.clone()])
    }

    /// The number of the line in which a word stands.
    pub fn line(&self, word: u32) -> Option<u32> {
        self.lines.get(usize::try_from(word).ok()?).copied()
    }
}

/// The path of a source's capture.
pub fn path(event: &str, source: &str) -> String {
    format!("captures/{event}/{source}.txt")
}

/// Reads the capture of a source, or says why it cannot be read; `None` if there is none.
pub fn read(world: &dyn World, path: &str, told: &model::Capture) -> Option<Result<Text, Finding>> {
    let shown = world.shown(path);
    let unreadable = |why: &str| {
        Finding::error(Code::UnreadableFile, format!("cannot read `{shown}`: {why}"))
            .at(Place::File(shown.as_str().into()))
    };
    let bytes = match world.read(path) {
        Ok(bytes) if bytes.len() > limits::TEXT_BYTES => return Some(Err(unreadable("it is too large for a text"))),
        Ok(bytes) => bytes,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => return None,
        Err(error) => return Some(Err(unreadable(&error.to_string()))),
    };
    let hash = sha256(&bytes);
    let Ok(text) = std::str::from_utf8(&bytes) else {
        return Some(Err(unreadable("it is not UTF-8").hint("save the capture as UTF-8, and its new SHA-256 with it")));
    };
    let source = SourceText::new(shown.as_str(), nfc(text.trim_start_matches('\u{feff}')));
    Some(Ok(parse(source, told, Some(hash))))
}

/// Splits a text into its lines. `told` says which of them are no article text.
pub fn parse(source: SourceText, told: &model::Capture, sha256: Option<String>) -> Text {
    let mut lines = Vec::new();
    let mut article = Article { sha256, words: 0, paragraphs: 0 };
    for range in self::lines(source.text()) {
        let zone = zone(u32::try_from(lines.len() + 1).unwrap_or(u32::MAX), told);
        let line = line(&source.text()[range.clone()], range, zone, article.words);
        if zone == Some(Zone::Text) {
            article.words += line.words_before(line.folded.len()) - line.first_word;
            article.paragraphs += 1;
        }
        lines.push(line);
    }
    Text { source, lines, article }
}

fn line(raw: &str, range: Range<usize>, zone: Option<Zone>, words_before: u32) -> Line {
    let (folded, places) = fold_with_places(raw);
    let mut in_folded = Vec::with_capacity(folded.len() / WORD);
    words(&folded, |word| in_folded.push(word));
    let words = in_folded;
    let in_folded = |range: Range<usize>| places.of(range.start)..places.of(range.end);
    let quotations = quotation::quotations(raw)
        .into_iter()
        .map(|found| Quotation { outer: in_folded(found.outer), inner: in_folded(found.inner) })
        .collect();
    let groups = groups(raw).map(|space| places.of(space)).collect();
    let first_word = if zone == Some(Zone::Text) { words_before } else { 0 };
    Line { range, folded, places, zone, first_word, words, quotations, groups }
}

/// Fewer bytes than words and the spaces after them have on an average.
const WORD: usize = 5;

/// Spaces that do not break a line and stand between digits.
fn groups(raw: &str) -> impl Iterator<Item = usize> {
    let spaces = if raw.is_ascii() { "" } else { raw };
    spaces
        .match_indices(['\u{a0}', '\u{202f}', '\u{2007}', '\u{2009}'])
        .filter(|(at, space)| {
            let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
            digit(raw[..*at].chars().next_back()) && digit(raw[at + space.len()..].chars().next())
        })
        .map(|(at, _)| at)
}

/// The non-empty lines of a text.
pub fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut ends = line_ends(text);
    let mut start = 0;
    let lines = std::iter::from_fn(move || {
        let line = start..ends.next().unwrap_or(text.len());
        start = line.end;
        Some(line).filter(|line| !line.is_empty())
    });
    lines.filter_map(|range| {
        let line = text[range.clone()].trim_end();
        (!is_blank(line)).then(|| range.start..range.start + line.len())
    })
}

/// Where the lines of a text end, with what ends them: the ends of lines in files, U+2028 and U+2029.
fn line_ends(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    memchr3_iter(b'\n', b'\r', 0xe2, bytes).filter_map(|at| match &bytes[at..] {
        [0xe2, 0x80, 0xa8 | 0xa9, ..] => Some(at + 3),
        [0xe2, ..] => None,
        _ => Some(at + 1),
    })
}

fn zone(number: u32, told: &model::Capture) -> Option<Zone> {
    if told.headline == Some(number) {
        Some(Zone::Headline)
    } else if told.captions.contains(&number) {
        Some(Zone::Caption)
    } else if told.furniture.contains(&number) {
        None
    } else {
        Some(Zone::Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn lines_end_where_a_reader_sees_it(text in "[ab“ \n\r\u{2028}\u{2029}\u{ad}\u{a0}]{0,40}") {
            let mut wanted = Vec::new();
            let mut start = 0;
            for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
                if !crate::evidence::fold::fold(line).is_empty() {
                    wanted.push(start..start + line.trim_end().len());
                }
                start += line.len();
            }
            assert_eq!(super::lines(&text).collect::<Vec<_>>(), wanted);
        }
    }

    #[test]
    fn lines_are_the_non_empty_ones() {
        let told = model::Capture { headline: Some(1), captions: vec![2], furniture: vec![4], ..Default::default() };
        let text = "Headline\r\n\r\n \u{a0}\nCaption here\n  First line.  \nMore\nSecond line’s end";
        let text = parse(SourceText::new("c.txt", text), &told, None);
        let zones: Vec<_> = text.lines.iter().map(|line| (line.folded.as_str(), line.zone, line.first_word)).collect();
        assert_eq!(
            zones,
            [
                ("Headline", Some(Zone::Headline), 0),
                ("Caption here", Some(Zone::Caption), 0),
                ("First line.", Some(Zone::Text), 0),
                ("More", None, 0),
                ("Second line's end", Some(Zone::Text), 2),
            ]
        );
        assert_eq!((text.article.words, text.article.paragraphs), (5, 2));
        assert_eq!(text.raw(text.line(5).unwrap()), "Second line’s end");
        assert!(text.line(0).is_none() && text.line(6).is_none());
    }
}
