//! Home, ordinary pages, the page for what is not found, and redirects.

use super::{
    Content, Page, Site,
    address::{self, From},
    build::day,
    parts::ReportLink,
    shell,
    site_view::{EventStrip, HomePage, PlainPage, RedirectPage},
    skyline::skyline,
    summary::Summary,
};
use crate::model::{Day, Html};

/// The editor's words for a page.
pub struct PlainText<'a> {
    pub title: &'a str,
    pub description: Option<&'a str>,
    pub updated: Option<Day>,
    pub html: &'a Html,
    pub has_code: bool,
    pub draft: bool,
}

/// Plans the home page and the further pages of its list. Summaries are sorted.
pub fn home_pages(site: &Site<'_>, text: &PlainText<'_>, summaries: &[Summary]) -> Vec<Page> {
    let per_page = usize::try_from(site.settings.paginate_by).unwrap_or(usize::MAX).max(1);
    let chunks: Vec<&[Summary]> = if summaries.is_empty() { vec![&[]] } else { summaries.chunks(per_page).collect() };
    let address = |number: usize| if number == 1 { "/".to_owned() } else { format!("/page/{number}/") };
    let mut pages = Vec::new();
    for (index, chunk) in chunks.iter().enumerate() {
        let number = index + 1;
        let own = address(number);
        let from = site.from(&own);
        let newer = (number > 1).then(|| from.link(&address(number - 1)));
        let older = (number < chunks.len()).then(|| from.link(&address(number + 1)));
        let strips = chunk.iter().enumerate().map(|(place, event)| strip(site, from, event, number == 1 && place == 0));
        let content = HomePage {
            title: text.title.to_owned(),
            body: from.html(text.html),
            events: strips.collect(),
            number,
            pages: chunks.len(),
            newer,
            older,
        };
        let description = text.description.or(site.settings.description.as_deref()).map(ToOwned::to_owned);
        let head = shell::Head {
            description,
            under: Some("events"),
            modified: summaries.iter().map(|event| event.modified).chain(text.updated).max(),
            has_code: text.has_code,
            ..shell::Head::new("home", text.title)
        };
        let shell = shell::shell(site, from, head);
        pages.push(Page { address: own.clone(), shell, content: Content::Home(Box::new(content)) });
    }
    pages
}

/// Plans an ordinary page.
pub fn plain_page(site: &Site<'_>, address: &str, text: &PlainText<'_>) -> Page {
    let from = site.from(address);
    let under = site.nav.iter().find(|(_, target)| target == address).map(|(key, _)| *key);
    let head = shell::Head {
        description: text.description.map(ToOwned::to_owned),
        under,
        has_code: text.has_code,
        draft: text.draft,
        modified: text.updated,
        ..shell::Head::new("page", text.title)
    };
    let content = PlainPage {
        title: text.title.to_owned(),
        description: text.description.map(ToOwned::to_owned),
        updated: text.updated.map(day),
        body: from.html(text.html),
    };
    Page { address: address.to_owned(), shell: shell::shell(site, from, head), content: Content::Plain(content) }
}

/// Plans the page that hosts show for an address that does not exist.
pub fn not_found(site: &Site<'_>) -> Page {
    let address = "/404.html";
    let root = base_path(&site.settings.base_url);
    let from = From { absolute: Some(root), ..site.from(address) };
    let title = site.language.say("not-found-title", &[]).unwrap_or_else(|| "404".to_owned());
    let head = shell::Head { noindex: true, ..shell::Head::new("404", title) };
    Page { address: address.to_owned(), shell: shell::shell(site, from, head), content: Content::Bare {} }
}

/// Plans the page that leads from an old address to a new one.
pub fn redirect(site: &Site<'_>, alias: &str, target: &str) -> Page {
    let from = site.from(alias);
    let head = shell::Head { noindex: true, ..shell::Head::new("redirect", &site.settings.title) };
    let mut shell = shell::shell(site, from, head);
    shell.page.canonical = site.canonical(target);
    let content = RedirectPage { target: from.link(target) };
    Page { address: alias.to_owned(), shell, content: Content::Redirect(content) }
}

fn strip(site: &Site<'_>, from: From<'_>, event: &Summary, first: bool) -> EventStrip {
    let reports = event.reports.iter().map(|report| {
        let outlet = report.outlet.as_ref().and_then(|id| site.outlets.get(id));
        ReportLink {
            id: report.id.clone(),
            name: outlet.map_or_else(|| report.id.clone(), |outlet| outlet.name.clone()),
            short: outlet.map_or_else(|| report.id.clone(), |outlet| outlet.short.clone()),
            href: from.link(&address::source(&event.slug, &report.id)),
        }
    });
    EventStrip {
        title: event.title.clone(),
        href: from.link(&event.address()),
        date: day(event.date),
        summary: event.summary.clone(),
        places: event.places.clone(),
        counts: event.counts.clone(),
        reports: reports.collect(),
        skyline: skyline(event, first),
        lead: event.lead.as_deref().filter(|_| first).cloned(),
        draft: event.draft,
    }
}

/// The path of an address: `/` of `https://example.org/`, `/site/` of `https://example.org/site/`.
fn base_path(base_url: &str) -> &str {
    let after_scheme = base_url.find("://").map_or(0, |at| at + 3);
    base_url[after_scheme..].find('/').map_or("/", |at| &base_url[after_scheme + at..])
}
