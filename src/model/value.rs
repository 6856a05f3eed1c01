//! What a report gives for a fact: a number, a range, a day or a word.

use std::fmt;

use super::{Day, Decimal};

/// A value as the editor coded it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    Number(Decimal),
    /// From and to, both included.
    Range(Decimal, Decimal),
    Day(Day),
    /// A short hyphenated word, such as `northern-kosovo`.
    Word(String),
}

impl Value {
    /// Reads the value of a fact that has a unit: a number or a range such as `30-35`.
    pub fn parse_figure(text: &str) -> Option<Value> {
        if let Some(number) = Decimal::parse(text) {
            return Some(Value::Number(number));
        }
        let split = 1 + text.get(1..)?.find('-')?;
        let (from, to) = (Decimal::parse(&text[..split])?, Decimal::parse(&text[split + 1..])?);
        (from <= to).then_some(Value::Range(from, to))
    }

    /// Reads the value of a fact without unit: a date or a short hyphenated word.
    pub fn parse_word(text: &str) -> Option<Value> {
        if let Some(day) = Day::parse(text) {
            return Some(Value::Day(day));
        }
        let fine = !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '-');
        // What looks like a day and is none, such as 2023-02-30, is a slip and no word.
        let is_slip = text.len() == 10
            && text
                .bytes()
                .enumerate()
                .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
        (fine && !is_slip).then(|| Value::Word(text.to_owned()))
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(number) => write!(f, "{number}"),
            Value::Range(from, to) => write!(f, "{from}-{to}"),
            Value::Day(day) => write!(f, "{day}"),
            Value::Word(word) => write!(f, "{word}"),
        }
    }
}

/// How a report bounds a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Qualifier {
    About,
    Almost,
    AtLeast,
    AtMost,
    MoreThan,
    LessThan,
}

impl Qualifier {
    /// All qualifiers with the names that editors write.
    pub const NAMES: [(&'static str, Qualifier); 6] = [
        ("about", Qualifier::About),
        ("almost", Qualifier::Almost),
        ("at-least", Qualifier::AtLeast),
        ("at-most", Qualifier::AtMost),
        ("more-than", Qualifier::MoreThan),
        ("less-than", Qualifier::LessThan),
    ];

    pub fn parse(name: &str) -> Option<Qualifier> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, qualifier)| *qualifier)
    }

    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }
}
