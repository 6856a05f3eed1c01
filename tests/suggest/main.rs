//! Suggestions are held against events that an editor has paired by hand: invented ones in `events/`, and the
//! first event's captures where they are at hand.
//!
//! `cargo test --release --test suggest -- --ignored --nocapture` prints all figures.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a test reads files, measures time, prints, and may panic"
)]

mod any_text;
mod baseline;
mod errors;
mod expected;
mod figures;
mod golden;
mod paste;
