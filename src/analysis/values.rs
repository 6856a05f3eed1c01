//! Whether two reports differ: no value satisfies what both say, or one disputes.

use std::ops::Bound;

use super::cells::{Cell, value_of};
use crate::model::{Decimal, Event, Qualifier, Stance, Value};

/// Whether any two cells of a fact differ. Attribution alone is no difference, and a cell without
/// value differs only by disputing.
pub fn differ(event: &Event, fact: usize, cells: &[Cell]) -> bool {
    let firsts: Vec<_> = cells.iter().filter_map(|cell| cell.first(event)).collect();
    let disputes = firsts.iter().filter(|mark| mark.stance == Stance::Disputes).count();
    if disputes > 0 && disputes < firsts.len() {
        return true;
    }
    let values: Vec<(&Value, Option<Qualifier>)> =
        firsts.iter().filter_map(|mark| Some((value_of(mark, fact)?, mark.qualifier))).collect();
    values.iter().enumerate().any(|(index, one)| values[index + 1..].iter().any(|other| !compatible(*one, *other)))
}

/// Whether some value satisfies both.
pub fn compatible(one: (&Value, Option<Qualifier>), other: (&Value, Option<Qualifier>)) -> bool {
    match (interval(one.0, one.1), interval(other.0, other.1)) {
        (Some(one), Some(other)) => overlap(one, other),
        _ => one.0 == other.0,
    }
}

type Interval = (Bound<Decimal>, Bound<Decimal>);

/// The numbers that a report's figure allows; `None` for days and words. `about` reaches a tenth to
/// both sides, `almost` a tenth below.
fn interval(value: &Value, qualifier: Option<Qualifier>) -> Option<Interval> {
    let (from, to) = match value {
        Value::Number(number) => (*number, *number),
        Value::Range(from, to) => (*from, *to),
        Value::Day(_) | Value::Word(_) => return None,
    };
    Some(match qualifier {
        None => (Bound::Included(from), Bound::Included(to)),
        Some(Qualifier::About) => (Bound::Included(from.minus(from.tenth())), Bound::Included(to.plus(to.tenth()))),
        Some(Qualifier::Almost) => (Bound::Included(from.minus(from.tenth())), Bound::Included(to)),
        Some(Qualifier::AtLeast) => (Bound::Included(from), Bound::Unbounded),
        Some(Qualifier::AtMost) => (Bound::Unbounded, Bound::Included(to)),
        Some(Qualifier::MoreThan) => (Bound::Excluded(from), Bound::Unbounded),
        Some(Qualifier::LessThan) => (Bound::Unbounded, Bound::Excluded(to)),
    })
}

fn overlap(one: Interval, other: Interval) -> bool {
    reaches(one.0, other.1) && reaches(other.0, one.1)
}

/// Whether a lower bound leaves room below an upper one. Numbers are dense enough for readers that
/// "more than 3" and "less than 3.1" leave room.
fn reaches(lower: Bound<Decimal>, upper: Bound<Decimal>) -> bool {
    match (lower, upper) {
        (Bound::Unbounded, _) | (_, Bound::Unbounded) => true,
        (Bound::Included(low), Bound::Included(high)) => low <= high,
        (Bound::Included(low) | Bound::Excluded(low), Bound::Excluded(high) | Bound::Included(high)) => low < high,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(text: &str) -> (Value, Option<Qualifier>) {
        let (qualifier, number) = text.split_once(' ').map_or((None, text), |(q, n)| (Qualifier::parse(q), n));
        (Value::parse_figure(number).expect(text), qualifier)
    }

    fn fits(one: &str, other: &str) -> bool {
        let (one, other) = (figure(one), figure(other));
        let forward = compatible((&one.0, one.1), (&other.0, other.1));
        assert_eq!(forward, compatible((&other.0, other.1), (&one.0, one.1)), "the order does not matter");
        forward
    }

    #[test]
    fn qualifiers_open_a_figure() {
        for (one, other) in [
            ("30", "30"),
            ("30", "30.0"),
            ("at-least 30", "41"),
            ("about 500", "450"),
            ("about 0.3", "0.33"),
            ("almost 3800", "3500"),
            ("30-35", "32"),
            ("more-than 53", "60"),
            ("at-most 10", "at-least 10"),
            ("about -10", "-11"),
            ("more-than 3", "less-than 4"),
        ] {
            assert!(fits(one, other), "{one} fits {other}");
        }
        for (one, other) in [
            ("30", "41"),
            ("52", "more-than 53"),
            ("about 500", "700"),
            ("almost 3800", "3801"),
            ("30-35", "36"),
            ("more-than 10", "at-most 10"),
            ("more-than 10", "less-than 10"),
            ("about 0.3", "0.331"),
        ] {
            assert!(!fits(one, other), "{one} does not fit {other}");
        }
    }
}
