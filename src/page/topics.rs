//! Topics: the list, and the events of each.

use super::{
    Content, Page, Site, paging, shell,
    site_view::{TopicLine, TopicPage, TopicsPage},
    strip::strip,
    summary::{Summary, Topic},
};
use crate::page::build::day;

/// Where the list of topics stands.
pub const TOPICS: &str = "/topics/";

/// Plans the list of topics, by name. The topics come with their addresses.
pub fn topics_page<'t>(site: &Site<'_>, topics: impl IntoIterator<Item = (&'t String, &'t Topic<'t>)>) -> Page {
    let from = site.from(TOPICS);
    let mut topics: Vec<_> = topics.into_iter().collect();
    topics.sort_by(|(_, a), (_, b)| site.language.compare(a.name, b.name));
    let lines = topics
        .into_iter()
        .map(|(address, topic)| TopicLine {
            name: site.isolated(topic.name),
            href: from.link(address),
            events: topic.events.len(),
            newest: topic.events.first().map(|event| day(event.date)),
        })
        .collect();
    let title = site.language.say("topics", &[]).unwrap_or_else(|| "Topics".to_owned());
    let head = shell::Head { under: Some("topics"), ..shell::Head::new("topics", title) };
    let content = Content::Topics(TopicsPage { topics: lines });
    Page { address: TOPICS.to_owned(), shell: shell::shell(site, from, head), content }
}

/// Plans the pages of one topic: its events, newest first.
pub fn topic_pages<'p>(site: &'p Site<'_>, address: &'p str, topic: &'p Topic<'_>) -> impl Iterator<Item = Page> + 'p {
    let modified = topic.events.iter().map(|event| event.modified).max();
    let page = move |sheet: paging::Sheet<'_, &Summary>| {
        let from = site.from(&sheet.address);
        let count = topic.events.len().to_string();
        let arguments = [("n", count.clone()), ("count", count), ("topic", topic.name.to_owned())];
        let head = shell::Head {
            under: Some("topics"),
            description: site.language.say("topic-description", &arguments),
            modified,
            feeds_of: Some((address, topic.name)),
            ..shell::Head::new("topic", sheet.title(site, topic.name))
        };
        let content = TopicPage {
            name: site.isolated(topic.name),
            count: topic.events.len(),
            events: sheet.items.iter().map(|event| strip(site, from, event, false)).collect(),
            pager: sheet.pager(from),
        };
        let shell = shell::shell(site, from, head);
        Page { address: sheet.address, shell, content: Content::Topic(Box::new(content)) }
    };
    paging::sheets(site, address, &topic.events).into_iter().map(page)
}
