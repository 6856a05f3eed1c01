//! The frame around every page: head, masthead, policy.

use super::{
    Site,
    address::From,
    parts::{NavLink, PageHead, Shell, SiteView},
};

/// The Content-Security-Policy of every page, less `frame-ancestors`, which a `<meta>` cannot carry.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                          font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; \
                          form-action 'self'";

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
        },
        root: from.root(),
        home: from.link("/"),
        nav,
        language: site.settings.language.clone(),
        direction: site.language.direction(),
        policy: POLICY,
    }
}
