//! What a feed says, whatever its format: the events of the site, of a topic or of an outlet.
//!
//! An entry is an event. Its id is the address that the event's folder would have, whatever its slug,
//! so it stays when the address changes. It was last changed on the day that the editor names, by
//! `updated` or the last correction, else on its own; the feed, when its newest entry was. No clock is
//! read, so the same content gives the same feed.

use std::sync::Arc;

use super::text;
use crate::{
    model::Day,
    page::{
        Site, address,
        summary::{Summary, Topic},
    },
};

/// A feed with its entries, newest change first.
#[derive(Debug)]
pub struct Feed {
    pub title: String,
    pub description: Option<String>,
    /// The site, as the author of all entries.
    pub author: String,
    /// Full addresses: of the site, of the page that the feed belongs to, of the feed in its formats.
    pub home: String,
    pub page: String,
    pub atom: String,
    pub json: String,
    pub language: String,
    pub modified: Option<Day>,
    pub entries: Vec<Entry>,
}

/// An event.
#[derive(Debug)]
pub struct Entry {
    pub id: String,
    pub address: String,
    pub title: String,
    pub modified: Day,
    /// The editor's summary, and the comparison in a sentence.
    pub summary: String,
    pub sentence: String,
    pub topics: Vec<String>,
}

/// The feed of all events.
pub fn of_site(site: &Site<'_>, summaries: &[Arc<Summary>]) -> Feed {
    feed(site, "/", None, summaries.iter().map(AsRef::as_ref))
}

/// The feed of a topic, which stands at `address`.
pub fn of_topic(site: &Site<'_>, address: &str, topic: &Topic<'_>) -> Feed {
    feed(site, address, Some(topic.name), topic.events.iter().copied())
}

/// The feed of the events on which an outlet reported.
pub fn of_outlet(site: &Site<'_>, outlet: &str, name: &str, summaries: &[Arc<Summary>]) -> Feed {
    let reported = |event: &&Summary| event.reports.iter().any(|report| report.outlet.as_deref() == Some(outlet));
    feed(site, &address::outlet(outlet), Some(name), summaries.iter().map(AsRef::as_ref).filter(reported))
}

fn feed<'s>(site: &Site<'_>, page: &str, name: Option<&str>, events: impl Iterator<Item = &'s Summary>) -> Feed {
    let mut events: Vec<&Summary> = events.filter(|event| !event.draft).collect();
    events.sort_by(|a, b| (b.modified, b.date).cmp(&(a.modified, a.date)).then_with(|| a.id.cmp(&b.id)));
    events.truncate(usize::try_from(site.settings.feeds_limit).unwrap_or(usize::MAX));
    let [(atom, _), (json, _)] = address::feeds(page);
    Feed {
        title: text::line(&site.feed_title(name)),
        description: site.settings.description.as_deref().map(text::line),
        author: text::line(&site.settings.title),
        home: site.canonical("/"),
        page: site.canonical(page),
        atom: site.canonical(&atom),
        json: site.canonical(&json),
        language: site.settings.language.clone(),
        modified: events.first().map(|event| event.modified),
        entries: events.into_iter().map(|event| entry(site, event)).collect(),
    }
}

fn entry(site: &Site<'_>, event: &Summary) -> Entry {
    Entry {
        id: site.canonical(&address::event(&event.id)),
        address: site.canonical(&event.address()),
        title: text::line(&event.title),
        modified: event.modified,
        summary: text::line(&event.summary),
        sentence: text::sentence(site, &event.counts),
        topics: event.topics.iter().map(|topic| text::line(topic)).collect(),
    }
}

impl Entry {
    /// What a reader shows, as HTML: the summary, then the comparison.
    pub fn html(&self) -> String {
        let escape = crate::content::escape;
        format!("<p>{}</p><p>{}</p>", escape(&self.summary), escape(&self.sentence))
    }

    /// The same as plain text.
    pub fn text(&self) -> String {
        format!("{}\n\n{}", self.summary, self.sentence)
    }
}
