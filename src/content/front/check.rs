//! Holds a tree against a table of fields: which keys there are, which there should be. What passes
//! has its type; what does not is left out and becomes a finding.

use std::ops::Range;

use super::{
    checked::Checked,
    fields::{Field, FieldKind, Need},
    tree::{Entry, Node, NodeKind, Parsed, Syntax},
};
use crate::diagnostic::{Code, Finding, SourceText};

/// Checks one file.
pub(super) struct Checker<'a> {
    pub(super) source: &'a SourceText,
    pub(super) syntax: Syntax,
    pub(super) findings: Vec<Finding>,
    /// The fields of the file itself; tables have their own.
    top: &'static [Field],
    opening: Range<usize>,
    /// Whether lines of the file could not be read, and may hold what seems to be missing.
    gaps: bool,
}

impl<'a> Checker<'a> {
    /// `opening` is where a key that is missing in the file is reported.
    pub(super) fn new(
        source: &'a SourceText,
        syntax: Syntax,
        fields: &'static [Field],
        opening: Range<usize>,
    ) -> Checker<'a> {
        Checker { source, syntax, findings: Vec::new(), top: fields, opening, gaps: false }
    }

    /// Checks the whole tree.
    pub(super) fn run(mut self, parsed: &Parsed) -> (Checked, Vec<Finding>) {
        self.gaps = parsed.gaps;
        let checked = match &parsed.root.kind {
            NodeKind::Table(entries) => self.table(None, entries, self.top, parsed.root.span.clone()),
            _ => Checked::new(parsed.root.span.clone(), self.top),
        };
        for fault in &parsed.faults {
            let same = |finding: &Finding| finding.place.text_and_span().is_some_and(|(_, span)| span == fault.span);
            // A date that TOML refuses is reported as a date already.
            if !self.findings.iter().any(|finding| finding.code == Code::InvalidDate && same(finding)) {
                let finding = Finding::error(Code::MalformedFrontMatter, fault.message.clone());
                let finding = finding.at(self.source.at(fault.span.clone()));
                self.findings.push(if let Some(hint) = fault.hint { finding.hint(hint) } else { finding });
            }
        }
        (checked, self.findings)
    }

    /// Checks a table; `name` is the key that it stands under, none for the file itself.
    pub(super) fn table(
        &mut self,
        name: Option<&str>,
        entries: &[Entry],
        fields: &'static [Field],
        span: Range<usize>,
    ) -> Checked {
        let mut checked = Checked::new(span.clone(), fields);
        for entry in entries {
            let Some(field) = fields.iter().find(|field| field.name == entry.key) else {
                self.unknown_key(name, entry, fields);
                continue;
            };
            if is_nothing(field, &entry.value) {
                if is_needed(field, entries) {
                    let hint = example_hint(field, self.syntax);
                    self.add(Code::MissingKey, format!("`{}` has no value", field.name), &entry.key_span, Some(hint));
                }
            } else if let Some(value) = self.value(field, &format!("`{}`", field.name), &entry.value) {
                checked.put(field.name, entry.value.span.clone(), value);
            }
        }
        for field in fields {
            if is_needed(field, entries) && !entries.iter().any(|entry| entry.key == field.name) {
                self.missing_key(name, field, &span);
            }
        }
        checked
    }

    pub(super) fn add(&mut self, code: Code, message: String, span: &Range<usize>, hint: Option<String>) {
        let finding = Finding::error(code, message).at(self.source.at(span.clone()));
        self.findings.push(if let Some(hint) = hint { finding.hint(hint) } else { finding });
    }

    fn missing_key(&mut self, table: Option<&str>, field: &Field, table_span: &Range<usize>) {
        if self.gaps && self.is_mentioned(field.name) {
            return;
        }
        let (place, message) = match table {
            None => (self.opening.clone(), format!("`{}` is missing", field.name)),
            Some(table) => (table_span.clone(), format!("`{}` is missing in `{table}`", field.name)),
        };
        self.add(Code::MissingKey, message, &place, Some(example_hint(field, self.syntax)));
    }

    fn unknown_key(&mut self, table: Option<&str>, entry: &Entry, fields: &'static [Field]) {
        let key = &entry.key;
        let mut finding =
            Finding::error(Code::UnknownKey, format!("unknown key `{key}`")).at(self.source.at(entry.key_span.clone()));
        if let Some(hint) = self.right_place(table, key) {
            self.findings.push(finding.hint(hint));
            return;
        }
        finding = finding.hint_nearest(key, fields.iter().map(|field| field.name));
        let has_free = fields.iter().any(|field| matches!(field.kind, FieldKind::Free));
        let near = finding.hint.as_ref().is_some_and(|hint| hint.ends_with('?'));
        if has_free && !near {
            let known = finding.hint.take().map_or(String::new(), |known| format!("; {known}"));
            let home = if self.syntax == Syntax::Toml { "[extra]" } else { "extra:" };
            finding = finding.hint(format!("free keys go under `{home}`{known}"));
        }
        self.findings.push(finding);
    }

    /// Where a key belongs that is known, only not here.
    pub(super) fn right_place(&self, table: Option<&str>, key: &str) -> Option<String> {
        if table.is_some() {
            self.top.iter().find(|field| field.name == key)?;
            return Some(match self.syntax {
                Syntax::Toml => format!("`{key}` is a key of the file itself: move it above the first `[table]`"),
                Syntax::Yaml => format!("`{key}` is a key of the file itself: do not indent it"),
            });
        }
        let has_it =
            |field: &&Field| field.kind.fields().is_some_and(|fields| fields.iter().any(|field| field.name == key));
        let home = self.top.iter().find(has_it)?;
        Some(format!("`{key}` belongs under `{}`", home.example(self.syntax)))
    }

    /// Whether a line of the file begins with this key, although no parser made it out.
    fn is_mentioned(&self, name: &str) -> bool {
        let text = self.source.text();
        text.lines().any(|line| line.trim_start_matches([' ', '\t', '[', '"', '\'']).starts_with(name))
    }
}

fn example_hint(field: &Field, syntax: Syntax) -> String {
    format!("write for example `{}`", field.example(syntax))
}

/// Whether a key is as good as not written: a key of YAML without value, or an optional text that is
/// empty, as importers leave them. An empty slug is a mistake.
fn is_nothing(field: &Field, value: &Node) -> bool {
    let blank = match &value.kind {
        NodeKind::Null => true,
        NodeKind::Text(text) => field.need != Need::Always && text.trim().is_empty(),
        _ => false,
    };
    blank && (value.kind == NodeKind::Null || !matches!(field.kind, FieldKind::Slug))
}

fn is_needed(field: &Field, entries: &[Entry]) -> bool {
    let has = |key, wanted| {
        entries
            .iter()
            .any(|entry| entry.key == key && matches!(&entry.value.kind, NodeKind::Text(text) if text == wanted))
    };
    match field.need {
        Need::Always => true,
        Need::Unless(key, value) => !has(key, value),
        // What is missing then has a code of its own, see `source.rs`.
        Need::Never | Need::If(..) => false,
    }
}
