//! Templates without the branches that nothing can lead to.
//!
//! A component asks what it is given; put in where it is given no link, or told to be brief, it need not ask
//! again on every page.

use std::borrow::Cow;

use super::{
    pieces::{Piece, is_string, tokens},
    settled::{is_literal, is_plain},
};

/// Where a condition stands, or a loop.
#[derive(Clone, Copy, PartialEq)]
enum Branch {
    /// It is asked when the page is drawn.
    Asked,
    /// It holds.
    Taken,
    /// It does not hold, nor did one before it.
    Left,
    /// One before it holds.
    Past,
}

/// The pieces without branches that nothing leads to, and with what is certain to be printed as text.
pub fn folded(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut folded = Vec::with_capacity(pieces.len());
    let mut open: Vec<Branch> = Vec::new();
    // How many of these nothing leads to.
    let mut closed = 0;
    for piece in pieces {
        let tag = match &piece {
            Piece::Tag(code) => branch(code, open.last().copied()),
            _ => None,
        };
        let leaves = |branch: Branch| usize::from(matches!(branch, Branch::Left | Branch::Past));
        match tag {
            Some(Step::Open(branch, tag)) => {
                folded.extend(tag.filter(|_| closed == 0));
                open.push(branch);
                closed += leaves(branch);
            }
            Some(Step::Next(branch, tag)) => {
                closed -= open.pop().map_or(0, leaves);
                folded.extend(tag.filter(|_| closed == 0));
                open.push(branch);
                closed += leaves(branch);
            }
            Some(Step::Close) => {
                let last = open.pop();
                closed -= last.map_or(0, leaves);
                folded.extend(Some(piece).filter(|_| last.is_none_or(|last| last == Branch::Asked) && closed == 0));
            }
            None if closed == 0 => folded.push(printed(piece)),
            None => {}
        }
    }
    folded
}

/// What a tag does to branches, with the tag that still asks.
enum Step<'t> {
    Open(Branch, Option<Piece<'t>>),
    Next(Branch, Option<Piece<'t>>),
    Close,
}

fn branch<'t>(code: &str, last: Option<Branch>) -> Option<Step<'t>> {
    let (word, condition) = code.split_once(char::is_whitespace).unwrap_or((code, ""));
    let tag = |word: &str, condition: &str| Some(Piece::Tag(format!("{word} {condition}").trim().to_owned().into()));
    let asked = || match truth(condition) {
        Truth::True => (Branch::Taken, None),
        Truth::False => (Branch::Left, None),
        Truth::Asked(condition) => (Branch::Asked, tag("if", &condition)),
    };
    Some(match (word, last) {
        ("if", _) => {
            let (branch, tag) = asked();
            Step::Open(branch, tag)
        }
        ("for", _) => Step::Open(Branch::Asked, tag(word, condition)),
        ("elif", Some(Branch::Left)) => {
            let (branch, tag) = asked();
            Step::Next(branch, tag)
        }
        ("else", Some(Branch::Left)) => Step::Next(Branch::Taken, None),
        ("elif" | "else", Some(Branch::Asked)) => Step::Next(Branch::Asked, tag(word, condition)),
        ("elif" | "else", Some(Branch::Taken | Branch::Past)) => Step::Next(Branch::Past, None),
        ("endif" | "endfor", _) => Step::Close,
        _ => return None,
    })
}

/// Whether a condition holds.
enum Truth {
    True,
    False,
    /// That is known when the page is drawn, by what is left of the condition.
    Asked(String),
}

fn truth(condition: &str) -> Truth {
    if !["true", "false", "\"", "'"].iter().any(|literal| condition.contains(literal)) {
        return Truth::Asked(condition.to_owned());
    }
    let tokens = tokens(condition);
    let terms = parts(&tokens, "and");
    if ["or", "if"].iter().any(|word| parts(&tokens, word).len() > 1) {
        return Truth::Asked(condition.to_owned());
    }
    let known: Vec<Option<bool>> = terms.iter().map(|term| holds(term)).collect();
    let left: Vec<String> =
        terms.iter().zip(&known).filter(|(_, known)| known.is_none()).map(|(term, _)| term.concat()).collect();
    if known.contains(&Some(false)) {
        Truth::False
    } else if left.is_empty() {
        Truth::True
    } else {
        Truth::Asked(left.join("and").trim().to_owned())
    }
}

/// Whether a term holds, where it does not depend on the page.
fn holds(term: &[&str]) -> Option<bool> {
    let solid: Vec<&str> = term.iter().copied().filter(|token| !token.trim().is_empty()).collect();
    match solid[..] {
        ["(", .., ")"] => holds(&solid[1..solid.len() - 1]),
        ["not", ref rest @ ..] => holds(rest).map(|holds| !holds),
        ["true"] => Some(true),
        ["false"] => Some(false),
        [text] if is_string(text) => Some(text.len() > 2),
        [one, sign @ ("!" | "="), "=", other] if [one, other].iter().all(|side| is_string(side)) => {
            Some((one[1..] == other[1..]) == (sign == "="))
        }
        _ => None,
    }
}

/// The parts of code between a word that stands outside of any parentheses.
fn parts<'c, 't>(tokens: &'c [&'t str], word: &str) -> Vec<&'c [&'t str]> {
    let mut depth = 0;
    let is_word = |token: &&str| {
        depth += i32::from(["(", "[", "{"].contains(token)) - i32::from([")", "]", "}"].contains(token));
        depth == 0 && *token == word
    };
    tokens.split(is_word).collect()
}

