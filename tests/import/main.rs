//! Importing articles: pages of all kinds, hostile ones, and ones from the web.
//!
//! The pages are invented, as are the outlets, persons and events in them.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    clippy::format_collect,
    clippy::format_push_string,
    reason = "a test works on real folders, may panic, and need not be fast"
)]

mod command;
mod hostile;
mod measure;
mod network;
mod pages;
mod transcript;
