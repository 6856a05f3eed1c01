//! Hostile markup made tame, in one pass over its tags and before any tree is built.
//!
//! A parser of HTML does what its standard asks for, and some of that takes time or memory by the square
//! of the page: each of 100,000 open elements is looked at for each further one, and formatting elements
//! that are never closed are opened again in every paragraph. So the page's tokens are written anew:
//!
//! - scripts, styles, templates, frames, drawings and comments go; JSON-LD is set aside for the metadata;
//! - elements that are nested deeper than [`MAX_DEPTH`] lose their tags and keep their text (browsers do
//!   the same, at 512);
//! - formatting elements but links lose their attributes, so that the parser's own limit of three equal
//!   ones holds ("Noah's Ark clause" of the HTML standard);
//! - a page with more than [`MAX_TAGS`] elements or [`MAX_BYTES`] of text and tags is refused.

use std::{cell::RefCell, collections::HashMap, fmt::Write as _};

use html5ever::{
    tendril::StrTendril,
    tokenizer::{
        BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts, states::RawKind,
    },
};

/// How deep elements may be nested.
pub const MAX_DEPTH: usize = 256;
/// How many elements a page may have; long reports with all their surroundings have some 10,000.
pub const MAX_TAGS: usize = 150_000;
/// How much may be left of a page, in bytes; long reports leave some 500 kB.
pub const MAX_BYTES: usize = 4 << 20;

/// How much the tokenizer is given at once, in characters.
const PIECE: usize = 1 << 14;

/// A page without what is dangerous or useless in it.
#[derive(Debug, Default)]
pub struct Tame {
    pub html: String,
    /// The texts of its `<script type="application/ld+json">`.
    pub json_ld: Vec<String>,
}

/// Why a page is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TooMuch {
    Tags,
    Text,
}

/// Rewrites a page.
///
/// # Errors
/// When the page has more tags or text than any article.
pub fn tame(html: &str) -> Result<Tame, TooMuch> {
    let html = html.replace('\0', "");
    let input = BufferQueue::default();
    // In pieces, so that what the tokenizer takes out of the text does not move all the rest.
    let mut rest = html.as_str();
    while !rest.is_empty() {
        let end = rest.char_indices().nth(PIECE).map_or(rest.len(), |(at, _)| at);
        let (piece, after) = rest.split_at(end);
        input.push_back(StrTendril::from_slice(piece));
        rest = after;
    }
    let tokenizer = Tokenizer::new(Writer::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let state = tokenizer.sink.state.into_inner();
    state.too_much.map_or(Ok(state.tame), Err)
}

/// Elements whose content is no text of the page.
const DROPPED: &[&str] = &[
    "script",
    "style",
    "template",
    "svg",
    "math",
    "iframe",
    "object",
    "embed",
    "canvas",
    "audio",
    "video",
    "noembed",
    "noframes",
    "xmp",
    "plaintext",
    "select",
    "datalist",
    "textarea",
];
/// Elements without content.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "frame", "hr", "img", "input", "keygen", "link", "meta", "param", "source", "track",
    "wbr",
];
/// Elements that end where the next one or their parent ends, tag or no tag.
const SELF_ENDING: &[&str] = &[
    "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "colgroup", "caption", "html", "head", "body",
];
/// Elements that the parser opens again; links are not among them, for it closes them itself.
const FORMATTING: &[&str] =
    &["b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u", "nobr"];
/// The attributes that later rooms look at.
const ATTRIBUTES: &[&str] = &[
    "class",
    "id",
    "href",
    "rel",
    "lang",
    "dir",
    "name",
    "property",
    "content",
    "itemprop",
    "itemtype",
    "itemscope",
    "datetime",
    "pubdate",
    "role",
    "hidden",
    "aria-hidden",
    "style",
    "http-equiv",
    "data-caption",
    "title",
];
/// The longest value of an attribute that is kept, in bytes.
const MAX_ATTRIBUTE: usize = 4096;

#[derive(Default)]
struct Writer {
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    tame: Tame,
    tags: usize,
    too_much: Option<TooMuch>,
    /// Names of the open elements that are written.
    open: Vec<String>,
    /// How many open elements of a name are not written, for they are too deep.
    unwritten: HashMap<String, usize>,
    /// The element that is being dropped, and how often it is nested in itself.
    dropping: Option<(String, usize)>,
    /// Whether what is being dropped is JSON-LD.
    is_json_ld: bool,
}

