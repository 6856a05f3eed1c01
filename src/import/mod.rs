//! Import: a page, saved or fetched, becomes the text of its article and what is known of it.
//!
//! 1. [`fetch`] gets a page from an address; only public ones, see [`guard`].
//! 2. [`charset`] turns its bytes into text, [`tame`] makes its markup harmless.
//! 3. [`metadata`] reads what the page says of itself, [`extract`] finds the article, [`lines`] its
//!    paragraphs, and [`furniture`] what among them is no text.
//! 4. [`draft`] writes the capture and the files that go with it, as texts; nothing is written to disk
//!    here.
//!
//! A page is hostile: whatever it holds ends in a text or a finding, in bounded time and memory.

mod charset;
pub mod draft;
mod extract;
pub mod fetch;
mod furniture;
mod guard;
mod lines;
mod metadata;
mod plain;
pub mod plan;
mod recover;
mod tame;
mod text;

use dom_query::Document;

use crate::diagnostic::{Code, Finding};
use lines::Kind;

pub use metadata::Found;

/// The largest page that is read, in bytes.
pub const MAX_PAGE: usize = 20 << 20;

/// A page as it came.
#[derive(Debug, Default)]
pub struct Page {
    pub bytes: Vec<u8>,
    /// What people call it: a file's name, an address.
    pub name: String,
    /// The header that came with it.
    pub content_type: Option<String>,
    /// Where it came from, after all redirects.
    pub address: Option<String>,
}

/// An article, ready to be written.
#[derive(Debug, Clone, Default)]
pub struct Article {
    pub found: Found,
    /// The lines of the capture, the headline first if there is one.
    pub lines: Vec<String>,
    /// Numbers of lines, from 1.
    pub headline: Option<u32>,
    pub captions: Vec<u32>,
    pub furniture: Vec<u32>,
    /// How the bytes were read.
    pub encoding: &'static str,
    /// What the editor should look at.
    pub notes: Vec<String>,
}

/// Reads the article of a page.
///
/// # Errors
/// A finding if there is no article, or if the page is larger than any.
pub fn read(page: &Page) -> Result<Article, Finding> {
    if page.bytes.len() > MAX_PAGE {
        return Err(too_large(&page.name, &format!("it has more than {} MB", MAX_PAGE >> 20)));
    }
    if let Some(kind) = plain::other_format(&page.bytes) {
        return Err(no_article(&page.name, &format!("it is {kind}"))
            .hint("save the page as HTML, or its text as a text file, and import that"));
    }
    let decoded = charset::decode(&page.bytes, page.content_type.as_deref());
    let mut article = if plain::is_html(&decoded.text, page) {
        from_html(&decoded.text, page)?
    } else {
        assemble(plain::read(&decoded.text, page)?)
    };
    if article.lines.len() <= usize::from(article.headline.is_some()) {
        return Err(no_article(&page.name, "no article was found in it")
            .hint("copy the article's text into a text file, the headline on the first line, and import that"));
    }
    article.encoding = decoded.encoding;
    if decoded.is_guess {
        article.notes.push(format!("the page does not say its encoding; it was read as {}", decoded.encoding));
    }
    if decoded.is_lossy {
        article.notes.push(format!("some bytes are no {}; look for `\u{fffd}` in the capture", decoded.encoding));
    }
    Ok(article)
}

/// What the parts of an article are before they are numbered.
#[derive(Debug, Default)]
struct Parts {
    found: Found,
    lines: Vec<lines::Line>,
    notes: Vec<String>,
}

fn from_html(html: &str, page: &Page) -> Result<Article, Finding> {
    let tame = tame::tame(html).map_err(|why| match why {
        tame::TooMuch::Tags => too_large(&page.name, &format!("it has more than {} elements", tame::MAX_TAGS)),
        tame::TooMuch::Text => {
            too_large(&page.name, &format!("without its scripts it still has more than {} MB", tame::MAX_BYTES >> 20))
        }
    })?;
    let document = Document::from(tame.html);
    let address = page.address.clone().or_else(|| plain::saved_from(html));
    let mut found = metadata::read(&document, &tame.json_ld, address.as_deref());
    let extracted = extract::extract(document, &found);
    found.byline = found.byline.or_else(|| metadata::clean_byline(&extracted.byline?));
    let mut lines = extracted.lines;
    furniture::mark(&mut lines, found.title.as_deref(), found.byline.as_deref());
    Ok(assemble(Parts { found, lines, notes: Vec::new() }))
}

/// Numbers the lines, and adds what only the text can tell.
fn assemble(parts: Parts) -> Article {
    let Parts { mut found, lines, mut notes } = parts;
    found.agency = found.agency.or_else(|| metadata::agency_of_text(&lines));
    found.lang = found.lang.or_else(|| {
        let text: Vec<&str> = lines.iter().take(50).map(|line| line.text.as_str()).collect();
        let guess = metadata::guess_language(&text.join("\n"))?;
        notes.push(format!("the page does not say its language; the text looks like `{guess}`"));
        Some(guess)
    });
    let before = usize::from(found.title.is_some());
    let numbers = |kind: Kind| -> Vec<u32> {
        let numbered = lines.iter().zip(before + 1..).filter(|(line, _)| line.kind == kind);
        numbered.filter_map(|(_, number)| u32::try_from(number).ok()).collect()
    };
    Article {
        headline: found.title.as_ref().map(|_| 1),
        captions: numbers(Kind::Caption),
        furniture: numbers(Kind::Furniture),
        lines: found.title.iter().cloned().chain(lines.iter().map(|line| line.text.clone())).collect(),
        found,
        encoding: "",
        notes,
    }
}

/// A finding for a page that is larger than any article.
pub fn too_large(name: &str, why: &str) -> Finding {
    Finding::error(Code::TooLarge, format!("cannot read `{name}`: {why}"))
        .hint("save only the article's text in a text file, and import that")
}

fn no_article(name: &str, why: &str) -> Finding {
    Finding::error(Code::NoArticle, format!("cannot import `{name}`: {why}"))
}
