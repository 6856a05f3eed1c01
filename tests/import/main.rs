//! Importing articles: pages of all kinds, hostile ones, and ones from the web.
//!
//! The pages are invented, as are the outlets, persons and events in them.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test works on real folders and may panic"
)]

mod command;
mod hostile;
mod measure;
mod network;
mod pages;
