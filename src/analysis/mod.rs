//! Comparisons: pure functions from an [`Event`] to what its reports say beside each other.
//!
//! One comparison a file. Nothing here knows of pages, words of the theme, or files.

mod cells;
mod depth;
mod frames;
mod lead;
mod naming;
mod published;
mod readings;
mod shared_words;
mod spread;
mod values;
mod voices;

pub use cells::{Cell, State, value_of};
pub use depth::{Depth, depth, depth_of, depths, earliest, lines, median};
pub use frames::{FramePassage, frames};
pub use lead::lead;
pub use naming::{Name, naming};
pub use published::{Verified, published, verified};
pub use readings::Reading;
pub use shared_words::{LISTED, Pair, Place, SharedRun, SharedWords};
pub use spread::Spread;
pub use values::compatible;
pub use voices::{VoiceUse, voices};

use crate::model::Event;

/// The facts of an event, compared.
#[derive(Debug)]
pub struct Comparison {
    /// In the order of the event's facts.
    pub facts: Vec<FactRow>,
}

/// One fact over all reports.
#[derive(Debug)]
pub struct FactRow {
    /// In column order.
    pub cells: Vec<Cell>,
    pub spread: Spread,
    /// Reports that carry it.
    pub carried: usize,
    /// Reports that could carry it and were looked through.
    pub possible: usize,
    /// Whether two reports differ.
    pub differs: bool,
    /// The carrying reports, by what they say.
    pub readings: Vec<Reading>,
}

/// Compares all facts of an event.
pub fn compare(event: &Event) -> Comparison {
    let grid = cells::grid(event);
    let facts = grid
        .into_iter()
        .enumerate()
        .map(|(fact, cells)| {
            let (spread, carried, possible) = spread::spread(&cells);
            let differs = values::differ(event, fact, &cells);
            let readings = readings::readings(event, fact, &cells);
            FactRow { cells, spread, carried, possible, differs, readings }
        })
        .collect();
    Comparison { facts }
}
