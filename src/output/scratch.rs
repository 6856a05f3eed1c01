//! The folder in which a build lies until it is clean.
#![allow(clippy::disallowed_methods, reason = "this room writes the output")]

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process,
};

/// A file in each scratch folder that is locked for as long as its build runs.
const LOCK: &str = "lock";

/// A fresh folder beside the output, on the same file system, so that files can be moved from one
/// to the other. It goes when it is dropped; one whose build was killed goes with the next build.
#[derive(Debug)]
pub struct Scratch {
    folder: PathBuf,
    lock: Option<File>,
}

impl Scratch {
    /// Makes a scratch folder for the output folder `name` in `parent`.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn new(parent: &Path, name: &str) -> io::Result<Scratch> {
        let prefix = format!(".{name}.rashomon-");
        sweep(parent, &prefix);
        let pid = process::id();
        let mut folder = parent.join(format!("{prefix}{pid}"));
        // Process ids come again, in containers often the same one each time.
        for again in 1.. {
            match fs::create_dir(&folder) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    folder = parent.join(format!("{prefix}{pid}-{again}"));
                }
                made => {
                    made?;
                    break;
                }
            }
        }
        let mut scratch = Scratch { folder, lock: None };
        let lock = File::create_new(scratch.folder.join(LOCK))?;
        // Where a file system has no locks, leftovers are not swept: see `is_abandoned`.
        let _ = lock.try_lock();
        scratch.lock = Some(lock);
        fs::create_dir(scratch.files())?;
        Ok(scratch)
    }

    /// Where the files of the build lie.
    pub fn files(&self) -> PathBuf {
        self.folder.join("files")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        self.lock = None;
        // There is nobody to tell; the next build sweeps what is left.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Removes scratch folders of builds that no longer run. That they are still there is no reason for
/// this build to fail.
fn sweep(parent: &Path, prefix: &str) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let numbered = name
            .to_str()
            .and_then(|name| name.strip_prefix(prefix))
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'));
        if numbered && entry.file_type().is_ok_and(|kind| kind.is_dir()) && is_abandoned(&entry.path()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Whether nobody holds the lock of a scratch folder. One without a lock file is just being made.
fn is_abandoned(folder: &Path) -> bool {
    File::open(folder.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn goes_when_dropped_and_two_do_not_meet() {
        let parent = tempfile::tempdir().unwrap();
        let one = Scratch::new(parent.path(), "public").unwrap();
        let two = Scratch::new(parent.path(), "public").unwrap();
        assert_ne!(one.files(), two.files());
        assert!(one.files().is_dir() && two.files().is_dir());
        drop((one, two));
        assert!(names(parent.path()).is_empty());
    }

    #[test]
    fn sweeps_what_a_killed_build_left_and_nothing_else() {
        let parent = tempfile::tempdir().unwrap();
        for folder in [".public.rashomon-1", ".public.rashomon-x", ".other.rashomon-1", "public"] {
            fs::create_dir(parent.path().join(folder)).unwrap();
            fs::write(parent.path().join(folder).join(LOCK), "").unwrap();
        }
        drop(Scratch::new(parent.path(), "public").unwrap());
        let mut left = names(parent.path());
        left.sort();
        assert_eq!(left, [".other.rashomon-1", ".public.rashomon-x", "public"]);
    }
}
