//! The lock: what would be written, and how the one at hand differs.

use std::collections::BTreeMap;

use super::{
    capture,
    lock::{self, Asked, Lock, Locked, TextId},
    read::{Basis, Reading, excerpts, is_fresh},
};
use crate::{
    diagnostic::{Code, Finding, Place},
    model::Overlap,
    world::World,
};

/// The lock that holds what is known; `None` if there is nothing that a checkout without captures
/// could not tell.
pub fn lock(readings: &[Reading<'_>], overlaps: &[Overlap]) -> Option<Lock> {
    let is_private = |reading: &Reading<'_>| reading.basis.id().is_some_and(|id| !id.full);
    let private: Vec<&str> =
        readings.iter().filter(|reading| is_private(reading)).map(|reading| reading.document.id.as_str()).collect();
    let overlaps: Vec<Overlap> = overlaps
        .iter()
        .filter(|overlap| overlap.sources.iter().any(|id| private.contains(&id.as_str())))
        .cloned()
        .collect();
    let sources: BTreeMap<String, Locked> = readings
        .iter()
        .filter(|_| !private.is_empty())
        .filter_map(|reading| Some((reading.document.id.clone(), locked(reading)?)))
        .collect();
    (!sources.is_empty()).then_some(Lock { sources, overlaps })
}

fn locked(reading: &Reading<'_>) -> Option<Locked> {
    let text: TextId = reading.basis.id()?.clone();
    let article = reading.evidence.article.clone()?;
    // A full text is its own evidence; only which text it was must be told.
    let mut kept = BTreeMap::new();
    if !text.full {
        let nears = reading.document.front.absent.iter().zip(&reading.evidence.nears);
        let nears = nears.filter(|(absent, _)| absent.near.is_some()).map(|(_, found)| found);
        for (excerpt, found) in excerpts(reading.document).zip(reading.evidence.marks.iter().chain(nears)) {
            if let Some(found) = found {
                kept.insert(Asked::new(&excerpt.quote.value, excerpt.para), found.clone());
            }
        }
    }
    Some(Locked { text, article, excerpts: kept })
}

/// What is to be said of the lock of an event, and of excerpts that nothing proves.
pub fn finding(
    world: &dyn World,
    event: &str,
    readings: &[Reading<'_>],
    lock: Option<&Lock>,
    new: Option<&Lock>,
) -> Option<Finding> {
    let open = |reading: &Reading<'_>| {
        let marks = reading.evidence.marks.iter().filter(|found| found.is_none()).count();
        let nears = reading.document.front.absent.iter().zip(&reading.evidence.nears);
        marks + nears.filter(|(absent, found)| absent.near.is_some() && found.is_none()).count()
    };
    let unverified: Vec<(&Reading<'_>, usize)> =
        readings.iter().map(|reading| (reading, open(reading))).filter(|(_, count)| *count > 0).collect();
    let count: usize = unverified.iter().map(|(_, count)| count).sum();
    let path = lock::path(event);
    let changes: Vec<String> = lock.map(|lock| changes(readings, lock, new)).unwrap_or_default();
    let verify = format!("run `rashomon verify {event}`");
    match lock {
        Some(_) if !changes.is_empty() => {
            let told = if count > 0 { format!(", so {} unverified", excerpts_are(count)) } else { String::new() };
            let message = format!("the lock is older than what it tells of: {}{told}", changes.join("; "));
            let finding = Finding::warning(Code::StaleLock, message).at(Place::File(path.into()));
            Some(finding.hint(format!("{verify} with the captures at hand, and commit the lock")))
        }
        None if count == 0 && new.is_some() => {
            let finding = Finding::warning(Code::MissingLock, "only the captures at hand prove the excerpts");
            let finding = finding.at(Place::File(path.into()));
            Some(finding.hint(format!("{verify} and commit the lock, so that the site builds the same without them")))
        }
        _ if count > 0 => {
            let lists: Vec<String> =
                unverified.iter().map(|(reading, count)| format!("{count} in `{}`", reading.document.id)).collect();
            let message = format!("{} unverified: {}", excerpts_are(count), lists.join(", "));
            let index = format!("content/events/{event}/index.md");
            let finding = Finding::warning(Code::UnverifiedExcerpts, message).at(Place::File(index.into()));
            let first = unverified.first().map_or("", |(reading, _)| reading.document.id.as_str());
            let wanted = world.shown(&capture::path(event, first));
            let why = if lock.is_none() { "there is neither lock nor capture" } else { "the lock does not know them" };
            Some(finding.hint(format!("{why}; bring `{wanted}`, then {verify}")))
        }
        _ => None,
    }
}

fn excerpts_are(count: usize) -> String {
    if count == 1 { "1 excerpt is".to_owned() } else { format!("{count} excerpts are") }
}

/// How the lock differs from what is known now, a part a source.
fn changes(readings: &[Reading<'_>], lock: &Lock, new: Option<&Lock>) -> Vec<String> {
    let mut changes = Vec::new();
    for reading in readings {
        let id = &reading.document.id;
        let now = new.and_then(|new| new.sources.get(id));
        let change = match (lock.sources.get(id), now) {
            (Some(old), Some(now)) => difference(reading, old, now),
            (Some(old), None) => stale(reading, old),
            (None, Some(now)) => Some(format!("`{id}` is not in it ({} excerpts)", now.excerpts.len())),
            (None, None) => None,
        };
        changes.extend(change);
    }
    let gone = lock.sources.keys().filter(|id| readings.iter().all(|reading| reading.document.id != **id));
    changes.extend(gone.map(|id| format!("`{id}` is no source any more")));
    if changes.is_empty() && new.is_some_and(|new| new.overlaps != lock.overlaps) {
        changes.push("it tells other words in common".to_owned());
    }
    changes
}

/// How a source whose text is known differs from what the lock tells of it.
fn difference(reading: &Reading<'_>, old: &Locked, now: &Locked) -> Option<String> {
    if old == now && (now.text.full || unlocked(reading, old) == 0) {
        return None;
    }
    if old.text != now.text {
        return text_change(&reading.document.id, &old.text, &now.text);
    }
    let gone = old.excerpts.keys().filter(|asked| !now.excerpts.contains_key(*asked)).count();
    let moved = now.excerpts.iter().filter(|(asked, found)| old.excerpts.get(*asked).is_some_and(|old| old != *found));
    let parts =
        [(unlocked(reading, old), "new in its marks"), (gone, "no longer marked"), (moved.count(), "found elsewhere")];
    let parts: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    let what = if parts.is_empty() { "other figures".to_owned() } else { parts.join(", ") };
    Some(format!("`{}` has {what}", reading.document.id))
}

/// How many excerpts of a source the lock does not know.
fn unlocked(reading: &Reading<'_>, old: &Locked) -> usize {
    let known = |asked: &Asked| old.excerpts.contains_key(asked);
    excerpts(reading.document).filter(|excerpt| !known(&Asked::new(&excerpt.quote.value, excerpt.para))).count()
}

/// Why the lock says nothing of a source whose text is not at hand.
fn stale(reading: &Reading<'_>, old: &Locked) -> Option<String> {
    if !matches!(reading.basis, Basis::Nothing) || is_fresh(reading.document, old) {
        return None;
    }
    let told = &reading.document.front.capture;
    let hash = told.sha256.clone().unwrap_or_else(|| old.text.sha256.clone());
    text_change(&reading.document.id, &old.text, &TextId::new(hash, told))
}

fn text_change(id: &str, old: &TextId, now: &TextId) -> Option<String> {
    let what = if old.full != now.full {
        "was a full text, or has become one"
    } else if old.sha256 != now.sha256 && now.full {
        "has another full text"
    } else if old.sha256 != now.sha256 {
        "has another capture (SHA-256)"
    } else if old == now {
        return None;
    } else {
        "has another headline, captions or furniture"
    };
    Some(format!("`{id}` {what}"))
}
