//! Evidence: every excerpt is looked for in the article's own text.
//!
//! That text is the archived capture where it is at hand; else `evidence.lock` tells what was found in
//! it; a source that publishes the full text is its own evidence. What is found here, and what each two
//! texts share, goes with the documents to the room that resolves them. Excerpts for which there is
//! neither text nor lock are unverified: a warning, and the pages say so.

mod automaton;
pub mod capture;
mod edge;
mod excerpt;
mod find;
pub mod fold;
mod full_text;
mod grams;
pub mod lock;
mod nearest;
pub mod overlap;
mod pairs;
pub mod quotation;
mod read;
mod share;
mod state;
mod tell;
mod window;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    config::Quotation,
    content::source::SourceDocument,
    diagnostic::{Finding, Severity},
    model::{Article, Found},
    world::{World, read_text},
};
use capture::Text;
use lock::Lock;
use read::{Basis, Reading};
use state::AtHand;

pub use fold::count_words;
pub use pairs::Overlaps;
pub use share::Published;

/// What is known of the articles of one event.
#[derive(Debug, Default)]
pub struct Evidence {
    /// By source.
    pub sources: BTreeMap<String, SourceEvidence>,
    pub overlaps: Overlaps,
    /// The lock that holds all this, if there is anything to hold and nothing that failed.
    pub lock: Option<Lock>,
    /// Whether the lock at hand is that one.
    pub is_locked: bool,
}

/// What is known of one article.
#[derive(Debug, Default)]
pub struct SourceEvidence {
    pub article: Option<Article>,
    /// How many excerpts the document has.
    pub excerpts: usize,
    /// Where each mark of the document was found, in its order.
    pub marks: Vec<Option<Found>>,
    /// Where each `near` of its `[[absent]]` was found, in their order.
    pub nears: Vec<Option<Found>>,
}

impl SourceEvidence {
    /// Where each excerpt of the document was found: its marks, then what stands in the place of facts.
    fn found<'a>(&'a self, document: &'a SourceDocument) -> impl Iterator<Item = Option<&'a Found>> {
        let nears = document.front.absent.iter().zip(&self.nears);
        let nears = nears.filter(|(absent, _)| absent.near.is_some()).map(|(_, found)| found.as_ref());
        self.marks.iter().map(Option::as_ref).chain(nears)
    }
}

/// The sources of an event whose excerpts are looked for.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// The event's id.
    pub event: &'a str,
    /// By id.
    pub documents: &'a [SourceDocument],
    /// Sources that take no part, of which a lock may tell nevertheless.
    pub left_out: &'a BTreeSet<String>,
    /// Whether the lock is about to be written, so that nothing need be said of the old one.
    pub writes_lock: bool,
}

/// Looks for all excerpts of an event.
pub fn gather(world: &dyn World, sources: Sources<'_>, limits: &Quotation, findings: &mut Vec<Finding>) -> Evidence {
    let before = findings.len();
    let at_hand = lock_at_hand(world, sources, findings);
    let old = at_hand.lock();
    let readings: Vec<Reading<'_>> = sources
        .documents
        .iter()
        .map(|document| {
            let locked = old.and_then(|lock| lock.sources.get(&document.id));
            read::source(world, sources.event, document, locked, findings)
        })
        .collect();
    let overlaps = state::may_lock(&readings, old).then(|| pairs::overlaps(&readings, old, limits));
    let failed = findings[before..].iter().any(|finding| finding.severity == Severity::Error);
    let new = overlaps.as_ref().and_then(|overlaps| state::lock(&readings, overlaps, old));
    let is_locked = old == new.as_ref();
    if !failed {
        let as_written = new.clone().map_or(AtHand::None, AtHand::Lock);
        let at_hand = if sources.writes_lock { &as_written } else { &at_hand };
        findings.extend(state::finding(world, sources.event, &readings, at_hand, new.as_ref()));
    }
    for reading in &readings {
        findings.extend(tell::share(reading, limits.max_share));
    }
    let (sources, texts) = parted(readings);
    Evidence {
        is_locked,
        lock: new.filter(|_| !failed),
        overlaps: overlaps.map_or_else(|| Overlaps::of_full(texts, limits), Overlaps::known),
        sources,
    }
}

/// What is known of each source, and the texts that were read, by id.
fn parted(readings: Vec<Reading<'_>>) -> (BTreeMap<String, SourceEvidence>, Vec<(String, Text)>) {
    let mut sources = BTreeMap::new();
    let mut texts = Vec::new();
    for Reading { document, basis, evidence, .. } in readings {
        sources.insert(document.id.clone(), evidence);
        if let Basis::Text(text) = basis {
            texts.push((document.id.clone(), *text));
        }
    }
    (sources, texts)
}

/// The event's lock without the sources that take no part.
fn lock_at_hand(world: &dyn World, sources: Sources<'_>, findings: &mut Vec<Finding>) -> AtHand {
    let path = lock::path(sources.event);
    if !world.is_file(&path) {
        return AtHand::None;
    }
    let text = read_text(world, &path).map_err(|finding| lock::malformed(&finding.message).at(finding.place));
    match text.and_then(|text| lock::read(&text)) {
        Ok(mut lock) => {
            lock.sources.retain(|id, _| !sources.left_out.contains(id));
            lock.overlaps.retain(|overlap| !overlap.sources.iter().any(|id| sources.left_out.contains(id)));
            AtHand::Lock(lock)
        }
        Err(finding) => {
            // Whoever writes it anew need not be told.
            findings.extend(Some(finding).filter(|_| !sources.writes_lock));
            AtHand::Malformed
        }
    }
}
