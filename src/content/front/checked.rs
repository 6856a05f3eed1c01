//! A table that holds only what its fields allow, and how typed documents take their values from it.

use std::ops::Range;

use serde_json::Value as Json;

use super::{Spanned, fields::Field};
use crate::model::{Day, Moment};

/// A value that has the kind which its field asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    Day(Day),
    Moment(Moment),
    Flag(bool),
    Count(u32),
    Share(f64),
    List(Vec<Spanned<Value>>),
    Table(Checked),
    Labels(Vec<(String, String)>),
    Variants(Vec<Named>),
    Free(Json),
}

/// One of several tables by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    pub name: Spanned<String>,
    /// Of which variant it is.
    pub kind: &'static str,
    pub table: Checked,
}

/// The values of a table that passed. A key that is not written, is empty or is wrong has none; what
/// was wrong became a finding.
#[derive(Clone, Debug)]
pub struct Checked {
    pub span: Range<usize>,
    fields: &'static [Field],
    values: Vec<(&'static str, Spanned<Value>)>,
}

impl PartialEq for Checked {
    fn eq(&self, other: &Self) -> bool {
        self.span == other.span && self.values == other.values
    }
}

impl Checked {
    pub(super) fn new(span: Range<usize>, fields: &'static [Field]) -> Checked {
        Checked { span, fields, values: Vec::new() }
    }

    pub(super) fn put(&mut self, name: &'static str, span: Range<usize>, value: Value) {
        self.values.push((name, Spanned { value, span }));
    }

    /// Text, word, id, address or number as written.
    pub fn text(&self, name: &str) -> Option<String> {
        self.spanned(name).map(|text| text.value)
    }

    /// Text and its place.
    pub fn spanned(&self, name: &str) -> Option<Spanned<String>> {
        let found = self.get(name)?;
        text_of(found)
    }

    /// A list of texts with their places.
    pub fn texts(&self, name: &str) -> Option<Vec<Spanned<String>>> {
        Some(self.list(name)?.iter().filter_map(text_of).collect())
    }

    /// A list of texts.
    pub fn plain_texts(&self, name: &str) -> Vec<String> {
        self.texts(name).unwrap_or_default().into_iter().map(|text| text.value).collect()
    }

    /// A list of whole numbers.
    pub fn counts(&self, name: &str) -> Vec<u32> {
        let count = |item: &Spanned<Value>| if let Value::Count(count) = item.value { Some(count) } else { None };
        self.list(name).unwrap_or_default().iter().filter_map(count).collect()
    }

    /// A day.
    pub fn day(&self, name: &str) -> Option<Day> {
        if let Value::Day(day) = self.get(name)?.value { Some(day) } else { None }
    }

    /// A day, perhaps with a time.
    pub fn moment(&self, name: &str) -> Option<Moment> {
        if let Value::Moment(moment) = self.get(name)?.value { Some(moment) } else { None }
    }

    /// Whether a table of this kind has such a key at all.
    pub fn known(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field.name == name)
    }

    /// A flag, if it is written.
    pub fn flag(&self, name: &str) -> Option<bool> {
        if let Value::Flag(flag) = self.get(name)?.value { Some(flag) } else { None }
    }

    /// A flag and its place.
    pub fn spanned_flag(&self, name: &str) -> Option<Spanned<bool>> {
        let found = self.get(name)?;
        if let Value::Flag(value) = found.value { Some(Spanned { value, span: found.span.clone() }) } else { None }
    }

    /// Where a value stands, if it is written.
    pub fn span(&self, name: &str) -> Option<Range<usize>> {
        Some(self.get(name)?.span.clone())
    }

    /// A whole number.
    pub fn count(&self, name: &str) -> Option<u32> {
        if let Value::Count(count) = self.get(name)?.value { Some(count) } else { None }
    }

    /// A number from 0 to 1.
    pub fn share(&self, name: &str) -> Option<f64> {
        if let Value::Share(share) = self.get(name)?.value { Some(share) } else { None }
    }

    /// A table.
    pub fn table(&self, name: &str) -> Option<&Checked> {
        if let Value::Table(table) = &self.get(name)?.value { Some(table) } else { None }
    }

    /// The tables of a list.
    pub fn tables(&self, name: &str) -> impl Iterator<Item = &Checked> {
        let items = self.list(name).unwrap_or_default();
        items.iter().filter_map(|item| if let Value::Table(table) = &item.value { Some(table) } else { None })
    }

    /// Texts by text, in the order in which they are written.
    pub fn labels(&self, name: &str) -> Vec<(String, String)> {
        match self.get(name).map(|found| &found.value) {
            Some(Value::Labels(labels)) => labels.clone(),
            _ => Vec::new(),
        }
    }

    /// Tables by name, in the order in which they are written.
    pub fn variants(&self, name: &str) -> &[Named] {
        match self.get(name).map(|found| &found.value) {
            Some(Value::Variants(tables)) => tables,
            _ => &[],
        }
    }

    /// The editor's own keys, an empty object if there are none.
    pub fn free(&self, name: &str) -> Json {
        match self.get(name).map(|found| &found.value) {
            Some(Value::Free(json)) => json.clone(),
            _ => Json::Object(serde_json::Map::new()),
        }
    }

    fn list(&self, name: &str) -> Option<&[Spanned<Value>]> {
        if let Value::List(items) = &self.get(name)?.value { Some(items) } else { None }
    }

    /// A key can only be read if the table of fields has it, so that no key works without being
    /// explained.
    fn get(&self, name: &str) -> Option<&Spanned<Value>> {
        debug_assert!(self.known(name), "no field `{name}`");
        self.values.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }
}

fn text_of(item: &Spanned<Value>) -> Option<Spanned<String>> {
    match &item.value {
        Value::Text(text) => Some(Spanned { value: text.clone(), span: item.span.clone() }),
        _ => None,
    }
}
