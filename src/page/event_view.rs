//! The event page as its template sees it. Everything is in the page's own order: reports in column
//! order in every list, facts in the order of the event.

use serde::{Deserialize, Serialize};

use super::Repeated;
use super::{
    comparison_view::{EarlyView, SharedView},
    fact_view::{CarriedView, FactView, Score},
    parts::{DateView, ExcerptView, PieceView, ReportLink},
};

/// Context of `event.html`, beside the [`Shell`](super::parts::Shell).
#[derive(Debug, Serialize)]
pub struct EventPage {
    pub event: EventView,
    pub counts: Counts,
    pub reports: Vec<ReportView>,
    /// Up to three facts for the first screen.
    pub lead: Vec<Repeated<FactView>>,
    pub score: Score,
    /// Facts as the editor grouped them.
    pub groups: Vec<GroupView>,
    pub names: Vec<TermView>,
    /// Notes that stand under the groups of the terms.
    pub names_notes: Vec<NoteView>,
    pub voices: Voices,
    pub voices_notes: Vec<NoteView>,
    /// How early each report comes to the facts; `None` if that is not known of two reports.
    pub early: Option<EarlyView>,
    pub frames: Vec<FrameView>,
    /// What the texts have in common; `None` if no two are at hand.
    pub shared: Option<SharedView>,
    /// Notes that belong to no fact, term or voice.
    pub notes: Vec<NoteView>,
    pub corrections: Vec<CorrectionView>,
    /// Text sources that reports draw on.
    pub upstreams: Vec<UpstreamView>,
    /// Links to the same comparison as data.
    pub data: Vec<DataLink>,
    /// Link to the sheet for a class, if the event has excerpts enough for one.
    pub worksheet: Option<String>,
}

/// The event itself.
#[derive(Debug, Serialize)]
pub struct EventView {
    pub id: String,
    pub title: String,
    pub date: DateView,
    pub updated: Option<DateView>,
    /// Plain text.
    pub summary: String,
    pub places: Vec<String>,
    pub topics: Vec<TopicLink>,
    /// What stands before the first heading, HTML.
    pub opening: String,
    /// Whatever stands under `[extra]` in the event's file.
    pub extra: serde_json::Value,
}

/// A topic of the event, and the link to its other events.
#[derive(Debug, Serialize)]
pub struct TopicLink {
    pub name: String,
    pub href: String,
}

/// The event in numbers.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Counts {
    pub reports: usize,
    pub facts: usize,
    /// Facts carried by all reports that could carry them.
    pub all: usize,
    pub some: usize,
    pub one: usize,
    /// Facts that no report carries.
    pub none: usize,
    /// Facts in which the reports differ.
    pub differ: usize,
    /// Facts carried by all in which they do not differ.
    pub alike: usize,
}

/// A report as a column.
#[derive(Debug, Clone, Serialize)]
pub struct ReportView {
    pub link: Repeated<ReportLink>,
    /// Link to the outlet's page.
    pub outlet_href: Option<String>,
    /// The article's own address.
    pub url: Option<String>,
    /// The headline as published.
    pub headline: Option<ExcerptView>,
    pub published: Option<DateView>,
    /// What is known of the publication where the date is not.
    pub published_note: Option<String>,
    /// Facts it carries, and facts it could carry.
    pub carried: usize,
    pub possible: usize,
    /// Words of the article, where its text is at hand.
    pub words: Option<u32>,
    /// Its excerpts, and how many of them were found in the article.
    pub excerpts: usize,
    pub verified: usize,
    /// SHA-256 of the archived text in which they were found.
    pub sha256: Option<String>,
    pub retrieved: Option<DateView>,
    /// Whether the editor has looked for every fact.
    pub coded: bool,
    /// Whether the body is the article itself.
    pub full: bool,
    pub rights: Option<String>,
    /// Language of the article, where it is not the page's.
    pub lang: Option<String>,
    /// Digest or full text.
    pub body: Vec<PieceView>,
    pub further: Vec<super::parts::MarkView>,
}

/// Facts under one heading.
#[derive(Debug, Clone, Serialize)]
pub struct GroupView {
    /// Anchor and title of the heading; `None` for facts above any heading.
    pub id: Option<String>,
    pub title: Option<String>,
    pub notes: Vec<NoteView>,
    pub facts: Vec<Repeated<FactView>>,
    /// How many of its facts differ.
    pub differ: usize,
}

