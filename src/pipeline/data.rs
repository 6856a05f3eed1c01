//! What leaves the site as data: the files beside the pages of an event, and the feeds, the sitemap and
//! `robots.txt` of the whole site.

use std::sync::Arc;

use super::{claim, shared::Shared};
use crate::{
    analysis::{Comparison, SharedWords},
    check::addresses::Claim,
    config::Beside,
    content::layout,
    export::{
        annotations, atom, citation, comparison,
        feed::{self, Feed},
        host, json_feed,
        sitemap::{self, Listed},
        table,
    },
    model::Event,
    page::{self, Page, address, data, summary, summary::Summary},
};

/// What takes the place of our own files of that name.
const OWN: &str = "static/";

/// One data file of an event, by its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Comparison(&'static str),
    /// Cites the event, or the source of this place among reports and then upstreams.
    Citation(Option<usize>, &'static str),
}

/// The data files of an event and of its sources, as far as the site has them.
pub fn parts(beside: Beside, event: &Summary) -> Vec<(Claim, Part)> {
    let own = address::event(&event.slug);
    let index: Arc<str> = layout::index(&event.id).into();
    let mut parts = Vec::new();
    for (key, name) in data::comparison(beside) {
        parts.push((claim(&format!("{own}{name}"), &index), Part::Comparison(key)));
    }
    let mut cite = |folder: &str, origin: &Arc<str>, source: Option<usize>| {
        for (key, name) in data::citation(beside) {
            parts.push((claim(&format!("{folder}{name}"), origin), Part::Citation(source, key)));
        }
    };
    cite(&own, &index, None);
    for (number, (source, _)) in event.sources().enumerate() {
        let origin = layout::source(&event.id, source).into();
        cite(&address::source(&event.slug, source), &origin, Some(number));
    }
    parts
}

/// The bytes of one data file of an event.
pub fn bytes(
    site: &page::Site<'_>,
    event: &Event,
    compared: &Comparison,
    words: &SharedWords<'_>,
    part: &Part,
) -> Vec<u8> {
    let own = || site.canonical(&address::event(&event.slug));
    match part {
        Part::Comparison("json") => comparison::comparison(event, compared, words, &own()),
        Part::Comparison("csv") => table::table(event, compared),
        Part::Comparison(_) => annotations::annotations(site, event),
        Part::Citation(source, key) => {
            let source = source.and_then(|number| event.sources().nth(number));
            let cited = source.map(|source| citation::of_source(site, event, source));
            let cited = cited.unwrap_or_else(|| citation::of_event(site, event));
            match *key {
                "cite-txt" => citation::plain(&cited),
                "cite-bib" => citation::bibtex(&cited),
                _ => citation::csl(&cited),
            }
        }
    }
}

/// The pages of an event as the sitemap lists them. Drafts are not listed.
pub fn listed(event: &Summary) -> impl Iterator<Item = Listed> {
    let modified = event.modified.to_string();
    let sources = event.sources().filter(|(_, is_draft)| !is_draft);
    let sources = sources.map(|(source, _)| address::source(&event.slug, source));
    let all = std::iter::once(event.address()).chain(sources).filter(|_| !event.draft);
    all.map(move |address| Listed { address, modified: Some(modified.clone()) })
}

/// A page of the site as the sitemap lists it.
pub fn listed_page(page: &Page) -> Option<Listed> {
    let head = &page.shell.page;
    let listed = || Listed {
        address: page.address.clone(),
        modified: head.modified.as_ref().map(|modified| modified.iso.clone()),
    };
    (!head.noindex).then(listed)
}

