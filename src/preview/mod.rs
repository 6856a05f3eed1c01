//! The live preview: a site that is served while it is written.
//!
//! 1. [`snapshot`] holds the site at one moment. It never changes; a save makes the next one, which
//!    shares all that the save did not touch, and the whole is swapped at once. So a page is never
//!    missing while files are read.
//! 2. [`find`] renders what stands at an address when it is asked for, by the functions that a build uses.
//!    [`media`] says what type it is.
//! 3. [`tree`] knows which files there are and what is in them; [`watch`] takes what the system tells of
//!    them for a hint and looks for itself; [`change`] says what a change means.
//! 4. [`server`] answers requests, [`request`] refuses those that are none, [`channel`] tells each open
//!    tab when its page became another, and [`client`](self) does in the tab what is to be done there.
//! 5. [`desk`] is the editor's own page: what is wrong, what is open, and where. [`editor`] makes the links that
//!    open a file there.
//!
//! Nothing here reads or writes the output folder.
#![allow(clippy::disallowed_methods, reason = "this room watches files, listens, and reads the clock")]

mod change;
mod channel;
mod desk;
mod editor;
mod find;
mod frame;
mod judge;
mod pages;
mod request;
mod server;
mod snapshot;
mod tree;
mod watch;

use std::{
    collections::VecDeque,
    io,
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError, RwLock, Weak,
        atomic::{AtomicUsize, Ordering},
    },
};

use rayon::prelude::*;
use tokio::sync::watch as signal;

pub use change::{Change, Changes};
pub use pages::Answer;
pub use request::{Hosts, Refused, address};
pub use server::{Server, bind, serve};
pub use tree::{Folders, Tree};
pub use watch::{How, watch};

use crate::{content::Highlighter, output::media, pipeline::Options, world::World};
use snapshot::{Entry, Origin, Snapshot};

/// Events whose pages can be rendered without reading them again.
const WARM: usize = 64;

/// Events that are read between two looks at whether they are still wanted.
const BATCH: usize = 32;

/// A site that is served while it is written.
pub struct Preview {
    /// Where the site's folder is on the disk.
    root: PathBuf,
    origin: Origin,
    options: Options,
    current: RwLock<Arc<Snapshot>>,
    /// Held by whoever makes the next snapshot.
    writer: Mutex<()>,
    pages: pages::Pages,
    warm: Mutex<VecDeque<Weak<Entry>>>,
    parsed: AtomicUsize,
    /// Counts what tabs may want to know of.
    news: signal::Sender<u64>,
}

impl Preview {
    /// Reads what all events share of the site, whose files an editor finds in `root`. The world and what is allocated
    /// here live as long as the program: a process has one preview.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn open(world: impl World + 'static, root: PathBuf, options: Options) -> io::Result<Arc<Preview>> {
        let origin =
            Origin { world: Box::leak(Box::new(world)), highlighter: Box::leak(Box::new(Highlighter::default())) };
        let snapshot = Snapshot::open(origin, &options)?;
        Ok(Arc::new(Preview {
            root,
            origin,
            options,
            current: RwLock::new(Arc::new(snapshot)),
            writer: Mutex::default(),
            pages: pages::Pages::default(),
            warm: Mutex::default(),
            parsed: AtomicUsize::new(0),
            news: signal::Sender::new(0),
        }))
    }

    /// What stands at an address from the site's root, such as `/events/flood/`.
    pub fn get(&self, address: &str) -> Arc<Answer> {
        let snapshot = self.current();
        self.pages.get(&snapshot, address, &self.parsed, &|entry| self.keep_warm(entry))
    }

    /// Takes files that changed into a new snapshot. A single event is read again at once. Says no where
    /// the disk failed, which leaves the snapshot as it was.
    pub fn change(&self, changes: &Changes) -> bool {
        let guard = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let old = self.current();
        let Ok((next, touched)) = change::next(&old, self.origin, &self.options, changes) else { return false };
        if touched.len() <= 2 {
            for id in &touched {
                if let Some(entry) = next.entries.get(id.as_str()) {
                    entry.read(&next.base, id, &self.parsed);
                    self.keep_warm(entry);
                }
            }
        }
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
        drop(guard);
        self.tell();
        true
    }

    /// Reads all events that were not read yet, and returns when there is nothing more to read.
    pub fn read(&self) {
        loop {
            let snapshot = self.current();
            let unread = snapshot.unread();
            if unread.is_empty() {
                return;
            }
            for batch in unread.chunks(BATCH) {
                batch.par_iter().for_each(|(id, entry)| {
                    entry.read(&snapshot.base, id, &self.parsed);
                    if !self.is_warm(entry) {
                        entry.forget();
                    }
                });
                if self.current().revision != snapshot.revision {
                    break;
                }
            }
            // Lists that were made while events were missing are out of date.
            self.renew(&snapshot);
        }
    }

    /// Finds out what only the whole site tells, if that is not known of the site as it is.
    pub fn judge(&self) {
        let snapshot = self.current();
        if snapshot.whole().is_none() && snapshot.unread().is_empty() {
            snapshot.judge(judge::whole(&snapshot));
            self.tell();
        }
    }

    /// Reads and judges until both are done.
    pub fn settle(&self) {
        while self.current().whole().is_none() {
            self.read();
            self.judge();
        }
    }

    /// How many events were parsed so far.
    pub fn parsed(&self) -> usize {
        self.parsed.load(Ordering::Relaxed)
    }

    /// How many findings a build would have, once that is known.
    pub fn found(&self) -> Option<usize> {
        self.current().whole().map(|whole| whole.findings.len())
    }

    /// Counts up whenever a page may have become another.
    pub fn news(&self) -> signal::Receiver<u64> {
        self.news.subscribe()
    }

    fn current(&self) -> Arc<Snapshot> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts the same snapshot in place under another number. Not if there is another by now.
    fn renew(&self, snapshot: &Snapshot) {
        let guard = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if self.current().revision == snapshot.revision {
            let next = snapshot.next(Arc::clone(&snapshot.base), Arc::clone(&snapshot.skin), snapshot.entries.clone());
            *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
        }
        drop(guard);
        self.tell();
    }

    fn tell(&self) {
        self.news.send_modify(|count| *count += 1);
    }

    fn keep_warm(&self, entry: &Arc<Entry>) {
        let mut warm = self.warm.lock().unwrap_or_else(PoisonError::into_inner);
        let is_last = |last: &Weak<Entry>| std::ptr::eq(last.as_ptr(), Arc::as_ptr(entry));
        warm.retain(|known| known.strong_count() > 0 && !is_last(known));
        warm.push_back(Arc::downgrade(entry));
        while warm.len() > WARM {
            if let Some(cold) = warm.pop_front().and_then(|cold| cold.upgrade()) {
                cold.forget();
            }
        }
    }

    fn is_warm(&self, entry: &Arc<Entry>) -> bool {
        let warm = self.warm.lock().unwrap_or_else(PoisonError::into_inner);
        warm.iter().any(|known| std::ptr::eq(known.as_ptr(), Arc::as_ptr(entry)))
    }
}

/// Waits until a page may have become another.
pub fn wait(news: &mut signal::Receiver<u64>) {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    // Without a runtime, looking now and then has to do.
    match runtime {
        Ok(runtime) => drop(runtime.block_on(news.changed())),
        Err(_) => std::thread::sleep(std::time::Duration::from_secs(1)),
    }
}
