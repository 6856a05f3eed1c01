//! The front matter of a source.

use std::ops::Range;

use serde_json::Value as Json;

use super::{
    Spanned,
    checked::Checked,
    fields::{Field, FieldKind, Need, names},
};
use crate::{
    diagnostic::{Code, Finding, SourceText},
    model::{Capture, Day, Form, Moment, Qualifier, Role, Stance, TextKind, Translation, Translator},
};

const UPSTREAM: &str = "upstream";
const FULL: &str = "full";

/// The keys of a source.
pub const SOURCE: &[Field] = &[
    Field::optional("outlet", FieldKind::Id, "The id of the outlet that published it; an upstream may have none.")
        .needed(Need::Unless("role", UPSTREAM)),
    Field::optional("title", FieldKind::Text, "The headline as published."),
    Field::optional("url", FieldKind::Url, "Where it can be read."),
    Field::optional("archived", FieldKind::Url, "Where an archive keeps a copy."),
    Field::optional("published", FieldKind::Moment, "When it was published, as exactly as is known."),
    Field::optional("published_note", FieldKind::Text, "What is known of the publication where the date is not."),
    Field::optional("retrieved", FieldKind::Day, "The day on which the capture was made."),
    Field::optional("lang", FieldKind::Language, "The article's language; the site's if left out."),
    Field::optional("byline", FieldKind::Text, "Whom the article names as its author."),
    Field::optional("agency", FieldKind::Text, "The agency whose copy the article names as its source."),
    Field::optional("upstream", FieldKind::List(&FieldKind::Id), "Ids of the upstream sources that it draws on."),
    Field::optional(
        "role",
        FieldKind::OneOf(&["report", UPSTREAM]),
        "`report` is a column of the comparison; `upstream` is agency copy or a communiqué that reports draw on.",
    ),
    Field::optional(
        "text",
        FieldKind::OneOf(&["excerpts", FULL]),
        "`excerpts` makes the body your digest; `full` makes it the article itself, which needs `rights`.",
    ),
    Field::optional("rights", FieldKind::LongText, "Why the full text may be published.")
        .needed(Need::If("text", FULL)),
    Field::optional("coded", FieldKind::Flag, "Whether you looked for every fact of the event in it."),
    Field::optional(
        "capture",
        FieldKind::Table(CAPTURE),
        "The archived text, and which of its lines are no article text.",
    ),
    Field::optional("marks", FieldKind::Tables(MARK), "Marks that cannot stand in the body."),
    Field::optional("absent", FieldKind::Tables(ABSENT), "Facts that you looked for and did not find."),
    Field::optional("draft", FieldKind::Flag, "Whether the source is left out unless drafts are asked for."),
    Field::optional("extra", FieldKind::Free, "Keys of your own for your templates."),
];

const CAPTURE: &[Field] = &[
    Field::optional("sha256", FieldKind::Hash, "The SHA-256 of the captured file."),
    Field::optional(
        "headline",
        FieldKind::Count,
        "The line that is the headline, counted over non-empty lines from 1.",
    ),
    Field::optional("captions", FieldKind::List(&FieldKind::Count), "The lines that are captions."),
    Field::optional(
        "furniture",
        FieldKind::List(&FieldKind::Count),
        "The lines that are neither article text nor headline nor caption: slogans, time stamps, links.",
    ),
];

const QUALIFIERS: &[&str] = &names(Qualifier::NAMES);
const STANCES: &[&str] = &names(Stance::NAMES);
const FORMS: &[&str] = &names(Form::NAMES);
const TRANSLATORS: &[&str] = &names(Translator::NAMES);

const MARK: &[Field] = &[
    Field::required(
        "on",
        FieldKind::List(&FieldKind::Text),
        "What the words are marked as, such as `fact:some-fact` or `frame:cause`.",
    ),
    Field::required("quote", FieldKind::LongText, "The words, letter by letter."),
    Field::optional("value", FieldKind::Reading, "What this report gives: a number, a range, a date or a word."),
    Field::optional("qualifier", FieldKind::MarkWord(QUALIFIERS), "How the report bounds the number."),
    Field::optional("stance", FieldKind::MarkWord(STANCES), "How the report carries the fact; `states` if left out."),
    Field::optional("by", FieldKind::Text, "To whom it is attributed: a voice's id or a short hyphenated word."),
    Field::optional("form", FieldKind::MarkWord(FORMS), "How a voice is given; `direct` if left out."),
    Field::optional("words", FieldKind::Count, "The quotation's length in words where the excerpt shows a part of it."),
    Field::optional("para", FieldKind::Count, "The capture's line, where the words occur more than once."),
    Field::optional(
        "main",
        FieldKind::Flag,
        "Whether this mark decides value and stance of the fact, although another stands earlier.",
    ),
    Field::optional("comment", FieldKind::LongText, "Your remark, in plain text."),
    Field::optional("translation", FieldKind::Table(TRANSLATION), "The words in another language."),
];

const TRANSLATION: &[Field] = &[
    Field::required("lang", FieldKind::Language, "The translation's language."),
    Field::required("text", FieldKind::LongText, "The translated words."),
    Field::required("by", FieldKind::OneOf(TRANSLATORS), "Who translated: the outlet, your staff or a machine."),
];

const ABSENT: &[Field] = &[
    Field::required("fact", FieldKind::Id, "The fact's id."),
    Field::optional("near", FieldKind::LongText, "The words that the report has in its place."),
    Field::optional("note", FieldKind::LongText, "Your remark."),
];

