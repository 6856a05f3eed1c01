//! A site that a test spells out.

use std::{collections::BTreeMap, io};

use super::{Listing, World};

/// Files in memory: `MemoryWorld::new().file("site.toml", "…").file("content/index.md", "…")`.
#[derive(Debug, Clone, Default)]
pub struct MemoryWorld {
    files: BTreeMap<String, Vec<u8>>,
}

impl MemoryWorld {
    /// A site without files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file, or takes the place of an earlier one.
    #[must_use]
    pub fn file(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), bytes.into());
        self
    }

    /// Removes a file.
    #[must_use]
    pub fn without(mut self, path: &str) -> Self {
        self.files.remove(path);
        self
    }
}

impl World for MemoryWorld {
    fn files(&self, folder: &str) -> io::Result<Listing> {
        let visible = |path: &str| {
            let below = match folder {
                "" => Some(path),
                _ => path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')),
            };
            below.is_some_and(|rest| !rest.split('/').any(|part| part.starts_with('.')))
        };
        let files = self.files.keys().filter(|path| visible(path)).cloned().collect();
        Ok(Listing { files, findings: Vec::new() })
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.files.get(path).cloned().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    fn is_file(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_like_a_disk() {
        let world = MemoryWorld::new().file("c/b.md", "").file("c/a/x.md", "x").file("c/.x", "").file("ca/x.md", "");
        assert_eq!(world.files("c").unwrap().files, ["c/a/x.md", "c/b.md"]);
        assert_eq!(world.files("").unwrap().files.len(), 3);
        assert_eq!(world.read("c/a/x.md").unwrap(), b"x");
        assert!(!world.without("c/b.md").is_file("c/b.md"));
    }
}
