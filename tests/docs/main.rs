//! The manual in `docs/`: its examples build, its tables say what the program says, its links lead
//! somewhere. So it cannot fall behind the program unnoticed.

#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::format_push_string,
    clippy::needless_raw_string_hashes,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test reads the manual and the source, may panic, and need not be fast"
)]

#[path = "../support/mod.rs"]
mod support;

mod examples;
mod format;
mod links;
mod tables;
mod theme;

use std::{fs, path::Path};

/// Reads a file of the project.
fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_guide_builds_from_its_first_step_to_its_last() {
    examples::play("guide.md");
}

#[test]
fn the_examples_of_the_format_reference_build() {
    examples::play("format.md");
}

#[test]
fn the_examples_of_the_theme_guide_build() {
    examples::play("theme.md");
}

/// Writes the guide's site to `target/guide`, to take its pictures:
/// `cargo test --test docs -- --ignored`.
#[test]
#[ignore = "it writes files"]
fn write_the_guides_site() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/guide");
    for (path, bytes) in examples::play("guide.md").files() {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}
