//! Where the dots and words of a dot plot stand, so that none covers another.
//!
//! A drawing may be as narrow as on the smallest phone and has no script to measure itself, so words are
//! laid out for that width: in wider ones they only stand farther apart.

/// Width of the narrowest drawing, in pixels: a screen of 320 less its margins.
pub const NARROWEST: f64 = 288.0;
/// Distances in pixels: between dots, between lines of text, between neighbouring words.
pub const DOT: u32 = 13;
pub const LINE: u32 = 17;
const GAP: f64 = 8.0;
/// Dots nearer than this cover each other.
const COVERED: f64 = 11.0;
/// Dots nearer than this turn their words away from each other.
const CROWDED: f64 = 18.0;

/// From left to right, in pixels of the narrowest drawing.
pub type Span = (f64, f64);

/// How words stand by their dot: the SVG's `text-anchor`, the shift in pixels, and what they then cover.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turn {
    pub anchor: &'static str,
    pub dx: i32,
    pub span: Span,
}

/// About as many pixels as a text of the charts' size takes, rather more than fewer.
pub fn text_width(text: &str) -> f64 {
    let width = |letter: char| match letter {
        '\u{2066}'..='\u{2069}' | '\u{300}'..='\u{36f}' => 0.0,
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | ' ' | '.' | ',' | '’' | '(' | ')' => 5.0,
        'm' | 'w' | 'M' | 'W' | '%' | '\u{1100}'.. => 13.0,
        letter if letter.is_uppercase() => 9.5,
        _ => 7.8,
    };
    text.chars().map(width).sum()
}

/// The level of each dot above the axis: the lowest on which none before it would be covered.
pub fn levels(dots: &[Span]) -> Vec<u32> {
    let mut placed: Vec<(u32, Span)> = Vec::new();
    for (from, to) in dots {
        let is_free = |level: u32| {
            let mut there = placed.iter().filter(|(other, _)| *other == level);
            there.all(|(_, (start, end))| from - end >= COVERED || start - to >= COVERED)
        };
        let most = u32::try_from(placed.len()).unwrap_or(u32::MAX);
        let level = (0..most).find(|level| is_free(*level)).unwrap_or(most);
        placed.push((level, (*from, *to)));
    }
    placed.into_iter().map(|(level, _)| level).collect()
}

/// How words of these widths stand by dots from left to right; `None` if some do not fit in. Two figures
/// turn their words away from each other; near an edge they turn inwards.
pub fn turns(dots: &[Span], widths: &[f64]) -> Option<Vec<Turn>> {
    let crowded = dots.windows(2).any(|pair| pair[1].0 - pair[0].0 < CROWDED);
    let away = if crowded { 9 } else { -5 };
    let turn = |(index, (dot, width)): (usize, (&Span, &f64))| {
        let inward = match dot.0 / NARROWEST {
            share if share < 0.3 => ("start", -5),
            share if share > 0.7 => ("end", 5),
            _ => ("middle", 0),
        };
        let first = match (dots.len(), index) {
            (2, 0) => ("end", -away),
            (2, 1) => ("start", away),
            _ => inward,
        };
        let choices = [first, inward, ("start", -5), ("end", 5)];
        choices.into_iter().map(|(anchor, dx)| turned(dot.0, *width, anchor, dx)).find(is_within)
    };
    dots.iter().zip(widths).enumerate().map(turn).collect()
}

/// The row of each of some words, so that none covers another of its row.
pub fn rows(spans: &[Span]) -> Vec<usize> {
    let mut ends: Vec<f64> = Vec::new();
    let mut row_of = |(start, end): &Span| {
        let row = ends.iter().position(|before| start - before >= GAP).unwrap_or(ends.len());
        if row == ends.len() {
            ends.push(*end);
        } else {
            ends[row] = *end;
        }
        row
    };
    spans.iter().map(&mut row_of).collect()
}

/// Breaks words into lines: how many of them stand on each. `first` is taken of the first line already.
pub fn lines(first: f64, widths: &[f64]) -> Vec<usize> {
    let mut counts = vec![0];
    let mut taken = first;
    for width in widths {
        let on_line = counts.last().copied().unwrap_or(0);
        if taken + GAP + width > NARROWEST && (on_line > 0 || counts.len() == 1) {
            counts.push(1);
            taken = *width;
        } else {
            taken += GAP + width;
            if let Some(last) = counts.last_mut() {
                *last += 1;
            }
        }
    }
    counts
}

fn turned(x: f64, width: f64, anchor: &'static str, dx: i32) -> Turn {
    let at = x + f64::from(dx);
    let span = match anchor {
        "start" => (at, at + width),
        "end" => (at - width, at),
        _ => (at - width / 2.0, at + width / 2.0),
    };
    Turn { anchor, dx, span }
}

fn is_within(turn: &Turn) -> bool {
    turn.span.0 >= 0.0 && turn.span.1 <= NARROWEST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_that_would_cover_each_other_stand_one_above_the_other() {
        assert_eq!(levels(&[(10.0, 10.0), (10.0, 10.0), (30.0, 30.0)]), [0, 1, 0]);
        assert_eq!(levels(&[(10.0, 90.0), (15.0, 15.0), (40.0, 120.0), (88.0, 88.0)]), [0, 1, 1, 2], "ranges");
        assert_eq!(levels(&[(10.0, 10.0), (20.0, 20.0), (30.0, 30.0)]), [0, 1, 0], "in a row, but too near");
    }

    #[test]
    fn words_turn_away_from_a_neighbour_and_inwards_at_an_edge() {
        let anchors = |dots: &[f64], width: f64| {
            let dots: Vec<Span> = dots.iter().map(|x| (*x, *x)).collect();
            let turns = turns(&dots, &vec![width; dots.len()])?;
            Some(turns.iter().map(|turn| turn.anchor).collect::<Vec<_>>())
        };
        assert_eq!(anchors(&[120.0, 180.0], 70.0).as_deref(), Some(&["end", "start"][..]));
        assert_eq!(anchors(&[20.0, 260.0], 70.0).as_deref(), Some(&["start", "end"][..]));
        assert_eq!(anchors(&[20.0, 140.0, 260.0], 70.0).as_deref(), Some(&["start", "middle", "end"][..]));
        assert_eq!(anchors(&[20.0, 140.0], 300.0), None, "nowhere is so much room");
    }

    #[test]
    fn words_of_a_row_stand_apart() {
        assert_eq!(rows(&[(0.0, 50.0), (40.0, 90.0), (60.0, 99.0), (70.0, 80.0)]), [0, 1, 0, 2]);
    }

    #[test]
    fn lines_break_where_the_drawing_ends() {
        assert_eq!(lines(50.0, &[100.0, 100.0, 100.0, 100.0]), [2, 2]);
        assert_eq!(lines(50.0, &[]), [0]);
        assert_eq!(lines(50.0, &[400.0, 400.0]), [0, 1, 1], "what is too long has a line of its own");
    }
}
