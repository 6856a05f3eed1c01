//! What lies in the folder, and the few changes that readers could notice.
#![allow(clippy::disallowed_methods, reason = "this room writes the releases")]

use std::{
    fs::{self, File, TryLockError},
    io::{self, Read},
    path::{Path, PathBuf},
};

use super::super::{
    release::{CURRENT, LOCK, NEXT, RELEASES, Releases, is_id, partial_id, partial_name},
    site,
};
use crate::{
    diagnostic::{Code, Finding},
    digest::sha256,
    output::manifest::{self, Found, Manifest},
};

/// The folder with `releases` and `current` in it.
#[derive(Debug)]
pub struct Place {
    folder: PathBuf,
}

impl Place {
    pub fn new(folder: PathBuf) -> Place {
        Place { folder }
    }

    /// A release, for people.
    pub fn shown(&self, id: &str) -> String {
        self.release(id).display().to_string()
    }

    pub fn release(&self, id: &str) -> PathBuf {
        self.folder.join(RELEASES).join(id)
    }

    /// Where a release is made.
    pub fn partial(&self, id: &str) -> PathBuf {
        self.folder.join(RELEASES).join(partial_name(id))
    }

    /// What stands where we would write and is not ours.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn objection(&self, force: bool) -> io::Result<Option<Finding>> {
        let refused = |message: String, hint: &str| Ok(Some(Finding::error(Code::PublishRefused, message).hint(hint)));
        match fs::metadata(&self.folder) {
            Ok(there) if !there.is_dir() => {
                let message = format!("`{}` is a file", self.folder.display());
                return refused(message, "name a folder in `path`, or move the file away");
            }
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                let message = format!("`{}` cannot be a folder: a part of its path is a file", self.folder.display());
                return refused(message, "name another folder in `path`");
            }
            _ => {}
        }
        let link = self.folder.join(CURRENT);
        match fs::symlink_metadata(&link) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(about("cannot read", &link, &error)),
            Ok(there) if !there.is_symlink() => refused(
                format!("`{}` is not a link of ours", link.display()),
                "move it away, or name another folder in `path`",
            ),
            Ok(_) if !force && self.current()?.is_none() => refused(
                format!("`{}` leads to something that Rashomon did not publish", link.display()),
                "move it away, or let `--force` replace it",
            ),
            Ok(_) => Ok(None),
        }
    }

    /// The id of the release that `current` names, whether or not it is there.
    fn current(&self) -> io::Result<Option<String>> {
        let link = self.folder.join(CURRENT);
        match fs::read_link(&link) {
            Ok(target) => {
                let id = target.to_str().and_then(|target| target.strip_prefix(RELEASES)?.strip_prefix('/'));
                Ok(id.map(|id| id.trim_end_matches('/')).filter(|id| is_id(id)).map(str::to_owned))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(about("cannot read", &link, &error)),
        }
    }

    /// Makes the folder, and keeps others from publishing there for as long as the value lives.
    ///
    /// # Errors
    /// When the disk fails. The inner finding says that somebody else is publishing.
    pub fn lock(&self) -> io::Result<Result<Option<File>, Finding>> {
        let releases = self.folder.join(RELEASES);
        fs::create_dir_all(&releases).map_err(|error| about("cannot make", &releases, &error))?;
        let path = self.folder.join(LOCK);
        let file = File::options().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(|error| about("cannot write", &path, &error))?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => {
                let message = format!("another run is publishing to `{}`", self.folder.display());
                Ok(Err(Finding::error(Code::PublishBusy, message)
                    .hint("wait until it is done, then run the command again")))
            }
            // Some network file systems have no locks.
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Ok(Some(file))),
        }
    }

    /// The releases that are there.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn read(&self) -> io::Result<Releases> {
        let folder = self.folder.join(RELEASES);
        let mut releases = Releases::default();
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(releases),
            Err(error) => return Err(about("cannot read", &folder, &error)),
        };
        for entry in entries {
            let name = entry?.file_name();
            let Some(name) = name.to_str() else { continue };
            if let Some(id) = partial_id(name) {
                releases.partial.insert(id.to_owned());
            } else if is_id(name) {
                releases.by_id.insert(name.to_owned(), listed(&folder.join(name)));
            }
        }
        releases.current = self.current()?.filter(|id| releases.by_id.contains_key(id));
        Ok(releases)
    }

    /// Whether a release still holds a file as it was published, and readable for all.
    pub fn holds(&self, id: &str, file: &site::File) -> bool {
        let path = self.release(id).join(&file.path);
        let is_plain = |there: &fs::Metadata| there.is_file() && there.len() == file.size;
        if !fs::symlink_metadata(&path).is_ok_and(|there| is_plain(&there)) {
            return false;
        }
        let mut bytes = Vec::new();
        let read = File::open(&path).and_then(|open| open.take(file.size + 1).read_to_end(&mut bytes));
        read.is_ok() && sha256(&bytes) == file.sha256
    }

    /// Puts a finished release into its place and lets readers see it.
    ///
    /// # Errors
    /// When the disk fails; readers then see what they saw.
    pub fn show(&self, id: &str) -> io::Result<()> {
        let (partial, release) = (self.partial(id), self.release(id));
        sync_all(&partial)?;
        fs::rename(&partial, &release).map_err(|error| about("cannot write", &release, &error))?;
        let (next, current) = (self.folder.join(NEXT), self.folder.join(CURRENT));
        let _ = fs::remove_file(&next);
        link(&format!("{RELEASES}/{id}"), &next).map_err(|error| about("cannot write", &next, &error))?;
        sync(&self.folder.join(RELEASES))?;
        fs::rename(&next, &current).map_err(|error| about("cannot write", &current, &error))?;
        sync(&self.folder)
    }

    /// Takes away what runs that were cut short have left.
    pub fn sweep(&self, releases: &Releases) {
        let _ = fs::remove_file(self.folder.join(NEXT));
        for id in &releases.partial {
            self.abandon(id);
        }
    }

    /// Takes away a release that is not whole.
    pub fn abandon(&self, id: &str) {
        // What cannot go now goes with the next publication.
        let _ = fs::remove_dir_all(self.partial(id));
    }

    /// Takes away an old release: nobody finds half of it under its name.
    ///
    /// # Errors
    /// A sentence about why it stays.
    pub fn remove(&self, id: &str) -> Result<(), String> {
        let release = self.release(id);
        let stays = |error: io::Error| format!("the old release `{}` stays: {error}", release.display());
        fs::rename(&release, self.partial(id)).map_err(stays)?;
        fs::remove_dir_all(self.partial(id)).map_err(stays)
    }
}

