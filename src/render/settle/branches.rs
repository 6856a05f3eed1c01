//! Branches that are decided beforehand.
//!
//! A component asks what it is given; put in where it is given no link, or told to be brief, it need not ask
//! again on every page.

use std::borrow::Cow;

use super::{
    code::{first, is_literal, is_string, said, solid, split, tokens},
    pieces::{Piece, is_plain},
};

/// The pieces without branches that nothing leads to, and with what is certain to be printed as text; all of them if it
/// is not certain where branches begin and end.
pub fn decided(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    if !has_clear_branches(&pieces) {
        return pieces;
    }
    let mut decided = Vec::with_capacity(pieces.len());
    let mut open: Vec<Branch> = Vec::new();
    for piece in pieces {
        let step = if let Piece::Tag(code) = &piece { step(code, open.last().copied()) } else { None };
        let tag = match step {
            Some(Step::Open(branch, tag)) => {
                let tag = tag.filter(|_| is_led_to(&open));
                open.push(branch);
                tag
            }
            Some(Step::Next(branch, tag)) => {
                open.pop();
                let tag = tag.filter(|_| is_led_to(&open));
                open.push(branch);
                tag
            }
            Some(Step::Close) => {
                let is_asked = open.pop().is_none_or(|last| last == Branch::Asked);
                Some(piece).filter(|_| is_asked && is_led_to(&open))
            }
            None => is_led_to(&open).then(|| printed(piece)),
        };
        decided.extend(tag);
    }
    decided
}

/// Whether every branch closes what opened it. Not with a block in one, which takes the place of another block whether
/// or not something leads to it.
fn has_clear_branches(pieces: &[Piece<'_>]) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let fits = pieces.iter().filter_map(Piece::tag).all(|tag| match tag {
        "if" | "for" => {
            open.push(tag);
            true
        }
        "elif" => open.last() == Some(&"if"),
        "else" => !open.is_empty(),
        "endif" | "endfor" => open.pop().is_some_and(|opened| tag.ends_with(opened)),
        "block" => !open.contains(&"if"),
        _ => true,
    });
    fits && open.is_empty()
}

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

/// Whether something leads into all branches that are open.
fn is_led_to(open: &[Branch]) -> bool {
    !open.iter().any(|branch| matches!(branch, Branch::Left | Branch::Past))
}

/// What a tag does to branches, with the tag that still asks.
enum Step<'t> {
    Open(Branch, Option<Piece<'t>>),
    Next(Branch, Option<Piece<'t>>),
    Close,
}

fn step<'t>(code: &str, last: Option<Branch>) -> Option<Step<'t>> {
    let (word, condition) = first(code);
    let tag =
        |word: &str, condition: &str| Some(Piece::Tag(format!("{word} {}", condition.trim()).trim().to_owned().into()));
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
    if ["or", "if"].iter().any(|word| split(&tokens, word).len() > 1) {
        return Truth::Asked(condition.to_owned());
    }
    let terms = split(&tokens, "and").into_iter().map(|term| (term, holds(term)));
    let (known, asked): (Vec<_>, Vec<_>) = terms.partition(|(_, holds)| holds.is_some());
    if known.iter().any(|(_, holds)| *holds == Some(false)) {
        Truth::False
    } else if asked.is_empty() {
        Truth::True
    } else {
        let left: Vec<String> = asked.iter().map(|(term, _)| term.concat()).collect();
        Truth::Asked(left.join("and").trim().to_owned())
    }
}

/// Whether a term holds, where it does not depend on the page.
fn holds(term: &[&str]) -> Option<bool> {
    let solid = solid(term);
    let (mut rest, mut is_denied) = (&solid[..], false);
    // A loop, as nothing says how many there are.
    let holds = loop {
        rest = match rest {
            ["(", inside @ .., ")"] => inside,
            ["not", denied @ ..] => {
                is_denied = !is_denied;
                denied
            }
            ["true"] => break true,
            ["false"] => break false,
            [text] if is_string(text) => break text.len() > 2,
            [one, sign @ ("!" | "="), "=", other] if [one, other].iter().all(|side| is_string(side)) => {
                break (said(one)? == said(other)?) == (*sign == "=");
            }
            _ => return None,
        }
    };
    Some(holds != is_denied)
}

/// What prints, as text where that is certain.
fn printed(piece: Piece<'_>) -> Piece<'_> {
    let Piece::Print(code) = &piece else { return piece };
    if !code.contains(['"', '\'']) {
        return piece;
    }
    let chosen = chosen(code);
    match Some(&*chosen).filter(|code| is_literal(code)).and_then(said).filter(|text| is_plain(text)) {
        Some(text) => Piece::Text(text.to_owned().into()),
        None => Piece::Print(chosen.into_owned().into()),
    }
}

/// Code without a choice that is certain.
fn chosen(code: &str) -> Cow<'_, str> {
    let tokens = tokens(code);
    let ([yes, rest], false) = (&split(&tokens, "if")[..], code.starts_with('<')) else { return code.into() };
    let [condition, no] = &split(rest, "else")[..] else { return code.into() };
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
            ("{% if \"a\" == 'a' %}b{% endif %}", "b"),
            ("{% if \"\\\"\" == '\"' %}b{% endif %}", "{% if \"\\\"\" == '\"' %}b{% endif %}"),
            (
                "{% if false %}{% block x %}a{% endblock x %}{% endif %}",
                "{% if false %}{% block x %}a{% endblock x %}{% endif %}",
            ),
            ("{% if x or true %}a{% endif %}", "{% if x or true %}a{% endif %}"),
            ("{{ [a for a in b if true] }}", "{{ [a for a in b if true] }}"),
            ("{% if true %}a{% if(not x) %}b{% endif %}c{% else %}d{% endif %}", "a{% if (not x) %}b{% endif %}c"),
            ("{% if false %}a{% elif(x) %}b{% endif %}", "{% if (x) %}b{% endif %}"),
            ("{% if\"a\" %}b{% endif %}", "b"),
            (
                "{% if x %}{% for\ny in z %}{% endfor\t%}{% endif %}",
                "{% if x %}{% for y in z %}{% endfor %}{% endif %}",
            ),
            ("{% if false and 0or x %}a{% endif %}", "{% if false and 0or x %}a{% endif %}"),
        ] {
            assert_eq!(written(&decided(pieces(text))), wanted, "{text}");
        }
    }

    #[test]
    fn branches_that_do_not_fit_are_left_alone() {
        for text in [
            "{% if false %}a{% endif %}{% endif %}b",
            "{% if false %}a",
            "{% if false %}a{% endfor %}",
            "{% else %}{% if false %}a{% endif %}",
            "{% for x in y %}{% elif z %}{% endfor %}{% if false %}a{% endif %}",
            "{% if(false) %}{% block x %}a{% endblock x %}{% endif %}",
        ] {
            assert_eq!(written(&decided(pieces(text))), text);
        }
    }

    #[test]
    fn conditions_may_be_as_deep_as_they_like() {
        let denied = format!("{{% if {}true %}}a{{% endif %}}", "not ".repeat(100_001));
        assert_eq!(written(&decided(pieces(&denied))), "");
        let enclosed = format!("{{% if {}true{} %}}a{{% endif %}}", "(".repeat(100_000), ")".repeat(100_000));
        assert_eq!(written(&decided(pieces(&enclosed))), "a");
    }
}
