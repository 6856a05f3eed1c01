//! Whole pages as golden files: the text that a reader meets, a block a line, and the data beside it.
//! After a change that is meant, `cargo insta review` or `INSTA_UPDATE=always` takes the new ones.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

#[path = "../support/mod.rs"]
mod support;

mod anchors;
mod markdown;
mod pictures;

use support::{Built, event_with, site};

/// Holds a text against the golden file of this name.
fn golden(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(".");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

fn golden_event(name: &str, built: &Built, slug: &str, source: &str) {
    golden(&format!("{name}-event"), &built.text(&format!("events/{slug}/index.html")));
    golden(&format!("{name}-source"), &built.text(&format!("events/{slug}/{source}/index.html")));
    golden(&format!("{name}-comparison"), built.page(&format!("events/{slug}/comparison.json")));
}

#[test]
fn a_small_event_in_three_reports() {
    let built = site().build();
    golden_event("flood", &built, "flood", "herald");
    golden("flood-home", &built.text("index.html"));
    golden("flood-outlet", &built.text("outlets/courier/index.html"));
}

#[test]
fn an_event_with_full_text_upstream_translation_and_correction() {
    let headings = "Note of the group.\n\n### How many homes? {#homes .fact unit=homes}\n\nCounted *twice*.\n\n\
                    ### Who called? {#caller .fact since=2024-03-03}\n\n#### An aside\n\nAn ordinary note.\n\n\
                    ## Things\n\n### The water {#water .term}\n\n## People\n\n### The mayor {#mayor .voice}\n\nSince 2020.\n\n\
                    ## How we worked\n\nSlowly.";
    let front = "updated = 2024-04-01\n[[corrections]]\ndate = 2024-04-01\ntext = \"Homes, not houses.\"";
    let full = "title = \"Water everywhere\"\npublished = 2024-03-03T07:30:00\nbyline = \"A. Writer\"\ntext = \"full\"\n\
                rights = \"Written for this test.\"\ncoded = true\nretrieved = 2024-03-04\narchived = \"https://archive.example/1\"";
    let body = "[Thirty homes](fact:homes?value=30) stand in [the water](term:water).\n\n\
                > [We do what we can](voice:mayor), the mayor said.\n\nThe water [called for help](fact:caller?value=mayor&stance=hedges) itself.";
    let digest = "lang = \"tr\"\npublished_note = \"in the first days\"\nupstream = [\"agency\"]\n\
                  [[marks]]\non = [\"fact:homes\"]\nquote = \"otuz beş ev\"\nvalue = 35\nqualifier = \"about\"\nby = \"mayor\"\npara = 2\n\
                  translation = { lang = \"en\", text = \"thirty-five homes\", by = \"staff\" }\n\
                  [[absent]]\nfact = \"caller\"\nnear = \"yardım geldi\"\nnote = \"Nobody is named.\"";
    let built = event_with(front, headings)
        .report("gazette", full, body)
        .report("haber", digest, "Little more than a [number](fact:homes?value=35&para=3).")
        .report("early", "published = 2024-03-01\ncoded = true", "")
        .file(
            "content/events/e/agency.md",
            "+++\nrole = \"upstream\"\ntitle = \"Agency copy\"\n+++\n\n[35 homes](fact:homes?value=35)\n",
        )
        .build();
    golden_event("full", &built, "e", "gazette");
    golden("full-digest", &built.text("events/e/haber/index.html"));
    golden("full-upstream", &built.text("events/e/agency/index.html"));
}

#[test]
fn an_event_that_nobody_has_reported_yet() {
    let built = event_with("", "### A fact to look for {#f .fact}").build();
    golden("empty-event", &built.text("events/e/index.html"));
    golden("empty-comparison", built.page("events/e/comparison.json"));
    golden("empty-home", &built.text("index.html"));
}
