//! Days as articles name them: by date, by weekday, and from the day of publication on.

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

use super::{
    language::Language,
    numerals,
    words::{Word, lower},
};

/// A day that a passage names.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// The words that name it, from the first to before the last.
    pub words: std::ops::Range<usize>,
    pub month: i8,
    pub day: i8,
    pub year: Option<i16>,
    /// Whether it stands there as a date, and not as a weekday or a distance.
    pub dated: bool,
}

/// Months in the order of the year, by their beginnings: English, Turkish, Russian, Arabic (two calendars'
/// names).
const MONTHS: [[&str; 4]; 12] = [
    ["jan", "ocak", "январ", "يناير كانون2"],
    ["feb", "şubat", "феврал", "فبراير شباط"],
    ["mar", "mart", "март", "مارس اذار"],
    ["apr", "nisan", "апрел", "ابريل نيسان"],
    ["may", "mayıs", "мая май", "مايو ايار"],
    ["jun", "haziran", "июн", "يونيو حزيران"],
    ["jul", "temmuz", "июл", "يوليو تموز"],
    ["aug", "ağustos", "август", "اغسطس اب"],
    ["sep", "eylül", "сентябр", "سبتمبر ايلول"],
    ["oct", "ekim", "октябр", "اكتوبر"],
    ["nov", "kasım", "ноябр", "نوفمبر"],
    ["dec", "aralık", "декабр", "ديسمبر"],
];

/// Weekdays from Monday on, by their beginnings or whole.
const WEEKDAYS: [[&str; 4]; 7] = [
    ["monday", "pazartesi", "понедельник", "الاثنين"],
    ["tuesday", "salı", "вторник", "الثلاثاء"],
    ["wednesday", "çarşamba", "сред", "الاربعاء"],
    ["thursday", "perşembe", "четверг", "الخميس"],
    ["friday", "cuma", "пятниц", "الجمعه"],
    ["saturday", "cumartesi", "суббот", "السبت"],
    ["sunday", "pazar", "воскресень", "الاحد"],
];

/// Words for a day by its distance from the day of publication.
const RELATIVE: [(i8, &str); 3] =
    [(0, "today bugün сегодня اليوم"), (-1, "yesterday dün вчера امس"), (1, "tomorrow yarın завтра غدا غد")];

/// The days that the words of a line name. Weekdays and words such as *yesterday* need the day of
/// publication; a weekday is taken for the last one, that day included.
pub fn named(words: &[Word], line: &str, language: Language, published: Option<Date>) -> Vec<Named> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let here = by_date(words, line, at, language)
            .or_else(|| relative(&words[at], published).map(|date| of(date, at..at + 1)))
            .or_else(|| weekday(&words[at], published?, language).map(|date| of(date, at..at + 1)));
        at = here.as_ref().map_or(at + 1, |named| named.words.end);
        found.extend(here);
    }
    found
}

fn of(date: Date, words: std::ops::Range<usize>) -> Named {
    Named { words, month: date.month(), day: date.day(), year: Some(date.year()), dated: false }
}

/// `June 4`, `4 June 2023`, `04.06.2023`.
fn by_date(words: &[Word], line: &str, at: usize, language: Language) -> Option<Named> {
    if let Some((day, month, year)) = in_figures(&words[at].lower) {
        return Some(Named { words: at..at + 1, month, day, year: Some(year), dated: true });
    }
    let month_at = |at: usize| words.get(at).and_then(|word| month(word, line, language));
    let day_at = |at: usize| words.get(at).and_then(|word| day(&word.lower));
    let (month, day, after) = match (day_at(at), month_at(at)) {
        (Some(day), _) => (month_at(at + 1)?, day, at + 2),
        (None, Some(month)) => (month, day_at(at + 1)?, at + 2),
        (None, None) => return None,
    };
    let year = words.get(after).and_then(|word| year(&word.lower));
    Some(Named { words: at..after + usize::from(year.is_some()), month, day, year, dated: true })
}

fn in_figures(word: &str) -> Option<(i8, i8, i16)> {
    let parts: Vec<&str> = word.split(['.', '/']).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let (day, month, year) = (self::day(day)?, month.parse().ok()?, self::year(year)?);
    (1..=12).contains(&month).then_some((day, month, year))
}

