//! YAML to tree. Where the whole cannot be read, its top-level keys are read one by one, so that one
//! fault does not hide the others.
//!
//! What a YAML file may cost is bounded: nesting, and what aliases repeat.

use std::{fmt, ops::Range};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use serde_saphyr::{
    Location, Options, Spanned,
    options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy},
};

use super::tree::{Entry, Fault, Node, NodeKind, Parsed, on_characters, plain_number};

/// Of a broken text so many top-level keys are read, so that a hostile one cannot cost much.
const MAX_PARTS: usize = 500;

/// Parses a part of a file.
pub(super) fn parse(text: &str, range: Range<usize>) -> Parsed {
    let mut reader = Reader { text: &text[range.clone()], offset: range.start, faults: Vec::new() };
    let (root, gaps) = match reader.read(0..range.len()) {
        Ok(node) if node.kind == NodeKind::Null => (Node { kind: NodeKind::Table(Vec::new()), ..node }, false),
        Ok(node) => (node, false),
        Err(fault) => (reader.read_key_by_key(fault), true),
    };
    let mut faults = reader.faults;
    if !matches!(root.kind, NodeKind::Table(_)) {
        let hint = Some("write one `key: value` a line");
        faults.push(Fault::new(root.span.clone(), "front matter must be a table of keys and values".to_owned(), hint));
        return Parsed { root: Node { kind: NodeKind::Broken, ..root }, faults, gaps };
    }
    faults.sort_by_key(|fault| fault.span.start);
    Parsed { root, faults, gaps }
}

/// What the crate makes of the text: values with their places.
struct Raw(Spanned<RawKind>);

enum RawKind {
    Null,
    Flag(bool),
    Integer,
    Float,
    Text(String),
    List(Vec<Raw>),
    Table(Vec<(Raw, Raw)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Spanned::deserialize(deserializer).map(Raw)
    }
}

