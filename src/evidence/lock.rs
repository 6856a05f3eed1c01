//! `evidence.lock`: what was found in the captures, so that a checkout without them builds the same
//! site.
//!
//! TOML, sorted, one excerpt a line. Beside numbers it holds no words of an article but the excerpts
//! that are published anyway, and shared runs cut at `[quotation] max_words`.

use std::{
    collections::BTreeMap,
    fmt::{self, Write as _},
};

use serde::Deserialize;

use super::fold::{count_words, fold};
use crate::{
    diagnostic::{Code, Finding, SourceText},
    model::{self, Article, Found, Overlap, Quotation, Run, Zone},
};

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

/// Reads a lock.
///
/// # Errors
/// A warning if it is no lock, for then it is as good as none.
pub fn read(source: &SourceText) -> Result<Lock, Finding> {
    let file: File = toml::from_str(source.text()).map_err(|error| {
        let place = error.span().map_or(source.whole(), |span| source.at(span));
        let finding = Finding::warning(Code::MalformedLock, format!("this is no lock: {}", error.message()));
        finding.at(place).hint("run `rashomon verify`, which writes it anew")
    })?;
    if file.version != VERSION {
        let message = format!("this lock has version {}; this program reads version {VERSION}", file.version);
        let finding = Finding::warning(Code::MalformedLock, message).at(source.whole());
        return Err(finding.hint("run `rashomon verify`, which writes it anew"));
    }
    Ok(file.into_lock())
}

impl fmt::Display for Lock {
    /// The lock's file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "# What `rashomon verify` found in the captures. Commit it; there is nothing to edit here.")?;
        writeln!(f, "version = {VERSION}")?;
        for (id, source) in &self.sources {
            writeln!(f, "\n[sources.{id}]\n{source}")?;
        }
        for overlap in &self.overlaps {
            write!(f, "\n[[shared]]\n{}", Shown(overlap))?;
        }
        Ok(())
    }
}

impl fmt::Display for Locked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let TextId { sha256, full, headline, captions, furniture } = &self.text;
        writeln!(f, "{} = \"{sha256}\"", if *full { "full_text" } else { "sha256" })?;
        if let Some(headline) = headline {
            writeln!(f, "headline = {headline}")?;
        }
        for (key, lines) in [("captions", captions), ("furniture", furniture)] {
            if !lines.is_empty() {
                writeln!(f, "{key} = {lines:?}")?;
            }
        }
        writeln!(f, "words = {}\nparagraphs = {}", self.article.words, self.article.paragraphs)?;
        if self.excerpts.is_empty() {
            return f.write_str("excerpts = []");
        }
        let mut lines: Vec<(&Asked, &Found)> = self.excerpts.iter().collect();
        lines.sort_by_key(|(asked, found)| (found.line, found.word, *asked));
        writeln!(f, "excerpts = [")?;
        for (asked, found) in lines {
            writeln!(f, "  {},", excerpt(asked, found))?;
        }
        f.write_str("]")
    }
}

/// An excerpt in one line. What goes without saying is left out: the text as zone, one occurrence, and
/// a length that is the number of its words.
fn excerpt(asked: &Asked, found: &Found) -> String {
    let mut line = format!("{{ {} = {}", if asked.para.is_some() { "para" } else { "line" }, found.line);
    let mut add = |key: &str, value: String| {
        let _ = write!(line, ", {key} = {value}");
    };
    if found.zone != Zone::Text {
        add("zone", string(found.zone.name()));
    }
    add("word", found.word.to_string());
    if found.words != count_words(&asked.quote) {
        add("words", found.words.to_string());
    }
    if found.times != 1 {
        add("times", found.times.to_string());
    }
    if let Some(Quotation { word, words }) = found.quotation {
        add("quotation", format!("[{word}, {words}]"));
    }
    add("quote", string(&asked.quote));
    line + " }"
}

struct Shown<'a>(&'a Overlap);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Overlap { sources: [one, other], grams, shared, longest, runs } = self.0;
        writeln!(f, "sources = [\"{one}\", \"{other}\"]\ngrams = {grams:?}\nboth = {shared}\nlongest = {longest}")?;
        if runs.is_empty() {
            return Ok(());
        }
        writeln!(f, "runs = [")?;
        for Run { words, text, lines, at } in runs {
            writeln!(f, "  {{ words = {words}, lines = {lines:?}, at = {at:?}, text = {} }},", string(text))?;
        }
        writeln!(f, "]")
    }
}

fn string(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    #[serde(default)]
    sources: BTreeMap<String, FileSource>,
    #[serde(default)]
    shared: Vec<FileOverlap>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileSource {
    sha256: Option<String>,
    full_text: Option<String>,
    headline: Option<u32>,
    #[serde(default)]
    captions: Vec<u32>,
    #[serde(default)]
    furniture: Vec<u32>,
    words: u32,
    paragraphs: u32,
    excerpts: Vec<FileExcerpt>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileExcerpt {
    line: Option<u32>,
    para: Option<u32>,
    zone: Option<String>,
    word: u32,
    words: Option<u32>,
    times: Option<u32>,
    quotation: Option<[u32; 2]>,
    quote: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileOverlap {
    sources: [String; 2],
    grams: [u32; 2],
    both: u32,
    longest: u32,
    #[serde(default)]
    runs: Vec<FileRun>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRun {
    words: u32,
    lines: [u32; 2],
    at: [u32; 2],
    text: String,
}

impl File {
    fn into_lock(self) -> Lock {
        let overlaps = self.shared.into_iter().map(|overlap| Overlap {
            sources: overlap.sources,
            grams: overlap.grams,
            shared: overlap.both,
            longest: overlap.longest,
            runs: overlap
                .runs
                .into_iter()
                .map(|FileRun { words, lines, at, text }| Run { words, text, lines, at })
                .collect(),
        });
        Lock {
            overlaps: overlaps.collect(),
            sources: self.sources.into_iter().map(|(id, source)| (id, source.into_locked())).collect(),
        }
    }
}

impl FileSource {
    fn into_locked(self) -> Locked {
        let full = self.full_text.is_some();
        let sha256 = self.full_text.or(self.sha256).unwrap_or_default();
        let known = (!full).then(|| sha256.clone());
        Locked {
            article: Article { sha256: known, words: self.words, paragraphs: self.paragraphs },
            text: TextId { sha256, full, headline: self.headline, captions: self.captions, furniture: self.furniture },
            excerpts: self.excerpts.into_iter().map(FileExcerpt::into_entry).collect(),
        }
    }
}

impl FileExcerpt {
    fn into_entry(self) -> (Asked, Found) {
        let found = Found {
            line: self.para.or(self.line).unwrap_or_default(),
            zone: self.zone.as_deref().and_then(Zone::parse).unwrap_or(Zone::Text),
            word: self.word,
            words: self.words.unwrap_or_else(|| count_words(&self.quote)),
            times: self.times.unwrap_or(1),
            quotation: self.quotation.map(|[word, words]| Quotation { word, words }),
        };
        (Asked { quote: self.quote, para: self.para }, found)
    }
}
