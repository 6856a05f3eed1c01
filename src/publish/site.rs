//! What is published: the files that a build made, as its manifest lists them.
#![allow(clippy::disallowed_methods, reason = "this room reads what it publishes")]

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use crate::{
    digest::{hex, sha256, unhex},
    output::{
        self,
        manifest::{self, Entry, Found, Manifest},
    },
};

/// A built site on the disk.
#[derive(Clone, Debug)]
pub struct Site {
    /// The folder of `site.toml`, from which relative paths of targets count.
    pub root: PathBuf,
    /// The output folder.
    pub folder: PathBuf,
    /// Sorted by path. The manifest itself is not among them.
    pub files: Vec<File>,
}

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Relative to the output folder, with `/`. It cannot lead elsewhere.
    pub path: String,
    /// Its length in bytes.
    pub size: u64,
    /// SHA-256 in lower-case hexadecimal digits.
    pub sha256: String,
}

impl Site {
    /// Reads which files a finished build has made.
    ///
    /// # Errors
    /// When the disk fails, or the folder has no manifest of ours.
    pub fn read(root: &Path, folder: &Path) -> io::Result<Site> {
        let manifest = match manifest::read(folder)? {
            Found::Manifest(manifest) => manifest,
            Found::Broken(why) => return Err(no_build(folder, &why)),
            Found::Nothing => return Err(no_build(folder, "it is not there")),
        };
        let file = |(path, entry): (String, Entry)| File { path, size: entry.size, sha256: hex(&entry.sha256) };
        let files = manifest.files.into_iter().map(file).collect();
        Ok(Site { root: root.to_owned(), folder: folder.to_owned(), files })
    }

    /// Where a file lies.
    ///
    /// # Errors
    /// When the path could lead elsewhere.
    pub fn path(&self, file: &File) -> io::Result<PathBuf> {
        output::join(&self.folder, &file.path)
    }

    /// The bytes of a file, which are those that were built.
    ///
    /// # Errors
    /// When the disk fails, or somebody has changed the file since.
    pub fn bytes(&self, file: &File) -> io::Result<Vec<u8>> {
        let path = self.path(file)?;
        let about =
            |error: io::Error| io::Error::new(error.kind(), format!("cannot read `{}`: {error}", path.display()));
        if !fs::symlink_metadata(&path).map_err(about)?.is_file() {
            return Err(changed(&path));
        }
        let bytes = fs::read(&path).map_err(about)?;
        if bytes.len() as u64 == file.size && sha256(&bytes) == file.sha256 { Ok(bytes) } else { Err(changed(&path)) }
    }

    /// Makes sure that all these files are still those that were built.
    ///
    /// # Errors
    /// When the disk fails, or somebody has changed a file since.
    pub fn verify(&self) -> io::Result<()> {
        self.files.par_iter().try_for_each(|file| self.bytes(file).map(drop))
    }

    /// The list of these files, in the form of the output's own.
    pub fn manifest(&self) -> Manifest {
        let entry = |file: &File| {
            (file.path.clone(), Entry { size: file.size, sha256: unhex(&file.sha256).unwrap_or_default() })
        };
        Manifest { files: self.files.iter().map(entry).collect() }
    }
}

fn no_build(folder: &Path, why: &str) -> io::Error {
    io::Error::other(format!("cannot use `{}`: {why}", folder.join(manifest::NAME).display()))
}

fn changed(path: &Path) -> io::Error {
    io::Error::other(format!("`{}` was changed while it was published; run the command again", path.display()))
}

/// Whether a file's name holds a hash of what is in it, so that no other content ever has this name: the assets of
/// a theme, and the parts of the index of the search.
pub fn is_fingerprinted(path: &str, sha256: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let of_index = || name.rsplit_once('.').is_some_and(|(_, ending)| ending.starts_with("pf_"));
    sha256.get(..10).is_some_and(|hash| name.contains(&format!(".{hash}."))) || of_index()
}
