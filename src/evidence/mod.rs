//! Evidence: every excerpt is looked for in the article's own text.
//!
//! That text is the archived capture where it is at hand; else `evidence.lock` tells what was found in
//! it; a source that publishes the full text is its own evidence. What is found here, and what each two
//! texts share, goes with the documents to the room that resolves them. Excerpts for which there is
//! neither text nor lock are unverified: a warning, and the pages say so.

mod automaton;
pub mod capture;
mod excerpt;
mod find;
mod fold;
mod full_text;
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

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    config::Quotation,
    content::source::SourceDocument,
    diagnostic::{Code, Finding, Severity},
    model::{Article, Found, Overlap},
    world::{World, read_text},
};
use lock::Lock;

pub use fold::count_words;
pub use share::{published, union};

/// What is known of the articles of one event.
#[derive(Debug, Default)]
pub struct Evidence {
    /// By source.
    pub sources: BTreeMap<String, SourceEvidence>,
    /// For each two sources whose texts are known, in order of id.
    pub overlaps: Vec<Overlap>,
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

/// The sources of an event whose excerpts are looked for.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// The event's id.
    pub event: &'a str,
    /// By id.
    pub documents: &'a [SourceDocument],
    /// Sources that take no part, of which a lock may tell nevertheless.
    pub left_out: &'a BTreeSet<String>,
}

/// Looks for all excerpts of an event.
pub fn gather(world: &dyn World, sources: Sources<'_>, limits: &Quotation, findings: &mut Vec<Finding>) -> Evidence {
    let before = findings.len();
    let path = lock::path(sources.event);
    let has_lock = world.is_file(&path);
    let lock = if has_lock { lock_at_hand(world, &path, sources, findings) } else { None };
    let readings: Vec<read::Reading<'_>> = sources
        .documents
        .iter()
        .map(|document| {
            let locked = lock.as_ref().and_then(|lock| lock.sources.get(&document.id));
            read::source(world, sources.event, document, locked, findings)
        })
        .collect();
    let overlaps = pairs::overlaps(&readings, lock.as_ref(), limits.max_words);
    let failed = findings[before..].iter().any(|finding| finding.severity == Severity::Error);
    let new = state::lock(&readings, &overlaps);
    if !failed {
        let found = state::finding(world, sources.event, &readings, lock.as_ref(), new.as_ref());
        // A lock that cannot be read has its own finding.
        findings.extend(found.filter(|finding| !(has_lock && finding.code == Code::MissingLock)));
    }
    for reading in &readings {
        findings.extend(tell::share(reading, limits.max_share));
    }
    Evidence {
        is_locked: lock == new,
        lock: new.filter(|_| !failed),
        overlaps,
        sources: readings.into_iter().map(|reading| (reading.document.id.clone(), reading.evidence)).collect(),
    }
}

/// The event's lock without the sources that take no part; `None` if it cannot be read.
fn lock_at_hand(world: &dyn World, path: &str, sources: Sources<'_>, findings: &mut Vec<Finding>) -> Option<Lock> {
    let lock = read_text(world, path).and_then(|text| lock::read(&text));
    let mut lock = lock.map_err(|finding| findings.push(finding)).ok()?;
    lock.sources.retain(|id, _| !sources.left_out.contains(id));
    lock.overlaps.retain(|overlap| !overlap.sources.iter().any(|id| sources.left_out.contains(id)));
    Some(lock)
}
