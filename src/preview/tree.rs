//! Which files there are, and what is in them: what the system tells of changes is only a hint, and
//! this is what it is held against.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, Metadata},
    hash::{DefaultHasher, Hasher},
    path::{Path, PathBuf},
    time::SystemTime,
};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::change::{Change, Changes};

/// The folders of a site that are looked at, and the settings.
#[derive(Clone, Debug)]
pub struct Folders {
    /// The site's root, without links.
    root: PathBuf,
    /// Where the captures lie.
    captures: PathBuf,
}

impl Folders {
    /// The folders of the site in `root`; captures may lie elsewhere.
    pub fn new(root: &Path, captures: Option<&Path>) -> Folders {
        let real = |path: &Path| fs::canonicalize(path).or_else(|_| std::path::absolute(path)).unwrap_or(path.into());
        let root = real(root);
        let captures = captures.map_or_else(|| root.join("captures"), real);
        Folders { root, captures }
    }

    /// The site's root.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folders, each with the path that it has in the site.
    pub fn all(&self) -> [(&'static str, PathBuf); 4] {
        let own = |name: &'static str| (name, self.root.join(name));
        [own("content"), own("templates"), own("static"), ("captures", self.captures.clone())]
    }

    /// Whether a link may be followed there.
    fn holds(&self, target: &Path) -> bool {
        target.starts_with(&self.root) || target.starts_with(&self.captures)
    }
}

/// What a file was when it was last looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Print {
    stamp: Stamp,
    /// Of its content.
    hash: u64,
}

/// Tells without reading whether a file may be another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    identity: (u64, u64),
}

/// The files of a site.
#[derive(Debug)]
pub struct Tree {
    pub folders: Folders,
    files: BTreeMap<String, Print>,
    /// Every folder by its path on the disk, with what tells it from another of the same name.
    pub places: BTreeMap<PathBuf, (u64, u64)>,
    /// Whether a link is among the folders or files, so that one file may have several paths.
    has_links: bool,
}

impl Tree {
    /// Looks at all files of a site. To miss nothing, this comes before the site is read.
    pub fn new(folders: Folders) -> Tree {
        let mut tree = Tree { folders, files: BTreeMap::new(), places: BTreeMap::new(), has_links: false };
        tree.scan(&BTreeSet::new());
        tree
    }

    /// Looks at all files again, and reads those that look changed or are named; says what changed.
    pub fn scan(&mut self, named: &BTreeSet<PathBuf>) -> Changes {
        let mut found: Vec<(String, PathBuf)> = Vec::new();
        self.places.clear();
        self.has_links = false;
        for (name, folder) in self.folders.all() {
            self.walk(name, &folder, &mut found);
        }
        found.push((crate::config::PATH.to_owned(), self.folders.root.join(crate::config::PATH)));
        let gone: BTreeSet<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
        let gone: Vec<String> = self.files.keys().filter(|path| !gone.contains(path.as_str())).cloned().collect();
        self.compare(found, gone, named)
    }

    /// Looks only at the files of some folders and reads the named ones; `None` if that is not enough to
    /// know what changed.
    pub fn scan_folders(&mut self, named: &BTreeSet<PathBuf>) -> Option<Changes> {
        if self.has_links {
            return None;
        }
        let mut found = Vec::new();
        let mut gone = Vec::new();
        for path in named {
            // What lies beside the site's folders is nobody's business.
            let Some(inner) = self.inner(path) else { continue };
            match fs::symlink_metadata(path) {
                Ok(metadata) if metadata.is_file() => found.push((inner, path.clone())),
                Ok(_) => return None,
                Err(_) if self.files.contains_key(&inner) => gone.push(inner),
                // A folder that went takes its files along.
                Err(_) if self.places.contains_key(path) => return None,
                Err(_) => {}
            }
        }
        found.retain(|(path, _)| is_seen(path));
        Some(self.compare(found, gone, named))
    }

