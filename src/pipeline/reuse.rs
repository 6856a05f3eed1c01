//! What stays of an event from one build to the next, so that an event in which nothing changed need not be
//! walked and drawn again.
//!
//! It is filed under a hash of everything that an event's pages can come from: the program, the settings,
//! the theme, outlets and masthead, and the event's own files, lock and captures. Of an event that shows
//! or says more than that, by a link out of its folder, by a finding, or at the head of the home page,
//! nothing is kept. The files themselves stand in the output; each is known by its stamp there, or else
//! read and its hash compared, before it is taken for what it was, so a file that somebody changed there is drawn anew.

use std::{io, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    Options,
    event::{self, Walked},
    shared::Shared,
};
use crate::{
    content::layout::EventFiles,
    digest::{digest, hex, sha256, unhex},
    evidence::{capture, lock},
    output::{Entry, Kept, Sink, Stamp, Written},
    page::{Record, summary::Summary},
    world::{Ahead, theme},
};

/// Changes when what is kept, or under what, changes.
const FORM: &str = "4";

/// What earlier builds left.
#[derive(Clone, Debug)]
pub struct Past {
    pub kept: Kept,
    /// Tells this program from any other.
    pub program: String,
}

impl Past {
    /// Removes what this build did not ask for, once that is much.
    pub fn sweep(&self) {
        self.kept.sweep();
    }
}

/// What earlier builds left, for one build.
pub struct Reuse<'p> {
    past: &'p Past,
    /// Hash of all that events share.
    shared: String,
}

#[derive(Serialize, Deserialize)]
struct Saved {
    anchors: Vec<u64>,
    summary: Arc<Summary>,
    records: Vec<Record>,
    /// The files of the output, in the order of its parts: length, SHA-256, and the stamp as it was when the
    /// bytes were known.
    outputs: Vec<(u64, String, Option<Stamp>)>,
    images: Vec<Image>,
}

/// A picture that it shows.
#[derive(Serialize, Deserialize)]
struct Image {
    /// The content file.
    path: String,
    /// Depends on the slug of the event whose file it is, which may be another one.
    address: String,
    sha256: String,
}

impl<'p> Reuse<'p> {
    /// Hashes what events share.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn new(past: &'p Past, shared: &Shared<'_>, options: &Options) -> io::Result<Reuse<'p>> {
        let mut parts = Parts::default();
        parts.add(&[FORM, &past.program, shared.settings.source.text()].join("\n"));
        parts.add(&format!("{} {:?} {:?}", options.drafts, options.base_url, shared.site().nav));
        for (path, _) in theme::files(shared.world)?.0.iter().filter(|(_, origin)| **origin == theme::Origin::Site) {
            parts.add(path);
            parts.add_bytes(&shared.world.read(path)?);
        }
        for document in shared.outlet_documents.values() {
            parts.add(document.source.path());
            parts.add(document.source.text());
        }
        Ok(Reuse { past, shared: parts.hash() })
    }

    /// Under what an event is filed; `None` for one of which nothing is kept, or that cannot be read. Its files
    /// are then at hand in `world`.
    pub fn key(&self, shared: &Shared<'_>, world: &Ahead<'_>, files: &EventFiles) -> Option<String> {
        if shared.newest.as_ref() == Some(&files.id) {
            return None;
        }
        let hash = |found: &io::Result<Vec<u8>>| found.as_ref().map(|bytes| digest(bytes)).map_err(io::Error::kind);
        let mut parts = Parts::default();
        parts.add(&self.shared);
        for path in files.paths() {
            parts.add(&path);
            parts.0.extend(world.look(&path, hash).ok()?);
        }
        let captures = files.sources.iter().map(|source| capture::path(&files.id, source));
        for path in captures.chain([lock::path(&files.id)]) {
            match world.look(&path, hash) {
                Ok(hash) => {
                    parts.add(&path);
                    parts.0.extend(hash);
                }
                Err(io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {}
                Err(_) => return None,
            }
        }
        Some(parts.hash())
    }

    /// What is known of an event, if all its files stand in the output; they are then taken over.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn get(&self, shared: &Shared<'_>, key: &str, sink: &dyn Sink) -> io::Result<Option<Walked>> {
        let Some(saved) = self.past.kept.get(key) else { return Ok(None) };
        let Ok(mut saved) = serde_json::from_slice::<Saved>(&saved) else { return Ok(None) };
        let is_same = |image: &Image| {
            let bytes = || shared.world.read(&image.path);
            shared.addresses.of(&image.path) == image.address
                && bytes().is_ok_and(|bytes| sha256(&bytes) == image.sha256)
        };
        if !saved.images.iter().all(is_same) {
            return Ok(None);
        }
        let paths = saved.paths(shared);
        let Some(files) = saved.files(&paths) else { return Ok(None) };
        let Some(found) = sink.has(&files)? else { return Ok(None) };
        for ((path, _), found) in files.iter().zip(&found) {
            sink.keep(path, found.entry)?;
        }
        let is_fresh = files.iter().map(|(_, known)| known).eq(&found);
        if !is_fresh {
            saved.outputs = found.iter().map(output).collect();
            self.keep(key, &saved);
        }
        Ok(Some(saved.walked()))
    }

    /// Keeps an event whose files were all handed over, if its pages depend on nothing else. `written` is what is
    /// known of them, in the order of its parts.
    pub fn put(&self, shared: &Shared<'_>, key: &str, walked: &Walked, written: &[Written]) {
        let Walked { findings, pending, reaches_out, .. } = walked;
        if !findings.is_empty() || !pending.is_empty() || *reaches_out {
            return;
        }
        if let Some(saved) = Saved::of(shared, walked, written) {
            self.keep(key, &saved);
        }
    }

    fn keep(&self, key: &str, saved: &Saved) {
        if let Ok(saved) = serde_json::to_vec(saved) {
            self.past.kept.put(key, &saved);
        }
    }
}

