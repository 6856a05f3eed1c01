//! The example: nothing is wrong with it, nothing is open, and it shows all that marks can do.

use std::collections::BTreeSet;

use rashomon::{
    analysis::State,
    content::mark::PARAMETERS,
    model::{Form, Frame, Qualifier, Stance, Translator},
};
use serde_json::Value as Json;

use super::started;

const SOURCES: [&str; 4] = ["gazette", "harbour-radio", "la-feuille", "notice"];

#[test]
fn builds_without_findings_and_nothing_is_open() {
    let site = started();
    assert_eq!(codes(&site.check()), [] as [&str; 0]);
    assert!(site.worklist().is_empty(), "{:#?}", site.worklist());
    let built = site.build();
    for page in ["index.html", "events/trams/index.html", "events/trams/notice/index.html", "corrections/index.html"] {
        assert!(built.page(page).contains("<h1"), "{page}");
    }
    // A later build, from the same files, must not ask for anything else: there is no capture to verify.
    assert!(site.verify().0.is_empty());
}

fn codes(findings: &[rashomon::diagnostic::Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code.name()).collect()
}

#[test]
fn says_everywhere_that_it_is_invented() {
    for (path, bytes) in started().files() {
        let text = String::from_utf8(bytes).unwrap();
        assert!(path == "site.toml" || text.contains("nvented"), "{path}");
    }
    let built = started().build();
    for (path, page) in built.pages().filter(|(path, _)| path.starts_with("events/") || path.starts_with("outlets/")) {
        assert!(page.contains("nvented"), "{path}");
    }
}

#[test]
fn every_article_is_told_in_full() {
    let built = started().build();
    for source in SOURCES {
        let text = started().read(&format!("content/events/trams/{source}.md"));
        assert!(text.contains("text = \"full\"") && text.contains("rights = \"Invented"), "{source}");
        let body = text.rsplit("+++\n").next().unwrap();
        let words = body.split_whitespace().count();
        assert!(source == "notice" || (110..=220).contains(&words), "{source} has {words} words");
    }
    assert!(built.page("events/trams/gazette/index.html").contains("the plans of a whole"));
}

#[test]
fn shows_every_parameter_of_marks_with_all_its_words() {
    let texts = SOURCES.map(|source| started().read(&format!("content/events/trams/{source}.md"))).concat();
    for parameter in PARAMETERS {
        let (inline, key) = (format!("{parameter}="), format!("\n{parameter} = "));
        assert!(texts.contains(&inline) || texts.contains(&key), "no mark has `{parameter}`");
    }
    for (qualifier, _) in Qualifier::NAMES {
        assert!(texts.contains(&format!("qualifier={qualifier}")), "no mark has the qualifier `{qualifier}`");
    }
    for scheme in ["fact:", "term:", "voice:", "frame:"] {
        assert!(texts.contains(scheme), "{scheme}");
    }
    let translators = Translator::NAMES.iter().filter(|(name, _)| texts.contains(&format!("by = \"{name}\" }}")));
    assert!(translators.count() >= 2, "translations of two kinds");
}

#[test]
fn shows_every_state_stance_form_and_frame() {
    let comparison = started().build().comparison("trams");
    let cells: Vec<&Json> =
        array(&comparison["facts"]).flat_map(|fact| fact["cells"].as_object().unwrap().values()).collect();
    let seen = |key: &str| -> BTreeSet<&str> { cells.iter().filter_map(|cell| cell[key].as_str()).collect() };
    assert_eq!(seen("stance"), Stance::NAMES.iter().map(|(name, _)| *name).collect());
    // All is coded, as it should be before a site is published.
    let states = [State::Carried, State::NotCarried, State::TooEarly].map(State::name);
    assert_eq!(seen("state"), states.into_iter().collect());
    let values: Vec<&Json> = cells.iter().map(|cell| &cell["value"]).collect();
    for value in [serde_json::json!(38), "2-3".into(), "2024-10-15".into(), "worn-cable".into()] {
        assert!(values.contains(&&value), "{value}");
    }
    for (frame, _) in Frame::NAMES {
        let has = |passages: &Json| !passages.as_array().unwrap().is_empty();
        assert!(comparison["frames"][frame].as_object().unwrap().values().any(has), "{frame}");
    }
    let voices: Vec<&Json> =
        array(&comparison["voices"]).flat_map(|voice| voice["sources"].as_object().unwrap().values()).collect();
    for (form, _) in Form::NAMES {
        let has = |voice: &&Json| voice[form].as_u64().map_or_else(|| !list(&voice[form]).is_empty(), |n| n > 0);
        assert!(voices.iter().any(has), "{form}");
    }
}

#[test]
fn shows_what_a_comparison_can_find() {
    let comparison = started().build().comparison("trams");
    let facts: Vec<&Json> = array(&comparison["facts"]).collect();
    let spreads: BTreeSet<&str> = facts.iter().map(|fact| fact["spread"].as_str().unwrap()).collect();
    assert!(spreads.contains("all") && spreads.contains("one"), "{spreads:?}");
    let differing: BTreeSet<bool> = facts.iter().map(|fact| fact["differs"].as_bool().unwrap()).collect();
    assert_eq!(differing.len(), 2);
    assert!(array(&comparison["terms"]).all(|term| term["names"].as_object().unwrap().len() == 3));
    let near = |fact: &&Json| fact["cells"].as_object().unwrap().values().any(|cell| cell["near"].is_string());
    assert!(facts.iter().any(near));
    let run = &comparison["shared"]["runs"][0];
    assert_eq!(run["text"], "a worn cable failed at the Quay Street substation");
    assert_eq!(run["places"].as_array().unwrap().len(), 2, "a report took it from the notice");
    let units: BTreeSet<&str> = facts.iter().filter_map(|fact| fact["unit"].as_str()).collect();
    assert!(units.len() > 2);
}

fn array(json: &Json) -> impl Iterator<Item = &Json> {
    json.as_array().unwrap().iter()
}

fn list(json: &Json) -> &[Json] {
    json.as_array().map_or(&[], Vec::as_slice)
}
