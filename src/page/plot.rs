//! Dot plots: the figures that reports give for a fact, on one axis that has nought.
//!
//! Positions only; the template draws. x is in per cent of the width and y in pixels, so text keeps
//! its size at any width. Where the words find no room beside their dots, each figure has a line of its
//! own: W. S. Cleveland, The Elements of Graphing Data, 1985, on dot plots.

use super::{
    build::View,
    fact_view::{Nought, Plot, Stack, StackLine, StackName},
    plot_layout::{DOT, LINE, NARROWEST, Span, Turn, levels, lines, rows, text_width, turns},
};
use crate::{
    analysis::value_of,
    model::{Decimal, Qualifier, Value},
};

/// The axis begins here and is this wide, in per cent.
const LEFT: f64 = 5.0;
const WIDTH: f64 = 84.0;
/// From the axis to the first name below it, in pixels.
const UNDER: u32 = 20;
/// More rows of words than this about one axis are hard to tell apart.
const ROWS: usize = 2;
/// Letters of a number that find room beside the axis.
const BESIDE: usize = 5;

/// The plot of a fact; `None` unless it has a unit and reports give at least two different figures
/// for it.
pub fn plot(view: &View<'_>, fact: usize) -> Option<Plot> {
    let row = &view.comparison.facts[fact];
    view.event.facts[fact].unit.as_ref().filter(|_| row.differs)?;
    let figures = figures(view, fact);
    if figures.len() < 2 {
        return None;
    }
    let axis = Axis::over(&figures);
    let number = |end: f64| Some(view.site.language.number(Decimal::parse(&format!("{end}"))?));
    let (start, end) = (number(axis.start)?, number(axis.end)?);
    let dots: Vec<Span> = figures.iter().map(|figure| (axis.pixel(figure.from), axis.pixel(figure.to))).collect();
    let beside = axis.start >= 0.0 && end.chars().count() <= BESIDE;
    let plot = Plot {
        height: 0,
        axes: Vec::new(),
        in_rows: false,
        nought: axis.nought(&start, &end),
        beside,
        scale: 0,
        start,
        end,
        stacks: Vec::new(),
    };
    Some(match about_one_axis(&figures, &dots) {
        Some(places) => stacked(plot, &axis, &figures, &dots, &places),
        None => listed(plot, &axis, &figures),
    })
}

/// Both ends of the axis, as numbers.
struct Axis {
    start: f64,
    end: f64,
}

impl Axis {
    /// An axis that has all figures and nought.
    fn over(figures: &[Figure]) -> Axis {
        let least = figures.iter().map(|figure| figure.from.to_f64()).fold(0.0, f64::min);
        let most = figures.iter().map(|figure| figure.to.to_f64()).fold(0.0, f64::max);
        Axis {
            start: if least < 0.0 { -axis_end(-least) } else { 0.0 },
            end: if most > 0.0 { axis_end(most) } else { 0.0 },
        }
    }

    /// A number's place in per cent of the width.
    fn x(&self, number: f64) -> f64 {
        LEFT + WIDTH * (number - self.start) / (self.end - self.start)
    }

    /// The same as the drawing has it.
    fn at(&self, number: Decimal) -> String {
        percent(self.x(number.to_f64()))
    }

    /// Its place in the narrowest drawing.
    fn pixel(&self, number: Decimal) -> f64 {
        self.x(number.to_f64()) * NARROWEST / 100.0
    }

    /// Where nought is, if not at the beginning or the end; named where there is room between their names.
    fn nought(&self, start: &str, end: &str) -> Option<Nought> {
        let x = self.x(0.0);
        let at = x * NARROWEST / 100.0;
        let from = LEFT * NARROWEST / 100.0 + text_width(start) + 12.0;
        let to = (LEFT + WIDTH) * NARROWEST / 100.0 - text_width(end) - 12.0;
        let between = self.start < 0.0 && self.end > 0.0;
        between.then(|| Nought { x: percent(x), named: (from..to).contains(&at) })
    }
}

/// How the words of each figure stand about one axis, and in which row; `None` if there is no room.
fn about_one_axis(figures: &[Figure], dots: &[Span]) -> Option<Vec<(Turn, usize)>> {
    let widest = |figure: &Figure| {
        let names = figure.reports.iter().map(|report| text_width(&report.words));
        // The label is bold.
        names.fold(1.08 * text_width(&figure.label), f64::max)
    };
    let turns = turns(dots, &figures.iter().map(widest).collect::<Vec<_>>())?;
    let covered = |(turn, dot): (&Turn, &Span)| (turn.span.0.min(dot.0 - 5.0), turn.span.1.max(dot.1 + 5.0));
    let rows = rows(&turns.iter().zip(dots).map(covered).collect::<Vec<_>>());
    rows.iter().all(|row| *row < ROWS).then(|| turns.into_iter().zip(rows).collect())
}

