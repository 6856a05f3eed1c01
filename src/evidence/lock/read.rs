//! A lock from its text.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Asked, Lock, Locked, TextId, VERSION};
use crate::{
    diagnostic::{Code, Finding, SourceText},
    evidence::count_words,
    model::{Article, Found, Overlap, Quotation, Run, Zone},
};

/// Reads a lock.
///
/// # Errors
/// A warning if it is no lock, for then it is as good as none.
pub fn read(source: &SourceText) -> Result<Lock, Finding> {
    let file: File = toml::from_str(source.text()).map_err(|error| {
        let place = error.span().map_or(source.whole(), |span| source.at(span));
        malformed(&format!("this is no lock: {}", error.message())).at(place)
    })?;
    if file.version != VERSION {
        let version = file.version;
        let message = format!("this lock has version {version}; this program reads version {VERSION}");
        return Err(malformed(&message).at(source.whole()));
    }
    file.into_lock().map_err(|why| malformed(&format!("this lock cannot be right: {why}")).at(source.whole()))
}

/// A warning: what cannot be read is as good as none, and `verify` mends it.
pub fn malformed(message: &str) -> Finding {
    Finding::warning(Code::MalformedLock, message).hint("run `rashomon verify`, which writes it anew")
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
    title: Option<String>,
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
    span: Option<u32>,
    times: Option<u32>,
    #[serde(default)]
    quotations: Vec<[u32; 2]>,
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
    text: Option<String>,
}

/// Why a lock cannot be right. A lock is a file that anybody may edit, and its numbers go to the page.
type Why = String;

impl File {
    fn into_lock(self) -> Result<Lock, Why> {
        let mut sources = BTreeMap::new();
        for (id, source) in self.sources {
            let locked = source.into_locked().map_err(|why| format!("{why} in `{id}`"))?;
            sources.insert(id, locked);
        }
        let words = |id: &String| sources.get(id).map_or(0, |source: &Locked| source.article.words);
        let mut overlaps = Vec::new();
        for overlap in self.shared {
            let limits = overlap.sources.each_ref().map(words);
            let pair = overlap.sources.join("` and `");
            overlaps.push(overlap.into_overlap(limits).ok_or(format!("what `{pair}` share is more than they have"))?);
        }
        Ok(Lock { sources, overlaps })
    }
}

impl FileSource {
    fn into_locked(self) -> Result<Locked, Why> {
        let (sha256, full) = match (self.sha256, self.full_text) {
            (Some(hash), None) => (hash, false),
            (None, Some(hash)) => (hash, true),
            _ => return Err("there must be one of `sha256` and `full_text`".to_owned()),
        };
        let known = (!full).then(|| sha256.clone());
        let article = Article { sha256: known, words: self.words, paragraphs: self.paragraphs };
        let mut excerpts = BTreeMap::new();
        for excerpt in self.excerpts {
            let quote = excerpt.quote.clone();
            let (asked, found) =
                excerpt.into_entry(article.words).ok_or(format!("`{quote}` has an impossible place"))?;
            if excerpts.insert(asked, found).is_some() {
                return Err(format!("`{quote}` stands twice"));
            }
        }
        let text = TextId { sha256, full, headline: self.headline, captions: self.captions, furniture: self.furniture };
        Ok(Locked { text, article, title: self.title, excerpts })
    }
}

impl FileExcerpt {
    /// `None` where it would stand beyond the article.
    fn into_entry(self, article: u32) -> Option<(Asked, Found)> {
        let words = self.words.unwrap_or_else(|| count_words(&self.quote));
        let found = Found {
            line: self.para.xor(self.line).filter(|line| *line > 0)?,
            zone: self.zone.as_deref().map_or(Some(Zone::Text), Zone::parse)?,
            word: self.word,
            words,
            span: self.span.unwrap_or(words),
            times: self.times.unwrap_or(1).max(1),
            quotations: self.quotations.into_iter().map(|[word, words]| Quotation { word, words }).collect(),
        };
        let fits = |word: u32, words: u32| word.checked_add(words).is_some_and(|end| end <= article);
        let quoted = found.quotations.iter().all(|quotation| fits(quotation.word, quotation.words));
        let inside = found.zone != Zone::Text || fits(found.word, found.span);
        (quoted && inside && found.words <= found.span).then_some((Asked { quote: self.quote, para: self.para }, found))
    }
}

impl FileOverlap {
    /// `None` where it is more than articles of so many words have.
    fn into_overlap(self, articles: [u32; 2]) -> Option<Overlap> {
        let least = articles[0].min(articles[1]);
        let fits = self.grams.iter().zip(articles).all(|(grams, words)| *grams <= words)
            && self.both <= self.grams[0].min(self.grams[1])
            && self.longest <= least;
        let runs: Option<Vec<Run>> = self
            .runs
            .into_iter()
            .map(|FileRun { words, lines, at, text }| {
                let ends = at
                    .iter()
                    .zip(articles)
                    .all(|(at, article)| at.checked_add(words).is_some_and(|end| end <= article));
                (ends && words <= self.longest).then_some(Run { words, text, lines, at })
            })
            .collect();
        let (sources, grams) = (self.sources, self.grams);
        fits.then_some(Overlap { sources, grams, shared: self.both, longest: self.longest, runs: runs? })
    }
}
