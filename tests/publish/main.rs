//! Publishing: each target against a real folder, server, repository or service.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test runs the program, may panic, and looks at the disk"
)]

mod command;
mod directory;
mod git;
mod kill;
#[cfg(feature = "s3")]
mod s3;
mod silent;
#[allow(dead_code, reason = "each target uses some of it")]
mod site;
mod ssh;
