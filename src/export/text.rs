//! Text as the formats can hold it.

use std::borrow::Cow;

use crate::{
    model::{Day, Decimal},
    page::{Site, event_view::Counts},
};

/// Text without the characters that XML 1.0 forbids (section 2.2, `Char`): controls but for tab and
/// line ends, and two code points that are no characters. Other formats can do without them too.
pub fn clean(text: &str) -> Cow<'_, str> {
    // The two code points begin with this byte, as few others do.
    let is_clean = text.bytes().all(|byte| byte >= b' ' && byte != 0xef) || !text.contains(is_forbidden);
    if is_clean { Cow::Borrowed(text) } else { Cow::Owned(text.replace(is_forbidden, "")) }
}

fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Clean text in one line.
pub fn line(text: &str) -> String {
    if is_line(text) {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    for word in clean(text).split_whitespace() {
        line.push_str(if line.is_empty() { "" } else { " " });
        line.push_str(word);
    }
    line
}

/// Whether a text is clean and its white space single spaces between words, as most texts are.
fn is_line(text: &str) -> bool {
    let mut before = ' ';
    let stays = |c: char| {
        let was_space = std::mem::replace(&mut before, c) == ' ';
        if c == ' ' { !was_space } else { !c.is_whitespace() && !is_forbidden(c) }
    };
    text.chars().all(stays) && before != ' '
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_left_out() {
        assert_eq!(clean("a\u{0}b\u{1b}c\u{ffff}\td\u{202e}e 🔥"), "abc\td\u{202e}e 🔥");
        assert_eq!(line(" a\n b\u{7}\tc "), "a b c");
    }

    proptest::proptest! {
        #[test]
        fn a_line_is_the_clean_words(text in "[ab ]{0,6}|[ab \t\u{a0}\u{2028}é\u{1b}\u{ffff}\u{fb01}]{0,12}") {
            let cleaned: String = text.chars().filter(|c| !is_forbidden(*c)).collect();
            assert_eq!(clean(&text), cleaned);
            assert_eq!(line(&text), cleaned.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }

    #[test]
    fn pasted_addresses_become_iris() {
        assert_eq!(iri("https://e.org/a|b^{c}?q=ж%20x#:~:text=y"), "https://e.org/a%7Cb%5E%7Bc%7D?q=ж%20x#:~:text=y");
    }
}
