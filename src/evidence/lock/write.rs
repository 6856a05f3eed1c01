//! A lock as text.

use std::fmt::{self, Write as _};

use super::{Asked, Lock, Locked, TextId, VERSION};
use crate::{
    evidence::count_words,
    model::{Found, Overlap, Quotation, Run, Zone},
};

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
        if let Some(title) = &self.title {
            writeln!(f, "title = {}", string(title))?;
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
    if found.span != found.words {
        add("span", found.span.to_string());
    }
    if found.times != 1 {
        add("times", found.times.to_string());
    }
    if !found.quotations.is_empty() {
        let quotations: Vec<[u32; 2]> =
            found.quotations.iter().map(|Quotation { word, words }| [*word, *words]).collect();
        add("quotations", format!("{quotations:?}"));
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
            let text = text.as_ref().map_or(String::new(), |text| format!(", text = {}", string(text)));
            writeln!(f, "  {{ words = {words}, lines = {lines:?}, at = {at:?}{text} }},")?;
        }
        writeln!(f, "]")
    }
}

fn string(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
