//! What the branch holds: our files, by the list among them, and those of others.

use std::collections::BTreeMap;

use super::{
    super::{site::File, stop::Stop},
    refused,
};
use crate::output::manifest::{self, Manifest};

/// The tip of a branch; empty if there is no such branch yet.
#[derive(Debug, Default)]
pub struct Tip {
    pub commit: Option<String>,
    pub tree: Option<String>,
    pub entries: BTreeMap<String, Kept>,
    /// What we published, if the branch has our list.
    pub ours: Option<Manifest>,
}

/// A file as a tree has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// `100644`, and other words of Git.
    pub mode: String,
    pub id: String,
}

impl Tip {
    /// Reads what `git ls-tree -r -z` says: `100644 blob <id>\t<path>`.
    pub fn entries(listing: &[u8]) -> BTreeMap<String, Kept> {
        let entry = |line: &[u8]| {
            let line = std::str::from_utf8(line).ok()?;
            let (head, path) = line.split_once('\t')?;
            let mut words = head.split(' ');
            let (mode, _, id) = (words.next()?, words.next()?, words.next()?);
            Some((path.to_owned(), Kept { mode: mode.to_owned(), id: id.to_owned() }))
        };
        listing.split(|byte| *byte == 0).filter_map(entry).collect()
    }

    /// Whether a file stands there with these bytes, as a plain file.
    pub fn has(&self, path: &str, id: &str) -> bool {
        self.entries.get(path).is_some_and(|kept| kept.id == id && kept.mode == "100644")
    }

    /// The files of others, which stay.
    ///
    /// # Errors
    /// When the branch is not ours, or one of them stands where ours must stand; unless somebody insists.
    pub fn kept(&self, files: &[File], branch: &str, force: bool) -> Result<BTreeMap<String, Kept>, Stop> {
        if self.ours.is_none() && !self.entries.is_empty() && !force {
            let names: Vec<String> = self.entries.keys().take(3).map(|path| format!("`{path}`")).collect();
            return Err(refused(
                format!(
                    "the branch `{branch}` holds {} that Rashomon did not publish: {} …",
                    amount(self.entries.len()),
                    names.join(", ")
                ),
                "name a branch that holds nothing else; with `--force` these files stay, and the site is put beside them",
            ));
        }
        let is_ours =
            |path: &str| path == manifest::NAME || self.ours.as_ref().is_some_and(|ours| ours.files.contains_key(path));
        let mut kept = self.entries.clone();
        kept.retain(|path, _| !is_ours(path));
        let in_the_way = in_the_way(&kept, files);
        if let (Some(first), false) = (in_the_way.first(), force) {
            return Err(refused(
                format!("`{first}` in the branch `{branch}` is not ours and stands where the site has a file"),
                "take it out of the branch, or let `--force` replace it",
            ));
        }
        for path in &in_the_way {
            kept.remove(path);
        }
        Ok(kept)
    }
}

fn amount(files: usize) -> String {
    if files == 1 { "a file".to_owned() } else { format!("{files} files") }
}

/// Files of others at a path of ours, above one or below one.
fn in_the_way(kept: &BTreeMap<String, Kept>, files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files.iter().map(|file| file.path.as_str()) {
        let above = file.match_indices('/').map(|(at, _)| &file[..at]).chain([file]);
        found.extend(above.filter(|path| kept.contains_key(*path)).map(str::to_owned));
        let below = format!("{file}/");
        found.extend(
            kept.range(below.clone()..).map(|(path, _)| path).take_while(|path| path.starts_with(&below)).cloned(),
        );
    }
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_stands_in_the_way() {
        let kept = Tip::entries(b"100644 blob aa\ta\x00100755 blob bb\tb/c/d\x00160000 commit cc\tm\x00");
        assert_eq!(kept.keys().collect::<Vec<_>>(), ["a", "b/c/d", "m"]);
        let files = |paths: &[&str]| -> Vec<File> {
            paths.iter().map(|path| File { path: (*path).to_owned(), size: 0, sha256: String::new() }).collect()
        };
        assert_eq!(in_the_way(&kept, &files(&["a/b", "b/c", "m", "x"])), ["a", "b/c/d", "m"]);
        assert_eq!(in_the_way(&kept, &files(&["ab", "b/c/e", "b/cd"])), [] as [&str; 0]);
    }
}
