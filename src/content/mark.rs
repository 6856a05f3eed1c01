//! The grammar of marks: `scheme:id(+id)*?key=value&key=value`, split first, then percent-decoded.
//!
//! A mark that stands in the body and one in `[[marks]]` go through the same functions, so that they
//! mean the same and fail with the same findings. Whether an id is declared is not known here.

use std::ops::Range;

use percent_encoding::percent_decode_str;

use super::front::Spanned;
use crate::{
    diagnostic::{Code, Finding, SourceText},
    model::{Form, Qualifier, Stance, Translation},
};

/// A mark as it is written, with the places of its parts.
#[derive(Clone, Debug)]
pub struct ParsedMark {
    /// The whole mark.
    pub span: Range<usize>,
    /// The outlet's words.
    pub quote: Spanned<String>,
    pub targets: Vec<ParsedTarget>,
    pub parameters: Parameters,
    pub comment: Option<String>,
    pub translation: Option<Translation>,
    /// Whether it stands in the body.
    pub inline: bool,
}

/// One id of a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedTarget {
    pub scheme: Scheme,
    pub id: String,
    pub span: Range<usize>,
}

/// What kind of thing an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    Fact,
    Term,
    Voice,
    Frame,
}

impl Scheme {
    /// All schemes with their names.
    pub const NAMES: [(&'static str, Scheme); 4] =
        [("fact", Scheme::Fact), ("term", Scheme::Term), ("voice", Scheme::Voice), ("frame", Scheme::Frame)];

    fn parse(name: &str) -> Option<Scheme> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, scheme)| *scheme)
    }

    /// The name before the colon.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }
}

/// The parameters of a mark. Values stay text until the fact's unit is known.
#[derive(Clone, Debug, Default)]
pub struct Parameters {
    pub value: Option<Spanned<String>>,
    pub qualifier: Option<Spanned<Qualifier>>,
    pub stance: Option<Spanned<Stance>>,
    pub by: Option<Spanned<String>>,
    pub form: Option<Spanned<Form>>,
    pub words: Option<u32>,
    pub para: Option<u32>,
    /// Whether this mark decides the cell although another may stand earlier.
    pub main: Option<Spanned<bool>>,
}

/// The names of all parameters.
pub const PARAMETERS: [&str; 8] = ["value", "qualifier", "stance", "by", "form", "words", "para", "main"];

/// Whether a link's destination is meant as a mark.
pub fn is_mark(destination: &str) -> bool {
    destination.split_once(':').is_some_and(|(scheme, _)| Scheme::parse(scheme).is_some())
}

/// A part of a destination, with its place in the file if the destination stands there letter by
/// letter, and the place of the whole mark otherwise.
#[derive(Clone)]
struct Part<'t> {
    text: &'t str,
    span: Range<usize>,
    exact: bool,
}

impl<'t> Part<'t> {
    fn sub(&self, range: Range<usize>) -> Part<'t> {
        let span =
            if self.exact { self.span.start + range.start..self.span.start + range.end } else { self.span.clone() };
        Part { text: &self.text[range], span, exact: self.exact }
    }

    fn split_once(&self, separator: char) -> (Part<'t>, Option<Part<'t>>) {
        match self.text.find(separator) {
            Some(at) => (self.sub(0..at), Some(self.sub(at + separator.len_utf8()..self.text.len()))),
            None => (self.clone(), None),
        }
    }

    fn split(&self, separator: char) -> Vec<Part<'t>> {
        let mut parts = Vec::new();
        let mut rest = Some(self.clone());
        while let Some(part) = rest {
            let (first, others) = part.split_once(separator);
            parts.push(first);
            rest = others;
        }
        parts
    }

    fn decoded(&self) -> String {
        percent_decode_str(self.text).decode_utf8_lossy().into_owned()
    }
}

