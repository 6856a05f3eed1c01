//! Writing: the only caller that puts pages on the disk.
//!
//! The street hands over bytes through a [`Sink`] as soon as a page is rendered, so no page stays in
//! memory. [`Staging`] collects them in a folder beside the output; only when the whole build is
//! clean are the changed files moved into place, so a failed build leaves the output as it was.
//!
//! What belongs to us is what the [`manifest`] lists. Nothing else in the output folder is ever
//! removed or overwritten, and nothing is written through a symbolic link in it.

mod bench;
mod file;
mod kept;
mod made;
pub mod manifest;
pub mod media;
mod memory;
mod ours;
mod path;
mod plan;
mod staging;
mod stamp;
mod standing;

use std::io;

pub use file::replace;
pub use kept::Kept;
pub use manifest::Entry;
pub use memory::MemorySink;
pub use ours::real;
pub use path::join;
pub use staging::{Committed, Staging};
pub use stamp::Stamp;

/// What is known of a file of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    pub entry: Entry,
    /// As it lay there when its bytes were known.
    pub stamp: Option<Stamp>,
}

impl Written {
    /// What is known of a file of these bytes that was not looked at where it lies.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Written {
        Written { entry: Entry::of(bytes), stamp: None }
    }
}

/// Takes the files of a site as they are made. Called from several threads.
pub trait Sink: Sync {
    /// Takes one file, and says what is known of it then. The path is relative to the output folder, with `/`, and
    /// was planned by the street: it is clean and comes only once.
    ///
    /// # Errors
    /// When the disk fails.
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<Written>;

    /// What the output has under some paths, if all of them are files of ours with the bytes that are known.
    /// Only those are read whose stamps changed.
    ///
    /// # Errors
    /// When the disk fails.
    fn has(&self, _files: &[(&str, Written)]) -> io::Result<Option<Vec<Written>>> {
        Ok(None)
    }

    /// Takes a file that the output [has](Self::has).
    ///
    /// # Errors
    /// When the disk fails.
    fn keep(&self, _path: &str, _entry: Entry) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}
