//! The files that an import makes, as texts: capture and source, and event and outlet where there are none.

use serde::Serialize;
use toml::value::Datetime;

use super::Article;
use crate::{digest, model::Day};

/// The front matter of a new source, in the order in which it is written.
#[derive(Debug, Serialize)]
struct SourceFront<'a> {
    outlet: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<Datetime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retrieved: Option<Datetime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agency: Option<&'a str>,
    capture: CaptureTable<'a>,
}

#[derive(Debug, Serialize)]
struct CaptureTable<'a> {
    sha256: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<u32>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    captions: &'a [u32],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    furniture: &'a [u32],
}

#[derive(Debug, Serialize)]
struct EventFront<'a> {
    title: &'a str,
    date: Option<Datetime>,
    summary: &'a str,
}

#[derive(Debug, Serialize)]
struct OutletFront<'a> {
    name: &'a str,
}

/// The summary of an event that nobody has summed up yet.
const NO_SUMMARY: &str = "No summary has been written yet.";

/// The text of the capture: UTF-8, one line a paragraph.
pub fn capture(article: &Article) -> String {
    article.lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
}

/// The text of a new source, without marks: its body is the editor's.
pub fn source(article: &Article, outlet: &str, retrieved: Day) -> Result<String, toml::ser::Error> {
    let front = SourceFront {
        outlet,
        title: article.found.title.as_deref(),
        url: article.found.url.as_deref(),
        published: article.found.published.as_ref().and_then(|moment| moment.to_string().parse().ok()),
        retrieved: date(retrieved),
        lang: article.found.lang.as_deref(),
        byline: article.found.byline.as_deref(),
        agency: article.found.agency.as_deref(),
        capture: CaptureTable {
            sha256: sha256(article),
            headline: article.headline,
            captions: &article.captions,
            furniture: &article.furniture,
        },
    };
    fenced(&front)
}

/// The text of a source that is there already, with what belongs to the capture replaced and all that
/// the editor has written kept letter by letter. `None` if its front matter is not TOML.
pub fn source_again(text: &str, article: &Article, retrieved: Day) -> Option<String> {
    let rest =
        text.strip_prefix("+++").and_then(|rest| rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')))?;
    let mut end = 0;
    let closing = rest.split_inclusive('\n').find(|line| {
        end += line.len();
        line.trim_end() == "+++"
    })?;
    let (front, after) = rest.split_at(end - closing.len());
    let mut front: toml_edit::DocumentMut = front.parse().ok()?;
    front["retrieved"] = toml_edit::value(retrieved.to_string().parse::<toml_edit::Datetime>().ok()?);
    let numbers = |numbers: &[u32]| numbers.iter().map(|number| i64::from(*number)).collect::<toml_edit::Array>();
    let table = front.entry("capture").or_insert(toml_edit::table()).as_table_like_mut()?;
    table.insert("sha256", toml_edit::value(sha256(article)));
    match article.headline {
        Some(line) => table.insert("headline", toml_edit::value(i64::from(line))),
        None => table.remove("headline"),
    };
    for (key, lines) in [("captions", &article.captions), ("furniture", &article.furniture)] {
        if lines.is_empty() {
            table.remove(key)
        } else {
            table.insert(key, toml_edit::value(numbers(lines)))
        };
    }
    Some(format!("+++\n{front}{after}"))
}

/// The text of a new event, named by the first headline until the editor finds a name.
pub fn event(article: &Article, id: &str, today: Day) -> Result<String, toml::ser::Error> {
    let day = article.found.published.as_ref().map_or(today, |moment| moment.day);
    fenced(&EventFront { title: article.found.title.as_deref().unwrap_or(id), date: date(day), summary: NO_SUMMARY })
}

/// The text of a new outlet.
pub fn outlet(article: &Article, id: &str) -> Result<String, toml::ser::Error> {
    fenced(&OutletFront { name: article.found.site.as_deref().unwrap_or(id) })
}

/// The SHA-256 of the capture's bytes.
pub fn sha256(article: &Article) -> String {
    digest::sha256(self::capture(article).as_bytes())
}

fn date(day: Day) -> Option<Datetime> {
    day.to_string().parse().ok()
}

fn fenced(front: &impl Serialize) -> Result<String, toml::ser::Error> {
    Ok(format!("+++\n{}+++\n", toml::to_string(front)?))
}
