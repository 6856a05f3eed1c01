//! What follows from the articles' own texts: depth, words in common, quoted words, what is verified.

use super::{
    Comparison,
    support::{Built, SETTINGS, Site, event},
};

/// Builds with the captures; that no lock stands beside them is no matter here.
fn built(site: &Site) -> Built {
    let built = site.try_build();
    assert!(built.is_usable(), "{:#?}", built.outcome.findings);
    built
}

fn compare(site: &Site) -> Comparison {
    Comparison(built(site).comparison("e"))
}

/// An article of 21 words below its headline.
const A: &str = "Water rises\nThe river rose on Sunday and took forty houses with it before anybody came.\n\
                 \u{201c}We did what we could,\u{201d} she said.\n";
const HEADLINE: &str = "[capture]\nheadline = 1";

/// An event of two reports with captures, and what the second says.
fn two(front: &str, body: &str, text: &str) -> Site {
    event("### F {#f .fact}\n\n### G {#g .fact}\n\n### M {#m .voice}")
        .report("a", HEADLINE, "[forty houses](fact:f), [she said](fact:g), [We did](voice:m) and [we could](voice:m)")
        .file("captures/e/a.txt", A)
        .report("b", front, body)
        .file("captures/e/b.txt", text)
}

#[test]
fn depth_is_the_share_of_words_before_the_first_mention() {
    let site = two("", "[Forty houses](fact:f) [gone](fact:g)", "Forty houses are gone.\n");
    let comparison = compare(&site);
    let source = &comparison.0["sources"][0];
    assert_eq!((&source["id"], &source["words"]), (&"a".into(), &21.into()), "the headline is not counted");
    assert_eq!(comparison.cell("f", "a")["depth"], 0.3333, "seven of 21 words stand before it");
    let excerpt = &comparison.cell("f", "a")["excerpts"][0];
    assert_eq!((&excerpt["line"], &excerpt["zone"], &excerpt["word"]), (&2.into(), &"text".into(), &7.into()));
    assert_eq!(excerpt["verified"], true);
    assert_eq!(comparison.cell("f", "b")["depth"], 0.0);
    assert_eq!(comparison.cell("g", "b")["depth"], 0.75);
}

#[test]
fn the_number_of_a_footnote_is_no_word_of_the_article() {
    let front = "text = \"full\"\nrights = \"Written for this test.\"";
    let body = "[Forty houses](fact:f).[^1] All are gone.[^1]\n\n[^1]: And [the boats](fact:g) too.";
    let site = event("### F {#f .fact}\n\n### G {#g .fact}").report("a", front, body);
    let comparison = compare(&site);
    let source = &comparison.0["sources"][0];
    assert_eq!(source["words"], 9, "{source}");
    let excerpt = &comparison.cell("g", "a")["excerpts"][0];
    assert_eq!((&excerpt["line"], &excerpt["word"]), (&2.into(), &6.into()), "{excerpt}");
}

#[test]
fn what_stands_in_the_headline_alone_has_no_depth() {
    let site = two(HEADLINE, "[Forty houses](fact:f) and [gone](fact:g)", "Forty houses\nAll are gone.\n");
    let cell = compare(&site).cell("f", "b").clone();
    assert!(cell["depth"].is_null());
    assert_eq!(cell["excerpts"][0]["zone"], "headline");
    let page = built(&site).text("events/e/index.html");
    assert!(page.contains("states, headline"), "{page}");
}

#[test]
fn marks_in_one_quotation_are_one_quotation() {
    let comparison = compare(&two("", "[Forty houses](fact:f)", "Forty houses are gone.\n"));
    let speech = &comparison.entry("voices", "m")["sources"]["a"];
    assert_eq!((&speech["words"], &speech["direct"]), (&5.into(), &1.into()), "{speech}");
}

#[test]
fn shared_runs_are_told_with_their_lines_and_shown_within_the_limit() {
    let text = "At noon.\nAs told, the river rose on Sunday and took forty houses with it. More rain came, and more, \
                until nobody knew where the river had been or would be next morning.\n";
    let site = two("", "[More rain](fact:f)", text);
    let shared = compare(&site).0["shared"].clone();
    let pair = &shared["pairs"][0];
    assert_eq!(pair["sources"], serde_json::json!(["a", "b"]));
    assert_eq!((&pair["shared"], &pair["longest"]), (&7.into(), &11.into()), "{pair}");
    let run = &shared["runs"][0];
    assert_eq!(run["words"], 11);
    let places = serde_json::json!([{ "source": "a", "line": 2 }, { "source": "b", "line": 2 }]);
    assert_eq!(run["places"], places);
    assert!(run["text"].is_null(), "eleven of 21 words are more than a third");
    let wide = site.edit(SETTINGS, "max_words = 12", "max_words = 12\nmax_share = 0.6");
    let shown = compare(&wide).0["shared"]["runs"][0]["text"].clone();
    assert_eq!(shown, "The river rose on Sunday and took forty houses with it");
}

