//! What is known of an article's own text: its length, where an excerpt stands in it, and what it
//! shares with another one.

/// An article's text in numbers. Words are counted by Unicode word boundaries (UAX #29), over the
/// lines that are neither headline nor caption nor furniture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// SHA-256 of the capture that was read, in hexadecimal; none where the published full text is its
    /// own evidence.
    pub sha256: Option<String>,
    pub words: u32,
    pub paragraphs: u32,
}

/// Where an excerpt was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The capture's line, counted over non-empty lines from 1; for a full text its paragraph.
    pub line: u32,
    pub zone: Zone,
    /// Words of the article before it; in headline and captions, words of that line.
    pub word: u32,
    /// Words of the excerpt, without what it leaves out.
    pub words: u32,
    /// Words of the article from its first to its last; more than `words` where it leaves some out.
    pub span: u32,
    /// How often the same words stand in the zone.
    pub times: u32,
    /// The direct quotations around it; several only where it leaves out what stands between them.
    pub quotations: Vec<Quotation>,
}

/// Which part of a capture an excerpt stands in. The text decides what a report says; headline and
/// captions count only where the text has nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zone {
    Text,
    Headline,
    Caption,
}

impl Zone {
    pub const NAMES: [(&'static str, Zone); 3] =
        [("text", Zone::Text), ("headline", Zone::Headline), ("caption", Zone::Caption)];

    pub fn parse(name: &str) -> Option<Zone> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, zone)| *zone)
    }

    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }
}

/// A passage between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quotation {
    /// Words of the article before it.
    pub word: u32,
    /// Its length in words.
    pub words: u32,
}

/// What the texts of two sources share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// The ids of the two sources.
    pub sources: [String; 2],
    /// How many different runs of five words each has.
    pub grams: [u32; 2],
    /// How many of them both have.
    pub shared: u32,
    /// The longest run of words that both have, in words.
    pub longest: u32,
    /// Runs of eight words and more, the longest first, and no more than can be listed.
    pub runs: Vec<Run>,
}

/// A run of words that two articles share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its length in words.
    pub words: u32,
    /// Its words as the first source has them, cut at `[quotation] max_words`; `None` if they would publish
    /// more of a source than `max_share` allows.
    pub text: Option<String>,
    /// The line on which it begins in each source.
    pub lines: [u32; 2],
    /// The words of each article before it.
    pub at: [u32; 2],
}
