//! The lock: what would be written, and how the one at hand differs.

use std::collections::BTreeMap;

use super::{
    capture,
    fold::fold,
    lock::{self, Asked, Lock, Locked, TextId},
    read::{Basis, Reading, excerpts, is_full},
};
use crate::{
    content::layout,
    diagnostic::{Code, Finding, Place},
    model::Overlap,
    world::World,
};

/// Whether a lock may have something to tell: there was one, or there are texts that the site does not publish.
pub fn may_lock(readings: &[Reading<'_>], old: Option<&Lock>) -> bool {
    let tells_for_itself = |reading: &Reading<'_>| is_full(reading.document) || matches!(reading.basis, Basis::Nothing);
    old.is_some() || !readings.iter().all(tells_for_itself)
}

/// The lock that holds what is known; `None` if there is nothing that a checkout without captures
/// could not tell. Of sources whose text is not at hand it keeps what the old one tells.
pub fn lock(readings: &[Reading<'_>], overlaps: &[Overlap], old: Option<&Lock>) -> Option<Lock> {
    let sources: BTreeMap<String, Locked> = readings
        .iter()
        .filter_map(|reading| {
            let id = &reading.document.id;
            let kept = || old.and_then(|old| old.sources.get(id)).cloned();
            Some((id.clone(), locked(reading).or_else(kept)?))
        })
        .collect();
    let is_private = |id: &String| sources.get(id).is_some_and(|source| !source.text.full);
    if !sources.keys().any(is_private) {
        return None;
    }
    let mut kept: Vec<Overlap> =
        overlaps.iter().filter(|overlap| overlap.sources.iter().any(is_private)).cloned().collect();
    let is_known = |overlap: &Overlap| overlaps.iter().any(|known| known.sources == overlap.sources);
    let has_no_text = |id: &String| {
        readings.iter().any(|reading| reading.document.id == *id && matches!(reading.basis, Basis::Nothing))
    };
    let lost = old.into_iter().flat_map(|old| &old.overlaps).filter(|overlap| !is_known(overlap));
    kept.extend(lost.filter(|overlap| overlap.sources.iter().any(has_no_text)).cloned());
    kept.retain(|overlap| overlap.sources.iter().all(|id| sources.contains_key(id)));
    kept.sort_by(|one, other| one.sources.cmp(&other.sources));
    Some(Lock { sources, overlaps: kept })
}

fn locked(reading: &Reading<'_>) -> Option<Locked> {
    let text = reading.text_id()?.clone();
    let article = reading.evidence.article.clone()?;
    // A full text is its own evidence; only which text it was must be told.
    let mut kept = BTreeMap::new();
    let mut title = None;
    if !text.full {
        for (excerpt, found) in excerpts(reading.document).zip(reading.evidence.found(reading.document)) {
            if let Some(found) = found {
                kept.insert(Asked::new(&excerpt.quote.value, excerpt.para), found.clone());
            }
        }
        let headline = reading.document.front.title.as_ref().filter(|_| text.headline.is_some());
        title = headline.map(|title| fold(&title.value));
    }
    Some(Locked { text, article, title, excerpts: kept })
}

/// The lock at hand.
#[derive(Debug)]
pub enum AtHand {
    None,
    /// There is one, and it cannot be read.
    Malformed,
    Lock(Lock),
}

impl AtHand {
    pub fn lock(&self) -> Option<&Lock> {
        if let AtHand::Lock(lock) = self { Some(lock) } else { None }
    }
}

/// What is to be said of the lock of an event, and of excerpts that nothing proves.
pub fn finding(
    world: &dyn World,
    event: &str,
    readings: &[Reading<'_>],
    at_hand: &AtHand,
    new: Option<&Lock>,
) -> Option<Finding> {
    let open = |reading: &Reading<'_>| reading.evidence.found(reading.document).filter(Option::is_none).count();
    let unverified: Vec<(&Reading<'_>, usize)> =
        readings.iter().map(|reading| (reading, open(reading))).filter(|(_, count)| *count > 0).collect();
    let count: usize = unverified.iter().map(|(_, count)| count).sum();
    let path = lock::path(event);
    let changes: Vec<String> = at_hand.lock().map(|lock| changes(readings, lock, new)).unwrap_or_default();
    let verify = format!("run `rashomon verify {event}`");
    if !changes.is_empty() {
        let told = if count > 0 { format!(", so {} unverified", excerpts_are(count)) } else { String::new() };
        let message = format!("the lock is older than what it tells of: {}{told}", changes.join("; "));
        let finding = Finding::warning(Code::StaleLock, message).at(Place::File(path.into()));
        return Some(finding.hint(format!("{verify} with the captures at hand, and commit the lock")));
    }
    if let Some((first, _)) = unverified.first() {
        let lists = unverified.iter().map(|(reading, count)| format!("{count} in `{}`", reading.document.id));
        let lists: Vec<String> = lists.collect();
        let message = format!("{} unverified: {}", excerpts_are(count), lists.join(", "));
        let index = layout::index(event);
        let finding = Finding::warning(Code::UnverifiedExcerpts, message).at(Place::File(index.into()));
        let wanted = world.shown(&capture::path(event, &first.document.id));
        let why = match at_hand {
            AtHand::None => "there is neither lock nor capture",
            AtHand::Malformed => "the lock cannot be read, and there is no capture",
            AtHand::Lock(_) => "the lock does not know them",
        };
        return Some(finding.hint(format!("{why}; bring `{wanted}`, then {verify}")));
    }
    let is_missing = matches!(at_hand, AtHand::None) && new.is_some();
    is_missing.then(|| {
        let finding = Finding::warning(Code::MissingLock, "only the captures at hand prove the excerpts");
        let finding = finding.at(Place::File(path.into()));
        finding.hint(format!("{verify} and commit the lock, so that the site builds the same without them"))
    })
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
            (Some(old), _) if matches!(reading.basis, Basis::Nothing) => stale(reading, old),
            (Some(old), Some(now)) => difference(reading, old, now),
            (None, Some(now)) => Some(format!("`{id}` is not in it ({} excerpts)", now.excerpts.len())),
            (_, None) => None,
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
    if old.title != now.title {
        return Some(format!("`{}` has another title", reading.document.id));
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
