//! Where a finding is: a range of a text, shown to people as line and column.

use std::{
    ops::Range,
    sync::{Arc, OnceLock},
};

/// So many bytes are counted at once. A hostile file may have a million findings on one line of many megabytes,
/// and the column of each is counted in characters.
const STRIDE: usize = 1024;

/// The text of a file under its path from the site's root. Cheap to clone.
#[derive(Clone, Debug)]
pub struct SourceText {
    path: Arc<str>,
    text: Arc<str>,
    index: Arc<OnceLock<Index>>,
}

impl SourceText {
    /// A text under its path (with `/`, relative to the site's root). No format that is read or written here can
    /// hold U+0000; U+FFFD takes its place, as the standard of Markdown has it.
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        let text: Arc<str> = text.into();
        let text = if text.contains('\0') { text.replace('\0', "\u{fffd}").into() } else { text };
        SourceText { path: path.into(), text, index: Arc::default() }
    }

    /// The path from the site's root, with `/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The lines of the text, counted when somebody first asks.
    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.text))
    }

    /// The place of a range of bytes in this text.
    pub fn at(&self, span: Range<usize>) -> Place {
        Place::Span(self.clone(), span)
    }

    /// The file as a whole, where no line can be named.
    pub fn whole(&self) -> Place {
        Place::File(self.path.clone())
    }
}

/// Where a finding is.
#[derive(Clone, Debug)]
pub enum Place {
    /// No file can be named.
    Nowhere,
    /// A file, by its path from the site's root, without a line.
    File(Arc<str>),
    /// A range of bytes of a text.
    Span(SourceText, Range<usize>),
}

impl Place {
    /// The file's path from the site's root.
    pub fn file(&self) -> Option<&str> {
        match self {
            Place::Nowhere => None,
            Place::File(path) => Some(path),
            Place::Span(source, _) => Some(source.path()),
        }
    }

    /// Line and column of the first character, both from 1, the column in characters.
    pub fn line_column(&self) -> Option<(usize, usize)> {
        let Place::Span(source, _) = self else { return None };
        let (text, span) = self.text_and_span()?;
        let (number, start) = source.index().line(span.start);
        let characters = |end| source.index().characters(text, end);
        Some((number, characters(span.start) - characters(start) + 1))
    }

    /// The words that are underlined: the range, cut at the end of its first line.
    pub fn underlined(&self) -> Option<&str> {
        let (text, span) = self.text_and_span()?;
        Some(text[span].split(['\r', '\n']).next().unwrap_or_default())
    }

    /// Text and range, the range made safe to slice with.
    pub fn text_and_span(&self) -> Option<(&str, Range<usize>)> {
        let Place::Span(source, span) = self else { return None };
        let start = floor(source.text(), span.start);
        Some((source.text(), start..floor(source.text(), span.end).max(start)))
    }

    pub(super) fn offset(&self) -> usize {
        self.text_and_span().map_or(0, |(_, span)| span.start)
    }
}

/// Where the lines of a text begin, and how many characters stand before every so many bytes of it.
#[derive(Debug)]
pub(super) struct Index {
    lines: Vec<usize>,
    characters: Vec<usize>,
}

impl Index {
    fn new(text: &str) -> Index {
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = [0].into_iter().chain(newlines.map(|(at, _)| at + 1)).collect();
        let mut total = 0;
        let strides = text.as_bytes().chunks(STRIDE).map(|stride| {
            let before = total;
            total += begun(stride);
            before
        });
        Index { characters: strides.collect(), lines }
    }

    /// Number of the line in which a byte stands, from 1, and where that line starts.
    pub(super) fn line(&self, at: usize) -> (usize, usize) {
        let number = self.lines.partition_point(|start| *start <= at);
        (number, number.checked_sub(1).and_then(|line| self.lines.get(line)).copied().unwrap_or(0))
    }

    /// How many characters stand before a place.
    fn characters(&self, text: &str, end: usize) -> usize {
        let stride = (end / STRIDE).min(self.characters.len().saturating_sub(1));
        let before = self.characters.get(stride).copied().unwrap_or(0);
        before + begun(text.as_bytes().get(stride * STRIDE..end).unwrap_or_default())
    }
}

/// How many characters begin in these bytes of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// The nearest character boundary at or before `index`.
pub(super) fn floor(text: &str, index: usize) -> usize {
    let mut index = index.min(text.len());
    while !text.is_char_boundary(index) {
        index -= 1;
    }
    index
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_characters_however_long_the_line() {
        for text in ["", "a", "é\n日本\n", &"日é a\n".repeat(700), &"日é a".repeat(700), &"x".repeat(STRIDE * 2)]
        {
            let source = SourceText::new("a.md", text);
            for (at, _) in text.char_indices().chain([(text.len(), ' ')]).step_by(7) {
                let before = &text[..at];
                let start = before.rfind('\n').map_or(0, |newline| newline + 1);
                let expected = (before.matches('\n').count() + 1, before[start..].chars().count() + 1);
                assert_eq!(source.at(at..at).line_column(), Some(expected));
            }
        }
    }
}
