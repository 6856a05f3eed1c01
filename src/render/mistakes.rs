//! Mistakes in templates, as the template library reports them, turned into findings.

use std::collections::BTreeMap;

use tera::{ErrorKind, ReportError};

use crate::diagnostic::{Code, Finding, Place, SourceText};

/// What is wrong with a theme that cannot be compiled. Names that no template knows come as one text with a report
/// each: `error: …`, then `--> event.html:1:65`, then the line with `^^^` under the place.
pub fn findings(code: Code, error: &tera::Error, texts: &BTreeMap<String, SourceText>) -> Vec<Finding> {
    let ErrorKind::Msg(text) = error.kind() else { return vec![finding(code, error, texts)] };
    // A line of a template, which may say the same, does not stand at the beginning of one.
    let text = format!("\n{text}");
    let reports: Vec<Finding> = text.split("\nerror: ").filter_map(|report| reported(code, report, texts)).collect();
    if reports.is_empty() { vec![finding(code, error, texts)] } else { reports }
}

/// What a template failed of, where it stands and what can be done.
pub fn finding(code: Code, error: &tera::Error, texts: &BTreeMap<String, SourceText>) -> Finding {
    match error.kind() {
        ErrorKind::SyntaxError(report) => located(Code::TemplateSyntax, report, texts),
        ErrorKind::RenderingError(report) => located(code, report, texts),
        other => {
            let finding = Finding::error(code, one_line(&other.to_string()));
            let finding = finding.hint("see `rashomon theme` for the names of templates");
            // Templates that include or extend themselves are told as a chain; the last one can be looked at.
            let named = texts.keys().rev().find(|name| finding.message.contains(&format!("\"{name}\"]")));
            match named.and_then(|name| texts.get(name)) {
                Some(text) => finding.at(text.whole()),
                None => finding,
            }
        }
    }
}

fn reported(code: Code, report: &str, texts: &BTreeMap<String, SourceText>) -> Option<Finding> {
    let message = report.lines().next()?;
    let place = report.lines().find_map(|line| line.trim_start().strip_prefix("--> "))?;
    let mut parts = place.rsplitn(3, ':');
    let column: usize = parts.next()?.trim().parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let text = texts.get(parts.next()?)?;
    let start = text.text().split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum::<usize>();
    let rest = &text.text()[start..];
    let offset = |characters: usize| rest.char_indices().nth(characters).map_or(rest.len(), |(at, _)| at);
    let below = report.lines().filter_map(|line| line.trim_start().strip_prefix('|'));
    let mut marks = below.map(str::trim).filter(|marks| !marks.is_empty() && marks.bytes().all(|byte| byte == b'^'));
    let underlined = marks.next().map_or(1, str::len);
    let span = start + offset(column.checked_sub(1)?)..start + offset(column - 1 + underlined);
    let finding = Finding::error(code, one_line(message)).at(text.at(span));
    Some(finding.hint("the theme guide lists every filter, function and component"))
}

fn located(code: Code, report: &ReportError, texts: &BTreeMap<String, SourceText>) -> Finding {
    let place = match texts.get(report.filename()) {
        Some(text) => text.at(report.span().range.clone()),
        None => Place::File(format!("templates/{}", report.filename()).into()),
    };
    let hint = if code == Code::TemplateSyntax {
        "templates are written in Tera 2"
    } else {
        "a template sees its page's context only; what may be missing is tested with `if`"
    };
    Finding::error(code, one_line(report.message())).at(place).hint(hint)
}

/// A message of the library, which may have several lines.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
