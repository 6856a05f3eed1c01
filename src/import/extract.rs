//! The article on a page: `dom_smoothie` (a port of Mozilla's Readability) says which elements are the
//! article; what it is known to leave in them is taken away before.

use std::{cell::Cell, collections::HashSet};

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::{
    lines::{self, Line},
    metadata::Found,
    recover::recover,
    text,
};

/// What was found on a page: lines of the article, none if there is no article, and whom the library
/// takes for its author.
#[derive(Debug, Default)]
pub struct Extracted {
    pub lines: Vec<Line>,
    pub byline: Option<String>,
}

/// Extracts the article of a page. `document` is changed.
pub fn extract(document: Document, found: &Found) -> Extracted {
    remove_surroundings(&document);
    let whole = lines::of(&document);
    let config = Config { keep_classes: true, ..Config::default() };
    let article = Readability::with_document(document, None, Some(config)).and_then(|mut page| page.parse());
    let Ok(article) = article else {
        return Extracted { lines: body_of(found), byline: None };
    };
    let extracted = lines::of(&Document::from(article.content));
    let extracted = recover(extracted, &whole, found.description.as_deref());
    let stated = body_of(found);
    // Pages that are made by scripts have their text in the metadata only.
    let lines = if letters(&extracted) * 2 < letters(&stated) { stated } else { extracted };
    Extracted { lines, byline: article.byline }
}

/// The text that the page's metadata give (`articleBody`).
fn body_of(found: &Found) -> Vec<Line> {
    let body = found.body.as_deref().unwrap_or_default();
    body.split(['\n', '\r', '\u{2028}', '\u{2029}'])
        .map(text::line)
        .filter(|line| !line.is_empty())
        .map(Line::text)
        .collect()
}

fn letters(lines: &[Line]) -> usize {
    lines.iter().map(|line| line.text.len()).sum()
}

/// Words in `class` and `id` by which pages call what stands around an article.
const SURROUNDINGS: &[&str] = &[
    "advert",
    "advertisement",
    "banner",
    "bio",
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "disqus",
    "gate",
    "gdpr",
    "jp-relatedposts",
    "mostread",
    "newsletter",
    "offer",
    "outbrain",
    "paywall",
    "promo",
    "recommendations",
    "recommended",
    "regwall",
    "related",
    "relatedposts",
    "respond",
    "sharedaddy",
    "share",
    "sharing",
    "signup",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "teasers",
    "toolbar",
    "upsell",
];
/// Elements that are never the article.
const NEVER: &str = "nav, form, button, dialog, menu, [role=dialog], [role=navigation], [role=search], [hidden], \
                     amp-consent, amp-sidebar, amp-ad, amp-list, noscript";

/// Takes away what [`SURROUNDINGS`] and [`NEVER`] name; not where it holds a heading of the first rank or
/// a third of the page's letters, for then the name says something else.
fn remove_surroundings(document: &Document) {
    document.select(NEVER).remove();
    let whole = document.select("body").text().len().max(1);
    let named: Vec<NodeRef> = document.select("[class], [id]").nodes().to_vec();
    let surroundings: HashSet<&str> = SURROUNDINGS.iter().copied().collect();
    // The text of nested elements is read again and again; bounded, since a page may be made of them.
    let budget = Cell::new(16 * super::tame::MAX_BYTES);
    for node in named {
        let is_named = ["class", "id"].into_iter().filter_map(|key| node.attr(key)).any(|value| {
            let value = value.to_ascii_lowercase();
            value.split(|c: char| !c.is_alphanumeric()).any(|word| surroundings.contains(word))
        });
        let tag = node.node_name().unwrap_or_default();
        if !is_named || matches!(&*tag, "html" | "body" | "main" | "article") || budget.get() == 0 {
            continue;
        }
        let length = node.text().len();
        budget.set(budget.get().saturating_sub(length));
        let has_heading = node.descendants_it().any(|inner| inner.has_name("h1"));
        if length * 3 < whole && !has_heading {
            node.remove_from_parent();
        }
    }
}
