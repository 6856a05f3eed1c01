//! Single lines out of any text: what is no letter of the article goes, the letters stay as they are.

/// A text on one line: white space becomes single spaces, and invisible controls go.
///
/// Controls are the characters of the Unicode category Cc, the embeddings, overrides and isolates of the
/// bidirectional algorithm (UAX #9), which can make a text read otherwise than it is written, line and
/// paragraph separators, and non-characters. Marks of direction, joiners and soft hyphens stay: some
/// scripts need them, and they turn nothing around. No normalization: the letters are the page's.
pub fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
        } else if !is_control(c) {
            line.push(c);
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// A text on one line, `None` if nothing is left of it, or if it is longer than a name or title can be.
pub fn name(text: &str) -> Option<String> {
    let line = line(text);
    (line.chars().any(char::is_alphanumeric) && line.chars().count() <= MAX_NAME).then_some(line)
}

/// The longest title, byline or name, in characters.
const MAX_NAME: usize = 500;

/// A text as it is compared: only letters and digits, in lower case.
pub fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_letters_and_single_spaces() {
        assert_eq!(line(" a\u{0}\r\n b\u{a0}\u{2028}c\u{7f}\u{85} "), "a b c");
        assert_eq!(line("\u{202e}evil\u{202c} \u{2067}x\u{2069}\u{feff}\u{fffe}"), "evil x");
        assert_eq!(
            line("می\u{200c}خواهم\u{200f} e\u{301} soft\u{ad}ly"),
            "می\u{200c}خواهم\u{200f} e\u{301} soft\u{ad}ly"
        );
        assert_eq!(name(" – "), None);
        assert_eq!(name(&"x".repeat(501)), None);
        assert_eq!(key("“Nobody—ASKED us”: 9"), "nobodyaskedus9");
    }
}
