//! Broken content, case by case: what is changed in a good site, and what is found.
//!
//! A change writes `⟦…⟧` around what must be underlined; the test takes these marks out again, reads
//! the site, and expects one finding at each, in order of file and place.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

#[path = "../support/mod.rs"]
mod support;

mod case;
mod evidence;
mod files;
mod front_matter;
mod headings;
mod markdown;
mod marks;
mod names;
mod theme;

use std::collections::BTreeSet;

use rashomon::diagnostic::Code;
use support::{COURIER, EVENT, HERALD, short, site, tell};

use case::{Case, holds};

/// Every case there is.
fn all() -> Vec<Case> {
    [
        evidence::CASES,
        files::CASES,
        front_matter::CASES,
        headings::CASES,
        marks::CASES,
        markdown::CASES,
        names::CASES,
        theme::CASES,
    ]
    .concat()
}

#[test]
fn every_broken_input_is_found_where_it_is() {
    let failures: Vec<String> = all().iter().filter_map(|case| holds(case).err()).collect();
    assert!(failures.is_empty(), "{} of {} cases fail\n\n{}", failures.len(), all().len(), failures.join("\n"));
}

#[test]
fn every_case_has_a_name_of_its_own() {
    let names: BTreeSet<&str> = all().iter().map(|case| case.name).collect();
    assert_eq!(names.len(), all().len());
}

#[test]
fn the_good_site_has_no_findings() {
    let findings = site().check();
    assert!(findings.is_empty(), "\n{}", tell(&findings));
    site().build();
}

/// Codes that only a real disk, a page to import, a target or a fault of the program can bring about; `tests/cli.rs`,
/// `tests/output.rs`, `tests/import`, `tests/preview` and `tests/publish` meet them.
const NEEDS_MORE: [Code; 16] = [
    Code::InvalidFileName,
    Code::OutsideLink,
    Code::ForeignOutput,
    Code::BusyOutput,
    Code::FileExists,
    Code::DiskFailure,
    Code::InternalError,
    Code::RefusedAddress,
    Code::UnreachableAddress,
    Code::NoArticle,
    Code::UnknownTarget,
    Code::PublishRefused,
    Code::TooManyDeletes,
    Code::PublishFailed,
    Code::PublishBusy,
    Code::MissingProgram,
];

#[test]
fn every_code_is_met_by_some_case() {
    let met: BTreeSet<Code> = all().iter().flat_map(|case| case.codes().collect::<Vec<_>>()).collect();
    let missed: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| !met.contains(code) && !NEEDS_MORE.contains(code))
        .map(|code| code.name())
        .collect();
    assert!(missed.is_empty(), "no case has {missed:?}");
    assert!(NEEDS_MORE.iter().all(|code| !met.contains(code)), "an exception is not needed any more");
}

#[test]
fn columns_count_characters() {
    // `Über` and `ä` have one byte more than letters; 🌊 has four bytes and is one character.
    let site = site().edit(HERALD, "Über night [some 50 houses](fact:houses", "Über ä 🌊 [some 50 houses](fact:homes");
    let found: Vec<String> = site.check().iter().map(short).collect();
    assert_eq!(found, [format!("unknown-fact {HERALD}:16:32 `homes`")]);
}

#[test]
fn errors_in_several_files_come_in_one_run_by_file_and_place() {
    let site = site()
        .edit(HERALD, "value=rain", "value=heavy%20rain")
        .edit(HERALD, "value=50", "value=fifty")
        .edit(COURIER, "fact:help", "fact:halp")
        .edit(EVENT, "places", "place = 1\nplaces")
        .append("content/about.md", "[x](nowhere.md)\n");
    let found: Vec<String> = site.check().iter().map(short).collect();
    assert_eq!(
        found,
        [
            "broken-link content/about.md:6:5 `nowhere.md`".to_owned(),
            format!("unknown-fact {COURIER}:11:106 `halp`"),
            format!("invalid-reading {HERALD}:16:47 `fifty`"),
            format!("invalid-reading {HERALD}:16:130 `heavy%20rain`"),
            format!("unknown-key {EVENT}:5:1 `place`"),
        ]
    );
}

#[test]
fn a_failing_template_names_the_page_that_it_was_to_make() {
    let site = site().file("templates/source.html", "<p>\n{{ source.titel }}</p>\n");
    let built = site.try_build();
    let found = &built.outcome.findings;
    assert_eq!(found.iter().map(short).collect::<Vec<_>>(), ["template-error templates/source.html:2:11 `titel`"]);
    assert_eq!(found[0].page.as_deref(), Some("/events/flood/courier/"));
    assert!(site.check().is_empty(), "a check renders nothing");
}

#[test]
fn a_file_name_that_is_no_id_is_told_as_it_is() {
    let findings = site().file("content/events/flood/an source.md", "").check();
    assert_eq!(findings[0].message, "`an source` is no id for a source");
}
