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
        ["x:6 `\"its place\"` none of 3 excerpts is verified", "y:8 `[w](fact:a)` the only excerpt is not verified"]
    );
}

#[test]
fn the_body_of_a_full_text_is_its_own_evidence() {
    let site = event("### A {#a .fact}").report("x", FULL, "[w](fact:a) and [v](fact:a)");
    assert_eq!(open_of(&site, "unverified"), Vec::<String>::new());
}

#[test]
fn some_of_many_are_told_with_their_number() {
    let elsewhere = format!("{FULL}\n\n[[marks]]\non = [\"frame:cause\"]\nquote = \"never written\"");
    let site = event("### A {#a .fact}").report("x", &elsewhere, "[w](fact:a)");
    assert_eq!(open_of(&site, "unverified"), ["x:6 `[[marks]]` 1 of 2 excerpts is not verified"]);
}

#[test]
fn an_upstream_is_told_too_and_a_source_without_excerpts_is_not() {
    let site = event("### A {#a .fact}")
        .report("x", "", "")
        .file("content/events/e/u.md", "+++\nrole = \"upstream\"\n+++\n\n[w](fact:a)\n");
    assert_eq!(open_of(&site, "unverified"), ["u:5 `[w](fact:a)` the only excerpt is not verified"]);
}
