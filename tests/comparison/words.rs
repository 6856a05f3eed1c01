//! Names, voices, frames: what is counted in words.

use super::{
    compare,
    support::{SETTINGS, event},
    texts,
};

const FULL: &str = "text = \"full\"\nrights = \"Written for this test.\"";

#[test]
fn every_occurrence_of_a_name_counts_where_the_text_is_known() {
    let body = "[Kosovo](term:k) is not *Kosovo*’s, and Kosovos is no Kosovo[^1].\n\n\
                - Kosovo\n\n| a | Kosovo |\n|---|---|\n| `Kosovo` | b |\n\n[the country](term:k)\n\n[^1]: Nor here.";
    let site = event("### K {#k .term}").report("full", FULL, body).report("digest", "", "[Kosovo](term:k) and Kosovo");
    let comparison = compare(&site);
    let names = &comparison.entry("terms", "k")["names"];
    // An apostrophe may follow, as in Kosovo’s; Kosovos is another word.
    assert_eq!(names["full"][0]["count"], 6, "{names}");
    assert_eq!(names["full"][1]["count"], 1);
    assert!(names["digest"][0]["count"].is_null(), "of a digest nobody knows");
}

#[test]
fn a_name_counts_in_a_link_whatever_the_link_leads_to() {
    let body = "[Kosovo](term:k), northern [Kosovo](index.md), [Kosovo](https://example.org/) and [the *Kosovo*](/).";
    let comparison = compare(&event("### K {#k .term}").report("full", FULL, body));
    assert_eq!(comparison.entry("terms", "k")["names"]["full"][0]["count"], 4);
    let body = "[northern Kosovo](term:k), northern [Kosovo](index.md), [northern](index.md) Kosovo";
    let comparison = compare(&event("### K {#k .term}").report("full", FULL, body));
    assert_eq!(comparison.entry("terms", "k")["names"]["full"][0]["count"], 3);
}

#[test]
fn a_name_that_is_marked_twice_is_one_name() {
    let site = event("### K {#k .term}").report(
        "a",
        FULL,
        "[the force](term:k), [KFOR](term:k), [the force](term:k), the\nforce",
    );
    let comparison = compare(&site);
    let names = &comparison.entry("terms", "k")["names"]["a"];
    assert_eq!(texts(names), ["the force", "KFOR"]);
    assert_eq!(names[0]["count"], 3, "a line may end within it");
}

#[test]
fn voices_are_counted_by_the_words_in_quotation_marks() {
    let site = event("### M {#m .voice}\n\n### N {#n .voice}").report(
        "a",
        "",
        "[It can’t go on](voice:m), [said the mayor](voice:m?form=indirect), [we will](voice:m?words=14), [“peace”](voice:m?form=scare)",
    );
    let comparison = compare(&site);
    let speech = &comparison.entry("voices", "m")["sources"]["a"];
    assert_eq!(speech["words"], 4 + 14, "can’t is one word; `words=` counts the whole quotation");
    assert_eq!((&speech["direct"], &speech["indirect"]), (&2.into(), &1.into()));
    assert_eq!(speech["scare"][0], "“peace”");
    assert!(comparison.entry("voices", "n")["sources"].as_object().unwrap().is_empty());
}

#[test]
fn frames_keep_the_articles_order_and_the_editors_remark() {
    let front =
        "[[marks]]\non = [\"frame:cause\"]\nquote = \"first\"\npara = 1\ncomment = \"who acts\"\nby = \"an-official\"";
    let site = event("").report("a", front, "[second](frame:cause?para=2) [third](frame:cause+remedy?para=3)");
    let comparison = compare(&site);
    let cause = &comparison.0["frames"]["cause"]["a"];
    assert_eq!(texts(cause), ["first", "second", "third"]);
    assert_eq!(cause[0]["comment"], "who acts");
    assert_eq!(cause[0]["stance"], "attributes");
    assert_eq!(texts(&comparison.0["frames"]["remedy"]["a"]), ["third"]);
    assert!(comparison.0["frames"]["problem"].as_object().unwrap().is_empty());
}

#[test]
fn full_text_may_be_quoted_at_any_length() {
    let long = "word ".repeat(40);
    let site = event("### F {#f .fact}");
    assert!(site.clone().report("a", FULL, &format!("[{long}](fact:f)")).check().is_empty());
    assert_eq!(site.report("a", "", &format!("[{long}](fact:f)")).check().len(), 1);
}

#[test]
fn words_are_counted_by_unicode() {
    // Twelve words are allowed: hyphens divide, apostrophes and decimal points do not.
    let words = "one-two isn’t 3.5 four five six seven eight nine ten eleven";
    let site = event("### F {#f .fact}").report("a", "", &format!("[{words}](fact:f)"));
    assert!(site.check().is_empty());
    let site = site.edit(SETTINGS, "max_words = 12", "max_words = 11");
    assert!(site.check()[0].message.contains("12 words"), "{}", site.check()[0].message);
}
