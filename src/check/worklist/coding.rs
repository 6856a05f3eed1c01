//! Facts that have not been looked for in every report, and facts that none carries.
//!
//! A report that is not coded leaves a cell open for each fact that it has neither a mark nor an
//! `[[absent]]` for. One on which no work has begun is told once, in its own line; the open facts of
//! the others are told fact by fact, each with the reports in which it is still to be looked for.

use super::{Item, Kind, Places};
use crate::{
    analysis::{Cell, Comparison, State},
    model::Event,
};

/// Facts that are open in reports on which work has begun, and facts that no report carries.
pub fn facts(places: &Places, event: &Event, compared: &Comparison) -> Vec<Item> {
    let begun: Vec<bool> = (0..event.reports.len()).map(|column| has_begun(compared, column)).collect();
    let mut items = Vec::new();
    for (index, (fact, row)) in event.facts.iter().zip(&compared.facts).enumerate() {
        let open: Vec<&Cell> = row.cells.iter().filter(|cell| cell.state == State::NotCoded).collect();
        let told: Vec<&str> =
            open.iter().filter(|cell| begun[cell.report]).map(|cell| event.reports[cell.report].id.as_str()).collect();
        let (kind, message) = if told.len() > 1 && told.len() == event.reports.len() {
            (Kind::NotCoded, "not coded in any report".to_owned())
        } else if !told.is_empty() {
            (Kind::NotCoded, format!("not coded in {}", told.join(", ")))
        } else if open.is_empty() && row.carried == 0 {
            (Kind::NotCarried, "carried by no report".to_owned())
        } else {
            continue;
        };
        items.push(Item::new(kind, format!("`{}` is {message}", fact.id), &places.fact(index)));
    }
    items
}

/// Reports that are not coded, with the number of facts that are still to be looked for.
pub fn sources(places: &Places, event: &Event, compared: &Comparison) -> Vec<Item> {
    let all = event.facts.len();
    let mut items = Vec::new();
    for (column, report) in event.reports.iter().enumerate().filter(|(_, report)| !report.coded && all > 0) {
        let open = compared.facts.iter().filter(|row| row.cells[column].state == State::NotCoded).count();
        let message = match open {
            0 => "no fact left to look for, but `coded` is not set".to_owned(),
            _ if all == 1 => "not coded, 1 fact to look for".to_owned(),
            _ if open == all => format!("not coded, all {all} facts to look for"),
            _ => format!("not coded, {open} of {all} facts to look for"),
        };
        let Some(source) = places.source(&report.id) else { continue };
        items.push(Item::new(Kind::NotCoded, message, &source.coded()));
    }
    items
}

/// Whether any fact is marked in this report or said to be absent from it.
fn has_begun(compared: &Comparison, column: usize) -> bool {
    let cells = compared.facts.iter().map(|row| &row.cells[column]);
    cells.into_iter().any(|cell| !cell.marks.is_empty() || cell.absent.is_some())
}
