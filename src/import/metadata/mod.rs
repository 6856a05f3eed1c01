//! What a page says of its article beside the text: title, author, agency, date, language, address.
//!
//! Pages say it several times, in JSON-LD ([`json_ld`]), in `<meta>` of several vocabularies and in the
//! elements that readers see ([`tags`]). For each thing the first that says it well is taken, in the
//! order told in `docs/import.md`. What nobody says is left out.

mod agency;
mod byline;
mod date;
mod json_ld;
mod language;
mod tags;
mod title;

use dom_query::Document;
use url::Url;

use super::text;
use crate::{content::front::forms, model::Moment};

pub use agency::of_text as agency_of_text;
pub use byline::clean as clean_byline;
pub use language::guess as guess_language;

/// What a page says of its article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    pub title: Option<String>,
    pub byline: Option<String>,
    pub agency: Option<String>,
    pub published: Option<Moment>,
    pub lang: Option<String>,
    pub url: Option<String>,
    /// The name of the outlet.
    pub site: Option<String>,
    /// What the article is about, in a sentence or two.
    pub description: Option<String>,
    /// The article's text, if the metadata have it.
    pub body: Option<String>,
}

/// Reads what a page says. `address` is where it came from, if that is known.
pub fn read(document: &Document, json_ld: &[String], address: Option<&str>) -> Found {
    let stated = json_ld::read(json_ld);
    let tags = tags::Tags::new(document);
    let site = stated.site.clone().or_else(|| tags.site());
    let byline = stated.byline.clone().or_else(|| tags.byline()).and_then(|raw| byline::clean(&raw));
    Found {
        title: title::choose(document, &tags, stated.headline.as_deref(), site.as_deref()),
        agency: stated.agency.clone().or_else(|| byline.as_deref().and_then(agency::of_byline)),
        byline,
        published: date::best(stated.dates.iter().cloned().chain(tags.dates())),
        lang: [tags.html_language(), stated.lang.clone(), tags.language()]
            .into_iter()
            .flatten()
            .find_map(|tag| language::tag(&tag)),
        url: url(tags.addresses().chain(stated.url.clone()), address),
        site,
        description: tags.first(&["og:description", "description", "twitter:description"]).map(text::line),
        body: stated.body,
    }
}

/// The article's own address: the first that is whole or can be made so, or else where it came from.
/// One that leads to the home page says nothing of the article.
fn url(stated: impl Iterator<Item = String>, address: Option<&str>) -> Option<String> {
    let base = address.and_then(|address| Url::parse(address).ok());
    let whole = |stated: String| {
        let stated = stated.trim();
        match &base {
            Some(base) => base.join(stated).ok(),
            None => Url::parse(stated).ok(),
        }
    };
    let fits = |url: &Url| matches!(url.scheme(), "http" | "https") && (url.path() != "/" || url.query().is_some());
    let mut found: Vec<Url> = stated.filter_map(whole).filter(fits).collect();
    found.extend(base.clone());
    let mut url = found.into_iter().next()?;
    let _ = (url.set_username(""), url.set_password(None));
    url.set_fragment(None);
    let url = url.to_string();
    forms::url(&url).is_ok().then_some(url)
}

/// Characters written as entities in places where they mean nothing, as JSON-LD often has them.
fn decoded(raw: &str) -> String {
    if !raw.contains('&') && !raw.contains('<') {
        return raw.to_owned();
    }
    let Ok(tame) = super::tame::tame(raw) else { return String::new() };
    Document::fragment(tame.html).text().to_string()
}

/// A name or title out of raw text.
fn name(raw: &str) -> Option<String> {
    text::name(&decoded(raw))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_the_articles_own() {
        let of = |stated: &[&str], address| url(stated.iter().map(|s| (*s).to_owned()), address);
        let from = Some("https://a.example/x/y?utm=1#top");
        assert_eq!(of(&["/x/z"], from).as_deref(), Some("https://a.example/x/z"));
        assert_eq!(of(&["https://a.example/", "javascript:1"], from).as_deref(), Some("https://a.example/x/y?utm=1"));
        assert_eq!(of(&["https://u:p@b.example/z"], None).as_deref(), Some("https://b.example/z"));
        assert_eq!(of(&["/x/z"], None), None);
    }
}
