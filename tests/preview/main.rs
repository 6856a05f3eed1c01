//! The preview: it gives what a build gives, reads no more than it must, and takes whatever is done to
//! files or sent to it.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test works on real folders, listens, and may panic"
)]

#[path = "../support/mod.rs"]
mod support;

mod broken;
mod desk;
mod edits;
mod files;
mod hostile;
mod many;
mod place;
