//! The front matter of an outlet's profile.

use std::ops::Range;

use serde_json::Value as Json;

use super::{
    checked::Checked,
    fields::{Field, FieldKind},
};
use crate::{
    diagnostic::{Finding, SourceText},
    model::Ownership,
};

/// The keys of an outlet's profile.
pub const OUTLET: &[Field] = &[
    Field::required("name", FieldKind::Text, "The outlet's full name."),
    Field::optional("short", FieldKind::Text, "A name of ten letters or so for tables; the full name if left out."),
    Field::optional("kind", FieldKind::Text, "What it is: news agency, newspaper, broadcaster and so on."),
    Field::optional("url", FieldKind::Url, "The outlet's own site."),
    Field::optional("country", FieldKind::Text, "Where it is based."),
    Field::optional("languages", FieldKind::List(&FieldKind::Text), "The languages in which it publishes."),
    Field::optional("ownership", FieldKind::Table(OWNERSHIP), "Who owns it, and who says so."),
    Field::optional("draft", FieldKind::Flag, "Whether the profile is left out unless drafts are asked for."),
    Field::optional("extra", FieldKind::Free, "Keys of your own for your templates."),
];

const OWNERSHIP: &[Field] = &[
    Field::required("text", FieldKind::LongText, "Who owns it, in a sentence."),
    Field::optional("source", FieldKind::Text, "Who says so."),
    Field::optional("url", FieldKind::Url, "Where that can be read."),
];

/// What an outlet's front matter says.
#[derive(Clone, Debug)]
pub struct OutletFront {
    pub name: String,
    pub short: Option<String>,
    pub kind: Option<String>,
    pub url: Option<String>,
    pub country: Option<String>,
    pub languages: Vec<String>,
    pub ownership: Option<Ownership>,
    pub draft: bool,
    /// Where `draft` is written.
    pub draft_span: Option<Range<usize>>,
    pub extra: Json,
}

pub(super) fn typed(checked: &Checked, _source: &SourceText, _findings: &mut Vec<Finding>) -> OutletFront {
    OutletFront {
        name: checked.text("name").unwrap_or_default(),
        short: checked.text("short"),
        kind: checked.text("kind"),
        url: checked.text("url"),
        country: checked.text("country"),
        languages: checked.plain_texts("languages"),
        ownership: checked.table("ownership").and_then(ownership),
        draft: checked.flag("draft").unwrap_or_default(),
        draft_span: checked.span("draft"),
        extra: checked.free("extra"),
    }
}

fn ownership(checked: &Checked) -> Option<Ownership> {
    Some(Ownership { text: checked.text("text")?, source: checked.text("source"), url: checked.text("url") })
}
