//! The index of the search, made of all events at once when nothing is wrong with them. It stands apart
//! from the build so that its cost can be told apart, and so that whoever wants only pages need not pay it.

use std::{collections::BTreeMap, io};

use crate::{output::Sink, page::Record};

/// What a search finds.
#[derive(Clone, Debug, Default)]
pub struct Searched {
    /// Language of the site.
    pub language: String,
    pub records: Vec<Record>,
}

/// Adds the index to a build that went well; says how many files it has.
///
/// # Errors
/// When the disk fails, or the library that makes the index.
pub fn index(searched: &Searched, sink: &dyn Sink) -> io::Result<usize> {
    let files = files(searched)?;
    for (path, bytes) in &files {
        sink.put(path, bytes)?;
    }
    Ok(files.len())
}

/// The files of the index by their paths in the output.
///
/// # Errors
/// When the library fails that makes them.
#[cfg(feature = "search")]
pub fn files(searched: &Searched) -> io::Result<BTreeMap<String, Vec<u8>>> {
    crate::export::search::files(&searched.language, &searched.records)
}

/// A program without a search has no index.
#[cfg(not(feature = "search"))]
pub fn files(_: &Searched) -> io::Result<BTreeMap<String, Vec<u8>>> {
    Ok(BTreeMap::new())
}
