//! What a page says in `<meta>`, `<link>` and the elements that readers see.

use dom_query::{Document, Selection};

use super::name;

/// The tags of a page.
pub struct Tags<'d> {
    document: &'d Document,
    /// Names in lower case, and contents, in the page's order.
    meta: Vec<(String, String)>,
}

/// Names under which pages give their date, the more telling first: `OpenGraph`, schema.org, Dublin Core
/// (both its forms), and those of common systems.
const DATES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publish_date",
    "publication_date",
    "pubdate",
    "article.published",
    "date",
];
const AUTHORS: &[&str] =
    &["author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl"];
const SITES: &[&str] = &["og:site_name", "dc.publisher", "dcterms.publisher", "application-name"];

impl Tags<'_> {
    pub fn new(document: &Document) -> Tags<'_> {
        let mut meta = Vec::new();
        for tag in document.select("meta[content]").nodes() {
            let content = tag.attr_or("content", "").trim().to_owned();
            for key in ["property", "name", "itemprop", "http-equiv"] {
                if let Some(name) = tag.attr(key).filter(|_| !content.is_empty()) {
                    meta.push((name.trim().to_ascii_lowercase(), content.clone()));
                }
            }
        }
        Tags { document, meta }
    }

    /// What the first of these names gives.
    pub fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.all(name).next())
    }

    fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.meta.iter().filter(move |(key, _)| key == name).map(|(_, content)| content.as_str())
    }

    pub fn site(&self) -> Option<String> {
        self.first(SITES).and_then(name)
    }

    /// The authors as they are written; one that is an address of a profile is none.
    pub fn byline(&self) -> Option<String> {
        let fits = |author: &&str| !author.contains("://") && !author.starts_with('@');
        for key in AUTHORS {
            let names: Vec<String> = self.all(key).filter(fits).filter_map(name).take(20).collect();
            if !names.is_empty() {
                return Some(names.join(", "));
            }
        }
        let seen =
            ["[itemprop=author] [itemprop=name]", "[itemprop=author]", "a[rel=author]", ".vcard .fn", ".author-name"];
        seen.iter().find_map(|selector| texts(&self.document.select(selector)))
    }

    /// Dates as they are written, the more telling first.
    pub fn dates(&self) -> Vec<String> {
        let mut dates: Vec<String> = DATES.iter().filter_map(|key| self.first(&[key])).map(str::to_owned).collect();
        let times =
            ["[itemprop=datePublished]", "time[pubdate]", "time.published", "article time", "main time", "time"];
        for selector in times {
            let found = self.document.select(selector);
            dates.extend(
                found
                    .nodes()
                    .iter()
                    .take(20)
                    .filter_map(|node| node.attr("datetime").or_else(|| node.attr("content")))
                    .map(|date| date.to_string()),
            );
        }
        dates
    }

    pub fn html_language(&self) -> Option<String> {
        self.document.select("html").attr("lang").map(|lang| lang.to_string())
    }

    pub fn language(&self) -> Option<String> {
        self.first(&["og:locale", "dc.language", "dcterms.language", "content-language", "language"]).map(str::to_owned)
    }

    /// Addresses that the page gives for itself.
    pub fn addresses(&self) -> impl Iterator<Item = String> {
        let canonical = self.document.select("link[rel=canonical]").attr("href").map(|href| href.to_string());
        canonical.into_iter().chain(self.first(&["og:url"]).map(str::to_owned))
    }
}

/// The texts of different elements, joined.
fn texts(selection: &Selection) -> Option<String> {
    let mut names: Vec<String> = selection.nodes().iter().take(20).filter_map(|node| name(&node.text())).collect();
    names.dedup();
    (!names.is_empty()).then(|| names.join(", "))
}
