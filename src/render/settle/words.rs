//! Words put in where they are said.
//!
//! A word stands in the place of its `say` as text, in pieces where it has arguments, and where it has plural forms
//! with the question which one it is.

use std::borrow::Cow;

use super::{
    code::{is_literal, is_string, is_word, said, solid, split, tokens},
    pieces::{Piece, is_plain},
};
use crate::words::Language;

/// The filter that writes an argument of a word, as `say` does.
pub const WRITTEN: &str = "__written";

/// The filter that tells the plural form for a number.
pub const FORM: &str = "__form";

/// The filter that says the word of a key.
pub const SAID: &str = "__said";

/// How a template says a word.
const SAY: &str = "say(";

/// How many words may be said in one another, and how long the code may be that stands for one: of words that name what
/// they are given twice, those again twice, more would come than any memory holds.
const DEPTH: usize = 8;
const LONG: usize = 4000;

/// What a `say` is given: each by its name, with the words put in that it says itself.
type Arguments<'c> = Vec<(&'c str, String)>;

/// Pieces with the words put in that they say.
pub fn put_in<'t>(pieces: &[Piece<'t>], language: &Language) -> Vec<Piece<'t>> {
    let settle = |piece: &Piece<'t>| match piece {
        Piece::Print(code) => match all_said(code).and_then(|inside| arguments(inside, language, DEPTH)) {
            Some(arguments) => {
                printed(&arguments, language).unwrap_or_else(|| vec![Piece::Print(made(&arguments, language).into())])
            }
            None => vec![Piece::Print(expression(code, language, DEPTH).into())],
        },
        Piece::Tag(code) => vec![Piece::Tag(expression(code, language, DEPTH).into())],
        Piece::Text(_) | Piece::Whole(_) => vec![piece.clone()],
    };
    pieces.iter().flat_map(settle).collect()
}

/// A word where it is said.
struct Word<'l, 'a> {
    /// Its texts by plural form, the one for any other number last.
    forms: Vec<(&'l str, &'l str)>,
    /// What chooses the form.
    number: Option<&'a str>,
    arguments: &'a [(&'a str, String)],
}

/// A part of a text.
enum Part<'p> {
    Text(&'p str),
    /// Code that makes a text.
    Value(Cow<'p, str>),
}

impl<'l, 'a> Word<'l, 'a> {
    /// The word that is said; `None` where it is not known yet.
    fn of(arguments: &'a [(&'a str, String)], language: &'l Language) -> Option<Word<'l, 'a>> {
        let key = value(arguments, "key").filter(|key| is_literal(key))?;
        let mut forms = language.forms(said(key)?);
        let number = value(arguments, "n");
        if number.is_none() {
            forms.drain(..forms.len().saturating_sub(1));
        }
        let is_told = !forms.is_empty() && !forms.iter().any(|(_, text)| text.contains("{key}"));
        is_told.then_some(Word { forms, number, arguments })
    }

    /// The parts of a text, as [`Language::say`] fills it.
    fn parts<'w>(&'w self, text: &'w str) -> Vec<Part<'w>> {
        let mut parts = Vec::new();
        let mut rest = text;
        let mut from = 0;
        while let Some(open) = rest[from..].find('{').map(|open| from + open) {
            let close = rest[open..].find('}').map(|close| open + close);
            let value = close.and_then(|close| Some((close, value(self.arguments, &rest[open + 1..close])?)));
            if let Some((close, value)) = value {
                parts.push(Part::Text(&rest[..open]));
                parts.push(Part::Value(written(value)));
                (rest, from) = (&rest[close + 1..], 0);
            } else {
                from = open + 1;
            }
        }
        parts.push(Part::Text(rest));
        parts.retain(|part| !matches!(part, Part::Text("")));
        parts
    }

    /// Code that tells whether it is this form.
    fn is(&self, form: &str) -> String {
        format!("(({}) | {FORM}) == \"{form}\"", self.number.unwrap_or_default())
    }

    /// Code that makes it.
    fn made(&self) -> Option<String> {
        let mut code = String::new();
        for (index, (form, text)) in self.forms.iter().enumerate() {
            let parts = self.parts(text).into_iter().map(|part| match part {
                Part::Text(text) => quoted(text),
                Part::Value(code) => Some(code.into_owned()),
            });
            let parts: Vec<String> = parts.collect::<Option<_>>()?;
            let text = if parts.is_empty() { "\"\"".to_owned() } else { parts.join(" ~ ") };
            let is_last = index + 1 == self.forms.len();
            code = if is_last { code + &text } else { format!("{code}({text}) if {} else ", self.is(form)) };
        }
        Some(if is_literal(&code) { code } else { format!("({code})") })
    }
}

