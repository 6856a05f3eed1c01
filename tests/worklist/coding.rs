//! Facts and sources that are not coded.

use super::{
    open_of,
    support::{Site, event},
};

const FACTS: &str = "### A {#a .fact}\n\n### B {#b .fact}\n\n### C {#c .fact since=2024-03-03}";

fn facts() -> Site {
    event(FACTS)
}

#[test]
fn a_report_on_which_no_work_has_begun_is_told_once() {
    let site = facts().report("x", "coded = true", "[w](fact:a+b+c)").report("y", "", "Only a digest so far.");
    assert_eq!(open_of(&site, "not-coded"), ["y:1 not coded, all 3 facts to look for"]);
    let one = event("### A {#a .fact}").report("x", "coded = true", "[w](fact:a)").report("y", "", "");
    assert_eq!(open_of(&one, "not-coded"), ["y:1 not coded, 1 fact to look for"]);
}

#[test]
fn open_facts_are_told_with_the_reports_that_are_still_to_be_searched() {
    let site = facts()
        .report("v", "coded = true", "[w](fact:a+b+c)")
        .report("x", "", "[w](fact:a)")
        .report("y", "coded = false\n[[absent]]\nfact = \"b\"", "")
        .report("z", "", "");
    assert_eq!(
        open_of(&site, "not-coded"),
        [
            "index:10 `a` is not coded in y",
            "index:12 `b` is not coded in x",
            "index:14 `c` is not coded in x, y",
            "x:1 not coded, 2 of 3 facts to look for",
            "y:3:9 not coded, 2 of 3 facts to look for",
            "z:1 not coded, all 3 facts to look for",
        ]
    );
}

#[test]
fn a_fact_that_was_looked_for_nowhere_says_so() {
    let site = facts().report("x", "", "[w](fact:a)").report("y", "", "[w](fact:a)");
    let open = open_of(&site, "not-coded");
    assert_eq!(open[0], "index:12 `b` is not coded in any report");
    let alone = facts().report("x", "", "[w](fact:a)");
    assert_eq!(open_of(&alone, "not-coded")[0], "index:12 `b` is not coded in x");
}

#[test]
fn what_a_report_could_not_carry_yet_is_not_open() {
    let site = facts().report("x", "published = 2024-03-02", "[w](fact:a+b)");
    assert_eq!(open_of(&site, "not-coded"), ["x:1 no fact left to look for, but `coded` is not set"]);
    let early = facts().report("x", "published = 2024-03-02", "");
    assert_eq!(open_of(&early, "not-coded"), ["x:1 not coded, 2 of 3 facts to look for"]);
}

#[test]
fn a_fact_that_no_report_carries_is_told_once_all_are_searched() {
    let site = facts().report("x", "coded = true", "[w](fact:a)").report("y", "", "[w](fact:a+b)");
    assert_eq!(open_of(&site, "not-carried"), Vec::<String>::new());
    let site = facts().report("x", "coded = true", "[w](fact:a)").report("y", "coded = true", "[w](fact:a+b)");
    assert_eq!(open_of(&site, "not-carried"), ["index:14 `c` is carried by no report"]);
}

#[test]
fn an_upstream_has_no_cells() {
    let site = facts()
        .report("x", "coded = true", "[w](fact:a+b)")
        .file("content/events/e/u.md", "+++\nrole = \"upstream\"\n+++\n\n[w](fact:c)\n");
    assert_eq!(open_of(&site, "not-coded"), Vec::<String>::new());
    assert_eq!(open_of(&site, "not-carried").len(), 1);
}
