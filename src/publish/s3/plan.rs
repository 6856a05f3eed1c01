//! What is to be done at a target: the files of the site, held against the list of what is published there and
//! against what the server says is there.
//!
//! Nothing is sent that is there as it should be, and nothing is removed that is not ours: that our list names,
//! and that carries our mark.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use super::{
    headers::{self, Headers},
    manifest::{Published, Stored},
    order::{Stage, stage},
};
use crate::{digest::hex, output::manifest::Entry, publish::is_fingerprinted};

/// What there is to compare.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'s> {
    /// The files of the site.
    pub files: &'s BTreeMap<String, Entry>,
    /// Our list at the target.
    pub published: &'s Published,
    /// What the server lists.
    pub listed: &'s BTreeMap<String, Listed>,
}

/// An object as the server lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub size: u64,
    /// Without quotation marks; some servers' lists have none.
    pub etag: Option<String>,
}

/// What a closer look at an object told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// SHA-256 that we noted with the object; `None` if another program stored it.
    pub mark: Option<String>,
    pub headers: Headers,
    pub size: u64,
    pub etag: Option<String>,
}

/// How far a run may go.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// How many files may be removed; assets that nothing names any more wait if there are more.
    pub max_deletes: usize,
    /// How long assets stay that nothing names any more.
    pub grace: SignedDuration,
    pub now: Timestamp,
}

/// What is to be done, in this order.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What is sent, with its stage.
    pub sent: Vec<(Stage, String)>,
    /// What is removed at the end, when nothing failed.
    pub removed: Vec<String>,
    /// Objects of other programs at places where files of ours belong.
    pub strangers: Vec<String>,
    /// The list when all is done.
    pub after: Published,
}

/// The objects at which a closer look is needed before there can be a plan: those that an interrupted run may have
/// sent, those that our list does not know, and those that may be removed.
pub fn questions(situation: &Situation, bounds: &Bounds) -> BTreeSet<String> {
    let Situation { files, published, listed } = situation;
    let here = files.keys().filter(|path| {
        listed.contains_key(*path) && (published.unsure.contains_key(*path) || published.stored(path).is_none())
    });
    let gone = gone(situation, bounds);
    here.cloned().chain(gone.removed.into_iter().chain(gone.expired)).collect()
}

/// Makes the plan. It may remove more than it should: that is for the caller to say.
pub fn plan(situation: &Situation, seen: &BTreeMap<String, Seen>, bounds: &Bounds) -> Plan {
    let mut plan = Plan::default();
    for (path, entry) in situation.files {
        let hash = hex(&entry.sha256);
        let wanted = headers::of(path, &hash);
        let stored = |etag| Stored { size: entry.size, sha256: hash.clone(), headers: wanted.clone(), etag };
        match as_it_is(situation, seen.get(path), path) {
            There::Ours(there) if there == stored(there.etag.clone()) => {
                plan.after.files.insert(path.clone(), there);
                continue;
            }
            There::Stranger => plan.strangers.push(path.clone()),
            There::Ours(_) | There::Nothing => {}
        }
        let is_new = !situation.listed.contains_key(path);
        plan.sent.push((stage(path, is_fingerprinted(path, &hash), is_new), path.clone()));
        plan.after.files.insert(path.clone(), stored(None));
    }
    plan.sent.sort();
    let is_ours = |path: &String| seen.get(path).is_some_and(|seen| seen.mark.is_some());
    let Gone { unused, removed, expired } = gone(situation, bounds);
    plan.after.unused = unused;
    plan.removed = removed.into_iter().filter(is_ours).collect();
    // What has long been of no use can wait, and is no sign that something is wrong.
    let room = bounds.max_deletes.saturating_sub(plan.removed.len());
    let (now, later) = expired.into_iter().filter(is_ours).enumerate().partition::<Vec<_>, _>(|(at, _)| *at < room);
    plan.removed.extend(now.into_iter().map(|(_, path)| path));
    let waiting = later.into_iter().filter_map(|(_, path)| situation.published.unused.get_key_value(&path));
    plan.after.unused.extend(waiting.map(|(path, unused)| (path.clone(), unused.clone())));
    let hash = |path: &String| situation.published.stored(path).map(|stored| stored.sha256.clone());
    let ours = |path: &String| hash(path).or_else(|| situation.published.unsure.get(path).cloned()).unwrap_or_default();
    plan.after.unsure = plan.removed.iter().map(|path| (path.clone(), ours(path))).collect();
    plan
}

/// What stands at the place of a file.
enum There {
    Nothing,
    /// An object of ours that is as our list, or a closer look, says.
    Ours(Stored),
    Stranger,
}