fn value<'a>(arguments: &'a [(&str, String)], name: &str) -> Option<&'a str> {
    arguments.iter().find(|(given, _)| *given == name).map(|(_, value)| value.as_str())
}

/// The pieces that print a word.
fn printed<'t>(arguments: &Arguments<'_>, language: &Language) -> Option<Vec<Piece<'t>>> {
    let word = Word::of(arguments, language)?;
    let last = word.forms.len() - 1;
    let mut pieces = Vec::new();
    for (index, (form, text)) in word.forms.iter().enumerate() {
        match index {
            _ if last == 0 => {}
            0 => pieces.push(Piece::Tag(format!("if {}", word.is(form)).into())),
            _ if index < last => pieces.push(Piece::Tag(format!("elif {}", word.is(form)).into())),
            _ => pieces.push(Piece::Tag("else".into())),
        }
        for part in word.parts(text) {
            pieces.push(match part {
                Part::Text(text) if is_plain(text) => Piece::Text(text.to_owned().into()),
                Part::Text(text) => Piece::Print(quoted(text)?.into()),
                Part::Value(code) => Piece::Print(code.into_owned().into()),
            });
        }
    }
    pieces.extend((last > 0).then(|| Piece::Tag("endif".into())));
    Some(pieces)
}

/// Code with the words put in that it says, as deep as this.
fn expression(code: &str, language: &Language, depth: usize) -> String {
    if !code.contains(SAY) {
        return code.to_owned();
    }
    let tokens = tokens(code);
    let mut done = String::with_capacity(code.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let is_part = at.checked_sub(1).is_some_and(|before| tokens[before] == ".");
        let said = Some(*token).filter(|token| *token == "say" && !is_part);
        if let Some(length) = said.and_then(|_| parenthesised(&tokens[at + 1..])) {
            let inside = tokens[at + 2..at + length].concat();
            let arguments = arguments(&inside, language, depth);
            done += &arguments.map_or_else(|| format!("{SAY}{inside})"), |arguments| made(&arguments, language));
            at += length + 1;
        } else {
            done.push_str(token);
            at += 1;
        }
    }
    done
}

/// Code that makes what is said with these arguments, or says it when the page is drawn.
fn made(arguments: &Arguments<'_>, language: &Language) -> String {
    let made = Word::of(arguments, language).and_then(|word| word.made()).filter(|code| code.len() <= LONG);
    made.unwrap_or_else(|| match &arguments[..] {
        [("key", key)] if !is_literal(key) => format!("(({key}) | {SAID})"),
        _ => {
            let arguments: Vec<String> = arguments.iter().map(|(name, value)| format!("{name}={value}")).collect();
            format!("{SAY}{})", arguments.join(", "))
        }
    })
}

/// What stands between the parentheses where all of the code is one `say`.
fn all_said(code: &str) -> Option<&str> {
    let inside = code.strip_prefix(SAY)?.strip_suffix(')')?;
    let tokens = tokens(code);
    (parenthesised(&tokens[1..])? == tokens.len() - 1).then_some(inside)
}

/// How many tokens stand in the parentheses that open here, with these.
fn parenthesised(tokens: &[&str]) -> Option<usize> {
    let mut depth = 0;
    let close = tokens.iter().position(|token| {
        depth += i32::from(*token == "(") - i32::from(*token == ")");
        depth == 0
    });
    close.filter(|_| tokens[0] == "(").map(|close| close + 1)
}

/// What stands between the parentheses of a `say`; `None` where it is not certain what is given, or stands too deep.
fn arguments<'c>(inside: &'c str, language: &Language, depth: usize) -> Option<Arguments<'c>> {
    let depth = depth.checked_sub(1)?;
    let tokens = tokens(inside);
    let parts = split(&tokens, ",").into_iter().filter(|part| !solid(part).is_empty());
    let given = parts.map(|part| {
        let (name, value) = part.split_at(part.iter().position(|token| *token == "=")?);
        let [name] = solid(name)[..] else { return None };
        Some((name, expression(value[1..].concat().trim(), language, depth)))
    });
    given.collect()
}

/// Code that writes an argument as `say` does: numbers in the language's notation.
fn written(value: &str) -> Cow<'_, str> {
    if is_literal(value) {
        value.into()
    } else if is_text(value) {
        format!("({value})").into()
    } else {
        format!("(({value}) | {WRITTEN})").into()
    }
}

