//! What holds for any text that somebody could write.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

#[path = "../support/mod.rs"]
mod support;

mod any_bytes;
mod comparison;
mod holds;
mod html;
mod overlap;
mod quotation;
mod spans;
mod text;

use proptest::prelude::ProptestConfig;

/// So many cases; a failure found once becomes a test of its own, not a file of seeds.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}
