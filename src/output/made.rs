//! The files of a build as they are noted one by one: a large site has some hundred thousand, and all of them are
//! known until it is finished.

use rayon::slice::ParallelSliceMut;

use super::manifest::Entry;

/// Bytes of paths that are kept in one piece.
const BLOCK: usize = 1 << 16;

/// What is noted of the files of a build, in the order in which they were made and in little room: a tree of their
/// paths would take twice as much.
#[derive(Debug, Default)]
pub struct Made {
    blocks: Vec<Block>,
}

/// Files that were made one after the other.
#[derive(Debug)]
struct Block {
    /// One path after the other, each with a line break after it, which no path holds.
    paths: String,
    /// What is known of each, and whether it is staged.
    files: Vec<(Entry, bool)>,
}

/// A file of a build.
#[derive(Clone, Copy, Debug)]
pub struct File<'m> {
    pub path: &'m str,
    pub entry: &'m Entry,
    /// Whether it lies in the bench; otherwise the output already has these bytes.
    pub staged: bool,
}

impl Made {
    /// Notes a file.
    pub fn add(&mut self, path: &str, entry: Entry, staged: bool) {
        let has_room = |block: &Block| block.paths.capacity() - block.paths.len() > path.len();
        if !self.blocks.last().is_some_and(has_room) {
            if let Some(full) = self.blocks.last_mut() {
                full.files.shrink_to_fit();
            }
            let paths = String::with_capacity(BLOCK.max(path.len() + 1));
            self.blocks.push(Block { paths, files: Vec::new() });
        }
        let Some(block) = self.blocks.last_mut() else { return };
        block.paths.push_str(path);
        block.paths.push('\n');
        block.files.push((entry, staged));
    }

    /// All files in order of path.
    ///
    /// # Errors
    /// The path that was noted twice.
    pub fn sorted(&self) -> Result<Sorted<'_>, &str> {
        let mut files: Vec<File<'_>> = Vec::with_capacity(self.blocks.iter().map(|block| block.files.len()).sum());
        for block in &self.blocks {
            let noted = block.paths.split_terminator('\n').zip(&block.files);
            files.extend(noted.map(|(path, (entry, staged))| File { path, entry, staged: *staged }));
        }
        files.par_sort_unstable_by_key(|file| file.path);
        match files.windows(2).find(|two| two[0].path == two[1].path) {
            Some(twice) => Err(twice[0].path),
            None => Ok(Sorted(files)),
        }
    }
}

/// The files of a build in order of path.
#[derive(Debug)]
pub struct Sorted<'m>(Vec<File<'m>>);

impl<'m> Sorted<'m> {
    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<File<'m>> {
        self.0.binary_search_by_key(&path, |file| file.path).ok().map(|at| self.0[at])
    }

    /// Those of some paths, given in order, at which there is no file.
    pub fn lacks<'p>(&self, paths: impl Iterator<Item = &'p str>) -> Vec<&'p str> {
        let mut files = self.0.iter().map(|file| file.path).peekable();
        let is_missing = |path: &&str| {
            while files.next_if(|file| file < path).is_some() {}
            files.peek() != Some(path)
        };
        paths.filter(is_missing).collect()
    }

    /// The files in order.
    pub fn iter(&self) -> impl Iterator<Item = File<'m>> {
        self.0.iter().copied()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_back_what_was_noted_in_order() {
        let mut made = Made::default();
        let long = "x".repeat(BLOCK + 1);
        let names: Vec<String> = (0..5000).map(|number| format!("events/{}/é.html", number * 7919 % 5000)).collect();
        for path in names.iter().chain([&long]) {
            made.add(path, Entry::of(path.as_bytes()), path.len() % 2 == 0);
        }
        assert!(made.blocks.len() > 2);
        let sorted = made.sorted().unwrap();
        assert_eq!(sorted.len(), 5001);
        assert!(sorted.iter().zip(sorted.iter().skip(1)).all(|(one, next)| one.path < next.path));
        for path in names.iter().chain([&long]) {
            let file = sorted.get(path).unwrap();
            assert_eq!(file.path, path);
            assert_eq!(*file.entry, Entry::of(path.as_bytes()));
            assert_eq!(file.staged, path.len() % 2 == 0);
        }
        assert!(sorted.get("events/").is_none());
        let mut asked: Vec<&str> = names.iter().map(String::as_str).chain(["", "events/10", "events/é", "z"]).collect();
        asked.sort_unstable();
        assert_eq!(sorted.lacks(asked.into_iter()), ["", "events/10", "events/é", "z"]);
    }

    #[test]
    fn tells_what_was_noted_twice() {
        let mut made = Made::default();
        for path in ["b", "a", "c", "b"] {
            made.add(path, Entry::of(b""), true);
        }
        assert_eq!(made.sorted().unwrap_err(), "b");
    }
}
