//! What stands around the marks of a full text: a few words before and after, from published text only.

use crate::model::{Piece, Source, TextKind};

/// Most characters before or after a mark.
const REACH: usize = 32;

/// Elements within a line of text; all others part lines.
const INLINE: [&str; 20] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "small", "span", "strong",
    "sub", "sup", "time", "u",
];

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
    let (text, places) = plain(source);
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

/// The text without its markup, a line a block, and where each mark stands in it.
fn plain(source: &Source) -> (String, Vec<Option<usize>>) {
    let mut text = String::new();
    let mut places = vec![None; source.marks.len()];
    // A link may part a tag, so tags are followed over pieces.
    let mut tag: Option<String> = None;
    for piece in &source.body {
        match piece {
            Piece::Mark(mark) => {
                places[*mark] = Some(text.len());
                text.push_str(&source.marks[*mark].quote);
            }
            Piece::Html(html) => push(&mut text, &mut tag, html),
            Piece::Link(_) => {}
        }
    }
    (text, places)
}

/// Our own HTML holds `<` only where a tag begins, since text and attributes are escaped.
fn push(text: &mut String, tag: &mut Option<String>, html: &str) {
    let mut rest = html;
    loop {
        if let Some(inner) = tag {
            let Some(end) = rest.find('>') else { return inner.push_str(rest) };
            inner.push_str(&rest[..end]);
            let name = inner.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next();
            if !name.is_some_and(|name| INLINE.contains(&name)) {
                text.push('\n');
            }
            *tag = None;
            rest = &rest[end + 1..];
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            text.push_str(&unescape(&rest[..end]));
            if end == rest.len() {
                return;
            }
            *tag = Some(String::new());
            rest = &rest[end + 1..];
        }
    }
}

fn unescape(html: &str) -> String {
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
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
