//! How early each report comes to a fact: positions of the chart, and its table.
//!
//! Positions only; the template draws. x is in per cent of the width and y in pixels, so that text keeps
//! its size at any width.

use super::{
    build::View,
    comparison_view::{
        DepthView, EarlyCell, EarlyColumn, EarlyDisc, EarlyEnd, EarlyLine, EarlyPart, EarlyRow, EarlyView,
    },
};
use crate::{
    analysis::{self, Cell, Depth, State},
    model::{Mark, Source, Zone},
};

/// Where the texts begin and end, and how high the chart is, in pixels.
const TOP: u32 = 14;
const BOTTOM: u32 = 466;
const HEIGHT: u32 = 480;
/// Least distance between the middles of two discs of a column.
const APART: f64 = 22.0;

/// The chart and the table; `None` if no fact has a depth in two reports.
pub fn early(view: &View<'_>) -> Option<EarlyView> {
    let depths = analysis::depths(view.event, view.comparison);
    let facts = analysis::lines(&depths);
    if facts.is_empty() {
        return None;
    }
    let discs: Vec<Vec<Option<u32>>> =
        (0..view.event.reports.len()).map(|column| spaced(facts.iter().map(|fact| depths[*fact][column]))).collect();
    let columns = (0..view.event.reports.len()).map(|column| EarlyColumn {
        x: x(view, column),
        dots: dots(depths.iter().enumerate().filter(|(fact, _)| !facts.contains(fact)).map(|(_, row)| row[column])),
    });
    let lines = facts.iter().enumerate().map(|(index, fact)| {
        let at: Vec<Option<u32>> = discs.iter().map(|column| column[index]).collect();
        line(view, *fact, index + 1, &depths[*fact], &at)
    });
    let lines: Vec<EarlyLine> = lines.collect();
    Some(EarlyView {
        height: HEIGHT,
        top: TOP,
        bottom: BOTTOM,
        columns: columns.collect(),
        widest: widest(&lines),
        lines,
        rows: rows(view),
    })
}

/// Where a marked passage stands in its article.
pub fn place(source: &Source, mark: &Mark) -> Option<DepthView> {
    let depth = analysis::depth_of(mark, source.article.as_ref())?;
    // The track is drawn from 2 % to 98 % of the width, so that a dot at its end is whole.
    let x = format!("{:.1}%", 2.0 + 96.0 * depth.share());
    Some(DepthView { before: depth.before, words: depth.words, percent: depth.percent(), x })
}

fn line(view: &View<'_>, fact: usize, pattern: usize, depths: &[Option<Depth>], at: &[Option<u32>]) -> EarlyLine {
    let discs = at.iter().enumerate().filter_map(|(column, y)| Some(EarlyDisc { x: x(view, column), y: (*y)? }));
    let parts = at.windows(2).enumerate().filter_map(|(column, pair)| {
        Some(EarlyPart { x1: x(view, column), y1: pair[0]?, x2: x(view, column + 1), y2: pair[1]? })
    });
    let known = || depths.iter().enumerate().filter_map(|(column, depth)| Some((column, (*depth)?)));
    let end = |(column, depth): (usize, Depth)| EarlyEnd {
        short: view.report_link(&view.event.reports[column]).short.clone(),
        percent: depth.percent(),
    };
    let nowhere = || EarlyEnd { short: String::new(), percent: 0 };
    let declared = &view.event.facts[fact];
    EarlyLine {
        id: declared.id.clone(),
        number: fact + 1,
        label: declared.label.clone(),
        pattern,
        discs: discs.collect(),
        parts: parts.collect(),
        earliest: known().min_by(|a, b| a.1.share().total_cmp(&b.1.share())).map_or_else(nowhere, end),
        latest: known().max_by(|a, b| a.1.share().total_cmp(&b.1.share())).map_or_else(nowhere, end),
    }
}

/// The first of those that lie as far apart as any.
fn widest(lines: &[EarlyLine]) -> usize {
    let apart = |line: &EarlyLine| line.latest.percent - line.earliest.percent;
    let widest = lines.iter().enumerate().reduce(|best, next| if apart(next.1) > apart(best.1) { next } else { best });
    widest.map_or(0, |(index, _)| index)
}

fn rows(view: &View<'_>) -> Vec<EarlyRow> {
    let carried = view.comparison.facts.iter().enumerate().filter(|(_, row)| row.carried > 0);
    let rows = carried.map(|(fact, row)| EarlyRow {
        number: fact + 1,
        label: view.event.facts[fact].label.clone(),
        cells: row.cells.iter().map(|cell| early_cell(view, cell)).collect(),
    });
    rows.collect()
}

