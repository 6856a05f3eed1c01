//! Watching files. What the system tells is a hint to look, no more: reading a file is an event too,
//! folders that are copied report some of their files, an editor saves by renaming, a full queue only
//! says that it was full, and a folder that was replaced is not reported again.
//!
//! So: after a short quiet time the named files are looked at; if folders came or went, all of them are,
//! and once more a little later. On Linux every folder is watched by itself, and one that is new is
//! looked at after it is watched, so that nothing can come in between. Every second the folders at the
//! top are held against those that are watched. Where the system cannot watch, files are looked at
//! again and again.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    time::{Duration, Instant},
};

use notify::{
    ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher, WatcherKind,
    event::{AccessKind, AccessMode, CreateKind, ModifyKind, RemoveKind},
};

use super::{
    change::Changes,
    tree::{Tree, identity},
};

/// How long nothing must happen before files are looked at: a single save is answered soon, but a
/// checkout of hundreds of files may pause. And how long they may be waited for at most.
const QUIET: Duration = Duration::from_millis(35);
const QUIET_OF_MANY: Duration = Duration::from_millis(200);
const MANY: usize = 8;
const PATIENCE: Duration = Duration::from_secs(2);

/// How long after folders came or went all files are looked at once more.
const SECOND_LOOK: Duration = Duration::from_millis(300);

/// How often the folders at the top are looked at, and the files where the system cannot watch.
const PULSE: Duration = Duration::from_secs(1);
const POLL: Duration = Duration::from_millis(400);

/// How files are watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The system tells.
    System,
    /// By looking at all of them again and again.
    Poll,
}

/// What the system told.
enum Hint {
    Files(Vec<PathBuf>),
    /// Folders came or went, or more happened than the system could tell.
    Anything,
}

/// Calls `take` for every change of a site's files, for as long as the program runs; if it says no, the
/// same change comes again. `say` takes what the editor should know. `take` is never called for a file that has the same content.
pub fn watch(mut tree: Tree, how: How, say: &dyn Fn(&str), take: &dyn Fn(&Changes) -> bool) {
    let mut missing = false;
    let mut owed = Changes::new();
    let (sender, hints) = channel();
    let mut eyes = match how {
        How::System => Eyes::open(&sender).map_err(|error| say(&cannot_watch(&error))).ok(),
        How::Poll => None,
    };
    let mut again = None;
    // What changed before the folders were watched is found by this look.
    let mut look = Look::All;
    loop {
        let named = match &mut look {
            Look::Files(named) => std::mem::take(named),
            Look::All | Look::Nothing => BTreeSet::new(),
        };
        let started = Instant::now();
        let changes = match look {
            Look::Nothing => Changes::new(),
            Look::Files(_) => tree.scan_folders(&named).unwrap_or_else(|| tree.scan(&named)),
            Look::All => tree.scan(&named),
        };
        // What could not be taken is owed until it can.
        owed.extend(changes);
        if !owed.is_empty() && take(&owed) {
            owed.clear();
        }
        let is_missing = !tree.folders.root().is_dir();
        if is_missing && !missing {
            say("the site's folder is gone; the preview goes on when it is back");
        }
        missing = is_missing;
        let watched = eyes.as_mut().map_or(Ok(false), |eyes| eyes.follow(&tree));
        look = match watched {
            // What came into a new folder before it was watched was reported by nobody.
            Ok(true) => {
                again = Some(Instant::now() + SECOND_LOOK);
                Look::All
            }
            Ok(false) if eyes.is_some() => wait(&hints, &mut again, &tree),
            Ok(false) => {
                std::thread::sleep(POLL.max(started.elapsed() * 5));
                Look::All
            }
            Err(error) => {
                say(&cannot_watch(&error));
                eyes = None;
                Look::All
            }
        };
    }
}

/// What to look at.
enum Look {
    Files(BTreeSet<PathBuf>),
    All,
    Nothing,
}

/// Waits until there is something to look at.
fn wait(hints: &Receiver<Hint>, again: &mut Option<Instant>, tree: &Tree) -> Look {
    let patience = again.map_or(PULSE, |again| again.saturating_duration_since(Instant::now()).min(PULSE));
    let first = match hints.recv_timeout(patience) {
        Ok(first) => first,
        Err(RecvTimeoutError::Timeout) if again.is_some_and(|again| again <= Instant::now()) => {
            *again = None;
            return Look::All;
        }
        Err(_) => return if is_other(tree) { Look::All } else { Look::Nothing },
    };
    let start = Instant::now();
    let mut named = BTreeSet::new();
    let mut all = false;
    let mut next = Some(first);
    while let Some(hint) = next {
        match hint {
            Hint::Files(paths) => named.extend(paths),
            Hint::Anything => all = true,
        }
        let quiet = if named.len() > MANY { QUIET_OF_MANY } else { QUIET };
        next = if start.elapsed() > PATIENCE { None } else { hints.recv_timeout(quiet).ok() };
    }
    if all {
        *again = Some(Instant::now() + SECOND_LOOK);
        return Look::All;
    }
    Look::Files(named)
}

