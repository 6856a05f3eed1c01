//! Evidence: excerpts held against captures, and the lock that keeps what was found.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

#[path = "../support/mod.rs"]
mod support;

mod lock;
mod mutations;
mod texts;
