//! What a host reads from the folder itself: headers and redirects, in the form of Netlify's `_headers` and
//! `_redirects`, which Cloudflare Pages and other hosts read too, and `.nojekyll` of GitHub Pages.
//!
//! Rules name what stands on the host, so they begin with the path at which the site stands there.

use std::fmt::Write as _;

use url::Url;

use crate::{
    config::Settings,
    page::{INDEX, address, policy},
};

/// Headers of the answers.
pub const HEADERS: &str = "_headers";

/// Former addresses.
pub const REDIRECTS: &str = "_redirects";

/// An empty file: GitHub Pages publishes the folder as it is, and does not run Jekyll over it.
pub const NO_JEKYLL: &str = ".nojekyll";

/// For how long a name that tells its content may be kept: a year, which counts as for ever (RFC 9111, 1.2.2).
const LASTING: &str = "public, max-age=31536000, immutable";

/// The bytes of `_headers`: the policy and the kind of content hold for everything, and what has a hash of its
/// content in its name may be kept. A page narrows the policy by its own.
pub fn headers<'n>(settings: &Settings, searches: bool, hashed: impl Iterator<Item = &'n str>) -> Vec<u8> {
    let root = root(settings);
    let policy = policy(if searches { INDEX } else { "/" });
    let mut text = format!(
        "{root}*\n  Content-Security-Policy: {policy}; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n"
    );
    let folders = ["fragment", "index"].map(|folder| format!("{}{folder}/*", &INDEX[1..]));
    let mut names: Vec<&str> = hashed.collect();
    names.sort_by_key(|name| (rank(name), *name));
    for name in folders
        .into_iter()
        .filter(|_| searches)
        .chain(names.into_iter().map(|name| address::encoded(name).into_owned()))
    {
        // Writing to memory does not fail.
        write!(text, "{root}{name}\n  Cache-Control: {LASTING}\n").unwrap_or_default();
    }
    text.into_bytes()
}

/// The bytes of `_redirects`: for each former address, the one that took its place.
pub fn redirects(settings: &Settings, moved: &[(String, String)]) -> Vec<u8> {
    let root = root(settings);
    let mut text = String::new();
    for (former, now) in moved {
        let [former, now] = [former, now].map(|address| address::encoded(address.trim_start_matches('/')));
        writeln!(text, "{root}{former} {root}{now} 301").unwrap_or_default();
    }
    text.into_bytes()
}

/// What every page loads comes first: some hosts read only so many rules.
fn rank(name: &str) -> usize {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["css", "js", "mjs", "woff2"].iter().position(|first| *first == ending).unwrap_or(usize::MAX)
}

/// The path at which the site stands on its host; ends with `/`.
fn root(settings: &Settings) -> String {
    Url::parse(&settings.base_url).map_or_else(|_| "/".to_owned(), |url| url.path().to_owned())
}
