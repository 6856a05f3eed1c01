//! Where a link of a Markdown file leads, told from its destination alone.

use percent_encoding::percent_decode_str;

use crate::model::Link;

/// What a destination is.
#[derive(Debug, PartialEq, Eq)]
pub enum Destination {
    /// An allowed address elsewhere.
    External,
    /// An anchor in the same file.
    Anchor(String),
    /// A file or address of the site.
    Internal(Link),
    /// Not allowed, and why.
    Forbidden(String),
}

/// The schemes that links may have. Everything else, `javascript:` above all, is refused.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// Tells what a destination in `file` (its path from the site's root) is.
pub fn classify(file: &str, destination: &str) -> Destination {
    if destination.chars().any(char::is_control) || destination.starts_with(char::is_whitespace) {
        return Destination::Forbidden("a link may not hold control characters or begin with a space".into());
    }
    if let Some(scheme) = scheme(destination) {
        return if SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) {
            Destination::External
        } else {
            Destination::Forbidden(format!("links may not use the scheme `{scheme}:`"))
        };
    }
    if destination.starts_with("//") || destination.contains('\\') {
        return Destination::Forbidden("write the whole address, with `https://`".into());
    }
    let (path, anchor) = match destination.split_once('#') {
        Some((path, anchor)) => (path, Some(decode(anchor))),
        None => (destination, None),
    };
    if path.is_empty() {
        return Destination::Anchor(anchor.unwrap_or_default());
    }
    if path.starts_with('/') {
        return Destination::Internal(Link::Address(destination.to_owned()));
    }
    let path = decode(path.split('?').next().unwrap_or(path));
    match join(file, &path) {
        Some(path) => Destination::Internal(Link::File { path, anchor }),
        None => Destination::Forbidden("a link may not leave the site's folder".into()),
    }
}

/// The path of `relative` seen from the folder of `file`; `None` if it leaves the site.
pub fn join(file: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

fn scheme(destination: &str) -> Option<&str> {
    let (before, _) = destination.split_once(':')?;
    let plain = before.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    (plain && before.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(before)
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn destinations_are_told_apart() {
        let file = "content/events/flood/index.md";
        let path = |path: &str, anchor: Option<&str>| {
            Destination::Internal(Link::File { path: path.into(), anchor: anchor.map(Into::into) })
        };
        assert_eq!(classify(file, "https://example.org/a"), Destination::External);
        assert_eq!(classify(file, "#moved"), Destination::Anchor("moved".into()));
        assert_eq!(classify(file, "post.md"), path("content/events/flood/post.md", None));
        assert_eq!(classify(file, "../../about.md#us"), path("content/about.md", Some("us")));
        assert_eq!(classify(file, "/about/"), Destination::Internal(Link::Address("/about/".into())));
        for bad in [
            "javascript:alert(1)",
            "JAVASCRIPT:x",
            "data:text/html,x",
            "//evil.example/",
            "../../../../x.md",
            "java\tscript:x",
        ] {
            assert!(matches!(classify(file, bad), Destination::Forbidden(_)), "{bad}");
        }
    }
}
