//! Orders that the whole page keeps: reports as columns, marks as the article has them.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    content::{event::EventDocument, front::Spanned, source::SourceDocument},
    diagnostic::{Code, Finding},
    model::{Capture, Html, Mark, Piece, Role, Source, Zone},
};

/// Sorts a mark: whether it stands outside of the text, line and word, whether it stands in the front
/// matter, and its place as written.
type Key = (bool, (u32, u32), bool, usize);

/// Reports ids in `sources` of the event that no file has. One that stands there twice was found in the
/// front matter.
pub fn check_listed(
    index: &EventDocument,
    sources: &[SourceDocument],
    left_out: &BTreeSet<String>,
    findings: &mut Vec<Finding>,
) {
    let reports: Vec<&str> =
        sources.iter().filter(|s| s.front.role == Role::Report).map(|source| source.id.as_str()).collect();
    for listed in index.front.sources.iter().flatten().filter(|listed| !left_out.contains(&listed.value)) {
        let place = index.source.at(listed.span.clone());
        if !reports.contains(&listed.value.as_str()) {
            let finding = Finding::error(Code::UnknownSource, format!("the event has no report `{}`", listed.value));
            findings.push(finding.at(place).hint_nearest(&listed.value, reports.iter().copied()));
        }
    }
}

/// Puts reports into column order: as the event lists them, then by time of publication with unknown
/// times last, then by id.
pub fn columns(reports: &mut [Source], listed: Option<&[Spanned<String>]>) {
    let place = |source: &Source| {
        listed.and_then(|listed| listed.iter().position(|id| id.value == source.id)).unwrap_or(usize::MAX)
    };
    reports.sort_by_cached_key(|source| {
        let published = source.published.map(|moment| moment.sort_key());
        (place(source), published.is_none(), published, source.id.clone())
    });
}

/// Puts marks into the article's order as far as it is known, and renumbers the places that the body
/// holds for them.
///
/// A mark that was found stands where it was found. One that was not stands at its `para`; without one,
/// since the digest follows the article, a mark of the body stands behind the mark before it, and one
/// of the front matter at the end. Headline and captions come after the text, since the text decides
/// what a report says.
pub fn article_order(marks: Vec<Mark>, html: Html, capture: &Capture) -> (Vec<Mark>, Html) {
    let mut reached = (0, 0);
    let mut keyed: Vec<(Key, Mark)> = Vec::new();
    for (written, mark) in marks.into_iter().enumerate() {
        let outside = match (&mark.found, mark.para) {
            (Some(found), _) => found.zone != Zone::Text,
            (None, Some(para)) => capture.headline == Some(para) || capture.captions.contains(&para),
            (None, None) => false,
        };
        let place = match (&mark.found, mark.para, mark.inline) {
            (Some(found), ..) => (found.line, found.word),
            (None, Some(para), true) if para == reached.0 => reached,
            (None, Some(para), _) => (para, 0),
            (None, None, true) => reached,
            (None, None, false) => (u32::MAX, 0),
        };
        if mark.inline && !outside {
            reached = place;
        }
        keyed.push(((outside, place, !mark.inline, written), mark));
    }
    keyed.sort_by_key(|(key, _)| *key);
    let mut new_place = vec![0; keyed.len()];
    for (place, ((.., written), _)) in keyed.iter().enumerate() {
        new_place[*written] = place;
    }
    let html = html
        .into_iter()
        .map(|piece| match piece {
            Piece::Mark(written) => Piece::Mark(new_place.get(written).copied().unwrap_or(written)),
            other => other,
        })
        .collect();
    let mut marks: Vec<Mark> = keyed.into_iter().map(|(_, mark)| mark).collect();
    name_anchors(&mut marks);
    (marks, html)
}

/// Makes the anchors of a source's marks unique: `fact.moved`, `fact.moved.2` …
fn name_anchors(marks: &mut [Mark]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for mark in marks {
        let count = seen.entry(mark.anchor.clone()).or_default();
        *count += 1;
        if *count > 1 {
            mark.anchor = format!("{}.{count}", mark.anchor);
        }
    }
}
