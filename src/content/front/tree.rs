//! What TOML and YAML have in common: values in tables and lists, each with its place in the file.

use std::ops::Range;

use serde_json::{Map, Number, Value as Json};

/// In which language front matter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    Toml,
    Yaml,
}

/// A value and its place in the file, in bytes. A TOML table's place is its header, a block of YAML
/// reaches from its first key to its last value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub span: Range<usize>,
    pub kind: NodeKind,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeKind {
    Text(String),
    /// A whole number as written, without `_` and `+`.
    Integer(String),
    /// Another number as written, without `_` and `+`.
    Float(String),
    Flag(bool),
    /// A date, a time or both of TOML, as written.
    Date(String),
    List(Vec<Node>),
    /// The entries in the order in which they are written.
    Table(Vec<Entry>),
    /// YAML's `null`, or nothing at all after the colon.
    Null,
    /// No value could be made out. A [`Fault`] says why.
    Broken,
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub key: String,
    pub key_span: Range<usize>,
    pub value: Node,
}

/// Something that is no TOML or YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub span: Range<usize>,
    /// A sentence without a full stop.
    pub message: String,
    pub hint: Option<&'static str>,
}

/// What could be read, and what could not.
#[derive(Clone, Debug)]
pub struct Parsed {
    pub root: Node,
    /// In the order of the file.
    pub faults: Vec<Fault>,
    /// Whether whole lines could not be read, and may hold what seems to be missing.
    pub gaps: bool,
}

impl Fault {
    pub(super) fn new(span: Range<usize>, message: String, hint: Option<&'static str>) -> Fault {
        Fault { span, message, hint }
    }
}

impl Node {
    /// What it is, for messages: `` `title` is a number ``.
    pub fn what(&self) -> &'static str {
        match &self.kind {
            NodeKind::Text(_) => "text",
            NodeKind::Integer(_) | NodeKind::Float(_) => "a number",
            NodeKind::Flag(true) => "`true`",
            NodeKind::Flag(false) => "`false`",
            NodeKind::Date(_) => "a date",
            NodeKind::List(_) => "a list",
            NodeKind::Table(_) => "a table",
            NodeKind::Null | NodeKind::Broken => "empty",
        }
    }

    /// Text, number or date as written.
    pub fn written(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Text(text) | NodeKind::Integer(text) | NodeKind::Float(text) | NodeKind::Date(text) => Some(text),
            _ => None,
        }
    }

    /// The value as JSON: dates, and numbers that JSON does not have, become text.
    pub fn to_json(&self) -> Json {
        match &self.kind {
            NodeKind::Text(text) | NodeKind::Date(text) => Json::from(text.as_str()),
            NodeKind::Integer(text) | NodeKind::Float(text) => {
                number(text).map_or_else(|| Json::from(text.as_str()), Json::Number)
            }
            NodeKind::Flag(flag) => Json::from(*flag),
            NodeKind::List(nodes) => nodes.iter().map(Node::to_json).collect(),
            NodeKind::Table(entries) => {
                Json::Object(entries.iter().map(|e| (e.key.clone(), e.value.to_json())).collect::<Map<_, _>>())
            }
            NodeKind::Null | NodeKind::Broken => Json::Null,
        }
    }
}

/// Cleans a number as written: no grouping, no plus sign.
pub(super) fn plain_number(written: &str) -> String {
    written.trim_start_matches('+').replace('_', "")
}

fn number(text: &str) -> Option<Number> {
    let radix = |prefix: &str, radix| i64::from_str_radix(text.strip_prefix(prefix)?, radix).ok();
    let whole = text.parse().ok().or_else(|| radix("0x", 16)).or_else(|| radix("0o", 8)).or_else(|| radix("0b", 2));
    whole.map(Number::from).or_else(|| Number::from_f64(text.parse().ok()?))
}

/// A range as a parser reports it, made safe to slice with.
pub(super) fn on_characters(text: &str, span: Range<usize>) -> Range<usize> {
    let start = (0..=span.start.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let end = (span.end..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    start..end.max(start)
}
