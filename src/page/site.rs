//! What all pages of a site share.

use std::collections::BTreeMap;

use super::address::{self, Addresses, From};
use crate::{config::Settings, model::Outlet, words::Language};

/// The site as pages need it: settings, outlets, addresses, language.
pub struct Site<'a> {
    pub settings: &'a Settings,
    pub outlets: &'a BTreeMap<String, Outlet>,
    pub addresses: &'a Addresses,
    pub language: &'a Language,
    /// Pages of the masthead that exist: key and address.
    pub nav: Vec<(&'static str, String)>,
}

impl Site<'_> {
    /// A page from which links are written.
    pub fn from<'p>(&'p self, address: &'p str) -> From<'p> {
        From { address, addresses: self.addresses, index_in_links: self.settings.index_in_links, absolute: None }
    }

    /// The full address of a page.
    pub fn canonical(&self, address: &str) -> String {
        format!("{}{}", self.settings.base_url, address::encoded(address.trim_start_matches('/')))
    }

    /// The name of the feeds of one thing, or of the whole site.
    pub fn feed_title(&self, of: Option<&str>) -> String {
        let site = &self.settings.title;
        let arguments = |name: &str| [("site", site.clone()), ("name", name.to_owned())];
        of.and_then(|name| self.language.say("feed-title", &arguments(name))).unwrap_or_else(|| site.clone())
    }

    /// A language tag where it is not the page's own.
    pub fn foreign(&self, lang: Option<&str>) -> Option<String> {
        let own = &self.settings.language;
        lang.filter(|lang| !lang.eq_ignore_ascii_case(own)).map(ToOwned::to_owned)
    }

    /// A name as it may stand in the middle of a sentence of ours: one that is written the other way
    /// comes with Unicode's marks of isolation, lest it turn the numbers and commas around it. Names
    /// stand in attributes, titles and drawings too, where no element could do this.
    pub fn isolated(&self, name: &str) -> String {
        let site = self.is_right_to_left();
        let turns =
            (site || !name.is_ascii()) && name.chars().any(|c| is_right_to_left(c) != site && c.is_alphabetic());
        if turns { format!("\u{2068}{name}\u{2069}") } else { name.to_owned() }
    }

    fn is_right_to_left(&self) -> bool {
        self.language.direction() == "rtl"
    }
}

/// Whether a letter is of a script that runs from right to left (blocks that Unicode keeps for these).
fn is_right_to_left(letter: char) -> bool {
    matches!(u32::from(letter), 0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff | 0x10800..=0x10fff | 0x1e800..=0x1efff)
}
