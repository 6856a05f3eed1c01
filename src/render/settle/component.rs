//! A component that can stand where it is called.

use std::collections::{BTreeSet, HashMap};

use super::{
    calls::{Given, declaration},
    code::{is_literal, is_name, is_word, tokens},
    pieces::Piece,
    references::{KEYWORDS, Reference, bound, references},
};

/// A component that can be put in: it does nothing but print what it is given, ask, and loop.
pub struct Component<'t> {
    /// With their defaults. Not those that are asked of the page, as it uses none of them.
    parameters: HashMap<&'t str, Option<&'t str>>,
    body: Vec<Part<'t>>,
    /// The names that its loops give.
    bound: BTreeSet<&'t str>,
    /// What it asks for: a parameter stands here as often as it is used.
    asked: Vec<&'t str>,
    /// The parameters of which it uses parts.
    reached: BTreeSet<&'t str>,
    /// Tokens that what it is given may not have: with a `~`, nothing denied or negative, not even in parentheses;
    /// with brackets, no more of them, as they stand in each other twice at most.
    excluded: Vec<&'static str>,
    /// Whether it calls other components.
    pub calls: bool,
    /// Whether it calls a function that looks up [`ROOT`].
    pub looks_up: bool,
}

/// A piece of a component, its code in tokens.
struct Part<'t> {
    piece: &'t Piece<'t>,
    tokens: Vec<&'t str>,
    references: Vec<Reference>,
}

/// Tags that a component may have: what others do would reach beyond it.
const TAGS: [&str; 6] = ["if", "elif", "else", "endif", "for", "endfor"];

/// Tokens of a component, and others that may not come into the same code.
const EXCLUDED: [(&str, &[&str]); 2] = [("~", &["not", "-"]), ("[", &["["])];

/// What any loop gives beside the names that it is told.
const LOOP: &str = "loop";

/// The function that looks something up in the context of whoever calls it.
const LOOKS_UP: &str = "asset";

/// What it looks up.
pub const ROOT: &str = "root";

