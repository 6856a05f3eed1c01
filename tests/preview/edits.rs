//! After any edits the preview serves what a fresh build writes, and a save reads one event.

use std::fs;

use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, TestRunner},
};

use super::place::{Place, many};
use crate::support::{ABOUT, COURIER, EVENT, HERALD, HOME, PROFILE, SETTINGS, WIRE, locked, site};

#[test]
fn a_preview_serves_what_a_build_writes() {
    let place = Place::new(&locked());
    assert_eq!(place.differing(), [] as [&str; 0]);
}

/// Edits of every kind of file, each of which leaves a site that can be built.
fn edit(place: &Place, kind: u8, number: u32) {
    let copy = format!("content/events/flood-{}", number % 4);
    let event = if number.is_multiple_of(2) { "content/events/flood".to_owned() } else { copy.clone() };
    let file = |name: &str| format!("{event}/{name}.md");
    let exists = |path: &str| place.path(path).exists();
    let swap = |path: &str, from: &str, to: &str| {
        if exists(path) {
            let text = fs::read_to_string(place.path(path)).unwrap();
            let (from, to) = if text.contains(from) { (from, to) } else { (to, from) };
            place.write(path, &text.replace(from, to));
        }
    };
    match kind {
        0 => swap(&file("index"), "Counted street by street.", "Counted twice."),
        1 => swap(&file("courier"), "value=40", "value=41"),
        2 => swap(&file("index"), "date = 2024-03-02\n", "date = 2025-01-01\n"),
        3 => swap(&file("index"), "A flood in Tårnholm", "The flood in Tårnholm"),
        4 => swap(&file("index"), "topics = [\"Floods\"]", "topics = [\"Rivers\", \"Dams\"]"),
        5 => swap(HOME, "An invented site.", "An invented home."),
        6 => swap(PROFILE, "Tårnholm Courier", "Courier of Tårnholm"),
        7 => swap(SETTINGS, "title = \"Exämple\"", "title = \"Another\""),
        8 => place.write("templates/404.html", &format!("<body>nothing {number}</body>")),
        9 => place.write("static/own.css", &format!("a {{ order: {number} }}")),
        10 if exists(&copy) => fs::remove_dir_all(place.path(&copy)).unwrap(),
        10 => {
            for name in ["index", "courier", "herald", "wire", "notice"] {
                let from = format!("content/events/flood/{name}.md");
                let text = fs::read_to_string(place.path(&from)).unwrap();
                place.write(&format!("{copy}/{name}.md"), &text);
            }
        }
        11 => swap(&file("index"), "places = [", "draft = true\nplaces = ["),
        12 => swap(&file("herald"), "weeks of rain", "days of rain"),
        13 => swap(ABOUT, "Everything", "All"),
        14 => swap(&file("index"), "summary = ", "slug = \"wet\"\nsummary = "),
        15 => swap(&file("index"), "summary = ", &format!("aliases = [\"/old-{}/\"]\nsummary = ", number % 4)),
        _ => swap(ABOUT, "title = \"About\"", "title = \"About this\""),
    }
}

/// The edits of one kind are undone by their like, so that a long row of them stays a site.
#[test]
fn after_random_edits_it_serves_what_a_build_writes() {
    let mut place = Place::new(&many(site(), 2));
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let edits = proptest::collection::vec((0u8..17, any::<u32>()), 200);
    let edits = edits.new_tree(&mut runner).unwrap().current();
    for (step, (kind, number)) in edits.into_iter().enumerate() {
        edit(&place, kind, number);
        place.look();
        // Whoever looks in between must not keep what is out of date.
        place.preview.get("/");
        place.preview.get("/events/flood/");
        if step % 20 == 19 {
            assert_eq!(place.differing(), [] as [&str; 0], "after {} edits", step + 1);
        }
    }
}

#[test]
fn a_save_reads_one_event() {
    let mut place = Place::new(&many(site(), 30));
    place.preview.settle();
    assert_eq!(place.preview.parsed(), 31, "at the start every event is read once");
    place.page("/events/flood/");
    let before = place.preview.parsed();
    for (path, from, to) in [
        (COURIER, "value=40", "value=42"),
        (EVENT, "Counted street by street.", "Counted by boat."),
        (HERALD, "weeks of rain", "months of rain"),
    ] {
        let already = place.preview.parsed();
        place.edit(path, from, to);
        assert!(place.look());
        for address in ["/events/flood/", "/events/flood/courier/", "/", "/outlets/"] {
            place.page(address);
        }
        place.preview.settle();
        assert_eq!(place.preview.parsed(), already + 1, "{path}");
    }
    assert!(place.page("/events/flood/").contains("Counted by boat."));
    let after = place.preview.parsed();
    assert_eq!(after, before + 3);
    for path in ["templates/404.html", "static/own.css", ABOUT] {
        place.write(path, "+++\ntitle = \"About\"\n+++\n\nNew.\n");
        assert!(place.look());
        place.preview.settle();
        assert_eq!(place.preview.parsed(), after, "{path} is no event's");
    }
}

#[test]
fn a_save_of_the_same_does_nothing() {
    let mut place = Place::new(&site());
    place.preview.settle();
    let (news, parsed) = (*place.preview.news().borrow(), place.preview.parsed());
    let text = fs::read_to_string(place.path(WIRE)).unwrap();
    place.write(WIRE, &text);
    assert!(!place.look());
    assert_eq!((*place.preview.news().borrow(), place.preview.parsed()), (news, parsed));
}

#[test]
fn drafts_are_shown_and_marked() {
    let place = Place::new(&site().edit(EVENT, "places = [", "draft = true\nplaces = ["));
    assert!(place.page("/events/flood/").contains("class=\"draft"));
}
