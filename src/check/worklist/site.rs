//! What is open outside of events: pages and outlets' profiles.

use super::{Item, Kind, Section, section};
use crate::content::page::{OutletDocument, PageDocument};

/// Drafts of pages and outlets, and outlets of which nothing says who owns them.
pub fn of_site<'a>(pages: &[PageDocument], outlets: impl IntoIterator<Item = &'a OutletDocument>) -> Option<Section> {
    let mut items = Vec::new();
    for page in pages.iter().filter(|page| page.front.draft) {
        let place = page.source.at(page.front.draft_span.clone().unwrap_or(0..0));
        items.push(Item::new(Kind::Draft, "the page is a draft", &place));
    }
    for outlet in outlets {
        if outlet.front.draft {
            let place = outlet.source.at(outlet.front.draft_span.clone().unwrap_or(0..0));
            items.push(Item::new(Kind::Draft, "the profile is a draft", &place));
        }
        if outlet.front.ownership.is_none() {
            items.push(Item::new(Kind::NoOwnership, "no `[ownership]` yet", &outlet.source.at(0..0)));
        }
    }
    section(None, items)
}
