//! The walk over the parser's events.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd, html::push_html};

use super::{Body, Heading, Numbers, Scope, Section, first_free, in_braces, slug, table::Table};
use crate::{
    content::{
        front::is_id,
        html::{Depth, Slots},
        mark,
    },
    diagnostic::{Code, Finding, SourceText},
    model::Piece,
    world::limits,
};

/// A section being written.
#[derive(Default)]
pub(super) struct Open<'e> {
    pub(super) heading: Option<Heading>,
    pub(super) events: Vec<Event<'e>>,
    /// Labels of the footnotes whose first reference stands here.
    pub(super) footnotes: Vec<String>,
}

pub(super) struct Walk<'a, 'e> {
    pub(super) scope: &'a Scope<'a>,
    pub(super) findings: &'a mut Vec<Finding>,
    pub(super) shift: usize,
    pub(super) slots: Slots,
    pub(super) body: Body,
    pub(super) open: Vec<Open<'e>>,
    /// The body's anchors once more, to be found at once.
    pub(super) anchors: BTreeSet<String>,
    pub(super) numbers: Numbers,
    /// How many lists, quotations and footnotes are open.
    pub(super) containers: usize,
    /// The footnote definition that is being read.
    pub(super) definition: Option<String>,
    pub(super) definitions: BTreeMap<String, Vec<Event<'e>>>,
    /// Numbers of referenced footnotes by their labels, from 1 in order of the first reference.
    pub(super) notes: BTreeMap<String, usize>,
    /// Bytes of code that were to be coloured.
    pub(super) coloured: usize,
    /// Stretches of source in which `](fact:` and `[^x]` are not looked for.
    pub(super) covered: Vec<Range<usize>>,
    /// Blocks of raw HTML, in which Markdown is not read.
    pub(super) raw_blocks: Vec<Range<usize>>,
    /// Whether there is raw HTML anywhere. A footnote may stand in another section than its text.
    pub(super) has_raw_html: bool,
    pub(super) depth: Depth,
    pub(super) table: Option<Table>,
}

