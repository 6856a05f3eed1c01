//! One file's text → one document: front matter, Markdown, marks, highlighted code.
//!
//! A document knows its own file and nothing else: whether a fact that a mark names is declared is
//! found out in `resolve`. Every span is a range of bytes of the file, so that any later room can
//! underline the very words.

pub mod event;
pub mod front;
mod highlight;
mod html;
mod image;
pub mod layout;
mod links;
pub mod mark;
mod markdown;
pub mod page;
pub mod source;

pub use highlight::Highlighter;
pub use html::escape;
pub use markdown::BodyLink;

use crate::{diagnostic::SourceText, world::World};

/// Whether a path names a Markdown file. Editors' systems may ignore case, but an address does not: only
/// `.md` counts.
pub fn is_markdown(path: &str) -> bool {
    path.strip_suffix(".md").is_some()
}

/// What every document is read with.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    pub world: &'a dyn World,
    pub highlighter: &'a Highlighter,
}

impl<'a> Reading<'a> {
    /// The ordinary way to render a body; callers change what they need otherwise.
    fn scope(self, source: &'a SourceText) -> markdown::Scope<'a> {
        markdown::Scope {
            world: self.world,
            source,
            highlighter: self.highlighter,
            prefix: String::new(),
            top_level: 2,
            marks: false,
            split: false,
        }
    }
}
