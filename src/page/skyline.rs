//! The skyline: an event in a list, one bar a fact, as high as many reports carry it.

use super::{
    site_view::{Bar, Skyline},
    summary::Summary,
};

/// Pixels: height of a bar that all reports carry, of the first event and of the others; room for
/// the diamonds above.
const TALL: u32 = 50;
const SMALL: u32 = 34;
const ABOVE: u32 = 14;
/// Widths in pixels: of a fact's place, and the least and greatest of the whole.
const PLACE: u32 = 14;
const SMALL_PLACE: u32 = 11;
const MOST: u32 = 640;

/// Draws the skyline of an event, large for the first in the list.
#[expect(clippy::cast_precision_loss, reason = "positions in a small picture")]
pub fn skyline(summary: &Summary, large: bool) -> Skyline {
    let (tall, place) = if large { (TALL, PLACE) } else { (SMALL, SMALL_PLACE) };
    let mut facts = summary.facts.to_vec();
    facts.sort_by_key(|(carried, differs)| (std::cmp::Reverse(*carried), !differs));
    let count = facts.len();
    let width = 100.0 / count.max(1) as f64;
    let reports = u32::try_from(summary.reports.len()).unwrap_or(u32::MAX).max(1);
    let bars = facts.iter().enumerate().map(|(index, (carried, differs))| {
        let height = tall * u32::try_from(*carried).unwrap_or(0).min(reports) / reports;
        let x = width * (index as f64 + 0.2);
        let y = ABOVE + tall - height;
        Bar {
            x: format!("{x:.2}%"),
            width: format!("{:.2}%", width * 0.6),
            y,
            height,
            middle: format!("{:.2}%", x + width * 0.3),
            diamond: differs.then(|| y - 10),
        }
    });
    let width = (place * u32::try_from(count).unwrap_or(MOST)).clamp(place, MOST);
    Skyline { width, height: ABOVE + tall + 1, bars: bars.collect() }
}
