//! HTML on its way out of Markdown: open places ("slots"), and the cleaning of raw HTML.
//!
//! The renderer writes a slot's token wherever something of ours has to stand that the cleaning must
//! not touch: a mark, a picture, a coloured block of code, a link within the site. The token holds a number
//! that is drawn for each text and stands in no page, so no editor and no article can write it by accident or on
//! purpose.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    hash::{BuildHasher, RandomState},
};

use ammonia::UrlRelative;
use memchr::memmem;

use crate::{
    model::{Html, Piece},
    world::limits,
};

/// Elements that hold nothing.
const VOID: [&str; 10] = ["area", "br", "col", "embed", "hr", "img", "input", "source", "track", "wbr"];

/// The open places of one text.
pub struct Slots {
    /// What all tokens begin with.
    nonce: String,
    pieces: Vec<Vec<Piece>>,
    /// Marks that a filled text has.
    marks: BTreeSet<usize>,
}

impl Default for Slots {
    fn default() -> Self {
        // `SipHash` under a key that the system draws: who does not know the key cannot tell its hashes from chance.
        let secret = RandomState::new();
        let nonce = format!("r{:016x}{:016x}", secret.hash_one(0), secret.hash_one(1));
        Slots { nonce, pieces: Vec::new(), marks: BTreeSet::new() }
    }
}

impl Slots {
    /// Keeps pieces back and returns the token that stands for them.
    pub fn hold(&mut self, pieces: Vec<Piece>) -> String {
        self.pieces.push(pieces);
        self.token(self.pieces.len() - 1)
    }

    /// An attribute of ours that survives the cleaning, such as ` class="a-left"`.
    pub fn attribute(&self, name: &str, value: &str) -> String {
        format!(" data-{}-{name}=\"{}\"", self.nonce, escape(value))
    }

    /// Cleans the text if it holds raw HTML, then puts everything of ours into its place.
    pub fn fill(&mut self, html: &str, has_raw_html: bool) -> Html {
        let html = if has_raw_html { Cow::Owned(self.clean(html)) } else { Cow::Borrowed(html) };
        let ours = format!(" data-{}-", self.nonce);
        let html = if memmem::find(html.as_bytes(), ours.as_bytes()).is_some() {
            Cow::Owned(html.replace(&ours, " "))
        } else {
            html
        };
        let mut pieces = Html::new();
        let mut rest = &*html;
        let marker = format!("{}x", self.nonce);
        let marker = memmem::Finder::new(&marker);
        while let Some(at) = marker.find(rest.as_bytes()) {
            push_html(&mut pieces, &rest[..at]);
            rest = &rest[at + marker.needle().len()..];
            let end = rest.find('x').unwrap_or(rest.len());
            let held = rest[..end].parse().ok().and_then(|index: usize| self.pieces.get(index));
            for piece in held.into_iter().flatten() {
                match piece {
                    Piece::Html(html) => push_html(&mut pieces, html),
                    Piece::Link(link) => pieces.push(Piece::Link(link.clone())),
                    Piece::Mark(mark) => {
                        self.marks.insert(*mark);
                        pieces.push(Piece::Mark(*mark));
                    }
                }
            }
            rest = rest.get(end + 1..).unwrap_or_default();
        }
        push_html(&mut pieces, rest);
        pieces
    }

    /// Whether a mark stands in what was filled. The cleaning may have dropped it.
    pub fn has_mark(&self, mark: usize) -> bool {
        self.marks.contains(&mark)
    }

    /// The tokens that stand for a link's address, and so may be an attribute's value.
    fn addresses(&self) -> BTreeSet<String> {
        let held = self.pieces.iter().enumerate().filter(|(_, held)| matches!(held.as_slice(), [Piece::Link(_)]));
        held.map(|(index, _)| self.token(index)).collect()
    }

    /// Stands for what is held under a number.
    fn token(&self, index: usize) -> String {
        format!("{}x{index}x", self.nonce)
    }

    /// Cleans the whole text at once; cleaning the pieces that a Markdown parser emits is unsound,
    /// since an element may open in one and close in another.
    fn clean(&self, html: &str) -> String {
        let ours = ["class", "id"].map(|name| format!("data-{}-{name}", self.nonce));
        let (nonce, addresses) = (self.nonce.clone(), self.addresses());
        ammonia::Builder::default()
            .rm_tags(["img", "map", "area"])
            .add_tags(["section"])
            .add_generic_attributes(ours.iter().map(String::as_str))
            .add_tag_attributes("div", ["tabindex"])
            .url_schemes(["http", "https", "mailto"].into())
            .url_relative(UrlRelative::PassThrough)
            .link_rel(None)
            .attribute_filter(move |_, attribute, value| {
                // A quotation mark that raw HTML leaves open swallows tokens. What they stand for has
                // quotation marks of its own, which would end the attribute.
                let fine = if value.contains(&nonce) {
                    attribute == "href" && addresses.contains(value)
                } else {
                    !matches!(attribute, "href" | "cite")
                        || value.starts_with('#')
                        || ["http:", "https:", "mailto:"].iter().any(|scheme| starts_with(value, scheme))
                };
                fine.then_some(Cow::Borrowed(value))
            })
            .clean(html)
            .to_string()
    }
}

fn starts_with(text: &str, lower: &str) -> bool {
    text.get(..lower.len()).is_some_and(|start| start.eq_ignore_ascii_case(lower))
}

/// Escapes text for HTML, also inside attributes.
pub fn escape(text: &str) -> String {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return text.to_owned();
    }
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// How deep the elements of a text's raw HTML nest, counted roughly and never too low.
#[derive(Default)]
pub struct Depth {
    /// Names of the open elements, with how many of each are open.
    open: BTreeMap<String, usize>,
    now: usize,
    deepest: usize,
}

impl Depth {
    /// Reads a piece of raw HTML. A closing tag closes one element of its name, if there is one.
    pub fn read(&mut self, html: &str) {
        for tag in html.split('<').skip(1) {
            let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
            let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
            if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || VOID.contains(&name.as_str()) {
                continue;
            }
            let open = self.open.entry(name).or_default();
            if closes && *open > 0 {
                *open -= 1;
                self.now -= 1;
            } else if !closes {
                *open += 1;
                self.now += 1;
                self.deepest = self.deepest.max(self.now);
            }
        }
    }

    /// Whether no element so far stood deeper than it may.
    pub fn is_fine(&self) -> bool {
        self.deepest <= limits::HTML_DEPTH
    }
}

fn push_html(pieces: &mut Html, html: &str) {
    if html.is_empty() {
        return;
    }
    if let Some(Piece::Html(last)) = pieces.last_mut() {
        last.push_str(html);
    } else {
        pieces.push(Piece::Html(html.to_owned()));
    }
}
