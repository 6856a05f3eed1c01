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

    /// A language tag where it is not the page's own.
    pub fn foreign(&self, lang: Option<&str>) -> Option<String> {
        let own = &self.settings.language;
        lang.filter(|lang| !lang.eq_ignore_ascii_case(own)).map(ToOwned::to_owned)
    }
}
