//! The state of a cell, and how far a fact is spread.

use super::{compare, support::event};

const ABSENT: &str = "[[absent]]\nfact = \"f\"";

#[test]
fn a_mark_carries_a_fact_whenever_the_report_was_published() {
    let site = event("### F {#f .fact since=2024-03-02}")
        .report("before", "published = 2024-03-01\ncoded = true", "[words](fact:f)")
        .report("uncoded", "", "[words](fact:f)");
    assert_eq!(compare(&site).states("f"), ["before carried", "uncoded carried"]);
}

#[test]
fn a_report_of_an_earlier_day_came_too_early_and_left_nothing_out() {
    let site = event("### F {#f .fact since=2024-03-02}")
        .report("day-before", "published = 2024-03-01\ncoded = true", "")
        .report("minute-before", "published = 2024-03-01T23:59:00\ncoded = true", "")
        .report("not-coded", "published = 2024-03-01", "")
        // The day as it is written counts: elsewhere it was the second of March already.
        .report("other-zone", "published = 2024-03-01T23:00:00-05:00\ncoded = true", "")
        .report("said-absent", &format!("published = 2024-03-01\n{ABSENT}"), "");
    assert_eq!(
        compare(&site).states("f"),
        [
            "day-before too-early",
            "minute-before too-early",
            "not-coded too-early",
            "other-zone too-early",
            "said-absent too-early",
        ]
    );
}

#[test]
fn the_same_day_and_an_unknown_day_are_not_too_early() {
    let site = event("### F {#f .fact since=2024-03-02}")
        .report("same-day", "published = 2024-03-02T00:00:00\ncoded = true", "")
        .report("undated", "coded = true", "")
        .report("undated-uncoded", "published_note = \"in spring\"", "");
    assert_eq!(
        compare(&site).states("f"),
        ["same-day not-carried", "undated not-carried", "undated-uncoded not-coded"]
    );
}

#[test]
fn only_what_was_looked_for_is_not_carried() {
    let site = event("### F {#f .fact}\n\n### G {#g .fact}")
        .report("coded", "coded = true", "")
        .report("said", ABSENT, "")
        .report("said-near", &format!("{ABSENT}\nnear = \"other words\""), "")
        .report("silent", "", "");
    let comparison = compare(&site);
    assert_eq!(
        comparison.states("f"),
        ["coded not-carried", "said not-carried", "said-near not-carried", "silent not-coded"]
    );
    assert_eq!(
        comparison.states("g"),
        ["coded not-carried", "said not-coded", "said-near not-coded", "silent not-coded"]
    );
    assert_eq!(comparison.cell("f", "said-near")["near"], "other words");
}

#[test]
fn upstream_texts_have_a_page_and_no_column() {
    let site = event("### F {#f .fact}")
        .report("report", "upstream = [\"agency\"]", "[words](fact:f)")
        .file("content/events/e/agency.md", "+++\nrole = \"upstream\"\n+++\n\n[other words](fact:f?value=x)\n");
    let comparison = compare(&site);
    assert_eq!(comparison.columns(), ["report"]);
    assert_eq!(comparison.states("f"), ["report carried"]);
    assert_eq!(comparison.fact("f")["differs"], false);
    let built = site.build();
    assert!(built.text("events/e/agency/index.html").contains("other words"));
    assert!(built.page("events/e/report/index.html").contains("href=\"../agency/\""));
}

/// The spread of a fact over reports of these kinds.
fn spread(kinds: &[&str]) -> String {
    let mut site = event("### F {#f .fact since=2024-03-02}");
    for (number, kind) in kinds.iter().enumerate() {
        let (front, body) = match *kind {
            "carried" => ("", "[words](fact:f)"),
            "absent" => ("coded = true", ""),
            "early" => ("published = 2024-03-01\ncoded = true", ""),
            "uncoded" => ("", ""),
            other => panic!("{other}"),
        };
        site = site.report(&format!("r{number}"), front, body);
    }
    compare(&site).fact("f")["spread"].as_str().unwrap().to_owned()
}

#[test]
fn spread_counts_the_reports_that_could_carry_a_fact_and_were_looked_through() {
    for (kinds, wanted) in [
        (&["carried", "carried"][..], "all"),
        (&["carried", "carried", "early"], "all"),
        (&["carried", "carried", "uncoded"], "all"),
        (&["carried", "carried", "early", "uncoded", "carried"], "all"),
        (&["carried", "carried", "absent"], "some"),
        (&["carried", "carried", "absent", "uncoded"], "some"),
        (&["carried", "absent"], "one"),
        // Where one report alone could carry it, "all" would say too much.
        (&["carried"], "one"),
        (&["carried", "early"], "one"),
        (&["carried", "uncoded"], "one"),
        (&["absent", "absent"], "none"),
        (&["early"], "none"),
        (&["uncoded", "uncoded"], "none"),
        (&[], "none"),
    ] {
        assert_eq!(spread(kinds), wanted, "{kinds:?}");
    }
}

#[test]
fn nothing_stands_in_the_place_of_what_came_too_early() {
    let near = format!("{ABSENT}\nnear = \"soon\"");
    let built = event("### F {#f .fact since=2024-03-02}")
        .report("early", &format!("published = 2024-03-01\n{near}"), "")
        .report("late", &format!("published = 2024-03-03\n{near}"), "")
        .report("other", "", "[words](fact:f)")
        .build();
    assert!(!built.text("events/e/early/index.html").contains("soon"));
    assert!(built.text("events/e/late/index.html").contains("soon"));
}
