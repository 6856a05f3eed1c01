//! What the parser left as letters although it was meant as ours: marks and footnotes.

use std::ops::Range;

use memchr::{memchr_iter, memmem};

use super::walk::Walk;
use crate::{
    content::mark::Scheme,
    diagnostic::{Code, Finding},
};

impl Walk<'_, '_> {
    /// Reports `](fact:` and its like that the parser did not take for a mark, and footnotes without
    /// text: both would otherwise stand on the page as letters.
    pub(super) fn report_literal_marks(&mut self, body: &Range<usize>) {
        self.covered.sort_by_key(|range| range.start);
        let text = self.scope.source.text();
        let brackets: Vec<usize> = memchr_iter(b'(', text[body.clone()].as_bytes()).map(|at| at + body.start).collect();
        for (scheme, _) in Scheme::NAMES {
            let is_scheme =
                |at: &&usize| text[**at + 1..body.end].strip_prefix(scheme).is_some_and(|rest| rest.starts_with(':'));
            let length = "(:".len() + scheme.len();
            for at in brackets.iter().filter(is_scheme) {
                if text[..*at].ends_with(']') {
                    self.report_bracketed(body.start, at - 1, length + 1);
                } else {
                    self.report_loose(*at, length);
                }
            }
        }
        self.report_footnotes(body);
    }

    /// `](fact:` at a place that no mark has.
    fn report_bracketed(&mut self, start: usize, at: usize, length: usize) {
        let text = self.scope.source.text();
        let in_html = self.is_in_raw_block(at);
        if (self.is_covered(at) && !in_html) || text[..at].ends_with('\\') {
            return;
        }
        let end = at + text[at..].find([')', '\n']).map_or(length, |length| length + 1);
        let destination = &text[at + 2..end].trim_end_matches(')');
        let hint = if destination.contains(' ') {
            "a destination with spaces needs `<…>` around it, a comment needs quotation marks"
        } else if in_html {
            "in a block of raw HTML there is no Markdown: end the block with an empty line"
        } else if self.holds_link(start, at) {
            "links cannot nest: put the overlapping passage into `[[marks]]`"
        } else {
            "square brackets inside the words must balance, or stand as `\\[` and `\\]`"
        };
        let finding = Finding::error(Code::MalformedMark, "this is not read as a mark");
        self.findings.push(finding.at(self.scope.source.at(at..end)).hint(hint));
    }

    /// `(fact:moved)` with no `]` right before it, as a slip of the keyboard leaves it.
    fn report_loose(&mut self, at: usize, length: usize) {
        let text = self.scope.source.text();
        let names_something = text[at + length..].starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
        if !names_something || self.is_covered(at) || text[..at].ends_with('\\') {
            return;
        }
        let end = at + text[at..].find([')', '\n']).map_or(length, |length| length + 1);
        let finding = Finding::error(Code::MalformedMark, "this is not read as a mark");
        let finding = finding.at(self.scope.source.at(at..end));
        self.findings.push(finding.hint("a mark is `[words](fact:id)`, with nothing between the brackets"));
    }

    fn report_footnotes(&mut self, body: &Range<usize>) {
        let text = self.scope.source.text();
        for at in memmem::find_iter(text[body.clone()].as_bytes(), "[^").map(|at| at + body.start) {
            let Some(length) = text[at..].find([']', ' ', '\n']) else { continue };
            let is_reference = text[at + length..].starts_with(']') && length > 2 && !text[..at].ends_with('\\');
            if is_reference && !self.is_covered(at) {
                let label = &text[at..=at + length];
                let finding = Finding::error(Code::MissingFootnote, format!("the footnote `{label}` is not written"));
                let place = self.scope.source.at(at..at + length + 1);
                self.findings.push(finding.at(place).hint(format!("add a paragraph that begins `{label}: `")));
            }
        }
    }

    /// The last covered stretch that begins at or before a place; they are sorted and do not nest.
    pub(super) fn covered_before(&self, at: usize) -> Option<&Range<usize>> {
        self.covered[..self.covered.partition_point(|range| range.start <= at)].last()
    }

    pub(super) fn is_covered(&self, at: usize) -> bool {
        self.covered_before(at).is_some_and(|range| range.contains(&at))
    }

    /// Whether a place stands in a block of raw HTML whose text is shown, and not as code.
    fn is_in_raw_block(&self, at: usize) -> bool {
        let shown = |block: &Range<usize>| {
            let start = self.scope.source.text()[block.clone()].trim_start().as_bytes();
            let starts_with =
                |tag: &str| start.get(..tag.len()).is_some_and(|s| s.eq_ignore_ascii_case(tag.as_bytes()));
            !["<!--", "<pre", "<script", "<style", "<textarea"].into_iter().any(starts_with)
        };
        // They are in the order of the file and do not nest.
        let before = self.raw_blocks.partition_point(|block| block.start <= at);
        self.raw_blocks[..before].last().is_some_and(|block| block.contains(&at) && shown(block))
    }

    /// Whether the square brackets that close at a place have a link in them. Only the nearest stretch
    /// before it is read, so that many unclosed brackets cost little.
    fn holds_link(&self, start: usize, at: usize) -> bool {
        const NEAREST: usize = 2000;
        let start = start.max(at.saturating_sub(NEAREST));
        let mut depth = 0_usize;
        for (back, byte) in self.scope.source.text().as_bytes()[start..at].iter().enumerate().rev() {
            match byte {
                b']' => depth += 1,
                b'[' if depth > 0 => depth -= 1,
                b'[' => return self.covered_before(at).is_some_and(|covered| covered.start > start + back),
                _ => {}
            }
        }
        false
    }
}
