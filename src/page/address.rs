//! Addresses: where pages stand, and links between them.
//!
//! An address begins at the site's root (`/events/kosovo-2023/`). Links between pages are relative, so
//! that the built folder works under any path, and from the disk.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization;

use crate::{
    content::front::forms,
    model::{Html, Link, Piece},
};

/// Characters that a path in a link may not hold as they are.
const IN_PATH: AsciiSet = CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'`')
    .add(b'?')
    .add(b'{')
    .add(b'}')
    .add(b'\'')
    .add(b'%')
    .add(b'&')
    .add(b'[')
    .add(b']')
    .add(b'^');

/// The address of an event.
pub fn event(slug: &str) -> String {
    ["/events/", slug, "/"].concat()
}

/// The address of one of its sources.
pub fn source(slug: &str, source: &str) -> String {
    ["/events/", slug, "/", source, "/"].concat()
}

/// The address of an event's sheet for a class.
pub fn worksheet(slug: &str) -> String {
    format!("/events/{slug}/worksheet/")
}

/// The address of the picture that stands for a page where a link to it is shared: beside the page of an event,
/// and at the root for all others.
pub fn card(page: &str) -> String {
    format!("{page}card.png")
}

/// The address of an outlet.
pub fn outlet(id: &str) -> String {
    format!("/outlets/{id}/")
}

/// The address of a topic: its name in lower case, with hyphens for spaces and for what a path cannot
/// hold. Two names that give the same address are one topic.
pub fn topic(name: &str) -> String {
    format!("/topics/{}/", topic_slug(name))
}

/// The address of an ordinary page: `content/a/b.md` stands at `/a/b/`, `content/a/index.md` at `/a/`.
pub fn page(path: &str) -> String {
    let inner = inner(path);
    let inner = inner.strip_suffix(".md").unwrap_or(inner);
    match inner.strip_suffix("index") {
        Some("") => "/".into(),
        Some(folder) if folder.ends_with('/') => format!("/{folder}"),
        _ => format!("/{inner}/"),
    }
}

/// The feeds of the page at an address: what stands after it, and the media type.
pub fn feeds(page: &str) -> [(String, &'static str); 2] {
    [(format!("{page}atom.xml"), "application/atom+xml"), (format!("{page}feed.json"), "application/feed+json")]
}

/// A path as a link may hold it.
pub fn encoded(path: &str) -> Cow<'_, str> {
    utf8_percent_encode(path, &IN_PATH).into()
}

fn inner(path: &str) -> &str {
    path.strip_prefix("content/").unwrap_or(path)
}

/// The address of an alias, which editors may write without the last slash.
pub fn alias(alias: &str) -> String {
    if alias.ends_with('/') { alias.to_owned() } else { format!("{alias}/") }
}

/// The file that holds the page of an address, relative to the output folder.
pub fn file(address: &str) -> String {
    let path = address.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

/// The address of a file in the output folder.
pub fn of_file(path: &str) -> String {
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
        _ => format!("/{path}"),
    }
}

/// Longest slug of a topic in bytes, as of an event.
const MAX_SLUG_BYTES: usize = 190;

fn topic_slug(name: &str) -> String {
    // Small dotted i comes apart where capital İ is lowered by the rules of no language.
    let lower = name.nfc().collect::<String>().to_lowercase().replace("i\u{307}", "i");
    let hyphen = |c: char| c.is_whitespace() || c.is_control() || r#"-/\:*?"<>|#%&"#.contains(c);
    let parts = lower.split(hyphen).map(|part| part.replace(is_direction, ""));
    let mut slug = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let end = (0..=MAX_SLUG_BYTES.min(slug.len())).rev().find(|end| slug.is_char_boundary(*end));
    slug.truncate(end.unwrap_or_default());
    let slug = slug.trim_matches(['-', '.', ' ']);
    match slug {
        "" => "topic".to_owned(),
        _ if forms::slug(slug).is_err() => format!("topic-{slug}"),
        _ => slug.to_owned(),
    }
}

/// Marks that only turn the direction of text around them, and the byte order mark.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The folder of all events' folders.
const EVENTS: &str = "content/events/";

