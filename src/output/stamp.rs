//! What the file system says of a file, by which it is told without reading it that nobody changed it.

use std::{fs::Metadata, num::NonZeroU64};

use serde::{Deserialize, Serialize};

/// Tells a state of a file from any other: a hash of the file's number, its length, and the times of the last
/// change of its bytes and of anything about it. The last of these nobody can set, so a file that was given other
/// bytes of the same length and its old time has another stamp. Git and `make` go by the same signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp(NonZeroU64);

impl Stamp {
    /// The stamp of a file; `None` where the file system does not say enough.
    #[cfg(unix)]
    pub fn of(file: &Metadata) -> Option<Stamp> {
        use std::os::unix::fs::MetadataExt;

        // Times in whole seconds are those of a file system that knows no finer ones.
        if file.mtime_nsec() == 0 || file.ctime_nsec() == 0 {
            return None;
        }
        let times = [file.mtime(), file.mtime_nsec(), file.ctime(), file.ctime_nsec()];
        let signs = [file.dev().to_le_bytes(), file.ino().to_le_bytes(), file.size().to_le_bytes()];
        let signs: Vec<u8> = signs.into_iter().chain(times.map(i64::to_le_bytes)).flatten().collect();
        let hash = crate::digest::digest(&signs);
        NonZeroU64::new(u64::from_le_bytes(*hash.first_chunk()?)).map(Stamp)
    }

    #[cfg(not(unix))]
    pub fn of(_: &Metadata) -> Option<Stamp> {
        None
    }
}

#[cfg(all(test, unix))]
#[allow(clippy::disallowed_methods, reason = "a clock of the file system is waited for")]
mod tests {
    use std::{fs, thread::sleep, time::Duration};

    use super::Stamp;

    #[test]
    fn other_bytes_of_the_same_length_and_time_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.html");
        let stamp = || Stamp::of(&fs::symlink_metadata(&path).unwrap());
        fs::write(&path, "one").unwrap();
        let (before, time) = (stamp(), fs::metadata(&path).unwrap().modified().unwrap());
        assert!(before.is_some());
        assert_eq!(stamp(), before);
        // Clocks of file systems tick some hundred times a second.
        sleep(Duration::from_millis(30));
        fs::write(&path, "two").unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), time);
        assert_ne!(stamp(), before);
    }
}
