//! Text in lines of a bounded width and number, as SVG needs it.

use super::fonts::{Fonts, Style};

/// What stands for the rest of a text that is cut.
const ELLIPSIS: &str = "…";

/// Breaks a text at its spaces into at most `most` lines of `width` pixels. What does not fit is cut at a
/// word and ends with an ellipsis, behind which `end` stands if the text ended with it (the closing
/// quotation mark of an excerpt). A word that is wider than a line is broken.
pub fn lines(fonts: &Fonts, text: &str, end: &str, style: Style, width: f32, most: usize) -> Vec<String> {
    let fits = |line: &str| fonts.width(line, style) <= width;
    let mut lines: Vec<String> = Vec::new();
    // Unbreakable spaces are left alone.
    let mut words: Vec<&str> = text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()).rev().collect();
    while let Some(word) = words.pop() {
        let full = lines.len() == most;
        match lines.last_mut() {
            Some(line) if fits(&format!("{line} {word}")) => {
                line.push(' ');
                line.push_str(word);
            }
            _ if full => {
                cut(&mut lines, if text.ends_with(end) { end } else { "" }, &fits);
                break;
            }
            _ if fits(word) => lines.push(word.to_owned()),
            _ => {
                let (head, rest) = word.split_at(broken(word, &fits));
                lines.push(head.to_owned());
                words.extend(Some(rest).filter(|rest| !rest.is_empty()));
            }
        }
    }
    lines
}

/// Ends the last line with an ellipsis, without the words that leave no room for it.
fn cut(lines: &mut [String], end: &str, fits: &dyn Fn(&str) -> bool) {
    let Some(line) = lines.last_mut() else { return };
    loop {
        let kept = line.trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-".contains(c));
        let whole = format!("{kept}{ELLIPSIS}{end}");
        let space = kept.rfind(' ');
        let Some(space) = space.filter(|_| !fits(&whole)) else {
            *line = whole;
            return;
        };
        line.truncate(space);
    }
}

/// How many bytes of a word fit on a line: at least one character.
fn broken(word: &str, fits: &dyn Fn(&str) -> bool) -> usize {
    let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
    let mut ends = ends.take_while(|end| fits(&word[..*end]));
    let first = word.chars().next().map_or(0, char::len_utf8);
    ends.by_ref().last().unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::theme;

    fn broken(text: &str, end: &str, width: f32, most: usize) -> Vec<String> {
        let fonts = ["newsreader", "public-sans", "public-sans-bold"].map(|name| {
            let path = format!("templates/card/{name}.ttf");
            let bytes = theme::builtin(&path).unwrap().into_owned();
            (path, bytes)
        });
        let (fonts, refused) = Fonts::new(fonts.into());
        assert_eq!(refused, [] as [String; 0]);
        lines(&fonts, text, end, Style { serif: false, bold: true, size: 50.0 }, width, most)
    }

    #[test]
    fn text_breaks_at_spaces() {
        assert_eq!(broken("one two three", "", 2000.0, 2), ["one two three"]);
        assert_eq!(broken("one  two three", "", 210.0, 3), ["one two", "three"]);
        assert_eq!(broken("", "", 210.0, 3), [] as [&str; 0]);
    }

    #[test]
    fn what_is_too_long_is_cut_at_a_word() {
        assert_eq!(broken("one two three four five", "", 260.0, 1), ["one two…"]);
        assert_eq!(broken("one two, three four five", "", 260.0, 1), ["one two…"], "a comma goes with what follows");
        assert_eq!(broken("“one two three four”", "”", 320.0, 1), ["“one two…”"]);
        assert_eq!(broken("one two three four five", "”", 260.0, 1), ["one two…"]);
    }

    #[test]
    fn a_word_that_is_wider_than_a_line_is_broken() {
        let lines = broken(&"W".repeat(12), "", 210.0, 9);
        assert!(lines.len() > 2 && lines.concat() == "W".repeat(12), "{lines:?}");
        assert_eq!(broken("WWW", "", 1.0, 9), ["W", "W", "W"], "at least a letter a line");
    }
}