    /// The path in the site of a path on the disk.
    fn inner(&self, path: &Path) -> Option<String> {
        if path == self.folders.root.join(crate::config::PATH) {
            return Some(crate::config::PATH.to_owned());
        }
        self.folders.all().iter().find_map(|(name, folder)| {
            let below = path.strip_prefix(folder).ok()?.to_str()?.replace('\\', "/");
            Some(format!("{name}/{below}"))
        })
    }

    fn walk(&mut self, name: &str, folder: &Path, found: &mut Vec<(String, PathBuf)>) {
        let mut walk = WalkDir::new(folder).follow_links(true).into_iter();
        while let Some(entry) = walk.next() {
            // What cannot be entered is told of when the site is read.
            let Ok(entry) = entry else { continue };
            let is_folder = entry.file_type().is_dir();
            if entry.path_is_symlink() {
                self.has_links = true;
            }
            if !self.takes(&entry) {
                if is_folder {
                    walk.skip_current_dir();
                }
                continue;
            }
            let Some(below) = entry.path().strip_prefix(folder).ok().and_then(Path::to_str) else { continue };
            if is_folder {
                let identity = entry.metadata().map(|metadata| identity(&metadata)).unwrap_or_default();
                self.places.insert(entry.into_path(), identity);
            } else if entry.file_type().is_file() {
                found.push((format!("{name}/{}", below.replace('\\', "/")), entry.into_path()));
            }
        }
    }

    fn takes(&self, entry: &DirEntry) -> bool {
        if entry.depth() > 0 && !entry.file_name().to_str().is_some_and(is_seen) {
            return false;
        }
        !entry.path_is_symlink() || fs::canonicalize(entry.path()).is_ok_and(|target| self.folders.holds(&target))
    }

    fn compare(&mut self, found: Vec<(String, PathBuf)>, gone: Vec<String>, named: &BTreeSet<PathBuf>) -> Changes {
        let known = &self.files;
        let prints: Vec<(String, Option<Print>)> = found
            .into_par_iter()
            .map(|(path, place)| {
                let before = known.get(&path).filter(|_| !named.contains(&place));
                (path, print(&place, before))
            })
            .collect();
        let mut changes = Changes::new();
        for (path, print) in prints {
            let before = self.files.get(&path).copied();
            let change = match (before, print) {
                (None, Some(_)) => Some(Change::Added),
                (Some(before), Some(print)) if before.hash != print.hash => Some(Change::Modified),
                (Some(_), None) => Some(Change::Removed),
                _ => None,
            };
            match print {
                Some(print) => drop(self.files.insert(path.clone(), print)),
                None => drop(self.files.remove(&path)),
            }
            changes.extend(change.map(|change| (path, change)));
        }
        for path in gone {
            self.files.remove(&path);
            changes.insert(path, Change::Removed);
        }
        changes
    }
}

/// Whether a file can be a part of a site: no hidden one, and none that an editor keeps beside another.
fn is_seen(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    !name.starts_with('.') && !name.ends_with('~') && name.strip_suffix(".swp").is_none() && name != "4913"
}

/// The print of a file; its content is read only if it looks changed.
fn print(path: &Path, before: Option<&Print>) -> Option<Print> {
    let metadata = fs::metadata(path).ok().filter(Metadata::is_file)?;
    let stamp = Stamp { length: metadata.len(), modified: metadata.modified().ok(), identity: identity(&metadata) };
    if let Some(before) = before.filter(|before| before.stamp == stamp) {
        return Some(*before);
    }
    let mut hasher = DefaultHasher::new();
    hasher.write(&fs::read(path).ok()?);
    Some(Print { stamp, hash: hasher.finish() })
}

/// What tells a file or folder from another that takes its name.
#[cfg(unix)]
pub fn identity(metadata: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino())
}

/// What tells a file or folder from another that takes its name.
#[cfg(not(unix))]
pub fn identity(_: &Metadata) -> (u64, u64) {
    (0, 0)
}
