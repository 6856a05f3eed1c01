//! A site that stays in memory, for tests.

use std::{collections::BTreeMap, io, path::Path, sync::Mutex};

use super::{Sink, Written, path};

/// Keeps every file.
#[derive(Debug, Default)]
pub struct MemorySink {
    files: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl MemorySink {
    /// A sink without files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// All files by path.
    #[must_use]
    pub fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        self.files.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Sink for MemorySink {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<Written> {
        // A test should meet the same refusals as a disk.
        path::join(Path::new(""), path)?;
        let mut files = self.files.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        match files.insert(path.to_owned(), bytes.to_vec()) {
            None => Ok(Written::of(bytes)),
            Some(_) => Err(io::Error::new(io::ErrorKind::AlreadyExists, format!("`{path}` was written twice"))),
        }
    }
}
