//! How much of an article is published as excerpts, and how much of that is proven.

use crate::{
    evidence::Published,
    model::{Found, Source},
};

/// The words of a source's article that its marks and nearest words publish.
pub fn published(source: &Source) -> Published {
    let mut published = Published::default();
    for (quote, found) in excerpts(source) {
        published.add(quote, found);
    }
    published
}

/// Excerpts of a source, and how many of them were found in the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    pub excerpts: usize,
    pub found: usize,
}

/// Counts the marks and nearest words of a source.
pub fn verified(source: &Source) -> Verified {
    let count = |verified: Verified, (_, found): (&str, Option<&Found>)| Verified {
        excerpts: verified.excerpts + 1,
        found: verified.found + usize::from(found.is_some()),
    };
    excerpts(source).fold(Verified::default(), count)
}

/// All words of a source that its marks and nearest words give, and where they were found.
fn excerpts(source: &Source) -> impl Iterator<Item = (&str, Option<&Found>)> {
    let marks = source.marks.iter().map(|mark| (mark.quote.as_str(), mark.found.as_ref()));
    let nears = source.absent.iter().filter_map(|absent| Some((absent.near.as_deref()?, absent.near_found.as_ref())));
    marks.chain(nears)
}
