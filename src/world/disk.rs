//! The folder of a real site.
//!
//! What is read stays inside that folder: a symbolic link is followed only where its target is part
//! of the site too, and never into `captures/` or a hidden folder, whose files must not be
//! published by way of a link. Nothing here writes.
#![allow(clippy::disallowed_methods, reason = "this room reads the site from the disk")]

use std::{
    ffi::OsStr,
    fs::{self, File, Metadata},
    io::{self, Read},
    path::{Component, Path, PathBuf},
};

use walkdir::{DirEntry, WalkDir};

use super::{Listing, World, limits::FILE_BYTES};
use crate::diagnostic::{Code, Finding, Place};

/// A site in a folder.
#[derive(Debug, Clone)]
pub struct DiskWorld {
    /// Canonical, so that a target can be compared with it.
    root: PathBuf,
    /// The folder of captures, if it is another one than the site's: as it was given, and canonical.
    captures: Option<(String, PathBuf)>,
}

/// The folder of the site's own captures.
const CAPTURES: &str = "captures";

impl DiskWorld {
    /// The site in the folder `root`.
    ///
    /// # Errors
    /// When the folder does not exist, is none, or cannot be read.
    pub fn new(root: &Path) -> io::Result<DiskWorld> {
        let root = fs::canonicalize(root)?;
        if !root.is_dir() {
            return Err(io::Error::from(io::ErrorKind::NotADirectory));
        }
        Ok(DiskWorld { root, captures: None })
    }

    /// The same site with its captures in another folder.
    ///
    /// # Errors
    /// When the folder does not exist, is none, or cannot be read.
    pub fn with_captures(self, folder: &Path) -> io::Result<DiskWorld> {
        let canonical = fs::canonicalize(folder)?;
        if !canonical.is_dir() {
            return Err(io::Error::from(io::ErrorKind::NotADirectory));
        }
        let shown = folder.display().to_string().replace('\\', "/");
        Ok(DiskWorld { captures: Some((shown.trim_end_matches('/').to_owned(), canonical)), ..self })
    }

    /// The file or folder behind a path, if it is part of the site.
    fn locate(&self, path: &str) -> io::Result<PathBuf> {
        let target = fs::canonicalize(self.named(path)?)?;
        let is_ours = match self.in_other_captures(path) {
            Some((captures, _)) => target.starts_with(captures),
            None => self.may_follow(Path::new(path), &target),
        };
        if is_ours { Ok(target) } else { Err(outside(path)) }
    }

    /// Where a path leads if no link is on the way.
    fn named(&self, path: &str) -> io::Result<PathBuf> {
        let clean = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        if !clean || path.contains(['\\', '\0']) {
            return Err(outside(path));
        }
        Ok(match self.in_other_captures(path) {
            Some((captures, rest)) => captures.join(rest),
            None => self.root.join(path),
        })
    }

    /// Opens the file behind a path, if it is part of the site.
    fn open(&self, path: &str) -> io::Result<File> {
        match open_directly(&self.named(path)?) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {}
            opened => return opened,
        }
        let target = self.locate(path)?;
        // A pipe or a device would be waited for without end.
        must_be_file(&fs::metadata(&target)?)?;
        File::open(target)
    }

    /// The other folder of captures and the path in it, if the path is that of a capture.
    fn in_other_captures<'p>(&self, path: &'p str) -> Option<(&PathBuf, &'p str)> {
        let (_, captures) = self.captures.as_ref()?;
        let rest = path.strip_prefix(CAPTURES)?;
        if rest.is_empty() { Some((captures, "")) } else { Some((captures, rest.strip_prefix('/')?)) }
    }

    /// Whether a path may lead to a target: always if no link is on the way, else only to a file
    /// that the site could publish anyway. The root itself is no such target, for it holds all.
    fn may_follow(&self, path: &Path, target: &Path) -> bool {
        let Ok(target) = target.strip_prefix(&self.root) else { return false };
        let private = |path: &Path| path.starts_with(CAPTURES) || path.iter().any(is_hidden);
        target == path || path.starts_with(CAPTURES) || (!private(target) && !target.as_os_str().is_empty())
    }
}

