//! What has to happen in the output folder so that it holds this build: decided as a whole before
//! anything is touched, so that a conflict leaves the output as it was.
#![allow(clippy::disallowed_methods, reason = "this room writes the output")]

use std::{collections::BTreeSet, fs, io, path::Path};

use super::{
    made::{File, Sorted},
    manifest::Manifest,
    standing::{Standing, Survey},
};
use crate::diagnostic::{Code, Finding};

/// Paths by what is to be done, in this order.
#[derive(Debug, Default)]
pub struct Plan {
    /// Files of ours that stand where this build needs a folder, or in a folder where it needs a
    /// file.
    pub clear: BTreeSet<String>,
    /// Files of ours that this build no longer has.
    pub remove: BTreeSet<String>,
}

/// Plans the way from the output as it is (`ours` lists our part of it) to the files of `made`; `gone` are files of ours
/// that are not among these.
///
/// # Errors
/// When the disk fails. The inner findings name what is not ours and in the way.
pub fn plan(
    output: &Path,
    ours: &Manifest,
    made: &Sorted<'_>,
    gone: &[&str],
) -> io::Result<Result<Plan, Vec<Finding>>> {
    let mut plan = Plan::default();
    let mut findings = Vec::new();
    let mut survey = Survey::new(output);
    let mut folder = "";
    for File { path, staged, .. } in made.iter() {
        let above = path.rfind('/').map_or("", |end| &path[..end]);
        if above != folder {
            forbid_folder_and_file(path, made)?;
            folder = above;
        }
        // What already stands in the output was looked at when it was found there.
        if staged {
            let standing = survey.standing(path)?;
            let stranger = conflict(output, ours, path, standing, &mut plan.clear)?;
            findings.extend(stranger.map(|stranger| in_the_way(path, &stranger)));
        }
    }
    for path in gone {
        if !plan.clear.contains(*path) && survey.standing(path)? == Standing::File {
            plan.remove.insert((*path).to_owned());
        }
    }
    Ok(if findings.is_empty() { Ok(plan) } else { Err(findings) })
}

/// What is not ours and in the way of a file, by path. What is ours and in the way goes to `clear`.
fn conflict(
    output: &Path,
    ours: &Manifest,
    path: &str,
    standing: Standing,
    clear: &mut BTreeSet<String>,
) -> io::Result<Option<String>> {
    Ok(match standing {
        Standing::Free => None,
        Standing::File => (!ours.files.contains_key(path)).then(|| path.to_owned()),
        Standing::Odd(stranger) => Some(stranger),
        Standing::Under(file) => {
            if !ours.files.contains_key(&file) {
                return Ok(Some(file));
            }
            clear.insert(file);
            None
        }
        Standing::Folder => first_stranger(output, ours, path, clear)?,
    })
}

/// The first thing in a folder that is not ours; all that is ours goes to `clear`. An empty folder
/// counts as a stranger's, for none of ours is ever left empty.
fn first_stranger(
    output: &Path,
    ours: &Manifest,
    folder: &str,
    clear: &mut BTreeSet<String>,
) -> io::Result<Option<String>> {
    let mut empty = true;
    for entry in fs::read_dir(output.join(folder))? {
        let entry = entry?;
        empty = false;
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        let stranger = if entry.file_type()?.is_dir() {
            first_stranger(output, ours, &path, clear)?
        } else if entry.file_type()?.is_file() && ours.files.contains_key(&path) {
            clear.insert(path);
            None
        } else {
            Some(path)
        };
        if stranger.is_some() {
            return Ok(stranger);
        }
    }
    Ok(empty.then(|| folder.to_owned()))
}

/// A site cannot have both `a` and `a/b`.
fn forbid_folder_and_file(path: &str, made: &Sorted<'_>) -> io::Result<()> {
    match path.match_indices('/').map(|(end, _)| &path[..end]).find(|folder| made.get(folder).is_some()) {
        None => Ok(()),
        Some(folder) => Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            format!("cannot write `{path}`: `{folder}` is a file of the site"),
        )),
    }
}

fn in_the_way(path: &str, stranger: &str) -> Finding {
    Finding::error(
        Code::ForeignOutput,
        format!("the output has a `{stranger}` that is not ours, where `{path}` belongs"),
    )
    .hint("move it elsewhere; what the site should serve as it is belongs in `static/`")
}