impl<'de> Deserialize<'de> for RawKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = RawKind;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<RawKind, E> {
        Ok(RawKind::Null)
    }

    fn visit_none<E>(self) -> Result<RawKind, E> {
        Ok(RawKind::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<RawKind, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<RawKind, E> {
        Ok(RawKind::Flag(flag))
    }

    fn visit_i64<E>(self, _: i64) -> Result<RawKind, E> {
        Ok(RawKind::Integer)
    }

    fn visit_u64<E>(self, _: u64) -> Result<RawKind, E> {
        Ok(RawKind::Integer)
    }

    fn visit_f64<E>(self, _: f64) -> Result<RawKind, E> {
        Ok(RawKind::Float)
    }

    fn visit_str<E>(self, text: &str) -> Result<RawKind, E> {
        Ok(RawKind::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<RawKind, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(RawKind::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<RawKind, A::Error> {
        let mut table = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            table.push(entry);
        }
        Ok(RawKind::Table(table))
    }
}

/// Reads front matter that starts at a byte of its file.
struct Reader<'t> {
    text: &'t str,
    offset: usize,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    /// Reads a part of the text.
    fn read(&mut self, part: Range<usize>) -> Result<Node, Fault> {
        let raw: Raw = serde_saphyr::from_str_with_options(&self.text[part.clone()], options())
            .map_err(|error| self.fault(&part, &error))?;
        Ok(self.node(&part, raw))
    }

    /// Reads every top-level key on its own. What only follows from reading them apart, aliases that
    /// are defined elsewhere, is no fault.
    fn read_key_by_key(&mut self, first: Fault) -> Node {
        let mut all = Vec::new();
        for part in keys(self.text).into_iter().take(MAX_PARTS) {
            let faults = self.faults.len();
            match self.read(part).map(|node| node.kind) {
                Ok(NodeKind::Table(entries)) => all.extend(entries),
                Err(fault) if fault != first && !fault.message.contains("alias") => self.faults.push(fault),
                _ => self.faults.truncate(faults),
            }
        }
        let all = self.without_repetitions(all);
        self.faults.push(first);
        let span = self.offset..self.offset + self.text.len();
        Node { span, kind: NodeKind::Table(all) }
    }

    fn node(&mut self, part: &Range<usize>, Raw(raw): Raw) -> Node {
        let mut span = self.span(part, raw.referenced);
        let kind = match raw.value {
            RawKind::Null => NodeKind::Null,
            RawKind::Flag(flag) => NodeKind::Flag(flag),
            RawKind::Integer => NodeKind::Integer(plain_number(self.written(part, raw.defined))),
            RawKind::Float => NodeKind::Float(plain_number(self.written(part, raw.defined))),
            RawKind::Text(text) => NodeKind::Text(text),
            RawKind::List(items) => NodeKind::List(items.into_iter().map(|item| self.node(part, item)).collect()),
            RawKind::Table(entries) => NodeKind::Table(self.entries(part, entries)),
        };
        // The crate gives lists and tables only a start.
        let last = match &kind {
            NodeKind::List(nodes) => nodes.last().map(|node| node.span.end),
            NodeKind::Table(entries) => entries.last().map(|entry| entry.value.span.end),
            _ => return Node { span, kind },
        };
        let bracketed = self.text[span.start - self.offset..].starts_with(['[', '{']);
        span.end = span.end.max(last.unwrap_or_default());
        if bracketed {
            let rest = &self.text[span.end - self.offset..];
            let inner = rest.trim_start_matches([' ', ',', '\r', '\n']);
            span.end += if inner.starts_with([']', '}']) { rest.len() - inner.len() + 1 } else { 0 };
        }
        Node { span, kind }
    }

    fn entries(&mut self, part: &Range<usize>, raw: Vec<(Raw, Raw)>) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::with_capacity(raw.len());
        for (key, value) in raw {
            let key = self.node(part, key);
            let value = self.node(part, value);
            let name = match &key.kind {
                NodeKind::Flag(flag) => Some(flag.to_string()),
                _ => key.written().map(str::to_owned),
            };
            let Some(name) = name else {
                self.faults.push(Fault::new(key.span, "a key must be text".to_owned(), None));
                continue;
            };
            entries.push(Entry { key: name, key_span: key.span, value });
        }
        self.without_repetitions(entries)
    }

    fn without_repetitions(&mut self, entries: Vec<Entry>) -> Vec<Entry> {
        let mut seen = std::collections::HashSet::new();
        let (fresh, again): (Vec<Entry>, Vec<Entry>) = entries.into_iter().partition(|e| seen.insert(e.key.clone()));
        for Entry { key, key_span, .. } in again {
            self.faults.push(Fault::new(key_span, format!("`{key}` is already defined"), None));
        }
        fresh
    }

    fn fault(&self, part: &Range<usize>, error: &serde_saphyr::Error) -> Fault {
        let span = self.span(part, error.location().unwrap_or(Location::UNKNOWN));
        let message = error.without_snippet().to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        let (message, hint) = plain_words(message);
        Fault::new(span, message, hint)
    }

    /// Text as written, where it stands and not where an alias repeats it.
    fn written(&self, part: &Range<usize>, location: Location) -> &str {
        let span = self.span(part, location);
        &self.text[span.start - self.offset..span.end - self.offset]
    }

    /// A place in the file. Errors of the scanner come without bytes, counted in characters.
    fn span(&self, part: &Range<usize>, location: Location) -> Range<usize> {
        let text = &self.text[part.clone()];
        let span = location.span();
        let bytes = span.byte_offset().zip(span.byte_len()).unwrap_or_else(|| {
            let at = |chars| text.char_indices().map(|(at, _)| at as u64).nth(chars).unwrap_or(text.len() as u64);
            let start = usize::try_from(span.offset()).unwrap_or(usize::MAX);
            let end = start.saturating_add(usize::try_from(span.len()).unwrap_or_default());
            (at(start), at(end) - at(start))
        });
        let start = usize::try_from(bytes.0).unwrap_or(usize::MAX);
        let span = on_characters(text, start..start.saturating_add(usize::try_from(bytes.1).unwrap_or_default()));
        let by = part.start + self.offset;
        span.start + by..span.end + by
    }
}

/// Front matter is small: a fraction of what the crate would stand for is plenty.
fn options() -> Options {
    let mut options = Options::default();
    options.strict_booleans = true;
    options.with_snippet = false;
    // Repeated keys are all found by us; merge keys are keys that no table has.
    options.duplicate_keys = DuplicateKeyPolicy::PassThrough;
    options.merge_keys = MergeKeyPolicy::AsOrdinary;
    options.non_finite_float_policy = NonFiniteFloatPolicy::PassThrough;
    options.alias_limits.max_total_replayed_events = 100_000;
    if let Some(budget) = &mut options.budget {
        budget.max_depth = 40;
        budget.max_aliases = 1_000;
        budget.max_anchors = 1_000;
        budget.max_nodes = 100_000;
        budget.max_total_scalar_bytes = crate::world::limits::TEXT_BYTES;
    }
    options
}

/// The parts of a text that begin with a key at the start of a line.
fn keys(text: &str) -> Vec<Range<usize>> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let key = line.split(':').next().unwrap_or_default();
        let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '"' | '\'' | ' ');
        if key.len() < line.len() && !key.starts_with([' ', '-']) && !key.is_empty() && key.chars().all(word) {
            starts.push(at);
        }
        at += line.len();
    }
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([text.len()]).collect();
    starts.into_iter().zip(ends).map(|(start, end)| start..end).collect()
}

/// The crate's message in words that help somebody who does not know YAML by heart.
fn plain_words(message: &str) -> (String, Option<&'static str>) {
    if message.contains("mapping values are not allowed") {
        let hint = Some("put text with a colon between quotation marks, and check the indentation");
        ("a colon stands where YAML has no place for one".to_owned(), hint)
    } else if message.contains("multiple YAML documents") {
        ("front matter is one YAML document, and here a second one begins".to_owned(), None)
    } else if message.contains("budget") || message.contains("recursion limit") || message.contains("limit exceeded") {
        ("this YAML is nested too deep or repeats too much through aliases".to_owned(), None)
    } else if message.contains("quoted scalar") {
        ("a quotation mark before this place is not closed".to_owned(), None)
    } else if message.contains("did not find expected key") {
        ("this line does not fit the indentation of the lines above it".to_owned(), None)
    } else if message.contains("recursive") {
        ("an alias stands within what it repeats".to_owned(), None)
    } else {
        (format!("this is not YAML: {message}"), None)
    }
}
