//! Spread: how many of the reports that could carry a fact do.

use super::cells::{Cell, State};

/// How far a fact is spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spread {
    /// In every report that could carry it, at least two.
    All,
    Some,
    One,
    None,
}

impl Spread {
    /// All kinds, widest first.
    pub const ALL: [Spread; 4] = [Spread::All, Spread::Some, Spread::One, Spread::None];

    /// The name used in data and templates.
    pub fn name(self) -> &'static str {
        match self {
            Spread::All => "all",
            Spread::Some => "some",
            Spread::One => "one",
            Spread::None => "none",
        }
    }
}

/// The spread of a fact, the reports that carry it, and those that could and were looked through:
/// all but the ones that came too early or are not coded.
pub fn spread(cells: &[Cell]) -> (Spread, usize, usize) {
    let carried = cells.iter().filter(|cell| cell.state == State::Carried).count();
    let possible = cells.iter().filter(|cell| matches!(cell.state, State::Carried | State::NotCarried)).count();
    let spread = match carried {
        0 => Spread::None,
        _ if carried == possible && possible >= 2 => Spread::All,
        1 => Spread::One,
        _ => Spread::Some,
    };
    (spread, carried, possible)
}