/// One data file of the whole site.
#[derive(Debug)]
pub enum SitePart<'s> {
    Atom(Of<'s>),
    Json(Of<'s>),
    /// A file of the sitemap, by its place.
    Sitemap(usize),
    Robots,
    /// Former addresses, and those that took their place.
    Redirects(Vec<(String, String)>),
}

/// What a feed is about.
#[derive(Clone, Debug)]
pub enum Of<'s> {
    Site,
    /// Its address, and its events.
    Topic(String, Arc<summary::Topic<'s>>),
    /// Id and name.
    Outlet(&'s str, &'s str),
}

/// The feeds of the site, its topics and outlets.
pub fn feeds<'s>(shared: &'s Shared<'_>, summaries: &'s [Arc<Summary>]) -> Vec<(Claim, SitePart<'s>)> {
    let mut parts = Vec::new();
    let config: Arc<str> = crate::config::PATH.into();
    let mut both = |page: &str, origin: &Arc<str>, of: Of<'s>| {
        let [atom, json] = address::feeds(page).map(|(address, _)| claim(&address, origin));
        parts.extend([(atom, SitePart::Atom(of.clone())), (json, SitePart::Json(of))]);
    };
    both("/", &config, Of::Site);
    let events: Arc<str> = "content/events/".into();
    for (address, topic) in summary::topics(summaries) {
        both(&address, &events, Of::Topic(address.clone(), Arc::new(topic)));
    }
    for outlet in shared.outlets.values().filter(|outlet| !outlet.draft) {
        let origin = format!("content/outlets/{}.md", outlet.id).into();
        both(&address::outlet(&outlet.id), &origin, Of::Outlet(&outlet.id, &outlet.name));
    }
    parts
}

/// The sitemap of so many pages.
pub fn sitemap<'s>(listed: usize) -> impl Iterator<Item = (Claim, SitePart<'s>)> {
    let config: Arc<str> = crate::config::PATH.into();
    let files = sitemap::addresses(listed).into_iter().enumerate();
    files.map(move |(index, address)| (claim(&address, &config), SitePart::Sitemap(index)))
}

/// `robots.txt` and `_redirects`, unless the site has its own.
pub fn for_hosts<'s>(shared: &Shared<'_>, summaries: &[Arc<Summary>]) -> Vec<(Claim, SitePart<'s>)> {
    let config: Arc<str> = crate::config::PATH.into();
    let mut parts = Vec::new();
    let mut add = |name: &str, part| {
        if !shared.world.is_file(&format!("{OWN}{name}")) {
            parts.push((claim(&format!("/{name}"), &config), part));
        }
    };
    add("robots.txt", SitePart::Robots);
    let moved = moved(shared, summaries);
    if !moved.is_empty() {
        add(host::REDIRECTS, SitePart::Redirects(moved));
    }
    parts
}

/// All former addresses in order, each with the one that took its place.
fn moved(shared: &Shared<'_>, summaries: &[Arc<Summary>]) -> Vec<(String, String)> {
    let of_events = summaries.iter().flat_map(|event| event.aliases.iter().map(|alias| (alias, event.address())));
    let of_pages = shared
        .pages
        .iter()
        .flat_map(|page| page.front.aliases.iter().map(|alias| (&alias.value, address::page(page.source.path()))));
    let mut moved: Vec<_> = of_events.chain(of_pages).map(|(alias, own)| (address::alias(alias), own)).collect();
    moved.sort();
    moved
}

/// Puts what the sitemap lists in order.
pub fn sort_listed(listed: &mut Vec<Listed>) {
    listed.sort();
    listed.dedup_by(|a, b| a.address == b.address);
}

/// The bytes of one data file of the site. `listed` is sorted.
pub fn site_bytes(
    site: &page::Site<'_>,
    part: &SitePart<'_>,
    summaries: &[Arc<Summary>],
    listed: &[Listed],
) -> Vec<u8> {
    match part {
        SitePart::Atom(of) => atom::atom(&feed(site, of, summaries)),
        SitePart::Json(of) => json_feed::json_feed(&feed(site, of, summaries)),
        SitePart::Sitemap(index) => sitemap::file(site, listed, *index),
        SitePart::Robots => sitemap::robots(site),
        SitePart::Redirects(moved) => host::redirects(site.settings, moved),
    }
}

fn feed(site: &page::Site<'_>, of: &Of<'_>, summaries: &[Arc<Summary>]) -> Feed {
    match of {
        Of::Site => feed::of_site(site, summaries),
        Of::Topic(address, topic) => feed::of_topic(site, address, topic),
        Of::Outlet(id, name) => feed::of_outlet(site, id, name, summaries),
    }
}
