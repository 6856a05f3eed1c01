//! A bucket of an object store.

use std::io;

use super::{Options, Site, Summary, Watch};
use crate::{
    config::publish::S3,
    diagnostic::{Code, Finding},
};

/// Publishes a site there.
///
/// # Errors
/// When this machine's disk fails.
#[allow(clippy::unnecessary_wraps, reason = "it will touch the disk")]
pub fn publish(
    _site: &Site,
    _target: &S3,
    _options: &Options,
    _watch: Watch<'_>,
) -> io::Result<Result<Summary, Finding>> {
    Ok(Err(Finding::error(Code::PublishFailed, "this kind of target is not known yet")))
}
