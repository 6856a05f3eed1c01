//! A card as its template sees it.

use serde::Serialize;

use super::{
    event_view::Counts,
    parts::{DateView, ValueView},
};

/// Context of `card.svg`. Its texts are plain, on one line each, and `lines` breaks them.
#[derive(Debug, Serialize)]
pub struct CardView {
    /// Language of the site (BCP 47).
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The site's name; empty if no font has its letters.
    pub site: String,
    /// The event's title; none on the card of the site, or if no font has its letters.
    pub title: Option<String>,
    /// The event's date; none on the card of the site.
    pub date: Option<DateView>,
    /// What the site is about; only on the card of the site.
    pub description: Option<String>,
    /// The event in numbers; none on the card of the site.
    pub counts: Option<Counts>,
    /// What the two reports differ in.
    pub fact: Option<String>,
    /// Two reports that differ, or nothing.
    pub sides: Vec<CardSide>,
}

/// One of two reports on a card.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CardSide {
    /// The outlet's name.
    pub outlet: String,
    /// The report's words.
    pub text: String,
    /// What it gives for the fact; only if both give something.
    pub value: Option<ValueView>,
}
