//! The editor's desk at `/_preview/`: what is wrong, what is open, and for each event the grid of facts
//! and reports with its holes. Everything has its file and line, and a link that opens the editor there.

use std::fmt::Write as _;

use super::{
    Preview,
    editor::{Drawn, Editor},
    frame, media,
    pages::Answer,
    snapshot::Snapshot,
};
use crate::{
    analysis::State,
    check::worklist::{Item, Kind, Section},
    content::{escape, layout},
    diagnostic::Finding,
    page::address,
    world::read_text,
};

/// Sections that the desk lists; a large site has its further events on their own pages.
const LISTED: usize = 100;

/// Findings that the desk shows.
const SHOWN: usize = 100;

/// A file of the preview itself, by its address below `/_preview/`.
pub fn get(preview: &Preview, rest: &str) -> Answer {
    const SCRIPT: &str = concat!(include_str!("client/idiomorph.js"), "\n", include_str!("client/client.js"));
    let snapshot = preview.current();
    match rest {
        "preview.js" => Answer::new(200, media::kind(rest), SCRIPT.into()),
        "preview.css" => Answer::new(200, media::kind(rest), include_str!("client/preview.css").into()),
        "" => Answer::new(200, media::HTML, desk(preview, &snapshot).into_bytes()),
        _ => {
            let id = rest.strip_prefix("events/").and_then(|rest| rest.strip_suffix('/'));
            match id.and_then(|id| event(preview, &snapshot, id)) {
                Some(page) => Answer::new(200, media::HTML, page.into_bytes()),
                None => Answer::new(404, media::kind("x.txt"), "There is no such page of the preview.\n".into()),
            }
        }
    }
}

fn desk(preview: &Preview, snapshot: &Snapshot) -> String {
    let mut body = String::from("<p><a href=\"/\">The site</a></p>\n");
    let Some(whole) = snapshot.whole() else {
        body += "<p>The events are still being read; this page shows what is wrong and what is open as soon as that is done.</p>";
        return frame::page("Desk", &body);
    };
    let editor = Editor::new(preview, snapshot);
    let _ = writeln!(body, "<h2>Findings: {}</h2>", whole.findings.len());
    findings(&mut body, &whole.findings, editor);
    let open: usize = whole.worklist.iter().map(|section| section.items.len()).sum();
    let _ = writeln!(body, "<h2>Open: {open}</h2>");
    for section in whole.worklist.iter().take(LISTED) {
        let heading = section.event.as_ref().map_or_else(
            || "Pages and outlets".to_owned(),
            |event| link(Some(format!("/_preview/events/{}/", event.id)), &event.title),
        );
        let _ = writeln!(body, "<h3>{heading}</h3>");
        worklist(&mut body, section, editor);
    }
    if whole.worklist.len() > LISTED {
        let _ = writeln!(body, "<p>And {} more events, each on its own page.</p>", whole.worklist.len() - LISTED);
    }
    let _ = writeln!(body, "<h2>Events: {}</h2>\n<ul>", snapshot.entries.len());
    for id in snapshot.entries.keys() {
        let _ = writeln!(body, "<li><a href=\"/_preview/events/{0}/\">{0}</a></li>", escape(id));
    }
    body += "</ul>";
    frame::page("Desk", &body)
}

