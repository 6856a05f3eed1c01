//! Markdown to HTML with open places: headings, notes, marks, links and pictures as Rashomon has them.
//!
//! The parser's events are walked once. What is ordinary goes to the library's HTML writer; what is
//! ours (marks, links within the site, pictures, code, tables, headings, footnotes) becomes a slot or
//! is written here, with nothing that needs an inline style.

mod footnotes;
mod inline;
mod literal;
mod table;
mod walk;

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::{
    front::Spanned,
    highlight::Highlighter,
    html::{Depth, Slots},
    mark::ParsedMark,
};
use crate::{
    diagnostic::{Finding, Place, SourceText},
    model::{Html, Link},
    world::World,
};
use walk::{Open, Walk};

/// What a file's Markdown is rendered with.
pub struct Scope<'a> {
    pub world: &'a dyn World,
    pub source: &'a SourceText,
    pub highlighter: &'a Highlighter,
    /// Put before every anchor, so that several files can stand on one page.
    pub prefix: String,
    /// Level that the highest heading gets, from 1.
    pub top_level: usize,
    /// Whether marks may stand here.
    pub marks: bool,
    /// Whether every heading begins a section of its own.
    pub split: bool,
}

/// A rendered body.
#[derive(Debug, Default)]
pub struct Body {
    /// One section, or one a heading if the scope splits.
    pub sections: Vec<Section>,
    pub marks: Vec<ParsedMark>,
    /// Links within the site.
    pub links: Vec<Spanned<BodyLink>>,
    /// Paths of the pictures it shows.
    pub images: Vec<String>,
    /// Anchors of its headings as links in Markdown name them, without prefix.
    pub anchors: Vec<String>,
    pub has_code: bool,
}

/// A link within the site that has to be checked.
#[derive(Debug, PartialEq, Eq)]
pub enum BodyLink {
    /// To an anchor in the same file.
    Anchor(String),
    To(Link),
}

/// A stretch of text and the heading above it.
#[derive(Debug, Default)]
pub struct Section {
    pub heading: Option<Heading>,
    pub html: Html,
}

/// A heading where the scope splits.
#[derive(Debug)]
pub struct Heading {
    pub level: usize,
    pub text: String,
    /// The explicit id.
    pub id: Option<String>,
    pub classes: Vec<String>,
    pub attributes: Vec<(String, Option<String>)>,
    pub span: Range<usize>,
}

/// Renders the body of a file. `body` is its range in the file's text.
pub fn render(scope: &Scope<'_>, body: Range<usize>, findings: &mut Vec<Finding>) -> Body {
    let text = &scope.source.text()[body.clone()];
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    let events: Vec<(Event<'_>, Range<usize>)> = Parser::new_ext(text, options)
        .into_offset_iter()
        .map(|(event, range)| (event, range.start + body.start..range.end + body.start))
        .collect();
    let mut walk = Walk {
        scope,
        findings,
        shift: heading_shift(&events, scope.top_level),
        slots: Slots::default(),
        body: Body::default(),
        open: vec![Open::default()],
        anchors: BTreeSet::new(),
        numbers: Numbers::new(),
        containers: 0,
        definition: None,
        definitions: BTreeMap::new(),
        notes: BTreeMap::new(),
        coloured: 0,
        covered: Vec::new(),
        raw_blocks: Vec::new(),
        has_raw_html: false,
        depth: Depth::default(),
        table: None,
    };
    walk.all(&events);
    walk.report_literal_marks(&body);
    walk.finish()
}

/// How many levels all headings move down so that the highest stands on `top`.
fn heading_shift(events: &[(Event<'_>, Range<usize>)], top: usize) -> usize {
    let levels = events.iter().filter_map(|(event, _)| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(*level as usize),
        _ => None,
    });
    levels.min().map_or(0, |highest| top.saturating_sub(highest))
}

/// An anchor from a heading's text, as GitHub makes it: lower case, words joined by hyphens.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for character in text.chars().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() || character == '_' {
            slug.push(character);
        } else if (character.is_whitespace() || character == '-') && !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "section".to_owned() } else { slug.to_owned() }
}

/// The last number that each name was given. Names are never given back, so all below are taken.
pub type Numbers = BTreeMap<String, usize>;

/// `wanted` if it is free, else with the first number that makes it so.
pub fn first_free(wanted: &str, numbers: &mut Numbers, is_free: impl Fn(&str) -> bool) -> String {
    if is_free(wanted) {
        return wanted.to_owned();
    }
    let number = numbers.entry(wanted.to_owned()).or_insert(1);
    loop {
        *number += 1;
        let name = format!("{wanted}-{number}");
        if is_free(&name) {
            return name;
        }
    }
}

/// The place of `needle`, less its first `skip` bytes, in the braces at a heading's end; the whole
/// heading if it does not stand there.
pub fn in_braces(source: &SourceText, heading: &Range<usize>, needle: &str, skip: usize) -> Place {
    let raw = &source.text()[heading.clone()];
    let found = raw.rfind('{').and_then(|brace| Some(raw[brace..].find(needle)? + brace + heading.start));
    found.map_or_else(|| source.at(heading.clone()), |at| source.at(at + skip..at + needle.len()))
}
