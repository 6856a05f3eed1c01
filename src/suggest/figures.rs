//! Figures of a passage: their value, what they count, and of whom.

use std::{collections::BTreeSet, ops::Range};

use super::{
    calendar,
    language::Language,
    number_words::{self, Part},
    numerals,
    words::Word,
};

/// A number in a passage.
#[derive(Clone, Debug)]
pub struct Figure {
    pub value: f64,
    pub kind: Kind,
    /// The words that write it, from the first to before the last.
    pub words: Range<usize>,
    /// Where it stands in its line.
    pub range: Range<usize>,
    /// Indices of the words that say what it counts, the nearest first.
    pub subject: Vec<usize>,
    /// Whether the text calls it rough: *about*, *nearly*, *more than*; of a day, whether it is told by weekday.
    pub rough: bool,
}

/// What kind of number it is. Numbers of unlike kinds are never the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Count,
    Percent,
    Money,
    /// Minutes after midnight.
    Time,
    Year,
    /// Month and day, as month × 100 + day.
    Day,
}

impl Kind {
    /// The word for it in reports.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Count => "count",
            Kind::Percent => "percent",
            Kind::Money => "money",
            Kind::Time => "time",
            Kind::Year => "year",
            Kind::Day => "day",
        }
    }
}

/// The figures of a line.
pub fn figures(words: &[Word], line: &str, language: Language, published: Option<jiff::civil::Date>) -> Vec<Figure> {
    let mut found = Vec::new();
    let days = calendar::named(words, line, language, published);
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for day in &days {
        taken.extend(day.words.clone());
        let value = f64::from(day.month) * 100.0 + f64::from(day.day);
        let rough = !day.dated;
        found.push(Figure { rough, ..figure(words, value, Kind::Day, day.words.clone()) });
    }
    let mut at = 0;
    while at < words.len() {
        let here = (!taken.contains(&at)).then(|| number(words, line, at, language)).flatten();
        at = here.as_ref().map_or(at + 1, |figure| figure.words.end);
        found.extend(here);
    }
    found.sort_by_key(|figure| figure.words.start);
    for at in 0..found.len() {
        let others: Vec<Range<usize>> = found.iter().map(|figure| figure.words.clone()).collect();
        found[at].subject = subject(words, line, &others, at);
        found[at].rough |= is_rough(words, found[at].words.start);
    }
    found
}

fn figure(words: &[Word], value: f64, kind: Kind, at: Range<usize>) -> Figure {
    let range = words[at.start].range.start..words[at.end - 1].range.end;
    Figure { value, kind, words: at, range, subject: Vec::new(), rough: false }
}

/// A number that begins at a word: in figures, in words, or mixed (`2 bin 400`, `1.2 million`).
fn number(words: &[Word], line: &str, at: usize, language: Language) -> Option<Figure> {
    if let Some(time) = time(words, line, at, language) {
        return Some(time);
    }
    let mut sum = 0.0;
    let mut group: Option<f64> = None;
    let mut end = at;
    let mut in_figures = false;
    for (index, word) in words.iter().enumerate().skip(at) {
        let touches = index == at || joins(&line[words[index - 1].range.end..word.range.start]);
        if !touches {
            break;
        }
        let digits = if word.number { numerals::value(&word.lower, language) } else { None };
        match (digits, number_words::part(&word.lower, language)) {
            (Some(value), _) if group.is_none() || is_next_group(&line[words[index - 1].range.clone()], word) => {
                let grouped = group.filter(|_| in_figures).map_or(value, |group| group * 1000.0 + value);
                group = Some(grouped);
                in_figures = true;
            }
            (None, Some(Part::Add(value))) if !in_figures => group = Some(group.unwrap_or(0.0) + value),
            (None, Some(Part::Times(by))) if by < 500.0 && !in_figures => {
                group = Some(group.unwrap_or(1.0).max(1.0) * by);
            }
            (None, Some(Part::Times(by))) if group.is_some() || language != Language::English => {
                sum += group.take().unwrap_or(1.0) * by;
                in_figures = false;
            }
            (None, Some(Part::And)) if group.is_some() && follows(words, index, language) => {}
            _ => break,
        }
        end = index + 1;
    }
    let alone = end == at + 1;
    if end == at || (alone && number_words::is_one(&words[at].lower, language)) {
        return None;
    }
    let value = sum + group.unwrap_or(0.0);
    let kind = kind(words, line, at..end, language);
    Some(figure(words, value, kind, at..end))
}

