//! What a page says in JSON-LD, in the vocabulary of schema.org.

use serde_json::{Map, Value};

use super::{decoded, name};
use crate::import::{lines, tame, text};

/// What the first article of the page's JSON-LD says, as it is written.
#[derive(Debug, Default)]
pub struct Stated {
    pub headline: Option<String>,
    pub byline: Option<String>,
    pub agency: Option<String>,
    pub dates: Vec<String>,
    pub lang: Option<String>,
    pub url: Option<String>,
    pub site: Option<String>,
    pub body: Option<String>,
}

type Object = Map<String, Value>;

/// How many objects are looked at; pages have some dozens.
const MAX_OBJECTS: usize = 10_000;
/// The longest script that is looked at, in bytes; one with a whole article has some 50,000.
const MAX_SCRIPT: usize = 1 << 20;

/// Reads the texts of the page's scripts. What is no JSON says nothing.
pub fn read(scripts: &[String]) -> Stated {
    let fits = |script: &&String| script.len() <= MAX_SCRIPT;
    let parsed: Vec<Value> = scripts.iter().filter(fits).take(50).filter_map(|script| parse(script)).collect();
    let mut objects = Vec::new();
    for value in &parsed {
        gather(value, &mut objects);
    }
    let articles = || objects.iter().filter(|object| is_article(object));
    let Some(article) = articles().find(|object| object.contains_key("headline")).or_else(|| articles().next()) else {
        return Stated::default();
    };
    let names = |key: &str| {
        let names: Vec<String> = article.get(key).map(|value| names(value, &objects)).unwrap_or_default();
        (!names.is_empty()).then(|| names.join(", "))
    };
    let plain = |key: &str| article.get(key).and_then(Value::as_str).map(str::to_owned);
    Stated {
        headline: plain("headline").or_else(|| plain("name")).and_then(|raw| name(&raw)),
        byline: names("author"),
        agency: names("sourceOrganization"),
        dates: ["datePublished", "dateCreated"].into_iter().filter_map(plain).collect(),
        lang: plain("inLanguage"),
        url: plain("url").or_else(|| address(article.get("mainEntityOfPage")?)),
        site: names("publisher"),
        body: plain("articleBody").map(|raw| body(&raw)),
    }
}

/// Line ends within texts are not allowed in JSON, and yet common.
fn parse(script: &str) -> Option<Value> {
    let script = script.trim().trim_end_matches(';');
    serde_json::from_str(script).ok().or_else(|| {
        let spaced: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&spaced).ok()
    })
}

/// All objects in a value, in their order. The parser has bounded how deep they are nested.
fn gather<'v>(value: &'v Value, objects: &mut Vec<&'v Object>) {
    if objects.len() >= MAX_OBJECTS {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, objects)),
        Value::Object(object) => {
            objects.push(object);
            object
                .values()
                .filter(|value| value.is_object() || value.is_array())
                .for_each(|value| gather(value, objects));
        }
        _ => {}
    }
}

/// `NewsArticle` and all the other kinds of article that schema.org knows end in one of these words.
fn is_article(object: &Object) -> bool {
    let is =
        |value: &Value| value.as_str().is_some_and(|kind| kind.ends_with("Article") || kind.ends_with("BlogPosting"));
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

/// The names of one or several persons or bodies: texts, objects, or references to objects.
fn names(value: &Value, objects: &[&Object]) -> Vec<String> {
    match value {
        Value::String(text) => name(text).into_iter().collect(),
        Value::Array(values) => {
            let mut all: Vec<String> = values.iter().take(20).flat_map(|value| names(value, objects)).collect();
            let mut seen = std::collections::HashSet::new();
            all.retain(|name| seen.insert(text::key(name)));
            all
        }
        Value::Object(object) => {
            let own = |object: &Object| object.get("name").and_then(Value::as_str).and_then(name);
            let id = object.get("@id").and_then(Value::as_str);
            let referred =
                || objects.iter().filter(|other| id.is_some() && other.get("@id").and_then(Value::as_str) == id);
            own(object).or_else(|| referred().find_map(|other| own(other))).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn address(value: &Value) -> Option<String> {
    value.as_str().or_else(|| value.get("@id").and_then(Value::as_str)).map(str::to_owned)
}

/// The article's text, line by line, without the tags that some put into it.
fn body(raw: &str) -> String {
    if !raw.contains("</") && !raw.contains("<br") {
        return if raw.contains('&') {
            raw.lines().map(decoded).collect::<Vec<_>>().join("\n")
        } else {
            raw.to_owned()
        };
    }
    let Ok(tame) = tame::tame(raw) else { return String::new() };
    let lines = lines::of(&dom_query::Document::fragment(tame.html));
    lines.into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(script: &str) -> Stated {
        read(&[script.to_owned()])
    }

    #[test]
    fn articles_are_found_in_lists_and_graphs() {
        let script = r##"[{"@type": "BreadcrumbList"}, {"@graph": [
            {"@type": ["CreativeWork", "ReportageNewsArticle"], "headline": "A &amp; <b>B</b>", "author": [{"@id": "#a"}, "C", {"name": "c"}],
             "mainEntityOfPage": {"@id": "https://x.example/a"}, "articleBody": "<p>One</p><p>Two &lt;</p>"},
            {"@id": "#a", "@type": "Person", "name": "Al"}]}];"##;
        let stated = told(script);
        assert_eq!(stated.headline.as_deref(), Some("A & B"));
        assert_eq!(stated.byline.as_deref(), Some("Al, C"));
        assert_eq!(stated.url.as_deref(), Some("https://x.example/a"));
        assert_eq!(stated.body.as_deref(), Some("One\nTwo <"));
    }

    #[test]
    fn what_is_broken_says_nothing() {
        assert_eq!(told("{\"@type\": \"NewsArticle\", \"headline\": \"A\nB\"}").headline.as_deref(), Some("A B"));
        assert!(told("{\"@type\": \"NewsArticle\", \"headline\": \"A").headline.is_none());
        assert!(told(&"[".repeat(100_000)).headline.is_none());
        assert!(told("{\"@type\": \"Person\", \"headline\": \"A\", \"author\": 3}").headline.is_none());
    }
}
