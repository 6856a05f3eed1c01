//! Depth: how early in its text a report comes to a fact.
//!
//! Depth is the number of words before the first mention ÷ the words of the article body, so nought is
//! the first word. A headline or a caption stands outside the body and has none.

use super::{Cell, Comparison};
use crate::model::{Article, Event, Mark, Zone};

/// Where a fact is first mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Depth {
    /// Words of the article before it.
    pub before: u32,
    /// Words of the article.
    pub words: u32,
}

impl Depth {
    /// From nought, the first word, to one.
    pub fn share(self) -> f64 {
        f64::from(self.before.min(self.words)) / f64::from(self.words.max(1))
    }

    /// The share in whole per cent, half rounded up.
    pub fn percent(self) -> u32 {
        let (before, words) = (u64::from(self.before.min(self.words)), u64::from(self.words.max(1)));
        u32::try_from((200 * before + words) / (2 * words)).unwrap_or(100)
    }
}

/// How many facts become lines of a chart, at most.
const LINES: usize = 5;
/// Facts of which the depths lie nearer than this, as a mean share of the text, run along one line.
const ALONG: f64 = 0.05;

/// The depth of a mark; `None` outside the article's body, or where that is not known.
pub fn depth_of(mark: &Mark, article: Option<&Article>) -> Option<Depth> {
    let found = mark.found.as_ref().filter(|found| found.zone == Zone::Text)?;
    let words = article?.words;
    (words > 0).then_some(Depth { before: found.word, words })
}

/// The depth of a cell: that of its earliest mark in the article's body.
pub fn depth(event: &Event, cell: &Cell) -> Option<Depth> {
    let article = event.reports[cell.report].article.as_ref();
    earliest(event, cell).and_then(|mark| depth_of(mark, article))
}

/// The first mark of a cell in the article's body; else the one that decides its value.
pub fn earliest<'e>(event: &'e Event, cell: &Cell) -> Option<&'e Mark> {
    let report = &event.reports[cell.report];
    let marks = cell.marks.iter().map(|mark| &report.marks[*mark]);
    let placed = marks.filter_map(|mark| Some((depth_of(mark, report.article.as_ref())?.before, mark)));
    placed.min_by_key(|(before, _)| *before).map(|(_, mark)| mark).or_else(|| cell.first(event))
}

/// The depths of all facts: a row a fact, a column a report.
pub fn depths(event: &Event, comparison: &Comparison) -> Vec<Vec<Option<Depth>>> {
    let row = |row: &super::FactRow| row.cells.iter().map(|cell| depth(event, cell)).collect();
    comparison.facts.iter().map(row).collect()
}

/// The facts that are drawn as lines, in the order of the event: up to five, of those with a depth in
/// two reports or more. A fact with a depth in more reports comes before one with fewer, and then one
/// whose depths lie farther apart. A fact that runs along a line already chosen is left out, as it would
/// hide that line and say the same.
pub fn lines(depths: &[Vec<Option<Depth>>]) -> Vec<usize> {
    let mut facts: Vec<usize> = (0..depths.len()).filter(|fact| shares(&depths[*fact]).count() > 1).collect();
    facts.sort_by(|a, b| {
        let (one, other) = (&depths[*a], &depths[*b]);
        let by_reports = shares(other).count().cmp(&shares(one).count());
        by_reports.then_with(|| range(other).total_cmp(&range(one))).then(a.cmp(b))
    });
    let mut chosen: Vec<usize> = Vec::new();
    for fact in facts {
        if chosen.len() < LINES && chosen.iter().all(|other| distance(&depths[*other], &depths[fact]) >= ALONG) {
            chosen.push(fact);
        }
    }
    chosen.sort_unstable();
    chosen
}

/// The depth in the middle; of an even number the mean of the two.
pub fn median(depths: impl Iterator<Item = f64>) -> Option<f64> {
    let mut depths: Vec<f64> = depths.collect();
    depths.sort_by(f64::total_cmp);
    let middle = depths.len() / 2;
    let upper = *depths.get(middle)?;
    Some(if depths.len() % 2 == 1 { upper } else { f64::midpoint(depths[middle - 1], upper) })
}

fn shares(row: &[Option<Depth>]) -> impl Iterator<Item = f64> {
    row.iter().flatten().map(|depth| depth.share())
}

/// From the earliest to the latest.
fn range(row: &[Option<Depth>]) -> f64 {
    let (least, most) = shares(row).fold((1.0, 0.0), |(least, most), share| (share.min(least), share.max(most)));
    most - least
}

/// Mean distance of two facts over the reports that have both; one where none has.
#[expect(clippy::cast_precision_loss, reason = "there are not that many reports")]
fn distance(one: &[Option<Depth>], other: &[Option<Depth>]) -> f64 {
    let both: Vec<f64> =
        one.iter().zip(other).filter_map(|(a, b)| Some((a.as_ref()?.share() - b.as_ref()?.share()).abs())).collect();
    if both.is_empty() { 1.0 } else { both.iter().sum::<f64>() / both.len() as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row of depths in an article of a hundred words; a negative one is none.
    fn row(places: &[i32]) -> Vec<Option<Depth>> {
        places.iter().map(|place| Some(Depth { before: u32::try_from(*place).ok()?, words: 100 })).collect()
    }

    #[test]
    fn a_share_is_rounded_to_the_nearest_per_cent() {
        for (before, words, percent) in
            [(0, 404, 0), (2, 404, 0), (21, 404, 5), (5, 1000, 1), (4, 1000, 0), (99, 100, 99)]
        {
            assert_eq!(Depth { before, words }.percent(), percent, "{before} of {words}");
        }
    }

    #[test]
    fn no_place_is_beyond_the_last_word() {
        for (before, words) in [(7, 3), (u32::MAX, 1)] {
            let depth = Depth { before, words };
            assert!(depth.share() <= 1.0 && depth.percent() == 100, "{depth:?}");
        }
        assert_eq!(Depth { before: 5, words: 0 }.percent(), 0, "an article without words");
    }

    #[test]
    fn lines_are_facts_of_most_reports_that_lie_farthest_apart() {
        let rows = [row(&[0, 1, 2]), row(&[-1, 0, 90]), row(&[10, 60, 20]), row(&[12, 62, 18]), row(&[-1, -1, 5])];
        assert_eq!(lines(&rows), [0, 1, 2], "the fourth runs along the third, and the fifth is in one report");
    }

    #[test]
    fn there_are_five_lines_at_most_in_the_order_of_the_event() {
        let rows: Vec<_> = (0..9).map(|fact| row(&[fact * 10, 100 - fact * 10])).collect();
        assert_eq!(lines(&rows), [0, 1, 2, 3, 8]);
        assert!(lines(&[row(&[-1, 3]), row(&[-1, -1])]).is_empty());
    }

    #[test]
    fn the_median_of_an_even_number_lies_between() {
        assert_eq!(median([0.5, 0.1, 0.3].into_iter()), Some(0.3));
        assert_eq!(median([0.5, 0.25].into_iter()), Some(0.375));
        assert_eq!(median(std::iter::empty()), None);
    }
}
