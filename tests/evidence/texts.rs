//! What the comparison takes from the articles' own text.

use serde_json::{Value, json};

use super::support::{COURIER, Site, captured, event, locked};

fn cell<'v>(comparison: &'v Value, fact: usize, report: &str) -> &'v Value {
    &comparison["facts"][fact]["cells"][report]
}

#[test]
fn an_excerpt_is_verified_and_has_its_line() {
    let comparison = locked().build().comparison("flood");
    let excerpt = &cell(&comparison, 0, "courier")["excerpts"][0];
    assert_eq!((&excerpt["line"], &excerpt["verified"]), (&json!(3), &json!(true)));
    let unproven = super::support::site().build().comparison("flood");
    let excerpt = &cell(&unproven, 0, "courier")["excerpts"][0];
    assert_eq!((&excerpt["line"], &excerpt["verified"]), (&Value::Null, &json!(false)));
}

/// One report that says three things of one fact; the middle one stands first in the article.
fn thrice(parameter: &str) -> Site {
    event("### F {#f .fact}\n")
        .report(
            "a",
            "",
            &format!(
                "It says [one](fact:f?value=one), [two](fact:f?value=two), [three](fact:f?value=three{parameter})."
            ),
        )
        .file("captures/e/a.txt", "At first two of them. Then one.\nAt last three.\n")
}

#[test]
fn the_articles_order_decides_unless_a_mark_is_the_main_one() {
    let value = |site: Site| {
        let built = site.try_build();
        let comparison = built.comparison("e");
        let cell = cell(&comparison, 0, "a").clone();
        let texts: Vec<String> = cell["excerpts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|excerpt| excerpt["text"].as_str().unwrap().to_owned())
            .collect();
        (cell["value"].clone(), texts)
    };
    assert_eq!(value(thrice("")), (json!("two"), vec!["two".into(), "one".into(), "three".into()]));
    assert_eq!(value(thrice("&main=true")), (json!("three"), vec!["three".into(), "two".into(), "one".into()]));
    assert_eq!(value(thrice("&main=false")).0, json!("two"));
}

#[test]
fn a_full_text_is_its_own_evidence() {
    let body = "The first paragraph.\n\nWords come [twice](term:t) and [twice](fact:f?value=again).\n\n> “It was [late](voice:v),” she said.";
    let front = "text = \"full\"\nrights = \"Invented.\"\n\n[[marks]]\non = [\"fact:f\"]\nquote = \"first paragraph\"";
    let site =
        event("### F {#f .fact}\n\n### T {#t .term}\n\n### V {#v .voice}\n").report("a", front, body).with_evidence();
    let comparison = site.build().comparison("e");
    let excerpts = cell(&comparison, 0, "a")["excerpts"].as_array().unwrap();
    let places: Vec<(&Value, &Value)> =
        excerpts.iter().map(|excerpt| (&excerpt["line"], &excerpt["verified"])).collect();
    assert_eq!(places, [(&json!(1), &json!(true)), (&json!(2), &json!(true))]);
}

#[test]
fn a_full_text_may_have_headline_and_subheadings_and_nothing_else_of_its_own() {
    let full = |body: &str| {
        event("### F {#f .fact}\n")
            .report("a", "text = \"full\"\nrights = \"Invented.\"\n\n[capture]\nheadline = 1\nfurniture = [3]", body)
            .file(
                "captures/e/a.txt",
                "The Headline\nFirst the “water” came.\nAfter noon\nThen it went – slowly.\nMore people left.\n",
            )
            .with_evidence()
            .check()
    };
    let same = "# The Headline\n\nFirst the \"water\" [came](fact:f).\n\n## After noon\n\nThen *it* went - slowly.\nMore people left.";
    assert!(full(same).is_empty());
    assert!(full(&same.replace("# The Headline\n\n", "").replace("## After noon\n\n", "")).is_empty());
    for changed in [
        same.replace("slowly", "quickly"),
        same.replace("Then ", "And then "),
        same.replace("More people left.", ""),
        same.replace("Then ", "Then After "),
    ] {
        assert_eq!(full(&changed).len(), 1, "{changed}");
    }
}

#[test]
fn words_of_headline_and_captions_are_found_after_those_of_the_text() {
    let site =
        captured().edit(COURIER, "[forty houses](fact:houses?value=40)", "[the river on Friday](fact:houses?value=40)");
    let comparison = site.try_build().comparison("flood");
    assert_eq!(cell(&comparison, 0, "courier")["excerpts"][0]["line"], 2);
}

#[test]
fn a_quotation_that_the_report_interrupts_is_counted_whole() {
    let site = |mark: &str| {
        event("### F {#f .fact}\n\n### V {#v .voice}\n")
            .report("a", "coded = true", &format!("It ends: {mark}."))
            .file("captures/e/a.txt", "“We stay,” she said, “and we will never leave.” That was all.\n")
    };
    for (mark, words) in [
        ("[We stay … never leave](voice:v)", 7),
        ("[We stay](voice:v), [never leave](voice:v)", 7),
        ("[We stay](voice:v)", 2),
        ("[We stay](voice:v?words=9)", 9),
        ("[We stay … never leave](voice:v?words=5)", 5),
    ] {
        let comparison = site(mark).try_build().comparison("e");
        assert_eq!(comparison["voices"][0]["sources"]["a"]["words"], words, "{mark}: {}", comparison["voices"]);
    }
}
