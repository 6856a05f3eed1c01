//! A folder of releases on a server.

use std::io;

use super::{Options, Site, Summary, Watch};
use crate::{
    config::publish::Ssh,
    diagnostic::{Code, Finding},
};

/// Publishes a site there.
///
/// # Errors
/// When this machine's disk fails.
#[allow(clippy::unnecessary_wraps, reason = "it will touch the disk")]
pub fn publish(
    _site: &Site,
    _target: &Ssh,
    _options: &Options,
    _watch: Watch<'_>,
) -> io::Result<Result<Summary, Finding>> {
    Ok(Err(Finding::error(Code::PublishFailed, "this kind of target is not known yet")))
}
