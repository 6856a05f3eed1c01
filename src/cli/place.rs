//! Where commands put new files into a site: never over another, and never outside.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use crate::{
    diagnostic::{Code, Finding, Place},
    output,
};

/// Where a new file of the site goes, if nothing is there and no link leads out of the site.
pub fn free(root: &Path, path: &str) -> io::Result<Result<PathBuf, Finding>> {
    let target = match inside(root, path)? {
        Ok(target) => target,
        Err(finding) => return Ok(Err(finding)),
    };
    if fs::symlink_metadata(&target).is_ok() {
        let finding = Finding::error(Code::FileExists, format!("the site already has `{path}`"));
        return Ok(Err(finding.at(Place::File(path.into()))));
    }
    Ok(Ok(target))
}

/// Where a file of the site goes, if no folder on the way is a link out of the site. There may be one already.
pub fn inside(root: &Path, path: &str) -> io::Result<Result<PathBuf, Finding>> {
    let root = fs::canonicalize(root)?;
    let target = output::join(&root, path)?;
    let folder = target.ancestors().skip(1).find_map(|folder| fs::canonicalize(folder).ok());
    Ok(if folder.is_none_or(|folder| !folder.starts_with(&root)) { Err(outside(path)) } else { Ok(target) })
}

/// A finding for a file that would not be one of the site.
pub fn outside(path: &str) -> Finding {
    Finding::error(Code::OutsideLink, format!("`{path}` would be written outside the site"))
        .at(Place::File(path.into()))
}

/// Writes a file that is not there yet, with the folders above it. `path` is how people call it.
pub fn write(path: &str, target: &Path, bytes: &[u8]) -> io::Result<()> {
    let make = || {
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        File::create_new(target)?.write_all(bytes)
    };
    make().map_err(|error| io::Error::new(error.kind(), format!("cannot write `{path}`: {error}")))
}
