//! Publishing: the built site goes where readers are, without a moment in which one of them sees half of it.
//!
//! 1. The target is chosen among those of `site.toml` ([`choose`]).
//! 2. The command builds the site, and what must not be published is refused ([`refuse`]): an empty site, one
//!    that its own evidence contradicts, one that takes itself for a machine at somebody's desk.
//! 3. What goes out is the list of files that the build made, [`Site`]; nothing else that lies in the output
//!    folder does.
//! 4. The target sends what is not there yet, and shows it to readers all at once. Each target is one module
//!    with one function: [`directory`], [`ssh`], [`git`], [`s3`].
//! 5. Files of the last publication that this one no longer has go last, and never more of them than was
//!    allowed ([`deletes`]).
//!
//! Whatever is interrupted leaves readers with the old site or the new one, and the next run puts in order
//! what it finds. Targets never decide what the site is, and never print what could be a secret.

mod choose;
mod deletes;
mod directory;
mod git;
mod program;
mod refuse;
mod release;
#[cfg(feature = "s3")]
mod s3;
mod site;
mod ssh;
mod stop;

use std::io;

pub use choose::choose;
pub use deletes::{MAX_DELETES, deletes};
pub use refuse::{address, outcome};
pub use site::{File, Site, is_fingerprinted};

use crate::{
    config::publish::{Kind, Target},
    diagnostic::Finding,
};

/// What the command line asks of a publication.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Plan everything and change nothing, here or there.
    pub dry_run: bool,
    /// How many files of the last publication may go.
    pub max_deletes: usize,
    /// Publish although something speaks against it.
    pub force: bool,
}

/// What was published, or would be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Where it went, for people: a folder, a commit, a bucket. Without secrets.
    pub place: String,
    /// Files that are new or other than in the last publication, sorted by path.
    pub sent: Vec<String>,
    /// Their length in bytes.
    pub bytes: u64,
    /// Files of the last publication that this one no longer has, sorted by path.
    pub removed: Vec<String>,
    /// How many files are as they were.
    pub kept: usize,
    /// Whether readers see anything else than before.
    pub changed: bool,
    /// What else is worth a line.
    pub notes: Vec<String>,
}

/// How far a publication is.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'a> {
    /// What is being done: `Sending`.
    pub what: &'a str,
    pub done: usize,
    /// 0 if it is not known.
    pub all: usize,
}

/// Who is told how far a publication is. Called from several threads.
pub type Watch<'a> = &'a (dyn Fn(Progress<'_>) + Sync);

/// Publishes a site.
///
/// # Errors
/// When this machine's disk fails. The inner finding says why the target did not take the site.
pub fn publish(
    site: &Site,
    target: &Target,
    options: &Options,
    watch: Watch<'_>,
) -> io::Result<Result<Summary, Finding>> {
    match &target.kind {
        Kind::Directory(directory) => directory::publish(site, directory, options, watch),
        Kind::Ssh(ssh) => ssh::publish(site, ssh, options, watch),
        Kind::Git(git) => git::publish(site, git, options, watch),
        #[cfg(feature = "s3")]
        Kind::S3(s3) => s3::publish(site, s3, options, watch),
        #[cfg(not(feature = "s3"))]
        Kind::S3(_) => Ok(Err(Finding::error(
            crate::diagnostic::Code::PublishFailed,
            "this program was built without targets of the kind `s3`",
        ))),
    }
}
