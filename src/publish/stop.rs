//! Why a target did not take a site, while it is still not known who will tell it.

use std::io;

use crate::diagnostic::Finding;

/// What ends a publication.
#[derive(Debug)]
pub enum Stop {
    /// This machine's disk failed, or a program could not be started.
    Disk(io::Error),
    /// The target did.
    Target(Finding),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        Stop::Disk(error)
    }
}

impl From<Finding> for Stop {
    fn from(finding: Finding) -> Stop {
        Stop::Target(finding)
    }
}

/// Parts what the disk did from what the target did.
///
/// # Errors
/// When the disk failed.
pub fn part<T>(result: Result<T, Stop>) -> io::Result<Result<T, Finding>> {
    match result {
        Ok(value) => Ok(Ok(value)),
        Err(Stop::Target(finding)) => Ok(Err(finding)),
        Err(Stop::Disk(error)) => Err(error),
    }
}
