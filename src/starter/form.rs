//! A table of fields as TOML to be filled in: each key with a comment that says what it is.

use crate::content::front::{
    fields::{Field, FieldKind, Need},
    tree::Syntax,
};

/// Characters of a line of comment, with its sign.
const WIDTH: usize = 100;

/// Writes the keys of a table of fields. Those that are `filled`, with values in TOML, can be read as they stand;
/// the others are commented out by a `#` without a space after it.
pub fn form(fields: &[Field], filled: &[(&str, String)]) -> String {
    let mut form = String::new();
    put(&mut form, "", fields, filled);
    form.trim_end().to_owned() + "\n"
}

/// Keys come before tables: after the head of a table, they would be the table's.
fn put(form: &mut String, above: &str, fields: &[Field], filled: &[(&str, String)]) {
    for field in fields.iter().filter(|field| !is_table(field)) {
        comment(form, field);
        match filled.iter().find(|(name, _)| *name == field.name) {
            Some((name, value)) => line(form, &format!("{name} = {value}")),
            None => line(form, &format!("#{}", field.example(Syntax::Toml))),
        }
        blank(form);
    }
    for field in fields.iter().filter(|field| is_table(field)) {
        comment(form, field);
        let name = format!("{above}{}", field.name);
        let head = match field.kind {
            FieldKind::Tables(_) => format!("#[[{name}]]"),
            FieldKind::Variants(_) => format!("#[{name}.some-name]"),
            _ => format!("#[{name}]"),
        };
        line(form, &head);
        match field.kind {
            FieldKind::Labels => line(form, "#some-word = \"…\""),
            FieldKind::Free => line(form, "#some_key = \"…\""),
            _ => {}
        }
        // One kind of table stands for all; the manual has the others.
        let below = match field.kind {
            FieldKind::Variants(variants) => variants.first().map(|variant| variant.fields),
            kind => kind.fields(),
        };
        put(form, &format!("{name}."), below.unwrap_or_default(), &[]);
        blank(form);
    }
}

fn is_table(field: &Field) -> bool {
    use FieldKind::{Free, Labels, Table, Tables, Variants};
    matches!(field.kind, Table(_) | Tables(_) | Labels | Variants(_) | Free)
}

/// What the key means, what it takes, and whether it must be there, in lines of a bearable length.
fn comment(form: &mut String, field: &Field) {
    let need = match field.need {
        Need::Always => "; required".to_owned(),
        Need::Never => String::new(),
        Need::Unless(key, value) => format!("; required unless `{key} = \"{value}\"`"),
        Need::If(key, value) => format!("; required if `{key} = \"{value}\"`"),
    };
    let told = format!("{} Takes {}{need}.", field.about, takes(&field.kind));
    let mut row = "#".to_owned();
    for word in told.split(' ') {
        if row.chars().count() + 1 + word.chars().count() > WIDTH {
            line(form, &row);
            "#".clone_into(&mut row);
        }
        row.push(' ');
        row.push_str(word);
    }
    line(form, &row);
}

fn takes(kind: &FieldKind) -> String {
    match kind {
        FieldKind::OneOf(words) | FieldKind::MarkWord(words) => format!("one of `{}`", words.join("`, `")),
        FieldKind::List(inner) => format!("a list of {}", several(inner)),
        FieldKind::ShortList(inner, most) => format!("a list of {}, at most {most}", several(inner)),
        FieldKind::Table(_) => "these keys".to_owned(),
        FieldKind::Tables(_) => "any number of tables with these keys".to_owned(),
        FieldKind::Labels => "a text for each word".to_owned(),
        FieldKind::Variants(_) => "tables by name".to_owned(),
        FieldKind::Free => "whatever you like".to_owned(),
        other => other.wanted().to_owned(),
    }
}

/// What a list has, in the plural.
fn several(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Id => "ids",
        FieldKind::Count => "whole numbers",
        FieldKind::Address => "addresses within the site",
        _ => "texts",
    }
}

fn line(form: &mut String, text: &str) {
    form.push_str(text);
    form.push('\n');
}

/// An empty line, if the last one is not.
fn blank(form: &mut String) {
    if !form.ends_with("\n\n") {
        form.push('\n');
    }
}
