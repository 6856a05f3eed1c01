//! Dot plots: the figures that reports give for a fact, on one axis from nought.
//!
//! Positions only; the template draws. x is in per cent of the width and y in pixels, so text keeps
//! its size at any width.

use super::{
    build::View,
    fact_view::{Plot, Stack, StackName},
};
use crate::{
    analysis::value_of,
    model::{Decimal, Qualifier, Value},
};

/// The axis begins here and is this wide, in per cent.
const LEFT: f64 = 5.0;
const WIDTH: f64 = 84.0;
/// Distances in pixels: between dots, between lines of text, from axis to the first name.
const DOT: u32 = 13;
const LINE: u32 = 17;
const UNDER: u32 = 20;
/// Stacks nearer than this, in per cent, put their labels on different lines.
const NEAR: f64 = 24.0;

/// The plot of a fact; `None` unless it has a unit and reports give at least two different figures
/// for it.
pub fn plot(view: &View<'_>, fact: usize) -> Option<Plot> {
    let row = &view.comparison.facts[fact];
    view.event.facts[fact].unit.as_ref().filter(|_| row.differs)?;
    let figures = figures(view, fact);
    let most = figures.iter().map(|figure| figure.to.to_f64()).fold(0.0, f64::max);
    if figures.len() < 2 || figures.iter().any(|figure| figure.from.to_f64() < 0.0) || most <= 0.0 {
        return None;
    }
    let end = axis_end(most);
    let x = |number: Decimal| LEFT + WIDTH * number.to_f64() / end;
    let rows = label_rows(&figures.iter().map(|figure| x(figure.from)).collect::<Vec<_>>());
    let tallest = figures.iter().map(|figure| figure.reports.len()).max().unwrap_or(1);
    let lines = rows.iter().max().map_or(0, |row| row + 1);
    let axis = LINE * to_u32(lines) + 7 + DOT * to_u32(tallest - 1) + DOT;
    let stacks = stacks(&figures, &rows, lines, axis, x);
    let height = stacks.iter().flat_map(|stack| &stack.names).map(|name| name.y).fold(axis, u32::max);
    let end = Decimal::parse(&format!("{end}"))?;
    Some(Plot { height: height + 7, axis, end: view.site.language.number(end), stacks })
}

/// The dots, label and names of each figure; `rows` are the lines on which the labels stand.
fn stacks(figures: &[Figure], rows: &[usize], lines: usize, axis: u32, x: impl Fn(Decimal) -> f64) -> Vec<Stack> {
    let starts = names_start(figures, rows, lines);
    let two = figures.len() == 2;
    let crowd = figures.windows(2).any(|pair| x(pair[1].from) - x(pair[0].from) < 4.0);
    let stack = |(index, (figure, row)): (usize, (&Figure, &usize))| {
        let at = x(figure.from);
        let (anchor, dx) = turn(at, index, two, crowd);
        let names = figure.reports.iter().zip(starts[*row]..).map(|((short, qualifier), line)| StackName {
            short: short.clone(),
            qualifier: if figure.shared.is_some() { None } else { qualifier.map(Qualifier::name) },
            y: axis + UNDER + LINE * to_u32(line),
        });
        let top = axis - DOT * to_u32(figure.reports.len() - 1);
        Stack {
            x: percent(at),
            x2: (figure.from != figure.to).then(|| percent(x(figure.to))),
            dots: (0..figure.reports.len()).map(|dot| axis - DOT * to_u32(dot)).collect(),
            anchor,
            dx,
            label: figure.label.clone(),
            label_y: if lines == 1 { top - DOT } else { LINE * to_u32(*row) + LINE },
            names: names.collect(),
        }
    };
    figures.iter().zip(rows).enumerate().map(stack).collect()
}

/// The line below the axis on which the names of the stacks of each row begin: below those of the row
/// before.
fn names_start(figures: &[Figure], rows: &[usize], lines: usize) -> Vec<usize> {
    let mut starts = vec![0; lines];
    for (figure, row) in figures.iter().zip(rows) {
        if let Some(next) = starts.get_mut(row + 1) {
            *next = (*next).max(figure.reports.len());
        }
    }
    for row in 1..lines {
        starts[row] += starts[row - 1];
    }
    starts
}

/// One figure and the reports that give it.
struct Figure {
    from: Decimal,
    to: Decimal,
    label: String,
    /// The qualifier, if all have the same.
    shared: Option<Qualifier>,
    reports: Vec<(String, Option<Qualifier>)>,
}

/// The figures that reports give. One that some report disputes is a reading of its own, yet the same
/// figure.
fn figures(view: &View<'_>, fact: usize) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    for reading in &view.comparison.facts[fact].readings {
        let Some(value) = &reading.value else { continue };
        let (from, to) = match value {
            Value::Number(number) => (*number, *number),
            Value::Range(from, to) => (*from, *to),
            Value::Day(_) | Value::Word(_) => continue,
        };
        let reports = reading.reports.iter().filter_map(|report| {
            let mark = view.comparison.facts[fact].cells[*report].first(view.event)?;
            value_of(mark, fact)?;
            Some((view.report_link(&view.event.reports[*report]).short, mark.qualifier))
        });
        if let Some(figure) = figures.iter_mut().find(|figure| (figure.from, figure.to) == (from, to)) {
            figure.reports.extend(reports);
        } else {
            let label = view.site.language.value(value);
            figures.push(Figure { from, to, label, shared: None, reports: reports.collect() });
        }
    }
    figures.retain(|figure| !figure.reports.is_empty());
    for figure in &mut figures {
        let first = figure.reports.first().and_then(|(_, qualifier)| *qualifier);
        figure.shared = first.filter(|_| figure.reports.iter().all(|(_, qualifier)| *qualifier == first));
        let word = |qualifier: Qualifier| view.site.language.say(&format!("qualifier-{}", qualifier.name()), &[]);
        if let Some(word) = figure.shared.and_then(word) {
            figure.label = format!("{word} {}", figure.label);
        }
    }
    figures
}

/// Neighbours turn their labels away from each other; near an edge they turn inwards.
fn turn(x: f64, index: usize, two: bool, crowded: bool) -> (&'static str, i32) {
    let shift = if crowded { 9 } else { -5 };
    match index {
        0 if two && x > 25.0 => ("end", -shift),
        1 if two && x < 75.0 => ("start", shift),
        _ if x < 30.0 => ("start", -5),
        _ if x > 70.0 => ("end", 5),
        _ => ("middle", 0),
    }
}

/// The line on which each stack's labels stand, so that near ones do not overlap. Two stacks turn
/// away from each other and share a line.
fn label_rows(xs: &[f64]) -> Vec<usize> {
    if xs.len() == 2 {
        return vec![0, 0];
    }
    let mut last: Vec<f64> = Vec::new();
    xs.iter()
        .map(|x| {
            let row = last.iter().position(|before| x - before >= NEAR).unwrap_or(last.len());
            if row == last.len() {
                last.push(*x);
            } else {
                last[row] = *x;
            }
            row
        })
        .collect()
}

/// A round number that leaves some room beyond the greatest figure.
fn axis_end(most: f64) -> f64 {
    let wanted = most / 0.85;
    let power = 10_f64.powf(wanted.log10().floor());
    let steps = [1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    let step = steps.into_iter().find(|step| step * power >= wanted).unwrap_or(10.0);
    // Powers below one are no exact binary fractions; nine places are all that a figure may have.
    (step * power * 1e9).round() / 1e9
}

fn percent(x: f64) -> String {
    format!("{x:.1}%")
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX / 64)
}
