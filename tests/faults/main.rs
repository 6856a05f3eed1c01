//! What a build leaves when the disk, the system or a person gets in its way: every file is the old one or
//! the new one, and the next build mends the rest.
#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test works on real folders and may panic"
)]

mod clock;
mod disk;
mod endless;
mod kills;
mod two;

#[path = "../support/mod.rs"]
mod support;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use tempfile::TempDir;

use support::{EVENT, HERALD, Site, site};

/// A folder with the site in two states, between which most files change, some come and some go.
struct Sites {
    folder: TempDir,
}

impl Sites {
    /// Each state has so many files that are served as they are, beside the pages.
    fn new(files: usize) -> Sites {
        let folder = tempfile::tempdir().unwrap();
        let old = with_files(site(), files, "old").file("static/gone.txt", "gone");
        let new = with_files(site().edit(EVENT, "A flood in", "The flood in"), files, "new")
            .file("static/come/too.txt", "come");
        let new = new.edit(HERALD, "Ràin floods", "Rain floods");
        write(&old, &folder.path().join("old"));
        write(&new, &folder.path().join("new"));
        Sites { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The command that builds a state into an output folder.
    fn command(&self, state: &str, output: &Path) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("rashomon"));
        command.arg("build").arg("--root").arg(self.path(state)).arg("-o").arg(output).env("TERM", "dumb");
        command
    }

    /// Builds a state, which must go well.
    fn build(&self, state: &str, output: &Path) -> String {
        let done = self.command(state, output).output().unwrap();
        assert!(done.status.success(), "{}", told(&done));
        String::from_utf8(done.stdout).unwrap()
    }

    /// The files of a state as a build into an empty folder makes them.
    fn clean(&self, state: &str) -> Tree {
        let output = self.path(&format!("clean-{state}"));
        self.build(state, &output);
        tree(&output)
    }
}

fn with_files(site: Site, count: usize, text: &str) -> Site {
    (0..count)
        .fold(site, |site, number| site.file(&format!("static/files/{number}.json"), format!("\"{text} {number}\"")))
}

fn write(site: &Site, folder: &Path) {
    for (path, bytes) in site.files() {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// Files by path.
type Tree = BTreeMap<String, Vec<u8>>;

/// All files below a folder.
fn tree(folder: &Path) -> Tree {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let path = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
    entries
        .filter(|entry| !entry.file_type().is_dir())
        .map(|entry| (path(entry.path()), fs::read(entry.path()).unwrap()))
        .collect()
}

/// What is neither the old nor the new file of its path.
fn torn<'t>(now: &'t Tree, old: &Tree, new: &Tree) -> Vec<&'t str> {
    let whole = |path: &str, bytes: &Vec<u8>| [old, new].iter().any(|tree| tree.get(path) == Some(bytes));
    now.iter().filter(|(path, bytes)| !whole(path, bytes)).map(|(path, _)| path.as_str()).collect()
}

/// All that a command printed.
fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
