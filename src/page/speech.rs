//! Names, voices and frames as templates see them.

use super::{
    build::View,
    event_view::{
        FrameCell, FrameView, MostQuoted, QuotedRange, TermCell, TermName, TermView, VoiceCell, VoiceView, Voices,
    },
};
use crate::{
    analysis::{self, VoiceUse},
    model::Frame,
};

/// What each report calls each thing.
pub fn names(view: &View<'_>) -> Vec<TermView> {
    let terms = view.event.terms.iter().enumerate().map(|(index, term)| TermView {
        anchor: term.id.clone(),
        label: term.label.clone(),
        note: view.html(&term.note),
        cells: view
            .event
            .reports
            .iter()
            .enumerate()
            .map(|(column, report)| TermCell {
                report: view.report_link(report),
                coded: report.coded,
                names: analysis::naming(view.event, index, column)
                    .into_iter()
                    .map(|name| TermName { excerpt: view.marked(report, &report.marks[name.mark]), count: name.count })
                    .collect(),
            })
            .collect(),
    });
    terms.collect()
}

/// Who speaks, those quoted at greatest length first.
pub fn voices(view: &View<'_>) -> Voices {
    let uses = analysis::voices(view.event);
    let total = |column: usize| {
        let mut total = VoiceUse::default();
        for row in &uses {
            total.words += row[column].words;
            total.direct += row[column].direct;
            total.indirect += row[column].indirect;
        }
        total
    };
    let totals: Vec<VoiceUse> = (0..view.event.reports.len()).map(total).collect();
    let most = totals.iter().map(|total| total.words).max().unwrap_or(0);
    let mut rows: Vec<VoiceView> = view
        .event
        .voices
        .iter()
        .zip(&uses)
        .map(|(voice, row)| VoiceView {
            anchor: voice.id.clone(),
            label: voice.label.clone(),
            note: view.html(&voice.note),
            words: row.iter().map(|cell| cell.words).sum(),
            cells: row.iter().enumerate().map(|(column, cell)| voice_cell(view, column, cell, most)).collect(),
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.words));
    let most_quoted = rows.first().filter(|row| row.words > 0).map(|row| MostQuoted {
        label: row.label.clone(),
        words: row.words,
        reports: row.cells.iter().filter(|cell| cell.words > 0).map(|cell| cell.report.clone()).collect(),
    });
    let silent = |(report, total): (&crate::model::Source, &VoiceUse)| {
        (report.coded && total.direct == 0).then(|| view.report_link(report))
    };
    let totalled = totals.iter().enumerate().map(|(column, cell)| voice_cell(view, column, cell, most));
    let totalled: Vec<VoiceCell> = totalled.collect();
    let coded = view.event.reports.iter().zip(&totalled).filter(|(report, _)| report.coded);
    Voices {
        range: range(coded.map(|(_, cell)| cell)),
        quoting_nobody: view.event.reports.iter().zip(&totals).filter_map(silent).collect(),
        totals: totalled,
        rows,
        most_quoted,
    }
}

/// The first of those that quote the fewest words, and of those that quote the most.
fn range<'c>(cells: impl Iterator<Item = &'c VoiceCell> + Clone) -> Option<QuotedRange> {
    let fewest = cells.clone().min_by_key(|cell| cell.words)?;
    let most = cells.reduce(|best, next| if next.words > best.words { next } else { best })?;
    (fewest.words < most.words).then(|| QuotedRange { fewest: fewest.clone(), most: most.clone() })
}

/// The four functions of framing, report by report.
pub fn frames(view: &View<'_>) -> Vec<FrameView> {
    let frames = Frame::NAMES.into_iter().map(|(name, frame)| {
        let passages = analysis::frames(view.event, frame);
        let cells = view.event.reports.iter().enumerate().map(|(column, report)| {
            let link = view.report_link(report);
            FrameCell {
                href: link.href.clone(),
                report: link,
                coded: report.coded,
                excerpts: passages
                    .iter()
                    .filter(|passage| passage.report == column)
                    .map(|passage| view.carried(report, &report.marks[passage.mark], None))
                    .collect(),
            }
        });
        FrameView { name, anchor: format!("frame.{name}"), cells: cells.collect() }
    });
    frames.collect()
}

#[expect(clippy::cast_precision_loss, reason = "only the width of a bar")]
fn voice_cell(view: &View<'_>, column: usize, cell: &VoiceUse, most: usize) -> VoiceCell {
    let report = &view.event.reports[column];
    let share = if most == 0 { 0.0 } else { 100.0 * cell.words as f64 / most as f64 };
    VoiceCell {
        report: view.report_link(report),
        words: cell.words,
        bar: format!("{share:.0}%"),
        direct: cell.direct,
        indirect: cell.indirect,
        scare: cell.scare.iter().map(|mark| view.marked(report, &report.marks[*mark])).collect(),
    }
}
