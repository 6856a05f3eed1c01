//! What a site gives to be shared: cards and the tags that name them, icons and the manifest, the sheet for a
//! class.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, reason = "a test reads files and may panic")]

#[path = "../support/mod.rs"]
mod support;

mod cards;
mod tags;
mod worksheet;

use resvg::tiny_skia::Pixmap;

/// A full text is its own evidence.
const FULL: &str = "text = \"full\"\nrights = \"Written for this test.\"\ncoded = true";

/// Width and height of a picture, which must be whole.
fn size(png: &[u8]) -> (u32, u32) {
    let picture = Pixmap::decode_png(png).unwrap();
    (picture.width(), picture.height())
}
