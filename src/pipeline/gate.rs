//! A sink before the sink: it holds back what content can ask for and an output folder cannot have,
//! two files of one name and names that no disk holds. Both are findings, not failures of the disk.

use std::{
    collections::HashSet,
    io,
    path::Path,
    sync::{Mutex, PoisonError},
};

use crate::{
    check::addresses::{Claim, folded},
    diagnostic::{Code, Finding, Place},
    digest::digest,
    output::{Entry, Sink, Written, join},
};

/// Lets through each path once, and only if every disk can hold it. A file that two events show, a
/// picture, is thereby written once; two different files of one name are an error in any case.
pub struct Gate<'a> {
    sink: &'a dyn Sink,
    /// Halves of their hashes: of ten thousand events the paths themselves would take much room.
    taken: Mutex<HashSet<[u8; 16]>>,
}

impl<'a> Gate<'a> {
    pub fn new(sink: &'a dyn Sink) -> Self {
        Gate { sink, taken: Mutex::default() }
    }
}

impl Gate<'_> {
    fn lets_through(&self, path: &str) -> bool {
        let hash = digest(folded(path).as_bytes());
        let Some(half) = hash.first_chunk::<16>() else { return false };
        let is_new = || self.taken.lock().unwrap_or_else(PoisonError::into_inner).insert(*half);
        join(Path::new(""), path).is_ok() && is_new()
    }
}

impl Sink for Gate<'_> {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<Written> {
        if self.lets_through(path) { self.sink.put(path, bytes) } else { Ok(Written::of(bytes)) }
    }

    fn has(&self, files: &[(&str, Written)]) -> io::Result<Option<Vec<Written>>> {
        self.sink.has(files)
    }

    fn keep(&self, path: &str, entry: Entry) -> io::Result<()> {
        if self.lets_through(path) { self.sink.keep(path, entry) } else { Ok(()) }
    }
}

/// Findings for the names that some disk cannot hold, one for each name.
pub fn names(claims: impl Iterator<Item = Claim>) -> Vec<Finding> {
    let mut refused = HashSet::new();
    let mut findings = Vec::new();
    for claim in claims {
        let Err(why) = join(Path::new(""), &claim.path) else { continue };
        let ends = claim.path.match_indices('/').map(|(at, _)| at).chain([claim.path.len()]);
        let bad = ends.map(|end| &claim.path[..end]).find(|start| join(Path::new(""), start).is_err());
        if refused.insert(bad.map(str::to_owned)) {
            let finding = Finding::error(Code::InvalidSlug, why.to_string()).at(Place::File(claim.origin.clone()));
            findings.push(finding.hint("rename the file or folder, or change its `aliases`"));
        }
    }
    findings
}
