//! What one mark says: several targets, parameters, encodings, translations.

use super::{
    compare,
    support::{event, event_with, short},
    texts,
};

#[test]
fn a_mark_on_several_things_is_on_each_of_them() {
    let headings =
        "### F {#f .fact unit=people}\n\n### G {#g .fact unit=people}\n\n### T {#t .term}\n\n### V {#v .voice}";
    let site = event(headings).report("a", "", "[ten men](fact:f+g+term:t+voice:v+frame:problem?value=10)");
    let comparison = compare(&site);
    assert_eq!(comparison.cell("f", "a")["value"], 10);
    assert_eq!(comparison.cell("g", "a")["value"], 10);
    assert_eq!(texts(&comparison.entry("terms", "t")["names"]["a"]), ["ten men"]);
    assert_eq!(comparison.entry("voices", "v")["sources"]["a"]["words"], 2);
    assert_eq!(texts(&comparison.0["frames"]["problem"]["a"]), ["ten men"]);
}

#[test]
fn destinations_are_split_first_and_decoded_then() {
    let site = event("### F {#f .fact}\n\n### G {#g .fact}").report(
        "a",
        "",
        "[x](fact:%66?value=zve%C4%8Dan) [y](<fact:g?value=two-words&by=an-official> \"a remark\")",
    );
    let comparison = compare(&site);
    assert_eq!(comparison.cell("f", "a")["value"], "zvečan");
    assert_eq!(comparison.cell("g", "a")["by"], "an-official");

    // An encoded `&` belongs to the value, which then is no short word.
    let site = event("### F {#f .fact}").report("a", "", "[x](fact:f?value=a%26by%3Db)");
    assert_eq!(
        site.check().iter().map(short).collect::<Vec<_>>(),
        ["invalid-reading content/events/e/a.md:6:18 `a%26by%3Db`"]
    );
}

#[test]
fn an_attribution_implies_the_stance() {
    let site = event("### F {#f .fact}\n\n### M {#mayor .voice}")
        .report("plain", "", "[x](fact:f)")
        .report("word", "", "[x](fact:f?by=an-official)")
        .report("named", "", "[x](fact:f?by=mayor)")
        .report("doubting", "", "[x](fact:f?by=mayor&stance=disputes)")
        .report("unnamed", "", "[x](fact:f?stance=attributes)");
    let comparison = compare(&site);
    for (report, stance, by) in [
        ("plain", "states", None),
        ("word", "attributes", Some("an-official")),
        ("named", "attributes", Some("mayor")),
        ("doubting", "disputes", Some("mayor")),
        ("unnamed", "attributes", None),
    ] {
        let cell = comparison.cell("f", report);
        assert_eq!((cell["stance"].as_str(), cell["by"].as_str()), (Some(stance), by), "{report}");
    }
}

#[test]
fn both_kinds_of_marks_say_the_same() {
    let front = "[[marks]]\non = [\"fact:f\", \"frame:cause\"]\nquote = \"thirty\"\nvalue = 30\nqualifier = \"about\"\nby = \"mod\"";
    let site = event("### F {#f .fact unit=people}").report("front", front, "").report(
        "inline",
        "",
        "[thirty](fact:f+frame:cause?value=30&qualifier=about&by=mod)",
    );
    let comparison = compare(&site);
    let (mut front, inline) = (comparison.cell("f", "front").clone(), comparison.cell("f", "inline"));
    front["excerpts"][0]["anchor"] = inline["excerpts"][0]["anchor"].clone();
    assert_eq!(front, *inline);
}

#[test]
fn what_the_editor_wrote_into_an_excerpt_stays_as_written() {
    let site = event("### F {#f .fact}").report(
        "a",
        "",
        "[“the […] dam” — *it* was\nopened…](fact:f) [a `b` &amp; c\\]](fact:f)",
    );
    assert_eq!(compare(&site).excerpts("f", "a"), ["“the […] dam” — it was opened…", "a b & c]"]);
}

#[test]
fn a_translation_stands_beside_the_words_in_both_places() {
    let front = "lang = \"tr\"\n[[marks]]\non = [\"fact:f\"]\nquote = \"otuz ev\"\nvalue = 30\n\
                 translation = { lang = \"en\", text = \"thirty houses\", by = \"machine\" }";
    let built = event("### F {#f .fact unit=houses}").report("a", front, "").build();
    for page in ["events/e/index.html", "events/e/a/index.html"] {
        let html = built.page(page);
        assert!(html.contains("lang=\"tr\""), "{page}");
        assert!(built.text(page).contains("“thirty houses” (machine translation)"), "{page}");
    }
}

#[test]
fn labels_show_words_and_hyphens_become_spaces() {
    let front = "lead = [\"f\"]\n[labels]\ndam-opened = \"The dam was opened\"\nthe-mayor = \"Tårnholm’s mayor\"";
    let built = event_with(front, "### F {#f .fact}")
        .report("a", "", "[x](fact:f?value=dam-opened&by=the-mayor)")
        .report("b", "", "[x](fact:f?value=heavy-rain&by=an-official)")
        .build();
    let text = built.text("events/e/index.html");
    for words in ["The dam was opened", "Tårnholm’s mayor", "heavy rain", "an official"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("dam-opened") && !text.contains("an-official"), "{text}");
}

#[test]
fn text_from_content_is_shown_as_text() {
    let evil = "<b onclick=x>&</b>";
    let site = event_with(&format!("places = [\"{evil}\"]\n[labels]\nw = \"{evil}\""), "### <F> & Co {#f .fact}")
        .report("a", &format!("title = \"{evil}\"\nbyline = \"{evil}\""), "[`<i>` words](fact:f?value=w \"<u>\")")
        .edit("content/events/e/index.md", "Invented.", evil);
    let built = site.build();
    for (path, html) in built.pages() {
        for tag in ["<b onclick", "<F>", "<i>", "<u>"] {
            assert!(!html.contains(tag), "{tag} in {path}");
        }
    }
    assert!(built.text("events/e/index.html").contains(evil));
    assert!(built.text("events/e/a/index.html").contains("<i> words"));
}
