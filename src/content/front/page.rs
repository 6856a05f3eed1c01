//! The front matter of the home page and of other pages.

use std::ops::Range;

use serde_json::Value as Json;

use super::{
    Spanned,
    checked::Checked,
    fields::{Field, FieldKind},
};
use crate::{
    diagnostic::{Finding, SourceText},
    model::Day,
};

/// The keys of the home page and of other pages.
pub const PAGE: &[Field] = &[
    Field::required("title", FieldKind::Text, "The page's heading."),
    Field::optional("description", FieldKind::LongText, "What the page is about, for search engines and previews."),
    Field::optional("updated", FieldKind::Day, "The day on which the page last changed."),
    Field::optional("draft", FieldKind::Flag, "Whether the page is left out unless drafts are asked for."),
    Field::optional("aliases", FieldKind::List(&FieldKind::Address), "Former addresses that lead to this page."),
    Field::optional("extra", FieldKind::Free, "Keys of your own for your templates."),
];

/// What a page's front matter says.
#[derive(Clone, Debug)]
pub struct PageFront {
    pub title: String,
    pub description: Option<String>,
    pub updated: Option<Day>,
    pub draft: bool,
    /// Where `draft` is written.
    pub draft_span: Option<Range<usize>>,
    pub aliases: Vec<Spanned<String>>,
    pub extra: Json,
}

pub(super) fn typed(checked: &Checked, _source: &SourceText, _findings: &mut Vec<Finding>) -> PageFront {
    PageFront {
        title: checked.text("title").unwrap_or_default(),
        description: checked.text("description"),
        updated: checked.day("updated"),
        draft: checked.flag("draft").unwrap_or_default(),
        draft_span: checked.span("draft"),
        aliases: checked.texts("aliases").unwrap_or_default(),
        extra: checked.free("extra"),
    }
}
