//! The bench of an output: the folder in which its build lies until it is clean.
#![allow(clippy::disallowed_methods, reason = "this room writes the output")]

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use super::file::about;

/// A file in the bench that is locked for as long as a build runs. The system unlocks it when the
/// build ends, however it ends.
const LOCK: &str = "lock";

/// Between two looks at whether another build has finished.
const PAUSE: Duration = Duration::from_millis(20);

/// A folder beside the output, on the same file system, so that files can be moved from one to the other.
/// Each output has only one, so whoever holds it is the only build that writes there. It goes when it is
/// dropped; one whose build was killed goes to the next build.
#[derive(Debug)]
pub struct Bench {
    folder: PathBuf,
    /// Folders that were made to hold it.
    above: Vec<PathBuf>,
    /// Never read: it is what keeps others out.
    _lock: File,
    /// Whether a build was killed while it had this folder.
    pub was_left: bool,
    /// Whether another build had it at first.
    pub waited: bool,
}

impl Bench {
    /// Takes the bench of the output folder `name` in `parent`, which is made if need be. Waits so long
    /// for another build that has it; `None` if that goes on.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn new(parent: &Path, name: &str, patience: Duration) -> io::Result<Option<Bench>> {
        let folder = parent.join(format!(".{name}.rashomon"));
        let cannot = |error: io::Error| about("cannot write", &folder, &error);
        let begun = Instant::now();
        let mut above = Vec::new();
        let (mut vanished, mut waited) = (0, false);
        let lock = loop {
            match take(&folder, &mut above) {
                Ok(Some(lock)) => break lock,
                Ok(None) if begun.elapsed() >= patience => return Ok(None),
                Ok(None) => {}
                // The build that had it has just removed it.
                Err(error) if error.kind() == io::ErrorKind::NotFound && vanished < 20 => vanished += 1,
                Err(error) => return Err(cannot(error)),
            }
            waited = true;
            thread::sleep(PAUSE);
        };
        let mut bench = Bench { folder, above, _lock: lock, was_left: false, waited };
        let files = bench.files();
        bench.was_left = fs::symlink_metadata(&files).is_ok();
        let fresh = || if bench.was_left { fs::remove_dir_all(&files) } else { Ok(()) };
        fresh().and_then(|()| fs::create_dir(&files)).map_err(|error| about("cannot write", &files, &error))?;
        Ok(Some(bench))
    }

    /// Where the files of the build lie.
    pub fn files(&self) -> PathBuf {
        self.folder.join("files")
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        // There is nobody to tell; the next build clears what is left. The lock is held to the end, so that
        // nobody begins in what is being removed.
        let _ = fs::remove_dir_all(self.files());
        let _ = fs::remove_file(self.folder.join(LOCK));
        let _ = fs::remove_dir(&self.folder);
        for folder in self.above.iter().rev() {
            if fs::remove_dir(folder).is_err() {
                break; // It holds the output.
            }
        }
    }
}

/// Takes the lock of a bench, which is made if it is not there; `None` if another build has it.
fn take(folder: &Path, above: &mut Vec<PathBuf>) -> io::Result<Option<File>> {
    for parent in missing(folder) {
        fs::create_dir(&parent).or_else(is_there_already)?;
        above.push(parent);
    }
    fs::create_dir(folder).or_else(is_there_already)?;
    if !fs::symlink_metadata(folder).is_ok_and(|found| found.is_dir()) {
        // A link of that name would lead elsewhere.
        return Err(io::ErrorKind::NotADirectory.into());
    }
    let path = folder.join(LOCK);
    let lock = File::options().write(true).create(true).truncate(false).open(&path)?;
    match lock.try_lock() {
        Err(TryLockError::WouldBlock) => Ok(None),
        // Some file systems have no locks; there nothing keeps two builds apart.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(is_same(&lock, &path).then_some(lock)),
    }
}

/// The folders above a path that are not there, the highest first.
fn missing(path: &Path) -> Vec<PathBuf> {
    let missing = path.ancestors().skip(1).take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
    let mut missing: Vec<PathBuf> = missing.map(Path::to_owned).collect();
    missing.reverse();
    missing
}

fn is_there_already(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::AlreadyExists { Ok(()) } else { Err(error) }
}

/// Whether a file that was opened is still the one of that path: the build that had it removes it.
#[cfg(unix)]
fn is_same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(opened), Ok(found)) = (file.metadata(), fs::symlink_metadata(path)) else { return false };
    (opened.dev(), opened.ino()) == (found.dev(), found.ino())
}

#[cfg(not(unix))]
fn is_same(_: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Duration = Duration::ZERO;

    fn names(folder: &Path) -> Vec<String> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn goes_when_dropped_with_the_folders_it_made() {
        let root = tempfile::tempdir().unwrap();
        let parent = root.path().join("deep/er");
        let bench = Bench::new(&parent, "public", NOW).unwrap().unwrap();
        fs::write(bench.files().join("page"), "").unwrap();
        assert!(!bench.was_left);
        drop(bench);
        assert!(names(root.path()).is_empty());
        fs::create_dir(root.path().join("deep")).unwrap();
        drop(Bench::new(&parent, "public", NOW).unwrap());
        assert_eq!(names(root.path()), ["deep"], "what was there stays");
    }

    #[test]
    fn only_one_build_has_it() {
        let parent = tempfile::tempdir().unwrap();
        let take = |name: &str, patience| Bench::new(parent.path(), name, patience).unwrap();
        let first = take("public", NOW).unwrap();
        assert!(take("public", NOW).is_none());
        let other = take("other", NOW).unwrap();
        std::thread::scope(|scope| {
            let second = scope.spawn(|| take("public", Duration::from_secs(60)).unwrap());
            std::thread::sleep(PAUSE * 3);
            fs::write(first.files().join("page"), "").unwrap();
            drop(first);
            let second = second.join().unwrap();
            assert!(!second.was_left && names(&second.files()).is_empty());
        });
        drop(other);
        assert!(names(parent.path()).is_empty());
    }

    #[test]
    fn takes_over_what_a_killed_build_left_and_nothing_else() {
        let parent = tempfile::tempdir().unwrap();
        for folder in [".public.rashomon/files/events", ".other.rashomon/files", "public"] {
            fs::create_dir_all(parent.path().join(folder)).unwrap();
        }
        fs::write(parent.path().join(".public.rashomon/files/events/page"), "").unwrap();
        let bench = Bench::new(parent.path(), "public", NOW).unwrap().unwrap();
        assert!(bench.was_left && names(&bench.files()).is_empty());
        drop(bench);
        let mut left = names(parent.path());
        left.sort();
        assert_eq!(left, [".other.rashomon", "public"]);
    }

    #[cfg(unix)]
    #[test]
    fn follows_no_link() {
        let (parent, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::os::unix::fs::symlink(elsewhere.path(), parent.path().join(".public.rashomon")).unwrap();
        assert!(Bench::new(parent.path(), "public", NOW).is_err());
        assert!(names(elsewhere.path()).is_empty());
    }
}