impl World for DiskWorld {
    fn files(&self, folder: &str) -> io::Result<Listing> {
        let mut listing = Listing::default();
        match self.locate(folder) {
            Ok(target) if target.is_dir() => {}
            Ok(_) => return Ok(listing),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(listing);
            }
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => {
                listing.findings.push(outside_link(folder));
                return Ok(listing);
            }
            Err(error) => return Err(error),
        }
        if let Some((captures, rest)) = self.in_other_captures(folder) {
            listing.files = captures_below(captures, rest);
            return Ok(listing);
        }
        let mut walk = WalkDir::new(self.root.join(folder)).follow_links(true).into_iter();
        while let Some(entry) = walk.next() {
            match entry {
                Ok(entry) => {
                    if !self.take(&entry, &mut listing) && entry.file_type().is_dir() {
                        walk.skip_current_dir();
                    }
                }
                Err(error) => listing.findings.extend(self.explain(&error)),
            }
        }
        listing.files.sort_unstable();
        Ok(listing)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let file = self.open(path)?;
        let found = file.metadata()?;
        must_be_file(&found)?;
        must_be_short(found.len())?;
        // With room for its end to be seen.
        let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or_default() + 1);
        // It may grow meanwhile.
        file.take(FILE_BYTES + 1).read_to_end(&mut bytes)?;
        must_be_short(bytes.len() as u64)?;
        Ok(bytes)
    }

    fn is_file(&self, path: &str) -> bool {
        self.locate(path).is_ok_and(|target| target.is_file())
    }

    fn shown(&self, path: &str) -> String {
        match (&self.captures, self.in_other_captures(path)) {
            (Some((shown, _)), Some((_, ""))) => shown.clone(),
            (Some((shown, _)), Some((_, rest))) => format!("{shown}/{rest}"),
            _ => path.to_owned(),
        }
    }
}

impl DiskWorld {
    /// Notes one entry of a walk; whether the walk may go on below it.
    fn take(&self, entry: &DirEntry, listing: &mut Listing) -> bool {
        if entry.depth() > 0 && is_hidden(entry.file_name()) {
            return false;
        }
        let Ok(relative) = entry.path().strip_prefix(&self.root) else { return false };
        let Some(path) = with_slashes(relative) else {
            listing.findings.push(invalid_name(relative));
            return false;
        };
        if entry.path_is_symlink() && entry.depth() > 0 {
            let target = fs::canonicalize(entry.path());
            if !target.is_ok_and(|target| self.may_follow(relative, &target)) {
                listing.findings.push(outside_link(&path));
                return false;
            }
        }
        if entry.file_type().is_file() {
            listing.files.push(path);
        }
        true
    }

    /// What an entry that the walk could not enter means.
    fn explain(&self, error: &walkdir::Error) -> Option<Finding> {
        let path = error.path()?.strip_prefix(&self.root).ok()?;
        if path.file_name().is_some_and(is_hidden) {
            return None;
        }
        let shown = path.to_string_lossy().replace('\\', "/");
        let finding = if error.loop_ancestor().is_some() {
            Finding::warning(Code::UnreadableFile, format!("the link `{shown}` leads back to a folder that holds it"))
                .hint("remove the link")
        } else {
            let why = error.io_error().map_or_else(|| "it is not readable".to_owned(), ToString::to_string);
            Finding::error(Code::UnreadableFile, format!("cannot read `{shown}`: {why}"))
        };
        Some(finding.at(Place::File(shown.into())))
    }
}

