//! Where an excerpt may begin and end: not within a word, and not within a figure.

use unicode_segmentation::UnicodeSegmentation;

use super::capture::Line;

/// Which end of an excerpt.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    Start,
    End,
}

/// Whether an excerpt may begin or end at a place of a folded line.
///
/// Word boundaries are those of UAX #29, which scripts without spaces have as well. An apostrophe may
/// be left outside, so "government" stands in "government's" and "armée" in "l'armée". A figure is one
/// word however it is written: "500" does not stand in "1'500", "1 500" with a no-break space, "-500" or
/// "500/2".
pub fn is_edge(line: &Line, at: usize, edge: Edge) -> bool {
    let (before, after) = line.folded.split_at(at);
    let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else { return true };
    if parts_figure(before, after, edge) || line.parts_group(at) {
        return false;
    }
    left == ' ' || right == ' ' || beside_apostrophe(before, after, edge) || is_word_boundary(&line.folded, at)
}

/// Signs that stand within a figure, a date or a time of day.
const WITHIN_FIGURES: [char; 6] = ['.', ',', ':', '\'', '/', '-'];

fn parts_figure(before: &str, after: &str, edge: Edge) -> bool {
    let (mut left, mut right) = (before.chars().rev(), after.chars());
    let (left, farther_left) = (left.next(), left.next());
    let (right, farther_right) = (right.next(), right.next());
    let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    let joins = |c: Option<char>| c.is_some_and(|c| WITHIN_FIGURES.contains(&c));
    let has_sign =
        edge == Edge::Start && left == Some('-') && farther_left.is_none_or(|c| c.is_whitespace() || "([".contains(c));
    let goes_on = digit(left) && joins(right) && digit(farther_right);
    let began = digit(farther_left) && joins(left) && digit(right);
    (digit(left) && digit(right)) || goes_on || began || (has_sign && digit(right))
}

/// What French, Italian and Catalan write before an apostrophe, and what is a word of its own.
const ELIDED: [&str; 24] = [
    "l", "d", "j", "m", "n", "s", "t", "c", "qu", "lorsqu", "puisqu", "jusqu", "quoiqu", "dell", "nell", "all", "sull",
    "dall", "coll", "un", "quest", "quell", "ch", "v",
];

fn beside_apostrophe(before: &str, after: &str, edge: Edge) -> bool {
    match edge {
        Edge::Start => {
            let Some(elided) = before.strip_suffix('\'') else { return false };
            let prefix = elided.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
            after.starts_with(char::is_alphanumeric) && ELIDED.contains(&prefix.as_str())
        }
        Edge::End => {
            let Some(suffix) = after.strip_prefix('\'') else { return false };
            let suffix = suffix.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            // "can't" says the contrary of "can".
            before.ends_with(char::is_alphanumeric)
                && !(before.ends_with(['n', 'N']) && suffix.eq_ignore_ascii_case("t"))
        }
    }
}

/// No word is longer; a line without spaces may be.
const AROUND: usize = 200;

/// Whether a place is a word boundary, looking no farther than to the spaces around it.
fn is_word_boundary(folded: &str, at: usize) -> bool {
    let nearest = |place: usize| (place..=at).find(|place| folded.is_char_boundary(*place)).unwrap_or(at);
    let start = nearest(at.saturating_sub(AROUND));
    let start = folded[start..at].rfind(' ').map_or(start, |space| start + space + 1);
    let end = (at..folded.len().min(at + AROUND)).rev().find(|end| folded.is_char_boundary(*end)).unwrap_or(at);
    let end = if folded.len() <= at + AROUND { folded.len() } else { end };
    let end = folded[at..end].find(' ').map_or(end, |space| at + space);
    folded[start..end].split_word_bound_indices().any(|(word, _)| start + word == at)
}
