//! A branch of a repository, through the program `git`.
//!
//! 1. Everything happens in a bare repository of its own that goes afterwards ([`repository`]). The user's work
//!    tree, index, branches and hooks are neither read nor written.
//! 2. The tip of the branch is fetched. The list of files in it tells what we published; all else in it belongs to
//!    somebody else, and stays ([`tree`]).
//! 3. The files are stored byte by byte, without filters or line ends, in a temporary index, and become a commit
//!    on top of the tip. If its tree is that of the tip, there is nothing to do.
//! 4. The commit is pushed with a lease: only if the branch is still what was fetched.
#![allow(clippy::disallowed_methods, reason = "git stands elsewhere, and paths must not depend on where")]

mod remote;
mod repository;
mod tree;

use std::{collections::BTreeSet, io, path::Path};

use super::{
    Options, Progress, Site, Summary, Watch, deletes,
    site::File,
    stop::{Stop, part},
};
use crate::{
    config::publish::Git,
    diagnostic::{Code, Finding},
    digest::hex,
    output::manifest::{self, Entry, Manifest},
};
use remote::Remote;
use repository::Repository;
use tree::Tip;

/// Publishes a site there.
///
/// # Errors
/// When this machine's disk fails.
pub fn publish(site: &Site, target: &Git, options: &Options, watch: Watch<'_>) -> io::Result<Result<Summary, Finding>> {
    part(go(site, target, options, watch))
}

fn go(site: &Site, target: &Git, options: &Options, watch: Watch<'_>) -> Result<Summary, Stop> {
    let step = |what| watch(Progress { what, done: 0, all: 0 });
    step("Looking at the branch");
    let remote = Remote::find(&site.root, &target.remote)?;
    let repository = Repository::open(remote, &target.branch)?;
    let tip = repository.fetch()?;
    step("Storing the files");
    site.verify()?;
    let (files, own) = files(site, target);
    let kept = tip.kept(&files, &target.branch, options.force)?;
    let ids = store(&repository, site, &files, &own)?;
    let mut summary = summary(&tip, &files, &ids);
    let tree = repository.tree(&kept, files.iter().map(|file| file.path.as_str()).zip(&ids))?;
    summary.place = format!("branch {} of {}", target.branch, repository.shown());
    summary.changed = tip.tree.as_ref() != Some(&tree);
    if !summary.changed {
        return Ok(summary);
    }
    deletes(summary.removed.len(), options)?;
    if !options.dry_run {
        step("Pushing");
        let commit = repository.commit(&tree, tip.commit.as_deref(), &target.message)?;
        repository.push(&commit, tip.commit.as_deref())?;
        summary.place = format!("commit {} on {}", commit.get(..10).unwrap_or(&commit), summary.place);
    }
    Ok(summary)
}

/// All that the commit has from us, with the list of it last, and the bytes of what is not in the output folder.
fn files(site: &Site, target: &Git) -> (Vec<File>, Vec<(String, Vec<u8>)>) {
    let mut own: Vec<(String, Vec<u8>)> = Vec::new();
    if let Some(cname) = &target.cname {
        own.push(("CNAME".to_owned(), format!("{cname}\n").into_bytes()));
    }
    let is_own = |file: &&File| own.iter().any(|(path, _)| *path == file.path);
    let mut listed: Manifest = site.manifest();
    listed.files.extend(own.iter().map(|(path, bytes)| (path.clone(), Entry::of(bytes))));
    let mut files: Vec<File> = site.files.iter().filter(|file| !is_own(file)).cloned().collect();
    own.push((manifest::NAME.to_owned(), listed.to_bytes()));
    files.extend(own.iter().map(|(path, bytes)| {
        let entry = Entry::of(bytes);
        File { path: path.clone(), size: entry.size, sha256: hex(&entry.sha256) }
    }));
    (files, own)
}

/// Stores all files, and gives their ids in the same order.
fn store(repository: &Repository, site: &Site, files: &[File], own: &[(String, Vec<u8>)]) -> Result<Vec<String>, Stop> {
    let mut paths = Vec::with_capacity(files.len());
    let first_own = files.len() - own.len();
    for (index, file) in files.iter().enumerate() {
        paths.push(match index.checked_sub(first_own).and_then(|index| own.get(index)) {
            Some((name, bytes)) => repository.beside(name, bytes)?,
            None => std::path::absolute(site.path(file)?)?,
        });
    }
    let paths: Vec<&Path> = paths.iter().map(std::path::PathBuf::as_path).collect();
    repository.store(&paths)
}

fn summary(tip: &Tip, files: &[File], ids: &[String]) -> Summary {
    let mut summary = Summary::default();
    for (file, id) in files.iter().zip(ids).filter(|(file, _)| file.path != manifest::NAME) {
        if tip.has(&file.path, id) {
            summary.kept += 1;
        } else {
            summary.bytes += file.size;
            summary.sent.push(file.path.clone());
        }
    }
    summary.sent.sort();
    let all: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let is_gone = |path: &&String| !all.contains(path.as_str());
    summary.removed = tip.ours.iter().flat_map(|manifest| manifest.files.keys()).filter(is_gone).cloned().collect();
    summary
}

/// What keeps a branch from being ours to write to.
fn refused(message: String, hint: &str) -> Stop {
    Finding::error(Code::PublishRefused, message).hint(hint).into()
}
