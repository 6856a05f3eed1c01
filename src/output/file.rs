//! Single files of the output: compared in place, moved as a whole.
#![allow(clippy::disallowed_methods, reason = "this room writes the output")]

use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
};

/// Whether a file has these bytes; read in small pieces.
///
/// # Errors
/// When the disk fails; a file that does not exist has no bytes.
pub fn same(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        // A link is not the file that it names, and a pipe would be waited for without end.
        Ok(file) if !file.is_file() || file.len() != bytes.len() as u64 => return Ok(false),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(about("cannot read", path, &error)),
    }
    let mut file = File::open(path).map_err(|error| about("cannot read", path, &error))?;
    let mut piece = [0; 16 << 10];
    let mut rest = bytes;
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(rest.is_empty()),
            length => match rest.strip_prefix(&piece[..length]) {
                Some(after) => rest = after,
                None => return Ok(false),
            },
        }
    }
}

/// Whether two files have the same bytes; read in small pieces.
///
/// # Errors
/// When the disk fails; only the second file may be missing.
pub fn equal(one: &Path, other: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(other) {
        Ok(file) if !file.is_file() || file.len() != fs::metadata(one)?.len() => return Ok(false),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(about("cannot read", other, &error)),
    }
    let [mut one, mut other] = [one, other].map(|path| File::open(path).map(BufReader::new));
    let (Ok(one), Ok(other)) = (&mut one, &mut other) else { return Ok(false) };
    loop {
        let (ours, theirs) = (one.fill_buf()?, other.fill_buf()?);
        let length = ours.len().min(theirs.len());
        if length == 0 {
            return Ok(ours.is_empty() && theirs.is_empty());
        }
        if ours[..length] != theirs[..length] {
            return Ok(false);
        }
        one.consume(length);
        other.consume(length);
    }
}

/// Writes a single file, whole or not at all, if it has not these bytes already; whether it was written.
///
/// # Errors
/// When the disk fails.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    if same(path, bytes)? {
        return Ok(false);
    }
    let part = part_of(path);
    // One that a killed run left; a link of that name is removed, not followed.
    let _ = fs::remove_file(&part);
    let written = File::create_new(&part)
        .and_then(|mut file| file.write_all(bytes))
        .map_err(|error| about("cannot write", path, &error))
        .and_then(|()| shift(&part, path));
    if written.is_err() {
        // Half a file, or one that could not be moved, is nobody's.
        let _ = fs::remove_file(&part);
    }
    written.map(|()| true)
}

/// Where a file lies while it is written beside its place.
pub fn part_of(path: &Path) -> PathBuf {
    let mut part = path.as_os_str().to_owned();
    part.push(".rashomon-part");
    PathBuf::from(part)
}

/// Moves a file over another one, whole or not at all.
///
/// # Errors
/// When the disk fails.
pub fn shift(source: &Path, target: &Path) -> io::Result<()> {
    let moved = match fs::rename(source, target) {
        // The output is a mount of its own: copy beside the target first.
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => copy_beside(source, target),
        moved => moved,
    };
    moved.map_err(|error| about("cannot write", target, &error))
}

fn copy_beside(source: &Path, target: &Path) -> io::Result<()> {
    let part = part_of(target);
    // One that a killed build left; a link of that name is removed, not followed.
    let _ = fs::remove_file(&part);
    let copy = || io::copy(&mut File::open(source)?, &mut File::create_new(&part)?);
    let moved = copy().and_then(|_| fs::rename(&part, target));
    if moved.is_err() {
        let _ = fs::remove_file(&part);
    }
    moved
}

/// An error of the disk that says what was tried, and where.
pub fn about(what: &str, path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{what} `{}`: {error}", path.display()))
}
