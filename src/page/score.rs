//! The score: which report carries which fact, the widest spread first.

use super::{
    build::View,
    fact_view::{Score, ScoreCell, ScoreColumn, ScoreFact, ScoreMark, ScoreRow},
};
use crate::analysis::{Spread, State};

/// The score of an event.
pub fn score(view: &View<'_>) -> Score {
    let facts = &view.comparison.facts;
    let mut columns: Vec<(Spread, Vec<usize>)> = Vec::new();
    for spread in Spread::ALL {
        let mut of_spread: Vec<usize> = (0..facts.len()).filter(|fact| facts[*fact].spread == spread).collect();
        of_spread.sort_by_key(|fact| (std::cmp::Reverse(facts[*fact].carried), *fact));
        if !of_spread.is_empty() {
            columns.push((spread, of_spread));
        }
    }
    let rows = view.event.reports.iter().enumerate().map(|(report, source)| {
        let cells: Vec<ScoreCell> = columns.iter().map(|(_, facts)| cell(view, report, facts)).collect();
        let (carried, possible) = totals(view, report);
        ScoreRow { report: view.report_link(source), carried, possible, cells }
    });
    let rows = rows.collect();
    let columns = columns.iter().map(|(spread, of_spread)| ScoreColumn {
        spread: spread.name(),
        facts: of_spread
            .iter()
            .enumerate()
            .map(|(place, fact)| {
                let x = middle(place, of_spread.len());
                ScoreFact { number: fact + 1, x, differs: facts[*fact].differs }
            })
            .collect(),
    });
    Score { columns: columns.collect(), rows }
}

/// Facts that a report carries, and facts that it could carry and was looked through for.
pub fn totals(view: &View<'_>, report: usize) -> (usize, usize) {
    let states = || view.comparison.facts.iter().map(|row| row.cells[report].state);
    let carried = states().filter(|state| *state == State::Carried).count();
    (carried, carried + states().filter(|state| *state == State::NotCarried).count())
}

fn cell(view: &View<'_>, report: usize, facts: &[usize]) -> ScoreCell {
    let states: Vec<State> = facts.iter().map(|fact| view.comparison.facts[*fact].cells[report].state).collect();
    let count = |wanted: State| states.iter().filter(|state| **state == wanted).count();
    ScoreCell {
        carried: count(State::Carried),
        too_early: count(State::TooEarly),
        facts: facts.len(),
        states: states
            .iter()
            .enumerate()
            .map(|(place, state)| {
                let x = middle(place, facts.len());
                ScoreMark { state: state.name(), x }
            })
            .collect(),
    }
}

/// Middle of the place of one of `count` facts, in per cent.
#[expect(clippy::cast_precision_loss, reason = "there are not that many facts")]
fn middle(place: usize, count: usize) -> String {
    format!("{:.2}%", 100.0 * (place as f64 + 0.5) / count as f64)
}
