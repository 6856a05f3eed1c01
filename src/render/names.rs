//! What the templates name.
//!
//! A page of an event has far more in its context than a plain theme shows, and turning it into the
//! values of templates costs more than drawing it. What no template that takes part in a page names can
//! be left out of its context.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ahash::AHashSet;

use super::settle::{
    calls::{called, full_name},
    code::{is_string, solid, tokens},
};
use crate::{diagnostic::SourceText, page::Names};

/// What functions ask for whatever a template names.
const ASKED_BY_FUNCTIONS: [&str; 4] = ["root", "language", "direction", "iso"];

/// A template that prints this prints all that it was given.
const ALL: &str = "__tera_context";

/// What a template says by itself.
#[derive(Default)]
struct Part<'t> {
    words: AHashSet<&'t str>,
    /// The templates that take part in it: those that it quotes, and those of the components that it calls.
    others: BTreeSet<&'t str>,
    asks_for_any: bool,
}

/// For each template of a page the names that stand in it, in what it extends and includes, and in the components
/// that these call.
pub fn named(texts: &BTreeMap<String, SourceText>) -> HashMap<String, Names> {
    let codes: BTreeMap<&str, Vec<&str>> =
        texts.iter().map(|(name, text)| (name.as_str(), code(text.text()).collect())).collect();
    let mut homes: HashMap<String, Vec<&str>> = HashMap::new();
    for (name, code) in &codes {
        components(code).for_each(|component| homes.entry(component).or_default().push(name));
    }
    let parts: HashMap<&str, Part<'_>> = codes.iter().map(|(name, code)| (*name, part(code, &codes, &homes))).collect();
    let of = |name: &str| {
        let parts = reached(name, &parts);
        if parts.iter().any(|part| part.asks_for_any) {
            return None;
        }
        let words: AHashSet<&str> = parts.iter().flat_map(|part| &part.words).copied().collect();
        Some(words.into_iter().chain(ASKED_BY_FUNCTIONS).map(ToOwned::to_owned).collect())
    };
    codes.keys().filter(|name| !name.contains('/')).map(|name| ((*name).to_owned(), of(name))).collect()
}

fn part<'t>(
    code: &[&'t str],
    codes: &BTreeMap<&'t str, Vec<&'t str>>,
    homes: &HashMap<String, Vec<&'t str>>,
) -> Part<'t> {
    let mut part = Part::default();
    for code in code {
        part.words.extend(words(code));
        let quoted = code.split(['"', '\'', '`']).filter_map(|text| codes.get_key_value(text)).map(|(name, _)| *name);
        let called = called(code).filter_map(|name| homes.get(&name)).flatten().copied();
        part.others.extend(quoted.chain(called));
        part.asks_for_any |= asks_for_any(code);
    }
    part
}

/// What stands between the marks of the templates' language. A piece may be too long, never too short.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let opens = |at: &usize| text[at + 1..].starts_with(['{', '%']);
    let starts: Vec<usize> = text.match_indices('{').map(|(at, _)| at).filter(opens).collect();
    let ends: Vec<usize> = starts.iter().copied().skip(1).chain([text.len()]).collect();
    starts.into_iter().zip(ends).map(|(start, end)| {
        let piece = &text[start..end];
        let closed = ["}}", "%}"].iter().filter_map(|mark| piece.rfind(mark)).max();
        &piece[..closed.unwrap_or(piece.len())]
    })
}

/// The words in a piece of code: names, and all that may be one.
fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// The components that are declared.
fn components(code: &[&str]) -> impl Iterator<Item = String> {
    code.iter().filter_map(|code| {
        let (before, after) = code.split_once("component")?;
        (words(before).next().is_none() && after.starts_with(char::is_whitespace)).then(|| full_name(after))
    })
}

/// A template and all that take part in it.
fn reached<'p>(name: &'p str, parts: &'p HashMap<&str, Part<'_>>) -> Vec<&'p Part<'p>> {
    let mut names = BTreeSet::from([name]);
    let mut open = vec![name];
    while let Some(part) = open.pop().and_then(|name| parts.get(name)) {
        open.extend(part.others.iter().copied().filter(|other| names.insert(other)));
    }
    names.into_iter().filter_map(|name| parts.get(name)).collect()
}

