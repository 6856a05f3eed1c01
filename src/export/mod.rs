//! The comparison and the site as data: bytes for machines, one file a format.

pub mod annotations;
pub mod atom;
pub mod citation;
pub mod comparison;
pub mod feed;
pub mod host;
mod json;
pub mod json_feed;
pub mod json_ld;
pub mod schema;
#[cfg(feature = "search")]
pub mod search;
mod shared;
pub mod sitemap;
mod surroundings;
pub mod table;
mod text;
pub mod web_manifest;

use crate::model::{By, Event, Mark};

/// To whom a mark is attributed: the id of a voice, or the editor's word.
fn by<'e>(event: &'e Event, mark: &'e Mark) -> Option<&'e str> {
    mark.by.as_ref().map(|by| match by {
        By::Voice(voice) => event.voices[*voice].id.as_str(),
        By::Word(word) => word.as_str(),
    })
}
