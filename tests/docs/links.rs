//! Links and pictures of the manual and of the README lead to files and headings that exist.

use std::{collections::BTreeSet, fs, path::Path};

use crate::read;

/// The files whose links are checked.
fn files() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let mut files: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| format!("docs/{}", entry.unwrap().file_name().to_str().unwrap()))
        .filter(|path| path.strip_suffix(".md").is_some())
        .collect();
    files.push("README.md".to_owned());
    files.sort();
    files
}

/// A page without its blocks of code.
fn prose(path: &str) -> String {
    let text = read(path);
    let mut fence = None;
    let mut prose = String::new();
    for line in text.lines() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        match fence {
            None if ticks >= 3 => fence = Some(ticks),
            Some(open) if ticks == line.len() && ticks == open => fence = None,
            None => prose.extend([line, "\n"]),
            Some(_) => {}
        }
    }
    prose
}

/// What links and pictures lead to, and whether it is a picture, with the words in brackets.
fn links(prose: &str) -> Vec<(bool, String, String)> {
    let mut links = Vec::new();
    let quiet: String = prose.split('`').enumerate().map(|(at, part)| if at % 2 == 0 { part } else { "" }).collect();
    for (at, _) in quiet.match_indices("](") {
        let target = quiet[at + 2..].split(')').next().unwrap_or_default().to_owned();
        let open = quiet[..at].rfind('[').unwrap();
        links.push((quiet[..open].ends_with('!'), quiet[open + 1..at].to_owned(), target));
    }
    links
}

/// The anchors of a page, as GitHub makes them from its headings.
fn anchors(path: &str) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    for heading in prose(path).lines().filter(|line| line.starts_with('#')) {
        let words = heading.trim_start_matches('#').trim().to_lowercase();
        let letter = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
        let anchor: String = words.chars().filter(|c| letter(*c)).collect::<String>().replace(' ', "-");
        assert!(anchors.insert(anchor.clone()), "{path}: two headings have the anchor `{anchor}`");
    }
    anchors
}

#[test]
fn links_and_pictures_lead_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    for file in files() {
        let folder = Path::new(&file).parent().unwrap();
        for (_, _, target) in links(&prose(&file)).iter().filter(|(_, _, target)| !target.contains("://")) {
            let (path, anchor) = target.split_once('#').map_or((target.as_str(), None), |(p, a)| (p, Some(a)));
            let full = if path.is_empty() { Path::new(&file).to_owned() } else { folder.join(path) };
            assert!(root.join(&full).exists(), "{file}: `{target}` does not exist");
            if let Some(anchor) = anchor {
                let known = anchors(full.to_str().unwrap());
                assert!(known.contains(anchor), "{file}: no heading has the anchor `{target}`");
            }
            seen += 1;
        }
    }
    assert!(seen > 40, "only {seen} links found: does this test still read the manual?");
}

#[test]
fn pictures_are_small_and_have_words() {
    let mut shown = BTreeSet::new();
    for file in files() {
        for (_, words, target) in links(&prose(&file)).into_iter().filter(|(picture, ..)| *picture) {
            assert!(words.split_whitespace().count() > 5, "{file}: `{target}` needs alternative text");
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(Path::new(&file).parent().unwrap()).join(&target);
            let most = if target.ends_with("event.png") { 200 } else { 120 };
            assert!(fs::metadata(&path).unwrap().len() < most * 1024, "{file}: `{target}` is too large");
            shown.insert(path.canonicalize().unwrap());
        }
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path().canonicalize().unwrap();
        assert!(shown.contains(&path), "{} is not shown anywhere", path.display());
    }
}
