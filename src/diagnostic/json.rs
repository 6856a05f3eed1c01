//! Draws a finding for programs: one JSON object a line.

use std::ops::Range;

use serde::Serialize;

use super::{Finding, Passage};

/// The keys are part of the contract; what is unknown is `null`, never left out.
#[derive(Serialize)]
struct Record<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    page: Option<&'a str>,
    hint: Option<&'a str>,
    /// The nearest passage of a capture to an excerpt that does not stand in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    nearest: Option<Nearest<'a>>,
}

#[derive(Serialize)]
struct Nearest<'a> {
    file: &'a str,
    line: Option<usize>,
    text: &'a str,
    /// The words in it that differ.
    differing: Vec<&'a str>,
}

/// One finding as one line, without the line end.
#[must_use]
pub fn draw(finding: &Finding) -> String {
    let (line, column) = finding.place.line_column().unzip();
    let record = Record {
        code: finding.code.name(),
        severity: finding.severity.name(),
        message: &finding.message,
        file: finding.place.file(),
        line,
        column,
        page: finding.page.as_deref(),
        hint: finding.hint.as_deref(),
        nearest: finding.nearest.as_ref().map(nearest),
    };
    // Strings and numbers cannot fail to serialise.
    serde_json::to_string(&record).unwrap_or_default()
}

fn nearest(passage: &Passage) -> Nearest<'_> {
    let text = |range: &Range<usize>| passage.source.text().get(range.clone()).unwrap_or_default();
    Nearest {
        file: passage.source.path(),
        line: passage.source.at(passage.span.clone()).line_column().map(|(line, _)| line),
        text: text(&passage.span),
        differing: passage.differing.iter().map(text).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, SourceText};

    #[test]
    fn one_line_with_every_key() {
        let text = SourceText::new("content/index.md", "+++\ntïtel = 1\n");
        let finding = Finding::error(Code::UnknownKey, "unknown key `tïtel`\n").at(text.at(5..11)).hint("did you…");
        insta::assert_snapshot!(draw(&finding), @r#"{"code":"unknown-key","severity":"error","message":"unknown key `tïtel`\n","file":"content/index.md","line":2,"column":2,"page":null,"hint":"did you…"}"#);
        let nowhere = Finding::warning(Code::MissingFile, "no `site.toml`");
        insta::assert_snapshot!(draw(&nowhere), @r#"{"code":"missing-file","severity":"warning","message":"no `site.toml`","file":null,"line":null,"column":null,"page":null,"hint":null}"#);
    }
}
