//! How templates declare components and call them.

use std::{collections::HashMap, iter::successors};

use super::{
    code::{first, is_name, is_string, solid, split, tokens},
    pieces::Piece,
};

/// What a call gives, by parameter.
pub type Given = HashMap<String, String>;

/// The component that is called where all of the code is one call without a body, and what it is given.
pub fn call(code: &str) -> Option<(&str, Given)> {
    let (name, inside) = name(code.strip_prefix('<')?.strip_suffix("/>")?);
    let tokens = tokens(inside);
    let mut rest = tokens.iter().copied().peekable();
    let mut given = Given::new();
    while let Some(token) = rest.next() {
        if token.trim().is_empty() {
            continue;
        }
        if !is_name(token) {
            return None;
        }
        let mut value = token.to_owned();
        if rest.next_if_eq(&"=").is_some() {
            value = match rest.next()? {
                "{" => braced(&mut rest)?,
                first => Some(first).filter(|first| is_string(first))?.to_owned(),
            };
        }
        if given.insert(token.to_owned(), value).is_some() {
            return None;
        }
    }
    Some((name, given))
}

/// The components that code calls, in whatever way; rather one too many.
pub fn called(code: &str) -> impl Iterator<Item = String> {
    code.split('<').skip(1).map(full_name)
}

/// The name of the component that is called or declared here, without the space that may stand between all its parts.
pub fn full_name(code: &str) -> String {
    let tokens = successors(Some(first(code)), |(_, rest)| Some(first(rest))).map(|(token, _)| token);
    let mut name = String::new();
    for token in tokens.filter(|token| token.is_empty() || !token.trim().is_empty()) {
        let fits = if name.is_empty() || name.ends_with('.') { is_name(token) } else { token == "." };
        if !fits {
            break;
        }
        name.push_str(token);
    }
    name
}

/// The name of the component that a tag declares.
pub fn declared<'p>(piece: &'p Piece<'_>) -> Option<&'p str> {
    let code = piece.text().strip_prefix(piece.tag().filter(|tag| *tag == "component")?)?;
    code.split('(').next().map(str::trim)
}

/// Whether a tag ends the declaration of a component.
pub fn is_end(piece: &Piece<'_>) -> bool {
    piece.tag() == Some("endcomponent")
}

/// What a declaration asks of whoever calls, of any type.
pub fn implicit(code: &str) -> Vec<&str> {
    let tokens = solid(&tokens(code));
    tokens.windows(2).filter(|pair| pair[0] == "@").map(|pair| pair[1]).collect()
}

/// What a component is declared to take.
pub struct Declaration<'t> {
    /// What it is given, with the defaults.
    pub parameters: HashMap<&'t str, Option<&'t str>>,
    /// What it asks of the page.
    pub implicit: Vec<&'t str>,
}

/// Reads a declaration; `None` where a parameter has a type or takes all the rest.
pub fn declaration(code: &str) -> Option<Declaration<'_>> {
    let (_, list) = code.strip_suffix(')')?.split_once('(')?;
    let tokens = solid(&tokens(list));
    let mut declaration = Declaration { parameters: HashMap::new(), implicit: Vec::new() };
    for parameter in split(&tokens, ",") {
        match *parameter {
            [] => {}
            ["@", name] => declaration.implicit.push(name),
            [name] if is_name(name) => drop(declaration.parameters.insert(name, None)),
            [name, "=", default] if is_name(name) => drop(declaration.parameters.insert(name, Some(default))),
            _ => return None,
        }
    }
    Some(declaration)
}

/// The component's name that begins here, and what follows it.
fn name(code: &str) -> (&str, &str) {
    code.split_at(code.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '.').unwrap_or(code.len()))
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