/// What a source's front matter says.
#[derive(Clone, Debug)]
pub struct SourceFront {
    /// Never missing in a report that passed; an upstream may have none.
    pub outlet: Option<Spanned<String>>,
    pub title: Option<Spanned<String>>,
    pub url: Option<String>,
    pub archived: Option<String>,
    pub published: Option<Moment>,
    pub published_note: Option<String>,
    pub retrieved: Option<Day>,
    pub lang: Option<String>,
    pub byline: Option<String>,
    pub agency: Option<String>,
    pub upstream: Vec<Spanned<String>>,
    pub role: Role,
    pub text: TextKind,
    pub coded: bool,
    /// Where `coded` is written.
    pub coded_span: Option<Range<usize>>,
    pub capture: Capture,
    /// Where `[capture]` stands.
    pub capture_place: Option<Range<usize>>,
    pub marks: Vec<FrontMark>,
    pub absent: Vec<FrontAbsent>,
    pub draft: bool,
    /// Where `draft` is written.
    pub draft_span: Option<Range<usize>>,
    pub extra: Json,
}

/// A mark that stands in the front matter. What its words mean is judged together with the marks of
/// the body.
#[derive(Clone, Debug)]
pub struct FrontMark {
    /// The header of its table, or its first key.
    pub span: Range<usize>,
    pub on: Vec<Spanned<String>>,
    pub quote: Spanned<String>,
    /// As written.
    pub value: Option<Spanned<String>>,
    pub qualifier: Option<Spanned<String>>,
    pub stance: Option<Spanned<String>>,
    pub by: Option<Spanned<String>>,
    pub form: Option<Spanned<String>>,
    pub words: Option<u32>,
    pub para: Option<u32>,
    pub main: Option<Spanned<bool>>,
    pub comment: Option<String>,
    pub translation: Option<Translation>,
}

/// A fact that was looked for and not found.
#[derive(Clone, Debug)]
pub struct FrontAbsent {
    pub fact: Spanned<String>,
    pub near: Option<Spanned<String>>,
    pub note: Option<String>,
}

pub(super) fn typed(checked: &Checked, source: &SourceText, findings: &mut Vec<Finding>) -> SourceFront {
    SourceFront {
        outlet: checked.spanned("outlet"),
        title: checked.spanned("title"),
        url: checked.text("url"),
        archived: checked.text("archived"),
        published: checked.moment("published"),
        published_note: checked.text("published_note"),
        retrieved: checked.day("retrieved"),
        lang: checked.text("lang"),
        byline: checked.text("byline"),
        agency: checked.text("agency"),
        upstream: checked.texts("upstream").unwrap_or_default(),
        role: if checked.text("role").as_deref() == Some(UPSTREAM) { Role::Upstream } else { Role::Report },
        text: text_kind(checked, source, findings),
        coded: checked.flag("coded").unwrap_or_default(),
        coded_span: checked.span("coded"),
        capture: checked.table("capture").map(capture).unwrap_or_default(),
        capture_place: checked.table("capture").map(|table| first_line(source, table.span.clone())),
        marks: checked.tables("marks").filter_map(|table| mark(table, source)).collect(),
        absent: checked.tables("absent").filter_map(absent).collect(),
        draft: checked.flag("draft").unwrap_or_default(),
        draft_span: checked.span("draft"),
        extra: checked.free("extra"),
    }
}

fn text_kind(checked: &Checked, source: &SourceText, findings: &mut Vec<Finding>) -> TextKind {
    let rights = checked.text("rights");
    let Some(text) = checked.spanned("text").filter(|text| text.value == FULL) else { return TextKind::Excerpts };
    if rights.is_none() {
        let finding =
            Finding::error(Code::MissingRights, "full text needs `rights`, which say why it may be published");
        findings.push(finding.at(source.at(text.span)).hint("add `rights`, or publish excerpts only"));
    }
    TextKind::Full { rights: rights.unwrap_or_default() }
}

fn capture(checked: &Checked) -> Capture {
    Capture {
        sha256: checked.text("sha256").map(|hash| hash.to_ascii_lowercase()),
        headline: checked.count("headline"),
        captions: checked.counts("captions"),
        furniture: checked.counts("furniture"),
    }
}

/// A mark without words or without what they are marked as is left out; a finding says so.
fn mark(checked: &Checked, source: &SourceText) -> Option<FrontMark> {
    Some(FrontMark {
        span: first_line(source, checked.span.clone()),
        on: checked.texts("on")?,
        quote: checked.spanned("quote")?,
        value: checked.spanned("value"),
        qualifier: checked.spanned("qualifier"),
        stance: checked.spanned("stance"),
        by: checked.spanned("by"),
        form: checked.spanned("form"),
        words: checked.count("words"),
        para: checked.count("para"),
        main: checked.spanned_flag("main"),
        comment: checked.text("comment"),
        translation: checked.table("translation").and_then(translation),
    })
}

fn translation(checked: &Checked) -> Option<Translation> {
    let by = Translator::parse(&checked.text("by")?)?;
    Some(Translation { lang: checked.text("lang")?, text: checked.text("text")?, by })
}

fn absent(checked: &Checked) -> Option<FrontAbsent> {
    Some(FrontAbsent { fact: checked.spanned("fact")?, near: checked.spanned("near"), note: checked.text("note") })
}

fn first_line(source: &SourceText, span: Range<usize>) -> Range<usize> {
    let line = source.text().get(span.clone()).and_then(|text| text.lines().next()).unwrap_or_default();
    span.start..span.start + line.len()
}
