//! `annotations.jsonld`: the marks of an event as W3C Web Annotations (Web Annotation Data Model and
//! Vocabulary, W3C Recommendations of 23 February 2017): one collection in one page.
//!
//! An annotation is a mark. Its target is the article at its own address, else the report's page, and a
//! `TextQuoteSelector` gives the words; where the editor left words out of an excerpt, each literal run
//! is a target. `prefix` and `suffix` are given for sources that are published in full only. Its bodies
//! tag the words with what they are on, such as `fact:nato-700`, and link there; frames and stances
//! are the editor's classes, and remarks are comments. Ids are those of the marks' anchors.

use serde_json::{Value as Json, json};

use super::{
    surroundings::{Surroundings, surroundings},
    text,
};
use crate::{
    model::{Event, Mark, Source, Target, TextKind},
    page::{Site, address, fragment},
};

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// All marks of an event's reports and upstreams, as JSON-LD with a line end.
pub fn annotations(site: &Site<'_>, event: &Event) -> Vec<u8> {
    let id = site.canonical(&format!("{}annotations.jsonld", address::event(&event.slug)));
    let sources = event.reports.iter().chain(&event.upstreams);
    let items: Vec<Json> = sources.flat_map(|source| of_source(site, event, source, &id)).collect();
    let collection = json!({
        "@context": CONTEXT,
        "id": id,
        "type": "AnnotationCollection",
        "label": event.title,
        "creator": creator(site),
        "modified": text::rfc3339(event.modified()),
        "total": items.len(),
        "first": {
            "id": format!("{id}#page"),
            "type": "AnnotationPage",
            "partOf": id,
            "startIndex": 0,
            "items": items,
        },
    });
    super::text::json(&collection)
}

fn of_source(site: &Site<'_>, event: &Event, source: &Source, collection: &str) -> Vec<Json> {
    let surroundings = surroundings(source);
    let annotation = |(mark, around): (&Mark, Surroundings)| {
        json!({
            "id": format!("{collection}#{}/{}", source.id, mark.anchor),
            "type": "Annotation",
            "motivation": if mark.on.iter().any(|on| matches!(on, Target::Frame(_))) { "classifying" } else { "tagging" },
            "creator": creator(site),
            "body": bodies(site, event, mark),
            "target": targets(site, event, source, mark, &around),
        })
    };
    source.marks.iter().zip(surroundings).map(annotation).collect()
}

fn creator(site: &Site<'_>) -> Json {
    json!({ "id": site.canonical("/"), "type": "Organization", "name": site.settings.title })
}

fn bodies(site: &Site<'_>, event: &Event, mark: &Mark) -> Vec<Json> {
    let page = site.canonical(&address::event(&event.slug));
    let textual = |value: String, purpose: &str| json!({ "type": "TextualBody", "value": value, "purpose": purpose });
    let mut bodies = Vec::new();
    for target in &mark.on {
        let (tag, anchor, purpose) = match target {
            Target::Fact { fact, .. } => ("fact", event.facts[*fact].id.clone(), "tagging"),
            Target::Term(term) => ("term", event.terms[*term].id.clone(), "tagging"),
            Target::Voice(voice) => ("voice", event.voices[*voice].id.clone(), "tagging"),
            Target::Frame(frame) => ("frame", frame.name().to_owned(), "classifying"),
        };
        bodies.push(textual(format!("{tag}:{anchor}"), purpose));
        let anchor = if tag == "frame" { format!("frame.{anchor}") } else { anchor };
        bodies.push(json!({ "type": "SpecificResource", "source": format!("{page}#{anchor}"), "purpose": "linking" }));
    }
    if mark.on.iter().any(|target| matches!(target, Target::Fact { .. })) {
        bodies.push(textual(format!("stance:{}", mark.stance.name()), "classifying"));
    }
    if let Some(comment) = mark.comment.as_ref().filter(|comment| !comment.trim().is_empty()) {
        let mut body = textual(comment.clone(), "commenting");
        body["format"] = json!("text/plain");
        body["language"] = json!(site.settings.language);
        bodies.push(body);
    }
    bodies
}

fn targets(site: &Site<'_>, event: &Event, source: &Source, mark: &Mark, around: &Surroundings) -> Json {
    let own = || site.canonical(&address::source(&event.slug, &source.id));
    let article = source.url.as_deref().map_or_else(own, text::iri);
    let target = |exact: &str, around: &Surroundings| {
        let mut selector = json!({ "type": "TextQuoteSelector", "exact": exact });
        for (key, words) in [("prefix", &around.prefix), ("suffix", &around.suffix)] {
            if let Some(words) = words {
                selector[key] = json!(words);
            }
        }
        json!({ "type": "SpecificResource", "source": article, "selector": selector })
    };
    let whole = mark.inline && matches!(source.text, TextKind::Full { .. });
    let runs = if whole { Vec::new() } else { fragment::literal_runs(&mark.quote) };
    let folded = mark.quote.split_whitespace().collect::<Vec<_>>().join(" ");
    match runs.as_slice() {
        [] => target(&mark.quote, around),
        [run] if *run == folded => target(&mark.quote, around),
        [run] => target(run, &Surroundings::default()),
        runs => runs.iter().map(|run| target(run, &Surroundings::default())).collect(),
    }
}
