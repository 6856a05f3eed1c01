//! `feed.json`: a feed in the format JSON Feed, version 1.1 (jsonfeed.org).
//!
//! Items have `date_modified` alone: when a comparison was first published is not written anywhere,
//! and the date of the event is none of the page.

use serde::Serialize;

use super::{
    feed::{Entry, Feed},
    text,
};

/// The feed as JSON, indented, with a line end.
pub fn json_feed(feed: &Feed) -> Vec<u8> {
    let data = Data {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: &feed.page,
        feed_url: &feed.json,
        description: feed.description.as_deref(),
        language: &feed.language,
        authors: [Author { name: &feed.author, url: &feed.home }],
        items: feed.entries.iter().map(item).collect(),
    };
    super::json::json(&data)
}

#[derive(Serialize)]
struct Data<'f> {
    version: &'static str,
    title: &'f str,
    home_page_url: &'f str,
    feed_url: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'f str>,
    language: &'f str,
    authors: [Author<'f>; 1],
    items: Vec<Item<'f>>,
}

#[derive(Serialize)]
struct Author<'f> {
    name: &'f str,
    url: &'f str,
}

#[derive(Serialize)]
struct Item<'f> {
    id: &'f str,
    url: &'f str,
    title: &'f str,
    summary: &'f str,
    content_html: String,
    content_text: String,
    date_modified: String,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'f [String],
}

fn item(entry: &Entry) -> Item<'_> {
    Item {
        id: &entry.id,
        url: &entry.address,
        title: &entry.title,
        summary: &entry.summary,
        content_html: entry.html(),
        content_text: entry.text(),
        date_modified: text::rfc3339(entry.modified),
        tags: &entry.topics,
    }
}
