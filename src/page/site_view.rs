//! The pages of the whole site as their templates see them.

use serde::Serialize;

use super::Repeated;
use super::parts::{DateView, ExcerptView, ReportLink};
use super::source_view::EventLink;
use super::{event_view::Counts, fact_view::FactView};

/// Context of `home.html`.
#[derive(Debug, Serialize)]
pub struct HomePage {
    pub title: String,
    /// The editor's introduction, HTML.
    pub body: String,
    /// Whatever stands under `[extra]` in the page's file.
    pub extra: serde_json::Value,
    pub events: Vec<EventStrip>,
    #[serde(flatten)]
    pub pager: Pager,
}

/// Where a page stands in a list that runs over several. Its fields stand beside those of the page.
#[derive(Debug, Serialize)]
pub struct Pager {
    /// This page of the list and how many there are, from 1.
    pub number: usize,
    pub pages: usize,
    pub newer: Option<String>,
    pub older: Option<String>,
}

/// An event in a list.
#[derive(Debug, Clone, Serialize)]
pub struct EventStrip {
    pub title: String,
    pub href: String,
    pub date: DateView,
    pub summary: String,
    pub places: Vec<String>,
    pub counts: Counts,
    pub reports: Vec<Repeated<ReportLink>>,
    pub skyline: Skyline,
    /// The first fact of its lead, for the newest event only.
    pub lead: Option<FactView>,
    pub draft: bool,
}

/// One bar a fact, as high as many reports carry it.
#[derive(Debug, Clone, Serialize)]
pub struct Skyline {
    pub width: u32,
    pub height: u32,
    pub bars: Vec<Bar>,
}

/// A fact's bar; x in per cent, y in pixels.
#[derive(Debug, Clone, Serialize)]
pub struct Bar {
    pub x: String,
    pub width: String,
    pub y: u32,
    pub height: u32,
    /// Middle of the bar, and y of the diamond above it where the reports differ.
    pub middle: String,
    pub diamond: Option<u32>,
}

/// Context of `search.html`.
#[derive(Debug, Serialize)]
pub struct SearchPage {
    /// Link to the program of the index.
    pub index: String,
    /// Outlets that reported on any event, by name.
    pub outlets: Vec<Choice>,
    /// Topics, by name.
    pub topics: Vec<Choice>,
    /// Years of events, the latest first; empty if there is no event.
    pub years: Vec<String>,
}

/// What a search can be narrowed to.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// Its name in the address of a search.
    pub id: String,
    pub name: String,
    /// Link to its page, if it has one.
    pub href: Option<String>,
}

/// Context of `outlets.html`.
#[derive(Debug, Serialize)]
pub struct OutletsPage {
    pub outlets: Vec<OutletLine>,
}

/// An outlet in a list.
#[derive(Debug, Clone, Serialize)]
pub struct OutletLine {
    pub name: String,
    pub href: String,
    pub kind: Option<String>,
    pub country: Option<String>,
    /// Events it reported on.
    pub events: usize,
}

/// Context of `outlet.html`.
#[derive(Debug, Serialize)]
pub struct OutletPage {
    pub outlet: OutletView,
    /// A row an event, newest first, of the events of this page.
    pub record: Vec<RecordRow>,
    /// Over the events of all pages.
    pub totals: RecordTotals,
    /// Whom its reports quote or cite, those quoted at greatest length first; this page's part of them.
    pub voices: Vec<RecordVoice>,
    #[serde(flatten)]
    pub pager: Pager,
}

/// The profile.
#[derive(Debug, Serialize)]
pub struct OutletView {
    pub id: String,
    pub name: String,
    pub short: String,
    pub kind: Option<String>,
    pub country: Option<String>,
    pub languages: Vec<String>,
    pub url: Option<String>,
    pub ownership: Option<OwnershipView>,
    pub body: String,
    /// Whatever stands under `[extra]` in the outlet's file.
    pub extra: serde_json::Value,
}

/// Ownership in a sentence, and who says so.
#[derive(Debug, Serialize)]
pub struct OwnershipView {
    pub text: String,
    pub source: Option<String>,
    pub url: Option<String>,
}

/// One report of the outlet.
#[derive(Debug, Clone, Serialize)]
pub struct RecordRow {
    pub event: String,
    pub event_href: String,
    pub date: DateView,
    pub report_href: String,
    pub carried: usize,
    pub possible: usize,
    /// Facts that no other report carries.
    pub alone: Vec<RecordFact>,
    /// Facts that every other report carries.
    pub missing_alone: Vec<RecordFact>,
    /// Depth in the middle of those of its facts, in per cent; `None` where none is known.
    pub depth: Option<u32>,
    /// Words in direct quotation.
    pub words: usize,
}

/// A fact in an outlet's record.
#[derive(Debug, Clone, Serialize)]
pub struct RecordFact {
    pub label: String,
    pub href: String,
    /// The report's words, for a fact that it alone carries.
    pub excerpt: Option<ExcerptView>,
}

/// A voice in an outlet's record: of one id and label in all events.
#[derive(Debug, Clone, Serialize)]
pub struct RecordVoice {
    pub label: String,
    /// Words in direct quotation, and their share of the most quoted voice's, as a width: `48%`.
    pub words: usize,
    pub bar: String,
    /// Direct quotations, and passages that only cite.
    pub direct: usize,
    pub indirect: usize,
    /// Events in which it is heard.
    pub events: usize,
}

/// The record summed over all events.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RecordTotals {
    pub events: usize,
    pub carried: usize,
    pub possible: usize,
    pub alone: usize,
    pub missing_alone: usize,
    /// As in [`RecordRow`], over the facts of all events.
    pub depth: Option<u32>,
    /// Words in direct quotation.
    pub words: usize,
}

/// Context of `topics.html`.
#[derive(Debug, Serialize)]
pub struct TopicsPage {
    /// By name, as the page's language sorts them.
    pub topics: Vec<TopicLine>,
}

/// A topic in a list.
#[derive(Debug, Clone, Serialize)]
pub struct TopicLine {
    pub name: String,
    pub href: String,
    /// How many events it has, and the date of the newest.
    pub events: usize,
    pub newest: Option<DateView>,
}

/// Context of `topic.html`.
#[derive(Debug, Serialize)]
pub struct TopicPage {
    pub name: String,
    /// Events on all its pages.
    pub count: usize,
    pub events: Vec<EventStrip>,
    #[serde(flatten)]
    pub pager: Pager,
}

/// Context of `corrections.html`.
#[derive(Debug, Serialize)]
pub struct CorrectionsPage {
    pub title: String,
    pub description: Option<String>,
    pub updated: Option<DateView>,
    /// The editor's own text, HTML; empty if there is none.
    pub body: String,
    /// Newest first.
    pub corrections: Vec<CorrectionLine>,
}

/// A correction and the event that it was made in.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectionLine {
    pub date: DateView,
    pub text: String,
    pub event: EventLink,
}

/// Context of `page.html`.
#[derive(Debug, Serialize)]
pub struct PlainPage {
    pub title: String,
    pub description: Option<String>,
    pub updated: Option<DateView>,
    pub body: String,
    /// Whatever stands under `[extra]` in the page's file.
    pub extra: serde_json::Value,
}

/// Context of `redirect.html`.
#[derive(Debug, Serialize)]
pub struct RedirectPage {
    /// Link to where the page is now.
    pub target: String,
}