impl<'t> Component<'t> {
    /// Reads a component; `None` if what it draws may depend on where it stands.
    pub fn read(code: &'t str, body: &'t [Piece<'t>]) -> Option<Component<'t>> {
        let declaration = declaration(code)?;
        let parameters = declaration.parameters;
        let body: Vec<Part<'_>> = body.iter().map(Part::new).collect();
        let mut bound: BTreeSet<&str> =
            body.iter().flat_map(|part| bound(&part.tokens)).map(|bound| bound.name).collect();
        if !bound.is_empty() {
            bound.insert(LOOP);
        }
        let asked = body.iter().flat_map(Part::asked).map(|(name, _)| name).collect();
        let reached = body.iter().flat_map(Part::asked).filter(|(_, is_reached)| *is_reached);
        let reached = reached.map(|(name, _)| name).collect();
        let looks_up = body.iter().any(|part| part.tokens.contains(&LOOKS_UP));
        let excluded = EXCLUDED.iter().filter(|(token, _)| body.iter().any(|part| part.tokens.contains(token)));
        let excluded = excluded.flat_map(|(_, excluded)| excluded.iter().copied()).collect();
        let calls = body.iter().any(|part| part.tokens.contains(&"<"));
        let can_be_put_in = body.iter().all(Part::is_plain)
            && knows_its_names(&body, &parameters)
            && !bound.iter().any(|name| parameters.contains_key(name))
            && (!looks_up || declaration.implicit.contains(&ROOT));
        can_be_put_in.then_some(Component { parameters, body, bound, asked, reached, excluded, calls, looks_up })
    }

    /// Whether a parameter has one of these names.
    pub fn takes_any(&self, names: &BTreeSet<&str>) -> bool {
        self.parameters.keys().any(|name| names.contains(name))
    }

    /// What it draws when it is given this; `None` if it is not certain that the same comes of it.
    pub fn drawn(&self, mut given: Given) -> Option<Vec<Piece<'t>>> {
        if !given.keys().all(|name| self.parameters.contains_key(name.as_str())) {
            return None;
        }
        let values = self.parameters.iter().map(|(name, default)| {
            let value = given.remove(*name);
            if value.as_deref().zip(*default).is_some_and(|(value, default)| differ(value, default)) {
                return None;
            }
            Some((*name, self.stand_in(name, value.or_else(|| default.map(ToOwned::to_owned))?)?))
        });
        let values: HashMap<&str, String> = values.collect::<Option<_>>()?;
        Some(self.body.iter().map(|part| part.filled(&values)).collect())
    }

    /// What stands in the place of a parameter that is given this.
    fn stand_in(&self, parameter: &str, value: String) -> Option<String> {
        let tokens = tokens(&value);
        // Inside of its loops these would be others.
        let is_other = |name: &Reference| self.bound.contains(tokens[name.at]);
        if references(&tokens).iter().any(is_other) || tokens.iter().any(|token| self.excluded.contains(token)) {
            return None;
        }
        let first = tokens.first()?;
        let is_path = is_name(first)
            && !KEYWORDS.contains(first)
            && tokens.iter().all(|token| is_word(token) || [".", "[", "]"].contains(token));
        let is_reached = self.reached.contains(parameter);
        // What it gives is a number, and a part of that a mistake of the template, not of the page.
        if is_reached && *first == LOOP {
            return None;
        }
        if is_path || tokens.len() == 1 && !is_reached {
            return Some(value);
        }
        // What has to be worked out is worked out once.
        let is_asked_once = self.bound.is_empty() && self.asked.iter().filter(|asked| **asked == parameter).count() < 2;
        (is_asked_once && !is_reached).then(|| format!("({value})"))
    }
}

/// Whether a value is certain to be of another type than a default, which may be told.
fn differ(value: &str, default: &str) -> bool {
    let kind = |code: &str| match code {
        "none" => None,
        "true" | "false" => Some(0),
        _ if is_literal(code) => Some(1),
        _ if code.bytes().all(|c| c.is_ascii_digit()) => Some(2),
        _ => None,
    };
    kind(default).is_some_and(|default| value == "none" || kind(value).is_some_and(|value| value != default))
}

/// Whether every name is that of a parameter, or of a loop in which it stands: any other would be one of the page.
fn knows_its_names(body: &[Part<'_>], parameters: &HashMap<&str, Option<&str>>) -> bool {
    // What is open, with the names that it gives.
    let mut open: Vec<Vec<&str>> = Vec::new();
    body.iter().all(|part| {
        match part.tag() {
            // Here the loop is over.
            Some("else") => open.last_mut().into_iter().for_each(Vec::clear),
            Some("endif" | "endfor") => drop(open.pop()),
            _ => {}
        }
        let own = bound(&part.tokens);
        let knows_all = part.references.iter().all(|Reference { at, .. }| {
            let name = part.tokens[*at];
            parameters.contains_key(name)
                || open.iter().flatten().any(|known| *known == name)
                || own.iter().any(|bound| bound.gives(name, *at))
        });
        match part.tag() {
            Some("for") => {
                let own = own.iter().filter(|bound| bound.is_of_tag()).map(|bound| bound.name);
                open.push(own.chain([LOOP]).collect());
            }
            Some("if") => open.push(Vec::new()),
            _ => {}
        }
        knows_all
    })
}

impl<'t> Part<'t> {
    fn new(piece: &'t Piece<'t>) -> Part<'t> {
        let tokens = piece.code().map(tokens).unwrap_or_default();
        let references = references(&tokens);
        Part { piece, tokens, references }
    }

    /// The names for which something stands, and whether a part of that is used.
    fn asked(&self) -> impl Iterator<Item = (&'t str, bool)> {
        self.references.iter().map(|Reference { at, .. }| {
            let next = self.tokens[at + 1..].iter().find(|token| !token.trim().is_empty());
            (self.tokens[*at], next.is_some_and(|next| [".", "[", "?"].contains(next)))
        })
    }

    /// Which tag it is.
    fn tag(&self) -> Option<&'t str> {
        self.piece.tag()
    }

    /// Whether it does nothing beyond the component.
    fn is_plain(&self) -> bool {
        match self.piece {
            Piece::Text(_) => true,
            Piece::Whole(_) => false,
            Piece::Print(code) => self.is_clear_call(code),
            Piece::Tag(code) => {
                self.is_clear_call(code) && (code.starts_with('<') || self.tag().is_some_and(|tag| TAGS.contains(&tag)))
            }
        }
    }

    /// Whether all of the code is one call, if any of it is one: what is given to it is told from all other names.
    fn is_clear_call(&self, code: &str) -> bool {
        match self.tokens.windows(2).filter(|pair| *pair == ["/", ">"]).count() {
            0 => true,
            1 => code.starts_with('<') && code.ends_with("/>"),
            _ => false,
        }
    }

    /// The piece with these values in the place of the parameters.
    fn filled(&self, values: &HashMap<&str, String>) -> Piece<'t> {
        let mut filled = String::new();
        let mut done = 0;
        for Reference { at, is_given } in &self.references {
            let name = self.tokens[*at];
            let Some(value) = values.get(name) else { continue };
            filled.extend(self.tokens[done..*at].iter().copied());
            if *is_given {
                filled.extend([name, "={", value, "}"]);
            } else {
                filled.push_str(value);
            }
            done = at + 1;
        }
        filled.extend(self.tokens[done..].iter().copied());
        match self.piece {
            Piece::Print(_) => Piece::Print(filled.into()),
            Piece::Tag(_) => Piece::Tag(filled.into()),
            Piece::Text(_) | Piece::Whole(_) => self.piece.clone(),
        }
    }
}
