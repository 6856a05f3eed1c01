//! Excerpts that are not verified.

use super::{open_of, support::event};

const FULL: &str = "text = \"full\"\nrights = \"Written for this test.\"";

#[test]
fn a_source_is_told_once_at_its_first_excerpt() {
    let front = "coded = true\n[[absent]]\nfact = \"b\"\nnear = \"its place\"\n\n\
                 [[marks]]\non = [\"frame:cause\"]\nquote = \"in front\"";
    let facts = "### A {#a .fact}\n\n### B {#b .fact}";
    let site = event(facts).report("x", front, "[w](fact:a)").report("y", "", "A digest.\n\n[w](fact:a)");
    assert_eq!(
        open_of(&site, "unverified"),
        ["x:6:8 none of 3 excerpts is verified", "y:8 the only excerpt is not verified"]
    );
}

#[test]
fn the_body_of_a_full_text_is_its_own_evidence() {
    let site = event("### A {#a .fact}").report("x", FULL, "[w](fact:a) and [v](fact:a)");
    assert_eq!(open_of(&site, "unverified"), Vec::<String>::new());
}

#[test]
fn some_of_many_are_told_with_their_number_at_the_first_of_them() {
    let near = "coded = true\n[[absent]]\nfact = \"b\"\nnear = \"the school\"";
    let facts = "### A {#a .fact}\n\n### B {#b .fact}";
    let body = "[the water](fact:a) and\n[the boats](fact:a) and\n[the rain](fact:a)";
    let site = event(facts).report("x", near, body);
    let with = |capture: &str| open_of(&site.clone().file("captures/e/x.txt", capture), "unverified");
    assert_eq!(with("the water, the boats, the rain, the school"), Vec::<String>::new());
    assert_eq!(with("the water, the rain, the school"), ["x:10 1 of 4 excerpts is not verified"]);
    assert_eq!(with("the water, the rain"), ["x:6:8 2 of 4 excerpts are not verified"]);
}

#[test]
fn an_excerpt_that_is_verified_is_not_the_place_of_one_with_the_same_words() {
    let body = "[the water](term:t) and\n[the water](fact:a)";
    let site = event("### A {#a .fact}\n\n### T {#t .term}")
        .report("x", "", body)
        .file("captures/e/x.txt", "the water and the water");
    assert_eq!(open_of(&site, "unverified"), ["x:7 1 of 2 excerpts is not verified"]);
}

#[test]
fn an_upstream_is_told_too_and_a_source_without_excerpts_is_not() {
    let site = event("### A {#a .fact}")
        .report("x", "", "")
        .file("content/events/e/u.md", "+++\nrole = \"upstream\"\n+++\n\n[w](fact:a)\n");
    assert_eq!(open_of(&site, "unverified"), ["u:5 the only excerpt is not verified"]);
}
