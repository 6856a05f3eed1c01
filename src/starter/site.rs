//! The site that `rashomon init` makes.

use rust_embed::RustEmbed;

use super::form::form;
use crate::config;

/// Articles, event and outlets of the example, all of them invented.
#[derive(RustEmbed)]
#[folder = "src/starter/site"]
struct Example;

/// Folders that are private, or that are made anew.
const GITIGNORE: &str = "\
# Articles as they were saved: others have the rights, so they stay here.
/captures/
# What `rashomon build` makes.
/public/
/.rashomon/
";

const HEAD: &str = "\
# The settings of the site. A `#` begins a comment; to use a key that stands behind one, take the `#` away.

";

/// The files of a small whole site, by path: an invented event, told in full by three invented outlets.
pub fn site() -> Vec<(String, Vec<u8>)> {
    let example = Example::iter().filter_map(|path| Some((path.to_string(), Example::get(&path)?.data.into_owned())));
    let mut files: Vec<(String, Vec<u8>)> = example.collect();
    files.push((".gitignore".to_owned(), GITIGNORE.into()));
    files.push((config::PATH.to_owned(), settings().into_bytes()));
    files.sort();
    files
}

fn settings() -> String {
    let filled = [
        ("base_url", "\"https://coverage.example/\"".to_owned()),
        ("title", "\"Side by side\"".to_owned()),
        ("description", "\"How several outlets told the same events.\"".to_owned()),
        ("language", "\"en\"".to_owned()),
        // Whoever builds for the first time opens the pages from disk.
        ("index_in_links", "true".to_owned()),
    ];
    format!("{HEAD}{}", form(config::SITE, &filled))
}
