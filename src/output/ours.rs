//! Whether an output folder is ours to write to.
#![allow(clippy::disallowed_methods, reason = "this room writes the output")]

use std::{
    fs, io,
    path::{Path, PathBuf},
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
    match fs::symlink_metadata(output) {
        Ok(_) => Ok((fs::canonicalize(output).map_err(|error| about("cannot open", output, &error))?, true)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok((std::path::absolute(output)?, false)),
        Err(error) => Err(about("cannot open", output, &error)),
    }
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
