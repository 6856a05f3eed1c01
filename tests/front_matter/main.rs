//! What editors write at the head of a file, and what is said about it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says why")]

mod any_text;
mod finds;
mod reads;

use rashomon::{
    content::front,
    diagnostic::{Finding, SourceText},
};

fn text(text: &str) -> SourceText {
    SourceText::new("content/file.md", text)
}

/// Code, line, column and the underlined words of each finding.
fn places(findings: &[Finding]) -> Vec<String> {
    let show = |finding: &Finding| {
        let (line, column) = finding.place.line_column().expect("a place");
        let words = finding.place.underlined().expect("words");
        format!("{} {line}:{column} {words}", finding.code.name()).trim_end().to_owned()
    };
    findings.iter().map(show).collect()
}

fn hints(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.hint.as_deref().unwrap_or_default()).collect()
}

fn found_in_event(words: &str) -> Vec<String> {
    places(&front::event(&text(words)).1)
}

fn found_in_source(words: &str) -> Vec<String> {
    places(&front::source(&text(words)).1)
}

const NOTHING: [&str; 0] = [];