/// Whether code may come to fields without naming them: it walks a map, looks a name up that it makes,
/// or prints all that it was given.
fn asks_for_any(code: &str) -> bool {
    let mut loops = code.split("for").skip(1).filter(|rest| rest.starts_with(char::is_whitespace));
    let walks =
        loops.any(|rest| rest.split_whitespace().take_while(|word| *word != "in").any(|word| word.contains(',')));
    let literal = |key: &str| key.starts_with(|c: char| c.is_ascii_digit() || "\"'`:-]".contains(c));
    let mut subscripts = code
        .match_indices('[')
        .filter(|(at, _)| code[..*at].ends_with(|c: char| c.is_alphanumeric() || "_)]".contains(c)));
    walks || code.contains(ALL) || subscripts.any(|(at, _)| !literal(code[at + 1..].trim_start())) || filters(code)
}

/// Whether a filter may come to fields without naming them.
fn filters(code: &str) -> bool {
    let tokens = solid(&tokens(code));
    let is_told = |key: &[&str]| matches!(key, [string, "," | ")", ..] if is_string(string));
    let is_blind = |at: usize| match &tokens[at..] {
        ["|", "keys" | "values" | "pairs", ..] => true,
        ["|", "get", "(", rest @ ..] => !matches!(rest, ["key", "=", key @ ..] if is_told(key)),
        ["attribute", "=", key @ ..] => !is_told(key),
        _ => false,
    };
    (0..tokens.len()).any(is_blind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(templates: &[(&str, &str)]) -> HashMap<String, Names> {
        let texts = templates.iter().map(|(name, text)| ((*name).to_owned(), SourceText::new(*name, *text)));
        named(&texts.collect())
    }

    #[test]
    fn names_are_those_of_all_templates_that_take_part() {
        let named = names(&[
            ("base.html", "<p id=plain>{{ title }}{% block main %}{% endblock %}"),
            ("event.html", "{% extends \"base.html\" %}{{ event.label }}{% include \"part.html\" %}"),
            ("part.html", "{% if a < b %}{{<shown what={cell} />}}{% endif %} plain"),
            ("parts/shown.html", "{% component shown(what, @site) %}{{ what[\"deep\"] }}{% endcomponent shown %}"),
            ("other.html", "{{ other }}"),
        ]);
        let of = |name: &str, word: &str| named[name].as_ref().is_some_and(|names| names.contains(word));
        for word in ["title", "event", "label", "a", "b", "cell", "site", "deep", "root"] {
            assert!(of("event.html", word), "{word}");
        }
        assert!(!of("event.html", "other") && !of("event.html", "plain") && !of("other.html", "title"));
    }

    #[test]
    fn components_with_one_beginning_stand_in_several_templates() {
        let named = names(&[
            ("event.html", "{{ < foo . bar s={source} /> }}"),
            ("a.html", "{%- component foo.bar(s) %}{{ s.headline }}{% endcomponent foo.bar %}"),
            ("b.html", "{% component foo.baz(s) %}{{ s.byline }}{% endcomponent foo.baz %}"),
        ]);
        let told = |word: &str| named["event.html"].as_ref().is_some_and(|names| names.contains(word));
        assert!(told("headline") && !told("byline"));
    }

    #[test]
    fn who_may_ask_for_any_name_is_given_all() {
        for text in [
            "{% for key, value in extra %}{% endfor %}",
            "{{ row[key] }}",
            "{{ __tera_context }}",
            "{{ f(x)[ name ] }}",
            "{{ row | keys }}",
            "{{ row|values }}",
            "{% for pair in row | pairs %}{% endfor %}",
            "{{ row | get(key=key) }}",
            "{{ row | get(key=\"head\" ~ \"line\") }}",
            "{{ rows | sort(attribute=key) }}",
        ] {
            assert!(names(&[("a.html", text)])["a.html"].is_none(), "{text}");
        }
        for text in [
            "{{ row[0] }}",
            "{{ row[1:] }}",
            "{{ row[\"a\"] }}",
            "{% set all = [f for f in rows] %}",
            "{{ row | get(key=\"a\", default=key) }}",
            "{{ rows | sort(attribute='a.b') }}",
            "{{ say(key=\"a\" ~ key) }}{{ keys or values }}",
        ] {
            assert!(names(&[("a.html", text)])["a.html"].is_some(), "{text}");
        }
    }
}
