//! Answers that were given: each is made once a snapshot, and of a page the last good one is kept for the
//! time in which it cannot be made.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, atomic::AtomicUsize},
};

use hyper::body::Bytes;

use super::{
    find::{self, Found, Touch},
    frame, media,
    snapshot::Snapshot,
};
use crate::{diagnostic::Finding, digest::sha256, page::address};

/// Answers that are kept; with more, all but the newest snapshot's are given up.
const KEPT: usize = 512;

/// What is answered to a request for an address.
#[derive(Debug)]
pub struct Answer {
    /// The status of HTTP: 200, 404 for what is not there, 500 for a page that never could be made.
    pub status: u16,
    /// The media type.
    pub kind: &'static str,
    pub body: Bytes,
    /// Tells this content from any other; of a page, what follows a hyphen tells its pictures.
    pub tag: String,
    /// Why the page cannot be made as it is now.
    pub errors: Vec<Finding>,
}

impl Answer {
    /// A file without errors; a page gets the preview's script.
    pub fn new(status: u16, kind: &'static str, bytes: Vec<u8>) -> Answer {
        Answer::with_pictures(status, kind, bytes, None)
    }

    /// The same of a page with pictures of which one became another in the snapshot of this number.
    fn with_pictures(status: u16, kind: &'static str, bytes: Vec<u8>, pictures: Option<u64>) -> Answer {
        let mut tag = sha256(&bytes);
        tag.truncate(16);
        tag += &pictures.map(|revision| format!("-{revision}")).unwrap_or_default();
        let bytes = if kind == media::HTML { frame::with_script(bytes, &tag) } else { bytes };
        Answer { status, kind, body: bytes.into(), tag, errors: Vec::new() }
    }
}

/// Answers by address.
#[derive(Default)]
pub struct Pages {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    revision: u64,
    answers: HashMap<String, Arc<Answer>>,
    /// The last good page of each address.
    good: HashMap<String, Arc<Answer>>,
}

impl Pages {
    /// The answer for an address, rendered if this snapshot has not been asked for it.
    pub fn get(&self, snapshot: &Snapshot, wanted: &str, parsed: &AtomicUsize, touch: Touch<'_>) -> Arc<Answer> {
        if let Some(answer) = self.known(snapshot.revision, wanted) {
            return answer;
        }
        let kind = media::kind(&address::file(wanted));
        let answer = match find::find(snapshot, wanted, parsed, touch) {
            Found::File(bytes) => {
                let pictures = if kind == media::HTML { snapshot.pictures_of(&bytes) } else { None };
                Answer::with_pictures(200, kind, bytes, pictures)
            }
            Found::Broken(errors) => self.broken(wanted, errors),
            Found::Nothing => Answer::new(404, media::HTML, find::not_found(snapshot).unwrap_or_default()),
        };
        self.keep(snapshot.revision, wanted, Arc::new(answer))
    }

    fn known(&self, revision: u64, wanted: &str) -> Option<Arc<Answer>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.answers.get(wanted).filter(|_| kept.revision == revision).cloned()
    }

    fn keep(&self, revision: u64, wanted: &str, answer: Arc<Answer>) -> Arc<Answer> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        // A page of an older snapshot that took longer than a save is given, but not kept.
        if revision < kept.revision {
            return answer;
        }
        if revision > kept.revision || kept.answers.len() >= KEPT {
            kept.revision = revision;
            kept.answers.clear();
        }
        if kept.good.len() >= KEPT {
            kept.good.clear();
        }
        kept.answers.insert(wanted.to_owned(), Arc::clone(&answer));
        if answer.status == 200 && answer.errors.is_empty() && answer.kind == media::HTML {
            kept.good.insert(wanted.to_owned(), Arc::clone(&answer));
        }
        answer
    }

    /// The last good page with what is wrong now, or else a page that says only that.
    fn broken(&self, wanted: &str, errors: Vec<Finding>) -> Answer {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        match kept.good.get(wanted) {
            Some(good) => {
                let (body, tag) = (good.body.clone(), good.tag.clone());
                Answer { status: 200, kind: good.kind, body, tag, errors }
            }
            None => Answer { errors: Vec::new(), ..Answer::new(500, media::HTML, frame::broken(&errors)) },
        }
    }
}
