//! Where a finding is: a range of a text, shown to people as line and column.

use std::{ops::Range, sync::Arc};

/// The text of a file under its path from the site's root. Cheap to clone.
#[derive(Clone, Debug)]
pub struct SourceText {
    path: Arc<str>,
    text: Arc<str>,
}

impl SourceText {
    /// A text under its path (with `/`, relative to the site's root).
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        SourceText { path: path.into(), text: text.into() }
    }

    /// The path from the site's root, with `/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
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
        let (text, span) = self.text_and_span()?;
        let before = &text[..span.start];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Some((before.matches('\n').count() + 1, before[line_start..].chars().count() + 1))
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

/// The nearest character boundary at or before `index`.
fn floor(text: &str, index: usize) -> usize {
    let mut index = index.min(text.len());
    while !text.is_char_boundary(index) {
        index -= 1;
    }
    index
}
