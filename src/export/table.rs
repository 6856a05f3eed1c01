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
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory does not fail, and every row has the same length.
    let _ = writer.write_record(COLUMNS);
    for (fact, row) in comparison.facts.iter().enumerate() {
        for cell in &row.cells {
            let record = record(event, comparison, fact, cell);
            let _ = writer.write_record(record.iter().map(|field| harmless(field).into_owned()));
        }
    }
    writer.into_inner().unwrap_or_default()
}

fn record(event: &Event, comparison: &Comparison, index: usize, cell: &Cell) -> [String; COLUMNS.len()] {
    let fact = &event.facts[index];
    let row = &comparison.facts[index];
    let report = &event.reports[cell.report];
    let first = cell.first(event);
    let further = cell.marks.iter().skip(1).map(|mark| report.marks[*mark].quote.as_str());
    [
        event.id.clone(),
        (index + 1).to_string(),
        fact.id.clone(),
        fact.label.clone(),
        fact.group.map(|group| event.groups[group].title.clone()).unwrap_or_default(),
        fact.unit.clone().unwrap_or_default(),
        fact.since.map(|day| day.to_string()).unwrap_or_default(),
        report.id.clone(),
        report.outlet.clone().unwrap_or_default(),
        cell.state.name().to_owned(),
        first.map(|mark| mark.stance.name().to_owned()).unwrap_or_default(),
        first.and_then(|mark| value_of(mark, index)).map(ToString::to_string).unwrap_or_default(),
        first.and_then(|mark| mark.qualifier).map(Qualifier::name).unwrap_or_default().to_owned(),
        first.and_then(|mark| super::by(event, mark)).unwrap_or_default().to_owned(),
        first.map(|mark| mark.quote.clone()).unwrap_or_default(),
        first.and_then(Mark::line).map(|line| line.to_string()).unwrap_or_default(),
        analysis::depth(event, cell).map(|depth| format!("{:.4}", depth.share())).unwrap_or_default(),
        verified(report, cell).map(|verified| verified.to_string()).unwrap_or_default(),
        further.collect::<Vec<_>>().join(" | "),
        cell.near(event).unwrap_or_default().to_owned(),
        row.spread.name().to_owned(),
        row.differs.to_string(),
    ]
}

/// Whether all words of a cell were found in the article; `None` for a cell without any.
fn verified(report: &Source, cell: &Cell) -> Option<bool> {
    let marks = cell.marks.iter().map(|mark| report.marks[*mark].found.is_some());
    let absent = cell.absent.map(|absent| &report.absent[absent]);
    let near = absent.filter(|absent| absent.near.is_some()).map(|absent| absent.near_found.is_some());
    marks.chain(near).reduce(|all, one| all && one)
}

fn harmless(field: &str) -> Cow<'_, str> {
    let field = text::clean(field);
    let runs = field.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if runs && Decimal::parse(&field).is_none() { Cow::Owned(format!("'{field}")) } else { field }
}

#[cfg(test)]
mod tests {
    use super::harmless;

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
            assert_eq!(harmless(field), wanted);
        }
    }
}
