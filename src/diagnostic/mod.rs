//! Findings: what is wrong with the content, where, and what to do about it.
//!
//! Bad content is never an `Err`. A stage returns its value together with the findings it made,
//! and goes on with whatever still makes sense, so that one run reports everything. This room only
//! holds the type; [`text`] and [`json`] draw it, and nothing else knows how it looks.

mod code;
pub mod json;
mod place;
pub mod text;

use std::{fmt, ops::Range};

pub use code::Code;
pub use place::{Place, SourceText};

/// How grave a finding is. Errors fail a command; warnings do so only under `--strict`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Fails the command.
    Error,
    /// Unfinished or doubtful.
    Warning,
}

impl Severity {
    /// The name used in output, `error` or `warning`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// One thing that is wrong or unfinished.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What kind of finding it is.
    pub code: Code,
    /// How grave it is.
    pub severity: Severity,
    /// A sentence without a full stop, names in backticks.
    pub message: String,
    /// Where it is.
    pub place: Place,
    /// The address of the page that was being rendered, if any.
    pub page: Option<String>,
    /// A passage of another text that is near to what is wrong.
    pub nearest: Option<Passage>,
    /// What to do about it.
    pub hint: Option<String>,
}

/// `1 thing`, `2 things`, as messages tell a number of things.
pub fn count(number: usize, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{plural}")
}

/// A passage of a text, and the words in it that differ from what was looked for.
#[derive(Clone, Debug)]
pub struct Passage {
    pub source: SourceText,
    pub span: Range<usize>,
    pub differing: Vec<Range<usize>>,
}

impl Finding {
    /// A finding that fails the command.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message.into())
    }

    /// A finding that fails the command only under `--strict`.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, message.into())
    }

    fn new(code: Code, severity: Severity, message: String) -> Self {
        Finding { code, severity, message, place: Place::Nowhere, page: None, nearest: None, hint: None }
    }

    /// Says where it is.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// Shows what is near to it.
    #[must_use]
    pub fn nearest(mut self, passage: Passage) -> Self {
        self.nearest = Some(passage);
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds a hint that names the nearest of `known` to `wrong`, or else lists them all.
    #[must_use]
    pub fn hint_nearest<'a>(self, wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        match nearest(wrong, &known) {
            Some(name) => self.hint(format!("did you mean `{name}`?")),
            None if known.is_empty() => self,
            None if known.len() > 24 => self.hint(format!("there are {} known names, none of them close", known.len())),
            None => self.hint(format!("known: {}", known.join(", "))),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.severity.name(), self.code.name(), self.message)
    }
}

/// Whether any finding fails the command; warnings count if `strict`.
pub fn any_fatal(findings: &[Finding], strict: bool) -> bool {
    findings.iter().any(|finding| strict || finding.severity == Severity::Error)
}

/// Puts findings into the order in which they are shown: by file, place, code and message, so that
/// the order does not depend on which event was parsed first. Repetitions are dropped; the page is not
/// compared, so the same fault on many pages is told once.
pub fn sort(findings: &mut Vec<Finding>) {
    findings.sort_by_cached_key(|f| {
        (f.place.file().map(str::to_owned), f.place.offset(), f.code, f.message.clone(), f.page.clone())
    });
    findings.dedup_by(|a, b| {
        a.code == b.code
            && a.message == b.message
            && a.place.file() == b.place.file()
            && a.place.offset() == b.place.offset()
    });
}

/// The longest name, in characters, for which a near one is looked for.
const LONGEST_NAME: usize = 100;

/// The name among `known` that `wrong` was probably meant to be: at most a third of its letters off
/// (Damerau-Levenshtein distance). The distance takes memory by the product of the lengths, so a text
/// that is far too long for a name is not compared, nor a name too short or too long to be near.
fn nearest<'a>(wrong: &str, known: &[&'a str]) -> Option<&'a str> {
    let length = wrong.chars().count();
    if length > LONGEST_NAME {
        return None;
    }
    let limit = length.max(3) / 3;
    known
        .iter()
        .filter(|name| name.chars().count().abs_diff(length) <= limit)
        .map(|name| (strsim::damerau_levenshtein(wrong, name), *name))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_far_too_long_are_near_to_nothing() {
        assert_eq!(nearest("huoses", &["victims", "houses"]), Some("houses"));
        assert_eq!(nearest("houses", &["houses-and-barns"]), None);
        let long = "x".repeat(LONGEST_NAME + 1);
        assert_eq!(nearest(&long, &[&long]), None);
    }
}
