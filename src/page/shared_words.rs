//! Words in common as templates see them.

use super::{
    build::View,
    comparison_view::{MatrixCell, MatrixRow, MostShared, PairView, SharedCell, SharedRunView, SharedView, SideView},
    parts::ExcerptView,
};
use crate::{
    analysis::{LISTED, Pair, SharedRun, SharedWords},
    model::{Decimal, Role, Source},
};

/// What the texts have in common; `None` where no report's text was compared with another.
pub fn shared(view: &View<'_>, shared: &SharedWords<'_>) -> Option<SharedView> {
    let pairs: Vec<&Pair<'_>> =
        shared.pairs().iter().filter(|pair| pair.sources.iter().any(|source| is_report(source))).collect();
    if pairs.is_empty() {
        return None;
    }
    let common: Vec<&Pair<'_>> = pairs.iter().filter(|pair| pair.shared > 0).copied().collect();
    let runs: Vec<&SharedRun<'_>> = shared.runs().iter().filter(|run| run.is_of_report()).collect();
    let compared = |source: &Source| pairs.iter().any(|pair| pair.sources.iter().any(|other| other.id == source.id));
    Some(SharedView {
        more: runs.len().saturating_sub(LISTED),
        runs: runs.into_iter().take(LISTED).map(|run| run_view(view, run)).collect(),
        matrix: matrix(view, &pairs),
        apart: pairs.len() - common.len(),
        most: most(view, &common),
        pairs: common.into_iter().map(|pair| pair_view(view, pair)).collect(),
        unknown: view
            .event
            .sources()
            .filter(|source| !compared(source))
            .map(|source| view.report_link(source))
            .collect(),
    })
}

fn is_report(source: &Source) -> bool {
    source.role == Role::Report
}

fn pair_view(view: &View<'_>, pair: &Pair<'_>) -> PairView {
    let shares = pair.shares();
    let side = |side: usize| SideView {
        report: view.report_link(pair.sources[side]),
        grams: pair.grams[side],
        percent: percent(view, shares[side]),
    };
    PairView { one: side(0), other: side(1), shared: pair.shared, longest: pair.longest }
}

/// All texts by all texts; nothing for two, of which the pair says all.
fn matrix(view: &View<'_>, pairs: &[&Pair<'_>]) -> Vec<MatrixRow> {
    let texts: Vec<&Source> =
        view.event.sources().filter(|text| pairs.iter().any(|pair| side_of(pair, text).is_some())).collect();
    if texts.len() < 3 {
        return Vec::new();
    }
    let share = |row: &Source, column: &Source| {
        let both = |pair: &&&Pair<'_>| side_of(pair, row).is_some() && side_of(pair, column).is_some();
        let pair = pairs.iter().find(both).filter(|_| row.id != column.id)?;
        Some(pair.shares()[side_of(pair, row)?])
    };
    let cell = |row: &Source, column: &Source| MatrixCell {
        report: view.report_link(column),
        percent: share(row, column).map(|share| percent(view, share)),
        bar: share(row, column).map(|share| format!("{:.1}%", 100.0 * share)),
    };
    let row = |row: &&Source| MatrixRow {
        report: view.report_link(row),
        cells: texts.iter().map(|column| cell(row, column)).collect(),
    };
    texts.iter().map(row).collect()
}

/// Which of two texts this is, if it is one of them.
fn side_of(pair: &Pair<'_>, text: &Source) -> Option<usize> {
    pair.sources.iter().position(|source| source.id == text.id)
}

/// Under ten per cent with a tenth, so that little is told from nothing.
fn percent(view: &View<'_>, share: f64) -> String {
    let text = if share < 0.0995 { format!("{:.1}", 100.0 * share) } else { format!("{:.0}", 100.0 * share) };
    let short = text.strip_suffix(".0").unwrap_or(&text);
    Decimal::parse(short).map_or_else(|| short.to_owned(), |number| view.site.language.number(number))
}

/// The side with the greatest share, the first of several.
fn most(view: &View<'_>, pairs: &[&Pair<'_>]) -> Option<MostShared> {
    let sides = pairs.iter().flat_map(|pair| [(pair, 0), (pair, 1)]);
    let share = |(pair, side): (&&Pair<'_>, usize)| pair.shares()[side];
    let (pair, side) = sides.reduce(|best, next| if share(next) > share(best) { next } else { best })?;
    Some(MostShared {
        report: view.report_link(pair.sources[side]),
        with: view.report_link(pair.sources[1 - side]),
        percent: percent(view, share((pair, side))),
        longest: pair.longest,
    })
}

fn run_view(view: &View<'_>, run: &SharedRun<'_>) -> SharedRunView {
    let lines = |source: &Source| {
        let mut lines: Vec<u32> =
            run.places.iter().filter(|place| place.source.id == source.id).map(|place| place.line).collect();
        lines.dedup();
        lines
    };
    let cell = |report: &Source| SharedCell { report: view.report_link(report), lines: lines(report) };
    let upstreams = run.places.iter().map(|place| place.source).filter(|source| !is_report(source));
    let mut upstreams: Vec<_> = upstreams.map(|source| view.report_link(source)).collect();
    upstreams.dedup();
    SharedRunView {
        words: run.words,
        excerpt: run.places.first().zip(run.text).map(|(place, text)| excerpt(view, place.source, text, run.cut)),
        cells: view.event.reports.iter().map(cell).collect(),
        upstreams,
    }
}

/// The words of a run. They come from the article itself, so nothing is left to be verified.
fn excerpt(view: &View<'_>, source: &Source, text: &str, cut: bool) -> ExcerptView {
    let text = if cut { format!("{} …", text.trim_end_matches([' ', '…'])) } else { text.to_owned() };
    view.excerpt(source, &text)
}