impl TokenSink for Writer {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::TagToken(tag) if state.too_much.is_none() => return state.tag(&tag),
            // Stops the tokenizer: all further work would be for nothing.
            Token::TagToken(_) => return TokenSinkResult::Script(()),
            Token::CharacterTokens(text) if state.too_much.is_none() => state.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn text(&mut self, text: &str) {
        if self.dropping.is_some() {
            if let Some(json) = self.tame.json_ld.last_mut().filter(|_| self.is_json_ld) {
                json.push_str(text);
            }
            return;
        }
        escape(&mut self.tame.html, text);
        if self.tame.html.len() > MAX_BYTES {
            self.too_much = Some(TooMuch::Text);
        }
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = &*tag.name;
        let is_start = tag.kind == TagKind::StartTag;
        if let Some((dropped, depth)) = &mut self.dropping {
            if dropped == name {
                *depth = if is_start { *depth + 1 } else { *depth - 1 };
                if *depth == 0 {
                    (self.dropping, self.is_json_ld) = (None, false);
                }
            }
            return if is_start { raw(name) } else { TokenSinkResult::Continue };
        }
        self.tags += usize::from(is_start);
        if self.tags > MAX_TAGS {
            self.too_much = Some(TooMuch::Tags);
        } else if DROPPED.contains(&name) {
            if is_start && !(tag.self_closing && matches!(name, "svg" | "math")) && name != "embed" {
                self.drop_content(tag);
            }
        } else if is_start {
            self.start(tag);
        } else {
            self.end(name);
        }
        if is_start { raw(name) } else { TokenSinkResult::Continue }
    }

    fn drop_content(&mut self, tag: &Tag) {
        let is_json = |value: &str| value.trim().to_ascii_lowercase().starts_with("application/ld+json");
        self.is_json_ld =
            &*tag.name == "script" && tag.attrs.iter().any(|a| &*a.name.local == "type" && is_json(&a.value));
        if self.is_json_ld {
            self.tame.json_ld.push(String::new());
        }
        self.dropping = Some((tag.name.to_string(), 1));
    }

    fn start(&mut self, tag: &Tag) {
        let name = &*tag.name;
        if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return;
        }
        if !VOID.contains(&name) && !SELF_ENDING.contains(&name) {
            if self.open.len() >= MAX_DEPTH {
                *self.unwritten.entry(name.to_owned()).or_default() += 1;
                self.tame.html.push(' ');
                return;
            }
            self.open.push(name.to_owned());
        }
        let html = &mut self.tame.html;
        let _ = write!(html, "<{name}");
        for attribute in tag.attrs.iter().filter(|_| !FORMATTING.contains(&name)) {
            let key = &*attribute.name.local;
            if ATTRIBUTES.contains(&key) && attribute.value.len() <= MAX_ATTRIBUTE {
                let _ = write!(html, " {key}=\"");
                escape(html, &attribute.value);
                html.push('"');
            }
        }
        html.push('>');
        if html.len() > MAX_BYTES {
            self.too_much = Some(TooMuch::Text);
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(unwritten) = self.unwritten.get_mut(name).filter(|unwritten| **unwritten > 0) {
            *unwritten -= 1;
            self.tame.html.push(' ');
            return;
        }
        let known = SELF_ENDING.contains(&name) || name == "br";
        if let Some(at) = self.open.iter().rposition(|open| open == name) {
            // A formatting element may end before one within it, which then stays open.
            if FORMATTING.contains(&name) || name == "a" {
                self.open.remove(at);
            } else {
                self.open.truncate(at);
            }
        } else if !known {
            return;
        }
        let _ = write!(self.tame.html, "</{name}>");
    }
}

/// Elements whose content has no tags: the tokenizer must be told.
fn raw(name: &str) -> TokenSinkResult<()> {
    match name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        "plaintext" => TokenSinkResult::Plaintext,
        _ => TokenSinkResult::Continue,
    }
}

fn escape(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\0' => {}
            c => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(page: &str) -> String {
        tame(page).unwrap().html
    }

    #[test]
    fn what_is_no_text_goes() {
        let page = "<!doctype html><!-- x --><p onclick=x class='a\"b' data-x=1>One<script>if (a < b) '</p>'</script>\
                    <style>p > a {}</style><svg><svg></svg><text>no</text></svg> &lt;two&gt; &eacute;<br/>three";
        assert_eq!(html(page), "<p class=\"a&quot;b\">One &lt;two&gt; é<br>three");
        let page = "<script type='application/ld+json'>{\"a\": \"</p>\"}</script><title>A <b> c</title>x<select><option>y</select>";
        let tame = tame(page).unwrap();
        assert_eq!(tame.json_ld, ["{\"a\": \"</p>\"}"]);
        assert_eq!(tame.html, "<title>A &lt;b&gt; c</title>x");
    }

    #[test]
    fn deep_elements_keep_their_text() {
        let deep = 100_000;
        let page = format!("{}one{}two", "<div>".repeat(deep), "</div>".repeat(deep));
        let html = html(&page);
        assert_eq!(html.matches("<div>").count(), MAX_DEPTH);
        assert_eq!(html.matches("</div>").count(), MAX_DEPTH);
        assert!(html.ends_with("two") && html.contains("one"));
    }

    #[test]
    fn formatting_elements_that_stay_open_are_all_alike() {
        assert_eq!(html("<b id=1>x</i><b id=2></div>y</b>"), "<b>x<b>y</b>");
    }

    #[test]
    fn pages_larger_than_any_article_are_refused() {
        assert_eq!(tame(&"<br>".repeat(MAX_TAGS + 1)).unwrap_err(), TooMuch::Tags);
        assert_eq!(tame(&"word ".repeat(MAX_BYTES / 5 + 1)).unwrap_err(), TooMuch::Text);
        assert!(tame(&format!("<script>{}</script>ok", "x".repeat(2 * MAX_BYTES))).is_ok());
    }
}