impl Saved {
    fn of(shared: &Shared<'_>, walked: &Walked, written: &[Written]) -> Option<Saved> {
        let outputs: Vec<_> = written.iter().map(output).collect();
        // The bytes of a picture are those of its file.
        let picture = |path: &String| {
            let place = event::claims(shared, walked).position(|claim| *claim.origin == **path)?;
            let address = shared.addresses.of(path).into_owned();
            Some(Image { path: path.clone(), address, sha256: outputs.get(place)?.1.clone() })
        };
        Some(Saved {
            anchors: walked.anchors.clone(),
            summary: walked.summary.clone()?,
            records: walked.records.clone(),
            images: walked.images.iter().map(picture).collect::<Option<_>>()?,
            outputs,
        })
    }

    /// The paths of its files in the output.
    fn paths(&self, shared: &Shared<'_>) -> Vec<String> {
        let parts = event::parts(shared, &self.summary, self.images.iter().map(|image| &image.path));
        parts.into_iter().map(|(claim, _)| claim.path).collect()
    }

    /// The files of the output by path; `None` if they are not told.
    fn files<'p>(&self, paths: &'p [String]) -> Option<Vec<(&'p str, Written)>> {
        let written = |(size, hash, stamp): &(u64, String, Option<Stamp>)| {
            Some(Written { entry: Entry { size: *size, sha256: unhex(hash)? }, stamp: *stamp })
        };
        let files = paths.iter().zip(&self.outputs);
        let files = files.map(|(path, output)| Some((path.as_str(), written(output)?)));
        files.collect::<Option<Vec<_>>>().filter(|files| files.len() == paths.len())
    }

    fn walked(self) -> Walked {
        Walked {
            anchors: self.anchors,
            summary: Some(self.summary),
            images: self.images.into_iter().map(|image| image.path).collect(),
            records: self.records,
            reused: true,
            ..Walked::default()
        }
    }
}

fn output(written: &Written) -> (u64, String, Option<Stamp>) {
    (written.entry.size, hex(&written.entry.sha256), written.stamp)
}

/// Parts that are hashed one by one, so that no two rows of parts are alike.
#[derive(Default)]
struct Parts(Vec<u8>);

impl Parts {
    fn add(&mut self, text: &str) {
        self.add_bytes(text.as_bytes());
    }

    fn add_bytes(&mut self, bytes: &[u8]) {
        self.0.extend(digest(bytes));
    }

    fn hash(&self) -> String {
        sha256(&self.0)
    }
}
