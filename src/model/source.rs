//! One article of one outlet on the event.

use super::{Article, Day, Found, Html, Mark, Moment};

/// A source: a report, which is a column of the comparison, or an upstream, which is not.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file's stem.
    pub id: String,
    /// The outlet's id; upstreams may have none.
    pub outlet: Option<String>,
    /// The headline as published.
    pub title: Option<String>,
    pub url: Option<String>,
    pub archived: Option<String>,
    pub published: Option<Moment>,
    /// What is known of the publication where the date is not.
    pub published_note: Option<String>,
    pub retrieved: Option<Day>,
    /// Language of the article (BCP 47), if it is not the site's.
    pub lang: Option<String>,
    pub byline: Option<String>,
    pub agency: Option<String>,
    /// Ids of the upstream sources that it draws on.
    pub upstream: Vec<String>,
    pub role: Role,
    pub text: TextKind,
    /// Whether the editor has looked for every fact.
    pub coded: bool,
    pub capture: Capture,
    /// The article's text in numbers, where it was at hand or in the lock.
    pub article: Option<Article>,
    /// All marks, in the article's order as far as it is known.
    pub marks: Vec<Mark>,
    pub absent: Vec<Absent>,
    /// The digest or the full text.
    pub body: Html,
    pub draft: bool,
    /// Whatever stands under `[extra]`.
    pub extra: serde_json::Value,
    /// Whether the body has highlighted code.
    pub has_code: bool,
}

/// Whether a source is a column of the comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    #[default]
    Report,
    /// Agency copy or a communiqué that reports draw on.
    Upstream,
}

/// What the body of a source is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    /// The editor's digest, in which only the marked words are the outlet's.
    #[default]
    Excerpts,
    /// The article itself, published with these rights.
    Full { rights: String },
}

impl TextKind {
    /// The rights under which the article itself is published, if it is.
    pub fn rights(&self) -> Option<&str> {
        match self {
            TextKind::Full { rights } => Some(rights),
            TextKind::Excerpts => None,
        }
    }
}

/// The archived text: its hash, and which of its lines are not article text.
#[derive(Clone, Debug, Default)]
pub struct Capture {
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: Option<String>,
    pub headline: Option<u32>,
    pub captions: Vec<u32>,
    pub furniture: Vec<u32>,
}

/// A fact that the editor looked for in a source and did not find.
#[derive(Clone, Debug)]
pub struct Absent {
    /// Index of the fact.
    pub fact: usize,
    /// What the report has in its place: an excerpt, may be missing.
    pub near: Option<String>,
    /// Where that excerpt was found; `None` if there is none or it is not verified.
    pub near_found: Option<Found>,
    /// The editor's remark.
    pub note: Option<String>,
}
