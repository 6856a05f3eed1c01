//! Which file of `content/` is what, told from its path alone.

use std::sync::Arc;

use super::{front, is_markdown};
use crate::diagnostic::{Code, Finding, Place};

/// The content's files by kind, each in order of path.
#[derive(Debug, Default)]
pub struct Layout {
    /// The home page and all ordinary pages.
    pub pages: Vec<String>,
    pub outlets: Vec<File>,
    pub events: Vec<EventFiles>,
}

/// A file that is named by its id.
#[derive(Debug)]
pub struct File {
    pub id: String,
    pub path: String,
}

/// The files of one event. A large site has many, so no path of them is kept.
#[derive(Debug)]
pub struct EventFiles {
    /// The folder's name.
    pub id: String,
    /// Ids of its sources.
    pub sources: Arc<[String]>,
}

impl EventFiles {
    /// Path of its `index.md`.
    pub fn index(&self) -> String {
        index(&self.id)
    }

    /// Path of the file of a source.
    pub fn source(&self, id: &str) -> String {
        source(&self.id, id)
    }

    /// Paths of all its files.
    pub fn paths(&self) -> impl Iterator<Item = String> {
        std::iter::once(self.index()).chain(self.sources.iter().map(|source| self.source(source)))
    }
}

/// Path of the `index.md` of an event.
pub fn index(event: &str) -> String {
    source(event, "index")
}

/// Path of the file of a source of an event.
pub fn source(event: &str, id: &str) -> String {
    ["content/events/", event, "/", id, ".md"].concat()
}

/// An event's folder, of which not all files may have been seen.
struct Folder {
    id: String,
    has_index: bool,
    sources: Vec<String>,
}

/// The home page's file.
pub const HOME: &str = "content/index.md";

/// The file whose text stands above the list of all corrections.
pub const CORRECTIONS: &str = "content/corrections.md";

/// Ids that no source may have: the address of the first is taken, and anchors that begin with one of
/// the others and a dot are those of marks.
pub const RESERVED_SOURCES: [&str; 5] = ["worksheet", "fact", "term", "voice", "frame"];

/// Whether no source may have this id.
pub fn is_reserved_source(id: &str) -> bool {
    RESERVED_SOURCES.contains(&id)
}

/// Sorts the paths below `content/`. Pictures and other files are left alone: they are published only
/// where a page shows them.
pub fn layout(paths: &[String], findings: &mut Vec<Finding>) -> Layout {
    let mut layout = Layout::default();
    let mut folders: Vec<Folder> = Vec::new();
    for path in paths.iter().filter(|path| is_markdown(path)) {
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        match parts.as_slice() {
            ["outlets", name] => layout.outlets.extend(file(path, name, "an outlet", findings)),
            ["events", folder, name] => event_file(&mut folders, path, folder, name, findings),
            ["outlets" | "events", ..] => {
                let finding = Finding::error(Code::UnknownFile, format!("`{path}` is at no known place"));
                let hint = if parts[0] == "events" {
                    "an event is a folder: content/events/<event>/index.md and content/events/<event>/<source>.md"
                } else {
                    "an outlet's profile is content/outlets/<outlet>.md"
                };
                findings.push(finding.at(Place::File(path.as_str().into())).hint(hint));
            }
            _ => layout.pages.push(path.clone()),
        }
    }
    for Folder { id, has_index, sources } in folders {
        let event = EventFiles { id, sources: sources.into() };
        if has_index {
            layout.events.push(event);
        } else {
            let finding = Finding::error(Code::MissingFile, format!("the event `{}` has no `index.md`", event.id));
            let finding = finding.at(Place::File(event.index().into()));
            findings.push(finding.hint("write it: title, date, summary and facts"));
        }
    }
    layout.events.shrink_to_fit();
    layout
}

fn event_file(folders: &mut Vec<Folder>, path: &str, folder: &str, name: &str, findings: &mut Vec<Finding>) {
    if folders.last().is_none_or(|last| last.id != folder) {
        if !front::is_id(folder) {
            findings.push(bad_id(path, folder, "an event"));
        }
        folders.push(Folder { id: folder.to_owned(), has_index: false, sources: Vec::new() });
    }
    let Some(event) = folders.last_mut() else { return };
    if name == "index.md" {
        event.has_index = true;
    } else if let Some(source) = file(path, name, "a source", findings) {
        if is_reserved_source(&source.id) {
            let message = format!("no source may be called `{}`: the id is reserved", source.id);
            let finding = Finding::error(Code::InvalidSlug, message).at(Place::File(path.into()));
            findings.push(finding.hint("rename the file"));
        } else {
            event.sources.push(source.id);
        }
    }
}

fn file(path: &str, name: &str, what: &str, findings: &mut Vec<Finding>) -> Option<File> {
    let id = name.strip_suffix(".md").unwrap_or(name);
    if front::is_id(id) {
        return Some(File { id: id.to_owned(), path: path.to_owned() });
    }
    findings.push(bad_id(path, id, what));
    None
}

fn bad_id(path: &str, id: &str, what: &str) -> Finding {
    Finding::error(Code::InvalidId, format!("`{id}` is no id for {what}"))
        .at(Place::File(path.into()))
        .hint("ids are lower-case letters, digits and hyphens; rename the file or folder")
}