/// Whether a word goes on a number after `and`.
fn follows(words: &[Word], and: usize, language: Language) -> bool {
    let next = words.get(and + 1).and_then(|word| number_words::part(&word.lower, language));
    let before = number_words::part(&words[and - 1].lower, language);
    matches!(next, Some(Part::Add(_))) && matches!(before, Some(Part::Times(_)))
}

/// Whether what stands between two words lets them be one number.
fn joins(between: &str) -> bool {
    matches!(between, " " | "\u{a0}" | "\u{202f}" | "-" | "‑" | ". ")
}

/// Whether a word is the next group of three digits: `1 750`.
fn is_next_group(before: &str, word: &Word) -> bool {
    let digits = |text: &str| text.chars().all(char::is_numeric);
    digits(before) && before.chars().count() <= 3 && digits(&word.lower) && word.lower.chars().count() == 3
}

/// `2:50 a.m.`, `23:17`, `05.40'ta`, `saat 13.00`.
fn time(words: &[Word], line: &str, at: usize, language: Language) -> Option<Figure> {
    let word = &words[at].lower;
    let (hours, minutes, end) = if let Some((hours, minutes)) = word.split_once(['.', ':']) {
        let written = language == Language::Turkish || word.contains(':');
        let told = written && (word.contains(':') || line[words[at].range.end..].starts_with(['\'', '’']));
        let said = at > 0 && matches!(words[at - 1].lower.as_str(), "saat" | "at");
        if !(told || said) {
            return None;
        }
        (hours, minutes, at + 1)
    } else {
        let next = words.get(at + 1).filter(|next| &line[words[at].range.end..next.range.start] == ":")?;
        (word.as_str(), next.lower.as_str(), at + 2)
    };
    let part = |text: &str, most: f64| {
        numerals::value(text, Language::English).filter(|value| value.fract() == 0.0 && *value < most)
    };
    if minutes.chars().count() != 2 {
        return None;
    }
    let (hours, minutes) = (part(hours, 24.0)?, part(minutes, 60.0)?);
    let after = words.get(end).map_or("", |word| word.lower.as_str());
    let noon = if after.starts_with('p') && matches!(after, "p.m" | "pm") && hours < 12.0 { 12.0 } else { 0.0 };
    Some(figure(words, (hours + noon) * 60.0 + minutes, Kind::Time, at..end))
}

/// What kind of number it is, by the signs and words around it.
fn kind(words: &[Word], line: &str, at: Range<usize>, language: Language) -> Kind {
    const PERCENT: [&str; 12] = [
        "percent",
        "percentage",
        "yüzde",
        "процент",
        "процента",
        "процентов",
        "процентных",
        "بالميه",
        "بالمايه",
        "الميه",
        "المايه",
        "pct",
    ];
    const MONEY: [&str; 24] = [
        "dollar",
        "dollars",
        "euro",
        "euros",
        "pound",
        "pounds",
        "usd",
        "eur",
        "dolar",
        "doları",
        "lira",
        "lirası",
        "avro",
        "доллар",
        "доллара",
        "долларов",
        "рубль",
        "рубля",
        "рублей",
        "евро",
        "دولار",
        "يورو",
        "ليره",
        "جنيه",
    ];
    let (first, last) = (words[at.start].range.start, words[at.end - 1].range.end);
    let before = line[..first].chars().next_back().unwrap_or(' ');
    let after = line[last..].trim_start().chars().next().unwrap_or(' ');
    let next = words.get(at.end).map_or("", |word| word.lower.as_str());
    let previous = at.start.checked_sub(1).and_then(|at| words.get(at)).map_or("", |word| word.lower.as_str());
    let second = words.get(at.end + 1).map_or("", |word| word.lower.as_str());
    let per_cent = next == "per" && second == "cent" || next == "في" && PERCENT.contains(&second);
    if matches!(before, '%' | '٪') || matches!(after, '%' | '٪') || PERCENT.contains(&next) || per_cent {
        return Kind::Percent;
    }
    if previous == "yüzde" {
        return Kind::Percent;
    }
    let is_sign = |c: char| "$€£₺₽¥₪₴".contains(c);
    if is_sign(before) || is_sign(after) || MONEY.contains(&next) {
        return Kind::Money;
    }
    let written = &words[at.start].lower;
    if at.len() == 1 && calendar::year(written).is_some() && is_year(words, &at, language) {
        return Kind::Year;
    }
    Kind::Count
}