/// What is wrong and open in one event, and its grid.
fn event(preview: &Preview, snapshot: &Snapshot, id: &str) -> Option<String> {
    let entry = snapshot.entries.get(id)?;
    let (walked, resolved) = entry.read(&snapshot.base, id, &preview.parsed);
    preview.keep_warm(entry);
    let editor = Editor::new(preview, snapshot);
    let mut body = String::from("<p><a href=\"/_preview/\">Desk</a></p>\n");
    let _ = writeln!(body, "<h2>Findings: {}</h2>", walked.findings.len());
    findings(&mut body, &walked.findings, editor);
    let _ = writeln!(body, "<h2>Open: {}</h2>", walked.open.as_ref().map_or(0, |section| section.items.len()));
    if let Some(section) = &walked.open {
        worklist(&mut body, section, editor);
    }
    let title = resolved.as_ref().map_or(id, |resolved| resolved.event.title.as_str());
    let Some(resolved) = &resolved else { return Some(frame::page(title, &body)) };
    let event = &resolved.event;
    let page = escape(&address::encoded(&address::event(&event.slug)));
    let _ = write!(
        body,
        "<p><a href=\"{page}\">The page</a></p>\n<h2>Facts and reports</h2>\n<div class=\"scroll\"><table>\n\
         <tr><th>Fact</th>"
    );
    let file = |name: &str| layout::source(id, name);
    for report in &event.reports {
        let _ = write!(body, "<th>{}</th>", link(editor.href(&file(&report.id), 1, 1), &report.id));
    }
    body += "</tr>\n";
    let index = read_text(preview.origin.world, &file("index")).ok();
    for (fact, row) in event.facts.iter().zip(&resolved.comparison.facts) {
        let line = index.as_ref().and_then(|index| index.text().lines().position(|line| declares(line, &fact.id)));
        let label = link(editor.href(&file("index"), line.map_or(1, |line| line + 1), 1), &fact.label);
        let _ = write!(body, "<tr><th>{label}</th>");
        for (report, cell) in event.reports.iter().zip(&row.cells) {
            let is_hole = cell.state == State::NotCoded;
            let class = if is_hole { " class=\"hole\"" } else { "" };
            let name = cell.state.name().replace('-', " ");
            let (line, column) = uncoded(walked.open.as_ref(), &file(&report.id));
            let told = if is_hole { link(editor.href(&file(&report.id), line, column), &name) } else { escape(&name) };
            let _ = write!(body, "<td{class}>{told}</td>");
        }
        body += "</tr>\n";
    }
    body += "</table></div>";
    Some(frame::page(title, &body))
}

/// Whether a line is the heading that declares an id.
fn declares(line: &str, id: &str) -> bool {
    let rest = line.split_once("{#").and_then(|(_, attributes)| attributes.strip_prefix(id));
    rest.is_some_and(|rest| rest.starts_with([' ', '}']))
}

/// Where a report says that it is coded, or would say it.
fn uncoded(open: Option<&Section>, file: &str) -> (usize, usize) {
    let item = open.and_then(|open| open.items.iter().find(|item| item.kind == Kind::NotCoded && item.file == file));
    item.map_or((1, 1), |item| (item.line, item.column))
}

fn findings(body: &mut String, findings: &[Finding], editor: Editor<'_>) {
    for finding in findings.iter().take(SHOWN) {
        let Drawn { before, place, after, href } = editor.draw(finding);
        let _ = writeln!(body, "<pre>{}{}{}</pre>", escape(&before), link(Some(href), &place), escape(&after));
    }
    if findings.len() > SHOWN {
        let _ = writeln!(body, "<p>And {} more.</p>", findings.len() - SHOWN);
    }
}

fn worklist(body: &mut String, section: &Section, editor: Editor<'_>) {
    *body += "<ul>\n";
    for Item { kind, message, file, line, column } in &section.items {
        let place = place(editor, file, *line, *column);
        let _ = writeln!(body, "<li><code>{}</code> {} {place}</li>", kind.name(), escape(message));
    }
    *body += "</ul>\n";
}

/// A place, by its name.
fn place(editor: Editor<'_>, file: &str, line: usize, column: usize) -> String {
    format!("<code>{}</code>", link(editor.href(file, line, column), &format!("{file}:{line}:{column}")))
}

/// A name that leads somewhere, if it does.
fn link(href: Option<String>, name: &str) -> String {
    match href.filter(|href| !href.is_empty()) {
        Some(href) => format!("<a href=\"{}\">{}</a>", escape(&href), escape(name)),
        None => escape(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_declares_one_id() {
        assert!(
            declares("### How many? {#houses .fact unit=houses}", "houses")
                && declares("### What? {#houses}", "houses")
        );
        assert!(!declares("### How many? {#houses .fact}", "house") && !declares("houses", "houses"));
    }
}