fn day(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &word[digits.len()..];
    let value = numerals::value(digits, Language::English).filter(|value| (1.0..=31.0).contains(value))?;
    #[allow(clippy::cast_possible_truncation, reason = "at most 31")]
    let day = (value.fract() == 0.0 && matches!(suffix, "" | "st" | "nd" | "rd" | "th")).then_some(value as i8);
    day.filter(|_| !digits.contains(['.', ',']))
}

/// A year from 1800 to 2099.
pub fn year(word: &str) -> Option<i16> {
    let value = (word.chars().count() == 4).then(|| numerals::value(word, Language::English)).flatten()?;
    #[allow(clippy::cast_possible_truncation, reason = "checked before")]
    ((1800.0..2100.0).contains(&value) && value.fract() == 0.0).then_some(value as i16)
}

fn month(word: &Word, line: &str, language: Language) -> Option<i8> {
    let column = column(language)?;
    // `May` and `March` are words too, and `mart`; where the language writes months large, they must be.
    if language == Language::English && !line[word.range.clone()].starts_with(char::is_uppercase) {
        return None;
    }
    let is = |name: &str| match language {
        Language::English => word.lower.starts_with(name) && is_english_month(&word.lower),
        Language::Arabic => word.lower == name,
        _ => word.lower.starts_with(name),
    };
    (1..).zip(MONTHS).find(|(_, names)| names[column].split(' ').any(is)).map(|(number, _)| number)
}

fn is_english_month(word: &str) -> bool {
    const FULL: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    FULL.iter().any(|full| *full == word || (word.len() <= 4 && full.starts_with(word)) || word == "sept")
}

fn weekday(word: &Word, published: Date, language: Language) -> Option<Date> {
    const DAYS: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
    let column = column(language)?;
    let is = |name: &str| match language {
        Language::Russian => word.lower.starts_with(name) && word.lower.chars().count() <= name.chars().count() + 3,
        _ => word.lower == name,
    };
    let weekday = DAYS.into_iter().zip(WEEKDAYS).find(|(_, names)| is(names[column])).map(|(day, _)| day)?;
    let back = published.weekday().since(weekday);
    published.checked_sub(back.days()).ok()
}

fn relative(word: &Word, published: Option<Date>) -> Option<Date> {
    let is = |names: &str| names.split(' ').any(|name| name == word.lower);
    let (days, _) = RELATIVE.iter().find(|(_, names)| is(names))?;
    published?.checked_add(days.days()).ok()
}

fn column(language: Language) -> Option<usize> {
    match language {
        Language::English => Some(0),
        Language::Turkish => Some(1),
        Language::Russian => Some(2),
        Language::Arabic => Some(3),
        Language::Other(_) => None,
    }
}

/// Whether a word stands for a weekday, a month or a day by its distance.
pub fn is_calendar(text: &str, language: Language) -> bool {
    let lower = lower(text, language);
    let Some(column) = column(language) else { return false };
    WEEKDAYS.iter().any(|names| lower.starts_with(names[column]))
        || MONTHS.iter().any(|names| match language {
            Language::English => is_english_month(&lower),
            Language::Arabic => names[column].split(' ').any(|name| name == lower),
            _ => names[column].split(' ').any(|name| lower.starts_with(name)),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suggest::words::Reader;

    fn days(language: Language, line: &str, published: Option<&str>) -> Vec<String> {
        let words = Reader::new(language).words(line);
        let published = published.map(|day| day.parse().unwrap());
        let named = named(&words, line, language, published);
        named.iter().map(|day| format!("{}-{}", day.month, day.day)).collect()
    }

    #[test]
    fn days_are_read_in_four_languages() {
        assert_eq!(days(Language::English, "on June 4 and 29th May, it may 3", None), ["6-4", "5-29"]);
        assert_eq!(days(Language::Turkish, "5 Haziran'da ve 24.07.2024", None), ["6-5", "7-24"]);
        assert_eq!(days(Language::Russian, "вечером 13 августа", None), ["8-13"]);
        assert_eq!(days(Language::Arabic, "في 24 أكتوبر الماضي", None), ["10-24"]);
    }

    #[test]
    fn other_days_need_the_day_of_publication() {
        assert!(days(Language::English, "yesterday and on Monday", None).is_empty());
        let published = Some("2023-06-06");
        assert_eq!(days(Language::English, "yesterday, on Tuesday, on Wednesday", published), ["6-5", "6-6", "5-31"]);
        assert_eq!(days(Language::Russian, "вчера, во вторник и в среду", published), ["6-5", "6-6", "5-31"]);
    }
}
