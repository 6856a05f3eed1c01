//! What well-formed means, said by html5ever, a browser's parser.
//!
//! Every body: read tag by tag there is no error of the HTML standard (no stray `<`, no attribute twice, no
//! character that is none), every element that opens closes and in its order; read as part of a page nothing
//! of it comes to stand outside the element that it was put into.
//!
//! A body without raw HTML, moreover: a parser builds it into a page without a single error, and what it
//! built, written out again, is the text that it read, but for ways of writing that mean the same. Where an
//! editor writes raw HTML, elements may stand in each other that should not, such as a table in a paragraph;
//! those are taken apart by every browser in the same way, and it is for a validator to complain.

use std::cell::RefCell;

use dom_query::Document;
use html5ever::{
    buffer_queue::BufferQueue,
    tendril::StrTendril,
    tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts},
};

/// Elements that have no end.
const VOID: [&str; 9] = ["area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"];

/// Panics if a fragment is not well-formed. `is_raw` says whether there was raw HTML in what it was made from.
pub fn check(html: &str, is_raw: bool) {
    let wrong = tag_by_tag(html);
    assert!(wrong.is_empty(), "{wrong:?} in\n{html}");
    let page = format!("<!DOCTYPE html><html><head><title>t</title></head><body><main>{html}</main></body></html>");
    let document = Document::from(page.as_str());
    assert_eq!(document.select("body > *").length(), 1, "something comes to stand outside:\n{html}");
    assert_eq!(
        document.select("body").text().len(),
        document.select("main").text().len(),
        "text comes to stand outside:\n{html}"
    );
    if !is_raw {
        let errors = document.errors.borrow();
        assert!(errors.is_empty(), "{errors:?} in\n{html}");
        assert_eq!(plain(&document.select("main").inner_html()), plain(html), "the parser reads something else");
    }
}

/// What is wrong with the tags of a text.
fn tag_by_tag(html: &str) -> Vec<String> {
    let tokenizer = Tokenizer::new(Tags::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let Tags { open, wrong } = tokenizer.sink;
    let mut wrong = wrong.into_inner();
    wrong.extend(open.into_inner().iter().map(|name| format!("<{name}> stays open")));
    wrong
}

#[derive(Default)]
struct Tags {
    open: RefCell<Vec<String>>,
    wrong: RefCell<Vec<String>>,
}

impl TokenSink for Tags {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut open = self.open.borrow_mut();
        match token {
            Token::TagToken(tag) => {
                let name = tag.name.to_string();
                match tag.kind {
                    html5ever::tokenizer::StartTag if VOID.contains(&name.as_str()) => {}
                    html5ever::tokenizer::StartTag => open.push(name),
                    html5ever::tokenizer::EndTag => {
                        if open.last() == Some(&name) {
                            open.pop();
                        } else {
                            self.wrong.borrow_mut().push(format!("</{name}> closes something else"));
                        }
                    }
                }
            }
            Token::ParseError(error) => self.wrong.borrow_mut().push(error.into_owned()),
            Token::CommentToken(_) | Token::DoctypeToken(_) => self.wrong.borrow_mut().push("a comment".to_owned()),
            Token::CharacterTokens(_) | Token::NullCharacterToken | Token::EOFToken => {}
        }
        TokenSinkResult::Continue
    }
}

/// The same text with one way of writing for what can be written in several.
fn plain(html: &str) -> String {
    let slashes = html.replace(" />", ">").replace("/>", ">").replace("=\"\"", "");
    let references = slashes
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&gt;", ">")
        .replace("&nbsp;", "\u{a0}");
    references.replace("\r\n", "\n").replace('\r', "\n")
}
