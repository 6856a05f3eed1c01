//! Drafts of an event.

use super::{Item, Kind, Places};
use crate::model::Event;

/// The event itself, and its sources.
pub fn of_event(places: &Places, event: &Event) -> Vec<Item> {
    let mut items = Vec::new();
    if event.draft {
        items.push(Item::new(Kind::Draft, "the event is a draft", &places.draft()));
    }
    for source in event.sources().filter(|source| source.draft) {
        let Some(at) = places.source(&source.id) else { continue };
        items.push(Item::new(Kind::Draft, "the source is a draft", &at.draft()));
    }
    items
}
