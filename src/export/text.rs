//! Text as the formats can hold it.

use std::borrow::Cow;

use crate::{
    model::{Day, Decimal},
    page::{Site, event_view::Counts},
};

/// Text without the characters that XML 1.0 forbids (section 2.2, `Char`): controls but for tab and
/// line ends, and two code points that are no characters. Other formats can do without them too.
pub fn clean(text: &str) -> Cow<'_, str> {
    let forbidden =
        |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.contains(forbidden) { Cow::Owned(text.replace(forbidden, "")) } else { Cow::Borrowed(text) }
}

/// Clean text in one line.
pub fn line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An address in which everything that an IRI may not hold is percent-encoded (RFC 3987, section 2.2);
/// editors paste what browsers show.
pub fn iri(url: &str) -> String {
    let mut iri = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`' | '\0'..=' ' | '\u{7f}'..='\u{a0}' => {
                let mut bytes = [0; 4];
                iri.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
            }
            c => iri.push(c),
        }
    }
    iri
}

/// A day as a moment of RFC 3339. Editors date changes by the day; by convention its first second in
/// UTC stands for it.
pub fn rfc3339(day: Day) -> String {
    format!("{day}T00:00:00Z")
}

/// The comparison in a sentence.
pub fn sentence(site: &Site<'_>, counts: &Counts) -> String {
    let number = |count: usize| {
        let plain = count.to_string();
        Decimal::parse(&plain).map_or(plain, |number| site.language.number(number))
    };
    let counted = |key: &str, count: usize| {
        site.language.say(key, &[("n", count.to_string()), ("count", number(count))]).unwrap_or_default()
    };
    let arguments = [
        ("n", counts.differ.to_string()),
        ("reports", counted("count-reports", counts.reports)),
        ("facts", counted("count-facts", counts.facts)),
        ("all", number(counts.all)),
        ("differ", number(counts.differ)),
        ("one", number(counts.one)),
    ];
    let key = if counts.facts == 0 { "feed-sentence-empty" } else { "feed-sentence" };
    site.language.say(key, &arguments).unwrap_or_default()
}

/// Data as JSON that people can read too: indented, with a line end.
pub fn json(data: &impl serde::Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(data).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_left_out() {
        assert_eq!(clean("a\u{0}b\u{1b}c\u{ffff}\td\u{202e}e 🔥"), "abc\td\u{202e}e 🔥");
        assert_eq!(line(" a\n b\u{7}\tc "), "a b c");
    }

    #[test]
    fn pasted_addresses_become_iris() {
        assert_eq!(iri("https://e.org/a|b^{c}?q=ж%20x#:~:text=y"), "https://e.org/a%7Cb%5E%7Bc%7D?q=ж%20x#:~:text=y");
    }
}
