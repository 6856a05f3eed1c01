//! A fact as templates see it: its row of the grid, its readings, its plot, and its place in the score.

use serde::Serialize;

use super::Repeated;
use super::{
    comparison_view::DepthView,
    parts::{ByView, DateView, ExcerptView, ReportLink, ValueView},
};

/// A fact with its row of the grid and its readings.
#[derive(Debug, Clone, Serialize)]
pub struct FactView {
    /// Anchor on this page.
    pub id: String,
    /// From 1, by place in the event.
    pub number: usize,
    pub label: String,
    /// The editor's note, HTML; empty if there is none.
    pub note: String,
    pub unit: Option<String>,
    pub since: Option<DateView>,
    /// `all`, `some`, `one` or `none`.
    pub spread: &'static str,
    /// Reports that carry it, and reports that could and were looked through.
    pub carried: usize,
    pub possible: usize,
    pub differs: bool,
    /// One a report, in column order.
    pub cells: Vec<Repeated<CellView>>,
    /// The cells that carry it, by what they say.
    pub readings: Vec<ReadingView>,
    /// Reports that do not carry it, that could not yet, and that are not coded.
    pub without: Without,
    /// The figures on one axis, for a fact with a unit in which the reports differ.
    pub plot: Option<Plot>,
}

/// What one report says of one fact.
#[derive(Debug, Clone, Serialize)]
pub struct CellView {
    pub report: Repeated<ReportLink>,
    /// `carried`, `too-early`, `not-carried` or `not-coded`.
    pub state: &'static str,
    /// Publication date of the report, to say why it was too early.
    pub published: Option<DateView>,
    /// Link to the fact on the report's page.
    pub href: String,
    /// The first excerpt, which decides value and stance.
    pub first: Option<CarriedView>,
    /// Further excerpts.
    pub also: Vec<CarriedView>,
    /// What stands in its place, if it is not carried.
    pub near: Option<ExcerptView>,
    /// The editor's remark on the absence.
    pub remark: Option<String>,
}

/// An excerpt that carries a fact.
#[derive(Debug, Clone, Serialize)]
pub struct CarriedView {
    pub excerpt: ExcerptView,
    pub value: Option<ValueView>,
    /// `states`, `attributes`, `hedges` or `disputes`.
    pub stance: &'static str,
    pub by: Option<ByView>,
    /// The capture's line, where known.
    pub para: Option<u32>,
    /// `headline` or `caption`, for words that stand there.
    pub zone: Option<&'static str>,
    /// How far into the article they stand.
    pub depth: Option<DepthView>,
    pub comment: Option<String>,
    /// The words in the article itself: its address with a text fragment.
    pub original: Option<String>,
}

/// Reports that say the same.
#[derive(Debug, Clone, Serialize)]
pub struct ReadingView {
    /// The value; `None` for reports that give none.
    pub value: Option<ValueView>,
    /// Whether these reports dispute it.
    pub disputed: bool,
    pub cells: Vec<Repeated<CellView>>,
}

/// Reports without a fact, by the kind of blank.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Without {
    pub not_carried: Vec<Repeated<ReportLink>>,
    pub too_early: Vec<Repeated<CellView>>,
    pub not_coded: Vec<Repeated<ReportLink>>,
}

/// The score: which report carries which fact, sorted by spread.
#[derive(Debug, Default, Serialize)]
pub struct Score {
    /// `all`, `some`, `one`, `none`, without those that are empty.
    pub columns: Vec<ScoreColumn>,
    pub rows: Vec<ScoreRow>,
}

/// Facts of one spread.
#[derive(Debug, Serialize)]
pub struct ScoreColumn {
    pub spread: &'static str,
    pub facts: Vec<ScoreFact>,
}

/// A fact's place in the score.
#[derive(Debug, Serialize)]
pub struct ScoreFact {
    pub number: usize,
    /// Middle of the fact's place across the column, in per cent: `6.25%`.
    pub x: String,
    pub differs: bool,
}

/// A report's row in the score.
#[derive(Debug, Serialize)]
pub struct ScoreRow {
    pub report: Repeated<ReportLink>,
    pub carried: usize,
    pub possible: usize,
    /// One a column.
    pub cells: Vec<ScoreCell>,
}

/// A report's facts of one spread.
#[derive(Debug, Serialize)]
pub struct ScoreCell {
    pub carried: usize,
    pub facts: usize,
    pub too_early: usize,
    /// State of each fact, in the order of the column.
    pub states: Vec<ScoreMark>,
}

/// One fact of one report in the score.
#[derive(Debug, Serialize)]
pub struct ScoreMark {
    pub state: &'static str,
    pub x: String,
}

/// A dot plot of figures on one axis that has nought. x in per cent, y in pixels.
#[derive(Debug, Clone, Serialize)]
pub struct Plot {
    pub height: u32,
    /// y of the axis; where each figure has a line of its own, of each line.
    pub axes: Vec<u32>,
    /// Whether each figure has a line of its own, as there is no room for their words about one axis.
    pub in_rows: bool,
    /// Nought, where the axis begins below it.
    pub nought: Option<Nought>,
    /// Whether the numbers of the ends stand beside the axis, or below it; and their y.
    pub beside: bool,
    pub scale: u32,
    /// The numbers at both ends of the axis, in the page's notation.
    pub start: String,
    pub end: String,
    pub stacks: Vec<Stack>,
}

/// Nought between the ends of an axis.
#[derive(Debug, Clone, Serialize)]
pub struct Nought {
    pub x: String,
    /// Whether there is room for its number.
    pub named: bool,
}

/// Dots of one value, one a report, with its labels.
#[derive(Debug, Clone, Serialize)]
pub struct Stack {
    /// `55.4%`.
    pub x: String,
    /// Where a range ends; `None` for a single number.
    pub x2: Option<String>,
    /// y of each dot.
    pub dots: Vec<u32>,
    /// x of the labels, and whether they stand before it (`end`), about it (`middle`) or after it (`start`).
    pub text: String,
    pub anchor: &'static str,
    /// Shift of the labels in pixels.
    pub dx: i32,
    /// The value in words, and its y.
    pub label: String,
    pub label_y: u32,
    pub reports: Vec<StackName>,
    /// The same names as they are printed; where each figure has a line of its own, the first follow the label.
    pub lines: Vec<StackLine>,
}

/// Names that stand on one line.
#[derive(Debug, Clone, Serialize)]
pub struct StackLine {
    pub y: u32,
    pub names: Vec<StackName>,
}

/// A report's name by its dot.
#[derive(Debug, Clone, Serialize)]
pub struct StackName {
    pub short: String,
    pub qualifier: Option<&'static str>,
}
