//! A full text that is published, held against its capture.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::capture::Text;
use crate::{
    content::source::SourceDocument,
    diagnostic::{Code, Finding, Place},
    model::Zone,
};

/// Differences that are told of one source; an editor who mends them runs the command again.
const MOST: usize = 5;

/// Words that are shown on both sides of a difference.
const AROUND: usize = 3;

/// Findings for each passage in which a full text departs from its capture. Headline, captions and
/// furniture may stand in it or not.
pub fn compare(document: &SourceDocument, body: &Text, capture: &Text) -> Vec<Finding> {
    let ours: Vec<&str> = body.lines.iter().flat_map(|line| line.folded.split(' ')).collect();
    let article = capture.lines.iter().filter(|line| line.zone == Some(Zone::Text));
    let theirs: Vec<&str> = article.flat_map(|line| line.folded.split(' ')).collect();
    let others: Vec<&str> =
        capture.lines.iter().filter(|line| line.zone != Some(Zone::Text)).map(|line| line.folded.as_str()).collect();
    let operations = capture_diff_slices(Algorithm::Myers, &ours, &theirs);
    let departs = operations.into_iter().filter(|operation| match operation {
        DiffOp::Equal { .. } => false,
        // What the body has more may be the headline, a caption or a subheading.
        DiffOp::Delete { .. } => {
            let words = ours[operation.old_range()].join(" ");
            !others.iter().any(|other| other.contains(&words))
        }
        DiffOp::Insert { .. } | DiffOp::Replace { .. } => true,
    });
    departs.take(MOST).map(|operation| finding(document, capture, &ours, &theirs, &operation)).collect()
}

fn finding(document: &SourceDocument, capture: &Text, ours: &[&str], theirs: &[&str], operation: &DiffOp) -> Finding {
    let (old, new) = (operation.old_range(), operation.new_range());
    let shown = |words: &[&str], range: std::ops::Range<usize>| {
        let words = &words[range.start.saturating_sub(AROUND)..(range.end + AROUND).min(words.len())];
        if words.len() <= 4 * AROUND {
            words.join(" ")
        } else {
            format!("{} … {}", words[..2 * AROUND].join(" "), words[words.len() - 2 * AROUND..].join(" "))
        }
    };
    let message = format!(
        "the full text departs from its capture: “{}” stands for “{}”",
        shown(ours, old.clone()),
        shown(theirs, new)
    );
    let finding = Finding::error(Code::FullTextDiffers, message).at(place(document, ours, old));
    finding.hint(format!(
        "mend the text, or name the lines of `{}` that are no article text under `furniture`",
        capture.source.path()
    ))
}

/// Where the words before a difference stand in the file, if that can be told.
fn place(document: &SourceDocument, ours: &[&str], old: std::ops::Range<usize>) -> Place {
    let text = document.source.text();
    let unique = |words: &str| {
        let mut places = text.match_indices(words);
        let (at, _) = places.next().filter(|_| !words.is_empty())?;
        places.next().is_none().then(|| document.source.at(at..at + words.len()))
    };
    let around = old.start.saturating_sub(AROUND)..old.end.max(old.start + 1).min(ours.len());
    let changed = ours.get(old).unwrap_or_default().join(" ");
    let place = unique(&changed).or_else(|| unique(&ours.get(around)?.join(" ")));
    place.unwrap_or_else(|| document.source.whole())
}
