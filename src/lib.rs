//! Rashomon compiles the articles that several outlets published about one event into pages that
//! show, side by side, how each outlet framed the same facts.
//!
//! The house is a street: bytes come in at one end, pages leave at the other, and the rooms below
//! stand in that order. A reader who opens them from top to bottom walks the way of the data.
//!
//! 1. [`world`] gives bytes: the files of a site, or those of the built-in theme. [`diagnostic`] holds
//!    what is wrong with them; every room adds to it and none of them draws it. [`digest`] tells bytes from
//!    any others.
//! 2. [`model`] says what the program knows once all is resolved: events, facts, sources, marks.
//! 3. [`content`] turns one file's text into a document: front matter, Markdown, marks. [`config`]
//!    reads `site.toml` with the same tables of fields.
//! 4. [`evidence`] looks for every excerpt in the article's own text, or in the lock that tells what was
//!    found there.
//! 5. [`resolve`] turns documents and evidence of one event into an [`model::Event`]: names become
//!    indices.
//! 6. [`analysis`] compares: states of cells, spread, readings, naming, voices, frames. [`check`] holds
//!    the rules that need more than one file, and lists what is unfinished.
//! 7. [`page`] plans which pages there are and what each may show; [`words`] writes dates, figures and
//!    quotations as the page's language does.
//! 8. [`render`] turns pages into bytes, [`export`] the same comparison into data.
//! 9. [`output`] takes the bytes and moves them into place when the whole build is clean.
//! 10. [`pipeline`] is the street itself, in about a page. An event in which nothing changed since the last build
//!     does not walk it again ([`pipeline::reuse`]).
//! 11. [`starter`] has what an editor begins with: a small site, and files in which every key is explained.
//!     [`import`] brings articles to the street's door: pages, saved or fetched, become captures and
//!     drafts of sources. [`suggest`] proposes candidate facts from captures that nobody has marked yet.
//!     [`preview`] walks the street for one page at a time, whenever a browser asks or a file changes.
//!     [`publish`] carries the built site to where readers are, so that none of them sees half of it.
//!     [`cli`] holds the commands.
//!
//! An event walks the street alone: it is parsed, compared and rendered without knowing its
//! neighbours, so events run in parallel and memory does not grow with their pages. What stays is a
//! [`page::summary::Summary`], from which the pages of the whole site are made.
//!
//! # What must not be
//!
//! - A room uses the rooms above it, never one below; `tests/architecture.rs` holds that.
//! - Only [`world`], [`output`], [`import`], [`preview`], [`publish`] and [`cli`] touch the disk, the network,
//!   the clock or the environment; a lint says so.
//! - Bad content is not an `Err`: a stage returns its value and its findings. `Err` is for a disk that
//!   fails.
//! - Output depends on the input alone: the same bytes from any folder, thread count, locale and order
//!   of files.
//! - No template sees more than its page's context.
//! - Text from content is untrusted: escaped by default, links by allowed schemes only, raw HTML cleaned
//!   as a whole before anything of ours goes in.
//!
//! # Where this order comes from
//!
//! `config` stands behind `content` because `site.toml` is read, checked and described by the very
//! tables that front matter uses. `words` is a room of its own because both the contexts of pages and
//! the functions of templates write numbers and dates, and neither should ask the other.

pub mod analysis;
pub mod check;
pub mod cli;
pub mod config;
pub mod content;
pub mod diagnostic;
pub mod digest;
pub mod evidence;
pub mod export;
pub mod import;
pub mod model;
pub mod output;
pub mod page;
pub mod pipeline;
pub mod preview;
pub mod publish;
pub mod render;
pub mod resolve;
pub mod starter;
pub mod suggest;
pub mod words;
pub mod world;
