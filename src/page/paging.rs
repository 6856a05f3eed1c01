//! Lists that run over several pages: `/`, `/page/2/`, `/page/3/` …

use super::{Site, address::From, site_view::Pager};

/// One page of a list.
pub struct Sheet<'i, T> {
    pub address: String,
    pub items: &'i [T],
    /// From 1, and of how many.
    pub number: usize,
    pub pages: usize,
    first: String,
}

/// Cuts a list into pages as long as the site's settings say; the first stands at `address`. An empty
/// list has one page.
pub fn sheets<'i, T>(site: &Site<'_>, address: &str, items: &'i [T]) -> Vec<Sheet<'i, T>> {
    (1..=pages(site, items.len())).map(|number| sheet(site, address, items, number)).collect()
}

/// How many pages a list has.
pub fn pages(site: &Site<'_>, items: usize) -> usize {
    items.div_ceil(per_page(site)).max(1)
}

/// One page of a list, by its number from 1.
pub fn sheet<'i, T>(site: &Site<'_>, address: &str, items: &'i [T], number: usize) -> Sheet<'i, T> {
    let pages = pages(site, items.len());
    let items = items.chunks(per_page(site)).nth(number - 1).unwrap_or_default();
    Sheet { address: address_of(address, number), items, number, pages, first: address.to_owned() }
}

fn per_page(site: &Site<'_>) -> usize {
    usize::try_from(site.settings.paginate_by).unwrap_or(usize::MAX).max(1)
}

impl<T> Sheet<'_, T> {
    /// Whether the list begins here.
    pub fn is_first(&self) -> bool {
        self.number == 1
    }

    /// Links to the pages before and after it.
    pub fn pager(&self, from: From<'_>) -> Pager {
        let link = |number: usize| from.link(&address_of(&self.first, number));
        Pager {
            number: self.number,
            pages: self.pages,
            newer: (!self.is_first()).then(|| link(self.number - 1)),
            older: (self.number < self.pages).then(|| link(self.number + 1)),
        }
    }

    /// The title of a page: on further ones with its number, since no two pages should have one title.
    pub fn title(&self, site: &Site<'_>, title: &str) -> String {
        let arguments = [("number", self.number.to_string()), ("pages", self.pages.to_string())];
        let place = site.language.say("page-of", &arguments).filter(|_| !self.is_first());
        place.map_or_else(|| title.to_owned(), |place| format!("{title} · {place}"))
    }
}

fn address_of(first: &str, number: usize) -> String {
    if number == 1 { first.to_owned() } else { format!("{first}page/{number}/") }
}
