//! Readings: the carrying cells of a fact, those of one value together.

use super::cells::{Cell, value_of};
use crate::model::{Event, Stance, Value};

/// Reports that say the same of a fact.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The value; `None` where reports give none.
    pub value: Option<Value>,
    /// Whether these reports dispute it.
    pub disputed: bool,
    /// Columns of the reports.
    pub reports: Vec<usize>,
}

/// The readings of a fact. Figures and days ascend; words stand in the order of the event's labels,
/// then as the columns have them; reports without value come last. None is marked as the right one.
pub fn readings(event: &Event, fact: usize, cells: &[Cell]) -> Vec<Reading> {
    let mut readings: Vec<Reading> = Vec::new();
    for cell in cells {
        let Some(mark) = cell.first(event) else { continue };
        let value = value_of(mark, fact);
        let disputed = mark.stance == Stance::Disputes;
        match readings.iter_mut().find(|reading| reading.value.as_ref() == value && reading.disputed == disputed) {
            Some(reading) => reading.reports.push(cell.report),
            None => readings.push(Reading { value: value.cloned(), disputed, reports: vec![cell.report] }),
        }
    }
    readings.sort_by_cached_key(|reading| (order(event, reading), reading.disputed));
    readings
}

/// Where a reading stands: figures, then days, then words, then nothing.
fn order(event: &Event, reading: &Reading) -> (u8, Option<Value>, usize) {
    match &reading.value {
        Some(Value::Word(word)) => {
            let labelled = event.labels.iter().position(|(known, _)| known == word);
            (2, None, labelled.unwrap_or(usize::MAX))
        }
        Some(Value::Day(_)) => (1, reading.value.clone(), 0),
        Some(Value::Number(number)) => (0, Some(Value::Range(*number, *number)), 0),
        Some(Value::Range(..)) => (0, reading.value.clone(), 1),
        None => (3, None, 0),
    }
}