/// Where every content file has its page.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Addresses {
    /// Address by path of the content file, but for those of events.
    pub pages: BTreeMap<String, String>,
    /// By the names of their folders.
    pub events: BTreeMap<String, Folder>,
}

/// What tells the addresses of an event's files. A large site has many, so none of them is kept.
#[derive(Debug, PartialEq, Eq)]
pub struct Folder {
    pub slug: String,
    /// Ids of its sources.
    pub sources: Arc<[String]>,
}

impl Addresses {
    /// The content file of each page by its address.
    pub fn files(&self) -> BTreeMap<String, String> {
        let pages = self.pages.iter().map(|(path, address)| (address.clone(), path.clone()));
        let events = self.events.iter().flat_map(|(id, Folder { slug, sources })| {
            let index = (event(slug), format!("{EVENTS}{id}/index.md"));
            let source_file =
                move |source_id: &String| (source(slug, source_id), format!("{EVENTS}{id}/{source_id}.md"));
            std::iter::once(index).chain(sources.iter().map(source_file))
        });
        pages.chain(events).collect()
    }

    /// The address of a content file's page, if it has one.
    pub fn page(&self, path: &str) -> Option<Cow<'_, str>> {
        if let Some(address) = self.pages.get(path) {
            return Some(Cow::Borrowed(address));
        }
        let (Folder { slug, sources }, file) = self.in_event(path)?;
        let id = file.strip_suffix(".md")?;
        match id {
            "index" => Some(event(slug).into()),
            id => sources.iter().any(|source| source == id).then(|| source(slug, id).into()),
        }
    }

    /// The address of a content file's page, or of a picture beside one.
    pub fn of(&self, path: &str) -> Cow<'_, str> {
        self.page(path).unwrap_or_else(|| {
            let picture = self.in_event(path).map(|(Folder { slug, .. }, file)| format!("/events/{slug}/{file}"));
            picture.unwrap_or_else(|| format!("/{}", inner(path))).into()
        })
    }

    /// The event in whose folder a file lies, and the file's path in it.
    fn in_event<'p>(&self, path: &'p str) -> Option<(&Folder, &'p str)> {
        let (folder, file) = path.strip_prefix(EVENTS)?.split_once('/')?;
        Some((self.events.get(folder)?, file))
    }

    /// The address that a link within the site means.
    pub fn of_link(&self, link: &Link) -> String {
        match link {
            Link::Address(address) => address.clone(),
            Link::File { path, anchor } => {
                let address = self.of(path);
                match anchor {
                    Some(anchor) => format!("{address}#{}{anchor}", anchor_prefix(path)),
                    None => address.into_owned(),
                }
            }
        }
    }
}

/// What stands before the anchors of a source's own headings; see `content::source`.
pub fn anchor_prefix(path: &str) -> String {
    let in_event = path.strip_prefix(EVENTS).and_then(|rest| rest.split_once('/'));
    match in_event {
        Some((_, file)) if file != "index.md" => format!("{}.", file.strip_suffix(".md").unwrap_or(file)),
        _ => String::new(),
    }
}

/// A page from which links are written.
#[derive(Clone, Copy)]
pub struct From<'a> {
    /// Its address.
    pub address: &'a str,
    pub addresses: &'a Addresses,
    /// Whether links name `index.html`.
    pub index_in_links: bool,
    /// Path of the site on its host, for a page that is shown under any address (`404.html`): its
    /// links cannot be relative.
    pub absolute: Option<&'a str>,
}

