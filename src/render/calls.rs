//! How templates declare and call components, and what stands for something in their code.

use std::collections::HashMap;

use super::pieces::{is_string, is_word, tokens};

/// What a call gives, by parameter.
pub type Given = HashMap<String, String>;

/// The component that is called, and what it is given.
pub fn call(code: &str) -> Option<(String, Given)> {
    let inside = code.strip_prefix('<')?.strip_suffix("/>")?;
    let end = inside.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '.').unwrap_or(inside.len());
    let (name, inside) = inside.split_at(end);
    let tokens = tokens(inside);
    let mut solid = tokens.iter().copied().peekable();
    let mut given = Given::new();
    while let Some(token) = solid.next() {
        if token.trim().is_empty() {
            continue;
        }
        if !is_name(token) {
            return None;
        }
        let mut value = token.to_owned();
        if solid.next_if_eq(&"=").is_some() {
            let first = solid.next()?;
            value = if first == "{" {
                braced(&mut solid)?
            } else {
                Some(first).filter(|first| is_string(first))?.to_owned()
            };
        }
        if given.insert(token.to_owned(), value).is_some() {
            return None;
        }
    }
    Some((name.to_owned(), given))
}

/// What stands until the brace closes that is open.
fn braced<'c>(tokens: &mut impl Iterator<Item = &'c str>) -> Option<String> {
    let mut depth = 1;
    let mut inside = String::new();
    for token in tokens {
        depth += i32::from(token == "{") - i32::from(token == "}");
        if depth == 0 {
            return Some(inside.trim().to_owned());
        }
        inside.push_str(token);
    }
    None
}

/// The parameters in a declaration, with their defaults.
pub fn parameters(declaration: &str) -> Option<HashMap<&str, Option<&str>>> {
    let (_, list) = declaration.strip_suffix(')')?.split_once('(')?;
    let tokens: Vec<&str> = tokens(list).into_iter().filter(|token| !token.trim().is_empty()).collect();
    let asked = |parameter: &&[&str]| parameter.first().is_some_and(|first| *first != "@");
    let parameters = tokens.split(|token| *token == ",").filter(asked).map(|parameter| match *parameter {
        [name] if is_name(name) => Some((name, None)),
        [name, "=", default] if is_name(name) => Some((name, Some(default))),
        // Of a type, or all the rest, or below nought.
        _ => None,
    });
    parameters.collect()
}

/// The names that loops give.
pub fn bound<'t>(tokens: &[&'t str]) -> Vec<&'t str> {
    let mut bound = Vec::new();
    let mut names = false;
    for token in tokens.iter().copied().filter(|token| is_word(token)) {
        names = names && token != "in";
        bound.extend(Some(token).filter(|_| names));
        names |= token == "for";
    }
    bound
}

/// A token that names something.
pub struct Reference {
    pub at: usize,
    /// Whether it gives a component what it is called itself.
    pub is_given: bool,
}

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
        let (before, after) = (token(at.checked_sub(1)), token(Some(at + 1)));
        depth += i32::from(name == "{") - i32::from(name == "}");
        let is_component = calls && (at == 1 || at == 2 && before == "/");
        let is_test = before == "is" || before == "not" && token(at.checked_sub(2)) == "is";
        // `a=` says to what is given, `a ==` compares.
        let names = after == "(" || after == "=" && token(Some(at + 2)) != "=";
        if is_name(name) && ![".", "|"].contains(&before) && !is_component && !is_test && !names {
            references.push(Reference { at: place, is_given: calls && depth == 0 });
        }
    }
    references
}

/// Whether a token is a name.
pub fn is_name(token: &str) -> bool {
    is_word(token) && !token.starts_with(|c: char| c.is_ascii_digit())
}
