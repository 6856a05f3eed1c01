//! The pages of the whole site: home, lists, outlets, and the editor's own pages.

use serde_json::{Value as Json, json};

use super::{node, script, site_id, text, web_page};
use crate::page::{Content, Page, Site, site_view::OutletView};

/// The JSON-LD of a page of the site; `None` for one that search engines pass over.
pub fn page(site: &Site<'_>, page: &Page) -> Option<String> {
    if page.shell.page.noindex {
        return None;
    }
    let home = (site.settings.title.as_str(), "/");
    let [outlets, topics] = ["outlets", "topics"].map(|key| site.language.say(key, &[]).unwrap_or_default());
    Some(script(match &page.content {
        Content::Home(_) if page.address == "/" => web_site(site),
        Content::Outlet(content) => {
            let mut about = web_page(site, "ProfilePage", &page.shell, &[home, (&outlets, "/outlets/")]);
            about.insert("mainEntity".to_owned(), outlet(&page.shell.page.canonical, &content.outlet));
            Json::Object(about)
        }
        Content::Topic(_) => {
            Json::Object(web_page(site, "CollectionPage", &page.shell, &[home, (&topics, crate::page::TOPICS)]))
        }
        Content::Plain(_) => Json::Object(web_page(site, "WebPage", &page.shell, &[home])),
        _ => Json::Object(web_page(site, "CollectionPage", &page.shell, &[home])),
    }))
}

fn web_site(site: &Site<'_>) -> Json {
    let settings = &site.settings;
    Json::Object(node([
        ("@type", Some(json!("WebSite"))),
        ("@id", Some(json!(site_id(site)))),
        ("url", Some(json!(site.canonical("/")))),
        ("name", Some(json!(text::line(&settings.title)))),
        ("description", settings.description.as_deref().map(|description| json!(text::line(description)))),
        ("inLanguage", Some(json!(settings.language))),
    ]))
}

fn outlet(page: &str, outlet: &OutletView) -> Json {
    let short = Some(&outlet.short).filter(|short| **short != outlet.name);
    let country = outlet.country.as_deref().map(|country| json!({ "@type": "Country", "name": text::line(country) }));
    Json::Object(node([
        ("@type", Some(json!("NewsMediaOrganization"))),
        ("@id", Some(json!(format!("{page}#_outlet")))),
        ("name", Some(json!(text::line(&outlet.name)))),
        ("alternateName", short.map(|short| json!(text::line(short)))),
        ("url", outlet.url.as_deref().map(|url| json!(text::iri(url)))),
        ("location", country),
        ("knowsLanguage", Some(json!(outlet.languages)).filter(|_| !outlet.languages.is_empty())),
        ("ownershipFundingInfo", outlet.ownership.as_ref().map(|ownership| json!(text::line(&ownership.text)))),
    ]))
}
