//! One value against the kind of its field.

use std::collections::HashSet;

use super::{
    Spanned,
    check::Checker,
    checked::{Named, Value},
    fields::{Field, FieldKind, Variant},
    forms,
    tree::{Entry, Node, NodeKind, Syntax},
};
use crate::{
    diagnostic::{Code, Finding},
    model::{Day, Moment},
};

/// Why a value does not do.
struct Problem {
    code: Code,
    /// Follows the name of the value: "`x` ‹is empty›".
    what: String,
    hint: Option<String>,
}

impl Checker<'_> {
    /// The value if it is of the field's kind; otherwise a finding is made. `label` names it in messages.
    pub(super) fn value(&mut self, field: &Field, label: &str, node: &Node) -> Option<Value> {
        let result = match (&field.kind, &node.kind) {
            // Only a date is worth a second look: TOML refuses impossible ones as no TOML at all.
            (FieldKind::Day | FieldKind::Moment, NodeKind::Broken) => broken_date(self.raw(node), &field.kind)?,
            (_, NodeKind::Broken) => return None,
            (FieldKind::List(kind), NodeKind::List(items)) => return Some(self.list(field, **kind, usize::MAX, items)),
            (FieldKind::ShortList(kind, most), NodeKind::List(items)) => {
                return Some(self.list(field, **kind, *most, items));
            }
            (FieldKind::Tables(fields), NodeKind::List(items)) => {
                return Some(self.list(field, FieldKind::Table(fields), usize::MAX, items));
            }
            (FieldKind::Table(fields), NodeKind::Table(entries)) => {
                return Some(Value::Table(self.table(Some(field.name), entries, fields, node.span.clone())));
            }
            (FieldKind::Labels, NodeKind::Table(entries)) => return Some(self.labels(entries)),
            (FieldKind::Variants(variants), NodeKind::Table(entries)) => {
                return Some(self.variants(field.name, variants, entries));
            }
            (FieldKind::Free, NodeKind::Table(_)) => Ok(Value::Free(node.to_json())),
            (FieldKind::OneOf(words), NodeKind::Text(text)) if !words.contains(&text.trim()) => {
                let finding = Finding::error(Code::InvalidValue, format!("{label} cannot be `{}`", text.trim()));
                let finding = finding.at(self.source.at(node.span.clone()));
                self.findings.push(finding.hint_nearest(text.trim(), words.iter().copied()));
                return None;
            }
            _ => scalar(&field.kind, node).unwrap_or_else(|| Err(wrong_type(field, node, self.syntax))),
        };
        result.map_err(|Problem { code, what, hint }| self.add(code, format!("{label} {what}"), &node.span, hint)).ok()
    }

    fn list(&mut self, field: &Field, kind: FieldKind, most: usize, items: &[Node]) -> Value {
        if let Some(first) = items.get(most) {
            let message = format!("`{}` has more than {most} entries", field.name);
            self.add(Code::InvalidValue, message, &first.span, None);
        }
        let item_field = Field { kind, ..*field };
        let label = format!("an entry of `{}`", field.name);
        let mut seen = HashSet::new();
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            let Some(value) = self.value(&item_field, &label, item) else { continue };
            if let Value::Text(text) = &value
                && !seen.insert(text.clone())
            {
                let message = format!("`{text}` stands twice in `{}`", field.name);
                self.add(Code::InvalidValue, message, &item.span, None);
                continue;
            }
            values.push(Spanned { value, span: item.span.clone() });
        }
        Value::List(values)
    }

    fn labels(&mut self, entries: &[Entry]) -> Value {
        let mut labels = Vec::with_capacity(entries.len());
        for entry in entries {
            let field = Field::required("", FieldKind::Text, "");
            let stray = !matches!(entry.value.kind, NodeKind::Text(_) | NodeKind::Broken);
            if let Some(hint) = self.right_place(Some(""), &entry.key).filter(|_| stray) {
                let message = format!("a label is text, and `{}` is {}", entry.key, entry.value.what());
                self.add(Code::WrongType, message, &entry.key_span, Some(hint));
            } else if let Some(Value::Text(label)) = self.value(&field, &format!("`{}`", entry.key), &entry.value) {
                labels.push((entry.key.clone(), label));
            }
        }
        Value::Labels(labels)
    }

    fn variants(&mut self, above: &str, variants: &'static [Variant], entries: &[Entry]) -> Value {
        let mut tables = Vec::with_capacity(entries.len());
        for entry in entries {
            let name = format!("{above}.{}", entry.key);
            match &entry.value.kind {
                NodeKind::Table(keys) => {
                    let Some(variant) = self.variant(&name, variants, &entry.value, keys) else { continue };
                    let table = self.table(Some(&name), keys, variant.fields, entry.value.span.clone());
                    let name = Spanned { value: entry.key.clone(), span: entry.key_span.clone() };
                    tables.push(Named { name, kind: variant.name, table });
                }
                NodeKind::Broken => {}
                _ => {
                    let message = format!("`{}` is {}, but must be a table", entry.key, entry.value.what());
                    self.add(Code::WrongType, message, &entry.value.span, Some(format!("write `[{above}.some-name]`")));
                }
            }
        }
        Value::Variants(tables)
    }

    /// Which variant a table is of. Without that, nothing can be said about its other keys.
    fn variant(
        &mut self,
        name: &str,
        variants: &'static [Variant],
        table: &Node,
        keys: &[Entry],
    ) -> Option<&'static Variant> {
        let names: Vec<&str> = variants.iter().map(|variant| variant.name).collect();
        let Some(kind) = keys.iter().find(|entry| entry.key == "kind") else {
            let hint = format!("write `kind = \"…\"` with one of: {}", names.join(", "));
            self.add(Code::MissingKey, format!("`kind` is missing in `{name}`"), &table.span, Some(hint));
            return None;
        };
        let written = match &kind.value.kind {
            NodeKind::Text(text) => text.trim(),
            NodeKind::Broken => return None,
            _ => {
                let message = format!("`kind` is {}, but must be a word", kind.value.what());
                let hint = format!("write one of: {}", names.join(", "));
                self.add(Code::WrongType, message, &kind.value.span, Some(hint));
                return None;
            }
        };
        let found = variants.iter().find(|variant| variant.name == written);
        if found.is_none() {
            let finding = Finding::error(Code::InvalidValue, format!("`kind` cannot be `{written}`"));
            self.findings.push(finding.at(self.source.at(kind.value.span.clone())).hint_nearest(written, names));
        }
        found
    }

    fn raw(&self, node: &Node) -> &str {
        self.source.text().get(node.span.clone()).unwrap_or_default()
    }
}

