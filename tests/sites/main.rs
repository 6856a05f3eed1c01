//! Whole sites: several languages on one page, a page from right to left, lists that run over several
//! pages, topics, corrections and outlets' records; and every page drawn by settled templates and by templates as they
//! are written.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, reason = "a test reads files and may panic")]

#[path = "../support/mod.rs"]
mod support;

mod beside;
mod languages;
mod lists;
mod records;
mod settled;

use std::{collections::BTreeSet, fs, path::Path};

use support::{Built, Site};

/// A site that lies beside this file.
fn site_at(name: &str) -> Site {
    with_files(Site::default(), &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(name), "")
}

/// The site with all files in a folder, by their paths below the root.
fn with_files(site: Site, root: &Path, folder: &str) -> Site {
    let files = walkdir::WalkDir::new(root.join(folder)).into_iter().map(Result::unwrap);
    files.filter(|entry| entry.file_type().is_file()).fold(site, |site, entry| {
        let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
        site.file(&path, fs::read(entry.path()).unwrap())
    })
}

/// The tag in which some text stands, from its `<` to its `>`.
fn tag_around<'p>(page: &'p str, text: &str) -> &'p str {
    let at = page.find(text).unwrap_or_else(|| panic!("no `{text}` on the page"));
    let open = page[..at].rfind('<').unwrap();
    &page[open..=open + page[open..].find('>').unwrap()]
}

/// Every page has one `<h1>` and no id twice.
fn assert_sound(built: &Built) {
    for (path, page) in built.pages() {
        let ids = support::text::attributes(page, "id");
        let unique: BTreeSet<&&str> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "{path} has an id twice");
        let is_redirect = page.contains("http-equiv=\"refresh\"");
        assert!(is_redirect || page.matches("<h1").count() == 1, "{path}");
    }
}
