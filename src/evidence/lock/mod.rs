//! `evidence.lock`: what was found in the captures, so that a checkout without them builds the same
//! site.
//!
//! TOML, sorted, one excerpt a line. Beside numbers it holds no words of an article but the excerpts
//! that are published anyway, and shared runs cut at `[quotation] max_words`.

mod read;
mod write;

use std::collections::BTreeMap;

use super::fold::fold;
use crate::model::{self, Article, Found, Overlap};

pub use read::{malformed, read};

/// The version of the lock's form that this program writes and reads.
const VERSION: u32 = 1;

/// What a lock holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// By source.
    pub sources: BTreeMap<String, Locked>,
    /// In order of the sources' ids.
    pub overlaps: Vec<Overlap>,
}

/// What was found in one source's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// Which text it was.
    pub text: TextId,
    pub article: Article,
    /// The headline as the source gives it, folded, if the text has one.
    pub title: Option<String>,
    /// By what was asked for.
    pub excerpts: BTreeMap<Asked, Found>,
}

/// Tells whether a text is still the one that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextId {
    /// SHA-256 of the capture, or of the full text that the site publishes.
    pub sha256: String,
    /// Whether it is the published full text.
    pub full: bool,
    pub headline: Option<u32>,
    pub captions: Vec<u32>,
    pub furniture: Vec<u32>,
}

impl TextId {
    /// The text with this hash whose lines are what a source's front matter tells.
    pub fn new(sha256: String, told: &model::Capture) -> TextId {
        let sorted = |numbers: &[u32]| {
            let mut numbers = numbers.to_vec();
            numbers.sort_unstable();
            numbers
        };
        let (captions, furniture) = (sorted(&told.captions), sorted(&told.furniture));
        TextId { sha256, full: false, headline: told.headline, captions, furniture }
    }
}

/// An excerpt as the editor asked for it: its words, folded, and the line if one was named.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asked {
    pub quote: String,
    pub para: Option<u32>,
}

impl Asked {
    pub fn new(quote: &str, para: Option<u32>) -> Asked {
        Asked { quote: fold(quote), para }
    }
}

/// The path of an event's lock.
pub fn path(event: &str) -> String {
    format!("content/events/{event}/evidence.lock")
}
