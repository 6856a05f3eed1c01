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

#[test]
fn what_the_lock_tells_of_a_source_without_its_capture_is_not_lost() {
    let site = locked().without(COURIER_CAPTURE).edit(COURIER, "captions = [2]", "captions = []").edit(
        WIRE,
        "[at least 35 homes]",
        "[35 homes]",
    );
    let (findings, locks) = site.verify();
    let found: Vec<String> = findings.iter().map(short).collect();
    assert_eq!(found, [format!("stale-lock {LOCK}")], "the courier's own change is still told");
    assert!(locks[LOCK].contains("[sources.courier]") && locks[LOCK].contains("\"The Ouzel\""));
    let mended = site.file(LOCK, locks[LOCK].as_str()).edit(COURIER, "captions = []", "captions = [2]");
    mended.build();
}

#[test]
fn no_lock_is_written_for_an_event_in_which_something_is_wrong() {
    let long = "nobody was warned of it in time”, says the mayor. The Ouzel had risen";
    let refused = [
        locked().edit(COURIER, "[says the mayor]", &format!("[{long}]")),
        locked().edit(COURIER, "fact:cause?", "fact:curse?"),
        locked().edit(HERALD, "outlet = \"herald\"", "outlet = \"harold\""),
        locked().edit("site.toml", "max_words = 12", "max_words = \"12\""),
    ];
    for site in refused {
        let site = site.edit(WIRE, "[at least 35 homes]", "[35 homes]");
        let (findings, locks) = site.verify();
        assert!(!findings.is_empty() && locks.is_empty(), "{findings:?}");
    }
}

#[test]
fn another_title_or_a_lower_limit_is_seen_without_captures() {
    let codes = |site: Site| site.check().iter().map(|finding| finding.code.name()).collect::<Vec<_>>();
    assert!(codes(checked_out()).is_empty());
    assert_eq!(codes(checked_out().edit(COURIER, "Förty houses under", "Förty houses not under")), ["stale-lock"]);
}

#[test]
fn a_lock_that_cannot_be_right_is_none() {
    for (from, to) in [
        ("line = 5, word = 27", "line = 5, word = 1000"),
        ("line = 5, word = 27", "line = 0, word = 27"),
        ("line = 5, word = 27", "line = 5, para = 5, word = 27"),
        ("line = 5, word = 27", "line = 5, zone = \"furniture\", word = 27"),
        ("line = 5, word = 27", "line = 5, word = 4294967295"),
        ("line = 5, word = 27", "line = 5, word = -1"),
        ("line = 5, word = 27", "line = 5, word = 27, quotations = [[30, 100]]"),
        ("\"The Ouzel\" },", "\"The Ouzel\" },\n  { line = 5, word = 28, quote = \"The Ouzel\" },"),
        ("words = 39", "words = 3"),
        ("both = 0\nlongest = 2", "both = 4000000\nlongest = 2"),
        ("headline = 1\n", "headline = 1\nfull_text = \"x\"\n"),
    ] {
        let lock = locked().read(LOCK);
        assert!(lock.contains(from), "{from}:\n{lock}");
        let site = checked_out().file(LOCK, lock.replacen(from, to, 1));
        let codes: Vec<&str> = site.check().iter().map(|finding| finding.code.name()).collect();
        assert_eq!(codes, ["malformed-lock", "unverified-excerpts"], "{to}");
    }
}