fn as_it_is(situation: &Situation, seen: Option<&Seen>, path: &str) -> There {
    let Some(listed) = situation.listed.get(path) else { return There::Nothing };
    if let Some(seen) = seen {
        let Some(mark) = &seen.mark else {
            // A place that our list names is ours, even if another program has been there.
            let known = situation.published.unsure.contains_key(path);
            return if known { There::Nothing } else { There::Stranger };
        };
        let headers = seen.headers.clone();
        return There::Ours(Stored { size: seen.size, sha256: mark.clone(), headers, etag: seen.etag.clone() });
    }
    match situation.published.stored(path) {
        Some(stored) if agrees(stored, listed) => There::Ours(stored.clone()),
        _ => There::Nothing,
    }
}

/// Whether the server still has what our list says.
fn agrees(stored: &Stored, listed: &Listed) -> bool {
    let is_same = |(ours, theirs)| ours == theirs;
    stored.size == listed.size && stored.etag.as_ref().zip(listed.etag.as_ref()).is_none_or(is_same)
}

/// What is at the target and no longer in the site.
#[derive(Default)]
struct Gone {
    /// Assets that stay for a while.
    unused: BTreeMap<String, (Stored, Timestamp)>,
    /// Files that pages of today do not name.
    removed: Vec<String>,
    /// Assets that have stayed for long enough.
    expired: Vec<String>,
}