/// Parses a link's destination. `span` is where it stands in the file if `exact`, else the place of
/// the whole link.
pub fn parse_destination(
    source: &SourceText,
    destination: &str,
    span: Range<usize>,
    exact: bool,
    findings: &mut Vec<Finding>,
) -> (Vec<ParsedTarget>, Parameters) {
    let whole = Part { text: destination, span, exact };
    let (parts, query) = whole.split_once('?');
    let mut targets = Vec::new();
    parse_targets(source, &parts, &mut targets, findings);
    let mut parameters = Parameters::default();
    let mut seen: Vec<&str> = Vec::new();
    for pair in query.iter().flat_map(|query| query.split('&')) {
        let (key, value) = pair.split_once('=');
        let Some(value) = value else {
            let finding = Finding::error(Code::MalformedMark, format!("`{}` is no `key=value`", pair.text));
            findings.push(finding.at(source.at(pair.span)).hint("parameters follow `?` as `key=value`, joined by `&`"));
            continue;
        };
        if seen.contains(&key.text) {
            let finding = Finding::error(Code::MalformedMark, format!("parameter `{}` stands twice", key.text));
            findings.push(finding.at(source.at(key.span)).hint("keep one of them"));
            continue;
        }
        seen.push(key.text);
        let text = Spanned { value: value.decoded(), span: value.span };
        set_parameter(source, &mut parameters, key.text, key.span, text, findings);
    }
    check_parameters(source, &targets, &parameters, &whole.span, findings);
    (targets, parameters)
}

/// Parses `on = ["fact:a", "frame:cause"]` of a `[[marks]]` table. Each entry may hold several ids.
pub fn parse_on(source: &SourceText, on: &[Spanned<String>], findings: &mut Vec<Finding>) -> Vec<ParsedTarget> {
    let mut targets = Vec::new();
    for entry in on {
        let raw = &source.text()[entry.span.clone()];
        let inset = raw.find(entry.value.as_str());
        let start = entry.span.start + inset.unwrap_or(0);
        let span = if inset.is_some() { start..start + entry.value.len() } else { entry.span.clone() };
        let part = Part { text: &entry.value, span, exact: inset.is_some() };
        parse_targets(source, &part, &mut targets, findings);
    }
    targets
}

/// Sets one parameter from its text, as both kinds of marks do.
pub fn set_parameter(
    source: &SourceText,
    parameters: &mut Parameters,
    key: &str,
    key_span: Range<usize>,
    text: Spanned<String>,
    findings: &mut Vec<Finding>,
) {
    let span = text.span.clone();
    match key {
        "value" => parameters.value = Some(text),
        "by" => parameters.by = Some(text),
        "qualifier" => {
            let parsed = Qualifier::parse(&text.value);
            parameters.qualifier = parsed.map(|value| Spanned { value, span });
            if parsed.is_none() {
                findings.push(unknown_word(source, Code::UnknownQualifier, "qualifier", &text, &Qualifier::NAMES));
            }
        }
        "stance" => {
            let parsed = Stance::parse(&text.value);
            parameters.stance = parsed.map(|value| Spanned { value, span });
            if parsed.is_none() {
                findings.push(unknown_word(source, Code::UnknownStance, "stance", &text, &Stance::NAMES));
            }
        }
        "form" => {
            let parsed = Form::parse(&text.value);
            parameters.form = parsed.map(|value| Spanned { value, span });
            if parsed.is_none() {
                findings.push(unknown_word(source, Code::UnknownForm, "form", &text, &Form::NAMES));
            }
        }
        "words" => parameters.words = parse_count(source, key, &text, findings),
        "para" => parameters.para = parse_count(source, key, &text, findings),
        "main" => match text.value.as_str() {
            "true" | "false" => parameters.main = Some(Spanned { value: text.value == "true", span }),
            other => {
                let finding = Finding::error(Code::InvalidValue, format!("`main={other}` is neither true nor false"));
                let hint = "say `main=true` on the mark that decides, and nothing on the others";
                findings.push(finding.at(source.at(span)).hint(hint));
            }
        },
        _ => findings.push(
            Finding::error(Code::UnknownParameter, format!("marks have no parameter `{key}`"))
                .at(source.at(key_span))
                .hint_nearest(key, PARAMETERS),
        ),
    }
}

