//! The editor's desk at `/_preview/`: what is wrong, what is open, and for each event the grid of facts
//! and reports with its holes. Everything has its file and line, and a link that opens the editor there.

use std::{fmt::Write as _, path::Path};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Preview, frame, media, pages::Answer, snapshot::Snapshot};
use crate::{
    analysis::State,
    check::worklist::{Item, Kind, Section},
    content::escape,
    diagnostic::{Finding, text},
    page::address,
    world::read_text,
};

/// Sections that the desk lists; a large site has its further events on their own pages.
const LISTED: usize = 100;

/// Findings that the desk shows.
const SHOWN: usize = 100;

/// What an address of an editor may not hold as it is.
const IN_LINK: AsciiSet = NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');

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
    let links = Links::new(preview, snapshot);
    let _ = writeln!(body, "<h2>Findings: {}</h2>", whole.findings.len());
    findings(&mut body, &whole.findings, &links);
    let open: usize = whole.worklist.iter().map(|section| section.items.len()).sum();
    let _ = writeln!(body, "<h2>Open: {open}</h2>");
    for section in whole.worklist.iter().take(LISTED) {
        worklist(&mut body, section, &links);
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
    let links = Links::new(preview, snapshot);
    let mut body = String::from("<p><a href=\"/_preview/\">Desk</a></p>\n");
    findings(&mut body, &walked.findings, &links);
    if let Some(section) = &walked.open {
        worklist(&mut body, section, &links);
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
    let file = |name: &str| format!("content/events/{id}/{name}.md");
    for report in &event.reports {
        let _ = write!(body, "<th>{}</th>", links.to(&file(&report.id), 1, 1, &report.id));
    }
    body += "</tr>\n";
    let index = read_text(preview.origin.world, &file("index")).ok();
    for (fact, row) in event.facts.iter().zip(&resolved.comparison.facts) {
        let line = index.as_ref().and_then(|index| index.text().lines().position(|line| declares(line, &fact.id)));
        let label = links.to(&file("index"), line.map_or(1, |line| line + 1), 1, &fact.label);
        let _ = write!(body, "<tr><th>{label}</th>");
        for (report, cell) in event.reports.iter().zip(&row.cells) {
            let is_hole = cell.state == State::NotCoded;
            let class = if is_hole { " class=\"hole\"" } else { "" };
            let name = cell.state.name().replace('-', " ");
            let (line, column) = uncoded(walked.open.as_ref(), &file(&report.id));
            let told = if is_hole { links.to(&file(&report.id), line, column, &name) } else { escape(&name) };
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

fn findings(body: &mut String, findings: &[Finding], links: &Links<'_>) {
    for finding in findings.iter().take(SHOWN) {
        let (line, column) = finding.place.line_column().unwrap_or((1, 1));
        let place = finding.place.file().map(|file| links.place(file, line, column)).unwrap_or_default();
        let _ = writeln!(body, "<p>{place}</p>\n<pre>{}</pre>", escape(&text::draw(finding, false)));
    }
    if findings.len() > SHOWN {
        let _ = writeln!(body, "<p>And {} more.</p>", findings.len() - SHOWN);
    }
}

fn worklist(body: &mut String, section: &Section, links: &Links<'_>) {
    let heading = section.event.as_ref().map_or_else(
        || "Pages and outlets".to_owned(),
        |event| format!("<a href=\"/_preview/events/{}/\">{}</a>", escape(&event.id), escape(&event.title)),
    );
    let _ = writeln!(body, "<h3>{heading}</h3>\n<ul>");
    for Item { kind, message, file, line, column } in &section.items {
        let place = links.place(file, *line, *column);
        let _ = writeln!(body, "<li><code>{}</code> {} {place}</li>", kind.name(), escape(message));
    }
    *body += "</ul>\n";
}

/// Links that open the editor.
struct Links<'a> {
    root: &'a Path,
    /// The address with its places, if the settings have one.
    pattern: Option<&'a str>,
}

impl<'a> Links<'a> {
    fn new(preview: &'a Preview, snapshot: &'a Snapshot) -> Links<'a> {
        let pattern = snapshot.base.shared.settings.preview_editor.as_deref();
        Links { root: &preview.root, pattern }
    }

    /// A place, by its name.
    fn place(&self, file: &str, line: usize, column: usize) -> String {
        let name = format!("{file}:{line}:{column}");
        format!("<code>{}</code>", self.to(file, line, column, &name))
    }

    fn to(&self, file: &str, line: usize, column: usize, name: &str) -> String {
        let Some(pattern) = self.pattern else { return escape(name) };
        let path = self.root.join(file).display().to_string().replace('\\', "/");
        // The pattern has its own slash before the path.
        let path = utf8_percent_encode(path.trim_start_matches('/'), &IN_LINK).to_string();
        let href = pattern
            .replace("/{path}", "{path}")
            .replace("{path}", &format!("/{path}"))
            .replace("{line}", &line.to_string())
            .replace("{column}", &column.to_string());
        format!("<a href=\"{}\">{}</a>", escape(&href), escape(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_editor_is_opened_at_the_place() {
        let link =
            |pattern| Links { root: Path::new("/site a"), pattern: Some(pattern) }.to("content/é.md", 3, 7, "<x>");
        assert_eq!(
            link("vscode://file/{path}:{line}:{column}"),
            "<a href=\"vscode://file/site%20a/content/%C3%A9.md:3:7\">&lt;x&gt;</a>"
        );
        assert_eq!(
            link("idea://open?file={path}&line={line}"),
            "<a href=\"idea://open?file=/site%20a/content/%C3%A9.md&amp;line=3\">&lt;x&gt;</a>"
        );
    }

    #[test]
    fn a_heading_declares_one_id() {
        assert!(
            declares("### How many? {#houses .fact unit=houses}", "houses")
                && declares("### What? {#houses}", "houses")
        );
        assert!(!declares("### How many? {#houses .fact}", "house") && !declares("houses", "houses"));
    }
}
