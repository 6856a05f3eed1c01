//! Finding an excerpt in a text, letter by letter.

use std::ops::Range;

use memchr::memmem::Finder;

use super::{
    capture::{Line, Text},
    edge::{Edge, is_edge},
    excerpt,
};
use crate::model::{Found, Zone};

/// What is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// The excerpt as the editor wrote it.
    pub quote: &'a str,
    /// The line that the editor named.
    pub para: Option<u32>,
    /// Whether any occurrence will do, as for names and for what stands in a fact's place.
    pub any: bool,
}

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    Found(Found),
    /// It stands on several lines, or several times on one, and the editor named none.
    Several(Vec<u32>),
    /// It stands on these lines, but not on the one that the editor named.
    Elsewhere(Vec<u32>),
    /// It stands only on lines that are furniture.
    Furniture(Vec<u32>),
    Missing,
}

/// Looks for an excerpt: in the article, else in its headline, else in its captions. An excerpt begins
/// and ends where words do.
pub fn find(text: &Text, ask: Ask<'_>) -> Outcome {
    let mut outcomes = excerpt::readings(ask.quote).into_iter().map(|passages| find_passages(text, ask, &passages));
    outcomes.find(|outcome| *outcome != Outcome::Missing).unwrap_or(Outcome::Missing)
}

fn find_passages(text: &Text, ask: Ask<'_>, passages: &[String]) -> Outcome {
    let finders: Vec<Finder<'_>> = passages.iter().map(|passage| Finder::new(passage.as_bytes())).collect();
    let places = places(text, &finders);
    let in_zone = |zone: Option<Zone>| places.iter().filter(move |place| place.zone == zone);
    let numbers = |zone: Option<Zone>| in_zone(zone).map(|place| place.number).collect();
    let first_zone = ZONES.into_iter().find(|zone| in_zone(Some(*zone)).next().is_some());
    let chosen = match (ask.para, first_zone) {
        _ if places.is_empty() => return Outcome::Missing,
        (_, None) => return Outcome::Furniture(numbers(None)),
        (None, Some(zone)) if !ask.any && in_zone(Some(zone)).count() > 1 => {
            return Outcome::Several(numbers(Some(zone)));
        }
        (None, Some(zone)) => in_zone(Some(zone)).next(),
        (Some(para), Some(_)) => places.iter().find(|place| place.number == para),
    };
    match chosen {
        None => Outcome::Elsewhere(ZONES.into_iter().flat_map(|zone| numbers(Some(zone))).collect()),
        Some(place) => match place.zone {
            None => Outcome::Furniture(vec![place.number]),
            Some(zone) => Outcome::Found(found(text, zone, place, in_zone(Some(zone)).count())),
        },
    }
}

/// In this order an excerpt is looked for.
const ZONES: [Zone; 3] = [Zone::Text, Zone::Headline, Zone::Caption];

/// What is known of a passage that stands at a place of a line of the article, in its folded form, and so many times
/// in all of it.
pub fn at(text: &Text, number: u32, span: Range<usize>, times: usize) -> Found {
    found(text, Zone::Text, &Place { number, zone: Some(Zone::Text), passages: vec![span] }, times)
}

/// How often folded words stand in the article.
pub fn times_of(text: &Text, words: &str) -> usize {
    let places = places(text, &[Finder::new(words.as_bytes())]);
    places.iter().filter(|place| place.zone == Some(Zone::Text)).count()
}

/// Where an excerpt stands.
struct Place {
    number: u32,
    /// `None` for furniture.
    zone: Option<Zone>,
    /// Its passages, in the folded line; at least one.
    passages: Vec<Range<usize>>,
}

