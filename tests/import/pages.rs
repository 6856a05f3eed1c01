//! Saved pages of many layouts, in several languages and encodings, held against what an expert reads.

use std::{fs, path::PathBuf};

use rashomon::import::{self, Article, Page};
use serde::Deserialize;

use super::measure::f1;

/// What an expert reads on a page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    title: Option<String>,
    byline: Option<String>,
    agency: Option<String>,
    published: Option<String>,
    lang: Option<String>,
    url: Option<String>,
    site: Option<String>,
    /// `C|` stands before captions, `F|` before lines that may be kept as furniture.
    lines: Vec<String>,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/import/pages")
}

fn all() -> Vec<(String, Article, Expected)> {
    let mut names: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .filter_map(|entry| Some(entry.unwrap().file_name().to_str()?.strip_suffix(".html")?.to_owned()))
        .collect();
    names.sort();
    names
        .into_iter()
        .map(|name| {
            let bytes = fs::read(folder().join(format!("{name}.html"))).unwrap();
            let expected = fs::read_to_string(folder().join(format!("{name}.toml"))).unwrap();
            let article = import::read(&Page { bytes, name: format!("{name}.html"), ..Page::default() });
            let article = article.unwrap_or_else(|finding| panic!("{name}: {finding}"));
            (name, article, toml::from_str(&expected).unwrap())
        })
        .collect()
}

#[test]
fn what_pages_say_of_their_articles_is_found() {
    let mut wrong = Vec::new();
    for (name, article, expected) in all() {
        let published = article.found.published.as_ref().map(ToString::to_string);
        for (what, found, expected) in [
            ("title", &article.found.title, &expected.title),
            ("byline", &article.found.byline, &expected.byline),
            ("agency", &article.found.agency, &expected.agency),
            ("published", &published, &expected.published),
            ("lang", &article.found.lang, &expected.lang),
            ("url", &article.found.url, &expected.url),
            ("site", &article.found.site, &expected.site),
        ] {
            if found != expected {
                wrong.push(format!("{name}: {what} is {found:?}, expected {expected:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_texts_of_articles_are_found() {
    let pages = all();
    let mut sum = 0.0;
    let mut told = String::new();
    for (name, article, expected) in &pages {
        let part = |line: &&String| line.starts_with("C|") || line.starts_with("F|");
        let (around, text): (Vec<&String>, Vec<&String>) = expected.lines.iter().partition(part);
        let around: Vec<&str> = around.iter().map(|line| &line[2..]).collect();
        let text: Vec<&str> = text.iter().map(|line| line.as_str()).collect();
        let kept = article.lines.iter().zip(1..).filter(|(_, number)| !article.furniture.contains(number));
        let kept: Vec<&str> =
            kept.skip(usize::from(article.headline.is_some())).map(|(line, _)| line.as_str()).collect();
        let neutral = format!("{} {}", around.join(" "), expected.title.as_deref().unwrap_or_default());
        let score = f1(&text.join(" "), &neutral, &kept.join(" "));
        sum += score;
        told += &format!("{name:24} {score:.3}\n");
        assert!(score > 0.9, "{told}{:#?}", article.lines);
        let captions: Vec<&str> = expected.lines.iter().filter_map(|line| line.strip_prefix("C|")).collect();
        let found: Vec<&str> =
            article.captions.iter().map(|number| article.lines[*number as usize - 1].as_str()).collect();
        assert_eq!(found, captions, "the captions of {name}");
    }
    let mean = sum / f64::from(u32::try_from(pages.len()).unwrap());
    println!("{told}mean of {}: {mean:.3}", pages.len());
    assert!(pages.len() >= 20 && mean > 0.985, "{told}{mean}");
}

/// All that is found, line by line with what each is, so that a change is seen.
#[test]
fn captures_stay_as_they_are() {
    let mut told = String::new();
    for (name, article, _) in all() {
        told += &format!("\n== {name} ({})\n", article.encoding);
        for (line, number) in article.lines.iter().zip(1..) {
            let kind = if article.headline == Some(number) {
                "headline"
            } else if article.captions.contains(&number) {
                "caption"
            } else if article.furniture.contains(&number) {
                "furniture"
            } else {
                ""
            };
            told += &format!("{kind:9} | {line}\n");
        }
    }
    insta::with_settings!({prepend_module_to_snapshot => false, snapshot_path => "."}, {
        insta::assert_snapshot!("captures", told);
    });
}
