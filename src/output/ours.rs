//! Whether an output folder is ours to write to.
#![allow(clippy::disallowed_methods, reason = "this room writes the output")]

use std::{
    fs, io,
    path::{Component, Path, PathBuf},
};

use super::{
    file::about,
    manifest::{self, Found, Manifest},
};
use crate::diagnostic::{Code, Finding};

/// The output folder itself: where a link points if it is one. Says whether it exists.
///
/// # Errors
/// When the disk fails.
pub fn resolve(output: &Path) -> io::Result<(PathBuf, bool)> {
    let exists = fs::symlink_metadata(output).map(|_| true).or_else(|error| match error.kind() {
        io::ErrorKind::NotFound => Ok(false),
        _ => Err(error),
    });
    let resolve = |exists| Ok((if exists { fs::canonicalize(output)? } else { real(output)? }, exists));
    exists.and_then(resolve).map_err(|error| about("cannot open", output, &error))
}

/// A path without links, as far as it exists.
///
/// # Errors
/// When the disk fails.
pub fn real(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let existing = path.ancestors().find_map(|folder| Some((folder, fs::canonicalize(folder).ok()?)));
    let (existing, mut real) = existing.ok_or(io::ErrorKind::NotFound)?;
    for part in path.strip_prefix(existing).unwrap_or(Path::new("")).components() {
        match part {
            // What does not exist yet is no link either, so `..` takes back the part before it.
            Component::ParentDir => drop(real.pop()),
            part => real.push(part),
        }
    }
    Ok(real)
}

/// The output folder of another build in which a folder lies, if it lies in one.
pub fn outer(output: &Path) -> Option<&Path> {
    // What cannot be read there is not ours.
    output.ancestors().skip(1).find(|folder| matches!(manifest::read(folder), Ok(Found::Manifest(_))))
}

/// The manifest of an output folder, or the finding that the folder is not ours.
///
/// # Errors
/// When the disk fails.
pub fn read(output: &Path, shown: &str) -> io::Result<Result<Manifest, Finding>> {
    let hint = "choose another folder with `-o`, or empty this one";
    let strangers = match manifest::read(output)? {
        Found::Manifest(manifest) => return Ok(Ok(manifest)),
        Found::Broken(why) => {
            let message = format!("`{shown}` has a `{}` that cannot be used: {why}", manifest::NAME);
            return Ok(Err(Finding::error(Code::ForeignOutput, message).hint(hint)));
        }
        Found::Nothing => first_names(output)?,
    };
    if strangers.is_empty() {
        return Ok(Ok(Manifest::default()));
    }
    let message = format!("`{shown}` holds files that Rashomon did not write: {}", strangers.join(", "));
    Ok(Err(Finding::error(Code::ForeignOutput, message).hint(hint)))
}

/// The first names in a folder, in backticks, and a sign that there are more.
fn first_names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names: Vec<String> = fs::read_dir(folder)?
        .map(|entry| Ok(format!("`{}`", entry?.file_name().to_string_lossy())))
        .collect::<io::Result<_>>()?;
    names.sort_unstable();
    if names.len() > 3 {
        names.truncate(3);
        names.push("…".to_owned());
    }
    Ok(names)
}
