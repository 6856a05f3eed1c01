//! Links that open the editor at a place, by the address that `[preview] editor` in `site.toml` gives.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::{Preview, snapshot::Snapshot};
use crate::diagnostic::{Finding, text};

/// What an address of an editor may not hold as it is.
const IN_LINK: AsciiSet = NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');

/// Where the site's files are, and how the editor is asked for one.
#[derive(Clone, Copy, Debug)]
pub struct Editor<'a> {
    root: &'a Path,
    /// The address with its places, if the settings have one.
    pattern: Option<&'a str>,
}

/// A finding as it is drawn, cut where its place is named, so that the name can be a link.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Drawn {
    pub before: String,
    /// `content/index.md:3:1`; empty where there is no editor to open, or no place.
    pub place: String,
    pub after: String,
    /// The link that opens the editor there.
    pub href: String,
}

impl<'a> Editor<'a> {
    /// The editor of a preview, as the settings of a snapshot name it.
    pub fn new(preview: &'a Preview, snapshot: &'a Snapshot) -> Editor<'a> {
        Editor { root: &preview.root, pattern: snapshot.base.shared.settings.preview_editor.as_deref() }
    }

    /// The link that opens a file, at a line and column from 1; `None` where no editor is named.
    pub fn href(&self, file: &str, line: usize, column: usize) -> Option<String> {
        let path = self.root.join(file).display().to_string().replace('\\', "/");
        let path = format!("/{}", utf8_percent_encode(path.trim_start_matches('/'), &IN_LINK));
        let pattern = self.pattern?;
        // A pattern may have its own slash before the path: `vscode://file/{path}`.
        let has_slash = pattern.contains("/{path}") && !pattern.contains("://{path}");
        let href = pattern.replace(if has_slash { "/{path}" } else { "{path}" }, &path);
        Some(href.replace("{line}", &line.to_string()).replace("{column}", &column.to_string()))
    }

    /// Draws a finding.
    pub fn draw(&self, finding: &Finding) -> Drawn {
        let drawn = text::draw(finding, false);
        let place = finding.place.file().zip(finding.place.line_column());
        let link = place.and_then(|(file, (line, column))| {
            let name = format!("{file}:{line}:{column}");
            let at = drawn.find(&name)?;
            Some((at, name, self.href(file, line, column)?))
        });
        let Some((at, place, href)) = link else {
            return Drawn { before: drawn, place: String::new(), after: String::new(), href: String::new() };
        };
        let after = drawn[at + place.len()..].to_owned();
        Drawn { before: drawn[..at].to_owned(), place, after, href }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, SourceText};

    fn editor(pattern: &str) -> Editor<'_> {
        Editor { root: Path::new("/site a"), pattern: Some(pattern) }
    }

    #[test]
    fn the_editor_is_opened_at_the_place() {
        let link = |pattern| editor(pattern).href("content/é.md", 3, 7).unwrap_or_default();
        assert_eq!(link("vscode://file/{path}:{line}:{column}"), "vscode://file/site%20a/content/%C3%A9.md:3:7");
        assert_eq!(link("idea://open?file={path}&line={line}"), "idea://open?file=/site%20a/content/%C3%A9.md&line=3");
    }

    #[test]
    fn a_finding_leads_to_its_place() {
        let source = SourceText::new("content/a.md", "one\ntwo\n");
        let finding = Finding::error(Code::UnknownKey, "no such thing").at(source.at(4..7));
        let drawn = editor("x://{path}:{line}").draw(&finding);
        assert_eq!((drawn.place.as_str(), drawn.href.as_str()), ("content/a.md:2:1", "x:///site%20a/content/a.md:2"));
        assert!(drawn.before.contains("no such thing") && drawn.after.contains("^^^"), "{drawn:?}");
        let drawn = Editor { root: Path::new("/"), pattern: None }.draw(&finding);
        assert!(drawn.href.is_empty() && drawn.before.contains("content/a.md:2:1"), "{drawn:?}");
    }
}
