//! What stands around the marks of a full text: a few words before and after, from published text only.

use crate::model::{PlainText, Source, TextKind, plain_text};

/// Most characters before or after a mark.
const REACH: usize = 32;

/// Words before and after a mark.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    pub prefix: Option<String>,
    pub suffix: Option<String>,
}

/// For each mark of a source what stands around it: nothing, unless the source is published in full
/// and has the marked words, at the place of the mark or exactly once.
pub fn surroundings(source: &Source) -> Vec<Surroundings> {
    if !matches!(source.text, TextKind::Full { .. }) {
        return source.marks.iter().map(|_| Surroundings::default()).collect();
    }
    let PlainText { text, marks } = plain_text(&source.body, |mark| &source.marks[mark].quote);
    let mut places = vec![None; source.marks.len()];
    for (mark, place) in marks {
        places[mark] = Some(place);
    }
    let around = |(index, place): (usize, &Option<usize>)| {
        let quote = source.marks[index].quote.as_str();
        let once = || {
            let mut found = text.match_indices(quote).map(|(at, _)| at);
            found.next().filter(|_| found.next().is_none() && !quote.is_empty())
        };
        let Some(start) = place.or_else(once) else { return Surroundings::default() };
        Surroundings { prefix: before(&text[..start]), suffix: after(&text[start + quote.len()..]) }
    };
    places.iter().enumerate().map(around).collect()
}

/// The end of the line before a mark, from the beginning of a word on.
fn before(text: &str) -> Option<String> {
    let line = text.rsplit('\n').next().unwrap_or_default();
    let start = line.char_indices().rev().take(REACH).last().map_or(0, |(at, _)| at);
    let start = if start == 0 { 0 } else { start + line[start..].find(char::is_whitespace).map_or(0, |at| at + 1) };
    let start = (start..=line.len()).find(|at| line.is_char_boundary(*at)).unwrap_or(line.len());
    Some(line[start..].to_owned()).filter(|prefix| !prefix.trim().is_empty())
}

/// The beginning of the line after a mark, up to the end of a word.
fn after(text: &str) -> Option<String> {
    let line = text.split('\n').next().unwrap_or_default();
    let end = line.char_indices().nth(REACH).map_or(line.len(), |(at, _)| at);
    let end = if end == line.len() { end } else { line[..end].rfind(char::is_whitespace).unwrap_or(end) };
    Some(line[..end].to_owned()).filter(|suffix| !suffix.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::{after, before};

    #[test]
    fn surroundings_are_whole_words_of_the_same_line() {
        assert_eq!(
            before("Earlier paragraph.\nOn Monday the ministry of defence said that ").as_deref(),
            Some("ministry of defence said that ")
        );
        assert_eq!(before("short, ").as_deref(), Some("short, "));
        assert_eq!(before("a paragraph\n"), None);
        assert_eq!(
            after(" would leave within the week, as planned.\nMore").as_deref(),
            Some(" would leave within the week,")
        );
        assert_eq!(after("三十名国际维和士兵").as_deref(), Some("三十名国际维和士兵"));
        assert_eq!(after("\nMore"), None);
    }
}
