//! Whether reports differ.

use super::{compare, support::event};

/// Whether two reports differ whose marks have these parameters; also the other way round.
fn differ(heading: &str, one: &str, other: &str) -> bool {
    let of = |one: &str, other: &str| {
        let site = event(heading).report("a", "", &format!("[words](fact:f{one})")).report(
            "b",
            "",
            &format!("[words](fact:f{other})"),
        );
        compare(&site).fact("f")["differs"].as_bool().unwrap()
    };
    let forth = of(one, other);
    assert_eq!(forth, of(other, one), "{one} and {other} turned round");
    forth
}

const FIGURE: &str = "### F {#f .fact unit=people}";
const WORD: &str = "### F {#f .fact}";

#[test]
fn figures_differ_when_no_number_satisfies_both() {
    for (one, other) in [
        ("?value=30", "?value=41"),
        ("?value=30", "?value=31-35"),
        ("?value=30-35", "?value=35.5-40"),
        ("?value=52", "?value=53&qualifier=at-least"),
        ("?value=53", "?value=53&qualifier=more-than"),
        ("?value=53", "?value=53&qualifier=less-than"),
        ("?value=54", "?value=53&qualifier=at-most"),
        ("?value=10&qualifier=more-than", "?value=10&qualifier=at-most"),
        ("?value=10&qualifier=more-than", "?value=10&qualifier=less-than"),
        ("?value=449", "?value=500&qualifier=about"),
        ("?value=551", "?value=500&qualifier=about"),
        ("?value=3801", "?value=3800&qualifier=almost"),
        ("?value=3419", "?value=3800&qualifier=almost"),
        ("?value=0.331", "?value=0.3&qualifier=about"),
        ("?value=500&qualifier=about", "?value=700&qualifier=about"),
    ] {
        assert!(differ(FIGURE, one, other), "{one} and {other}");
    }
}

#[test]
fn figures_agree_when_some_number_satisfies_both() {
    for (one, other) in [
        ("?value=30", "?value=30.0"),
        ("?value=30-35", "?value=35-40"),
        ("?value=32", "?value=30-35"),
        ("?value=53", "?value=53&qualifier=at-least"),
        ("?value=54", "?value=53&qualifier=more-than"),
        ("?value=10&qualifier=at-least", "?value=10&qualifier=at-most"),
        ("?value=450", "?value=500&qualifier=about"),
        ("?value=550", "?value=500&qualifier=about"),
        ("?value=3420", "?value=3800&qualifier=almost"),
        ("?value=0.33", "?value=0.3&qualifier=about"),
        ("?value=-11", "?value=-10&qualifier=about"),
        ("?value=500&qualifier=about", "?value=600&qualifier=about"),
        // Who gives no figure does not contradict one.
        ("", "?value=30"),
    ] {
        assert!(!differ(FIGURE, one, other), "{one} and {other}");
    }
}

#[test]
fn words_and_days_differ_when_they_are_unequal() {
    assert!(differ(WORD, "?value=begun", "?value=arrived"));
    assert!(differ(WORD, "?value=2024-03-01", "?value=2024-03-02"));
    assert!(differ(WORD, "?value=2024-03-01", "?value=in-spring"));
    assert!(!differ(WORD, "?value=begun", "?value=begun"));
    assert!(!differ(WORD, "?value=2024-03-01", "?value=2024-03-01"));
    assert!(!differ(WORD, "", "?value=begun"));
}

#[test]
fn disputing_is_a_difference_and_attributing_is_none() {
    assert!(differ(WORD, "", "?stance=disputes"));
    assert!(differ(WORD, "?value=begun", "?value=begun&stance=disputes"));
    assert!(!differ(WORD, "?value=begun", "?value=begun&by=an-official"));
    assert!(!differ(WORD, "?stance=attributes", "?stance=hedges"));
    // Two that dispute the same agree with each other.
    assert!(!differ(WORD, "?value=begun&stance=disputes", "?value=begun&stance=disputes"));
}

#[test]
fn one_report_does_not_differ_from_itself() {
    let site = event(FIGURE)
        .report("a", "", "[thirty](fact:f?value=30), then [forty](fact:f?value=40), then [no](fact:f?stance=disputes)")
        .report("b", "", "[30](fact:f?value=30)");
    let comparison = compare(&site);
    assert_eq!(comparison.fact("f")["differs"], false);
    assert_eq!(comparison.cell("f", "a")["value"], 30);
    assert_eq!(comparison.cell("f", "a")["stance"], "states");
    assert_eq!(comparison.excerpts("f", "a"), ["thirty", "forty", "no"]);
}

#[test]
fn values_keep_their_form_in_the_data() {
    let site = event("### F {#f .fact unit=people}\n\n### G {#g .fact}")
        .report("whole", "", "[x](fact:f?value=500)[y](fact:g?value=2024-03-02)")
        .report("decimal", "", "[x](fact:f?value=0.30)[y](fact:g?value=northern-kosovo)")
        .report("range", "", "[x](fact:f?value=30-35&qualifier=about)")
        // A number that readers of JSON would round stays text.
        .report("long", "", "[x](fact:f?value=123456789012345678.123)");
    let comparison = compare(&site);
    assert_eq!(comparison.cell("f", "whole")["value"], 500);
    assert_eq!(comparison.cell("f", "decimal")["value"], 0.3);
    assert_eq!(comparison.cell("f", "range")["value"], "30-35");
    assert_eq!(comparison.cell("f", "range")["qualifier"], "about");
    assert_eq!(comparison.cell("f", "long")["value"], "123456789012345678.123");
    assert_eq!(comparison.cell("g", "whole")["value"], "2024-03-02");
    assert_eq!(comparison.cell("g", "decimal")["value"], "northern-kosovo");
}

#[test]
fn a_disputed_figure_is_no_second_one() {
    let plotted = |other: &str| {
        let site = event(FIGURE).report("a", "", "[words](fact:f?value=30)");
        let built = site.report("b", "", &format!("[words](fact:f?{other})")).build();
        built.page("events/e/index.html").contains("class=\"plot\"")
    };
    assert!(plotted("value=41"));
    assert!(!plotted("value=30&stance=disputes"));
}
