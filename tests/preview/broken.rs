//! What cannot be built leaves its last good page in place, and all others untouched.

use std::{
    io,
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
};

use rashomon::{
    pipeline::Options,
    preview::{Change, Changes, Preview},
    world::{DiskWorld, Listing, World},
};

use super::place::{Place, many};
use crate::support::{ABOUT, COURIER, EVENT, HOME, SETTINGS, site};

#[test]
fn a_broken_page_keeps_its_last_good_version() {
    let mut place = Place::new(&many(site(), 1));
    let good = place.page("/events/flood/");
    place.edit(COURIER, "fact:houses", "fact:huoses");
    place.look();
    let answer = place.preview.get("/events/flood/");
    assert_eq!(answer.status, 200);
    assert_eq!(place.page("/events/flood/"), good);
    let told: Vec<String> = answer.errors.iter().map(|finding| finding.message.clone()).collect();
    assert_eq!(told, ["the event declares no fact `huoses`"]);
    assert_eq!(place.preview.get("/events/flood/courier/").status, 500, "nobody has seen this page before");
    assert!(place.page("/events/flood/courier/").contains("content/events/flood/courier.md:10:"));
    let other = place.preview.get("/events/flood-1/");
    assert!(other.status == 200 && other.errors.is_empty());
    place.edit(COURIER, "fact:huoses", "fact:houses");
    place.look();
    let mended = place.preview.get("/events/flood/");
    assert!(mended.errors.is_empty());
    assert_eq!(place.preview.get("/events/flood/courier/").status, 200);
}

#[test]
fn it_starts_whatever_is_broken() {
    for (path, text) in [
        (SETTINGS, "title = "),
        (HOME, "no front matter"),
        (EVENT, "+++\ntitle = 3\n+++\n"),
        ("templates/event.html", "{% if %}"),
        ("templates/words.toml", "= ="),
        (COURIER, "\u{0}"),
        (ABOUT, "+++\n"),
    ] {
        let mut place = Place::new(&site().file(path, text));
        place.preview.settle();
        let pages = ["/", "/about/", "/events/flood/", "/events/flood/courier/"];
        let broken: Vec<&str> = pages.into_iter().filter(|page| place.preview.get(page).status == 500).collect();
        assert!(!broken.is_empty(), "{path}");
        let fine = site().files().remove(path);
        match fine {
            Some(bytes) => place.write(path, std::str::from_utf8(&bytes).unwrap()),
            None => std::fs::remove_file(place.path(path)).unwrap(),
        }
        assert!(place.look());
        for page in pages {
            assert_eq!(place.preview.get(page).status, 200, "{page} after {path} was mended");
        }
    }
    let nothing = Place::new(&crate::support::Site::default());
    assert_eq!(nothing.preview.get("/").status, 500);
}

/// A disk on which the program trips over one file.
struct Faulty {
    disk: DiskWorld,
    trips: &'static AtomicBool,
}

impl World for Faulty {
    fn files(&self, folder: &str) -> io::Result<Listing> {
        self.disk.files(folder)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        assert!(path != COURIER || !self.trips.load(Ordering::Relaxed), "the program trips over {path}");
        self.disk.read(path)
    }

    fn is_file(&self, path: &str) -> bool {
        self.disk.is_file(path)
    }

    fn shown(&self, path: &str) -> String {
        self.disk.shown(path)
    }
}

#[test]
fn a_fault_of_the_program_ends_nothing() {
    static TRIPS: AtomicBool = AtomicBool::new(true);
    let place = Place::new(&many(site(), 1));
    let world = Faulty { disk: DiskWorld::new(place.root()).unwrap(), trips: &TRIPS };
    let options = Options { drafts: true, ..Options::default() };
    let preview = Preview::open(world, Path::new("/").to_owned(), options).unwrap();
    preview.settle();
    let broken = preview.get("/events/flood/");
    assert_eq!(broken.status, 500);
    let told = String::from_utf8_lossy(&broken.body).into_owned();
    assert!(told.contains("internal-error") && told.contains("content/events/flood/index.md"), "{told}");
    assert_eq!(preview.get("/events/flood-1/").status, 200);
    assert_eq!(preview.get("/").status, 200);
    TRIPS.store(false, Ordering::Relaxed);
    assert!(preview.change(&Changes::from([(COURIER.to_owned(), Change::Modified)])));
    assert_eq!(preview.get("/events/flood/").status, 200);
}

#[test]
fn a_page_that_shows_another_picture_is_another() {
    let picture = |width: u8| vec![b'G', b'I', b'F', b'8', b'9', b'a', 3, 0, 2, 0, 0, 0, 0, width];
    let shows = "\n![A picture](a%20picture.gif)\n";
    let mut place = Place::new(&site().file("content/a picture.gif", picture(1)).append(ABOUT, shows));
    place.preview.settle();
    let (about, home) = (place.preview.get("/about/"), place.preview.get("/"));
    std::fs::write(place.path("content/a picture.gif"), picture(2)).unwrap();
    assert!(place.look());
    let now = place.preview.get("/about/");
    assert_ne!(now.tag, about.tag);
    assert_eq!(super::place::plain(&now), super::place::plain(&about), "only the picture is another");
    assert_eq!(place.preview.get("/").tag, home.tag);
}

#[test]
fn a_failing_template_breaks_its_pages_only() {
    let mut place = Place::new(&site());
    let good = place.page("/about/");
    place.write("templates/page.html", "{{ nothing.at.all }}");
    place.look();
    let answer = place.preview.get("/about/");
    assert_eq!((answer.status, answer.errors.len()), (200, 1));
    assert_eq!(place.page("/about/"), good);
    assert!(place.preview.get("/").errors.is_empty());
}

#[test]
fn a_file_that_is_gone_is_not_served_from_memory() {
    let mut place = Place::new(&site().file("static/robots.txt", "# Own\n").file("static/own.txt", "Own\n"));
    assert_eq!(place.page("/own.txt"), "Own\n");
    for name in ["robots.txt", "own.txt"] {
        std::fs::remove_file(place.path(&format!("static/{name}"))).unwrap();
    }
    place.look();
    assert!(!place.page("/robots.txt").contains("Own"));
    assert_eq!(place.preview.get("/own.txt").status, 404);
    assert_eq!(place.differing(), [] as [&str; 0]);
}

#[test]
fn a_style_sheet_that_was_just_replaced_is_still_there() {
    let mut place = Place::new(&site());
    let sheet = |page: &str| {
        let at = page.find("theme.").unwrap();
        page[at..].split('"').next().unwrap().to_owned()
    };
    let old = sheet(&place.page("/"));
    place.write("static/theme.css", "body { color: red }");
    place.look();
    let new = sheet(&place.page("/"));
    assert_ne!(old, new);
    for name in [old, new] {
        let answer = place.preview.get(&format!("/{name}"));
        assert_eq!((answer.status, answer.kind), (200, "text/css; charset=utf-8"), "{name}");
    }
}
