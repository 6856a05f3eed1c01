//! Depth and words in common as templates see them.

use serde::Serialize;

use super::Repeated;
use super::parts::{ExcerptView, ReportLink};

/// How early each report comes to the facts: a chart of some, a table of all.
#[derive(Debug, Clone, Serialize)]
pub struct EarlyView {
    /// Height of the chart in pixels.
    pub height: u32,
    /// Where the texts begin and end, in pixels from the top.
    pub top: u32,
    pub bottom: u32,
    /// One a report.
    pub columns: Vec<EarlyColumn>,
    /// Facts that are drawn as lines, in the order of the event; at most five.
    pub lines: Vec<EarlyLine>,
    /// The line of which the reports lie farthest apart, by its place among them.
    pub widest: usize,
    /// Facts that some report carries, in the order of the event.
    pub rows: Vec<EarlyRow>,
}

/// A report's column of the chart.
#[derive(Debug, Clone, Serialize)]
pub struct EarlyColumn {
    /// Middle of the column in per cent: `10%`.
    pub x: String,
    /// y of a dot for each fact that is no line.
    pub dots: Vec<u32>,
}

/// A fact as a line of the chart.
#[derive(Debug, Clone, Serialize)]
pub struct EarlyLine {
    pub id: String,
    pub number: usize,
    pub label: String,
    /// From 1 to 5: how the line is drawn.
    pub pattern: usize,
    /// A disc a report that has the fact in its text.
    pub discs: Vec<EarlyDisc>,
    /// Parts of the line, from one column to the next.
    pub parts: Vec<EarlyPart>,
    /// The reports that come to it first and last, with the depth in per cent.
    pub earliest: EarlyEnd,
    pub latest: EarlyEnd,
}

/// A disc of a line.
#[derive(Debug, Clone, Serialize)]
pub struct EarlyDisc {
    pub x: String,
    pub y: u32,
}

/// A part of a line.
#[derive(Debug, Clone, Serialize)]
pub struct EarlyPart {
    pub x1: String,
    pub y1: u32,
    pub x2: String,
    pub y2: u32,
}

/// A report at one end of a line's range.
#[derive(Debug, Clone, Serialize)]
pub struct EarlyEnd {
    pub short: String,
    pub percent: u32,
}

/// A fact in the table of depths.
#[derive(Debug, Clone, Serialize)]
pub struct EarlyRow {
    pub number: usize,
    pub label: String,
    /// One a report.
    pub cells: Vec<EarlyCell>,
}

/// How early a report comes to a fact.
#[derive(Debug, Clone, Serialize)]
pub struct EarlyCell {
    /// `carried`, `too-early`, `not-carried` or `not-coded`.
    pub state: &'static str,
    /// Words before the first mention as a share of the article, in per cent.
    pub percent: Option<u32>,
    /// `headline` or `caption`, for a fact that the report has only there.
    pub zone: Option<&'static str>,
}

/// Where a marked passage stands in its article.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DepthView {
    /// Words of the article before it, and words of the article.
    pub before: u32,
    pub words: u32,
    /// The one as a share of the other, in per cent.
    pub percent: u32,
    /// The same as a place on a line: `45.2%`.
    pub x: String,
}

/// What the texts of the reports have in common.
#[derive(Debug, Clone, Serialize)]
pub struct SharedView {
    /// Runs of eight words and more that stand in a report and another text, the longest first.
    pub runs: Vec<SharedRunView>,
    /// How many more there are that are not listed.
    pub more: usize,
    /// Each two texts, of which one is a report, that have five words in a row in common.
    pub pairs: Vec<PairView>,
    /// How many two texts have none.
    pub apart: usize,
    /// The shares of all pairs of three texts and more: a row a text, a column a text.
    pub matrix: Vec<MatrixRow>,
    /// The pair and the side with the greatest share.
    pub most: Option<MostShared>,
    /// Reports and upstreams whose text is not at hand.
    pub unknown: Vec<Repeated<ReportLink>>,
}

/// A run of words that stands in several texts.
#[derive(Debug, Clone, Serialize)]
pub struct SharedRunView {
    /// Its length in words.
    pub words: u32,
    /// The words, cut to the length of an excerpt; `None` where they would publish too much of an article.
    pub excerpt: Option<ExcerptView>,
    /// One a report.
    pub cells: Vec<SharedCell>,
    /// Upstreams that have it.
    pub upstreams: Vec<Repeated<ReportLink>>,
}

/// The lines on which a report has a run.
#[derive(Debug, Clone, Serialize)]
pub struct SharedCell {
    pub report: Repeated<ReportLink>,
    pub lines: Vec<u32>,
}

/// Two texts and what they share.
#[derive(Debug, Clone, Serialize)]
pub struct PairView {
    pub one: SideView,
    pub other: SideView,
    /// Different runs of five words that both have.
    pub shared: u32,
    /// The longest run that both have, in words.
    pub longest: u32,
}

/// One of two texts.
#[derive(Debug, Clone, Serialize)]
pub struct SideView {
    pub report: Repeated<ReportLink>,
    /// Different runs of five words that it has.
    pub grams: u32,
    /// How many of them the other has too, in per cent as the page's language writes it.
    pub percent: String,
}

/// A text and what the others have of it.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixRow {
    pub report: Repeated<ReportLink>,
    /// One a text, in the order of the rows.
    pub cells: Vec<MatrixCell>,
}

/// How much of a text stands in another.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixCell {
    pub report: Repeated<ReportLink>,
    /// As in [`SideView`]; `None` where a text meets itself or two were not compared.
    pub percent: Option<String>,
    /// The same as the width of a bar: `1.9%`.
    pub bar: Option<String>,
}

/// The text that has the greatest share of its words in common with another one.
#[derive(Debug, Clone, Serialize)]
pub struct MostShared {
    pub report: Repeated<ReportLink>,
    pub with: Repeated<ReportLink>,
    /// As in [`SideView`].
    pub percent: String,
    pub longest: u32,
}
