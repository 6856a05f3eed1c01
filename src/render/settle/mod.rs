//! Templates settled before they are compiled: what is the same on every page of a site is worked out once.
//!
//! A template draws thousands of pages, and most of what it does is known before the first of them. The words that
//! it says are those of one language; the small components that it calls are always the same; what these ask was
//! often answered by the call. To the templates' machine each of them is dear all the same: to say a word costs it a
//! map, a call and a look-up, to call a component two maps and a state of its own, hundreds of times a page, and that
//! is far more than it takes to draw a sign or a few words. So templates are rewritten before the machine gets them:
//!
//! 1. A template is read in [`pieces`], its code in tokens ([`code`]).
//! 2. Small components are put in where they are [called](calls), with what they are given in the place of their
//!    parameters ([`inline`]; [`component`] tells which ones can be, [`references`] what is a name in them).
//! 3. [`words`] are put in where they are said, as text. This comes second, as keys may be what components are given.
//! 4. [`branches`] that are decided by now are taken, or left out. This comes last, as only now conditions stand there
//!    that depend on nothing.
//!
//! # What holds
//!
//! **A settled template draws the same bytes as the template as it is written.** Where that is not certain, a piece
//! stays as it is:
//!
//! - a template with `raw` in it, or whose marks do not close, altogether;
//! - components with `set`, with a body, with types, or that look beyond what they are given;
//! - calls after which something would be worked out more often than once, or be another's of the same name;
//! - components with a parameter that another one, which they call, may ask for, and those that look up the page's root
//!   in a component that has none;
//! - code deeper than anybody writes, and what a piece that it is put into may not have in it;
//! - words that no language has, and those with signs that no string of a template can hold;
//! - conditions that ask anything of the page, or of two things one, and templates with blocks in branches, or with
//!   branches that do not fit.
//!
//! Sites drawn both ways are compared in `tests/sites/settled.rs`, and templates made by dice in this room's own tests.
//!
//! # Who tells errors
//!
//! The templates as they are written: an editor never sees a settled one. Those of a site's own are compiled as they
//! are written first, as settling leaves out what no page draws, with the mistakes in it. A page that fails is drawn
//! again as its template is written, which tells it in its own words and places. What a component is given and never
//! asks for is not looked up in a settled template, nor is its type held against that of the default where that is only
//! known when the page is drawn: such a mistake may go unnoticed, and the guide to themes says so.

mod branches;
pub mod calls;
pub mod code;
mod component;
mod inline;
mod pieces;
mod references;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeMap;

use crate::{diagnostic::SourceText, words::Language};
pub use words::{FORM, SAID, WRITTEN};

/// The templates by name, settled for a site in this language. They need the filters [`FORM`], [`SAID`] and
/// [`WRITTEN`].
pub fn settled(texts: &BTreeMap<String, SourceText>, language: &Language) -> Vec<(String, String)> {
    let templates = texts.iter().map(|(name, text)| (name.as_str(), pieces::pieces(text.text()))).collect();
    let settled = inline::put_in(&templates).into_iter().map(|(name, pieces)| {
        let pieces = branches::decided(words::put_in(&pieces, language));
        (name.to_owned(), pieces::written(&pieces))
    });
    settled.collect()
}