/// What prints, as text where that is certain.
fn printed(piece: Piece<'_>) -> Piece<'_> {
    let Piece::Print(code) = &piece else { return piece };
    if !code.contains(['"', '\'']) {
        return piece;
    }
    let text = chosen(code);
    let inside = text.get(1..text.len().saturating_sub(1)).filter(|_| is_literal(&text));
    match inside.filter(|inside| is_plain(inside)) {
        Some(inside) => Piece::Text(inside.to_owned().into()),
        None => Piece::Print(text.into_owned().into()),
    }
}

/// Code without a choice that is certain.
fn chosen(code: &str) -> Cow<'_, str> {
    let tokens = tokens(code);
    let ([yes, rest], true) = (&parts(&tokens, "if")[..], !code.starts_with('<')) else { return code.into() };
    let [condition, no] = &parts(rest, "else")[..] else { return code.into() };
    match holds(condition) {
        Some(holds) => if holds { yes } else { no }.concat().trim().to_owned().into(),
        None => code.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::pieces::{pieces, written},
        *,
    };

    #[test]
    fn branches_that_nothing_leads_to_are_left_out() {
        for (text, wanted) in [
            ("{% if false %}a{% endif %}b", "b"),
            ("{% if true %}a{% elif x %}b{% else %}c{% endif %}d", "ad"),
            ("{% if \"\" %}a{% elif x %}b{% else %}c{% endif %}", "{% if x %}b{% else %}c{% endif %}"),
            ("{% if false %}{% if x %}a{% else %}b{% endif %}{% else %}c{% endif %}", "c"),
            ("{% if x %}a{% elif false %}b{% endif %}", "{% if x %}a{% elif false %}b{% endif %}"),
            (
                "{% for x in y %}{% if not false and x %}a{% endif %}{% else %}b{% endfor %}",
                "{% for x in y %}{% if x %}a{% endif %}{% else %}b{% endfor %}",
            ),
            ("{{ \"a\" if (\"\" != \"\") else \"b\" }}{{ \"a\" if x else \"b\" }}", "b{{ \"a\" if x else \"b\" }}"),
            ("{{ \"<\" if true else x }}{{ \"\" }}", "{{ \"<\" }}"),
            ("{% if x or true %}a{% endif %}", "{% if x or true %}a{% endif %}"),
            ("{{ [a for a in b if true] }}", "{{ [a for a in b if true] }}"),
        ] {
            assert_eq!(written(&folded(pieces(text))), wanted, "{text}");
        }
    }
}
