//! An event's page and the pages of its sources.
//!
//! The page of an event is a `WebPage` about an `Event`; it cites the articles and has a `Claim` for each
//! fact that any of them carries. The page of a source has the article as its main entity.

use serde_json::{Value as Json, json};

use super::{node, script, text, web_page};
use crate::{
    analysis::{Comparison, State},
    model::{Event, Role, Source},
    page::{Site, address, parts::Shell},
};

/// The JSON-LD of an event's page.
pub fn event(site: &Site<'_>, shell: &Shell, event: &Event, comparison: &Comparison) -> String {
    let mut page = web_page(site, "WebPage", shell, &[(&site.settings.title, "/")]);
    let corrections = event.corrections.iter().map(|correction| {
        json!({
            "@type": "CorrectionComment",
            "datePublished": correction.date.to_string(),
            "text": text::clean(&correction.text),
        })
    });
    let articles = event.reports.iter().map(|report| article(site, event, report));
    let more = node([
        ("about", Some(occurrence(site, event))),
        ("keywords", list(event.topics.iter().map(|topic| json!(text::line(topic))))),
        ("citation", list(articles)),
        ("hasPart", list((0..event.facts.len()).filter_map(|fact| claim(site, event, comparison, fact)))),
        ("correction", list(corrections)),
    ]);
    page.extend(more);
    script(Json::Object(page))
}

/// The JSON-LD of a source's page.
pub fn source(site: &Site<'_>, shell: &Shell, event: &Event, source: &Source) -> String {
    let own = address::event(&event.slug);
    let mut page = web_page(site, "WebPage", shell, &[(&site.settings.title, "/"), (&event.title, &own)]);
    page.insert("about".to_owned(), occurrence(site, event));
    page.insert("mainEntity".to_owned(), article(site, event, source));
    script(Json::Object(page))
}

/// What happened.
fn occurrence(site: &Site<'_>, event: &Event) -> Json {
    let places = event.places.iter().map(|place| json!({ "@type": "Place", "name": text::line(place) }));
    Json::Object(node([
        ("@type", Some(json!("Event"))),
        ("@id", Some(json!(site.canonical(&format!("{}#_event", address::event(&event.slug)))))),
        ("name", Some(json!(text::line(&event.title)))),
        ("startDate", Some(json!(event.date.to_string()))),
        ("location", list(places)),
    ]))
}

/// A text that was published elsewhere. Its own address is its id.
fn article(site: &Site<'_>, event: &Event, source: &Source) -> Json {
    let kind = if source.role == Role::Upstream { "CreativeWork" } else { "NewsArticle" };
    let outlet = source.outlet.as_ref().and_then(|id| site.outlets.get(id));
    let publisher = outlet.map(|outlet| {
        let mut publisher = json!({ "@type": "NewsMediaOrganization", "name": outlet.name });
        if !outlet.draft {
            publisher["@id"] = site.canonical(&format!("{}#_outlet", address::outlet(&outlet.id))).into();
        }
        publisher
    });
    let fallback = outlet.map_or(source.id.as_str(), |outlet| outlet.name.as_str());
    let upstream = event.upstreams.iter().filter(|upstream| source.upstream.contains(&upstream.id));
    let headline = source.title.as_deref().map(text::line);
    Json::Object(node([
        ("@type", Some(json!(kind))),
        ("@id", Some(json!(article_id(site, event, source)))),
        ("name", Some(json!(headline.clone().unwrap_or_else(|| format!("{fallback}: {}", text::line(&event.title)))))),
        ("headline", headline.map(|headline| json!(headline))),
        ("url", source.url.as_deref().map(|url| json!(text::iri(url)))),
        ("datePublished", source.published.map(|moment| json!(moment.to_string()))),
        ("inLanguage", Some(json!(source.lang.as_deref().unwrap_or(&site.settings.language)))),
        ("publisher", publisher),
        ("archivedAt", source.archived.as_deref().map(|url| json!(text::iri(url)))),
        ("isBasedOn", list(upstream.map(|upstream| json!({ "@id": article_id(site, event, upstream) })))),
    ]))
}

fn article_id(site: &Site<'_>, event: &Event, source: &Source) -> String {
    let own = || site.canonical(&format!("{}#_article", address::source(&event.slug, &source.id)));
    source.url.as_deref().map_or_else(own, text::iri)
}

/// A fact and the articles that carry it; `None` if none does.
fn claim(site: &Site<'_>, event: &Event, comparison: &Comparison, index: usize) -> Option<Json> {
    let fact = &event.facts[index];
    let id = site.canonical(&format!("{}#{}", address::event(&event.slug), fact.id));
    let carrying = comparison.facts[index].cells.iter().filter(|cell| cell.state == State::Carried);
    let articles = list(carrying.map(|cell| json!({ "@id": article_id(site, event, &event.reports[cell.report]) })))?;
    Some(json!({ "@type": "Claim", "@id": id, "url": id, "name": text::line(&fact.label), "appearance": articles }))
}

/// A list, unless it is empty.
fn list(items: impl Iterator<Item = Json>) -> Option<Json> {
    Some(items.collect::<Vec<_>>()).filter(|items| !items.is_empty()).map(Json::Array)
}
