//! Where bytes come from: the one door through which the rest of the program sees a site's files.
//!
//! The core never touches the disk. It is given a [`World`]: the folder of a real site
//! ([`DiskWorld`]), or a site that a test spells out ([`MemoryWorld`]). The built-in theme
//! ([`theme`]) is a third source of bytes, embedded in the program.

mod ahead;
mod disk;
pub mod limits;
mod memory;
pub mod theme;

use std::io;

pub use ahead::Ahead;
pub use disk::DiskWorld;
pub use memory::MemoryWorld;

use crate::diagnostic::{Code, Finding, Place, SourceText};

/// A site's files. Paths are relative to the site's root, with `/`, whatever the system.
pub trait World: Sync {
    /// All files below a folder, sorted by path; none if the folder does not exist.
    ///
    /// # Errors
    /// When the disk fails.
    fn files(&self, folder: &str) -> io::Result<Listing>;

    /// The bytes of a file.
    ///
    /// # Errors
    /// When the file does not exist or cannot be read.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;

    /// Whether this is a file of the site.
    fn is_file(&self, path: &str) -> bool;

    /// The path by which people find a file.
    fn shown(&self, path: &str) -> String {
        path.to_owned()
    }
}

/// The files below a folder, and what was wrong with the others.
#[derive(Debug, Default)]
pub struct Listing {
    /// Paths relative to the site's root, sorted.
    pub files: Vec<String>,
    /// Names that are no UTF-8, links that leave the site.
    pub findings: Vec<Finding>,
}

/// Reads a file that must be text. A byte order mark is dropped; line ends stay as they are.
///
/// # Errors
/// A finding if the file cannot be read, is too large, or is no UTF-8.
pub fn read_text(world: &dyn World, path: &str) -> Result<SourceText, Finding> {
    let unreadable = |why: String| {
        Finding::error(Code::UnreadableFile, format!("cannot read `{path}`: {why}")).at(Place::File(path.into()))
    };
    let mut bytes = world.read(path).map_err(|error| unreadable(error.to_string()))?;
    if bytes.len() > limits::TEXT_BYTES {
        return Err(unreadable(format!(
            "{} bytes are more than the {} that a text may have",
            bytes.len(),
            limits::TEXT_BYTES
        )));
    }
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(SourceText::new(path, text)),
        Err(error) => {
            let start = error.utf8_error().valid_up_to();
            let source = SourceText::new(path, String::from_utf8_lossy(error.as_bytes()).into_owned());
            let end = start + char::REPLACEMENT_CHARACTER.len_utf8();
            Err(Finding::error(Code::InvalidUtf8, format!("`{path}` is not UTF-8"))
                .at(source.at(start..end))
                .hint("save the file as UTF-8 in your editor"))
        }
    }
}
