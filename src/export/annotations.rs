//! `annotations.jsonld`: the marks of an event as W3C Web Annotations (Web Annotation Data Model and
//! Vocabulary, W3C Recommendations of 23 February 2017): one collection in one page.
//!
//! An annotation is a mark. Its target is the article at its own address, else the report's page, and a
//! `TextQuoteSelector` gives the words; where the editor left words out of an excerpt, each literal run
//! is a target. `prefix` and `suffix` are given for sources that are published in full only. Its bodies
//! tag the words with what they are on, such as `fact:nato-700`, and link there; frames and stances
//! are the editor's classes, and remarks are comments. Ids are those of the marks' anchors.

use std::borrow::Cow;

use serde::Serialize;

use super::{
    surroundings::{Surroundings, surroundings},
    text,
};
use crate::{
    model::{Event, Mark, Source, Target as On, TextKind},
    page::{Site, address, fragment},
};

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// All marks of an event's reports and upstreams, as JSON-LD with a line end.
pub fn annotations(site: &Site<'_>, event: &Event) -> Vec<u8> {
    let page = site.canonical(&address::event(&event.slug));
    let id = &*site.canonical(&format!("{}annotations.jsonld", address::event(&event.slug)));
    let home = site.canonical("/");
    let creator = Creator { id: &home, name: &site.settings.title, kind: "Organization" };
    let sources: Vec<(&Source, String)> =
        event.sources().map(|source| (source, article(site, event, source))).collect();
    let mut items = Vec::new();
    for (source, article) in &sources {
        for (mark, around) in source.marks.iter().zip(surroundings(source)) {
            items.push(Annotation {
                body: bodies(site, event, mark, &page),
                creator,
                id: [id, "#", &source.id, "/", &mark.anchor].concat(),
                motivation: if mark.on.iter().any(|on| matches!(on, On::Frame(_))) { "classifying" } else { "tagging" },
                target: targets(source, mark, around, article),
                kind: "Annotation",
            });
        }
    }
    let first = Page { id: format!("{id}#page"), part_of: id, start_index: 0, kind: "AnnotationPage", items: &items };
    super::json::json(&Collection {
        context: CONTEXT,
        creator,
        first,
        id,
        label: &event.title,
        modified: text::rfc3339(event.modified()),
        total: items.len(),
        kind: "AnnotationCollection",
    })
}

/// The address of the text that a source's marks are in.
fn article(site: &Site<'_>, event: &Event, source: &Source) -> String {
    let own = || site.canonical(&address::source(&event.slug, &source.id));
    source.url.as_deref().map_or_else(own, text::iri)
}

// Fields stand in the order of their names.

#[derive(Serialize)]
struct Collection<'e> {
    #[serde(rename = "@context")]
    context: &'static str,
    creator: Creator<'e>,
    first: Page<'e>,
    id: &'e str,
    label: &'e str,
    modified: String,
    total: usize,
    #[serde(rename = "type")]
    kind: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Page<'e> {
    id: String,
    items: &'e [Annotation<'e>],
    part_of: &'e str,
    start_index: usize,
    #[serde(rename = "type")]
    kind: &'static str,
}

#[derive(Clone, Copy, Serialize)]
struct Creator<'e> {
    id: &'e str,
    name: &'e str,
    #[serde(rename = "type")]
    kind: &'static str,
}

#[derive(Serialize)]
struct Annotation<'e> {
    body: Vec<Body<'e>>,
    creator: Creator<'e>,
    id: String,
    motivation: &'static str,
    target: Targets<'e>,
    #[serde(rename = "type")]
    kind: &'static str,
}

#[derive(Default, Serialize)]
struct Body<'e> {
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'e str>,
    purpose: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Cow<'e, str>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Targets<'e> {
    One(Target<'e>),
    Several(Vec<Target<'e>>),
}

#[derive(Serialize)]
struct Target<'e> {
    selector: Selector<'e>,
    source: &'e str,
    #[serde(rename = "type")]
    kind: &'static str,
}

#[derive(Serialize)]
struct Selector<'e> {
    exact: Cow<'e, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    prefix: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suffix: Option<String>,
    #[serde(rename = "type")]
    kind: &'static str,
}

fn bodies<'e>(site: &'e Site<'_>, event: &Event, mark: &'e Mark, page: &str) -> Vec<Body<'e>> {
    let textual = |value, purpose| Body { value: Some(value), purpose, kind: "TextualBody", ..Body::default() };
    let mut bodies = Vec::with_capacity(2 * mark.on.len() + 2);
    for target in &mark.on {
        let (tag, id, purpose) = match target {
            On::Fact { fact, .. } => ("fact", event.facts[*fact].id.as_str(), "tagging"),
            On::Term(term) => ("term", event.terms[*term].id.as_str(), "tagging"),
            On::Voice(voice) => ("voice", event.voices[*voice].id.as_str(), "tagging"),
            On::Frame(frame) => ("frame", frame.name(), "classifying"),
        };
        bodies.push(textual([tag, ":", id].concat().into(), purpose));
        let before = if tag == "frame" { "frame." } else { "" };
        let source = Some([page, "#", before, id].concat());
        bodies.push(Body { source, purpose: "linking", kind: "SpecificResource", ..Body::default() });
    }
    if mark.on.iter().any(|target| matches!(target, On::Fact { .. })) {
        bodies.push(textual(["stance:", mark.stance.name()].concat().into(), "classifying"));
    }
    if let Some(comment) = mark.comment.as_ref().filter(|comment| !comment.trim().is_empty()) {
        let language = Some(site.settings.language.as_str());
        bodies.push(Body { format: Some("text/plain"), language, ..textual(comment.into(), "commenting") });
    }
    bodies
}

fn targets<'e>(source: &'e Source, mark: &'e Mark, around: Surroundings, article: &'e str) -> Targets<'e> {
    let target = |exact, around: Surroundings| Target {
        selector: Selector { exact, prefix: around.prefix, suffix: around.suffix, kind: "TextQuoteSelector" },
        source: article,
        kind: "SpecificResource",
    };
    let whole = mark.inline && matches!(source.text, TextKind::Full { .. });
    let mut runs = if whole { Vec::new() } else { fragment::literal_runs(&mark.quote) };
    let folded = || mark.quote.split_whitespace().collect::<Vec<_>>().join(" ");
    match runs.as_slice() {
        [] => Targets::One(target((&mark.quote).into(), around)),
        [run] if *run == folded() => Targets::One(target((&mark.quote).into(), around)),
        [_] => Targets::One(target(runs.remove(0).into(), Surroundings::default())),
        _ => Targets::Several(runs.into_iter().map(|run| target(run.into(), Surroundings::default())).collect()),
    }
}
