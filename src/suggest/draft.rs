//! A draft to paste: headings of facts for the event's file, and marks for each source's front matter.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use super::{Fact, Suggestions, facts::Member, figures::Kind, json, skeleton::latin};

/// The draft: first what goes into the event's `index.md`, then for each source its `[[marks]]`.
/// `declared` are ids that the event has already.
pub fn draw(suggestions: &Suggestions, declared: &BTreeSet<String>) -> String {
    let ids = ids(&suggestions.facts, declared.clone());
    let mut told = format!(
        "A draft for the event `{}`: proposals, to be read against the articles. Rename, merge and delete.\n\n\
         ==== content/events/{}/index.md: below the front matter\n\n## Candidate facts\n",
        suggestions.id, suggestions.id
    );
    for (fact, id) in suggestions.facts.iter().zip(&ids) {
        let unit = unit(fact).map(|unit| format!(" unit={unit}")).unwrap_or_default();
        let _ = write!(told, "\n### {} {{#{id} .fact{unit}}}\n", heading(&fact.label));
    }
    for (article, source) in suggestions.sources.iter().enumerate() {
        let _ = write!(told, "\n==== content/events/{}/{source}.md: at the end of the front matter\n", suggestions.id);
        for (fact, id) in suggestions.facts.iter().zip(&ids) {
            for member in members(suggestions, fact, article) {
                told += &mark(suggestions, fact, id, member);
            }
        }
    }
    told
}

/// The members of a fact in one article, in its order.
fn members<'f>(suggestions: &'f Suggestions, fact: &'f Fact, article: usize) -> impl Iterator<Item = &'f Member> {
    fact.members.iter().filter(move |member| suggestions.event.passages[member.passage].article == article)
}

fn mark(suggestions: &Suggestions, fact: &Fact, id: &str, member: &Member) -> String {
    let place = suggestions.place(member.passage);
    let quote = toml::Value::from(member.quote.as_str());
    let mut told = format!("\n[[marks]]\non = [\"fact:{id}\"]\nquote = {quote}\npara = {}\n", place.para);
    let numbers = unit(fact).is_some();
    if let Some(figure) = member.value.as_ref().filter(|figure| numbers && is_number(figure.kind)) {
        let _ = writeln!(told, "value = {}", json::value(figure));
    }
    told
}

/// The unit of a fact whose values are numbers: a word for what they count. An attribute has no spaces, and
/// needs letters that it can be written in.
fn unit(fact: &Fact) -> Option<String> {
    let figures = fact.members.iter().filter_map(|member| member.value.as_ref());
    let numbers = figures.clone().count() > 0 && figures.clone().all(|figure| is_number(figure.kind));
    let unit = fact.unit.as_deref().map(slug).filter(|unit| !unit.is_empty()).unwrap_or_else(|| "count".to_owned());
    numbers.then_some(unit)
}

fn is_number(kind: Kind) -> bool {
    matches!(kind, Kind::Count | Kind::Percent | Kind::Money)
}

/// An id for each fact: its label in Latin letters, numbered where two are alike.
fn ids(facts: &[Fact], mut taken: BTreeSet<String>) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let id = |fact: &Fact| {
        let base = Some(slug(&fact.label)).filter(|slug| slug.len() > 1).unwrap_or_else(|| "fact".to_owned());
        let mut id = base.clone();
        while !taken.insert(id.clone()) {
            let count = counts.entry(base.clone()).or_insert(1);
            *count += 1;
            id = format!("{base}-{count}");
        }
        id
    };
    facts.iter().map(id).collect()
}

/// Lower-case Latin letters, digits and hyphens.
fn slug(text: &str) -> String {
    let plain: String = latin(text).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let parts: Vec<&str> = plain.split('-').filter(|part| !part.is_empty()).collect();
    parts.join("-").to_ascii_lowercase()
}

/// A label as a heading: signs that Markdown reads are escaped.
fn heading(label: &str) -> String {
    let escaped = label.chars().flat_map(|c| {
        let sign = "\\`*_{}[]<>()#!|~&".contains(c);
        sign.then_some('\\').into_iter().chain(std::iter::once(c))
    });
    escaped.collect()
}