impl From<'_> {
    /// A relative link to an address, which may have an anchor.
    pub fn link(&self, to: &str) -> String {
        let (path, anchor) = to.split_once('#').map_or((to, None), |(path, anchor)| (path, Some(anchor)));
        if let Some(root) = self.absolute {
            return format!("{root}{}", to.trim_start_matches('/'));
        }
        let mut link = if path == self.address && anchor.is_some() { String::new() } else { self.relative(path) };
        if let Some(anchor) = anchor {
            link.push('#');
            link.push_str(&encoded(anchor));
        }
        link
    }

    /// The way to the site's root: `./`, `../` …
    pub fn root(&self) -> String {
        if let Some(root) = self.absolute {
            return root.to_owned();
        }
        let depth = self.address.matches('/').count().saturating_sub(1);
        if depth == 0 { "./".into() } else { "../".repeat(depth) }
    }

    /// Rendered text as it looks from this page. Marks leave nothing behind.
    pub fn html(&self, html: &Html) -> String {
        let mut text = String::new();
        for piece in html {
            match piece {
                Piece::Html(html) => text.push_str(html),
                Piece::Link(link) => text.push_str(&self.escaped_link(link)),
                Piece::Mark(_) => {}
            }
        }
        text
    }

    /// A link within the site, ready to stand in an attribute.
    pub fn escaped_link(&self, link: &Link) -> String {
        crate::content::escape(&self.link(&self.addresses.of_link(link)))
    }

    fn relative(&self, to: &str) -> String {
        // The last part is the file, or nothing; only folders can be shared.
        let same = self.address.bytes().zip(to.bytes()).take_while(|(one, other)| one == other).count();
        let shared =
            self.address.as_bytes()[..same].iter().rposition(|byte| *byte == b'/').map_or(0, |slash| slash + 1);
        let up = self.address[shared..].matches('/').count();
        let rest = encoded(&to[shared..]);
        let mut link = String::with_capacity(3 * up + rest.len() + 24);
        link.extend(std::iter::repeat_n("../", up));
        link.push_str(&rest);
        if link.is_empty() {
            link.push_str("./");
        }
        if self.index_in_links && link.ends_with('/') {
            link.push_str("index.html");
        }
        link
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(from: &str, to: &str, index_in_links: bool) -> String {
        From { address: from, addresses: &Addresses::default(), index_in_links, absolute: None }.link(to)
    }

    #[test]
    fn links_are_relative() {
        for (from, to, wanted) in [
            ("/", "/events/flood/", "events/flood/"),
            ("/events/flood/", "/events/flood/post/#moved", "post/#moved"),
            ("/events/flood/post/", "/events/flood/", "../"),
            ("/events/flood/", "/events/flood/#moved", "#moved"),
            ("/events/flood/", "/", "../../"),
            ("/events/flood/", "/events/flood/", "./"),
            ("/about/", "/theme.css", "../theme.css"),
            ("/404.html", "/outlets/", "outlets/"),
        ] {
            assert_eq!(link(from, to, false), wanted, "{from} to {to}");
        }
        assert_eq!(link("/", "/events/flood/#moved", true), "events/flood/index.html#moved");
        assert_eq!(link("/", "/theme.css", true), "theme.css");
    }

    #[test]
    fn topics_have_readable_addresses() {
        for (name, wanted) in [
            ("NATO", "/topics/nato/"),
            ("Northern  Kosovo", "/topics/northern-kosovo/"),
            ("İstanbul", "/topics/istanbul/"),
            ("Косово и Метохија", "/topics/косово-и-метохија/"),
            ("北约", "/topics/北约/"),
            ("u\u{308}ber", "/topics/über/"),
            ("R&D / <b>", "/topics/r-d-b/"),
            ("../..", "/topics/topic/"),
            ("?", "/topics/topic/"),
            ("CON", "/topics/topic-con/"),
            (".net", "/topics/net/"),
            ("\u{202e}abc\u{7}", "/topics/abc/"),
        ] {
            assert_eq!(topic(name), wanted, "{name}");
        }
        assert!(topic(&"é".repeat(300)).len() < 220);
    }

    #[test]
    fn pages_have_folders() {
        for (path, wanted) in [
            ("content/index.md", "/"),
            ("content/about.md", "/about/"),
            ("content/guide/index.md", "/guide/"),
            ("content/guide/first.md", "/guide/first/"),
            ("content/reindex.md", "/reindex/"),
        ] {
            assert_eq!(page(path), wanted);
        }
        assert_eq!(file("/guide/"), "guide/index.html");
        assert_eq!(file("/"), "index.html");
        for path in ["index.html", "guide/index.html", "404.html", "a/myindex.html"] {
            assert_eq!(file(&of_file(path)), path);
        }
    }
}
