//! How to cite an event's comparison, or a source of it: one file a format.

mod bibtex;
mod csl;

pub use bibtex::bibtex;
pub use csl::csl;

use super::text;
use crate::{
    model::{Day, Event, Role, Source},
    page::{Site, address},
    words::DateStyle,
};

/// What the formats say of a work. All texts are clean and in one line.
#[derive(Debug)]
pub struct Citation {
    /// `kosovo-2023` or `kosovo-2023-memo`: letters, digits and hyphens.
    pub id: String,
    pub kind: Kind,
    /// As the site writes a citation, a sentence.
    pub plain: String,
    pub title: Option<String>,
    /// A body or a byline, never taken apart into names.
    pub author: Option<String>,
    /// The outlet that published it.
    pub container: Option<String>,
    pub published: Option<Day>,
    pub retrieved: Option<Day>,
    pub url: Option<String>,
    pub language: String,
    pub note: Option<String>,
    /// What stands in the place of a missing title.
    pub untitled: String,
}

/// What is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The page that compares.
    Comparison,
    Article,
    /// A text that articles draw on.
    Upstream,
}

/// The citation of an event's page.
pub fn of_event(site: &Site<'_>, event: &Event) -> Citation {
    let address = site.canonical(&address::event(&event.slug));
    let reports = event.reports.len().to_string();
    let arguments = [
        ("n", reports.clone()),
        ("count", reports),
        ("site", site.settings.title.clone()),
        ("title", site.language.quoted(&event.title)),
        ("date", site.language.date(event.date, DateStyle::Long)),
        ("address", address.clone()),
    ];
    Citation {
        id: event.id.clone(),
        kind: Kind::Comparison,
        plain: say(site, "cite-event", &arguments),
        title: Some(text::line(&event.title)),
        author: Some(text::line(&site.settings.title)),
        container: None,
        published: Some(event.date),
        retrieved: None,
        url: Some(address),
        language: site.settings.language.clone(),
        note: None,
        untitled: String::new(),
    }
}

/// The citation of a source.
pub fn of_source(site: &Site<'_>, event: &Event, source: &Source) -> Citation {
    let own = site.canonical(&address::source(&event.slug, &source.id));
    let outlet = source.outlet.as_ref().and_then(|id| site.outlets.get(id)).map(|outlet| outlet.name.as_str());
    let name = outlet.or(source.title.as_deref()).unwrap_or(&source.id);
    let date = |day: Day| site.language.date(day, DateStyle::Long);
    let arguments = [
        ("outlet", name.to_owned()),
        ("headline", source.title.as_deref().map(|title| site.language.quoted(title)).unwrap_or_default()),
        ("date", source.published.map_or_else(|| say(site, "undated", &[]), |moment| date(moment.day))),
        ("site", site.settings.title.clone()),
        ("event", site.language.quoted(&event.title)),
        ("address", own.clone()),
    ];
    // Without an outlet the title already stands in its place.
    let key = if source.title.is_some() && outlet.is_some() { "cite-report" } else { "cite-report-untitled" };
    let url = source.url.as_deref().map(text::iri);
    Citation {
        id: format!("{}-{}", event.id, source.id),
        kind: if source.role == Role::Upstream { Kind::Upstream } else { Kind::Article },
        plain: format!("{} {}", say(site, key, &arguments), url.as_ref().unwrap_or(&own)),
        title: source.title.as_deref().map(text::line),
        author: source.byline.as_deref().map(text::line).filter(|byline| !byline.is_empty()),
        container: outlet.map(text::line),
        published: source.published.map(|moment| moment.day),
        retrieved: source.retrieved,
        url,
        language: source.lang.clone().unwrap_or_else(|| site.settings.language.clone()),
        note: Some(say(site, "cite-compared", &arguments)),
        untitled: format!("[{}]", say(site, "no-headline", &[])),
    }
}

/// `citation.txt`: the citation as the site writes it.
pub fn plain(citation: &Citation) -> Vec<u8> {
    format!("{}\n", citation.plain).into_bytes()
}

fn say(site: &Site<'_>, key: &str, arguments: &[(&str, String)]) -> String {
    text::line(&site.language.say(key, arguments).unwrap_or_default())
}
