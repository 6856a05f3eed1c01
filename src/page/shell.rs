//! The frame around every page: head, masthead, policy.

use super::{
    Site,
    address::{self, From},
    build::day,
    card,
    corrections::CORRECTIONS,
    parts::{CardImage, FeedLink, NavLink, PageHead, Shell, SiteView},
    search::{INDEX, SEARCH},
};
use crate::model::Day;

/// A Content-Security-Policy, less `frame-ancestors`, which a `<meta>` cannot carry, with what scripts may
/// do beside coming from the site itself.
macro_rules! content_policy {
    ($scripts:literal) => {
        concat!(
            "default-src 'none'; script-src 'self'",
            $scripts,
            "; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
             base-uri 'none'; form-action 'self'"
        )
    };
}

/// The policy of every page but one.
pub const POLICY: &str = content_policy!("");

/// That of the search page, whose index comes with a program in WebAssembly.
const SEARCH_POLICY: &str = content_policy!(" 'wasm-unsafe-eval'");

/// The policy for what stands at an address, less what a `<meta>` cannot carry: the search page and what
/// it loads may run WebAssembly, nothing else may.
pub fn policy(address: &str) -> &'static str {
    if address == SEARCH || address.starts_with(INDEX) { SEARCH_POLICY } else { POLICY }
}

/// What a page says of itself to its shell.
pub struct Head<'h> {
    pub kind: &'static str,
    pub title: String,
    pub description: Option<String>,
    /// Key of the masthead's link under which the page belongs.
    pub under: Option<&'h str>,
    pub noindex: bool,
    pub has_code: bool,
    pub draft: bool,
    /// When what it shows was last changed.
    pub modified: Option<Day>,
    /// What has feeds of its own: its address and name.
    pub feeds_of: Option<(&'h str, &'h str)>,
    /// The event whose card stands for the page: its address and title.
    pub card_of: Option<(&'h str, &'h str)>,
}

impl Head<'_> {
    /// A page of a kind with a title, and nothing special about it.
    pub fn new(kind: &'static str, title: impl Into<String>) -> Self {
        Head {
            kind,
            title: title.into(),
            description: None,
            under: None,
            noindex: false,
            has_code: false,
            draft: false,
            modified: None,
            feeds_of: None,
            card_of: None,
        }
    }
}

/// The shell of the page at `from`.
pub fn shell(site: &Site<'_>, from: From<'_>, head: Head<'_>) -> Shell {
    let nav = site
        .nav
        .iter()
        .map(|(key, address)| NavLink { key, href: from.link(address), current: head.under == Some(*key) })
        .collect();
    let image = card_image(site, &head);
    let feeds = if head.noindex { Vec::new() } else { feeds(site, from, head.feeds_of) };
    Shell {
        site: SiteView {
            title: site.settings.title.clone(),
            description: site.settings.description.clone(),
            contact: site.settings.contact.clone(),
            language: site.settings.language.clone(),
            extra: site.settings.extra.clone(),
        },
        page: PageHead {
            kind: head.kind,
            title: head.title,
            description: head.description,
            canonical: site.canonical(from.address),
            noindex: head.noindex || head.draft,
            has_code: head.has_code,
            draft: head.draft,
            modified: head.modified.map(day),
            image,
            json_ld: None,
        },
        feeds,
        locale: locale(&site.settings.language),
        root: from.root(),
        home: from.link("/"),
        corrections_href: from.link(CORRECTIONS),
        nav,
        language: site.settings.language.clone(),
        direction: site.language.direction(),
        policy: if head.kind == "search" { SEARCH_POLICY } else { POLICY },
    }
}

/// The card of the event, else that of the site; none where nobody is meant to share the page.
fn card_image(site: &Site<'_>, head: &Head<'_>) -> Option<CardImage> {
    if head.noindex || !site.settings.share_cards {
        return None;
    }
    let (page, title) = head.card_of.unwrap_or(("/", &site.settings.title));
    let key = if head.card_of.is_some() { "card-alt" } else { "card-alt-site" };
    Some(CardImage {
        url: site.canonical(&address::card(page)),
        width: card::WIDTH,
        height: card::HEIGHT,
        alt: site.language.say(key, &[("title", title.to_owned())]).unwrap_or_else(|| title.to_owned()),
    })
}

fn feeds(site: &Site<'_>, from: From<'_>, own: Option<(&str, &str)>) -> Vec<FeedLink> {
    let all = own.map(|(address, name)| (address, Some(name))).into_iter().chain([("/", None)]);
    let links = all.flat_map(|(address, name)| {
        let title = site.feed_title(name);
        address::feeds(address).map(|(feed, mime)| FeedLink { title: title.clone(), href: from.link(&feed), mime })
    });
    links.collect()
}

/// A language tag as the Open Graph protocol writes it: language and country with `_` between.
fn locale(tag: &str) -> String {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or(tag).to_ascii_lowercase();
    // The country follows the script, and nothing else of two letters or three digits may.
    let country = parts.take_while(|part| part.len() != 1).find(|part| {
        let letters = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
        letters || part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    country.map_or(language.clone(), |country| format!("{language}_{}", country.to_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::locale;

    #[test]
    fn locales_name_language_and_country() {
        for (tag, wanted) in [
            ("en", "en"),
            ("en-GB", "en_GB"),
            ("sr-Latn-RS", "sr_RS"),
            ("es-419", "es_419"),
            ("DE-ch-1996", "de_CH"),
            ("en-x-us", "en"),
        ] {
            assert_eq!(locale(tag), wanted);
        }
    }
}