/// The value of a kind that has no parts; `None` if it is of another type.
fn scalar(kind: &FieldKind, node: &Node) -> Option<Result<Value, Problem>> {
    Some(match (kind, &node.kind) {
        (FieldKind::Flag, NodeKind::Flag(flag)) => Ok(Value::Flag(*flag)),
        (FieldKind::Count, NodeKind::Integer(number)) => count(number),
        (FieldKind::Share, NodeKind::Integer(number) | NodeKind::Float(number)) => share(number),
        (FieldKind::Day | FieldKind::Moment, _) => date(node.written()?, kind),
        (FieldKind::Reading, _) => one_line(node.written()?),
        (_, NodeKind::Text(text)) => return text_of(kind, text),
        _ => return None,
    })
}

fn text_of(kind: &FieldKind, text: &str) -> Option<Result<Value, Problem>> {
    let form = |code, check: Result<(), String>, hint: &str| match check {
        Ok(()) => Ok(Value::Text(text.to_owned())),
        Err(what) => Err(Problem { code, what, hint: Some(hint.to_owned()) }),
    };
    Some(match kind {
        FieldKind::Text | FieldKind::OneOf(_) | FieldKind::MarkWord(_) => one_line(text),
        FieldKind::LongText => long_text(text),
        FieldKind::Path => path(text),
        FieldKind::Id => form(Code::InvalidId, forms::id(text), "an id looks like `some-name-2`"),
        FieldKind::Url => form(Code::InvalidUrl, forms::url(text), "an address looks like `https://example.org/page`"),
        FieldKind::Address => form(Code::InvalidValue, forms::address(text), "write for example `/old/address/`"),
        FieldKind::Language => form(Code::InvalidValue, forms::language(text), "write for example `en` or `sr-Latn`"),
        FieldKind::Hash => form(Code::InvalidValue, forms::hash(text), "`sha256sum` prints it"),
        FieldKind::Slug => {
            let problem = |what| Problem { code: Code::InvalidSlug, what, hint: None };
            forms::slug(text).map(Value::Text).map_err(problem)
        }
        _ => return None,
    })
}

