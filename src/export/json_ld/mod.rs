//! JSON-LD of the pages: what they are about, in terms of schema.org that exist.
//!
//! A fact is a `Claim` with its `appearance` in reports, never a `ClaimReview`: that would be a verdict.
//! Nodes of our own have ids with an underscore after `#`, which no anchor of a page has.

mod event;
mod pages;

pub use event::{event, source};
pub use pages::page;

use serde_json::{Map, Value as Json, json};

use super::text;
use crate::page::{Site, parts::Shell};

/// One node as the text of a `<script type="application/ld+json">`: as JSON it may hold `<` escaped,
/// and so can neither end the element nor begin a comment. Views bring names with the marks of isolation
/// that a sentence needs; how a name is set is no part of the data, so they are left out.
fn script(node: Json) -> String {
    let mut document = Map::new();
    document.insert("@context".to_owned(), json!("https://schema.org"));
    if let Json::Object(node) = node {
        document.extend(node);
    }
    Json::Object(document).to_string().replace('<', "\\u003c").replace(['\u{2068}', '\u{2069}'], "")
}

/// The node of a page, with its place in the site; `trail` are the pages above it, by name and
/// address.
fn web_page(site: &Site<'_>, kind: &str, shell: &Shell, trail: &[(&str, &str)]) -> Map<String, Json> {
    let head = &shell.page;
    let mut page = node([
        ("@type", Some(json!(kind))),
        ("@id", Some(json!(head.canonical))),
        ("url", Some(json!(head.canonical))),
        ("name", Some(json!(text::line(&head.title)))),
        ("description", head.description.as_deref().map(|description| json!(text::line(description)))),
        ("inLanguage", Some(json!(shell.language))),
        ("dateModified", head.modified.as_ref().map(|modified| json!(modified.iso))),
        ("isPartOf", Some(web_site(site))),
    ]);
    if !trail.is_empty() {
        page.insert("breadcrumb".to_owned(), breadcrumbs(site, trail, &head.title, &head.canonical));
    }
    page
}

/// The site, short.
fn web_site(site: &Site<'_>) -> Json {
    json!({ "@type": "WebSite", "@id": site_id(site), "name": site.settings.title, "url": site.canonical("/") })
}

fn site_id(site: &Site<'_>) -> String {
    site.canonical("/#_website")
}

fn breadcrumbs(site: &Site<'_>, trail: &[(&str, &str)], title: &str, own: &str) -> Json {
    let above = trail.iter().map(|(name, address)| (*name, site.canonical(address)));
    let steps = above.chain([(title, own.to_owned())]).enumerate().map(|(index, (name, address))| {
        json!({ "@type": "ListItem", "position": index + 1, "name": text::line(name), "item": { "@id": address } })
    });
    json!({ "@type": "BreadcrumbList", "itemListElement": steps.collect::<Vec<_>>() })
}

/// An object of the fields that there are.
fn node<const N: usize>(fields: [(&str, Option<Json>); N]) -> Map<String, Json> {
    fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}