/// Opens a file without following any link, in one call of the system instead of one for each folder on the way.
#[cfg(target_os = "linux")]
fn open_directly(path: &Path) -> io::Result<File> {
    use rustix::fs::{CWD, Mode, OFlags, ResolveFlags, openat2};

    // A pipe would be waited for without end.
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let opened = openat2(CWD, path, flags, Mode::empty(), ResolveFlags::NO_SYMLINKS);
    opened.map(File::from).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
fn open_directly(_: &Path) -> io::Result<File> {
    Err(io::ErrorKind::Unsupported.into())
}

fn must_be_file(found: &Metadata) -> io::Result<()> {
    if found.is_file() { Ok(()) } else { Err(io::Error::new(io::ErrorKind::InvalidInput, "this is not a file")) }
}

fn must_be_short(length: u64) -> io::Result<()> {
    let why = || format!("{length} bytes are more than the {FILE_BYTES} that a file may have");
    if length > FILE_BYTES { Err(io::Error::new(io::ErrorKind::InvalidInput, why())) } else { Ok(()) }
}

/// The files below a part of another folder of captures, under the paths of captures. Links that leave the
/// folder and names that are not UTF-8 are no captures.
fn captures_below(captures: &Path, part: &str) -> Vec<String> {
    let walk = WalkDir::new(captures.join(part)).follow_links(true).into_iter();
    let walk = walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
    let files = walk.flatten().filter(|entry| entry.file_type().is_file());
    let inside = files.filter(|entry| fs::canonicalize(entry.path()).is_ok_and(|target| target.starts_with(captures)));
    let path =
        |entry: &DirEntry| Some(format!("{CAPTURES}/{}", with_slashes(entry.path().strip_prefix(captures).ok()?)?));
    let mut files: Vec<String> = inside.filter_map(|entry| path(&entry)).collect();
    files.sort_unstable();
    files
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// A relative path with `/`; `None` if it is no UTF-8.
fn with_slashes(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(OsStr::to_str).collect();
    Some(parts?.join("/"))
}

fn outside(path: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, format!("`{path}` leads out of the site"))
}

fn outside_link(path: &str) -> Finding {
    Finding::error(Code::OutsideLink, format!("the link `{path}` leads out of the site's published files"))
        .at(Place::File(path.into()))
        .hint("copy what it points to into the site")
}

fn invalid_name(path: &Path) -> Finding {
    let shown = path.to_string_lossy().into_owned();
    Finding::error(Code::InvalidFileName, format!("the file name `{shown}` is not UTF-8"))
        .at(Place::File(shown.into()))
        .hint("rename the file")
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::{ffi::OsStrExt, fs::symlink};

    use super::*;

    /// A site of empty files in a fresh folder.
    fn site(files: &[&str]) -> (tempfile::TempDir, DiskWorld) {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        let world = DiskWorld::new(folder.path()).unwrap();
        (folder, world)
    }

    fn codes(listing: &Listing) -> Vec<Code> {
        listing.findings.iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn lists_files_by_path_bytes_and_skips_hidden_ones() {
        let (_folder, world) = site(&["c/b/x.md", "c/b-a/x.md", "c/b.md", "c/B.md", "c/.git/x", "c/b/.swp", "d/e.md"]);
        let listing = world.files("c").unwrap();
        assert_eq!(listing.files, ["c/B.md", "c/b-a/x.md", "c/b.md", "c/b/x.md"]);
        assert!(listing.findings.is_empty());
        assert!(world.files("nowhere").unwrap().files.is_empty());
        assert!(world.files("d/e.md").unwrap().files.is_empty());
    }

    #[test]
    fn follows_links_that_stay_inside() {
        let (folder, world) = site(&["content/a/x.md", "content/y.md"]);
        symlink("a", folder.path().join("content/b")).unwrap();
        symlink("../content/y.md", folder.path().join("content/z.md")).unwrap();
        let listing = world.files("content").unwrap();
        assert_eq!(listing.files, ["content/a/x.md", "content/b/x.md", "content/y.md", "content/z.md"]);
        assert_eq!(world.read("content/b/x.md").unwrap(), b"content/a/x.md");
    }

    #[test]
    fn refuses_links_that_leave_the_site() {
        let other = tempfile::tempdir().unwrap();
        fs::write(other.path().join("secret.md"), "secret").unwrap();
        let (folder, world) = site(&["content/x.md"]);
        symlink(other.path(), folder.path().join("content/folder")).unwrap();
        symlink(other.path().join("secret.md"), folder.path().join("content/file.md")).unwrap();
        let listing = world.files("content").unwrap();
        assert_eq!(listing.files, ["content/x.md"]);
        assert_eq!(codes(&listing), [Code::OutsideLink; 2]);
        assert!(world.read("content/file.md").is_err());
        assert!(world.read("content/folder/secret.md").is_err());
        assert!(!world.is_file("content/file.md"));
    }

    #[test]
    fn a_whole_folder_that_is_a_link_out_is_a_finding() {
        let other = tempfile::tempdir().unwrap();
        let (folder, world) = site(&["site.toml"]);
        symlink(other.path(), folder.path().join("content")).unwrap();
        assert_eq!(codes(&world.files("content").unwrap()), [Code::OutsideLink]);
    }

    #[test]
    fn no_link_publishes_captures_or_hidden_files() {
        let (folder, world) = site(&["captures/e/s.txt", ".env", "static/x.svg"]);
        symlink("../captures", folder.path().join("static/c")).unwrap();
        symlink("../.env", folder.path().join("static/env.txt")).unwrap();
        symlink("..", folder.path().join("static/all")).unwrap();
        let listing = world.files("static").unwrap();
        assert_eq!(listing.files, ["static/x.svg"]);
        assert_eq!(codes(&listing), [Code::OutsideLink; 3]);
        assert!(!world.is_file("static/c/e/s.txt"));
        assert!(!world.is_file("static/all/.env"));
        assert!(world.is_file("captures/e/s.txt"));
    }

    #[test]
    fn captures_of_another_folder_are_listed_as_captures() {
        let (other, _) = site(&["e/b.txt", "e/a.txt", "f/c.txt", "e/.d.txt"]);
        let (_folder, world) = site(&["captures/e/x.txt"]);
        let world = world.with_captures(other.path()).unwrap();
        assert_eq!(world.files("captures/e").unwrap().files, ["captures/e/a.txt", "captures/e/b.txt"]);
        assert_eq!(world.files("captures").unwrap().files.len(), 3);
        assert_eq!(world.read("captures/e/a.txt").unwrap(), b"e/a.txt");
        assert!(world.files("captures/g").unwrap().files.is_empty());
    }

    #[test]
    fn loops_and_broken_links_end() {
        let (folder, world) = site(&["content/a/x.md"]);
        symlink("..", folder.path().join("content/a/up")).unwrap();
        symlink("self", folder.path().join("content/self")).unwrap();
        symlink("gone.md", folder.path().join("content/broken.md")).unwrap();
        let listing = world.files("content").unwrap();
        assert_eq!(listing.files, ["content/a/x.md"]);
        assert_eq!(codes(&listing), [Code::UnreadableFile; 3]);
    }

    #[test]
    fn names_that_are_not_utf8_are_findings() {
        let (folder, world) = site(&["content/x.md"]);
        if fs::write(folder.path().join("content").join(OsStr::from_bytes(b"caf\xe9.md")), "").is_err() {
            return; // This file system has no such names.
        }
        let listing = world.files("content").unwrap();
        assert_eq!(listing.files, ["content/x.md"]);
        assert_eq!(codes(&listing), [Code::InvalidFileName]);
        assert_eq!(listing.findings[0].place.file(), Some("content/caf\u{fffd}.md"));
    }

    #[test]
    fn paths_that_leave_the_root_are_refused() {
        let (_folder, world) = site(&["content/x.md"]);
        for path in ["../x", "content/../../x", "/etc/hostname", "content/..", "./content/x.md", "content\\x.md", "a\0"]
        {
            assert!(world.read(path).is_err(), "{path}");
            assert!(!world.is_file(path), "{path}");
        }
        assert!(world.is_file("content/x.md"));
        assert!(world.read("content").is_err());
    }
}
