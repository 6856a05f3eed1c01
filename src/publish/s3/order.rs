//! The order in which files are sent, so that at no moment a page names what is not there yet.
//!
//! A page comes after all assets that it names. New pages come before those that change, as no reader can get to
//! them until one that changed names them; home comes last. What pages of before name stays until the end, and
//! assets for longer.

use crate::page::address;

/// When a file is sent. Nothing of a stage is sent before all of those above it are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Assets with fingerprinted names.
    Asset,
    /// Everything else that is no page.
    File,
    /// New pages of events.
    NewLeaf,
    /// New pages of the site.
    NewIndex,
    /// Pages of events.
    Leaf,
    /// Pages of the site, most of which list events; feeds, and what leads programs to pages.
    Index,
}

/// The stage of a file of the output.
pub fn stage(path: &str, is_fingerprinted: bool, is_new: bool) -> Stage {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_listing = address::feeds("").iter().any(|(feed, _)| feed == name)
        || name == "pagefind-entry.json"
        || name.starts_with("sitemap") && !path.contains('/');
    if is_fingerprinted {
        Stage::Asset
    } else if is_listing {
        Stage::Index
    } else if name.rsplit_once('.').is_none_or(|(_, ending)| ending != "html") {
        Stage::File
    } else {
        match (is_index(path), is_new && path != "index.html") {
            (false, true) => Stage::NewLeaf,
            (true, true) => Stage::NewIndex,
            (false, false) => Stage::Leaf,
            (true, false) => Stage::Index,
        }
    }
}

/// Whether a page is one that lists events: any but those of an event itself.
fn is_index(path: &str) -> bool {
    !path.strip_prefix("events/").is_some_and(|path| path.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_come_after_what_they_name() {
        let changed = |path: &str| stage(path, false, false);
        assert_eq!(stage("theme.0123456789.css", true, true), Stage::Asset);
        for path in ["events/a/comparison.json", "events/a/card.png", "_headers", "search/pagefind/pagefind.js"] {
            assert_eq!((changed(path), stage(path, false, true)), (Stage::File, Stage::File), "{path}");
        }
        for path in ["events/a/index.html", "events/a/memo/index.html"] {
            assert_eq!((changed(path), stage(path, false, true)), (Stage::Leaf, Stage::NewLeaf), "{path}");
        }
        for path in ["404.html", "about/index.html", "outlets/index.html", "outlets/a/index.html", "events/index.html"]
        {
            assert_eq!((changed(path), stage(path, false, true)), (Stage::Index, Stage::NewIndex), "{path}");
        }
        for path in
            ["index.html", "atom.xml", "topics/x/feed.json", "sitemap.xml", "search/pagefind/pagefind-entry.json"]
        {
            assert_eq!((changed(path), stage(path, false, true)), (Stage::Index, Stage::Index), "{path}");
        }
    }
}