/// The editor's text, with its heading if it has one of its own.
#[derive(Debug, Clone, Serialize)]
pub struct NoteView {
    /// How many facts of its group stand before it.
    pub after: usize,
    pub id: Option<String>,
    pub title: Option<String>,
    pub html: String,
}

/// What each report calls one thing.
#[derive(Debug, Clone, Serialize)]
pub struct TermView {
    /// Anchor: the term's id.
    pub anchor: String,
    pub label: String,
    pub note: String,
    /// One a report.
    pub cells: Vec<TermCell>,
}

/// The names one report uses.
#[derive(Debug, Clone, Serialize)]
pub struct TermCell {
    pub report: Repeated<ReportLink>,
    /// Whether the report was looked through; without names this then means "not named".
    pub coded: bool,
    pub names: Vec<TermName>,
}

/// A name and how often it occurs; without the article's text the count is not known.
#[derive(Debug, Clone, Serialize)]
pub struct TermName {
    pub excerpt: ExcerptView,
    pub count: Option<usize>,
}

/// Who speaks.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Voices {
    /// One a report: all voices together.
    pub totals: Vec<VoiceCell>,
    pub rows: Vec<VoiceView>,
    /// Short names of reports that quote nobody directly.
    pub quoting_nobody: Vec<Repeated<ReportLink>>,
    /// The voice quoted at greatest length, the words, and the reports that quote it.
    pub most_quoted: Option<MostQuoted>,
    /// The reports that quote the fewest words and the most, of those that were looked through; none
    /// where all quote as many.
    pub range: Option<QuotedRange>,
}

/// How many words the reports quote, from the fewest to the most.
#[derive(Debug, Clone, Serialize)]
pub struct QuotedRange {
    pub fewest: VoiceCell,
    pub most: VoiceCell,
}

/// The voice that is quoted at greatest length.
#[derive(Debug, Clone, Serialize)]
pub struct MostQuoted {
    pub label: String,
    pub words: usize,
    pub reports: Vec<Repeated<ReportLink>>,
}

/// A voice by report.
#[derive(Debug, Clone, Serialize)]
pub struct VoiceView {
    /// Anchor: the voice's id.
    pub anchor: String,
    pub label: String,
    pub note: String,
    /// Words quoted in all reports together.
    pub words: usize,
    pub cells: Vec<VoiceCell>,
}

/// How one report gives one voice.
#[derive(Debug, Clone, Serialize)]
pub struct VoiceCell {
    pub report: Repeated<ReportLink>,
    /// Words in direct quotation.
    pub words: usize,
    /// Share of the greatest total of any report, as a width: `48%`.
    pub bar: String,
    /// Direct quotations, and passages that only cite.
    pub direct: usize,
    pub indirect: usize,
    /// Single words in quotation marks that set them at a distance.
    pub scare: Vec<ExcerptView>,
}

/// One of Entman's functions by report.
#[derive(Debug, Clone, Serialize)]
pub struct FrameView {
    /// `problem`, `cause`, `judgement`, `remedy`: the words `frame-<name>` and `frame-<name>-gloss`.
    pub name: &'static str,
    /// Anchor, `frame.<name>`.
    pub anchor: String,
    pub cells: Vec<FrameCell>,
}

/// What one report gives for a function.
#[derive(Debug, Clone, Serialize)]
pub struct FrameCell {
    pub report: Repeated<ReportLink>,
    pub coded: bool,
    pub excerpts: Vec<CarriedView>,
    /// Link to the report's page.
    pub href: String,
}

/// A dated correction.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectionView {
    pub date: DateView,
    pub text: String,
}

/// A text that reports draw on.
#[derive(Debug, Clone, Serialize)]
pub struct UpstreamView {
    pub link: Repeated<ReportLink>,
    /// Its own address.
    pub url: Option<String>,
    pub headline: Option<ExcerptView>,
    pub published: Option<DateView>,
    /// Reports that draw on it.
    pub used_by: Vec<Repeated<ReportLink>>,
}

/// A file with the comparison as data.
#[derive(Debug, Clone, Serialize)]
pub struct DataLink {
    /// `json`, `csv` …: the word `data-<key>` says what it is.
    pub key: &'static str,
    pub name: String,
    pub href: String,
}
