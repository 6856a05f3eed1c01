//! What an editor begins with: the site that `rashomon init` makes, and the files of `rashomon new`.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, reason = "a test reads files and may panic")]

#[path = "../support/mod.rs"]
mod support;

mod example;
mod init;
mod new;

use std::{path::Path, process::Output};

use assert_cmd::Command;
use support::Site;

/// The site that `rashomon init` makes, in memory.
fn started() -> Site {
    let files = rashomon::starter::site().into_iter();
    files.fold(Site::default().with_evidence(), |site, (path, bytes)| site.file(&path, bytes))
}

/// Runs `rashomon` in a folder.
fn rashomon(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::cargo_bin("rashomon").unwrap();
    command.current_dir(folder).env_remove("SOURCE_DATE_EPOCH").args(args).output().unwrap()
}

fn told(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}
