//! A site in a real folder, and the preview of it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use rashomon::{
    output::MemorySink,
    pipeline::{Options, build, index},
    preview::{self, Answer, Folders, How, Preview, Tree},
    world::DiskWorld,
};
use tempfile::TempDir;

use crate::support::Site;

/// A site in a folder with its preview.
pub struct Place {
    folder: TempDir,
    pub preview: Arc<Preview>,
    /// The files, unless they are watched.
    tree: Option<Tree>,
}

impl Place {
    /// Writes a site; changes are taken in by [`Place::look`].
    pub fn new(site: &Site) -> Place {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), site);
        let tree = Tree::new(Folders::new(folder.path(), None));
        let world = DiskWorld::new(folder.path()).unwrap();
        let preview = Preview::open(world, folder.path().to_owned(), options()).unwrap();
        Place { folder, preview, tree: Some(tree) }
    }

    /// The same, with its files watched.
    pub fn watched(site: &Site, how: How) -> Place {
        let mut place = Place::new(site);
        let (tree, preview) = (place.tree.take().unwrap(), Arc::clone(&place.preview));
        thread::spawn(move || {
            preview::watch(tree, how, &|_| (), &|changes| preview.change(changes));
        });
        place.preview.settle();
        // Folders are watched once all files were looked at.
        thread::sleep(Duration::from_millis(600));
        place
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(path)).unwrap();
        assert!(text.contains(from), "{path} has no `{from}`");
        fs::write(self.path(path), text.replacen(from, to, 1)).unwrap();
    }

    /// Looks at the files as the watcher does; whether any changed.
    pub fn look(&mut self) -> bool {
        let changes = self.tree.as_mut().unwrap().scan(&std::collections::BTreeSet::new());
        if !changes.is_empty() {
            assert!(self.preview.change(&changes));
        }
        !changes.is_empty()
    }

    /// The page at an address as text, without the preview's script.
    pub fn page(&self, address: &str) -> String {
        String::from_utf8_lossy(&plain(&self.preview.get(address))).into_owned()
    }

    /// Waits until a page holds some words.
    pub fn await_words(&self, address: &str, words: &str) {
        let start = Instant::now();
        while !self.page(address).contains(words) {
            assert!(start.elapsed() < Duration::from_secs(20), "{address} has no `{words}`");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Says which files differ from those that a build writes.
    pub fn differing(&self) -> Vec<String> {
        self.preview.settle();
        let built = self.built();
        let differs = |path: &String, bytes: &Vec<u8>| {
            let answer = self.preview.get(&rashomon::page::address::of_file(path));
            let status = if path == "404.html" { answer.status } else { 200 };
            answer.status != status || plain(&answer) != *bytes
        };
        built.into_iter().filter(|(path, bytes)| differs(path, bytes)).map(|(path, _)| path).collect()
    }

    fn built(&self) -> BTreeMap<String, Vec<u8>> {
        let sink = MemorySink::new();
        let outcome = build(&DiskWorld::new(self.root()).unwrap(), &options(), &sink).unwrap();
        index(&outcome.searched, &sink).unwrap();
        sink.into_files()
    }
}

fn options() -> Options {
    Options { drafts: true, ..Options::default() }
}

/// Writes the files of a site.
pub fn write(root: &Path, site: &Site) {
    for (path, bytes) in site.files() {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// What is served, without the preview's own script.
pub fn plain(answer: &Answer) -> Vec<u8> {
    let text = answer.body.to_vec();
    let tag = format!("<script src=\"/_preview/preview.js\" data-page=\"{}\" defer></script>", answer.tag);
    let at = text.windows(tag.len()).rposition(|window| window == tag.as_bytes());
    at.map_or(text.clone(), |at| [&text[..at], &text[at + tag.len()..]].concat())
}

/// The flood, so many times: events `flood-1`, `flood-2` … beside the first.
pub fn many(site: Site, events: usize) -> Site {
    let files: Vec<(String, Vec<u8>)> = site.files().into_iter().collect();
    let flood = |path: &str| path.strip_prefix("content/events/flood/").map(ToOwned::to_owned);
    let copies = (1..=events).flat_map(|number| {
        let copy = move |(path, bytes): &(String, Vec<u8>)| {
            Some((format!("content/events/flood-{number}/{}", flood(path)?), bytes.clone()))
        };
        files.iter().filter_map(copy).collect::<Vec<_>>()
    });
    copies.fold(site, |site, (path, bytes)| site.file(&path, bytes))
}
