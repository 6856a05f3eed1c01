//! The page of one report (or upstream) as its template sees it.

use serde::Serialize;

use super::Repeated;
use super::parts::{DateView, ExcerptView, MarkView, PieceView, ReportLink};
use super::{
    comparison_view::DepthView,
    event_view::DataLink,
    fact_view::{CellView, ReadingView},
};

/// Context of `source.html`, beside the [`Shell`](super::parts::Shell).
#[derive(Debug, Serialize)]
pub struct SourcePage {
    pub event: EventLink,
    pub source: SourceView,
    /// Its facts, in its own order.
    pub facts: Vec<SourceFact>,
    /// Facts that it does not carry, that it could not carry yet, and that are not coded.
    pub not_carried: Vec<MissingFact>,
    pub too_early: Vec<MissingFact>,
    pub not_coded: Vec<MissingFact>,
    /// How many of its facts are told otherwise elsewhere.
    pub differ: usize,
    /// Facts that the whole event has.
    pub fact_count: usize,
    /// Facts that it could carry.
    pub possible: usize,
    /// Facts that every other report carries, and only this one does not.
    pub missing_alone: usize,
    /// Links to the neighbours in column order.
    pub previous: Option<Repeated<ReportLink>>,
    pub next: Option<Repeated<ReportLink>>,
    pub data: Vec<DataLink>,
}

/// The event it belongs to.
#[derive(Debug, Clone, Serialize)]
pub struct EventLink {
    pub title: String,
    pub href: String,
    pub date: DateView,
}

/// The report itself.
#[derive(Debug, Serialize)]
pub struct SourceView {
    pub link: Repeated<ReportLink>,
    /// Place in column order from 1, and how many reports there are; `None` for an upstream.
    pub position: Option<usize>,
    pub reports: usize,
    pub outlet_href: Option<String>,
    pub headline: Option<ExcerptView>,
    pub published: Option<DateView>,
    pub published_note: Option<String>,
    pub retrieved: Option<DateView>,
    pub url: Option<String>,
    pub archived: Option<String>,
    pub byline: Option<String>,
    pub agency: Option<String>,
    /// Upstream texts that it draws on.
    pub upstream: Vec<Repeated<ReportLink>>,
    /// SHA-256 of the archived text.
    pub sha256: Option<String>,
    /// Words and paragraphs of the article, where its text is at hand.
    pub words: Option<u32>,
    pub paragraphs: Option<u32>,
    /// Words in direct quotation, over all voices; `None` for an upstream.
    pub quoted: Option<usize>,
    /// Words that are published in excerpts of more than three and in shared runs on the event's page, and
    /// their share of the article in per cent; `None` where the article's length is not known, or the article itself is published.
    pub published_words: Option<PublishedWords>,
    pub coded: bool,
    pub full: bool,
    pub rights: Option<String>,
    /// Language of the article, where it is not the page's.
    pub lang: Option<String>,
    /// Digest or full text.
    pub body: Vec<PieceView>,
    /// Marks that stand in the front matter.
    pub further: Vec<MarkView>,
    /// How many excerpts there are, and how many of them were found in the article.
    pub excerpts: usize,
    pub verified: usize,
    /// Whatever stands under `[extra]` in the source's file.
    pub extra: serde_json::Value,
}

/// How much of an article is published as excerpts.
#[derive(Debug, Serialize)]
pub struct PublishedWords {
    pub words: u32,
    pub percent: u32,
}

/// A fact in the report's own order, with what the others have.
#[derive(Debug, Serialize)]
pub struct SourceFact {
    /// Anchor on this page.
    pub id: String,
    pub number: usize,
    pub label: String,
    /// Link to the fact on the event's page.
    pub href: String,
    pub differs: bool,
    pub cell: CellView,
    /// The first mention of it in the report's text; else `headline` or `caption`, or neither.
    pub depth: Option<DepthView>,
    /// Whether that mention stands before the one that decides what the report says.
    pub earlier: bool,
    pub zone: Option<&'static str>,
    /// The capture's line of that mention, where known.
    pub para: Option<u32>,
    /// The other reports that say the same, and the other readings.
    pub same: Vec<CellView>,
    pub others: Vec<ReadingView>,
}

/// A fact that the report does not have.
#[derive(Debug, Serialize)]
pub struct MissingFact {
    pub id: String,
    pub number: usize,
    pub label: String,
    pub href: String,
    /// What stands in its place.
    pub near: Option<ExcerptView>,
    pub remark: Option<String>,
    /// Reports that carry it.
    pub carried_by: Vec<Repeated<ReportLink>>,
}
