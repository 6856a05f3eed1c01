//! The state of a cell: what one report does with one fact.

use crate::model::{Event, Fact, Mark, Source, Target, Value};

/// A report's cell for a fact.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Column of the report.
    pub report: usize,
    pub state: State,
    /// Indices of the carrying marks in the report, the main mark first if there is one, the others in
    /// the article's order; the first decides value and stance.
    pub marks: Vec<usize>,
    /// Index of the `[[absent]]` in the report.
    pub absent: Option<usize>,
}

/// The four states of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Carried,
    /// Published before the fact could be known.
    TooEarly,
    NotCarried,
    NotCoded,
}

impl State {
    /// The name used in data.
    pub fn name(self) -> &'static str {
        match self {
            State::Carried => "carried",
            State::TooEarly => "too-early",
            State::NotCarried => "not-carried",
            State::NotCoded => "not-coded",
        }
    }
}

impl Cell {
    /// The mark that decides value and stance.
    pub fn first<'e>(&self, event: &'e Event) -> Option<&'e Mark> {
        self.marks.first().map(|mark| &event.reports[self.report].marks[*mark])
    }

    /// What stands in the place of a fact that is not carried. A report that came too early had
    /// nothing to leave out, so nothing stands in its place.
    pub fn near<'e>(&self, event: &'e Event) -> Option<&'e str> {
        let absent = self.absent.filter(|_| self.state == State::NotCarried)?;
        event.reports[self.report].absent[absent].near.as_deref()
    }
}

/// The value that a mark gives for a fact.
pub fn value_of(mark: &Mark, fact: usize) -> Option<&Value> {
    mark.on.iter().find_map(|target| match target {
        Target::Fact { fact: marked, value } if *marked == fact => value.as_ref(),
        _ => None,
    })
}

/// All cells: a row a fact, a column a report. Each report's marks are walked once.
pub fn grid(event: &Event) -> Vec<Vec<Cell>> {
    let empty = |report| Cell { report, state: State::NotCoded, marks: Vec::new(), absent: None };
    let mut grid: Vec<Vec<Cell>> = event.facts.iter().map(|_| (0..event.reports.len()).map(empty).collect()).collect();
    for (column, report) in event.reports.iter().enumerate() {
        for (index, mark) in report.marks.iter().enumerate() {
            for target in &mark.on {
                if let Target::Fact { fact, .. } = target {
                    grid[*fact][column].marks.push(index);
                }
            }
        }
        for row in &mut grid {
            row[column].marks.sort_by_key(|mark| !report.marks[*mark].main);
        }
        for (index, absent) in report.absent.iter().enumerate() {
            grid[absent.fact][column].absent = Some(index);
        }
        for (row, fact) in grid.iter_mut().zip(&event.facts) {
            row[column].state = state(&row[column], report, fact);
        }
    }
    grid
}

/// Carried beats everything; then a report that came too early cannot have left anything out. Dates
/// are compared as calendar days as written: the same day is not too early, an unknown one never.
fn state(cell: &Cell, report: &Source, fact: &Fact) -> State {
    let too_early = match (report.published, fact.since) {
        (Some(published), Some(since)) => published.day < since,
        _ => false,
    };
    if !cell.marks.is_empty() {
        State::Carried
    } else if too_early {
        State::TooEarly
    } else if cell.absent.is_some() || report.coded {
        State::NotCarried
    } else {
        State::NotCoded
    }
}
