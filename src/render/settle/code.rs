//! The code of templates, in tokens.

/// The tokens of code; together they are the code. Names, numbers, strings with their marks and space come whole,
/// anything else character by character.
pub fn tokens(code: &str) -> Vec<&str> {
    let mut tokens = Vec::with_capacity(code.len() / 3);
    let (mut token, mut rest) = first(code);
    while !token.is_empty() {
        tokens.push(token);
        (token, rest) = first(rest);
    }
    tokens
}

/// The first token of code, and what follows it.
pub fn first(code: &str) -> (&str, &str) {
    let until = |ends: fn(u8) -> bool| code.bytes().position(ends).unwrap_or(code.len());
    let length = match code.bytes().next() {
        None => 0,
        Some(c) if is_quote(c) => string_length(code),
        // A name may follow at once: `0or x`.
        Some(c) if c.is_ascii_digit() => until(|c| !c.is_ascii_digit()),
        Some(c) if is_part_of_word(c) => until(|c| !is_part_of_word(c)),
        Some(c) if c.is_ascii_whitespace() => until(|c| !c.is_ascii_whitespace()),
        Some(_) => 1,
    };
    code.split_at(length)
}

/// Those tokens that are more than space.
pub fn solid<'t>(tokens: &[&'t str]) -> Vec<&'t str> {
    tokens.iter().copied().filter(|token| !token.trim().is_empty()).collect()
}

/// The parts of code between the places where a token stands outside of any brackets.
pub fn split<'c, 't>(tokens: &'c [&'t str], at: &str) -> Vec<&'c [&'t str]> {
    let mut depth = 0;
    let splits = |token: &&str| {
        depth += i32::from(["(", "[", "{"].contains(token)) - i32::from([")", "]", "}"].contains(token));
        depth == 0 && *token == at
    };
    tokens.split(splits).collect()
}

/// Whether a token is a name or a number.
pub fn is_word(token: &str) -> bool {
    token.bytes().next().is_some_and(is_part_of_word)
}

/// Whether a token is a name.
pub fn is_name(token: &str) -> bool {
    is_word(token) && !token.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a token is a string.
pub fn is_string(token: &str) -> bool {
    token.bytes().next().is_some_and(is_quote)
}

/// Whether code is one string, and nothing else.
pub fn is_literal(code: &str) -> bool {
    is_string(code) && string_length(code) == code.len()
}

/// What a string says; `None` if that is not what stands between its marks.
pub fn said(string: &str) -> Option<&str> {
    let inside = string.get(1..string.len().checked_sub(1)?)?;
    Some(inside).filter(|inside| !inside.contains('\\'))
}

/// How long the string is that begins here, with its marks.
pub fn string_length(text: &str) -> usize {
    let quote = text.bytes().next();
    let mut escaped = false;
    let close = text.bytes().skip(1).position(|c| {
        let closes = !escaped && Some(c) == quote;
        escaped = !escaped && c == b'\\';
        closes
    });
    close.map_or(text.len(), |at| at + 2)
}

/// Whether a string may begin with it.
pub fn is_quote(c: u8) -> bool {
    b"\"'`".contains(&c)
}

/// Beyond ASCII, nothing in code but strings is anything else.
fn is_part_of_word(c: u8) -> bool {
    c.is_ascii_alphanumeric() || c == b'_' || !c.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_the_code() {
        let code = r#"a.b1 | c(d="e \" f") ~ 'g'"#;
        assert_eq!(tokens(code).concat(), code);
        assert_eq!(tokens("0or x1"), ["0", "or", " ", "x1"]);
        let words: Vec<&str> = tokens(code).into_iter().filter(|token| is_word(token)).collect();
        assert_eq!(words, ["a", "b1", "c", "d"]);
    }

    #[test]
    fn parts_stand_outside_of_brackets() {
        let tokens = tokens("a, (b, c), \"d, e\"");
        let parts: Vec<String> = split(&tokens, ",").iter().map(|part| part.concat()).collect();
        assert_eq!(parts, ["a", " (b, c)", " \"d, e\""]);
    }

    #[test]
    fn strings_say_what_stands_in_them() {
        assert_eq!(
            ["\"a\"", "'a'", "\"\"", "\"\\n\"", "\"", ""].map(said),
            [Some("a"), Some("a"), Some(""), None, None, None]
        );
        assert!(is_literal("\"a\\\"\"") && !is_literal("\"a\" ~ \"b\""));
    }
}