/// All figures about one axis: their labels above, the names below.
fn stacked(plot: Plot, axis: &Axis, figures: &[Figure], dots: &[Span], places: &[(Turn, usize)]) -> Plot {
    let count = places.iter().map(|(_, row)| row + 1).max().unwrap_or(1);
    let each: Vec<Span> =
        figures.iter().zip(dots).flat_map(|(figure, dot)| figure.reports.iter().map(|_| *dot)).collect();
    let levels = levels(&each);
    let highest = levels.iter().max().copied().unwrap_or(0);
    let y = LINE * to_u32(count) + 7 + DOT * (highest + 1);
    let under = y + if plot.beside { UNDER } else { UNDER + LINE };
    let starts = names_start(figures, places, count);
    let mut levels = levels.into_iter();
    let stack = |(figure, (turn, row)): (&Figure, &(Turn, usize))| {
        let dots: Vec<u32> = levels.by_ref().take(figure.reports.len()).map(|level| y - DOT * level).collect();
        let top = dots.iter().min().copied().unwrap_or(y);
        let line = |(index, report): (usize, &Reporting)| StackLine {
            y: under + LINE * to_u32(starts[*row] + index),
            names: vec![figure.name(report)],
        };
        Stack {
            x: axis.at(figure.from),
            x2: figure.end().map(|end| axis.at(end)),
            dots,
            text: axis.at(figure.from),
            anchor: turn.anchor,
            dx: turn.dx,
            label: figure.label.clone(),
            label_y: if count == 1 { top - DOT } else { LINE * to_u32(row + 1) },
            reports: figure.names(),
            lines: figure.reports.iter().enumerate().map(line).collect(),
        }
    };
    let stacks: Vec<Stack> = figures.iter().zip(places).map(stack).collect();
    let scale = if plot.beside { y + 4 } else { y + LINE };
    let height = stacks.iter().flat_map(|stack| &stack.lines).map(|line| line.y).fold(scale, u32::max) + 7;
    Plot { height, axes: vec![y], scale, stacks, ..plot }
}

/// Each figure on a line of its own, its label and names above the line.
fn listed(plot: Plot, axis: &Axis, figures: &[Figure]) -> Plot {
    let mut top = 0;
    let mut ys = Vec::new();
    let mut stacks = Vec::new();
    for figure in figures {
        let widths: Vec<f64> = figure.reports.iter().map(|report| text_width(&report.words)).collect();
        let mut reports = figure.reports.iter();
        let counts = lines(1.08 * text_width(&figure.label), &widths);
        let line = |(index, count): (usize, &usize)| StackLine {
            y: top + LINE * to_u32(index + 1),
            names: reports.by_ref().take(*count).map(|report| figure.name(report)).collect(),
        };
        let lines: Vec<StackLine> = counts.iter().enumerate().map(line).collect();
        let highest = top + LINE * to_u32(lines.len()) + DOT;
        let y = highest + DOT * to_u32(figure.reports.len() - 1);
        stacks.push(Stack {
            x: axis.at(figure.from),
            x2: figure.end().map(|end| axis.at(end)),
            dots: (0..figure.reports.len()).map(|dot| y - DOT * to_u32(dot)).collect(),
            text: "0".to_owned(),
            anchor: "start",
            dx: 0,
            label: figure.label.clone(),
            label_y: top + LINE,
            reports: figure.names(),
            lines,
        });
        ys.push(y);
        top = y + 10;
    }
    let scale = top + DOT;
    Plot { height: scale + 7, axes: ys, in_rows: true, beside: false, scale, stacks, ..plot }
}

/// The line below the axis on which the names of the stacks of each row begin: below those of the row
/// before.
fn names_start(figures: &[Figure], places: &[(Turn, usize)], rows: usize) -> Vec<usize> {
    let mut starts = vec![0; rows];
    for (figure, (_, row)) in figures.iter().zip(places) {
        if let Some(next) = starts.get_mut(row + 1) {
            *next = (*next).max(figure.reports.len());
        }
    }
    for row in 1..rows {
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
    reports: Vec<Reporting>,
}

/// A report that gives a figure.
struct Reporting {
    short: String,
    qualifier: Option<Qualifier>,
    /// Name and qualifier as they are printed.
    words: String,
}

impl Figure {
    fn end(&self) -> Option<Decimal> {
        (self.from != self.to).then_some(self.to)
    }

    fn names(&self) -> Vec<StackName> {
        self.reports.iter().map(|report| self.name(report)).collect()
    }

    /// A report's name, with its qualifier unless the label has it.
    fn name(&self, report: &Reporting) -> StackName {
        let qualifier = report.qualifier.filter(|_| self.shared.is_none());
        StackName { short: report.short.clone(), qualifier: qualifier.map(Qualifier::name) }
    }
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
            let short = view.report_link(&view.event.reports[*report]).short.clone();
            Some(Reporting { words: short.clone(), short, qualifier: mark.qualifier })
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
        qualify(view, figure);
    }
    figures
}

/// Puts the qualifier that all reports share before the label, else each by its report's name.
fn qualify(view: &View<'_>, figure: &mut Figure) {
    let word = |qualifier: Qualifier| view.site.language.say(&format!("qualifier-{}", qualifier.name()), &[]);
    let first = figure.reports.first().and_then(|report| report.qualifier);
    figure.shared = first.filter(|_| figure.reports.iter().all(|report| report.qualifier == first));
    if let Some(word) = figure.shared.and_then(word) {
        figure.label = format!("{word} {}", figure.label);
        return;
    }
    for report in &mut figure.reports {
        if let Some(word) = report.qualifier.and_then(word) {
            report.words = format!("{} ({word})", report.short);
        }
    }
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
