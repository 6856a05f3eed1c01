//! A release, made file by file where no reader looks.
#![allow(clippy::disallowed_methods, reason = "this room writes the releases")]

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Write},
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
};

use rayon::prelude::*;

use super::{
    super::{Progress, Site, Watch, release::Plan},
    state::{Place, about},
};
use crate::output::manifest;

/// Makes a release of a site under its partial name. `last` is the release that holds the files that are kept.
///
/// # Errors
/// When the disk fails.
pub fn make(place: &Place, plan: &Plan, site: &Site, last: Option<&str>, id: &str, watch: Watch<'_>) -> io::Result<()> {
    let folder = place.partial(id);
    fs::create_dir(&folder).map_err(|error| about("cannot make", &folder, &error))?;
    open_to_all(&folder, 0o555)?;
    let files = plan.kept.iter().chain(&plan.sent).map(|file| file.path.as_str());
    for path in folders(files.chain(plan.carried.keys().map(String::as_str))) {
        let below = folder.join(path);
        fs::create_dir(&below).map_err(|error| about("cannot make", &below, &error))?;
        open_to_all(&below, 0o555)?;
    }
    let done = AtomicUsize::new(0);
    let all = plan.kept.len() + plan.sent.len();
    let tell = || watch(Progress { what: "Writing", done: done.fetch_add(1, Ordering::Relaxed) + 1, all });
    plan.kept.par_iter().try_for_each(|file| {
        let linked = last.map(|last| fs::hard_link(place.release(last).join(&file.path), folder.join(&file.path)));
        // A file system may have no links, too many of this file, or none for files of somebody else.
        let written =
            if matches!(linked, Some(Ok(()))) { Ok(()) } else { write(&folder.join(&file.path), &site.bytes(file)?) };
        tell();
        written
    })?;
    plan.sent.par_iter().try_for_each(|file| {
        tell();
        write(&folder.join(&file.path), &site.bytes(file)?)
    })?;
    for (path, release) in &plan.carried {
        let (old, new) = (place.release(release).join(path), folder.join(path));
        // One that somebody took away cannot stay.
        let _ = fs::hard_link(&old, &new).or_else(|_| fs::copy(&old, &new).map(drop));
    }
    write(&folder.join(manifest::NAME), &site.manifest().to_bytes())
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let written = File::create_new(path).and_then(|mut file| file.write_all(bytes));
    written.map_err(|error| about("cannot write", path, &error))?;
    open_to_all(path, 0o444)
}

/// All folders above some files, each after those above it.
fn folders<'a>(paths: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    paths.flat_map(|path| path.match_indices('/').map(|(at, _)| &path[..at])).collect()
}

/// Lets everybody read what is published, whatever the umask: the server is often another user.
#[cfg(unix)]
fn open_to_all(path: &Path, bits: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let change = || {
        let mut permissions = fs::metadata(path)?.permissions();
        if permissions.mode() & bits == bits {
            return Ok(());
        }
        permissions.set_mode(permissions.mode() | bits);
        fs::set_permissions(path, permissions)
    };
    change().map_err(|error: io::Error| about("cannot open to all", path, &error))
}

#[cfg(not(unix))]
fn open_to_all(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}
