//! Bytes that are slow to make, kept from one run to the next in a folder of their own. What lies there is
//! never needed: a file that is missing, broken or strange is as good as none.
#![allow(clippy::disallowed_methods, reason = "this room writes the output")]

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use super::file::replace;
use crate::digest::sha256;

/// The ending of its files.
const ENDING: &str = ".kept";

/// Files that no run asks for any more may stay up to this number beyond those that one does.
const SPARE: usize = 64;

/// Kept bytes by key, a SHA-256 in hexadecimal. Copies share what was asked for. Without a folder it keeps nothing.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    folder: Option<PathBuf>,
    /// Whether the folder is there and ours, once that was seen to.
    is_ready: Arc<OnceLock<bool>>,
    asked: Arc<Mutex<BTreeSet<String>>>,
}

impl Kept {
    /// Keeps bytes in a folder of a site, such as `.rashomon/cards`, which is made when there is something
    /// to keep.
    pub fn new(root: &Path, folder: &str) -> Kept {
        Kept { folder: Some(root.join(folder)), ..Kept::default() }
    }

    /// The bytes of a key, if they are there as they were put.
    pub fn get(&self, key: &str) -> Option<Vec<u8>> {
        let path = self.folder.as_ref()?.join(self.note(key));
        // A pipe would be waited for without end.
        if !fs::symlink_metadata(&path).ok()?.is_file() {
            return None;
        }
        let file = fs::read(path).ok()?;
        let (seal, bytes) = file.split_at_checked(64)?;
        (seal == sealed(key, bytes).as_bytes()).then(|| bytes.to_vec())
    }

    /// Keeps the bytes of a key. A folder that cannot be written to is no reason to fail.
    pub fn put(&self, key: &str, bytes: &[u8]) {
        let name = self.note(key);
        if let Some(folder) = &self.folder
            && *self.is_ready.get_or_init(|| ready(folder).is_ok())
        {
            let file = [sealed(key, bytes).as_bytes(), bytes].concat();
            let path = folder.join(name);
            // Somebody may have removed the folder since.
            if replace(&path, &file).is_err() && ready(folder).is_ok() {
                let _ = replace(&path, &file);
            }
        }
    }

    /// Removes what this run did not ask for, once that is much.
    pub fn sweep(&self) {
        let Some(entries) = self.folder.as_ref().and_then(|folder| fs::read_dir(folder).ok()) else { return };
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let is_spare = |entry: &fs::DirEntry| {
            let name = entry.file_name();
            name.to_str().is_some_and(|name| is_ours(name) && !asked.contains(name))
        };
        let spare: Vec<_> = entries.flatten().filter(is_spare).collect();
        if spare.len() > SPARE {
            for entry in spare {
                // What stays goes another time.
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// The name of a key's file, noted as asked for.
    fn note(&self, key: &str) -> String {
        let name = format!("{key}{ENDING}");
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(name.clone());
        name
    }
}

/// What stands before the bytes, so that no others are taken for them.
fn sealed(key: &str, bytes: &[u8]) -> String {
    sha256(&[key.as_bytes(), bytes].concat())
}

/// Makes the folder; one that a link leads to is not ours.
fn ready(folder: &Path) -> io::Result<()> {
    for folder in folder.parent().into_iter().chain([folder]) {
        // Made first and looked at then: several threads come here at once.
        let made = fs::create_dir(folder);
        match fs::symlink_metadata(folder) {
            Ok(found) if found.is_dir() => {}
            Ok(_) => return Err(io::ErrorKind::NotADirectory.into()),
            Err(error) => return made.and(Err(error)),
        }
    }
    Ok(())
}

fn is_ours(name: &str) -> bool {
    name.strip_suffix(ENDING).is_some_and(|key| key.len() == 64 && key.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, Kept) {
        let root = tempfile::tempdir().unwrap();
        let kept = Kept::new(root.path(), ".rashomon/cards");
        (root, kept)
    }

    fn key(number: u8) -> String {
        sha256(&[number])
    }

    fn file(root: &Path) -> PathBuf {
        let mut entries = fs::read_dir(root.join(".rashomon/cards")).unwrap();
        entries.next().unwrap().unwrap().path()
    }

    #[test]
    fn keeps_bytes() {
        let (_root, kept) = folder();
        assert_eq!(kept.get(&key(1)), None);
        kept.put(&key(1), b"picture");
        assert_eq!(kept.get(&key(1)).as_deref(), Some(b"picture".as_slice()));
        assert_eq!(kept.get(&key(2)), None);
        let none = Kept::default();
        none.put(&key(1), b"picture");
        assert_eq!(none.get(&key(1)), None);
    }

    #[test]
    fn keeps_on_where_the_folder_is_removed() {
        let (root, kept) = folder();
        kept.put(&key(1), b"picture");
        fs::remove_dir_all(root.path().join(".rashomon")).unwrap();
        assert_eq!(kept.get(&key(1)), None);
        kept.put(&key(2), b"picture");
        assert_eq!(kept.get(&key(2)).as_deref(), Some(b"picture".as_slice()));
    }

    #[test]
    fn trusts_no_broken_file() {
        let (root, kept) = folder();
        kept.put(&key(1), b"picture");
        let path = file(root.path());
        let whole = fs::read(&path).unwrap();
        let other = path.with_file_name(key(2) + ENDING);
        fs::write(&other, &whole).unwrap();
        assert_eq!(kept.get(&key(2)), None, "a file of another key");
        for broken in [&whole[..whole.len() - 1], &whole[1..], &whole[..5], b"", b"PNG"] {
            fs::write(&path, broken).unwrap();
            assert_eq!(kept.get(&key(1)), None);
        }
        kept.put(&key(1), b"picture");
        assert_eq!(kept.get(&key(1)).as_deref(), Some(b"picture".as_slice()));
    }

    #[test]
    fn many_may_put_at_once() {
        for _ in 0..50 {
            let (_root, kept) = folder();
            std::thread::scope(|threads| {
                for number in 0..8 {
                    let kept = &kept;
                    threads.spawn(move || kept.put(&key(number), b"picture"));
                }
            });
            assert!((0..8).all(|number| kept.get(&key(number)).is_some()));
        }
    }

    #[test]
    fn sweeps_only_its_own() {
        let (root, kept) = folder();
        for number in 0..70 {
            kept.put(&key(number), b"old");
        }
        let stranger = root.path().join(".rashomon/cards/mine.txt");
        fs::write(&stranger, "").unwrap();
        let next = Kept::new(root.path(), ".rashomon/cards");
        assert!(next.get(&key(3)).is_some());
        next.sweep();
        assert!(next.get(&key(3)).is_some() && next.get(&key(4)).is_none() && stranger.exists());
    }

    #[cfg(unix)]
    #[test]
    fn follows_no_link() {
        let (root, kept) = folder();
        let elsewhere = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), root.path().join(".rashomon")).unwrap();
        kept.put(&key(1), b"picture");
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    }
}
