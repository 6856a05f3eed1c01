//! Home, ordinary pages, the page for what is not found, and redirects.

use std::sync::Arc;

use super::{
    Content, Page, Site,
    address::From,
    build::day,
    paging::{self, Sheet},
    shell,
    site_view::{HomePage, PlainPage, RedirectPage},
    strip::strip,
    summary::Summary,
};
use crate::model::{Day, Html};

/// The address of the page for what is not found, as hosts look for it.
pub const NOT_FOUND: &str = "/404.html";

/// The editor's words for a page.
#[derive(Clone, Copy)]
pub struct PlainText<'a> {
    pub title: &'a str,
    pub description: Option<&'a str>,
    pub updated: Option<Day>,
    pub html: &'a Html,
    /// Whatever stands under `[extra]`.
    pub extra: &'a serde_json::Value,
    pub has_code: bool,
    pub draft: bool,
}

/// Plans the home page and the further pages of its list, which have no introduction. Summaries are
/// sorted.
pub fn home_pages<'p>(
    site: &'p Site<'_>,
    text: PlainText<'p>,
    summaries: &'p [Arc<Summary>],
) -> impl Iterator<Item = Page> + 'p {
    let modified = summaries.iter().map(|event| event.modified).chain(text.updated).max();
    let page = move |sheet: Sheet<'_, Arc<Summary>>| {
        let from = site.from(&sheet.address);
        let newest_first = sheet.items.iter().enumerate();
        let content = HomePage {
            title: text.title.to_owned(),
            body: if sheet.is_first() { from.html(text.html) } else { String::new() },
            extra: text.extra.clone(),
            events: newest_first
                .map(|(place, event)| strip(site, from, event, sheet.is_first() && place == 0))
                .collect(),
            pager: sheet.pager(from),
        };
        let description = text.description.or(site.settings.description.as_deref()).map(ToOwned::to_owned);
        let head = shell::Head {
            description,
            under: Some("events"),
            modified,
            has_code: text.has_code,
            draft: text.draft,
            ..shell::Head::new("home", sheet.title(site, text.title))
        };
        let shell = shell::shell(site, from, head);
        Page { address: sheet.address, shell, content: Content::Home(Box::new(content)) }
    };
    paging::sheets(site, "/", summaries).into_iter().map(page)
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
        extra: text.extra.clone(),
    };
    Page { address: address.to_owned(), shell: shell::shell(site, from, head), content: Content::Plain(content) }
}

/// Plans the page that hosts show for an address that does not exist.
pub fn not_found(site: &Site<'_>) -> Page {
    let address = NOT_FOUND;
    let root = base_path(&site.settings.base_url);
    let from = From { absolute: Some(root), ..site.from(address) };
    let title = site.language.say("missing-title", &[]).unwrap_or_else(|| "404".to_owned());
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

/// The path of an address: `/` of `https://example.org/`, `/site/` of `https://example.org/site/`.
fn base_path(base_url: &str) -> &str {
    let after_scheme = base_url.find("://").map_or(0, |at| at + 3);
    base_url[after_scheme..].find('/').map_or("/", |at| &base_url[after_scheme + at..])
}
