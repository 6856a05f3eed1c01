//! Dates, numbers and lists as a language writes them.

use ahash::AHashMap;

use super::{Language, Word};
use crate::model::{Day, Decimal, Value};

/// How much of a date is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateStyle {
    /// Day, month and year.
    #[default]
    Long,
    /// Day and month.
    Short,
    /// Month and year.
    Month,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What every figure and every quotation asks for.
pub(super) struct Notation {
    /// From how many digits on they are grouped, and what stands between groups.
    group_from: usize,
    group: String,
    decimal: String,
    /// Ten of them, or none where the language has those of ASCII.
    digits: Vec<char>,
    /// Quotation marks: outer and inner, each opening and closing.
    pub(super) quotes: [String; 2],
    pub(super) inner_quotes: (String, String),
}

impl Notation {
    pub(super) fn of(words: &AHashMap<String, Word>) -> Notation {
        let text = |key: &str, default: &str| match words.get(key) {
            Some(Word::Text(text)) => text.clone(),
            Some(Word::Plural(forms)) => forms.get("other").map_or(default, String::as_str).to_owned(),
            None => default.to_owned(),
        };
        Notation {
            group_from: text("number-group-from", "4").parse().unwrap_or(4),
            group: text("number-group", ","),
            decimal: text("number-decimal", "."),
            digits: text("digits", "").chars().collect(),
            quotes: [text("quote-open", "“"), text("quote-close", "”")],
            inner_quotes: (text("quote-inner-open", "‘"), text("quote-inner-close", "’")),
        }
    }
}

impl Language {
    /// A day, such as `4 June 2023`.
    pub fn date(&self, day: Day, style: DateStyle) -> String {
        let (number, month) = (day.0.day(), usize::from(day.0.month().unsigned_abs()));
        // Some languages have another form of the name where no day stands before it.
        let alone = if style == DateStyle::Month { self.say(&format!("month-alone-{month}"), &[]) } else { None };
        let name = alone.unwrap_or_else(|| self.text(&format!("month-{month}"), MONTHS[month - 1]));
        let number = self.text(&format!("day-{number}"), &number.to_string());
        let arguments =
            [("day", self.digits(&number)), ("month", name), ("year", self.digits(&day.0.year().to_string()))];
        let (key, default) = match style {
            DateStyle::Long => ("date-long", "{day} {month} {year}"),
            DateStyle::Short => ("date-short", "{day} {month}"),
            DateStyle::Month => ("date-month", "{month} {year}"),
        };
        self.say(key, &arguments).unwrap_or_else(|| super::fill(default, &arguments))
    }

    /// A number with its digits grouped, from four digits on or from five where the language does so.
    pub fn number(&self, number: Decimal) -> String {
        let plain = number.to_string();
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("\u{2212}", digits));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let Notation { group_from: least, group: separator, decimal, .. } = &self.notation;
        let mut written = String::from(sign);
        for (index, digit) in whole.chars().enumerate() {
            let left = whole.len() - index;
            if index > 0 && left % 3 == 0 && whole.len() >= *least {
                written.push_str(separator);
            }
            written.push(digit);
        }
        if !fraction.is_empty() {
            written.push_str(decimal);
            written.push_str(fraction);
        }
        self.digits(&written)
    }

    /// A whole number, as [`number`](Self::number) writes it; most have a digit or two.
    pub fn whole(&self, number: u64) -> String {
        let Notation { group_from, digits, .. } = &self.notation;
        let plain = number.to_string();
        if number < 1000 && *group_from > 3 && digits.is_empty() {
            return plain;
        }
        Decimal::parse(&plain).map_or(plain, |number| self.number(number))
    }

    /// The text with the language's own digits, where its table gives ten of them under `digits`.
    pub fn digits(&self, text: &str) -> String {
        let own = &self.notation.digits;
        if own.is_empty() {
            return text.to_owned();
        }
        let digit = |character: char| character.to_digit(10).and_then(|digit| own.get(digit as usize)).copied();
        text.chars().map(|character| digit(character).unwrap_or(character)).collect()
    }

    /// A value: a figure, a range, a day; a word stays as it is.
    pub fn value(&self, value: &Value) -> String {
        match value {
            Value::Number(number) => self.number(*number),
            Value::Range(from, to) => {
                let arguments = [("from", self.number(*from)), ("to", self.number(*to))];
                self.say("number-range", &arguments).unwrap_or_else(|| super::fill("{from}–{to}", &arguments))
            }
            Value::Day(day) => self.date(*day, DateStyle::Short),
            Value::Word(word) => word.clone(),
        }
    }

    /// `A`, `A and B`, `A, B and C`.
    pub fn list(&self, items: &[String]) -> String {
        let join = |key: &str, default: &str, one: &str, other: &str| {
            let arguments = [("0", one.to_owned()), ("1", other.to_owned())];
            self.say(key, &arguments).unwrap_or_else(|| super::fill(default, &arguments))
        };
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [one, other] => join("list-two", "{0} and {1}", one, other),
            [first, middle @ .., before_last, last] => {
                let mut text = first.clone();
                for (index, item) in middle.iter().chain([before_last]).enumerate() {
                    let key = if index == 0 { "list-start" } else { "list-middle" };
                    text = join(key, "{0}, {1}", &text, item);
                }
                join("list-end", "{0} and {1}", &text, last)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Words;
    use super::*;

    fn english<T>(test: impl Fn(&Language) -> T) -> T {
        let words = Words::default();
        test(&words.language("en"))
    }

    #[test]
    fn quotation_marks_nest() {
        let quoted = |text: &str| english(|language| language.quoted(text));
        assert_eq!(quoted("at least"), "“at least”");
        assert_eq!(quoted("“fake” mayors"), "“\u{200a}‘fake’ mayors”");
        assert_eq!(quoted("say \"no\""), "“say ‘no’\u{200a}”");
        assert_eq!(quoted("NATO’s"), "“NATO’s”");
    }

    #[test]
    fn numbers_are_grouped() {
        let number = |text: &str| english(|language| language.number(Decimal::parse(text).expect(text)));
        assert_eq!(number("3800"), "3,800");
        assert_eq!(number("500"), "500");
        assert_eq!(number("-1234567.25"), "−1,234,567.25");
    }

    #[test]
    fn lists_end_with_and() {
        let list = |items: &[&str]| {
            english(|language| language.list(&items.iter().map(ToString::to_string).collect::<Vec<_>>()))
        };
        assert_eq!(list(&["A"]), "A");
        assert_eq!(list(&["A", "B"]), "A and B");
        assert_eq!(list(&["A", "B", "C", "D"]), "A, B, C and D");
    }
}
