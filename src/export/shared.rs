//! Words in common as `comparison.json` has them.

use serde::Serialize;

use crate::analysis::{Pair, SharedRun, SharedWords};

/// What the texts of an event share, upstreams included.
#[derive(Serialize)]
pub struct SharedData<'e> {
    pairs: Vec<PairData<'e>>,
    runs: Vec<RunData<'e>>,
}

#[derive(Serialize)]
struct PairData<'e> {
    sources: [&'e str; 2],
    /// Different runs of five words of each source, and of both.
    grams: [u32; 2],
    shared: u32,
    longest: u32,
}

#[derive(Serialize)]
struct RunData<'e> {
    words: u32,
    /// As far as the limits of quotation allow.
    text: Option<&'e str>,
    places: Vec<PlaceData<'e>>,
}

#[derive(Serialize)]
struct PlaceData<'e> {
    source: &'e str,
    line: u32,
}

/// The shared words of an event.
pub fn shared<'e>(shared: &SharedWords<'e>) -> SharedData<'e> {
    SharedData { pairs: shared.pairs().iter().map(pair).collect(), runs: shared.runs().iter().map(run).collect() }
}

fn pair<'e>(pair: &Pair<'e>) -> PairData<'e> {
    PairData {
        sources: pair.sources.map(|source| source.id.as_str()),
        grams: pair.grams,
        shared: pair.shared,
        longest: pair.longest,
    }
}

fn run<'e>(run: &SharedRun<'e>) -> RunData<'e> {
    let places = run.places.iter().map(|place| PlaceData { source: &place.source.id, line: place.line });
    RunData { words: run.words, text: run.text, places: places.collect() }
}
