//! What a server says of a file: its media type, and how long browsers may keep it.

use serde::{Deserialize, Serialize};

use crate::{output::media, page::address, publish::is_fingerprinted};

/// How long a file may be kept whose name changes with its content: a year, which is as good as for ever, and
/// without asking (RFC 8246).
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// A file that is asked for again each time; one that has not changed is answered by its `ETag` alone
/// (RFC 9111, 5.2.2.4).
const ASK: &str = "no-cache";

/// The headers that an object is stored with, and served with by whoever serves the bucket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headers {
    /// `Content-Type`.
    #[serde(rename = "type")]
    pub content_type: String,
    /// `Cache-Control`.
    #[serde(rename = "cache")]
    pub cache_control: String,
}

/// The headers of a file of the output, from its path and the SHA-256 of its content.
pub fn of(path: &str, sha256: &str) -> Headers {
    let name = path.rsplit('/').next().unwrap_or(path);
    let feed = address::feeds("").into_iter().find(|(feed, _)| feed == name).map(|(_, kind)| kind);
    let cache = if is_fingerprinted(path, sha256) { FOR_EVER } else { ASK };
    Headers { content_type: feed.unwrap_or(media::kind(path)).to_owned(), cache_control: cache.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sha256;

    #[test]
    fn types_go_by_the_name() {
        for (path, wanted) in [
            ("index.html", "text/html; charset=utf-8"),
            ("events/a/index.html", "text/html; charset=utf-8"),
            ("theme.css", "text/css; charset=utf-8"),
            ("robots.txt", "text/plain; charset=utf-8"),
            ("atom.xml", "application/atom+xml"),
            ("topics/x/feed.json", "application/feed+json"),
            ("sitemap.xml", "application/xml"),
            ("search/pagefind/wasm.en.pagefind", "application/octet-stream"),
            ("Makefile", "application/octet-stream"),
        ] {
            assert_eq!(of(path, &sha256(b"")).content_type, wanted, "{path}");
        }
    }

    #[test]
    fn only_a_name_that_tells_the_content_is_kept_for_ever() {
        let hash = sha256(b"a");
        let is_kept = |path: &str| is_fingerprinted(path, &hash);
        assert!(is_kept(&format!("fonts/a.{}.woff2", &hash[..10])));
        assert!(is_kept("search/pagefind/fragment/en_1a2b3c4.pf_fragment"));
        assert!(is_kept("search/pagefind/pagefind.en_1a2b3c4.pf_meta"));
        // A file of an editor's whose name looks like it, and others.
        for path in ["logo.0123456789.svg", "index.html", "pf_meta", "search/pagefind/pagefind-entry.json"] {
            assert!(!is_kept(path), "{path}");
        }
        assert!(!is_kept(&format!("{}.css", &hash[..10])), "no name before the digits");
        assert_eq!(of("index.html", &hash).cache_control, "no-cache");
        let font = format!("a.{}.woff2", &hash[..10]);
        assert_eq!(of(&font, &hash).cache_control, "public, max-age=31536000, immutable");
    }
}
