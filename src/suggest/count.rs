//! Figures that several sources give, with what they count.

use std::collections::BTreeSet;

use super::{
    figures::Kind,
    signals::{Event, context, is_same},
};

/// A figure that stands in passages of two sources or more.
#[derive(Clone, Debug)]
pub struct Shared {
    pub kind: Kind,
    /// Whether all count the same thing, as far as the words around them tell.
    pub same: bool,
    /// Passages, and which of their figures it is.
    pub places: Vec<(usize, usize)>,
}

/// Figures of the same kind and value in different sources, as they first occur. Times, years and days are
/// told with the others; small numbers only where they count the same.
pub fn shared(event: &Event) -> Vec<Shared> {
    let open = event.passages.iter().enumerate().filter(|(_, passage)| !passage.furniture);
    let all: Vec<(usize, usize)> =
        open.flat_map(|(at, passage)| (0..passage.figures.len()).map(move |figure| (at, figure))).collect();
    let figure = |(at, index): (usize, usize)| &event.passages[at].figures[index];
    let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut found = Vec::new();
    for place in &all {
        if taken.contains(place) {
            continue;
        }
        let first = figure(*place);
        let equal = |other: &&(usize, usize)| {
            let other = figure(**other);
            other.kind == first.kind && is_same(first, other)
        };
        let places: Vec<(usize, usize)> =
            all.iter().filter(equal).filter(|other| !taken.contains(other)).copied().collect();
        taken.extend(places.iter().copied());
        let sources: BTreeSet<usize> = places.iter().map(|(at, _)| event.passages[*at].article).collect();
        let like = |one: &(usize, usize), other: &(usize, usize)| {
            context(&event.passages[one.0], figure(*one), &event.passages[other.0], figure(*other))
        };
        let same = places.iter().all(|one| places.iter().all(|other| one == other || like(one, other)));
        if sources.len() > 1 && (same || first.value > 4.0) {
            found.push(Shared { kind: first.kind, same, places });
        }
    }
    found
}
