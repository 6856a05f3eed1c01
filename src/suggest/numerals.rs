//! Numbers written in figures: groups of digits, decimals, and the digits of Arabic.

use super::language::Language;

/// The value of a number in figures; `None` if it is none, or not one number (`10.06.2023`).
///
/// A separator before exactly three digits parts groups where the language writes it so, else it stands
/// before decimals: English `1,750` and `1.75`, Turkish and Russian `1.750` and `1,75`. Separators that occur
/// twice part groups in any language.
pub fn value(written: &str, language: Language) -> Option<f64> {
    let plain: String = written.chars().map(digit).collect();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let marks: Vec<(usize, char)> = plain.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
    if marks.iter().any(|(_, mark)| !matches!(mark, '.' | ',' | '\'' | '’' | '\u{a0}' | '\u{202f}' | ' ')) {
        return None;
    }
    if !plain.split(|c: char| !c.is_ascii_digit()).all(digits) {
        return None;
    }
    let groups = |part: &str, mark: char| {
        let mut groups = part.split(mark);
        groups.next().is_some_and(|first| first.len() <= 3) && groups.all(|group| group.len() == 3)
    };
    let decimal = if language.has_decimal_comma() { ',' } else { '.' };
    let without = |part: &str| part.chars().filter(char::is_ascii_digit).collect::<String>();
    match marks.as_slice() {
        [] => plain.parse().ok(),
        [(at, mark)] if *mark == decimal || !groups(&plain, *mark) => {
            matches!(mark, '.' | ',').then(|| format!("{}.{}", &plain[..*at], &plain[at + 1..]).parse().ok()).flatten()
        }
        [(_, mark)] if groups(&plain, *mark) => without(&plain).parse().ok(),
        [(_, first), .., (at, last)] if first != last && matches!(last, '.' | ',') => {
            let whole = &plain[..*at];
            groups(whole, *first).then(|| format!("{}.{}", without(whole), &plain[at + 1..]).parse().ok()).flatten()
        }
        [(_, first), ..] if groups(&plain, *first) => without(&plain).parse().ok(),
        _ => None,
    }
}

/// A digit or separator of Arabic as Europeans write it.
fn digit(c: char) -> char {
    let from = |zero: u32| char::from_digit(u32::from(c).wrapping_sub(zero), 10);
    match c {
        '٠'..='٩' => from(0x660).unwrap_or(c),
        '۰'..='۹' => from(0x6f0).unwrap_or(c),
        '٫' => '.',
        '٬' => ',',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_mean_what_the_language_means() {
        for (written, language, expected) in [
            ("1,750", Language::English, Some(1750.0)),
            ("1.75", Language::English, Some(1.75)),
            ("1.750", Language::Turkish, Some(1750.0)),
            ("30,2", Language::Russian, Some(30.2)),
            ("1 750", Language::Russian, Some(1750.0)),
            ("1,234,567.5", Language::English, Some(1_234_567.5)),
            ("1.234.567,5", Language::Turkish, Some(1_234_567.5)),
            ("٤٣", Language::Arabic, Some(43.0)),
            ("٣٠٫٢", Language::Arabic, Some(30.2)),
            ("10.06.2023", Language::Turkish, None),
            ("3rd", Language::English, None),
            ("1,2,3", Language::English, None),
            ("", Language::English, None),
        ] {
            assert_eq!(value(written, language), expected, "{written}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "[0-9٠-٩., ٫a]{0,12}") {
            value(&text, Language::Turkish);
            value(&text, Language::English);
        }
    }
}
