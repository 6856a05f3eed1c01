//! Where front matter ends and the body begins.

use std::ops::Range;

use super::tree::Syntax;
use crate::diagnostic::{Code, Finding, SourceText};

/// The parts of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    pub syntax: Syntax,
    /// The opening fence without its line end.
    pub opening: Range<usize>,
    /// What stands between the fences.
    pub front: Range<usize>,
    /// The byte at which the body starts.
    pub body: usize,
}

/// Finds the fences: `+++` around TOML or `---` around YAML, each alone on its line, the first one on
/// the very first line. Any line that is a fence closes, even one within a string.
///
/// # Errors
/// A finding if there is no front matter or if it is not closed.
pub fn split(source: &SourceText) -> Result<Split, Finding> {
    let text = source.text();
    let first = text.split('\n').next().unwrap_or_default();
    let fence = first.trim_end();
    let Some(syntax) = syntax_of(fence) else { return Err(missing(source)) };
    let start = (first.len() + 1).min(text.len());
    let mut line_start = start;
    for line in text[start..].split_inclusive('\n') {
        let line_end = line_start + line.len();
        if line.trim_end() == fence {
            return Ok(Split { syntax, opening: 0..fence.len(), front: start..line_start, body: line_end });
        }
        line_start = line_end;
    }
    Err(Finding::error(Code::MalformedFrontMatter, format!("the front matter opened by `{fence}` is not closed"))
        .at(source.at(0..fence.len()))
        .hint(format!("end it with a line `{fence}`")))
}

fn syntax_of(fence: &str) -> Option<Syntax> {
    match fence {
        "+++" => Some(Syntax::Toml),
        "---" => Some(Syntax::Yaml),
        _ => None,
    }
}

fn missing(source: &SourceText) -> Finding {
    let late = source.text().lines().find(|line| !line.trim().is_empty()).map(str::trim);
    let hint = match late.filter(|line| syntax_of(line).is_some()) {
        Some(fence) => format!("move `{fence}` to the very first line"),
        None => "begin the file with a line `+++`, keys such as `title = \"…\"`, and a second line `+++`".to_owned(),
    };
    Finding::error(Code::MissingFrontMatter, "the file has no front matter").at(source.at(0..0)).hint(hint)
}
