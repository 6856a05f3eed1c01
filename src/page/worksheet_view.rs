//! The sheet for a class as its template sees it.

use serde::Serialize;

use super::Repeated;
use super::{
    parts::{ExcerptView, ReportLink},
    source_view::EventLink,
};

/// Context of `worksheet.html`, beside the [`Shell`](super::parts::Shell).
#[derive(Debug, Serialize)]
pub struct WorksheetPage {
    pub event: EventLink,
    /// The reports from which the excerpts are, in column order.
    pub reports: Vec<Repeated<ReportLink>>,
    /// The facts that they carry, in the order of the event.
    pub facts: Vec<SheetFact>,
    /// In an order that does not tell where they are from.
    pub excerpts: Vec<SheetExcerpt>,
}

/// A fact of the sheet.
#[derive(Debug, Clone, Serialize)]
pub struct SheetFact {
    /// `A`, `B` …
    pub letter: String,
    pub label: String,
    /// Link to the fact on the event's page.
    pub href: String,
}

/// An excerpt of the sheet, and what it is.
#[derive(Debug, Clone, Serialize)]
pub struct SheetExcerpt {
    /// From 1.
    pub number: usize,
    pub excerpt: ExcerptView,
    /// The answers: which report, and which fact.
    pub report: Repeated<ReportLink>,
    pub fact: SheetFact,
}
