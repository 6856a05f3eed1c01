//! Dates, numbers, quotation marks and lists as a language writes them.

use super::Language;
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

/// A hair space keeps two quotation marks that meet apart.
const HAIR_SPACE: char = '\u{200a}';

impl Language {
    /// A day, such as `4 June 2023`.
    pub fn date(&self, day: Day, style: DateStyle) -> String {
        let month = usize::from(day.0.month().unsigned_abs());
        let name = self.notation(&format!("month-{month}"), MONTHS[month - 1]);
        let arguments = [("day", day.0.day().to_string()), ("month", name), ("year", day.0.year().to_string())];
        let (key, default) = match style {
            DateStyle::Long => ("date-long", "{day} {month} {year}"),
            DateStyle::Short => ("date-short", "{day} {month}"),
            DateStyle::Month => ("date-month", "{month} {year}"),
        };
        self.say(key, &arguments).unwrap_or_else(|| super::fill(default, &arguments))
    }

    /// A number with its digits grouped from five digits on, or from four where the language does so.
    pub fn number(&self, number: Decimal) -> String {
        let plain = number.to_string();
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("\u{2212}", digits));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let least: usize = self.notation("number-group-from", "4").parse().unwrap_or(4);
        let separator = self.notation("number-group", ",");
        let mut written = String::from(sign);
        for (index, digit) in whole.chars().enumerate() {
            let left = whole.len() - index;
            if index > 0 && left % 3 == 0 && whole.len() >= least {
                written.push_str(&separator);
            }
            written.push(digit);
        }
        if !fraction.is_empty() {
            written.push_str(&self.notation("number-decimal", "."));
            written.push_str(fraction);
        }
        written
    }

    /// A value: a figure, a range, a day; a word stays as it is.
    pub fn value(&self, value: &Value) -> String {
        match value {
            Value::Number(number) => self.number(*number),
            Value::Range(from, to) => format!("{}–{}", self.number(*from), self.number(*to)),
            Value::Day(day) => self.date(*day, DateStyle::Short),
            Value::Word(word) => word.clone(),
        }
    }

    /// Words in quotation marks, theirs inside turned into the inner pair.
    pub fn quoted(&self, text: &str) -> String {
        let open = self.notation("quote-open", "“");
        let close = self.notation("quote-close", "”");
        let inner = (self.notation("quote-inner-open", "‘"), self.notation("quote-inner-close", "’"));
        let (body, starts, ends) = inner_quotes(text, &inner);
        let mut quoted = open;
        if starts {
            quoted.push(HAIR_SPACE);
        }
        quoted.push_str(&body);
        if ends {
            quoted.push(HAIR_SPACE);
        }
        quoted + &close
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

/// The text with its double quotation marks replaced by the inner pair, and whether it now begins or
/// ends with one.
fn inner_quotes(text: &str, inner: &(String, String)) -> (String, bool, bool) {
    let mut body = String::with_capacity(text.len());
    let mut straight_open = false;
    let (mut starts, mut ends) = (false, false);
    for (index, character) in text.char_indices() {
        let opens = match character {
            '“' | '„' | '«' => Some(true),
            '”' | '»' => Some(false),
            '"' => {
                straight_open = !straight_open;
                Some(straight_open)
            }
            _ => None,
        };
        ends = opens.is_some() && index + character.len_utf8() == text.len();
        starts |= opens.is_some() && index == 0;
        match opens {
            Some(true) => body.push_str(&inner.0),
            Some(false) => body.push_str(&inner.1),
            None => body.push(character),
        }
    }
    (body, starts, ends)
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