fn gone(situation: &Situation, bounds: &Bounds) -> Gone {
    let Situation { files, published, listed } = situation;
    let is_gone = |path: &String| !files.contains_key(path) && listed.contains_key(path);
    let mut gone = Gone::default();
    for (path, stored) in published.files.iter().filter(|(path, _)| is_gone(path)) {
        if is_fingerprinted(path, &stored.sha256) {
            gone.unused.insert(path.clone(), (stored.clone(), bounds.now));
        } else {
            gone.removed.push(path.clone());
        }
    }
    for (path, (stored, since)) in published.unused.iter().filter(|(path, _)| is_gone(path)) {
        // A time to come is that of a clock which went wrong: the grace begins anew.
        let since = (*since).min(bounds.now);
        if bounds.now.duration_since(since) >= bounds.grace {
            gone.expired.push(path.clone());
        } else {
            gone.unused.insert(path.clone(), (stored.clone(), since));
        }
    }
    for (path, sha256) in published.unsure.iter().filter(|(path, _)| is_gone(path) && published.stored(path).is_none())
    {
        let listed = &listed[path];
        if is_fingerprinted(path, sha256) {
            let headers = headers::of(path, sha256);
            let stored = Stored { size: listed.size, sha256: sha256.clone(), headers, etag: listed.etag.clone() };
            gone.unused.insert(path.clone(), (stored, bounds.now));
        } else {
            gone.removed.push(path.clone());
        }
    }
    gone.removed.sort_unstable();
    gone
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sha256;

    /// A bucket that does what a plan says.
    #[derive(Default)]
    struct Bucket {
        objects: BTreeMap<String, Seen>,
        published: Published,
        has_etags: bool,
    }

    fn site(files: &[(&str, &str)]) -> BTreeMap<String, Entry> {
        files.iter().map(|(path, text)| ((*path).to_owned(), Entry::of(text.as_bytes()))).collect()
    }

    fn bounds(day: i64) -> Bounds {
        let now = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * day);
        Bounds { max_deletes: 2, grace: SignedDuration::from_hours(24 * 30), now }
    }

    fn object(path: &str, text: &str, is_ours: bool) -> Seen {
        let hash = sha256(text.as_bytes());
        let headers = headers::of(path, &hash);
        Seen { headers, size: text.len() as u64, etag: Some(hash.clone()), mark: is_ours.then_some(hash) }
    }

    impl Bucket {
        fn plan(&self, files: &BTreeMap<String, Entry>, bounds: &Bounds) -> Plan {
            let etag = |seen: &Seen| seen.etag.clone().filter(|_| self.has_etags);
            let listed = |(path, seen): (&String, &Seen)| (path.clone(), Listed { size: seen.size, etag: etag(seen) });
            let listed = self.objects.iter().map(listed).collect();
            let situation = Situation { files, published: &self.published, listed: &listed };
            let asked = questions(&situation, bounds);
            let seen = asked.iter().filter_map(|path| Some((path.clone(), self.objects.get(path)?.clone()))).collect();
            plan(&situation, &seen, bounds)
        }

        fn publish(&mut self, files: &[(&str, &str)], day: i64) -> (Vec<String>, Vec<String>) {
            let plan = self.plan(&site(files), &bounds(day));
            self.published = plan.after;
            let sent: Vec<String> = plan.sent.into_iter().map(|(_, path)| path).collect();
            for path in &sent {
                let text = files.iter().find(|(known, _)| known == path).map_or("", |(_, text)| text);
                let object = object(path, text, true);
                if let Some(stored) = self.published.files.get_mut(path) {
                    stored.etag.clone_from(&object.etag);
                }
                self.objects.insert(path.clone(), object);
            }
            self.objects.retain(|path, _| !plan.removed.contains(path));
            (sent, plan.removed)
        }
    }

    fn asset(text: &str) -> String {
        format!("a.{}.css", &sha256(text.as_bytes())[..10])
    }

    #[test]
    fn assets_stay_for_the_grace_and_other_files_do_not() {
        let (one, two) = (asset("1"), asset("2"));
        let mut bucket = Bucket { has_etags: true, ..Bucket::default() };
        bucket.publish(&[(&one, "1"), ("index.html", "1"), ("x.html", "1")], 1);
        let both = [(two.as_str(), "2"), ("index.html", "2")];
        assert_eq!(bucket.publish(&both, 2), (vec![two.clone(), "index.html".into()], vec!["x.html".into()]));
        assert_eq!(bucket.publish(&both, 31), (vec![], vec![]));
        assert!(bucket.objects.contains_key(&one));
        // One that comes back is neither sent nor removed.
        assert_eq!(bucket.publish(&[(&one, "1"), ("index.html", "2")], 31), (vec![], vec![]));
        assert_eq!(bucket.publish(&[(&one, "1"), ("index.html", "2")], 61), (vec![], vec![two]));
        assert!(bucket.published.unused.is_empty());
    }

    #[test]
    fn a_clock_that_goes_back_removes_nothing_early() {
        let one = asset("1");
        let mut bucket = Bucket::default();
        bucket.publish(&[(&one, "1")], 100);
        bucket.publish(&[], 100);
        bucket.publish(&[], 50);
        assert_eq!(bucket.publish(&[], 79).1, [] as [&str; 0]);
        assert_eq!(bucket.publish(&[], 80).1, [one]);
    }

    #[test]
    fn assets_that_outlived_the_grace_wait_for_room() {
        let assets: Vec<String> = (0..5).map(|number| asset(&number.to_string())).collect();
        let texts: Vec<String> = (0..5).map(|number| number.to_string()).collect();
        let files: Vec<(&str, &str)> =
            assets.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
        let mut bucket = Bucket::default();
        bucket.publish(&files, 1);
        bucket.publish(&[], 2);
        let removed: Vec<usize> = (0..4).map(|_| bucket.publish(&[], 40).1.len()).collect();
        assert_eq!(removed, [2, 2, 1, 0]);
    }

    #[test]
    fn what_listing_and_list_disagree_on_is_sent_again() {
        let files = [("a.txt", "1"), ("b.txt", "1")];
        let mut bucket = Bucket { has_etags: true, ..Bucket::default() };
        bucket.publish(&files, 1);
        bucket.objects.insert("a.txt".into(), object("a.txt", "2", false));
        assert_eq!(bucket.publish(&files, 1).0, ["a.txt"]);
        bucket.has_etags = false;
        bucket.objects.insert("b.txt".into(), object("b.txt", "22", false));
        assert_eq!(bucket.publish(&files, 1).0, ["b.txt"]);
        bucket.objects.remove("b.txt");
        assert_eq!(bucket.publish(&files, 1).0, ["b.txt"]);
    }

    #[test]
    fn after_an_interruption_only_the_rest_is_sent() {
        let mut bucket = Bucket::default();
        bucket.publish(&[("a.txt", "1"), ("b.txt", "1")], 1);
        // A run was about to send other content of the same length, and got as far as one of the files.
        for path in ["a.txt", "b.txt", "new.txt"] {
            bucket.published.files.remove(path);
            bucket.published.unsure.insert(path.into(), sha256(b"2"));
        }
        bucket.objects.insert("a.txt".into(), object("a.txt", "2", true));
        bucket.objects.insert("new.txt".into(), object("new.txt", "2", true));
        let plan = bucket.plan(&site(&[("a.txt", "2"), ("b.txt", "2")]), &bounds(1));
        assert_eq!((plan.sent, plan.removed), (vec![(Stage::File, "b.txt".into())], vec!["new.txt".into()]));
        // The editor took it back: what was sent is not what is wanted.
        let plan = bucket.plan(&site(&[("a.txt", "1"), ("b.txt", "1")]), &bounds(1));
        assert_eq!(plan.sent, [(Stage::File, "a.txt".into())]);
    }

    #[test]
    fn strangers_are_neither_replaced_nor_removed() {
        let mut bucket = Bucket::default();
        bucket.objects.insert("index.html".into(), object("index.html", "theirs", false));
        bucket.objects.insert("notes.txt".into(), object("notes.txt", "theirs", false));
        let stored = Stored { size: 6, sha256: String::new(), headers: headers::of("notes.txt", ""), etag: None };
        bucket.published.files.insert("notes.txt".into(), stored);
        let plan = bucket.plan(&site(&[("index.html", "ours")]), &bounds(1));
        assert_eq!((plan.strangers, plan.removed), (vec!["index.html".to_owned()], vec![]));
    }
}
