//! Which lines of an article are furniture: they stand in it and are none of its text.
//!
//! The rules are few and plain, so that an editor can foresee them; `docs/import.md` lists them. A line
//! of doubt stays text, for a line more in the text costs a glance, and one less hides what was written.

use super::{
    lines::{Kind, Line},
    text,
};

/// Marks the lines that are furniture, and takes out repetitions of the headline.
pub fn mark(lines: &mut Vec<Line>, title: Option<&str>, byline: Option<&str>) {
    let title = title.map(text::key);
    lines.retain(|line| line.kind == Kind::Caption || title.as_ref() != Some(&text::key(&line.text)));
    let byline = byline.map(text::key);
    for line in lines.iter_mut().filter(|line| matches!(line.kind, Kind::Text | Kind::Heading)) {
        let words: Vec<&str> = line.text.split(' ').collect();
        let is_links = line.kind == Kind::Text && line.linked >= 90 && words.len() <= 30;
        let names_author = words.len() <= 20 && byline.as_ref().is_some_and(|byline| repeats(&line.text, byline));
        if is_links || names_author || is_stamp(&words) || leads_elsewhere(&line.text) {
            line.kind = Kind::Furniture;
        }
    }
}

/// Whether a line is the byline, with at most two dozen letters more.
fn repeats(line: &str, byline: &str) -> bool {
    let key = text::key(line);
    key.contains(byline) && key.chars().count() <= byline.chars().count() + 24
}

/// Whether a line is a date or a time: up to eight words, of which at most four have letters, with a time
/// of day or a year, and no end of a sentence.
fn is_stamp(words: &[&str]) -> bool {
    let with_letters = words.iter().filter(|word| word.chars().any(char::is_alphabetic)).count();
    let ends = words.last().is_some_and(|last| last.ends_with(['.', '!', '?', '”', '"']));
    let tells = words.iter().any(|word| is_time(word) || is_year(word));
    words.len() <= 8 && with_letters <= 4 && tells && !(ends && with_letters > 2)
}

fn is_time(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let Some((hours, minutes)) = word.split_once([':', '.']) else { return false };
    let number = |text: &str| text.chars().all(char::is_numeric) && (1..=2).contains(&text.chars().count());
    number(hours) && minutes.chars().count() == 2 && number(minutes)
}

fn is_year(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let parts: Vec<&str> = word.split(['.', '/', '-']).collect();
    parts
        .iter()
        .any(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit()) && matches!(&part[..2], "19" | "20"))
        && parts.iter().all(|part| part.chars().all(char::is_numeric))
}

/// Openings of lines that lead to other articles or speak of the page, in lower case. Those of the first
/// list need a colon, an end of the line or a link behind them; those of the second open a whole line.
const BEFORE_COLON: &[&str] = &[
    "read more",
    "read also",
    "also read",
    "see also",
    "read next",
    "more on this story",
    "related",
    "related articles",
    "watch",
    "listen",
    "tags",
    "topics",
    "share",
    "share this",
    "follow us",
    "source",
    "photo",
    "video",
    "lesen sie auch",
    "lesen sie mehr",
    "mehr zum thema",
    "quelle",
    "lire aussi",
    "à lire aussi",
    "lea también",
    "lea más",
    "fuente",
    "leggi anche",
    "fonte",
    "leia também",
    "lees ook",
    "bron",
    "czytaj także",
    "źródło",
    "читайте также",
    "читать далее",
    "по теме",
    "источник",
    "фото",
    "читайте також",
    "ayrıca okuyun",
    "ilgili haber",
    "ilgili haberler",
    "kaynak",
    "etiketler",
    "اقرأ أيضا",
    "اقرأ أيضًا",
    "إقرأ أيضا",
    "اقرأ المزيد",
    "المصدر",
    "شاهد أيضا",
    "مواضيع ذات صلة",
    "شارك",
    "קראו גם",
    "קרא עוד",
    "מקור",
    "关联阅读",
    "延伸阅读",
    "関連記事",
    "key points",
];
const OPENING: &[&str] = &[
    "©",
    "copyright ©",
    "all rights reserved",
    "sign up for",
    "sign up to our",
    "subscribe to",
    "advertisement",
    "click here",
    "reporting by ",
    "follow us on",
    "download the app",
    "already a subscriber",
    "to read the rest",
];

fn leads_elsewhere(line: &str) -> bool {
    let lower = line.to_lowercase();
    if lower.split(' ').count() > 30 {
        return false;
    }
    let colon = |opening: &&&str| {
        lower
            .strip_prefix(**opening)
            .is_some_and(|rest| rest.is_empty() || rest.trim_start().starts_with([':', '：', '»', '…']))
    };
    BEFORE_COLON.iter().any(|opening| colon(&opening)) || OPENING.iter().any(|opening| lower.starts_with(opening))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_furniture(text: &str) -> bool {
        let mut lines = vec![Line::text(text.to_owned())];
        mark(&mut lines, Some("The title"), Some("Ada Quill"));
        lines.first().is_none_or(|line| line.kind == Kind::Furniture)
    }

    #[test]
    fn stamps_bylines_and_pointers_are_furniture() {
        for line in [
            "18:42",
            "14 March 2024, 17:05",
            "Updated 3 June 2024",
            "11.08.2021 09:30",
            "Tuesday 21 May 2024 - 13:45",
            "By Ada Quill in Port Sable",
            "The Title",
            "Read more: How it was paid for",
            "Advertisement",
            "Key points",
            "اقرأ أيضا: أسعار السمك",
            "© 2024 The Courant",
            "Reporting by Ada Quill; editing by Ned Farrow",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in [
            "He was born in 1968.",
            "Turnout at 71 per cent",
            "In 2019 the board warned of cracks, and put the work off.",
            "Ada Quill, who leads the board, says that the bridge will be closed for a year.",
            "Read more books, he said.",
            "“No,” she said.",
            "The source: a spring in the hills above the town that nobody has seen since the summer of 1911, when the river last ran dry and the mill stood still",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }

    #[test]
    fn lines_that_are_links_are_furniture() {
        let linked = |linked| {
            let mut lines = vec![Line { linked, ..Line::text("Ferry pilots vote on pay".to_owned()) }];
            mark(&mut lines, None, None);
            lines[0].kind
        };
        assert_eq!((linked(95), linked(60)), (Kind::Furniture, Kind::Text));
    }
}