#[test]
fn a_run_that_three_texts_have_is_one_run() {
    let text = "The river rose on Sunday and took forty houses with it.\n";
    let site = two("", "[Forty](fact:f?para=2)", &format!("Forty.\n{text}")).edit(
        "content/events/e/b.md",
        "[Forty](fact:f?para=2)",
        "",
    );
    let site = site
        .file("content/events/e/wire.md", "+++\nrole = \"upstream\"\ntitle = \"The wire\"\n+++\n")
        .file("captures/e/wire.txt", text);
    let built = built(&site);
    let shared = built.comparison("e")["shared"].clone();
    assert_eq!(shared["pairs"].as_array().unwrap().len(), 3);
    assert_eq!(shared["runs"].as_array().unwrap().len(), 1, "{shared}");
    assert_eq!(shared["runs"][0]["places"].as_array().unwrap().len(), 3);
    let page = built.text("events/e/index.html");
    assert!(page.contains("also in The wire"), "{page}");
}

#[test]
fn a_page_shows_what_it_has_evidence_for() {
    let page = |site: &Site| built(site).page("events/e/index.html").to_owned();
    let full = page(&two("", "[Forty houses](fact:f) [gone](fact:g)", "Forty houses are gone.\n"));
    assert!(
        full.contains("<section class=\"part\" id=\"early\"") && full.contains("<section class=\"part\" id=\"shared\"")
    );
    assert!(full.contains("All 5 excerpts stand") || full.contains("All 6 excerpts stand"), "{full}");
    assert!(!full.contains("unverified"));
    let without = event("### F {#f .fact}").report("a", "", "[x](fact:f)").report("b", "", "[y](fact:f)");
    let bare = page(&without);
    assert!(!bare.contains("id=\"early\"") && !bare.contains("id=\"shared\""));
    assert!(bare.contains("class=\"words hang unverified\""), "{bare}");
    assert!(!bare.contains("excerpts stand"), "nothing is claimed");
}

#[test]
fn a_depth_says_where_the_first_mention_is_if_another_decides() {
    let body = "[Forty houses](fact:f) and [all are gone](fact:f?main=true&stance=hedges)";
    let site = two("", body, "Forty houses stood here.\nNow all are gone.\n");
    let page = built(&site).text("events/e/b/index.html");
    assert!(page.contains("0%, first at ¶ 1") || page.contains("0%, first at ¶\u{a0}1"), "{page}");
    let plain = site.edit("content/events/e/b.md", "main=true&", "");
    assert!(!built(&plain).text("events/e/b/index.html").contains("first at"));
}

#[test]
fn both_pages_count_excerpts_and_the_runs_that_are_printed() {
    let text = "At noon.\nAs told, the river rose on Sunday and took forty houses with it. More rain came, and more, \
                until nobody knew where the river had been or would be next morning.\n";
    let site = two("", "[More rain came](fact:f)", text);
    let words = |site: &Site, source: &str| {
        let page = built(site).text(&format!("events/e/{source}/index.html"));
        let at = page.find("words that are printed, have ").unwrap_or_else(|| panic!("{page}"));
        page[at..].split_whitespace().nth(5).unwrap_or_default().to_owned()
    };
    assert_eq!([words(&site, "a"), words(&site, "b")], ["0", "0"], "the run would be more than a third of a");
    let wide = site.edit(SETTINGS, "max_words = 12", "max_words = 12\nmax_share = 0.6");
    assert_eq!([words(&wide, "a"), words(&wide, "b")], ["11", "11"]);
    let within = wide.edit("content/events/e/b.md", "[More rain came]", "[forty houses with it. More]");
    assert_eq!(words(&within, "b"), "12", "a word counts once");
}

#[test]
fn of_very_many_runs_the_twenty_longest_are_kept() {
    let run = |run: usize| (0..9).map(|word| format!("r{run}w{word}")).collect::<Vec<_>>().join(" ");
    let text = |source: &str| (0..1000).map(|at| format!("{} {source}{at}.", run(at))).collect::<Vec<_>>().join(" ");
    let site = event("### F {#f .fact}")
        .report("a", "", "[r0w0](fact:f)")
        .report("b", "", "[r0w0](fact:f)")
        .file("captures/e/a.txt", text("a"))
        .file("captures/e/b.txt", text("b"));
    let built = built(&site);
    let runs = built.comparison("e")["shared"]["runs"].as_array().cloned().unwrap_or_default();
    assert_eq!(runs.len(), 20);
    assert_eq!(runs.iter().filter(|run| !run["text"].is_null()).count(), 20);
    assert!(built.has("events/e/index.html"));
}
