//! The headline, as it is published.

use dom_query::Document;

use super::{name, tags::Tags};
use crate::import::text;

/// The headline that readers see; else what the metadata give. Search engines and social networks are
/// often given other words than readers, so the heading counts where it is not the outlet's name and
/// shares half of its words with some other title of the page.
pub fn choose(document: &Document, tags: &Tags, stated: Option<&str>, site: Option<&str>) -> Option<String> {
    let open_graph = tags.first(&["og:title"]).and_then(name);
    let whole = name(&document.select("title").first().text());
    let others = [stated, open_graph.as_deref(), whole.as_deref()];
    heading(document, &others, site)
        .or_else(|| stated.map(str::to_owned))
        .or(open_graph)
        .or_else(|| tags.first(&["dc.title", "dcterms.title", "twitter:title", "headline"]).and_then(name))
        .map(|title| without_site(&title, site).to_owned())
        .or_else(|| whole.as_deref().map(|title| without_suffix(title, site).to_owned()))
}

fn heading(document: &Document, others: &[Option<&str>], site: Option<&str>) -> Option<String> {
    let found = ["[itemprop=headline]", "article h1", "main h1", "h1"].map(|selector| document.select(selector));
    let headings = found.iter().flat_map(|found| found.nodes().iter().take(5)).filter_map(|node| name(&node.text()));
    let is_site = |heading: &str| site.is_some_and(|site| text::key(site).contains(&text::key(heading)));
    let supported = |heading: &str| {
        let mut others = others.iter().flatten().peekable();
        others.peek().is_none() || others.any(|other| shares_half(heading, other))
    };
    headings.into_iter().find(|heading| !is_site(heading) && supported(heading))
}

/// Whether two titles share half of the words of the shorter one.
fn shares_half(title: &str, other: &str) -> bool {
    let words = |title: &str| -> Vec<String> {
        title.split(|c: char| !c.is_alphanumeric()).map(text::key).filter(|word| !word.is_empty()).collect()
    };
    let (words, others, key) = (words(title), words(other), text::key(other));
    let shared = words.iter().filter(|word| key.contains(word.as_str())).count();
    shared > 0 && shared * 2 >= words.len().min(others.len())
}

const SEPARATORS: [&str; 7] = [" | ", " – ", " — ", " - ", " :: ", " · ", " » "];

/// A title without the outlet's name behind a separator.
fn without_site<'t>(title: &'t str, site: Option<&str>) -> &'t str {
    let Some(site) = site.map(text::key) else { return title };
    let cut = SEPARATORS.iter().filter_map(|separator| title.rsplit_once(separator)).max_by_key(|(head, _)| head.len());
    match cut {
        Some((head, tail)) if site.contains(&text::key(tail)) => head,
        _ => title,
    }
}

/// A page's title without what stands behind its last separator, if that is short as a name is.
fn without_suffix<'t>(title: &'t str, site: Option<&str>) -> &'t str {
    let shorter = without_site(title, site);
    let cut =
        SEPARATORS.iter().filter_map(|separator| shorter.rsplit_once(separator)).max_by_key(|(head, _)| head.len());
    match cut {
        Some((head, tail)) if tail.split(' ').count() <= 4 && head.split(' ').count() >= 3 => head,
        _ => shorter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(html: &str, stated: Option<&str>, site: Option<&str>) -> Option<String> {
        let document = Document::from(html);
        choose(&document, &Tags::new(&document), stated, site)
    }

    #[test]
    fn the_heading_that_readers_see_comes_first() {
        let page = "<title>Bridge shut for a year | Courant</title><h1>Courant</h1><h1>Bridge shut for a year, board says</h1>";
        let seen = Some("Bridge shut for a year, board says".to_owned());
        assert_eq!(title(page, Some("Bridge shut for a year, say engineers"), Some("The Courant")), seen);
        assert_eq!(title("<h1>Menu</h1>", Some("Bridge shut"), None).as_deref(), Some("Bridge shut"));
        assert_eq!(title("<h1>“A<br>\n \"b\"”\u{202e}</h1>", None, None).as_deref(), Some("“A \"b\"”"));
    }

    #[test]
    fn the_outlets_name_is_no_part_of_a_title() {
        let of = |whole: &str, site| title(&format!("<title>{whole}</title>"), None, site).unwrap();
        assert_eq!(of("Bridge shut for a year - The Courant", None), "Bridge shut for a year");
        assert_eq!(
            of("Rain - and then snow in the valleys of the north", None),
            "Rain - and then snow in the valleys of the north"
        );
        assert_eq!(of("Bridge shut – Courant", Some("The Courant")), "Bridge shut");
    }
}
