//! Files that are read once for two askers.

use std::{
    collections::BTreeMap,
    io,
    sync::{Mutex, PoisonError},
};

use super::{Listing, World, limits::TEXT_BYTES};

/// A world that gives what was looked at once more without reading it again. What is given is forgotten, so
/// that no file is in memory twice for long, and what is longer than a text may be is not held: who reads it says so.
pub struct Ahead<'w> {
    world: &'w dyn World,
    seen: Mutex<BTreeMap<String, io::Result<Vec<u8>>>>,
}

impl<'w> Ahead<'w> {
    /// Stands before a world.
    pub fn new(world: &'w dyn World) -> Self {
        Ahead { world, seen: Mutex::default() }
    }

    /// Shows the bytes of a file, or why there are none, and holds them for the next one who reads it.
    pub fn look<T>(&self, path: &str, at: impl FnOnce(&io::Result<Vec<u8>>) -> T) -> T {
        let found = self.world.read(path);
        let told = at(&found);
        if found.as_ref().is_ok_and(|bytes| bytes.len() > TEXT_BYTES) {
            return told;
        }
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), found);
        told
    }
}

impl World for Ahead<'_> {
    fn files(&self, folder: &str) -> io::Result<Listing> {
        self.world.files(folder)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner).remove(path);
        seen.unwrap_or_else(|| self.world.read(path))
    }

    fn is_file(&self, path: &str) -> bool {
        // A file that cannot be read may be there.
        let told = |found: &io::Result<Vec<u8>>| match found {
            Ok(_) => Some(true),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Some(false),
            Err(_) => None,
        };
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner).get(path).and_then(told);
        seen.unwrap_or_else(|| self.world.is_file(path))
    }

    fn shown(&self, path: &str) -> String {
        self.world.shown(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::MemoryWorld;

    /// A file that is there and cannot be read.
    struct Locked;

    impl World for Locked {
        fn files(&self, _: &str) -> io::Result<Listing> {
            Ok(Listing::default())
        }

        fn read(&self, _: &str) -> io::Result<Vec<u8>> {
            Err(io::ErrorKind::PermissionDenied.into())
        }

        fn is_file(&self, _: &str) -> bool {
            true
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_is_there() {
        let ahead = Ahead::new(&Locked);
        ahead.look("a.lock", |found| assert!(found.is_err()));
        assert!(ahead.is_file("a.lock"));
    }

    #[test]
    fn holds_no_more_than_a_text_may_have() {
        let world = MemoryWorld::new().file("long", vec![b'a'; TEXT_BYTES + 1]).file("text", vec![b'a'; TEXT_BYTES]);
        let ahead = Ahead::new(&world);
        for path in ["long", "text"] {
            ahead.look(path, |found| assert!(found.is_ok()));
        }
        assert_eq!(ahead.seen.lock().unwrap().keys().collect::<Vec<_>>(), ["text"]);
        assert_eq!(ahead.read("long").unwrap().len(), TEXT_BYTES + 1);
    }

    #[test]
    fn gives_what_was_seen_once() {
        let world = MemoryWorld::new().file("content/a.md", "a");
        let ahead = Ahead::new(&world);
        let length = |found: &io::Result<Vec<u8>>| found.as_ref().map(Vec::len).ok();
        assert_eq!(ahead.look("content/a.md", length), Some(1));
        assert_eq!(ahead.look("content/b.md", length), None);
        assert_eq!(ahead.seen.lock().unwrap().len(), 2);
        assert!(ahead.is_file("content/a.md") && !ahead.is_file("content/b.md"));
        assert_eq!(ahead.read("content/a.md").unwrap(), b"a");
        assert_eq!(ahead.read("content/b.md").unwrap_err().kind(), io::ErrorKind::NotFound);
        assert!(ahead.seen.lock().unwrap().is_empty());
        assert_eq!(ahead.read("content/a.md").unwrap(), b"a", "read again");
    }
}
