//! A component that can stand where it is called.

use std::collections::{BTreeSet, HashMap};

use super::{
    calls::{Given, parameters},
    code::{is_name, is_word, tokens},
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
}

/// A piece of a component, its code in tokens.
struct Part<'t> {
    piece: &'t Piece<'t>,
    tokens: Vec<&'t str>,
    references: Vec<Reference>,
}

/// Tags that a component may have: what others do would reach beyond it.
const TAGS: [&str; 6] = ["if", "elif", "else", "endif", "for", "endfor"];

/// What any loop gives beside the names that it is told.
const LOOP: &str = "loop";

impl<'t> Component<'t> {
    /// Reads a component; `None` if what it draws may depend on where it stands.
    pub fn read(code: &'t str, body: &'t [Piece<'t>]) -> Option<Component<'t>> {
        let parameters = parameters(code)?;
        let body: Vec<Part<'_>> = body.iter().map(Part::new).collect();
        let mut bound: BTreeSet<&str> = body.iter().flat_map(|part| bound(&part.tokens)).collect();
        if !bound.is_empty() {
            bound.insert(LOOP);
        }
        let asked = body.iter().flat_map(Part::asked).map(|(name, _)| name).collect();
        let reached = body.iter().flat_map(Part::asked).filter(|(_, is_reached)| *is_reached);
        let reached = reached.map(|(name, _)| name).collect();
        let is_known = |name: &str| parameters.contains_key(name) || bound.contains(name) || name == LOOP;
        let can_be_put_in = body.iter().all(Part::is_plain)
            && body.iter().flat_map(Part::asked).all(|(name, _)| is_known(name))
            && !bound.iter().any(|name| parameters.contains_key(name));
        can_be_put_in.then_some(Component { parameters, body, bound, asked, reached })
    }

    /// What it draws when it is given this; `None` if it is not certain that the same comes of it.
    pub fn drawn(&self, mut given: Given) -> Option<Vec<Piece<'t>>> {
        if !given.keys().all(|name| self.parameters.contains_key(name.as_str())) {
            return None;
        }
        let values = self.parameters.iter().map(|(name, default)| {
            let value = given.remove(*name).or_else(|| default.map(ToOwned::to_owned))?;
            Some((*name, self.stand_in(name, value)?))
        });
        let values: HashMap<&str, String> = values.collect::<Option<_>>()?;
        Some(self.body.iter().map(|part| part.filled(&values)).collect())
    }

    /// What stands in the place of a parameter that is given this.
    fn stand_in(&self, parameter: &str, value: String) -> Option<String> {
        let tokens = tokens(&value);
        // Inside of its loops these would be others.
        if references(&tokens).iter().any(|name| self.bound.contains(tokens[name.at])) {
            return None;
        }
        let first = tokens.first()?;
        let is_path = is_name(first)
            && !KEYWORDS.contains(first)
            && tokens.iter().all(|token| is_word(token) || [".", "[", "]"].contains(token));
        let is_reached = self.reached.contains(parameter);
        if is_path || tokens.len() == 1 && !is_reached {
            return Some(value);
        }
        // What has to be worked out is worked out once.
        let is_asked_once = self.bound.is_empty() && self.asked.iter().filter(|asked| **asked == parameter).count() < 2;
        (is_asked_once && !is_reached).then(|| format!("({value})"))
    }
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
            let next = self.tokens.get(at + 1);
            (self.tokens[*at], next.is_some_and(|next| [".", "[", "?"].contains(next)))
        })
    }

    /// Which tag it is.
    fn tag(&self) -> Option<&'t str> {
        if matches!(self.piece, Piece::Tag(_)) { self.tokens.first().copied() } else { None }
    }

    /// Whether it does nothing beyond the component.
    fn is_plain(&self) -> bool {
        match self.piece {
            Piece::Text(_) => true,
            Piece::Whole(_) => false,
            Piece::Print(code) => code.starts_with('<') || !code.contains("/>"),
            Piece::Tag(code) => code.starts_with('<') || self.tag().is_some_and(|tag| TAGS.contains(&tag)),
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
