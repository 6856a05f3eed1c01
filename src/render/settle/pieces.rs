//! A template in pieces: text, which is printed as it stands, and code.
//!
//! Comments are left out, and the space is taken away that a `-` at the edge of a tag takes away, so that pieces
//! can be put anywhere and change nothing around them.

use std::borrow::Cow;

use super::code::{first, is_quote, string_length};

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Printed as it stands.
    Text(Cow<'t, str>),
    /// What stands between `{{` and `}}`.
    Print(Cow<'t, str>),
    /// What stands between `{%` and `%}`.
    Tag(Cow<'t, str>),
    /// All of a template whose pieces are not certain.
    Whole(&'t str),
}

impl Piece<'_> {
    /// What stands in it, without marks.
    pub fn text(&self) -> &str {
        match self {
            Piece::Text(text) | Piece::Print(text) | Piece::Tag(text) => text,
            Piece::Whole(text) => text,
        }
    }

    /// The code of a piece, if it is code.
    pub fn code(&self) -> Option<&str> {
        if matches!(self, Piece::Text(_)) { None } else { Some(self.text()) }
    }

    /// Which tag it is, if it is one: `if(x)` is an `if` as well as `if x`.
    pub fn tag(&self) -> Option<&str> {
        if let Piece::Tag(code) = self { Some(first(code).0) } else { None }
    }
}

/// Whether a text is the same in a template: it needs no escaping and is no code.
pub fn is_plain(text: &str) -> bool {
    !text.contains(|c: char| c.is_control() || "&<>\"'/{}%#\\".contains(c))
}

/// The pieces of a template.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    certain(text).unwrap_or_else(|| vec![Piece::Whole(text)])
}

/// The text of a template of these pieces.
pub fn written(pieces: &[Piece<'_>]) -> String {
    let parts = pieces.iter().flat_map(|piece| match piece {
        Piece::Text(text) => ["", text, ""],
        Piece::Print(code) => ["{{ ", code, " }}"],
        Piece::Tag(code) => ["{% ", code, " %}"],
        Piece::Whole(text) => ["", text, ""],
    });
    parts.collect()
}

/// The pieces of a template; `None` where it is not certain which they are.
fn certain(text: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    // Whether what was before takes the space away that follows.
    let mut trims = false;
    while let Some(at) = start(rest) {
        let (text, marked) = rest.split_at(at);
        let (mark, inside) = marked.split_at(2);
        let end = match mark {
            "{#" => inside.find("#}")?,
            "{{" => end(inside, "}}")?,
            _ => end(inside, "%}")?,
        };
        let code = &inside[..end];
        let (opens, closes) = (code.starts_with('-'), code.len() > 1 && code.ends_with('-'));
        let text = if trims { text.trim_start() } else { text };
        push_text(&mut pieces, if opens { text.trim_end() } else { text });
        // A comment stands in nothing's way.
        trims = closes || (mark == "{#" && trims && at == 0);
        rest = &inside[end + 2..];
        let code = code[usize::from(opens)..code.len() - usize::from(closes)].trim();
        match mark {
            "{{" => pieces.push(Piece::Print(code.into())),
            // What stands in there is no code.
            "{%" if code == "raw" => return None,
            "{%" => pieces.push(Piece::Tag(code.into())),
            _ => {}
        }
    }
    push_text(&mut pieces, if trims { rest.trim_start() } else { rest });
    // Behind it another mark would be read.
    let is_open = |piece: &Piece<'_>| matches!(piece, Piece::Text(text) if text.ends_with('{'));
    (!pieces.iter().any(is_open)).then_some(pieces)
}

fn push_text<'t>(pieces: &mut Vec<Piece<'t>>, text: &'t str) {
    if !text.is_empty() {
        pieces.push(Piece::Text(text.into()));
    }
}

/// Where the next mark begins.
fn start(text: &str) -> Option<usize> {
    text.match_indices('{').map(|(at, _)| at).find(|at| text[at + 1..].starts_with(['{', '%', '#']))
}

/// Where code ends, outside of strings.
fn end(code: &str, mark: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = &code[at..];
        let stop = rest.find(['"', '\'', '`', '}', '%'])?;
        at += stop;
        let rest = &rest[stop..];
        if rest.starts_with(mark) {
            return Some(at);
        }
        at += if rest.bytes().next().is_some_and(is_quote) { string_length(rest) } else { 1 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_stand_for_themselves() {
        let text = "<p> {#- no -#} {{- a | b(c=\"}}\") }} {% if x -%}{# no #}\n y{##} {%- endif %}\n";
        let written = written(&pieces(text));
        assert_eq!(written, "<p>{{ a | b(c=\"}}\") }} {% if x %}y{% endif %}\n");
        assert_eq!(super::written(&pieces(&written)), written);
    }

    #[test]
    fn what_is_not_certain_is_left_alone() {
        for text in ["{% raw %}{{ a }}{% endraw %}", "{{ a", "{{ \"a }}", "{ {{- a }}"] {
            assert_eq!(pieces(text), [Piece::Whole(text)], "{text}");
        }
    }
}
