//! What a file is, and articles that come as plain text.

use super::{
    Page, Parts,
    lines::{Kind, Line},
    metadata::Found,
    no_article, text,
};
use crate::{content::front::forms, diagnostic::Finding};

/// The format of a file that is neither HTML nor text, by its first bytes.
pub fn other_format(bytes: &[u8]) -> Option<&'static str> {
    const FORMATS: &[(&[u8], &str)] = &[
        (b"%PDF", "a PDF"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\xd0\xcf\x11\xe0", "an office document"),
        (b"{\\rtf", "a document in RTF"),
        (b"bplist", "a web archive"),
        (b"\x1f\x8b", "compressed"),
    ];
    let found = FORMATS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, name)| *name);
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let is_mhtml = head.contains("mime-version:") && head.contains("multipart/related");
    let is_picture = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    found.or(is_mhtml.then_some("a web archive (MHTML)")).or(is_picture.then_some("a picture"))
}

/// Tags with which pages begin.
const TAGS: [&str; 14] = [
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<title",
    "<meta",
    "<script",
    "<article",
    "<div",
    "<h1",
    "<p>",
    "<p ",
    "<table",
    "<main",
];

/// Whether a text is HTML: the header says so, or the file's name, or tags that only HTML has.
pub fn is_html(text: &str, page: &Page) -> bool {
    let content_type = page.content_type.as_deref().unwrap_or_default().to_ascii_lowercase();
    if content_type.contains("html") {
        return true;
    }
    let name = page.name.to_ascii_lowercase();
    let extension = name.rsplit('.').next().unwrap_or_default();
    if content_type.starts_with("text/plain") || (page.address.is_none() && matches!(extension, "txt" | "text" | "md"))
    {
        return false;
    }
    if matches!(extension, "html" | "htm" | "xhtml" | "shtml") {
        return true;
    }
    let head = text.trim_start().get(..512.min(text.trim_start().len())).unwrap_or(text).to_ascii_lowercase();
    TAGS.iter().any(|tag| head.contains(tag))
}

/// The address that browsers write into a page that they save.
pub fn saved_from(html: &str) -> Option<String> {
    let head = html.char_indices().nth(2048).map_or(html, |(at, _)| &html[..at]);
    let after = head.split("saved from url=(").nth(1)?;
    let url = after.split_once(')')?.1.split_whitespace().next()?;
    forms::url(url).is_ok().then(|| url.to_owned())
}

/// Reads an article in plain text. The first line is the headline if it is short and ends no sentence.
/// Lines that an editor or mail program wrapped are joined.
///
/// # Errors
/// A finding if this is no text.
pub fn read(text: &str, page: &Page) -> Result<Parts, Finding> {
    let controls = text.chars().take(10_000).filter(|c| c.is_control() && !c.is_whitespace()).count();
    if controls * 20 > text.chars().take(10_000).count() {
        return Err(no_article(&page.name, "it is no text"));
    }
    let mut lines = paragraphs(text);
    let is_title = |line: &String| line.split(' ').count() <= 30 && !line.ends_with(['.', ':', ';', ',', '。']);
    let title = lines.first().filter(|line| lines.len() > 1 && is_title(line)).cloned();
    if title.is_some() {
        lines.remove(0);
    }
    let mut lines: Vec<Line> = lines.into_iter().map(Line::text).collect();
    super::furniture::mark(&mut lines, None, None);
    debug_assert!(lines.iter().all(|line| line.kind != Kind::Caption));
    let found = Found { title, url: page.address.clone(), ..Found::default() };
    Ok(Parts { found, lines, notes: Vec::new() })
}

/// The longest line of a wrapped text, in characters.
const WRAPPED: usize = 100;

fn paragraphs(text: &str) -> Vec<String> {
    let lines: Vec<String> =
        text.replace("\r\n", "\n").split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{c}']).map(text::line).collect();
    let blocks: Vec<&[String]> = lines.split(String::is_empty).filter(|block| !block.is_empty()).collect();
    // A text is wrapped if empty lines part its blocks and all but their last lines are about as long.
    let inner: Vec<usize> =
        blocks.iter().flat_map(|block| &block[..block.len() - 1]).map(|line| line.chars().count()).collect();
    let even = inner.iter().filter(|length| (40..=WRAPPED).contains(*length)).count();
    let is_wrapped = blocks.len() > 1 && !inner.is_empty() && even * 10 >= inner.len() * 9;
    if is_wrapped {
        blocks.iter().map(|block| block.join(" ")).collect()
    } else {
        blocks.into_iter().flatten().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_are_joined_and_others_are_not() {
        let wrapped = "The headline\n\nThe first paragraph of this article goes on for more\nthan one line, as in mail.\n\nThe second one is short.";
        assert_eq!(
            paragraphs(wrapped)[1],
            "The first paragraph of this article goes on for more than one line, as in mail."
        );
        assert_eq!(paragraphs("One\r\nTwo\r\n\r\nThree\u{c}"), ["One", "Two", "Three"]);
        assert!(paragraphs("").is_empty());
    }

    #[test]
    fn formats_are_told_apart() {
        assert_eq!(other_format(b"%PDF-1.7"), Some("a PDF"));
        assert_eq!(other_format(b"RIFF\0\0\0\0WEBPVP8"), Some("a picture"));
        assert_eq!(other_format(b"<html>"), None);
        let page = |name: &str| Page { name: name.to_owned(), ..Page::default() };
        assert!(is_html("x", &page("a.HTM")) && !is_html("<p>x</p>", &page("a.txt")) && is_html("\n<p>x", &page("-")));
        assert!(!is_html("a < b and c > d", &page("-")));
        let saved = "<!-- saved from url=(0035)https://courant.example/region/1 --><html>";
        assert_eq!(saved_from(saved).as_deref(), Some("https://courant.example/region/1"));
    }
}
