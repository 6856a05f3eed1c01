//! Naming: what each report calls one thing.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::{Event, Piece, Source, Target, TextKind};

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
    let mut names: Vec<Name> = Vec::new();
    for (index, mark) in source.marks.iter().enumerate() {
        let is_new = || names.iter().all(|name| source.marks[name.mark].quote != mark.quote);
        if mark.on.contains(&Target::Term(term)) && is_new() {
            names.push(Name { mark: index, count: occurrences(source, &mark.quote) });
        }
    }
    names
}

/// How often words stand in a full text, as whole words (UAX #29).
fn occurrences(source: &Source, words: &str) -> Option<usize> {
    if !matches!(source.text, TextKind::Full { .. }) {
        return None;
    }
    let (text, words) = (folded(&full_text(source)), &folded(words));
    let boundaries: std::collections::BTreeSet<usize> =
        text.split_word_bound_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let whole = |at: &(usize, &str)| boundaries.contains(&at.0) && boundaries.contains(&(at.0 + words.len()));
    Some(text.match_indices(words).filter(whole).count())
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a full text without its markup.
fn full_text(source: &Source) -> String {
    let mut text = String::new();
    for piece in &source.body {
        match piece {
            Piece::Mark(mark) => text.push_str(&source.marks[*mark].quote),
            Piece::Html(html) => push_text(&mut text, html),
            Piece::Link(_) => {}
        }
    }
    text
}

/// Elements within a line, which do not part words. A footnote's number does.
const INLINE: [&str; 16] =
    ["a", "b", "bdi", "cite", "code", "del", "em", "i", "ins", "mark", "q", "s", "small", "span", "strong", "u"];

/// Our own HTML holds `<` only where a tag begins, since text and attributes are escaped.
fn push_text(text: &mut String, html: &str) {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&unescape(&rest[..at]));
        let tag = rest[at + 1..].trim_start_matches('/');
        if !INLINE.contains(&tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default()) {
            text.push(' ');
        }
        rest = rest[at..].find('>').map_or("", |end| &rest[at + end + 1..]);
    }
    text.push_str(&unescape(rest));
}

fn unescape(html: &str) -> String {
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}
