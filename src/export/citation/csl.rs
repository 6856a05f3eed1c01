//! `citation.json`: the citation in CSL-JSON, which reference managers read (Citation Style Language
//! 1.0.2, appendices III and IV: types and variables).

use serde_json::{Map, Value as Json, json};

use super::{super::json as pretty, Citation, Kind};
use crate::model::Day;

/// The citation as a list of one item, with a line end.
pub fn csl(citation: &Citation) -> Vec<u8> {
    let kind = match citation.kind {
        Kind::Comparison => "webpage",
        Kind::Article => "article-newspaper",
        Kind::Upstream => "document",
    };
    let fields = [
        ("id", Some(json!(citation.id))),
        ("type", Some(json!(kind))),
        ("title", citation.title.as_ref().map(|title| json!(title))),
        ("author", citation.author.as_ref().map(|author| json!([{ "literal": author }]))),
        ("container-title", citation.container.as_ref().map(|container| json!(container))),
        ("issued", citation.published.map(date)),
        ("accessed", citation.retrieved.map(date)),
        ("URL", citation.url.as_ref().map(|url| json!(url))),
        ("language", Some(json!(citation.language))),
        ("note", citation.note.as_ref().map(|note| json!(note))),
    ];
    let item: Map<String, Json> =
        fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
    pretty::json(&[item])
}

fn date(day: Day) -> Json {
    json!({ "date-parts": [[day.0.year(), day.0.month(), day.0.day()]] })
}