fn early_cell(view: &View<'_>, cell: &Cell) -> EarlyCell {
    let percent = analysis::depth(view.event, cell).map(Depth::percent);
    let zones = cell.marks.iter().filter_map(|mark| view.event.reports[cell.report].marks[*mark].found.as_ref());
    let zone = zones.map(|found| found.zone).filter(|zone| *zone != Zone::Text).min();
    let told = cell.state == State::Carried && percent.is_none();
    EarlyCell { state: cell.state.name(), percent, zone: zone.filter(|_| told).map(Zone::name) }
}

/// Middle of a report's column.
#[expect(clippy::cast_precision_loss, reason = "there are not that many reports")]
fn x(view: &View<'_>, column: usize) -> String {
    let middle = 100.0 * (column as f64 + 0.5) / view.event.reports.len() as f64;
    let text = format!("{middle:.1}");
    format!("{}%", text.strip_suffix(".0").unwrap_or(&text))
}

fn y(depth: Depth) -> f64 {
    f64::from(TOP) + f64::from(BOTTOM - TOP) * depth.share()
}

/// Dots that fall on one pixel are one dot.
fn dots(depths: impl Iterator<Item = Option<Depth>>) -> Vec<u32> {
    let mut dots: Vec<u32> = depths.flatten().map(|depth| pixel(y(depth))).collect();
    dots.sort_unstable();
    dots.dedup();
    dots
}

/// The discs of a column. Those that would cover each other are moved apart, each group about the middle
/// of where its discs belong, in the order of the text.
fn spaced(depths: impl Iterator<Item = Option<Depth>>) -> Vec<Option<u32>> {
    let wanted: Vec<Option<f64>> = depths.map(|depth| depth.map(y)).collect();
    let mut order: Vec<(usize, f64)> =
        wanted.iter().enumerate().filter_map(|(index, y)| Some((index, (*y)?))).collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    let mut groups: Vec<Group> = Vec::new();
    for (_, y) in &order {
        let mut group = Group { sum: *y, discs: 1 };
        while let Some(above) = groups.pop_if(|above| above.end() + APART > group.start()) {
            group = above.joined(&group);
        }
        groups.push(group);
    }
    let mut placed = vec![None; wanted.len()];
    let ys = groups.iter().flat_map(Group::ys);
    for ((index, _), y) in order.iter().zip(ys) {
        placed[*index] = Some(pixel(y));
    }
    placed
}

/// Discs that stand as near to each other as they may.
struct Group {
    /// Where they belong, added up, each less its distance from the first.
    sum: f64,
    discs: u32,
}

impl Group {
    /// The first disc, kept within the chart.
    fn start(&self) -> f64 {
        let last = f64::from(BOTTOM) - self.length();
        (self.sum / f64::from(self.discs)).min(last).max(f64::from(TOP))
    }

    fn end(&self) -> f64 {
        self.start() + self.length()
    }

    fn length(&self) -> f64 {
        APART * f64::from(self.discs - 1)
    }

    fn joined(&self, below: &Group) -> Group {
        let shift = APART * f64::from(self.discs) * f64::from(below.discs);
        Group { sum: self.sum + below.sum - shift, discs: self.discs + below.discs }
    }

    fn ys(&self) -> impl Iterator<Item = f64> {
        let start = self.start();
        (0..self.discs).map(move |disc| start + APART * f64::from(disc))
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the height of the chart")]
fn pixel(y: f64) -> u32 {
    y.round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(places: &[i32]) -> Vec<Option<u32>> {
        let depth = |place: &i32| Some(Depth { before: u32::try_from(*place).ok()?, words: 452 });
        spaced(places.iter().map(depth))
    }

    #[test]
    fn discs_stand_where_they_belong_or_just_apart() {
        assert_eq!(placed(&[100, -1, 300]), [Some(114), None, Some(314)]);
        assert_eq!(placed(&[110, 100]), [Some(130), Some(108)], "about their middle, in the order of the text");
        assert_eq!(placed(&[0, 0, 0]), [Some(14), Some(36), Some(58)], "not above the first word");
        assert_eq!(placed(&[452, 451]), [Some(466), Some(444)], "not below the last");
        assert_eq!(placed(&[0, 30, 20]), [Some(14), Some(58), Some(36)], "what is moved may push the next");
    }
}
