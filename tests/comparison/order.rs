//! Orders: columns, marks, readings, the first screen.

use super::{
    compare, lead,
    support::{Site, event, event_with},
};

/// Four reports, published at different times or never.
fn published(front: &str) -> Site {
    event_with(front, "### F {#f .fact}")
        .report("a-undated", "", "")
        .report("b-late", "published = 2024-03-02T09:00:00Z", "")
        .report("c-day", "published = 2024-03-02", "")
        .report("d-early", "published = 2024-03-01T23:00:00Z", "")
        .report("e-day", "published = 2024-03-02", "")
}

#[test]
fn columns_follow_publication_with_unknown_times_last_and_ids_within() {
    assert_eq!(compare(&published("")).columns(), ["d-early", "c-day", "e-day", "b-late", "a-undated"]);
}

#[test]
fn columns_follow_the_editor_and_reports_left_out_come_after() {
    let site = published("sources = [\"b-late\", \"a-undated\"]");
    assert_eq!(compare(&site).columns(), ["b-late", "a-undated", "d-early", "c-day", "e-day"]);
}

#[test]
fn columns_follow_the_instant_where_zones_are_known() {
    // Half past nine in the east is before nine in the west.
    let site = event("### F {#f .fact}").report("a-west", "published = 2024-03-02T09:00:00-05:00", "").report(
        "b-east",
        "published = 2024-03-02T09:30:00+03:00",
        "",
    );
    assert_eq!(compare(&site).columns(), ["b-east", "a-west"]);
}

#[test]
fn marks_stand_in_the_articles_order() {
    let site = event("### F {#f .fact}").report(
        "a",
        "[[marks]]\non = [\"fact:f\"]\nquote = \"fourth, from the front matter\"\npara = 4\n\
         [[marks]]\non = [\"fact:f\"]\nquote = \"somewhere\"\n\
         [[marks]]\non = [\"fact:f\"]\nquote = \"first\"\npara = 1",
        "[second](fact:f?para=2) [with the second](fact:f) [fourth](fact:f?para=4) [with the fourth](fact:f)",
    );
    assert_eq!(
        compare(&site).excerpts("f", "a"),
        [
            "first",
            "second",
            "with the second",
            "fourth",
            "with the fourth",
            "fourth, from the front matter",
            "somewhere"
        ]
    );
}

#[test]
fn headline_and_captions_decide_only_where_the_text_says_nothing() {
    let front = "[capture]\nheadline = 1\ncaptions = [2]";
    let site = event("### F {#f .fact unit=people}\n\n### G {#g .fact unit=people}").report(
        "a",
        front,
        "[headline](fact:f+g?value=1&para=1) [caption](fact:f?value=2&para=2) [text](fact:f?value=3&para=3)",
    );
    let comparison = compare(&site);
    assert_eq!(comparison.excerpts("f", "a"), ["text", "headline", "caption"]);
    assert_eq!(comparison.cell("f", "a")["value"], 3);
    assert_eq!(comparison.cell("g", "a")["value"], 1);
}

#[test]
fn readings_of_figures_ascend_and_those_without_value_come_last() {
    let site = event_with("lead = [\"f\"]", "### F {#f .fact unit=people}")
        .report("a", "", "[x](fact:f)")
        .report("b", "", "[x](fact:f?value=100)")
        .report("c", "", "[x](fact:f?value=9)")
        .report("d", "", "[x](fact:f?value=9-12)")
        .report("e", "", "[x](fact:f?value=9&qualifier=about)")
        .report("g", "", "[x](fact:f?value=9&stance=disputes)");
    let [line] = &lead(site)[..] else { panic!("one fact") };
    let readings: Vec<&str> = line.split(" | ").skip(1).collect();
    assert_eq!(readings.len(), 5, "{line}");
    assert_eq!(readings[0], "9: c e");
    assert_eq!(readings[1], "9 disputed: g");
    assert!(readings[2].ends_with(": d"), "{line}");
    assert_eq!(readings[3..], ["100: b", "-: a"]);
}

#[test]
fn readings_of_words_follow_the_labels_then_the_columns() {
    let front = "lead = [\"f\"]\n[labels]\nplanned = \"Was planned\"\narrived = \"Has arrived\"";
    let site = event_with(front, "### F {#f .fact}")
        .report("a", "", "[x](fact:f?value=far-away)")
        .report("b", "", "[x](fact:f?value=arrived)")
        .report("c", "", "[x](fact:f?value=planned)")
        .report("d", "", "[x](fact:f?value=elsewhere)")
        .report("e", "", "[x](fact:f?value=arrived)");
    assert_eq!(lead(site), ["f | Was planned: c | Has arrived: b e | far away: a | elsewhere: d"]);
}

/// Five facts: two figures and three words, in which up to three reports differ.
fn five(front: &str) -> Site {
    let facts = "### A {#alike .fact}\n\n### T {#two .fact}\n\n### W {#word .fact}\n\n### S {#small .fact unit=x}\n\n### B {#big .fact unit=x}";
    event_with(front, facts)
        .report("a", "", "[x](fact:alike?value=a)[x](fact:two?value=a)[x](fact:word?value=a)[x](fact:small?value=1)[x](fact:big?value=1)")
        .report("b", "", "[x](fact:alike?value=a)[x](fact:two?value=b)[x](fact:word?value=b)[x](fact:small?value=2)[x](fact:big?value=2)")
        .report("c", "", "[x](fact:alike?value=a)[x](fact:two?value=b)[x](fact:word?value=c)[x](fact:big?value=2)")
}

#[test]
fn the_lead_is_what_most_carry_with_most_readings_a_figure_first() {
    let ids: Vec<String> = lead(five("")).iter().map(|line| line.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(ids, ["big", "word", "two"]);
}

#[test]
fn the_lead_is_the_editors_choice_where_there_is_one() {
    assert_eq!(lead(five("lead = [\"alike\", \"small\"]")), ["alike | a: a b c", "small | 1: a | 2: b"]);
}
