//! The names in the code of templates for which something stands.

use super::code::{is_name, is_word};

/// A token that names a value.
pub struct Reference {
    /// Which token it is.
    pub at: usize,
    /// Whether it gives a component what it is called itself.
    pub is_given: bool,
}

/// Words that are no names.
pub const KEYWORDS: [&str; 14] =
    ["if", "elif", "else", "endif", "for", "endfor", "in", "and", "or", "not", "is", "true", "false", "none"];

/// The names for which something stands: not those of parts, functions, filters, tests, components and what
/// is given to them.
pub fn references(tokens: &[&str]) -> Vec<Reference> {
    let solid: Vec<(usize, &str)> =
        tokens.iter().copied().enumerate().filter(|(_, token)| !token.trim().is_empty()).collect();
    let token = |at: Option<usize>| at.and_then(|at| solid.get(at)).map_or("", |(_, token)| *token);
    let calls = token(Some(0)) == "<";
    let mut depth = 0;
    let mut references = Vec::new();
    for (at, (place, name)) in solid.iter().copied().enumerate() {
        let back = |steps: usize| token(at.checked_sub(steps));
        let after = token(Some(at + 1));
        depth += i32::from(name == "{") - i32::from(name == "}");
        let is_part = back(1) == ".";
        let is_component = calls && (at == 1 || at == 2 && back(1) == "/");
        let is_test = back(1) == "is" || back(1) == "not" && back(2) == "is";
        // `a=` says to what is given, `a ==` compares.
        let is_label = after == "=" && token(Some(at + 2)) != "=";
        let is_called = is_component || is_test || back(1) == "|" || after == "(";
        if is_name(name) && !KEYWORDS.contains(&name) && !is_part && !is_called && !is_label {
            references.push(Reference { at: place, is_given: calls && depth == 0 });
        }
    }
    references
}

/// The names that loops give to what they run over.
pub fn bound<'t>(tokens: &[&'t str]) -> Vec<&'t str> {
    let mut bound = Vec::new();
    let mut is_open = false;
    for token in tokens.iter().copied().filter(|token| is_word(token)) {
        is_open = is_open && token != "in";
        bound.extend(Some(token).filter(|_| is_open));
        is_open |= token == "for";
    }
    bound
}

#[cfg(test)]
mod tests {
    use super::{super::code::tokens, *};

    #[test]
    fn names_of_values_are_told_from_any_others() {
        for (code, wanted) in [
            ("a.b.c | d(e=f) ~ g(h=i)", "a f i"),
            ("if a is b and c is not d or e == f", "a c e f"),
            ("[a, b?.c, d[e]]", "a b d e"),
            ("<a.b c d={e} f=\"g\" />", "c! e"),
        ] {
            let tokens = tokens(code);
            let told = references(&tokens);
            let told = told.iter().map(|name| format!("{}{}", tokens[name.at], if name.is_given { "!" } else { "" }));
            assert_eq!(told.collect::<Vec<_>>().join(" "), wanted, "{code}");
        }
    }

    #[test]
    fn loops_give_names() {
        assert_eq!(bound(&tokens("for a, b in c")), ["a", "b"]);
        assert_eq!(bound(&tokens("d | e(f=[a for a in b if a.c])")), ["a"]);
    }
}
