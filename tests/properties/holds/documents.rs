//! Front matter, marks, and Markdown with marks.

use std::sync::LazyLock;

use rashomon::{
    content::{Highlighter, Reading, event, front, page, source},
    diagnostic::{Finding, SourceText},
    model::{Html, Piece},
    world::MemoryWorld,
};

use super::{can_be_told, well_formed};

static HIGHLIGHTER: LazyLock<Highlighter> = LazyLock::new(Highlighter::default);

/// A picture, so that Markdown can show one.
const GIF: [u8; 19] = *b"GIF89a\x02\x00\x03\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff";

/// Any file may stand where front matter is expected. The body begins behind it, on a border of characters.
pub fn front_matter(bytes: &[u8]) {
    let text = SourceText::new("content/a.md", String::from_utf8_lossy(bytes).into_owned());
    let rest = |body: usize| assert!(text.text().is_char_boundary(body));
    let (event, findings) = front::event(&text);
    event.inspect(|front| rest(front.body));
    can_be_told(&findings);
    let (source, findings) = front::source(&text);
    source.inspect(|front| rest(front.body));
    can_be_told(&findings);
    let (outlet, findings) = front::outlet(&text);
    outlet.inspect(|front| rest(front.body));
    can_be_told(&findings);
    let (page, findings) = front::page(&text);
    page.inspect(|front| rest(front.body));
    can_be_told(&findings);
}

/// Any text may be the destination and the title of a mark. The mark has the words that it was given, and
/// its places are in the file.
pub fn mark(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (destination, title) = text.split_once('\0').unwrap_or((&text, ""));
    let body = format!("An [excerpt](<fact:{destination}> \"{title}\") and [two](fact:{destination})\n");
    let mut findings = Vec::new();
    let (file, document) = read_source("", &body, &mut findings);
    can_be_told(&findings);
    for mark in document.iter().flat_map(|document| &document.marks) {
        assert!(file.text().get(mark.span.clone()).is_some());
        assert!(file.text().get(mark.quote.span.clone()).is_some());
    }
}

/// Any text may be a body: what comes is well-formed HTML (see [`well_formed`]), each mark stands in it at
/// most once, and the marks that do stand are marks of the document.
pub fn markdown(bytes: &[u8]) {
    let body = String::from_utf8_lossy(bytes);
    let is_raw = body.contains('<');
    let mut findings = Vec::new();
    if let (_, Some(document)) = read_source("", &body, &mut findings) {
        let mut marks: Vec<usize> = document
            .html
            .iter()
            .filter_map(|piece| if let Piece::Mark(mark) = piece { Some(*mark) } else { None })
            .collect();
        let count = marks.len();
        marks.sort_unstable();
        marks.dedup();
        assert_eq!(marks.len(), count, "a mark stands twice");
        assert!(marks.iter().all(|mark| *mark < document.marks.len()));
        well_formed::check(&shown(&document.html), is_raw);
    }
    let world = world();
    let reading = Reading { world: &world, highlighter: &HIGHLIGHTER };
    let text = |path: &str, front: &str| SourceText::new(path, format!("+++\n{front}\n+++\n{body}"));
    if let Some(page) = page::page(reading, text("content/a.md", "title = \"A\""), &mut findings) {
        well_formed::check(&shown(&page.text.html), is_raw);
    }
    let front = "title = \"E\"\ndate = 2024-03-02\nsummary = \"S\"";
    if let Some(event) = event::read(reading, text("content/events/e/index.md", front), &mut findings) {
        well_formed::check(&shown(&event.opening), is_raw);
        let notes = event.groups.iter().flat_map(|group| &group.notes).map(|note| &note.html);
        let declared = event.facts.iter().map(|fact| &fact.note);
        for html in notes.chain(declared).chain(event.voices.iter().map(|voice| &voice.note)) {
            well_formed::check(&shown(html), is_raw);
        }
    }
    can_be_told(&findings);
}

/// Reads a source with a body.
pub fn read_source(
    front: &str,
    body: &str,
    findings: &mut Vec<Finding>,
) -> (SourceText, Option<source::SourceDocument>) {
    let world = world();
    let reading = Reading { world: &world, highlighter: &HIGHLIGHTER };
    let file = SourceText::new("content/events/e/a.md", format!("+++\noutlet = \"a\"\n{front}\n+++\n{body}"));
    (file.clone(), source::read(reading, file, "a", findings))
}

fn world() -> MemoryWorld {
    MemoryWorld::new().file("content/dot.gif", GIF).file("content/events/e/dot.gif", GIF)
}

/// A body as some page would have it, with marks and links.
pub fn shown(html: &Html) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Html(html) => html.clone(),
        Piece::Link(_) => "in-site".to_owned(),
        Piece::Mark(_) => "<q>mark</q>".to_owned(),
    };
    html.iter().map(piece).collect()
}
