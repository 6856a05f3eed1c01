//! The lead: up to three facts for the first screen.

use super::Comparison;
use crate::model::Event;

/// How many facts the first screen shows.
const MOST: usize = 3;

/// The facts that the editor chose; else those in which reports differ and that most reports carry
/// with most readings, a figure first.
pub fn lead(event: &Event, comparison: &Comparison) -> Vec<usize> {
    if !event.lead.is_empty() {
        return event.lead.iter().copied().take(MOST).collect();
    }
    let mut facts: Vec<usize> = (0..event.facts.len()).filter(|fact| comparison.facts[*fact].differs).collect();
    facts.sort_by_key(|fact| {
        let row = &comparison.facts[*fact];
        (std::cmp::Reverse((row.carried, row.readings.len())), *fact)
    });
    if let Some(figure) = facts.iter().position(|fact| event.facts[*fact].unit.is_some()) {
        let first = facts.remove(figure);
        facts.insert(0, first);
    }
    facts.truncate(MOST);
    facts
}
