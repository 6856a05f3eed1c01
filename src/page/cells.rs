//! Facts, cells and readings as templates see them.

use super::{
    Repeated,
    build::{View, day, moment, original, zone},
    early,
    fact_view::{CarriedView, CellView, FactView, ReadingView, Without},
    plot,
};
use crate::{
    analysis::{Cell, State, value_of},
    model::{Mark, Source},
};

impl View<'_> {
    /// A fact with its row and its readings.
    pub fn fact(&self, index: usize) -> FactView {
        let fact = &self.event.facts[index];
        let row = &self.comparison.facts[index];
        let cells: Vec<Repeated<CellView>> = row.cells.iter().map(|cell| self.cell(index, cell).into()).collect();
        let readings = || {
            row.readings.iter().map(|reading| ReadingView {
                value: reading.value.as_ref().map(|value| self.value(value, None)),
                disputed: reading.disputed,
                cells: reading.reports.iter().map(|report| cells[*report].clone()).collect(),
            })
        };
        FactView {
            id: fact.id.clone(),
            number: index + 1,
            label: fact.label.clone(),
            note: self.asked.of("note", || self.html(&fact.note)),
            unit: fact.unit.clone(),
            since: fact.since.map(day),
            spread: row.spread.name(),
            carried: row.carried,
            possible: row.possible,
            differs: row.differs,
            readings: self.asked.of("readings", || readings().collect()),
            without: self.asked.of("without", || without(&cells)),
            plot: self.asked.of("plot", || plot::plot(self, index)),
            cells,
        }
    }

    /// What one report says of one fact.
    pub fn cell(&self, fact: usize, cell: &Cell) -> CellView {
        let report = &self.event.reports[cell.report];
        let mut carried = cell.marks.iter().map(|mark| self.carried(report, &report.marks[*mark], Some(fact)));
        let absent = cell.absent.map(|absent| &report.absent[absent]);
        let link = self.report_link(report);
        CellView {
            state: cell.state.name(),
            published: self.asked.of("published", || report.published.map(moment)),
            href: format!("{}#{}", link.href, self.event.facts[fact].id),
            report: link,
            first: carried.next(),
            also: self.asked.of("also", || carried.collect()),
            near: absent.filter(|_| cell.near(self.event).is_some()).and_then(|absent| self.near(report, absent)),
            remark: absent.and_then(|absent| absent.note.clone()),
        }
    }

    /// A marked passage, with the value that it gives for `fact`.
    pub fn carried(&self, source: &Source, mark: &Mark, fact: Option<usize>) -> CarriedView {
        let value = fact.and_then(|fact| value_of(mark, fact)).map(|value| self.value(value, mark.qualifier));
        CarriedView {
            excerpt: self.marked(source, mark),
            value,
            stance: mark.stance.name(),
            by: self.asked.of("by", || mark.by.as_ref().map(|by| self.by(by))),
            para: mark.line(),
            zone: zone(mark.found.as_ref()),
            depth: self.asked.of("depth", || early::place(source, mark)),
            comment: mark.comment.clone(),
            original: self.asked.of("original", || original(source, mark)),
        }
    }
}

fn without(cells: &[Repeated<CellView>]) -> Without {
    let mut without = Without::default();
    for cell in cells {
        match cell.state {
            state if state == State::NotCarried.name() => without.not_carried.push(cell.report.clone()),
            state if state == State::TooEarly.name() => without.too_early.push(cell.clone()),
            state if state == State::NotCoded.name() => without.not_coded.push(cell.report.clone()),
            _ => {}
        }
    }
    without
}