/// The list of a release's files; an empty one if it cannot be read, so that all is written anew.
fn listed(release: &Path) -> Manifest {
    match manifest::read(release) {
        Ok(Found::Manifest(manifest)) => manifest,
        _ => Manifest::default(),
    }
}

/// An error of the disk that says what was tried, and where.
pub fn about(what: &str, path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{what} `{}`: {error}", path.display()))
}

/// Waits until a folder's names are on the disk.
fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| about("cannot write", folder, &error))
}

/// Waits until everything below a folder is on the disk: one wait for the whole file system is shorter than one for
/// each of thousands of files and folders.
fn sync_all(folder: &Path) -> io::Result<()> {
    let open = File::open(folder).map_err(|error| about("cannot read", folder, &error))?;
    #[cfg(target_os = "linux")]
    rustix::fs::syncfs(&open).map_err(|error| about("cannot write", folder, &error.into()))?;
    #[cfg(all(unix, not(target_os = "linux")))]
    rustix::fs::sync();
    open.sync_all().map_err(|error| about("cannot write", folder, &error))
}

#[cfg(unix)]
fn link(target: &str, at: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, at)
}

#[cfg(not(unix))]
fn link(_: &str, _: &Path) -> io::Result<()> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "this system has no links that can be swapped at once"))
}
