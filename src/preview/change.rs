//! What a change of files means for the snapshot: which events are read again, and whether what they
//! share or the theme is.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    sync::Arc,
};

use super::snapshot::{Base, Entry, Origin, Skin, Snapshot};
use crate::{
    content::{escape, is_markdown},
    diagnostic::Code,
    model::Outlet,
    page::address,
    pipeline::{
        Options,
        event::Walked,
        shared::{Shared, glimpse},
    },
};

/// How a file changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Added,
    Modified,
    Removed,
}

/// Files that changed, by their path from the site's root.
pub type Changes = BTreeMap<String, Change>;

/// What has to be read again.
#[derive(Debug, Default)]
struct Stale {
    base: bool,
    theme: bool,
    events: BTreeSet<String>,
    /// Events whose front matter must be read again.
    fronts: BTreeSet<String>,
    /// Files that events may show.
    pictures: BTreeSet<String>,
    everything: bool,
}

/// The snapshot after a change; events that it touched are in the set.
///
/// # Errors
/// When the disk fails.
pub fn next(
    old: &Snapshot,
    origin: Origin,
    options: &Options,
    changes: &Changes,
) -> io::Result<(Snapshot, BTreeSet<String>)> {
    let mut stale = Stale::default();
    for (path, change) in changes {
        sort(path, *change, &mut stale);
    }
    stale.base |= stale.fronts.iter().any(|id| front_changed(old, origin, options, id));
    let base = if stale.base {
        let known = &old.base.shared.glimpses;
        let known = known.iter().filter(|(id, _)| !stale.fronts.contains(*id));
        Arc::new(Base::load(origin, options, &known.map(|(id, known)| (id.clone(), known.clone())).collect())?)
    } else {
        Arc::clone(&old.base)
    };
    let new_language = !Arc::ptr_eq(&base, &old.base) && stale.theme_words(changes);
    let skin =
        if stale.theme || new_language { Arc::new(Skin::load(&base, Some(&old.skin))?) } else { Arc::clone(&old.skin) };
    let mut touched = BTreeSet::new();
    let mut entries = BTreeMap::new();
    for event in &base.shared.layout.events {
        let before = old.entries.get_key_value(event.id.as_str());
        let Some((id, before)) = before else {
            entries.insert(event.id.as_str().into(), Entry::new(None));
            touched.insert(event.id.clone());
            continue;
        };
        let walked = before.walked();
        let keeps =
            !stale.touches(id, walked.as_deref()) && still_holds(&old.base.shared, &base.shared, id, walked.as_deref());
        let entry = if keeps {
            Arc::clone(before)
        } else {
            touched.insert(id.to_string());
            Entry::new(walked.or_else(|| before.stale.clone()))
        };
        entries.insert(Arc::clone(id), entry);
    }
    let mut next = old.next(base, skin, entries);
    for name in stale.pictures.iter().filter_map(|path| path.rsplit('/').next()) {
        next.pictures.insert(escape(&address::encoded(name)), next.revision);
    }
    Ok((next, touched))
}

/// Notes what the change of one file makes stale.
fn sort(path: &str, change: Change, stale: &mut Stale) {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["site.toml"] | ["templates", "words.toml"] => (stale.base, stale.theme, stale.everything) = (true, true, true),
        ["templates" | "static", ..] => stale.theme = true,
        ["captures", event, _] => drop(stale.events.insert((*event).to_owned())),
        ["captures", ..] => stale.everything = true,
        ["content", "events", event, name] if is_markdown(name) => {
            stale.events.insert((*event).to_owned());
            stale.base |= change != Change::Modified;
            if *name == "index.md" {
                stale.fronts.insert((*event).to_owned());
            }
        }
        ["content", "events", event, ..] => {
            stale.events.insert((*event).to_owned());
            stale.pictures.insert(path.to_owned());
        }
        ["content", ..] => {
            stale.base = true;
            stale.pictures.insert(path.to_owned());
        }
        _ => {}
    }
}

impl Stale {
    fn theme_words(&self, changes: &Changes) -> bool {
        self.everything && changes.keys().any(|path| path == crate::config::PATH || path == "templates/words.toml")
    }

    /// Whether the changed files are part of an event.
    fn touches(&self, id: &str, walked: Option<&Walked>) -> bool {
        if self.everything || self.events.contains(id) {
            return true;
        }
        let Some(walked) = walked.filter(|_| !self.pictures.is_empty()) else { return false };
        let shows = walked.images.iter().any(|image| self.pictures.contains(image));
        shows || walked.findings.iter().any(|finding| finding.code == Code::MissingImage)
    }
}

/// Whether what other events need to know of an event's front matter is another.
fn front_changed(old: &Snapshot, origin: Origin, options: &Options, id: &str) -> bool {
    let Some(files) = old.base.files(id) else { return true };
    old.base.shared.glimpses.get(id) != Some(&glimpse(origin.world, files, options.drafts))
}

/// Whether what was found in an event is still true with what the events share now.
fn still_holds(old: &Shared<'_>, new: &Shared<'_>, id: &str, walked: Option<&Walked>) -> bool {
    if std::ptr::eq(old, new) {
        return true;
    }
    // Somebody may be reading it with what the events shared before.
    let Some(walked) = walked else { return false };
    let heads = |shared: &Shared<'_>| shared.newest.as_deref() == Some(id);
    let known = |shared: &Shared<'_>| -> Vec<(String, bool, Option<String>)> {
        // The newest event brings a part of the home page, in which outlets have names.
        let name = |outlet: &Outlet| heads(shared).then(|| [outlet.name.as_str(), &outlet.short].join("\n"));
        shared.outlets.values().map(|outlet| (outlet.id.clone(), outlet.draft, name(outlet))).collect()
    };
    heads(old) == heads(new)
        && known(old) == known(new)
        && (!walked.reaches_out || (old.addresses == new.addresses && old.anchors == new.anchors))
}
