//! `rashomon init`.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process,
};

use super::{
    Status, place,
    session::{Session, count},
};
use crate::{
    diagnostic::{Code, Finding},
    output, starter,
};

/// Names of what stands in the way that are told before the rest is counted.
const TOLD: usize = 5;

/// Make a small complete site, with an invented event that shows every kind of mark
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder of the new site, which must be empty or not exist yet [default: here, or that of --root]
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// Writes the whole site, or nothing.
pub fn run(args: &Args, session: &Session) -> io::Result<Status> {
    let folder = args.dir.as_deref().unwrap_or(&session.root);
    if let Some(finding) = in_the_way(folder)? {
        session.report(&[finding]);
        return Ok(Status::Failed);
    }
    let existed = folder.exists();
    let files = starter::site();
    let made = fs::create_dir_all(folder).and_then(|()| put(folder, &files));
    if let Err(error) = made {
        if !existed {
            // It holds nothing yet; why is told below.
            let _ = fs::remove_dir(folder);
        }
        return Err(io::Error::new(error.kind(), format!("cannot make a site in `{}`: {error}", folder.display())));
    }
    session.say(&next(folder, files.len()))?;
    Ok(Status::Fine)
}

/// A finding if the folder holds anything but a repository without files, or is none.
fn in_the_way(folder: &Path) -> io::Result<Option<Finding>> {
    let shown = folder.display();
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            let message = format!("cannot make a site in `{shown}`: {error}");
            return Ok(Some(Finding::error(Code::UnreadableFile, message)));
        }
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name != ".git" {
            names.push(name);
        }
    }
    if names.is_empty() {
        return Ok(None);
    }
    names.sort();
    let more = if names.len() > TOLD { format!(" and {} more", names.len() - TOLD) } else { String::new() };
    names.truncate(TOLD);
    let message = format!("`{shown}` is not empty: it has {}{more}", names.join(", "));
    let hint = "name a folder that does not exist yet, as in `rashomon init my-site`";
    Ok(Some(Finding::error(Code::FileExists, message).hint(hint)))
}

/// Writes the files beside their places and then moves them there, so that a disk that is full leaves nothing.
fn put(folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    let staging = folder.join(format!(".rashomon-init-{}", process::id()));
    let mut moved = Vec::new();
    let done = stage(&staging, files).and_then(|()| shift(&staging, folder, &mut moved));
    if done.is_err() {
        for path in moved {
            let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        }
    }
    let _ = fs::remove_dir_all(&staging);
    done
}

fn stage(staging: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    fs::create_dir(staging)?;
    files.iter().try_for_each(|(path, bytes)| place::write(path, &output::join(staging, path)?, bytes))
}

/// Moves all that lies in the staging folder to the folder above, and notes what was moved.
fn shift(staging: &Path, folder: &Path, moved: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(staging)? {
        let entry = entry?;
        let target = folder.join(entry.file_name());
        fs::rename(entry.path(), &target)?;
        moved.push(target);
    }
    Ok(())
}

fn next(folder: &Path, files: usize) -> String {
    let shown = folder.display();
    let here = folder == Path::new(".");
    let enter = if here { String::new() } else { format!("  cd {shown}\n") };
    let at = if here { "here".to_owned() } else { format!("in {shown}") };
    format!(
        "Made a site {at}, {}. All in it is invented. Next:\n{enter}  rashomon check\n  rashomon build",
        count(files, "file")
    )
}