/// Whether a number that could be a year stands where years stand: after a preposition, before an ending of
/// case, or before the word for a year.
fn is_year(words: &[Word], at: &Range<usize>, language: Language) -> bool {
    const BEFORE: [&str; 15] =
        ["in", "since", "from", "until", "by", "of", "в", "с", "до", "عام", "سنه", "العام", "late", "early", "между"];
    let previous = at.start.checked_sub(1).map_or("", |at| words[at].lower.as_str());
    let next = words.get(at.end).map_or("", |word| word.lower.as_str());
    BEFORE.contains(&previous)
        || next.starts_with("год")
        || next == "yılında"
        || language == Language::Turkish
        || calendar::is_calendar(previous, language)
}

/// The words that say what a figure counts: up to three content words after it, else up to two before it.
fn subject(words: &[Word], line: &str, others: &[Range<usize>], at: usize) -> Vec<usize> {
    let here = &others[at];
    let stops = |from: usize, to: usize| {
        line[words[from].range.end..words[to].range.start].contains(['.', ';', ':', ',', '،', '؛', '"', '”', '(', ')'])
    };
    let taken = |index: usize| others.iter().any(|range| range.contains(&index));
    let mut subject = Vec::new();
    for (index, word) in words.iter().enumerate().skip(here.end).take(5) {
        if stops(index - 1, index) || taken(index) || subject.len() == 3 {
            break;
        }
        if word.content {
            subject.push(index);
        }
    }
    let mut before = 0;
    for index in (here.start.saturating_sub(4)..here.start).rev() {
        if stops(index, index + 1) || taken(index) || before == 2 {
            break;
        }
        if words[index].content {
            subject.push(index);
            before += 1;
        }
    }
    subject
}

fn is_rough(words: &[Word], start: usize) -> bool {
    const ROUGH: [&str; 34] = [
        "about",
        "around",
        "some",
        "nearly",
        "almost",
        "approximately",
        "roughly",
        "over",
        "than",
        "least",
        "estimated",
        "yaklaşık",
        "civarında",
        "aşkın",
        "fazla",
        "kadar",
        "около",
        "почти",
        "более",
        "свыше",
        "порядка",
        "примерно",
        "менее",
        "نحو",
        "حوالي",
        "قرابه",
        "زهاء",
        "اكثر",
        "يقارب",
        "من",
        "up",
        "to",
        "под",
        "до",
    ];
    let before = &words[start.saturating_sub(2)..start];
    before.iter().any(|word| ROUGH.contains(&word.lower.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suggest::words::Reader;

    fn read(language: Language, line: &str) -> Vec<String> {
        let words = Reader::new(language).words(line);
        let found = figures(&words, line, language, None);
        found.iter().map(|figure| format!("{} {}", figure.value, figure.kind.name())).collect()
    }

    #[test]
    fn figures_are_read_in_four_languages() {
        for (language, line, expected) in [
            (Language::English, "Forty-two people and 1,200 cows", vec!["42 count", "1200 count"]),
            (Language::English, "seven hundred thousand, or 14 per cent", vec!["700000 count", "14 percent"]),
            (
                Language::English,
                "a $1.2 million fine at 2:50 p.m. in 1998",
                vec!["1200000 money", "890 time", "1998 year"],
            ),
            (Language::English, "one of them and two million more", vec!["2000000 count"]),
            (Language::Turkish, "2 bin 400 hektar, yüzde 14", vec!["2400 count", "14 percent"]),
            (Language::Turkish, "saat 05.40'ta 1,2 milyon ton", vec!["340 time", "1200000 count"]),
            (Language::Russian, "30,2 млн тонн, 1 750 человек", vec!["30200000 count", "1750 count"]),
            (Language::Russian, "Одиннадцать из двадцати пяти", vec!["11 count", "25 count"]),
            (Language::Arabic, "ستمئة وأربعون عاملا و12 بالمئة", vec!["640 count", "12 percent"]),
            (Language::Arabic, "ثمانية عشر يوما", vec!["18 count"]),
            (Language::Arabic, "210 ملايين دولار", vec!["210000000 money"]),
        ] {
            assert_eq!(read(language, line), expected, "{line}");
        }
    }

    #[test]
    fn a_figure_knows_what_it_counts() {
        let line = "The blast left 30 international soldiers wounded";
        let words = Reader::new(Language::English).words(line);
        let found = figures(&words, line, Language::English, None);
        let subject: Vec<&str> = found[0].subject.iter().map(|at| words[*at].stem.as_str()).collect();
        assert_eq!(subject[..2], ["internat", "soldier"]);
    }
}