/// Text on one line: line ends and repeated spaces within it are one space.
fn one_line(text: &str) -> Result<Value, Problem> {
    printable(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn long_text(text: &str) -> Result<Value, Problem> {
    printable(text.trim())
}

/// A path may begin or end with spaces, and nobody wants to know why.
fn path(text: &str) -> Result<Value, Problem> {
    if text.contains(['\n', '\r', '\t']) {
        let what = "has a line end or a tab in it".to_owned();
        return Err(Problem { code: Code::InvalidValue, what, hint: None });
    }
    if text.trim().is_empty() { printable("") } else { printable(text) }
}

fn printable(text: &str) -> Result<Value, Problem> {
    let what = if text.is_empty() {
        "is empty".to_owned()
    } else if let Some(c) = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        format!("has the control character U+{:04X}", u32::from(c))
    } else {
        return Ok(Value::Text(text.to_owned()));
    };
    Err(Problem { code: Code::InvalidValue, what, hint: None })
}

fn count(number: &str) -> Result<Value, Problem> {
    match number.parse::<u32>() {
        Ok(count) if count > 0 => Ok(Value::Count(count)),
        _ => {
            let what = "is no whole number from 1 to 4294967295".to_owned();
            Err(Problem { code: Code::InvalidValue, what, hint: None })
        }
    }
}

fn share(number: &str) -> Result<Value, Problem> {
    match number.parse::<f64>() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(Value::Share(share)),
        _ => {
            let what = "is no number from 0 to 1".to_owned();
            Err(Problem { code: Code::InvalidValue, what, hint: Some("write `0.3` for thirty per cent".to_owned()) })
        }
    }
}

/// A date that the parser refused; `None` if it did not even look like one.
fn broken_date(raw: &str, kind: &FieldKind) -> Option<Result<Value, Problem>> {
    raw.starts_with(|c: char| c.is_ascii_digit()).then(|| date(raw, kind))
}

fn date(text: &str, kind: &FieldKind) -> Result<Value, Problem> {
    let text = text.trim();
    let day_only = matches!(kind, FieldKind::Day);
    let value = if day_only { Day::parse(text).map(Value::Day) } else { Moment::parse(text).map(Value::Moment) };
    let pattern: String = text.chars().take(10).map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let what = if pattern != "0000-00-00" {
        format!("is no date: `{text}`")
    } else if day_only && text.len() > 10 {
        "is a day, and takes no time".to_owned()
    } else {
        format!("is a date or time that does not exist: `{text}`")
    };
    let hint = if day_only { "write `2023-06-04`" } else { "write `2023-06-04` or `2023-06-04T10:21:00+01:00`" };
    value.ok_or_else(|| Problem { code: Code::InvalidDate, what, hint: Some(hint.to_owned()) })
}

fn wrong_type(field: &Field, node: &Node, syntax: Syntax) -> Problem {
    let hint = match (&field.kind, &node.kind) {
        (FieldKind::Flag, _) => Some("write `true` or `false` without quotation marks".to_owned()),
        (FieldKind::Count | FieldKind::Share, NodeKind::Text(_)) => {
            Some("write the number without quotation marks".to_owned())
        }
        (FieldKind::Table(_), NodeKind::List(_)) if syntax == Syntax::Toml => {
            Some(format!("write `[{}]`, in single brackets and once", field.name))
        }
        (FieldKind::Tables(_), NodeKind::Table(_)) => Some(match syntax {
            Syntax::Toml => format!("write `[[{}]]`, in double brackets", field.name),
            Syntax::Yaml => "begin each entry with `- `".to_owned(),
        }),
        (FieldKind::List(_) | FieldKind::ShortList(..), _) => Some(format!("write `{}`", field.example(syntax))),
        (_, NodeKind::Integer(_) | NodeKind::Float(_) | NodeKind::Flag(_) | NodeKind::Date(_)) => {
            field.kind.is_text().then(|| "put it between quotation marks".to_owned())
        }
        _ => None,
    };
    let what = format!("is {}, but must be {}", node.what(), field.kind.wanted());
    Problem { code: Code::WrongType, what, hint }
}
