//! The front matter of an event.

use std::ops::Range;

use serde_json::Value as Json;

use super::{
    Spanned,
    checked::Checked,
    fields::{Field, FieldKind},
};
use crate::{
    diagnostic::{Code, Finding, SourceText},
    model::{Correction, Day},
};

/// The keys of an event's `index.md`.
pub const EVENT: &[Field] = &[
    Field::required("title", FieldKind::Text, "The event's name, as it heads its page."),
    Field::required("date", FieldKind::Day, "The day on which it happened."),
    Field::required("summary", FieldKind::LongText, "What happened, in one or two sentences of plain text."),
    Field::optional("updated", FieldKind::Day, "The day on which the comparison last changed."),
    Field::optional("places", FieldKind::List(&FieldKind::Text), "Where it happened."),
    Field::optional("topics", FieldKind::List(&FieldKind::Text), "The topics under which the event is listed."),
    Field::optional(
        "sources",
        FieldKind::List(&FieldKind::Id),
        "The reports in the order of their columns; by time of publication if left out.",
    ),
    Field::optional(
        "lead",
        FieldKind::ShortList(&FieldKind::Id, 3),
        "Up to three facts for the first screen; chosen by what most reports carry and tell differently if left out.",
    ),
    Field::optional("labels", FieldKind::Labels, "How word values are shown; hyphens become spaces if left out."),
    Field::optional("corrections", FieldKind::Tables(CORRECTION), "What was corrected, and when."),
    Field::optional("slug", FieldKind::Slug, "Takes the place of the folder's name in the address."),
    Field::optional("draft", FieldKind::Flag, "Whether the event is left out unless drafts are asked for."),
    Field::optional("aliases", FieldKind::List(&FieldKind::Address), "Former addresses that lead to this page."),
    Field::optional("extra", FieldKind::Free, "Keys of your own for your templates."),
];

const CORRECTION: &[Field] = &[
    Field::required("date", FieldKind::Day, "The day of the correction."),
    Field::required("text", FieldKind::LongText, "What was wrong and is right now."),
];

/// What an event's front matter says.
#[derive(Clone, Debug)]
pub struct EventFront {
    pub title: String,
    pub date: Day,
    pub summary: String,
    pub updated: Option<Day>,
    pub places: Vec<String>,
    /// Each has a letter or digit, since its address is made from it.
    pub topics: Vec<Spanned<String>>,
    pub sources: Option<Vec<Spanned<String>>>,
    pub lead: Vec<Spanned<String>>,
    /// In the order in which they are written.
    pub labels: Vec<(String, String)>,
    pub corrections: Vec<Correction>,
    /// In Unicode NFC.
    pub slug: Option<Spanned<String>>,
    pub draft: bool,
    /// Where `draft` is written.
    pub draft_span: Option<Range<usize>>,
    pub aliases: Vec<Spanned<String>>,
    pub extra: Json,
}

pub(super) fn typed(checked: &Checked, source: &SourceText, findings: &mut Vec<Finding>) -> EventFront {
    EventFront {
        title: checked.text("title").unwrap_or_default(),
        date: checked.day("date").unwrap_or(Day(jiff::civil::Date::default())),
        summary: checked.text("summary").unwrap_or_default(),
        updated: checked.day("updated"),
        places: checked.plain_texts("places"),
        topics: topics(checked, source, findings),
        sources: checked.texts("sources"),
        lead: checked.texts("lead").unwrap_or_default(),
        labels: checked.labels("labels"),
        corrections: checked.tables("corrections").filter_map(correction).collect(),
        slug: checked.spanned("slug"),
        draft: checked.flag("draft").unwrap_or_default(),
        draft_span: checked.span("draft"),
        aliases: checked.texts("aliases").unwrap_or_default(),
        extra: checked.free("extra"),
    }
}

fn topics(checked: &Checked, source: &SourceText, findings: &mut Vec<Finding>) -> Vec<Spanned<String>> {
    let mut topics = checked.texts("topics").unwrap_or_default();
    topics.retain(|topic| {
        let is_name = topic.value.chars().any(char::is_alphanumeric);
        if !is_name {
            let message = format!("`{}` gives no address for a topic", topic.value);
            let finding = Finding::error(Code::InvalidSlug, message).at(source.at(topic.span.clone()));
            findings.push(finding.hint("a topic is a name with at least one letter or digit"));
        }
        is_name
    });
    topics
}

/// An incomplete one is left out; a finding says so.
fn correction(checked: &Checked) -> Option<Correction> {
    Some(Correction { date: checked.day("date")?, text: checked.text("text")? })
}
