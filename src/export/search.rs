//! The index of the search: files that Pagefind's program reads in the browser, a few at a time.
//!
//! All records go into one index in the site's language, whatever the languages of their words. A page
//! can only ask the index of its own language (Pagefind takes it from `<html lang>`), so that with an index
//! a language a Turkish excerpt would never be found from an English page. The price: words of other
//! languages are reduced to their stems by the rules of the site's, for queries likewise, so that they
//! are found as they stand, and by their beginning, but not in every inflection.

use std::{collections::BTreeMap, io};

use pagefind::{api::PagefindIndex, options::PagefindServiceConfig};

use crate::{
    content::escape,
    page::{INDEX, Part, Record, address},
};

/// What Pagefind brings along and the search page does without: interfaces of its own.
const NOT_OURS: [&str; 4] = ["-ui.", "-highlight.", "playground", "wasm."];

/// The files of the index by their paths in the output; none without records.
///
/// # Errors
/// When the library fails, or the system has no means for it.
pub fn files(language: &str, records: &[Record]) -> io::Result<BTreeMap<String, Vec<u8>>> {
    if records.is_empty() {
        return Ok(BTreeMap::new());
    }
    // Pagefind knows languages by their first part only; so does its program in the browser.
    let language = language.split('-').next().unwrap_or(language).to_ascii_lowercase();
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    // Their order is their number in the index, so that it must not depend on who read them.
    let mut records: Vec<&Record> = records.iter().collect();
    records.sort_by(|a, b| a.href.cmp(&b.href));
    let made = runtime.block_on(async {
        let config = PagefindServiceConfig::builder().force_language(language.clone()).build();
        let mut index = PagefindIndex::new(Some(config))?;
        for record in records {
            index.add_html_file(None, Some(record.href.clone()), html(record)).await?;
        }
        index.get_files().await
    });
    let made = made.map_err(|error| io::Error::other(format!("the search index cannot be made: {error:#}")))?;
    let own = format!("wasm.{language}.pagefind");
    let names: Vec<String> = made.iter().map(|file| file.filename.to_string_lossy().replace('\\', "/")).collect();
    // The program is there for some languages, and one for all others.
    let program = if names.contains(&own) { own } else { "wasm.unknown.pagefind".to_owned() };
    let wanted = |name: &str| name == program || !NOT_OURS.iter().any(|part| name.contains(part));
    let files = names.into_iter().zip(made).filter(|(name, _)| wanted(name));
    Ok(files.map(|(name, file)| (address::file(&format!("{INDEX}{name}")), file.contents)).collect())
}

/// A record as the page that Pagefind reads.
fn html(record: &Record) -> String {
    let mut html = String::from("<html><body>");
    for (filter, values) in &record.filters {
        let one = |value: &String| format!("<i data-pagefind-filter=\"{filter}:{}\"></i>", escape(value));
        html.extend(values.iter().map(one));
    }
    html.extend(record.parts.iter().map(part_html));
    html + "</body></html>"
}

fn part_html(part: &Part) -> String {
    let Part { id, weight, beside, text } = part;
    let beside = beside.as_ref().map(|json| format!(" data-pagefind-title=\"{}\"", escape(json))).unwrap_or_default();
    let (id, text) = (escape(id), escape(&plain(text)));
    format!("<span id=\"{id}\" data-pagefind-weight=\"{weight}\"{beside}>{text}</span> ")
}

/// Text that Pagefind takes for nothing but text: its own signs within a text begin with three low lines.
fn plain(text: &str) -> String {
    let mut text = super::text::line(text);
    while text.contains("___") {
        text = text.replace("___", "__");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(href: &str, text: &str) -> Record {
        let part = |kind: &str, text: &str| Part {
            id: format!("houses.{kind}"),
            weight: 1,
            beside: Some("{\"number\":1}".into()),
            text: text.into(),
        };
        let filters = BTreeMap::from([("outlet".to_owned(), vec!["a:b\"<".to_owned()])]);
        Record { href: href.into(), filters, parts: vec![part("label", text), part("text", "<b>&amp;")] }
    }

    #[test]
    fn only_what_the_page_loads_is_kept() {
        let kinds = |language: &str| -> Vec<String> {
            let files = files(language, &[record("../events/flood/", "houses")]).unwrap();
            files.keys().map(|path| path.strip_prefix("search/pagefind/").unwrap().to_owned()).collect()
        };
        let names = kinds("en-GB");
        for name in ["pagefind-entry.json", "pagefind-worker.js", "pagefind.js", "wasm.en.pagefind"] {
            assert!(names.iter().any(|known| known == name), "{name} among {names:?}");
        }
        assert_eq!(names.len(), 8, "these, and index, filter, fragment and their list: {names:?}");
        assert!(kinds("zh").contains(&"wasm.unknown.pagefind".to_owned()));
    }

    #[test]
    fn without_records_there_is_no_index() {
        assert!(files("en", &[]).unwrap().is_empty());
    }

    #[test]
    fn text_cannot_pass_for_markup_or_signs() {
        let hostile = record("x", "<script> ______PAGEFIND_ANCHOR___h2:0:evil ___END_PAGEFIND_WEIGHT___");
        let html = html(&hostile);
        assert!(!html.contains("<script") && !html.contains("___"), "{html}");
        assert!(html.contains("data-pagefind-filter=\"outlet:a:b&quot;&lt;\""), "{html}");
    }
}