/// All places of a text, furniture with it, in order.
fn places(text: &Text, finders: &[Finder<'_>]) -> Vec<Place> {
    text.lines.iter().zip(1..).flat_map(|(line, number)| in_line(line, number, finders)).collect()
}

fn in_line(line: &Line, number: u32, finders: &[Finder<'_>]) -> Vec<Place> {
    let Some((first, others)) = finders.split_first() else { return Vec::new() };
    // No words stand everywhere, and no search for them comes to an end.
    if finders.iter().any(|finder| finder.needle().is_empty()) {
        return Vec::new();
    }
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(start) = next(line, first, from) {
        let mut passages = Vec::with_capacity(finders.len());
        passages.push(start..start + first.needle().len());
        from = start + first.needle().len();
        let mut end = from;
        for passage in others {
            // Where the rest does not follow here, it does not follow a later place either.
            let Some(start) = next(line, passage, end) else { return places };
            end = start + passage.needle().len();
            passages.push(start..end);
        }
        places.push(Place { number, zone: line.zone, passages });
    }
    places
}

/// The next place of some words at or after `from` that begins and ends where words do.
fn next(line: &Line, words: &Finder<'_>, mut from: usize) -> Option<usize> {
    let folded = &line.folded;
    loop {
        let start = from + words.find(folded.get(from..)?.as_bytes())?;
        let end = start + words.needle().len();
        if is_edge(line, start, Edge::Start) && is_edge(line, end, Edge::End) {
            return Some(start);
        }
        from = start + folded[start..].chars().next().map_or(1, char::len_utf8);
    }
}

fn found(text: &Text, zone: Zone, place: &Place, times: usize) -> Found {
    let times = u32::try_from(times).unwrap_or(u32::MAX);
    let mut found = Found { line: place.number, zone, word: 0, words: 0, span: 0, times, quotations: Vec::new() };
    let (Some(line), [first, .., last] | [first @ last]) = (text.line(place.number), place.passages.as_slice()) else {
        return found;
    };
    let words = |range: &Range<usize>| line.words_before(range.end) - line.words_before(range.start);
    found.word = line.words_before(first.start);
    found.words = place.passages.iter().map(words).sum();
    found.span = words(&(first.start..last.end));
    if zone == Zone::Text {
        found.quotations = place.passages.iter().filter_map(|passage| line.quotation(passage)).collect();
        found.quotations.dedup();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diagnostic::SourceText,
        evidence::capture::parse,
        model::{self},
    };

    const TEXT: &str = "Troops for Kosovo\nA soldier [left] in May\nThe government’s force left Kosovo. Its 3,800 soldiers \
                        wait… it says.\nA Tu\u{308}rkiye–NATO force left.\nShare this";

    fn outcome(quote: &str, para: Option<u32>, any: bool) -> Outcome {
        let told = model::Capture { headline: Some(1), captions: vec![2], furniture: vec![5], ..Default::default() };
        find(&parse(SourceText::new("c.txt", nfc(TEXT)), &told, None), Ask { quote, para, any })
    }

    use crate::evidence::fold::nfc;

    fn place(quote: &str) -> Option<(u32, Zone, u32, u32)> {
        match outcome(quote, None, false) {
            Outcome::Found(found) => Some((found.line, found.zone, found.word, found.words)),
            _ => None,
        }
    }

    #[test]
    fn stands_letter_by_letter() {
        assert_eq!(place("The government's force"), Some((3, Zone::Text, 0, 3)));
        assert_eq!(place("government"), Some((3, Zone::Text, 1, 1)));
        assert_eq!(place("3,800  soldiers"), Some((3, Zone::Text, 6, 2)));
        assert_eq!(place("Türkiye-NATO"), Some((4, Zone::Text, 12, 2)));
        assert_eq!(place("Troops for"), Some((1, Zone::Headline, 0, 2)));
        assert_eq!(place("A soldier"), Some((2, Zone::Caption, 0, 2)));
        for wrong in ["govern", "government'", "the government", "3,80", ",800", "800", "Turkiye", "oldiers", "Share"] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_figure_is_one_word_however_it_is_written() {
        let text = "In 1’500 and 1\u{202f}600, at −5 or 1/2, 30–35 of 10² in 1½, at 10:21. They can’t, don’t, aujourd’hui l’armée \
                    d’Alger. On 26 500 came.";
        let text = parse(SourceText::new("c.txt", text), &model::Capture::default(), None);
        let stands = |quote| matches!(find(&text, Ask { quote, para: None, any: true }), Outcome::Found(_));
        for wrong in [
            "500 and", "1", "600, at", "5 or", "2, 30", "35 of", "30", "10", "1, at", "21. They", "They can", "t, don",
            "hui",
        ] {
            assert!(!stands(wrong), "{wrong}");
        }
        let right = [
            "1'500 and",
            "1 600, at",
            "-5 or",
            "1/2",
            "30-35 of",
            "10²",
            "1½",
            "10:21",
            "can't",
            "armée",
            "Alger",
            "500 came",
            "26",
        ];
        for right in right {
            assert!(stands(right), "{right}");
        }
    }

    #[test]
    fn leaves_out_and_puts_in() {
        assert_eq!(place("The […] force left Kosovo"), Some((3, Zone::Text, 0, 4)));
        assert_eq!(place("wait… it says"), Some((3, Zone::Text, 8, 3)));
        assert_eq!(place("soldiers … says"), Some((3, Zone::Text, 7, 2)));
        let Outcome::Found(found) = outcome("soldiers … says", None, false) else { panic!("not found") };
        assert_eq!((found.words, found.span), (2, 4));
        assert_eq!(place("[left] in May"), Some((2, Zone::Caption, 2, 3)));
        assert_eq!(place("Its [own] 3,800"), Some((3, Zone::Text, 5, 2)));
        assert_eq!(place("force … government"), None);
        assert_eq!(place("left … force left"), None);
    }

    #[test]
    fn several_need_a_line() {
        assert_eq!(outcome("force left", None, false), Outcome::Several(vec![3, 4]));
        let found = |outcome| if let Outcome::Found(found) = outcome { Some((found.line, found.times)) } else { None };
        assert_eq!(found(outcome("force left", Some(4), false)), Some((4, 2)));
        assert_eq!(found(outcome("force left", None, true)), Some((3, 2)));
        assert_eq!(outcome("force left", Some(1), false), Outcome::Elsewhere(vec![3, 4]));
        assert_eq!(outcome("Its 3,800", Some(4), false), Outcome::Elsewhere(vec![3]));
        assert_eq!(outcome("Its 3,800", Some(99), false), Outcome::Elsewhere(vec![3]));
        assert_eq!(outcome("Share this", None, false), Outcome::Furniture(vec![5]));
        assert_eq!(outcome("Share this", Some(5), false), Outcome::Furniture(vec![5]));
    }
}
