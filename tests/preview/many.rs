//! Saves while others read: nothing is missing, and nothing is older than what was told.

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use super::{
    hostile::{Running, get},
    place::{Place, many},
};
use crate::support::{EVENT, site};
use rashomon::preview::How;

/// Saves of one event while a client reads 20 pages again and again.
#[test]
fn no_page_is_missing_or_old_while_files_are_saved() {
    let saves: usize = std::env::var("RASHOMON_SAVES").ok().and_then(|saves| saves.parse().ok()).unwrap_or(60);
    let place = Place::watched(&many(site(), 10), How::System);
    let server = Running::new(Arc::clone(&place.preview));
    let pages: Vec<String> = ["/", "/outlets/", "/outlets/courier/", "/corrections/", "/about/", "/events/flood/"]
        .map(ToOwned::to_owned)
        .into_iter()
        .chain((1..=10).map(|number| format!("/events/flood-{number}/")))
        .chain((1..=4).map(|number| format!("/events/flood-{number}/wire/")))
        .collect();
    let (bad, asked, done) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicBool::new(false));
    let (told, old) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let mut waits = Vec::new();
    thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                for page in &pages {
                    let latest = told.load(Ordering::SeqCst);
                    let answer = get(server.port, page);
                    asked.fetch_add(1, Ordering::Relaxed);
                    bad.fetch_add(usize::from(!answer.starts_with("HTTP/1.1 200")), Ordering::Relaxed);
                    old.fetch_add(usize::from(save_in(&answer).is_some_and(|save| save < latest)), Ordering::Relaxed);
                }
            }
        });
        let text = fs::read_to_string(place.path(EVENT)).unwrap();
        for save in 0..saves {
            let mut news = place.preview.news();
            news.mark_unchanged();
            let start = Instant::now();
            place.write(EVENT, &text.replace("A flood in Tårnholm", &format!("The flood of save {save} in Tårnholm")));
            while !news.has_changed().unwrap() {
                assert!(start.elapsed() < Duration::from_secs(20), "save {save} was not seen");
                thread::sleep(Duration::from_millis(1));
            }
            waits.push(start.elapsed());
            told.store(save, Ordering::SeqCst);
            for page in ["/", "/events/flood/", "/outlets/courier/"] {
                assert_eq!(save_in(&get(server.port, page)), Some(save), "what was told of must be served: {page}");
            }
        }
        done.store(true, Ordering::Relaxed);
    });
    waits.sort();
    println!(
        "{saves} saves, {asked:?} pages asked for: {bad:?} without an answer of 200, {old:?} older than the last news; \
         median {:?}, worst {:?}",
        waits[waits.len() / 2],
        waits[waits.len() - 1]
    );
    assert_eq!((bad.into_inner(), old.into_inner()), (0, 0));
}

/// The save that a page shows.
fn save_in(page: &str) -> Option<usize> {
    page.split("The flood of save ").nth(1)?.split(' ').next()?.parse().ok()
}
