//! `evidence.lock`: readable, stable, small, and as good as the captures.

use super::support::{
    COURIER, COURIER_CAPTURE, EVENT, HERALD, HERALD_CAPTURE, LOCK, NOTICE, Site, WIRE, WIRE_CAPTURE, captured, locked,
    short,
};

/// The site of [`locked`], without the captures.
fn checked_out() -> Site {
    [COURIER_CAPTURE, HERALD_CAPTURE, WIRE_CAPTURE, "captures/flood/notice.txt"]
        .iter()
        .fold(locked(), |site, capture| site.without(capture))
}

#[test]
fn what_was_found_can_be_read() {
    let (findings, locks) = captured().verify();
    assert!(findings.is_empty());
    assert_eq!(locks.keys().collect::<Vec<_>>(), [LOCK]);
    insta::assert_snapshot!(locks[LOCK]);
}

#[test]
fn unchanged_input_gives_an_unchanged_lock() {
    assert!(locked().verify().1.is_empty(), "nothing to write");
    // Neither the order of marks nor that of keys or lines of furniture matters.
    let herald = locked().read(HERALD);
    let (front, body) = herald.split_once("+++\n\n").unwrap();
    let turned = locked()
        .file(
            HERALD,
            format!(
                "{front}\n[[marks]]\non = [\"fact:houses\"]\nquote = \"some 50 houses\"\nvalue = 50\n+++\n\n{body}"
            ),
        )
        .edit(COURIER, "furniture = [6]", "furniture = [6, 6]");
    let turned = turned.edit(COURIER, "furniture = [6, 6]", "furniture = [6]");
    assert!(turned.verify().1.is_empty());
}

#[test]
fn a_checkout_without_captures_builds_the_same() {
    assert!(locked().build().files == checked_out().build().files);
    assert!(checked_out().verify().1.is_empty(), "the lock stays as it is");
}

#[test]
fn a_source_whose_capture_is_elsewhere_keeps_its_place_in_the_lock() {
    let site = locked().without(HERALD_CAPTURE).edit(WIRE, "[at least 35 homes]", "[35 homes]");
    let (findings, locks) = site.verify();
    assert!(findings.is_empty());
    assert!(locks[LOCK].contains("quote = \"35 homes\"") && locks[LOCK].contains("quote = \"some 50 houses\""));
}

#[test]
fn nothing_is_written_while_an_excerpt_is_not_found() {
    let (findings, locks) = locked().edit(WIRE, "[at least 35 homes]", "[at least 36 homes]").verify();
    assert_eq!(
        findings.iter().map(short).collect::<Vec<_>>(),
        [format!("excerpt-not-found {WIRE}:6:15 `at least 36 homes`")]
    );
    assert!(locks.is_empty());
}

#[test]
fn the_lock_holds_no_words_but_excerpts_and_short_runs() {
    let common = "by the evening nobody in the whole of the lower town had been told what to do or where to go";
    let site = captured()
        .edit("site.toml", "max_words = 12", "max_words = 12\nmax_share = 0.9")
        .edit(HERALD_CAPTURE, "After weeks", &format!("After {common} weeks"))
        .edit(WIRE_CAPTURE, "More is", &format!("And so {common}. More is"))
        .edit(HERALD, "\"weeks of rain\"", "\"weeks of rain\"\npara = 1");
    let lock = &site.verify().1[LOCK];
    let words: String = lock.lines().filter(|line| line.contains("text = ")).collect();
    assert!(words.contains("words = 21"), "{words}");
    // `max_words` of the site is 12.
    assert!(words.contains("text = \"by the evening nobody in the whole of the lower town had …\""), "{words}");
    // What the page may not print stands nowhere else either.
    let strict = site.edit("site.toml", "max_share = 0.9", "max_share = 0.3");
    let lock = &strict.verify().1[LOCK];
    assert!(lock.contains("words = 21") && !lock.contains("text ="), "{lock}");
}

#[test]
fn drafts_are_verified_and_a_build_without_them_does_not_mind() {
    let draft = "+++\noutlet = \"wire\"\ndraft = true\n+++\n\nIn a draft [only the agency](voice:mayor).\n";
    let site = captured()
        .file("content/events/flood/later.md", draft)
        .file("captures/flood/later.txt", "It is only the agency that says so.\n");
    let (_, locks) = site.verify();
    assert!(locks[LOCK].contains("[sources.later]"));
    let site = site.file(LOCK, locks[LOCK].as_str());
    site.build();
    site.with_drafts().build();
}

#[test]
fn an_event_in_full_text_needs_no_lock() {
    let full = |site: Site, path: &str, from: &str| {
        site.edit(path, from, &format!("text = \"full\"\nrights = \"Invented.\"\n{from}"))
    };
    let site = [(COURIER, "coded = true"), (HERALD, "published ="), (NOTICE, "role =")]
        .into_iter()
        .fold(super::support::site().with_evidence(), |site, (path, from)| full(site, path, from))
        .without(WIRE)
        .edit(EVENT, ", \"wire\"", "")
        .edit(HERALD, "\"weeks of rain\"", "\"heavy rain\"")
        .edit(HERALD, "\nnear = \"the fire brigade came\"", "");
    site.build();
    assert!(site.verify().1.is_empty());
}