/// Whether nothing but a text can come of code: a filter makes it, and nothing is chosen or reckoned after that.
fn is_text(code: &str) -> bool {
    let makes_text = |(_, filter): (&str, &str)| {
        ["number", "quoted", "date", "digits"].iter().any(|name| tokens(filter.trim()).first() == Some(name))
    };
    let path = |token: &&str| is_word(token) && !["or", "if", "else", "and", "in", "is", "not"].contains(token);
    code.rsplit_once('|').is_some_and(makes_text)
        && tokens(code).iter().all(|token| path(token) || is_string(token) || " .|=()[]".contains(token))
}

/// A text as code.
fn quoted(text: &str) -> Option<String> {
    let quote = ['"', '\''].into_iter().find(|quote| !text.contains(*quote))?;
    let is_literal = !text.contains(|c: char| c.is_control() || c == '\\');
    is_literal.then(|| format!("{quote}{text}{quote}"))
}

#[cfg(test)]
mod tests {
    use super::{
        super::pieces::{pieces, written},
        *,
    };
    use crate::{diagnostic::SourceText, words::Words};

    const WORDS: &str = r#"[en]
one = "a word"
sign = "R&D"
code = "{{ x }}"
marks = "'\\\""
space = ", "
filled = "{a} of {b}, {c}"
twice = "{a} {a} {a} {a} {a}"
plural = { one = "{n} fact", other = "{n} facts" }
"#;

    fn done(text: &str) -> String {
        let mut words = Words::default();
        words.read(&SourceText::new("templates/words.toml", WORDS), &mut Vec::new());
        written(&put_in(&pieces(text), &words.language("en")))
    }

    #[test]
    fn words_are_put_in() {
        for (text, wanted) in [
            ("a {{ say(key=\"one\") }} b", "a a word b"),
            ("{{- say(key=\"space\") -}} b", ", b"),
            ("{{ say(key=\"sign\") }}", "{{ \"R&D\" }}"),
            (
                "{{ say(key=\"filled\", a=x.y, b=z | number, d=1) }}",
                "{{ ((x.y) | __written) }} of {{ (z | number) }}{{ \", {c}\" }}",
            ),
            ("{{ f(a=say(key='space')) }}", "{{ f(a=\", \") }}"),
            ("{{ say(key=\"filled\", a=say(key=\"one\")) | f }}", "{{ (\"a word\" ~ \" of {b}, {c}\") | f }}"),
            ("{{ say(key=\"one\" ~ x) }}", "{{ ((\"one\" ~ x) | __said) }}"),
            ("{{ say(key=x, a=say(key=\"one\")) }}", "{{ say(key=x, a=\"a word\") }}"),
            (
                "{{ say(key=\"plural\", n=x) }}",
                "{% if ((x) | __form) == \"one\" %}{{ ((x) | __written) }} fact{% else %}{{ ((x) | __written) }} facts{% endif %}",
            ),
            (
                "{% set y = say(key=\"plural\", n=x) %}",
                "{% set y = ((((x) | __written) ~ \" fact\") if ((x) | __form) == \"one\" else ((x) | __written) ~ \" facts\") %}",
            ),
        ] {
            assert_eq!(done(text), wanted, "{text}");
        }
    }

    #[test]
    fn words_in_words_end() {
        let nested =
            |depth: usize, key: &str| format!("{}x{}", format!("say(key={key}, a=").repeat(depth), ")".repeat(depth));
        for key in ["\"filled\"", "\"o\" ~ \"ne\"", "\"unknown\""] {
            let text = format!("{{{{ f(x={}) }}}}", nested(10_000, key));
            assert!(done(&text).len() < text.len() + DEPTH * LONG, "{key}");
        }
        let twice = nested(DEPTH, "\"twice\"");
        assert!(done(&format!("{{{{ {twice} }}}}")).len() < 10 * LONG);
        assert_eq!(
            done("{{ say(key=x, a=say(key=y, a=say(key=\"one\"))) }}"),
            "{{ say(key=x, a=say(key=y, a=\"a word\")) }}"
        );
    }

    #[test]
    fn what_is_not_certain_is_left_alone() {
        for text in [
            "{{ say(key=\"marks\") }}",
            "{{ say(key=\"other\") }}",
            "{{ say(key=\"other\", a=b) }}",
            "{{ x.say(key=\"one\") }}",
            "{{ \"say(key='one')\" }}",
            "{% raw %}{{ say(key=\"one\") }}{% endraw %}",
        ] {
            assert_eq!(done(text), text);
        }
    }
}
