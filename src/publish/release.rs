//! Releases: the site as it was at each publication, side by side in a folder, of which a link names one.
//!
//! ```text
//! releases/20261122T201700Z-000000/   a whole site, with the list of its files
//! releases/.20261122T201801Z-000000.partial/   one that is being made, or being taken away
//! current -> releases/20261122T201700Z-000000
//! ```
//!
//! A page that a reader has open asks for its style sheets and fragments of the search a little later, when the
//! site may have changed. Files with a hash in their name therefore stay for as long as a release that listed
//! them does: they are carried over into every new one. A release that readers saw a moment ago stays even where
//! there are more than enough.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp, civil::DateTime, tz::TimeZone};

use super::{
    Site, Summary,
    site::{File, is_fingerprinted},
};
use crate::{
    digest::hex,
    output::manifest::{Entry, Manifest},
};

/// The folder of all releases.
pub const RELEASES: &str = "releases";
/// The link that names the one that readers see.
pub const CURRENT: &str = "current";
/// What the link is called before it takes the other's place.
pub const NEXT: &str = ".current.rashomon";
/// The file whose lock a publication holds.
pub const LOCK: &str = ".rashomon-lock";

/// How long a release stays at least after another one took its place.
const GRACE: SignedDuration = SignedDuration::from_mins(10);

/// How ids look; every character but the digits stands where it does here.
const FORM: &str = "00000000T000000Z-000000";

/// The releases of a folder.
#[derive(Debug, Default)]
pub struct Releases {
    /// By id. One whose list cannot be read has an empty one.
    pub by_id: BTreeMap<String, Manifest>,
    /// The id of the one that readers see, if it is there.
    pub current: Option<String>,
    /// Ids of such that were never finished, or are half gone.
    pub partial: BTreeSet<String>,
}

/// How a site gets from one release to the next.
#[derive(Debug, Default)]
pub struct Plan {
    /// Files that are new or other than in the current release.
    pub sent: Vec<File>,
    /// Files that are as in the current release.
    pub kept: Vec<File>,
    /// Files of the current release that are gone.
    pub removed: Vec<String>,
    /// Files of older releases that stay for pages that are open, with the id of the release.
    pub carried: BTreeMap<String, String>,
}

/// Whether a name is that of a release. Everything else is somebody else's.
pub fn is_id(name: &str) -> bool {
    let fits = |(a, b): (u8, u8)| if b == b'0' { a.is_ascii_digit() } else { a == b };
    name.len() == FORM.len() && name.bytes().zip(FORM.bytes()).all(fits)
}

/// The name under which a release is made and taken away.
pub fn partial_name(id: &str) -> String {
    format!(".{id}.partial")
}

/// The id of a release by the name under which it is made.
pub fn partial_id(name: &str) -> Option<&str> {
    name.strip_prefix('.')?.strip_suffix(".partial").filter(|id| is_id(id))
}

impl Releases {
    /// An id for the next release, greater than all there are, also where the clock went backwards or stands still.
    pub fn next_id(&self, now: Timestamp) -> String {
        let id = format!("{}-000000", now.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ"));
        let greatest = self.by_id.keys().chain(&self.partial).max();
        match greatest {
            Some(greatest) if *greatest >= id => successor(greatest),
            _ => id,
        }
    }

    /// The list of the release that readers see.
    pub fn last(&self) -> Option<(&str, &Manifest)> {
        let id = self.current.as_deref()?;
        Some((id, self.by_id.get(id)?))
    }

    /// The releases that go when there is one more, if `keep` may stay; never the one that readers see, nor one
    /// that they saw a moment ago.
    pub fn superfluous(&self, keep: u32, now: Timestamp) -> Vec<String> {
        let keep = usize::try_from(keep).unwrap_or(usize::MAX).saturating_sub(1);
        let ids: Vec<&String> = self.by_id.keys().rev().collect();
        let is_fresh = |at: usize| at.checked_sub(1).is_some_and(|next| is_near(ids[next], now));
        let old = ids.iter().enumerate().skip(keep).filter(|(at, _)| !is_fresh(*at)).map(|(_, id)| *id);
        old.filter(|id| Some(*id) != self.current.as_ref()).cloned().collect()
    }

    /// What has to happen so that a new release holds a site; releases that are `superfluous` carry nothing over.
    pub fn plan(&self, site: &Site, superfluous: &[String]) -> Plan {
        let new = site.manifest().files;
        let nothing = Manifest::default();
        let last = self.last().map_or(&nothing, |(_, manifest)| manifest);
        let is_kept = |file: &&File| last.files.get(&file.path) == new.get(&file.path);
        let (kept, sent): (Vec<&File>, Vec<&File>) = site.files.iter().partition(is_kept);
        let carried = self.carried(&new, superfluous);
        let removed = last.files.keys().filter(|path| !new.contains_key(*path) && !carried.contains_key(*path));
        Plan {
            sent: sent.into_iter().cloned().collect(),
            kept: kept.into_iter().cloned().collect(),
            removed: removed.cloned().collect(),
            carried,
        }
    }

    fn carried(&self, new: &BTreeMap<String, Entry>, superfluous: &[String]) -> BTreeMap<String, String> {
        let mut carried = BTreeMap::new();
        for (id, manifest) in self.by_id.iter().filter(|(id, _)| !superfluous.contains(id)) {
            for (path, entry) in &manifest.files {
                if is_fingerprinted(path, &hex(&entry.sha256)) && !new.contains_key(path) {
                    carried.insert(path.clone(), id.clone());
                }
            }
        }
        carried
    }
}

impl Plan {
    /// Whether readers would see what they see already.
    pub fn is_nothing(&self) -> bool {
        self.sent.is_empty() && self.removed.is_empty()
    }

