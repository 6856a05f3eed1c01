//! One file's text → one document.

pub mod front;
