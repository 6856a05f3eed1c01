//! Rendered text that does not yet know on which page it will stand.

use std::borrow::Cow;

use memchr::memchr;

/// HTML that is safe to print, in pieces: links within the site and marks are left open, since they
/// look different from every page. An empty list is no text.
pub type Html = Vec<Piece>;

/// A piece of rendered text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// HTML that is printed as it is.
    Html(String),
    /// A link within the site, at the place of a URL in an attribute.
    Link(Link),
    /// The place of a mark, by its index in the source that the text belongs to.
    Mark(usize),
}

/// Where a link within the site leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// A file of the content (`content/about.md`, a picture), and an anchor in it.
    File { path: String, anchor: Option<String> },
    /// An address from the site's root, such as `/methodology/#values`.
    Address(String),
}

/// The text of a body without its markup.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct PlainText {
    /// A line a block.
    pub text: String,
    /// Where the marks of the body begin in it, each by its index in the source.
    pub marks: Vec<(usize, usize)>,
}

/// Takes the markup out of a body, whose marks have the words that `quote` tells.
pub fn plain_text<'q>(html: &[Piece], quote: impl Fn(usize) -> &'q str) -> PlainText {
    let length = |piece: &Piece| if let Piece::Html(html) = piece { html.len() } else { 0 };
    let mut reader = Reader::default();
    reader.plain.text.reserve(html.iter().map(length).sum());
    for piece in html {
        match piece {
            Piece::Mark(mark) => {
                reader.plain.marks.push((*mark, reader.plain.text.len()));
                reader.plain.text.push_str(quote(*mark));
            }
            Piece::Html(html) => reader.read(html),
            Piece::Link(_) => {}
        }
    }
    reader.plain
}

/// Elements within a line of text; all others part lines.
const INLINE: [&str; 22] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "time", "u",
];

/// What the numbers of footnotes stand in, where a note is referred to and where it is written.
const NUMBERS: [&str; 2] = ["class=\"footnote-reference\"", "class=\"footnote-label\""];

#[derive(Default)]
struct Reader {
    plain: PlainText,
    /// The beginning of a tag that goes on in another piece: a link stands within one.
    tag: Option<String>,
    /// Whether this is the number of a footnote, which is no word of the text.
    in_number: bool,
}

impl Reader {
    /// Our own HTML holds `<` and `>` only where a tag begins and ends, since text and attributes are
    /// escaped.
    fn read(&mut self, html: &str) {
        let mut rest = html;
        if let Some(mut tag) = self.tag.take() {
            let Some(end) = memchr(b'>', rest.as_bytes()) else {
                tag.push_str(rest);
                self.tag = Some(tag);
                return;
            };
            tag.push_str(&rest[..end]);
            self.end_tag(&tag);
            rest = &rest[end + 1..];
        }
        while let Some(start) = memchr(b'<', rest.as_bytes()) {
            self.text(&rest[..start]);
            rest = &rest[start + 1..];
            let Some(end) = memchr(b'>', rest.as_bytes()) else {
                self.tag = Some(rest.to_owned());
                return;
            };
            self.end_tag(&rest[..end]);
            rest = &rest[end + 1..];
        }
        self.text(rest);
    }

    /// A line break of the HTML is a space: only blocks stand on lines of their own.
    fn text(&mut self, part: &str) {
        if self.in_number {
            return;
        }
        let mut rest = part;
        while let Some(end) = memchr(b'\n', rest.as_bytes()) {
            self.plain.text.push_str(&unescape(&rest[..end]));
            if !self.plain.text.is_empty() && !self.plain.text.ends_with(char::is_whitespace) {
                self.plain.text.push(' ');
            }
            rest = &rest[end + 1..];
        }
        self.plain.text.push_str(&unescape(rest));
    }

    fn end_tag(&mut self, tag: &str) {
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if name == "sup" || name == "span" {
            self.in_number = NUMBERS.iter().any(|class| tag.contains(class));
        } else if !INLINE.contains(&name) {
            self.plain.text.push('\n');
        }
    }
}

fn unescape(html: &str) -> Cow<'_, str> {
    if memchr(b'&', html.as_bytes()).is_none() {
        return Cow::Borrowed(html);
    }
    let html = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    Cow::Owned(html.replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::{Link, Piece, plain_text};

    #[test]
    fn text_is_what_readers_read() {
        let html = |html: &str| Piece::Html(html.to_owned());
        let body = [
            html("<p>In <a href=\""),
            Piece::Link(Link::Address("/a/".into())),
            html(
                "\" title=\"A &gt; B\">the <em>No</em>rth</a><sup class=\"footnote-reference\" id=\"ref.1\"><a href=\"#n\">1</a></sup>, ",
            ),
            Piece::Mark(0),
            html(" &amp;amp; H<sub>2</sub>O,\nthe 3<sup>rd</sup></p>\n<ul><li>one"),
            Piece::Mark(1),
            html(
                "</li></ul><div class=\"footnote\" id=\"n\"><span class=\"footnote-label\"><a href=\"#ref.1\">1</a></span>\n",
            ),
            html("<p>A <span lang=\"fr\">note</span></p>\n</div>"),
        ];
        let plain = plain_text(&body, |mark| ["first", "second"][mark]);
        let lines: Vec<&str> = plain.text.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["In the North, first &amp; H2O, the 3rd", "onesecond", "A note"]);
        assert!(
            plain
                .marks
                .iter()
                .map(|(_, at)| &plain.text[*at..])
                .zip(["first", "second"])
                .all(|(t, s)| t.starts_with(s))
        );
    }
}
