//! The names in the code of templates for which something stands.

use std::{mem, ops::Range};

use super::code::is_name;

/// A token that names a value.
pub struct Reference {
    /// Which token it is.
    pub at: usize,
    /// Whether it gives a component what it is called itself.
    pub is_given: bool,
}

/// Words that are no names.
pub const KEYWORDS: [&str; 18] = [
    "if", "elif", "else", "endif", "for", "endfor", "in", "and", "or", "not", "is", "true", "false", "none", "True",
    "False", "None", "null",
];

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
        // `...a` is all of `a`, `a.b` a part.
        let is_part = back(1) == "." && back(2) != ".";
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

/// A name that a loop gives to what it runs over.
pub struct Bound<'t> {
    pub name: &'t str,
    /// The tokens in which it may stand for that: those between the brackets, or all of a tag.
    within: Range<usize>,
    /// What the loop runs over, where it does not stand for that yet.
    over: Range<usize>,
}

impl Bound<'_> {
    /// Whether it is given to all that stands in a tag, not in brackets.
    pub fn is_of_tag(&self) -> bool {
        self.within.start == 0
    }

    /// Whether the loop gives the name that stands here.
    pub fn gives(&self, name: &str, at: usize) -> bool {
        self.name == name && self.within.contains(&at) && !self.over.contains(&at)
    }
}

/// The names that loops give: `for a, b in c`, in a tag or in brackets.
pub fn bound<'t>(tokens: &[&'t str]) -> Vec<Bound<'t>> {
    let mut bound: Vec<Bound<'t>> = Vec::new();
    // Where brackets open; how many names are complete; whether one is told; whether a part of something is.
    let (mut open, mut done, mut tells, mut is_part) = (vec![0], 0, false, false);
    for (at, token) in tokens.iter().copied().enumerate().filter(|(_, token)| !token.trim().is_empty()) {
        let start = open.last().copied().unwrap_or_default();
        let inner = bound.iter_mut().filter(|name| name.within.start == start);
        match token {
            _ if mem::replace(&mut is_part, token == ".") => {}
            "(" | "[" | "{" => open.push(at),
            ")" | "]" | "}" => {
                inner.for_each(|name| (name.within.end, name.over.end) = (at, name.over.end.min(at)));
                open.pop();
            }
            "for" => tells = true,
            "in" if tells => {
                bound[done..].iter_mut().for_each(|name| name.over = at..tokens.len());
                (done, tells) = (bound.len(), false);
            }
            // Of a tag it is a part of what the loop runs over.
            "if" if open.len() > 1 => inner.for_each(|name| name.over.end = name.over.end.min(at)),
            name if tells && is_name(name) => bound.push(Bound { name, within: start..tokens.len(), over: 0..0 }),
            _ => {}
        }
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
            ("[...a, b?.c, d[e]]", "a b d e"),
            ("<a.b c d={e} f=\"g\" />", "c! e"),
        ] {
            let tokens = tokens(code);
            let told = references(&tokens);
            let told = told.iter().map(|name| format!("{}{}", tokens[name.at], if name.is_given { "!" } else { "" }));
            assert_eq!(told.collect::<Vec<_>>().join(" "), wanted, "{code}");
        }
    }

    #[test]
    fn loops_give_names_to_what_stands_in_them() {
        for (code, wanted) in [
            ("for a, b in [a, c]", "a b"),
            ("a | f(g=[a.b for a in [a, c[0]] if a.d], a)", "a a a"),
            ("[a for a in b] ~ [a for a in c if c[a]] ~ a", "a a a a a"),
            ("for a in b if a else c", "a"),
            ("[a for a in (b if a else c) if (a if a else c)]", "a a a a"),
            ("a.for ~ b.in", ""),
        ] {
            let tokens = tokens(code);
            let bound = bound(&tokens);
            let is_given = |name: &Reference| bound.iter().any(|bound| bound.gives(tokens[name.at], name.at));
            let given = references(&tokens).into_iter().filter(is_given);
            assert_eq!(given.map(|name| tokens[name.at]).collect::<Vec<_>>().join(" "), wanted, "{code}");
        }
    }
}