/// Reports parameters that mean nothing for what the mark is on.
pub fn check_parameters(
    source: &SourceText,
    targets: &[ParsedTarget],
    parameters: &Parameters,
    whole: &Range<usize>,
    findings: &mut Vec<Finding>,
) {
    let has = |schemes: &[Scheme]| targets.is_empty() || targets.iter().any(|target| schemes.contains(&target.scheme));
    let mut misplaced = |name: &str, span: &Range<usize>, wants: &str| {
        findings.push(
            Finding::error(Code::MisplacedParameter, format!("`{name}` means nothing here"))
                .at(source.at(span.clone()))
                .hint(format!("`{name}` belongs to {wants}")),
        );
    };
    if let Some(value) = parameters.value.as_ref().filter(|_| !has(&[Scheme::Fact])) {
        misplaced("value", &value.span, "marks on a fact");
    }
    let qualifies = has(&[Scheme::Fact]) && parameters.value.is_some();
    if let Some(qualifier) = parameters.qualifier.as_ref().filter(|_| !qualifies) {
        misplaced("qualifier", &qualifier.span, "a fact's `value`");
    }
    if let Some(stance) = parameters.stance.as_ref().filter(|_| !has(&[Scheme::Fact, Scheme::Frame])) {
        misplaced("stance", &stance.span, "marks on a fact or frame");
    }
    if let Some(by) = parameters.by.as_ref().filter(|_| !has(&[Scheme::Fact, Scheme::Frame])) {
        misplaced("by", &by.span, "marks on a fact or frame");
    }
    if let Some(main) = parameters.main.as_ref().filter(|_| !has(&[Scheme::Fact])) {
        misplaced("main", &main.span, "marks on a fact");
    }
    if let Some(form) = parameters.form.as_ref().filter(|_| !has(&[Scheme::Voice])) {
        misplaced("form", &form.span, "marks on a voice");
    }
    if parameters.words.is_some() && !has(&[Scheme::Voice]) {
        misplaced("words", whole, "marks on a voice");
    }
    if let (Some(by), Some(Spanned { value: Stance::States, .. })) = (&parameters.by, &parameters.stance) {
        misplaced("by", &by.span, "an attributed excerpt; drop `stance=states`");
    }
}

/// Adds the ids of one destination, or of one entry of `on`, to those that the mark has already.
fn parse_targets(source: &SourceText, part: &Part<'_>, targets: &mut Vec<ParsedTarget>, findings: &mut Vec<Finding>) {
    // An id without scheme has that of the id before it, also where that one is missing or doubled.
    let mut last = None;
    for piece in part.split('+') {
        let (before, after) = piece.split_once(':');
        let (scheme, id) = match after {
            Some(id) => (Scheme::parse(before.text), id),
            None => (last, before.clone()),
        };
        let Some(scheme) = scheme else {
            let finding = Finding::error(Code::MalformedMark, format!("`{}` has no known scheme", piece.text));
            findings.push(finding.at(source.at(piece.span)).hint("schemes: fact, term, voice, frame, as in `fact:id`"));
            continue;
        };
        last = Some(scheme);
        if id.text.is_empty() {
            let finding = Finding::error(Code::MalformedMark, format!("no id after `{}`", piece.text));
            findings.push(finding.at(source.at(piece.span)).hint("write `scheme:id`, further ids after `+`"));
            continue;
        }
        let target = ParsedTarget { scheme, id: id.decoded(), span: id.span };
        if targets.iter().any(|known| known.scheme == target.scheme && known.id == target.id) {
            let finding = Finding::error(Code::MalformedMark, format!("`{}` is named twice", target.id));
            findings.push(finding.at(source.at(target.span)).hint("keep one of them"));
            continue;
        }
        targets.push(target);
    }
}

fn parse_count(source: &SourceText, key: &str, text: &Spanned<String>, findings: &mut Vec<Finding>) -> Option<u32> {
    let count = text.value.parse().ok().filter(|count| *count > 0);
    if count.is_none() {
        let finding = Finding::error(Code::InvalidValue, format!("`{key}={}` is no count", text.value));
        findings.push(finding.at(source.at(text.span.clone())).hint("write a whole number from 1"));
    }
    count
}

fn unknown_word<T>(
    source: &SourceText,
    code: Code,
    what: &str,
    text: &Spanned<String>,
    known: &[(&'static str, T)],
) -> Finding {
    Finding::error(code, format!("no {what} is called `{}`", text.value))
        .at(source.at(text.span.clone()))
        .hint_nearest(&text.value, known.iter().map(|(name, _)| *name))
}
