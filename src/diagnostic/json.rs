//! Draws a finding for programs: one JSON object a line.

use serde::Serialize;

use super::Finding;

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
    };
    // Strings and numbers cannot fail to serialise.
    serde_json::to_string(&record).unwrap_or_default()
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
