//! The paragraphs of a piece of HTML, one a line.

use dom_query::{Document, NodeRef};

use super::text;

/// A paragraph, heading, caption, list item or row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    pub kind: Kind,
    /// Which share of its letters stands in links, in hundredths.
    pub linked: u8,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Heading,
    Row,
    Caption,
    Furniture,
}

impl Line {
    /// A plain paragraph.
    pub fn text(text: String) -> Line {
        Line { text, kind: Kind::Text, linked: 0 }
    }
}

/// The lines of a document in its order.
pub fn of(document: &Document) -> Vec<Line> {
    let mut walk = Walk { lines: Vec::new(), text: String::new(), linked: 0, kind: Kind::Text };
    walk.children(&document.root(), State { kind: Kind::Text, in_link: false, in_row: false });
    walk.flush();
    walk.lines
}

/// Elements that stand within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr", "nobr", "img", "picture", "source", "amp-img",
];

struct Walk {
    lines: Vec<Line>,
    /// The line that is being written, and how many of its letters stand in links.
    text: String,
    linked: usize,
    kind: Kind,
}

#[derive(Clone, Copy)]
struct State {
    kind: Kind,
    in_link: bool,
    in_row: bool,
}

impl Walk {
    /// Recurses; the page was made tame before, so it is not nested deeply.
    fn children(&mut self, node: &NodeRef, state: State) {
        for child in node.children_it(false) {
            if child.is_text() {
                let text = child.text();
                if state.in_link {
                    self.linked += text.chars().filter(|c| c.is_alphanumeric()).count();
                }
                self.kind = state.kind;
                self.text.push_str(&text);
            } else if child.is_element() {
                self.element(&child, state);
            }
        }
    }

    fn element(&mut self, node: &NodeRef, state: State) {
        let name = node.node_name().unwrap_or_default();
        let name = &*name;
        if INLINE.contains(&name) && !is_caption(node) {
            return self.children(node, State { in_link: state.in_link || name == "a", ..state });
        }
        if name == "br" {
            return self.flush();
        }
        if matches!(name, "td" | "th") && state.in_row {
            if !self.text.trim().is_empty() {
                self.text.push_str(" | ");
            }
            return self.children(node, state);
        }
        // A cell is one piece of its row, whatever blocks it has.
        if state.in_row && name != "table" && name != "tr" {
            self.text.push(' ');
            return self.children(node, state);
        }
        self.flush();
        let kind = match name {
            _ if is_caption(node) => Kind::Caption,
            _ if state.kind == Kind::Caption => Kind::Caption,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading,
            _ => state.kind,
        };
        let is_row = name == "tr" && !is_layout(node);
        self.children(node, State { kind: if is_row { Kind::Row } else { kind }, in_row: is_row, ..state });
        self.flush();
    }

    fn flush(&mut self) {
        let raw = std::mem::take(&mut self.text);
        let linked = std::mem::take(&mut self.linked);
        let text = text::line(&raw);
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        if let Some(share) = (linked * 100).checked_div(letters) {
            let share = share.min(100);
            self.lines.push(Line { text, kind: self.kind, linked: u8::try_from(share).unwrap_or(100) });
        }
    }
}

/// Words in `class` by which pages call a caption that is no `<figcaption>`.
const CAPTIONS: [&str; 5] = ["caption", "figcaption", "imagecaption", "photocaption", "cutline"];

fn is_caption(node: &NodeRef) -> bool {
    if node.has_name("figcaption") || node.has_name("caption") {
        return true;
    }
    let Some(class) = node.class() else { return false };
    // `wp-caption` is the whole figure, `wp-caption-text` its caption.
    let has_words = !node.element_children().iter().any(|child| child.has_name("img") || is_caption_text(child));
    let class = class.to_ascii_lowercase();
    has_words && class.split(|c: char| !c.is_alphanumeric()).any(|word| CAPTIONS.contains(&word))
}

fn is_caption_text(node: &NodeRef) -> bool {
    node.class().is_some_and(|class| class.contains("caption"))
}

/// Whether a row holds columns of a page rather than cells of a table: some cell has paragraphs.
fn is_layout(row: &NodeRef) -> bool {
    row.descendants_it().any(|inner| inner.has_name("p") || inner.has_name("div") || inner.has_name("table"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(html: &str) -> Vec<(String, Kind, u8)> {
        of(&Document::fragment(html)).into_iter().map(|line| (line.text, line.kind, line.linked)).collect()
    }

    #[test]
    fn blocks_are_lines_and_spans_are_not() {
        let html = "<h2>A <b>b</b></h2>loose <a>li<i>nk</i></a><div><p>One</p> two<br>three<ul><li>4</li><li>5</li></ul></div>";
        let lines: Vec<String> = told(html).into_iter().map(|line| line.0).collect();
        assert_eq!(lines, ["A b", "loose link", "One", "two", "three", "4", "5"]);
        assert_eq!(told(html)[1].2, 44);
        assert_eq!(told(html)[0].1, Kind::Heading);
    }

    #[test]
    fn captions_and_rows_are_known() {
        let html = "<figure><img><figcaption><p>See <i>it</i></p></figcaption></figure>\
                    <div class='wp-caption'><img><p class='wp-caption-text'>Or this</p></div>\
                    <table><tr><th>a</th><th><b>b</b></th></tr><tr><td>1</td><td>2</td></tr></table>\
                    <table><tr><td><p>Page</p></td></tr></table>";
        assert_eq!(
            told(html),
            [
                ("See it".to_owned(), Kind::Caption, 0),
                ("Or this".to_owned(), Kind::Caption, 0),
                ("a | b".to_owned(), Kind::Row, 0),
                ("1 | 2".to_owned(), Kind::Row, 0),
                ("Page".to_owned(), Kind::Text, 0),
            ]
        );
    }
}