    /// What came of it, or would come, at a place.
    pub fn summary(&self, place: String, changed: bool) -> Summary {
        Summary {
            place,
            sent: self.sent.iter().map(|file| file.path.clone()).collect(),
            bytes: self.sent.iter().map(|file| file.size).sum(),
            removed: self.removed.clone(),
            kept: self.kept.len(),
            changed,
            notes: Vec::new(),
        }
    }
}

/// Whether a release was made about now. One that is far ahead was made by a clock that went wrong.
fn is_near(id: &str, now: Timestamp) -> bool {
    let moment = id.split('-').next().unwrap_or_default();
    let made = DateTime::strptime("%Y%m%dT%H%M%SZ", moment).and_then(|made| made.to_zoned(TimeZone::UTC));
    made.is_ok_and(|made| made.timestamp().duration_since(now).abs() < GRACE)
}

/// The next id in order: one more within the second, or the next number altogether when these are used up.
fn successor(id: &str) -> String {
    let (moment, number) = id.rsplit_once('-').unwrap_or((id, ""));
    match number.parse::<u32>() {
        Ok(number) if number < 999_999 => format!("{moment}-{:06}", number + 1),
        _ => format!("{}-000000", later(moment)),
    }
}

/// A moment a day later in the order of ids, whether or not there is such a day.
fn later(moment: &str) -> String {
    let day: u32 = moment.get(..8).and_then(|day| day.parse().ok()).unwrap_or(99_999_998);
    format!("{:08}{}", day + 1, moment.get(8..).unwrap_or("T000000Z"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn with(ids: &[&str], current: Option<&str>) -> Releases {
        Releases {
            by_id: ids.iter().map(|id| ((*id).to_owned(), Manifest::default())).collect(),
            current: current.map(str::to_owned),
            partial: BTreeSet::new(),
        }
    }

    #[test]
    fn ids_grow_whatever_the_clock_does() {
        let now = at("2026-11-22T20:17:00Z");
        let first = Releases::default().next_id(now);
        assert_eq!(first, "20261122T201700Z-000000");
        assert!(is_id(&first) && is_id(partial_id(&partial_name(&first)).unwrap()));
        let mut releases = with(&[&first], None);
        let second = releases.next_id(now);
        assert_eq!(second, "20261122T201700Z-000001");
        releases.partial.insert(second);
        assert_eq!(releases.next_id(at("2001-01-01T00:00:00Z")), "20261122T201700Z-000002");
        assert_eq!(releases.next_id(at("2026-11-22T20:17:01Z")), "20261122T201701Z-000000");
        let full = with(&["20261122T201700Z-999999"], None).next_id(now);
        assert_eq!(full, "20261123T201700Z-000000");
        assert!(is_id(&full));
    }

    #[test]
    fn strangers_are_no_releases() {
        for name in [
            "",
            "current",
            "2026",
            "20261122T201700Z-00000x",
            "20261122T201700Z-0000000",
            "..",
            "20261122 201700Z-000000",
        ] {
            assert!(!is_id(name) && partial_id(&partial_name(name)).is_none(), "{name}");
        }
    }

    #[test]
    fn the_release_that_readers_see_is_never_superfluous() {
        let ids = ["20260101T000000Z-000000", "20260102T000000Z-000000", "20260103T000000Z-000000"];
        let now = at("2026-02-01T00:00:00Z");
        assert_eq!(with(&ids, Some(ids[0])).superfluous(2, now), [ids[1]]);
        assert_eq!(with(&ids, Some(ids[2])).superfluous(1, now), [ids[1], ids[0]]);
        assert_eq!(with(&ids, Some(ids[2])).superfluous(4, now), [] as [&str; 0]);
    }

    #[test]
    fn a_release_that_readers_saw_a_moment_ago_stays() {
        let ids = ["20260101T000000Z-000000", "20260102T000000Z-000000", "20260103T000000Z-000000"];
        let releases = with(&ids, Some(ids[2]));
        // The second gave way at midnight of the third day, the first a day before.
        assert_eq!(releases.superfluous(1, at("2026-01-03T00:09:59Z")), [ids[0]]);
        assert_eq!(releases.superfluous(1, at("2026-01-03T00:10:01Z")), [ids[1], ids[0]]);
        // A clock that is years behind has no say.
        assert_eq!(releases.superfluous(1, at("2001-01-01T00:00:00Z")), [ids[1], ids[0]]);
    }
}
