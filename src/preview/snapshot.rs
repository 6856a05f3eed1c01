//! The site at one moment. A snapshot is never changed: a save makes a new one, which takes over what
//! the save did not touch, and the whole is swapped at once.

use std::{
    collections::BTreeMap,
    io,
    panic::{self, AssertUnwindSafe},
    sync::{
        Arc, Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use rayon::prelude::*;

use crate::{
    check::worklist::Section,
    content::{Highlighter, layout::EventFiles},
    diagnostic::{Code, Finding, Place, Severity},
    page::summary::Summary,
    pipeline::{
        self, Options, Searched,
        event::{self, Gathers, Resolved, Walked},
        shared::{Glimpse, Shared},
        theme::{self, Theme},
        whole,
    },
    render::assets::Assets,
    world::World,
};

/// Themes of earlier snapshots whose assets are still served, for a page that is just being loaded.
const OLD_THEMES: usize = 8;

/// Where snapshots come from. Both live as long as the program.
#[derive(Clone, Copy)]
pub struct Origin {
    pub world: &'static dyn World,
    pub highlighter: &'static Highlighter,
}

/// The site at one moment.
pub struct Snapshot {
    /// Counts the snapshots.
    pub revision: u64,
    pub base: Arc<Base>,
    pub skin: Arc<Skin>,
    /// By the event's id.
    pub entries: BTreeMap<Arc<str>, Arc<Entry>>,
    /// Pictures that changed since the first snapshot: the number of the last one that brought another, by
    /// the end of its address.
    pub pictures: BTreeMap<String, u64>,
    /// Made when all events were read.
    whole: OnceLock<Whole>,
    /// Files of the search's index by path, made when the first is asked for.
    index: OnceLock<BTreeMap<String, Vec<u8>>>,
}

/// What all events share, and what is wrong with it.
pub struct Base {
    pub shared: Shared<'static>,
    pub findings: Vec<Finding>,
    /// Place in the layout by id, and id by slug.
    places: BTreeMap<String, usize>,
    pub slugs: BTreeMap<String, String>,
}

/// The theme, and what is wrong with it. One that cannot be compiled leaves the assets of the last.
pub struct Skin {
    pub theme: Option<Theme>,
    pub findings: Vec<Finding>,
    /// The assets of the themes before it, newest first.
    earlier: Vec<Arc<Assets>>,
}

/// What only all events together tell, beside their summaries.
pub struct Whole {
    pub findings: Vec<Finding>,
    pub worklist: Vec<Section>,
}

/// An event, read when it is first asked for.
pub struct Entry {
    state: Mutex<State>,
    /// What was known of it before it changed, until it is read again.
    pub stale: Option<Arc<Walked>>,
}

#[derive(Default)]
struct State {
    walked: Option<Arc<Walked>>,
    resolved: Option<Arc<Resolved>>,
}

impl Base {
    /// Reads what all events share; the front matter of some of them may be known already.
    pub fn load(origin: Origin, options: &Options, known: &BTreeMap<String, Option<Glimpse>>) -> io::Result<Base> {
        let mut findings = Vec::new();
        let shared = Shared::load_again(origin.world, options, origin.highlighter, known, &mut findings)?;
        let events = shared.layout.events.iter().enumerate();
        let places = events.map(|(place, event)| (event.id.clone(), place)).collect();
        let slugs = shared.addresses.events.iter().map(|(id, event)| (event.slug.clone(), id.clone())).collect();
        Ok(Base { shared, findings, places, slugs })
    }

    /// The files of an event.
    pub fn files(&self, id: &str) -> Option<&EventFiles> {
        self.shared.layout.events.get(*self.places.get(id)?)
    }

    /// Errors that forbid to make any page: those of the settings and the words.
    pub fn fatal(&self) -> impl Iterator<Item = &Finding> {
        let everywhere =
            |finding: &&Finding| matches!(finding.place.file(), Some(crate::config::PATH | "templates/words.toml"));
        self.findings.iter().filter(|finding| finding.severity == Severity::Error).filter(everywhere)
    }

    /// Everything that was found in one file.
    pub fn of_file<'b>(&'b self, path: &'b str) -> impl Iterator<Item = &'b Finding> {
        self.findings.iter().filter(move |finding| finding.place.file() == Some(path))
    }
}

impl Skin {
    /// Loads the theme.
    pub fn load(base: &Base, before: Option<&Arc<Skin>>) -> io::Result<Skin> {
        let mut findings = Vec::new();
        let theme = theme::load(&base.shared, &mut findings)?;
        let mut earlier = Vec::new();
        if let Some(before) = before {
            earlier.extend(before.theme.iter().map(|theme| Arc::clone(theme.assets())));
            earlier.extend(before.earlier.iter().cloned());
            earlier.truncate(OLD_THEMES);
        }
        Ok(Skin { theme, findings, earlier })
    }

    /// An asset by its name in the output.
    pub fn asset(&self, name: &str) -> Option<&[u8]> {
        let own = self.theme.as_ref().and_then(|theme| theme.assets().get(name));
        // Under a name that tells nothing of the bytes only what stands there now is right.
        own.or_else(|| self.earlier.iter().find_map(|assets| assets.get(name).filter(|_| assets.is_hashed(name))))
    }
}

impl Entry {
    /// An event that was not read yet.
    pub fn new(stale: Option<Arc<Walked>>) -> Arc<Entry> {
        Arc::new(Entry { state: Mutex::default(), stale })
    }

    /// What was found in it, if it was read.
    pub fn walked(&self) -> Option<Arc<Walked>> {
        self.lock().walked.clone()
    }

    /// Forgets what only its pages need.
    pub fn forget(&self) {
        self.lock().resolved = None;
    }

    /// Reads the event unless that has been done. Whoever comes second waits for the first.
    pub fn read(&self, base: &Base, id: &str, parsed: &AtomicUsize) -> (Arc<Walked>, Option<Arc<Resolved>>) {
        let mut state = self.lock();
        if let (Some(walked), Some(resolved)) = (&state.walked, &state.resolved) {
            return (Arc::clone(walked), Some(Arc::clone(resolved)));
        }
        if let Some(walked) = state.walked.as_ref().filter(|walked| walked.summary.is_none()) {
            return (Arc::clone(walked), None);
        }
        let Some(files) = base.files(id) else { return (Arc::default(), None) };
        parsed.fetch_add(1, Ordering::Relaxed);
        let (walked, resolved) = walk(&base.shared, files, Gathers::Worklist);
        let (walked, resolved) = (Arc::new(walked), resolved.map(Arc::new));
        state.walked = Some(Arc::clone(&walked));
        state.resolved.clone_from(&resolved);
        (walked, resolved)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Walks an event. If the program itself fails of it, that is what is wrong with this event, and nothing
/// else stops.
fn walk(shared: &Shared<'_>, files: &EventFiles, gathers: Gathers) -> (Walked, Option<Resolved>) {
    let walked = panic::catch_unwind(AssertUnwindSafe(|| event::walk(shared, shared.world, files, gathers)));
    walked.unwrap_or_else(|_| {
        let finding = Finding::error(Code::InternalError, "the program failed while it read this event")
            .at(Place::File(files.index().into()))
            .hint(
                "this is a fault of the program: please report it, with the files of the event if you can share them",
            );
        (Walked { findings: vec![finding], ..Walked::default() }, None)
    })
}

impl Snapshot {
    /// The first one.
    pub fn open(origin: Origin, options: &Options) -> io::Result<Snapshot> {
        let base = Arc::new(Base::load(origin, options, &BTreeMap::new())?);
        let skin = Arc::new(Skin::load(&base, None)?);
        let entries = base.shared.layout.events.iter().map(|event| (event.id.as_str().into(), Entry::new(None)));
        let entries = entries.collect();
        Ok(Snapshot {
            revision: 1,
            base,
            skin,
            entries,
            pictures: BTreeMap::new(),
            whole: OnceLock::new(),
            index: OnceLock::new(),
        })
    }

    /// The one after this, with other parts.
    pub fn next(&self, base: Arc<Base>, skin: Arc<Skin>, entries: BTreeMap<Arc<str>, Arc<Entry>>) -> Snapshot {
        let pictures = self.pictures.clone();
        Snapshot {
            revision: self.revision + 1,
            base,
            skin,
            entries,
            pictures,
            whole: OnceLock::new(),
            index: OnceLock::new(),
        }
    }

    /// When a picture that a page shows last became another; `None` if none did. A page's bytes do not tell
    /// it, as they name a picture by its address.
    pub fn pictures_of(&self, page: &[u8]) -> Option<u64> {
        let is_in = |name: &str| memchr::memmem::find(page, name.as_bytes()).is_some();
        self.pictures.iter().filter(|(name, _)| is_in(name)).map(|(_, revision)| *revision).max()
    }

    /// Events that were not read yet.
    pub fn unread(&self) -> Vec<(&Arc<str>, &Arc<Entry>)> {
        self.entries.iter().filter(|(_, entry)| entry.lock().walked.is_none()).collect()
    }

    /// What is known of all events. Of one that changed and was not read again it is what was known
    /// before.
    pub fn walked(&self) -> Vec<Arc<Walked>> {
        self.entries.values().filter_map(|entry| entry.walked().or_else(|| entry.stale.clone())).collect()
    }

    /// The summaries of all events as far as they are known.
    pub fn summaries(&self) -> Vec<Arc<Summary>> {
        whole::summaries(self.walked().iter().map(AsRef::as_ref))
    }

    /// A file of the search's index. All events are read for it: what a search finds is too much to keep.
    pub fn index(&self, path: &str) -> Option<&[u8]> {
        let index = self.index.get_or_init(|| {
            let shared = &self.base.shared;
            let events = shared.layout.events.par_iter();
            let records = events.flat_map_iter(|files| walk(shared, files, Gathers::Records).0.records).collect();
            let language = shared.settings.language.clone();
            pipeline::search::files(&Searched { language, records }).unwrap_or_default()
        });
        index.get(path).map(Vec::as_slice)
    }

    /// What only all events together tell, once that is known.
    pub fn whole(&self) -> Option<&Whole> {
        self.whole.get()
    }

    /// Notes what only all events together tell.
    pub fn judge(&self, whole: Whole) {
        // Whoever came first has the same.
        let _ = self.whole.set(whole);
    }
}