/// Whether a folder at the top is another than the one that was looked at.
fn is_other(tree: &Tree) -> bool {
    let folders = tree.folders.all();
    folders.iter().any(|(_, folder)| {
        let now = fs::metadata(folder).ok().filter(fs::Metadata::is_dir).map(|metadata| identity(&metadata));
        now != tree.places.get(folder).copied()
    })
}

/// The system's watching.
struct Eyes {
    watcher: RecommendedWatcher,
    watched: BTreeMap<PathBuf, (u64, u64)>,
}

impl Eyes {
    fn open(hints: &Sender<Hint>) -> notify::Result<Eyes> {
        let hints = hints.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // If nobody listens any more, the program is about to end.
            let _ = hint(event).map(|hint| hints.send(hint));
        })?;
        Ok(Eyes { watcher, watched: BTreeMap::new() })
    }

    /// Watches all folders as they are; whether any of them is new.
    fn follow(&mut self, tree: &Tree) -> notify::Result<bool> {
        let one_by_one = RecommendedWatcher::kind() == WatcherKind::Inotify;
        let mut wanted: BTreeMap<PathBuf, (u64, u64)> = if one_by_one {
            tree.places.clone()
        } else {
            let tops = tree.folders.all().into_iter().map(|(_, folder)| folder);
            tops.filter_map(|top| Some((top.clone(), *tree.places.get(&top)?))).collect()
        };
        let root = tree.folders.root();
        wanted.extend(fs::metadata(root).ok().map(|metadata| (root.to_owned(), identity(&metadata))));
        let gone: Vec<PathBuf> = self
            .watched
            .iter()
            .filter(|(path, id)| wanted.get(*path) != Some(*id))
            .map(|(path, _)| path.clone())
            .collect();
        for path in gone {
            // The system may have noticed before us.
            let _ = self.watcher.unwatch(&path);
            self.watched.remove(&path);
        }
        let mut is_new = false;
        for (path, id) in wanted {
            if self.watched.contains_key(&path) {
                continue;
            }
            let recursive = !one_by_one && path != root;
            let mode = if recursive { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            match self.watcher.watch(&path, mode) {
                Ok(()) => {
                    is_new = true;
                    self.watched.insert(path, id);
                }
                Err(error) if is_gone(&error, &path) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(is_new)
    }
}

/// Whether a folder could not be watched because it is no longer there, or was never ours to read.
fn is_gone(error: &notify::Error, path: &Path) -> bool {
    let denied = matches!(&error.kind, ErrorKind::Io(error) if error.kind() == std::io::ErrorKind::PermissionDenied);
    denied || !path.is_dir()
}

/// What an event tells, if anything. That a file was read tells nothing.
fn hint(event: notify::Result<Event>) -> Option<Hint> {
    let Ok(event) = event else { return Some(Hint::Anything) };
    if event.need_rescan() {
        return Some(Hint::Anything);
    }
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Modify(_)
        | EventKind::Create(CreateKind::File)
        | EventKind::Remove(RemoveKind::File) => {}
        EventKind::Access(_) => return None,
        _ => return Some(Hint::Anything),
    }
    // A folder that is renamed is only told apart from a file by looking.
    let renames = matches!(event.kind, EventKind::Modify(ModifyKind::Name(_)));
    if renames && event.paths.iter().any(|path| path.is_dir()) {
        return Some(Hint::Anything);
    }
    Some(Hint::Files(event.paths))
}

fn cannot_watch(error: &notify::Error) -> String {
    let why = match &error.kind {
        ErrorKind::MaxFilesWatch => "the system watches no more folders; raise fs.inotify.max_user_watches \
             (sudo sysctl fs.inotify.max_user_watches=524288)"
            .to_owned(),
        // EMFILE: the limit of instances, or of open files.
        ErrorKind::Io(error) if error.raw_os_error() == Some(24) => {
            "the system has no more watchers; raise fs.inotify.max_user_instances or `ulimit -n`".to_owned()
        }
        _ => format!("the system cannot watch the files: {error}"),
    };
    format!("{why}. The preview looks at all files again and again instead")
}

#[cfg(test)]
mod tests {
    use notify::event::Flag;

    use super::*;

    #[test]
    fn a_full_queue_asks_for_a_look_at_everything() {
        let full = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert!(matches!(hint(Ok(full)), Some(Hint::Anything)));
        assert!(matches!(hint(Err(notify::Error::generic("lost"))), Some(Hint::Anything)));
    }

    #[test]
    fn reading_is_no_hint() {
        for mode in [AccessMode::Read, AccessMode::Any] {
            assert!(hint(Ok(Event::new(EventKind::Access(AccessKind::Close(mode))))).is_none());
        }
        let saved = Event::new(EventKind::Access(AccessKind::Close(AccessMode::Write))).add_path("a.md".into());
        assert!(matches!(hint(Ok(saved)), Some(Hint::Files(paths)) if paths == [PathBuf::from("a.md")]));
    }
}