impl<'e> Walk<'_, 'e> {
    pub(super) fn all(&mut self, events: &[(Event<'e>, Range<usize>)]) {
        let mut index = 0;
        while index < events.len() {
            let (event, span) = &events[index];
            let end = index + element_length(&events[index..]);
            index = match event {
                Event::Start(Tag::Heading { .. }) => {
                    self.heading(&events[index..end]);
                    end
                }
                Event::Start(Tag::CodeBlock(kind)) => {
                    self.code_block(kind, &events[index + 1..end], span);
                    end
                }
                Event::Start(Tag::Image { dest_url, title, .. }) => {
                    self.image(dest_url, title, &plain_text(&events[index + 1..end]), span);
                    end
                }
                Event::Start(Tag::Link { dest_url, title, .. }) if mark::is_mark(dest_url) => {
                    self.mark(dest_url, title, &events[index + 1..end], span);
                    end
                }
                _ => {
                    self.single(event, span);
                    index + 1
                }
            };
        }
    }

    pub(super) fn single(&mut self, event: &Event<'e>, span: &Range<usize>) {
        match event {
            Event::Start(tag) if is_container(tag.to_end()) => self.containers += 1,
            Event::End(tag) if is_container(*tag) => self.containers -= 1,
            _ => {}
        }
        match event {
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let dest_url = self.link(*link_type, dest_url, span);
                let (link_type, title, id) = (*link_type, title.clone(), id.clone());
                self.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                self.covered.push(span.start..span.start + label.len() + 3);
                self.definition = Some(label.to_string());
                self.definitions.entry(label.to_string()).or_default();
            }
            Event::End(TagEnd::FootnoteDefinition) => self.definition = None,
            Event::FootnoteReference(label) => self.footnote_reference(label, span),
            Event::Code(_) => {
                self.covered.push(span.clone());
                self.push(event.clone());
            }
            Event::Start(Tag::HtmlBlock) => {
                self.raw_blocks.push(span.clone());
                self.push(event.clone());
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(html, event, span),
            Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell)
            | Event::End(TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell) => {
                self.table_part(event);
            }
            _ => self.push(event.clone()),
        }
    }

    pub(super) fn push(&mut self, event: Event<'e>) {
        match &self.definition {
            Some(label) => self.definitions.entry(label.clone()).or_default().push(event),
            None => self.section().events.push(event),
        }
    }

    pub(super) fn push_html(&mut self, html: String) {
        self.push(Event::InlineHtml(html.into()));
    }

    pub(super) fn section(&mut self) -> &mut Open<'e> {
        if self.open.is_empty() {
            self.open.push(Open::default());
        }
        let last = self.open.len() - 1;
        &mut self.open[last]
    }

    pub(super) fn heading(&mut self, events: &[(Event<'e>, Range<usize>)]) {
        let Some((Event::Start(Tag::Heading { level, id, classes, attrs }), span)) = events.first() else { return };
        let text = plain_text(&events[1..]);
        if let Some(id) = id {
            self.check_id(id, span);
        }
        if self.scope.split && self.containers == 0 {
            self.plain_heading(&events[1..]);
            let heading = Heading {
                level: *level as usize,
                text,
                id: id.as_ref().map(ToString::to_string),
                classes: classes.iter().map(ToString::to_string).collect(),
                attributes: attrs.iter().map(|(k, v)| (k.to_string(), v.as_ref().map(ToString::to_string))).collect(),
                span: trim_span(self.scope.source, span),
            };
            self.open.push(Open { heading: Some(heading), ..Open::default() });
            return;
        }
        let level = (*level as usize + self.shift).min(6);
        if self.scope.split {
            // In a quotation, list or footnote it cannot begin a section, and nobody links to it.
            if id.is_some() || !classes.is_empty() || !attrs.is_empty() {
                let message = "a heading in a list, quotation or footnote declares nothing";
                let place = self.scope.source.at(trim_span(self.scope.source, span));
                let finding = Finding::error(Code::MalformedHeading, message).at(place);
                self.findings.push(finding.hint("let the heading begin at the start of its line, in no list"));
            }
            self.push_html(format!("<h{level}>"));
            self.all(&events[1..events.len() - 1]);
            self.push_html(format!("</h{level}>\n"));
            return;
        }
        let anchor = self.new_anchor(&id.as_ref().map_or_else(|| slug(&text), ToString::to_string));
        let id = self.slots.attribute("id", &format!("{}{anchor}", self.scope.prefix));
        self.push_html(format!("<h{level}{id}>"));
        self.all(&events[1..events.len() - 1]);
        self.push_html(format!("</h{level}>\n"));
    }

    /// Reports what a label cannot have. Only its words go to the page, and to where labels stand alone.
    fn plain_heading(&mut self, events: &[(Event<'e>, Range<usize>)]) {
        let mut index = 0;
        while let Some((event, span)) = events.get(index) {
            let what = match event {
                Event::Start(Tag::Link { dest_url, .. }) if mark::is_mark(dest_url) => Some("mark"),
                Event::Start(Tag::Link { .. }) => Some("link"),
                Event::Start(Tag::Image { .. }) => Some("picture"),
                Event::FootnoteReference(_) => Some("footnote"),
                Event::Code(_) => {
                    self.covered.push(span.clone());
                    None
                }
                _ => None,
            };
            if let Some(what) = what {
                self.covered.push(span.clone());
                let message = format!("a heading of an event is plain text, and has no {what}");
                let finding = Finding::error(Code::MalformedHeading, message).at(self.scope.source.at(span.clone()));
                self.findings.push(finding.hint("write it into the text below the heading"));
            }
            index += element_length(&events[index..]).max(1);
        }
    }

    /// Reports an explicit id that has another form than ids have. Pages' own anchors have dots, so none
    /// of them can be met.
    fn check_id(&mut self, id: &str, heading: &Range<usize>) {
        if !is_id(id) {
            let place = in_braces(self.scope.source, heading, &format!("#{id}"), 1);
            let finding = Finding::error(Code::InvalidId, format!("`{id}` is no id")).at(place);
            self.findings.push(finding.hint("ids are lower-case letters, digits and hyphens"));
        }
    }

    fn new_anchor(&mut self, wanted: &str) -> String {
        let anchor = first_free(wanted, &mut self.numbers, |anchor| !self.anchors.contains(anchor));
        self.anchors.insert(anchor.clone());
        self.body.anchors.push(anchor.clone());
        anchor
    }

    pub(super) fn code_block(
        &mut self,
        kind: &CodeBlockKind<'e>,
        events: &[(Event<'e>, Range<usize>)],
        span: &Range<usize>,
    ) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        let code = plain_text(events);
        self.coloured += code.len();
        let language = if self.coloured > limits::COLOURED_BYTES { "" } else { language };
        let html = self.scope.highlighter.block(language, &code);
        let token = self.slots.hold(vec![Piece::Html(html)]);
        self.covered.push(span.clone());
        self.body.has_code = true;
        self.push(Event::Html(token.into()));
    }

    pub(super) fn finish(mut self) -> Body {
        let sections = std::mem::take(&mut self.open);
        for section in sections {
            let mut html = String::new();
            push_html(&mut html, section.events.into_iter());
            self.write_footnotes(&section.footnotes, &mut html);
            let html = self.slots.fill(&html, self.has_raw_html);
            self.body.sections.push(Section { heading: section.heading, html });
        }
        for (_, mark) in self.body.marks.iter().enumerate().filter(|(index, _)| !self.slots.has_mark(*index)) {
            // It would count in the comparison and stand nowhere.
            let finding = Finding::error(Code::MalformedMark, "this mark does not reach the page");
            let hint = "refer to the footnote that it stands in, or close the raw HTML before it";
            self.findings.push(finding.at(self.scope.source.at(mark.span.clone())).hint(hint));
        }
        self.body
    }
}

fn is_container(tag: TagEnd) -> bool {
    use TagEnd::{BlockQuote, DefinitionList, FootnoteDefinition, List};
    matches!(tag, BlockQuote(_) | List(_) | DefinitionList | FootnoteDefinition)
}

/// How many events an element takes, from its start to its end; one for anything else.
fn element_length(events: &[(Event<'_>, Range<usize>)]) -> usize {
    let mut depth = 0_usize;
    for (index, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return index + 1;
        }
        if !matches!(
            events[0].0,
            Event::Start(Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::Image { .. } | Tag::Link { .. })
        ) {
            return 1;
        }
    }
    events.len()
}

/// The text of inline events without its markup.
pub(super) fn plain_text(events: &[(Event<'_>, Range<usize>)]) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

fn trim_span(source: &SourceText, span: &Range<usize>) -> Range<usize> {
    span.start..span.start + source.text()[span.clone()].trim_end().len()
}
