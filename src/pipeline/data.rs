//! What leaves the site as data: the files beside the pages of an event, and the feeds, the sitemap and
//! `robots.txt` of the whole site.

use std::io;

use super::{shared::Shared, theme::Press};
use crate::{
    analysis::Comparison,
    check::addresses::Claim,
    export::{
        annotations, atom,
        citation::{self, Citation},
        comparison,
        feed::{self, Feed},
        json_feed,
        sitemap::{self, Listed},
        table,
    },
    model::Event,
    output::Sink,
    page::{self, Page, address, data, summary, summary::Summary},
};

/// Where a site's own `robots.txt` stands, which takes the place of ours.
const OWN_ROBOTS: &str = "static/robots.txt";

/// Hands over the data files of an event and of its sources.
pub fn of_event(site: &page::Site<'_>, event: &Event, compared: &Comparison, sink: &dyn Sink) -> io::Result<()> {
    let own = address::event(&event.slug);
    let put = |name: &str, bytes: &[u8]| sink.put(&address::file(&format!("{own}{name}")), bytes);
    for (key, name) in data::COMPARISON {
        put(
            name,
            &match key {
                "json" => comparison::comparison(event, compared, &site.settings.quotation, &site.canonical(&own)),
                "csv" => table::table(event, compared),
                _ => annotations::annotations(site, event),
            },
        )?;
    }
    cite(&own, &citation::of_event(site, event), sink)?;
    for source in event.reports.iter().chain(&event.upstreams) {
        cite(&address::source(&event.slug, &source.id), &citation::of_source(site, event, source), sink)?;
    }
    Ok(())
}

fn cite(folder: &str, citation: &Citation, sink: &dyn Sink) -> io::Result<()> {
    for (key, name) in data::CITATION {
        let bytes = match key {
            "cite-txt" => citation::plain(citation),
            "cite-bib" => citation::bibtex(citation),
            _ => citation::csl(citation),
        };
        sink.put(&address::file(&format!("{folder}{name}")), &bytes)?;
    }
    Ok(())
}

/// The paths of those files.
pub fn event_claims(event: &Event) -> Vec<Claim> {
    let own = address::event(&event.slug);
    let index = format!("content/events/{}/index.md", event.id);
    let claims = |folder: &str, files: &[(&str, &str)], origin: &str| -> Vec<Claim> {
        files.iter().map(|(_, name)| claim(&format!("{folder}{name}"), origin)).collect()
    };
    let mut all = claims(&own, &data::COMPARISON, &index);
    all.extend(claims(&own, &data::CITATION, &index));
    for source in event.reports.iter().chain(&event.upstreams) {
        let origin = format!("content/events/{}/{}.md", event.id, source.id);
        all.extend(claims(&address::source(&event.slug, &source.id), &data::CITATION, &origin));
    }
    all
}

/// The pages of an event as the sitemap lists them. Drafts are not listed.
pub fn listed(event: &Event) -> Vec<Listed> {
    if event.draft {
        return Vec::new();
    }
    let modified = Some(event.modified().to_string());
    let sources = event.reports.iter().chain(&event.upstreams).filter(|source| !source.draft);
    let addresses = sources.map(|source| address::source(&event.slug, &source.id));
    let all = std::iter::once(address::event(&event.slug)).chain(addresses);
    all.map(|address| Listed { address, modified: modified.clone() }).collect()
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

/// Hands over the feeds, the sitemap and `robots.txt`; says which paths they take.
pub fn of_site(
    shared: &Shared<'_>,
    summaries: &[Summary],
    mut listed: Vec<Listed>,
    press: Option<Press<'_>>,
) -> io::Result<Vec<Claim>> {
    let site = shared.site();
    let sink = press.map(|press| press.sink);
    let mut claims = feeds(shared, &site, summaries, sink)?;
    listed.sort();
    listed.dedup_by(|a, b| a.address == b.address);
    for (index, address) in sitemap::addresses(listed.len()).iter().enumerate() {
        if let Some(sink) = sink {
            sink.put(&address::file(address), &sitemap::file(&site, &listed, index))?;
        }
        claims.push(claim(address, crate::config::PATH));
    }
    if !shared.world.is_file(OWN_ROBOTS) {
        if let Some(sink) = sink {
            sink.put("robots.txt", &sitemap::robots(&site))?;
        }
        claims.push(claim("/robots.txt", crate::config::PATH));
    }
    Ok(claims)
}

fn feeds(
    shared: &Shared<'_>,
    site: &page::Site<'_>,
    summaries: &[Summary],
    sink: Option<&dyn Sink>,
) -> io::Result<Vec<Claim>> {
    let mut claims = Vec::new();
    let mut put = |page: &str, origin: &str, feed: &dyn Fn() -> Feed| -> io::Result<()> {
        let [atom, json] = address::feeds(page).map(|(address, _)| claim(&address, origin));
        if let Some(sink) = sink {
            let feed = feed();
            sink.put(&atom.path, &atom::atom(&feed))?;
            sink.put(&json.path, &json_feed::json_feed(&feed))?;
        }
        claims.extend([atom, json]);
        Ok(())
    };
    put("/", crate::config::PATH, &|| feed::of_site(site, summaries))?;
    for (address, topic) in summary::topics(summaries) {
        put(&address, "content/events/", &|| feed::of_topic(site, &address, &topic))?;
    }
    for outlet in shared.outlets.values().filter(|outlet| !outlet.draft) {
        let origin = format!("content/outlets/{}.md", outlet.id);
        put(&address::outlet(&outlet.id), &origin, &|| feed::of_outlet(site, &outlet.id, &outlet.name, summaries))?;
    }
    Ok(claims)
}

fn claim(address: &str, origin: &str) -> Claim {
    Claim { path: address::file(address), origin: origin.to_owned() }
}
