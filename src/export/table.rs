//! `comparison.csv`: the comparison as a table, one row a cell (RFC 4180, UTF-8, lines end in CR LF).
//!
//! Values are as in `comparison.json`. `line` and `depth` are those of the first excerpt and of the first
//! mention; `verified` is empty where a cell has no words. `further` holds the excerpts after the first, with ` | `
//! between them.
//!
//! A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@` (also in their wide forms), a tab or a
//! carriage return as a formula. Such a cell gets an apostrophe before it, which spreadsheets take as
//! "this is text" and other readers can strip; a plain number such as `-5` stays as it is.

use std::borrow::Cow;

use super::text;
use crate::{
    analysis::{self, Cell, Comparison, value_of},
    model::{Decimal, Event, Mark, Qualifier, Source},
};

const COLUMNS: [&str; 22] = [
    "event",
    "number",
    "fact",
    "label",
    "group",
    "unit",
    "since",
    "source",
    "outlet",
    "state",
    "stance",
    "value",
    "qualifier",
    "by",
    "excerpt",
    "line",
    "depth",
    "verified",
    "further",
    "near",
    "spread",
    "differs",
];

/// The comparison as CSV with a head line.
pub fn table(event: &Event, comparison: &Comparison) -> Vec<u8> {
    let mut table = String::new();
    push_row(&mut table, COLUMNS);
    for (fact, row) in comparison.facts.iter().enumerate() {
        for cell in &row.cells {
            push_row(&mut table, record(event, comparison, fact, cell));
        }
    }
    table.into_bytes()
}

fn push_row<'f>(table: &mut String, fields: [impl Into<Cow<'f, str>>; COLUMNS.len()]) {
    for (index, field) in fields.into_iter().enumerate() {
        table.push_str(if index > 0 { "," } else { "" });
        push_field(table, &harmless(field.into()));
    }
    table.push_str("\r\n");
}

/// A field stands in quotation marks if it holds one, or what ends fields and rows.
fn push_field(table: &mut String, field: &str) {
    if field.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n')) {
        table.extend(["\"", &field.replace('"', "\"\""), "\""]);
    } else {
        table.push_str(field);
    }
}

fn record<'e>(event: &'e Event, comparison: &Comparison, index: usize, cell: &Cell) -> [Cow<'e, str>; COLUMNS.len()] {
    fn borrowed(text: Option<&str>) -> Cow<'_, str> {
        text.unwrap_or_default().into()
    }
    fn shown<T: ToString>(value: Option<T>) -> Cow<'static, str> {
        value.map(|value| value.to_string()).unwrap_or_default().into()
    }
    let fact = &event.facts[index];
    let row = &comparison.facts[index];
    let report = &event.reports[cell.report];
    let first = cell.first(event);
    [
        event.id.as_str().into(),
        shown(Some(index + 1)),
        fact.id.as_str().into(),
        fact.label.as_str().into(),
        borrowed(fact.group.map(|group| event.groups[group].title.as_str())),
        borrowed(fact.unit.as_deref()),
        shown(fact.since),
        report.id.as_str().into(),
        borrowed(report.outlet.as_deref()),
        cell.state.name().into(),
        borrowed(first.map(|mark| mark.stance.name())),
        shown(first.and_then(|mark| value_of(mark, index))),
        borrowed(first.and_then(|mark| mark.qualifier).map(Qualifier::name)),
        borrowed(first.and_then(|mark| super::by(event, mark))),
        borrowed(first.map(|mark| mark.quote.as_str())),
        shown(first.and_then(Mark::line)),
        analysis::depth(event, cell).map(|depth| format!("{:.4}", depth.share())).unwrap_or_default().into(),
        shown(verified(report, cell)),
        further(report, cell),
        borrowed(cell.near(event)),
        row.spread.name().into(),
        if row.differs { "true" } else { "false" }.into(),
    ]
}

/// The excerpts after the first.
fn further<'e>(report: &'e Source, cell: &Cell) -> Cow<'e, str> {
    let quotes: Vec<&str> = cell.marks.iter().skip(1).map(|mark| report.marks[*mark].quote.as_str()).collect();
    match quotes.as_slice() {
        [] => Cow::Borrowed(""),
        [quote] => Cow::Borrowed(quote),
        _ => quotes.join(" | ").into(),
    }
}

/// Whether all words of a cell were found in the article; `None` for a cell without any.
fn verified(report: &Source, cell: &Cell) -> Option<bool> {
    let marks = cell.marks.iter().map(|mark| report.marks[*mark].found.is_some());
    let absent = cell.absent.map(|absent| &report.absent[absent]);
    let near = absent.filter(|absent| absent.near.is_some()).map(|absent| absent.near_found.is_some());
    marks.chain(near).reduce(|all, one| all && one)
}

fn harmless(field: Cow<'_, str>) -> Cow<'_, str> {
    let field = match text::clean(&field) {
        Cow::Borrowed(_) => field,
        Cow::Owned(clean) => Cow::Owned(clean),
    };
    let runs = field.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if runs && Decimal::parse(&field).is_none() { Cow::Owned(format!("'{field}")) } else { field }
}

#[cfg(test)]
mod tests {
    use super::{harmless, push_field};

    #[test]
    fn formulas_are_text() {
        for (field, wanted) in [
            ("=1+1", "'=1+1"),
            ("+cmd|x", "'+cmd|x"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("\u{0}=1", "'=1"),
            ("-5--3", "'-5--3"),
            ("-5.5", "-5.5"),
            ("500", "500"),
            ("a=b", "a=b"),
        ] {
            assert_eq!(harmless(field.into()), wanted);
        }
    }

    proptest::proptest! {
        #[test]
        fn other_programs_read_what_was_written(fields in proptest::collection::vec("[a,\" \r\né|;\t]{0,6}", 2..5)) {
            let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
            writer.write_record(&fields).unwrap();
            let mut row = String::new();
            for (index, field) in fields.iter().enumerate() {
                row.push_str(if index > 0 { "," } else { "" });
                push_field(&mut row, field);
            }
            assert_eq!(row + "\r\n", String::from_utf8(writer.into_inner().unwrap()).unwrap());
        }
    }
}
