//! Front matter: the keys and values at the head of a file, read strictly and typed.
//!
//! A text is split at its fences ([`split`]), TOML or YAML becomes one neutral tree with the place of
//! every key and value ([`tree`]), and the tree is held against a table of fields ([`fields`]). The
//! tables are the one truth about what may be written: they read the files, make the JSON Schemas and
//! explain the keys. All that is wrong in a file is found in one go.
//!
//! This room knows one file at a time. It does not know whether an outlet, source or fact that a file
//! names exists, and it does not look into marks.

mod check;
mod checked;
mod event;
pub mod fields;
pub mod forms;
mod outlet;
mod page;
mod source;
mod split;
mod toml;
pub mod tree;
mod values;
mod yaml;

use std::ops::Range;

pub use checked::{Checked, Named, Value};
pub use event::{EVENT, EventFront};
pub use outlet::{OUTLET, OutletFront};
pub use page::{PAGE, PageFront};
pub use source::{FrontAbsent, FrontMark, SOURCE, SourceFront};
pub use split::{Split, split};

use crate::{
    diagnostic::{Code, Finding, SourceText, sort},
    world::limits,
};
use check::Checker;
use fields::Field;
use tree::Syntax;

/// A value and where it stands in its file, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Range<usize>,
}

/// A file's front matter, and where its body starts.
#[derive(Clone, Debug)]
pub struct Front<T> {
    pub value: T,
    /// The byte at which the body starts.
    pub body: usize,
    /// The opening fence, for findings about the file as a whole.
    pub opening: Range<usize>,
}

/// Reads the front matter of an event's `index.md`. There is no value only if there is no front
/// matter; otherwise what is missing or wrong has a harmless stand-in, and a finding.
pub fn event(source: &SourceText) -> (Option<Front<EventFront>>, Vec<Finding>) {
    read(source, EVENT, event::typed)
}

/// Reads the front matter of a source. As [`event`] otherwise.
pub fn source(source: &SourceText) -> (Option<Front<SourceFront>>, Vec<Finding>) {
    read(source, SOURCE, source::typed)
}

/// Reads the front matter of an outlet's profile. As [`event`] otherwise.
pub fn outlet(source: &SourceText) -> (Option<Front<OutletFront>>, Vec<Finding>) {
    read(source, OUTLET, outlet::typed)
}

/// Reads the front matter of the home page or another page. As [`event`] otherwise.
pub fn page(source: &SourceText) -> (Option<Front<PageFront>>, Vec<Finding>) {
    read(source, PAGE, page::typed)
}

/// Reads a file that is TOML from its first byte to its last, without fences.
pub fn plain_toml(source: &SourceText, fields: &'static [Field]) -> (Checked, Vec<Finding>) {
    let whole = 0..source.text().len();
    let objection = too_long(source, &whole);
    let range = if objection.is_some() { 0..0 } else { whole };
    let (checked, findings) = Checker::new(source, Syntax::Toml, fields, 0..0).run(&toml::parse(source.text(), range));
    (checked, objection.map_or(findings, |objection| vec![objection]))
}

/// Whether a text has the form of an id: lower-case letters, digits and hyphens.
pub fn is_id(text: &str) -> bool {
    forms::id(text).is_ok()
}

fn too_long(source: &SourceText, range: &Range<usize>) -> Option<Finding> {
    let most = limits::FRONT_BYTES;
    let message =
        format!("`{}` has {} bytes of keys and values, more than the {most} that are read", source.path(), range.len());
    let finding = Finding::error(Code::TooLarge, message)
        .at(source.whole())
        .hint("shorten it; marks can stand in the text of a source");
    (range.len() > most).then_some(finding)
}

fn read<T>(
    source: &SourceText,
    fields: &'static [Field],
    typed: fn(&Checked, &SourceText, &mut Vec<Finding>) -> T,
) -> (Option<Front<T>>, Vec<Finding>) {
    let split = match split(source) {
        Ok(split) => split,
        Err(finding) => return (None, vec![finding]),
    };
    if let Some(objection) = too_long(source, &split.front) {
        return (None, vec![objection]);
    }
    let parsed = match split.syntax {
        Syntax::Toml => toml::parse(source.text(), split.front),
        Syntax::Yaml => yaml::parse(source.text(), split.front),
    };
    let (values, mut findings) = Checker::new(source, split.syntax, fields, split.opening.clone()).run(&parsed);
    let value = typed(&values, source, &mut findings);
    sort(&mut findings);
    (Some(Front { value, body: split.body, opening: split.opening }), findings)
}
