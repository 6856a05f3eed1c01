//! The search page: a form with its filters, and lists that lead on without a script.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    Content, Page, Site, address, shell,
    site_view::{Choice, SearchPage},
    summary::{self, Summary},
};

/// Where the search page stands.
pub const SEARCH: &str = "/search/";

/// The folder of the index, below the search page.
pub const INDEX: &str = "/search/pagefind/";

/// Plans the search page. Summaries are sorted.
pub fn search_page(site: &Site<'_>, summaries: &[Arc<Summary>]) -> Page {
    let from = site.from(SEARCH);
    let reports = summaries.iter().flat_map(|event| &event.reports);
    let reporting: BTreeSet<&str> = reports.filter_map(|report| report.outlet.as_deref()).collect();
    let outlets = site.outlets.values().filter(|outlet| reporting.contains(outlet.id.as_str()));
    let mut outlets: Vec<Choice> = outlets
        .map(|outlet| Choice {
            id: outlet.id.clone(),
            name: site.isolated(&outlet.name),
            href: (!outlet.draft).then(|| from.link(&address::outlet(&outlet.id))),
        })
        .collect();
    let topics = summary::topics(summaries);
    let mut topics: Vec<Choice> = topics
        .into_iter()
        .map(|(at, topic)| Choice { id: at.clone(), name: site.isolated(topic.name), href: Some(from.link(&at)) })
        .collect();
    for topic in &mut topics {
        topic.id = topic_id(&topic.id).to_owned();
    }
    for choices in [&mut outlets, &mut topics] {
        choices.sort_by(|a, b| site.language.compare(&a.name, &b.name));
    }
    let years: BTreeSet<i16> = summaries.iter().map(|event| event.date.0.year()).collect();
    let content = SearchPage {
        index: format!("{}pagefind.js", from.link(INDEX).trim_end_matches("index.html")),
        outlets,
        topics,
        years: years.into_iter().rev().map(|year| year.to_string()).collect(),
    };
    let title = site.language.say("search", &[]).unwrap_or_else(|| "Search".to_owned());
    let head = shell::Head { under: Some("search"), noindex: true, ..shell::Head::new("search", title) };
    Page { address: SEARCH.to_owned(), shell: shell::shell(site, from, head), content: Content::Search(content) }
}

/// A topic's name in the address of a search: the last part of its own.
pub fn topic_id(address: &str) -> &str {
    address.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}
