//! What stands within a line and is ours: pictures, links, marks, raw HTML.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType};

use super::{
    BodyLink,
    walk::{Walk, plain_text},
};
use crate::{
    content::{
        front::Spanned,
        html::escape,
        image,
        links::{Destination, classify},
        mark::{self, ParsedMark},
    },
    diagnostic::{Code, Finding, SourceText},
    model::{Link, Piece},
    world::limits::HTML_DEPTH,
};

impl<'e> Walk<'_, 'e> {
    pub(super) fn image(&mut self, destination: &str, title: &str, alt: &str, span: &Range<usize>) {
        let place = self.scope.source.at(span.clone());
        self.covered.push(span.clone());
        if alt.trim().is_empty() {
            self.findings.push(
                Finding::error(Code::MissingAltText, format!("the picture `{destination}` has no alternative text"))
                    .at(place.clone())
                    .hint("say in the square brackets what the picture shows"),
            );
        }
        match image::measure(self.scope.world, self.scope.source.path(), destination) {
            Ok((path, size)) => {
                let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(title)) };
                let rest = format!(
                    "\" width=\"{}\" height=\"{}\" alt=\"{}\"{title} loading=\"lazy\">",
                    size.width,
                    size.height,
                    escape(alt)
                );
                let link = Link::File { path: path.clone(), anchor: None };
                let pieces = vec![Piece::Html("<img src=\"".into()), Piece::Link(link), Piece::Html(rest)];
                let token = self.slots.hold(pieces);
                self.body.images.push(path);
                self.push(Event::InlineHtml(token.into()));
            }
            Err(finding) => self.findings.push(finding.at(place)),
        }
    }

    pub(super) fn link(&mut self, link_type: LinkType, destination: &CowStr<'e>, span: &Range<usize>) -> CowStr<'e> {
        if link_type == LinkType::Email {
            return destination.clone();
        }
        let place = destination_span(self.scope.source, span, destination).unwrap_or_else(|| span.clone());
        match classify(self.scope.source.path(), destination) {
            Destination::External => destination.clone(),
            Destination::Forbidden(why) => {
                let finding = Finding::error(Code::ForbiddenLink, why).at(self.scope.source.at(place));
                self.findings.push(finding.hint("links may use http, https, mailto, or lead to a file of the site"));
                "#".into()
            }
            Destination::Anchor(anchor) => {
                let href = format!("#{}{anchor}", self.scope.prefix);
                self.body.links.push(Spanned { value: BodyLink::Anchor(anchor), span: place });
                href.into()
            }
            Destination::Internal(link) => {
                let token = self.slots.hold(vec![Piece::Link(link.clone())]);
                self.body.links.push(Spanned { value: BodyLink::To(link), span: place });
                token.into()
            }
        }
    }

    pub(super) fn mark(
        &mut self,
        destination: &str,
        title: &str,
        events: &[(Event<'e>, Range<usize>)],
        span: &Range<usize>,
    ) {
        let source = self.scope.source;
        let quote = plain_text(events);
        self.covered.push(span.clone());
        if !self.scope.marks {
            let finding = Finding::error(Code::MalformedMark, "a mark stands where no outlet's words can stand");
            self.findings.push(finding.at(source.at(span.clone())).hint("marks belong in the file of a source"));
            self.push(Event::Text(quote.into()));
            return;
        }
        let place = destination_span(source, span, destination);
        let exact = place.is_some();
        let (targets, parameters) =
            mark::parse_destination(source, destination, place.unwrap_or_else(|| span.clone()), exact, self.findings);
        let inner = events.first().zip(events.iter().rev().nth(1)).map(|(first, last)| first.1.start..last.1.end);
        if quote.trim().is_empty() {
            let finding = Finding::error(Code::EmptyExcerpt, "a mark without words").at(source.at(span.clone()));
            self.findings.push(finding.hint("put the outlet's words between the square brackets"));
        }
        let token = self.slots.hold(vec![Piece::Mark(self.body.marks.len())]);
        self.body.marks.push(ParsedMark {
            span: span.clone(),
            quote: Spanned { value: quote, span: inner.filter(|s| s.start < s.end).unwrap_or_else(|| span.clone()) },
            targets,
            parameters,
            comment: (!title.is_empty()).then(|| title.to_owned()),
            translation: None,
            inline: true,
        });
        self.push(Event::InlineHtml(token.into()));
    }

    pub(super) fn raw_html(&mut self, html: &str, event: &Event<'e>, span: &Range<usize>) {
        self.covered.push(span.clone());
        let was_fine = self.depth.is_fine();
        self.depth.read(html);
        if !self.depth.is_fine() {
            if was_fine {
                let message = format!("raw HTML nests deeper than {HTML_DEPTH} elements");
                let finding = Finding::error(Code::DeepHtml, message).at(self.scope.source.at(span.clone()));
                self.findings.push(finding.hint("close elements, or use Markdown"));
            }
            return;
        }
        self.has_raw_html = true;
        self.push(event.clone());
    }
}

/// Where a link's destination stands in the file, if it stands there letter by letter.
fn destination_span(source: &SourceText, link: &Range<usize>, destination: &str) -> Option<Range<usize>> {
    let raw = &source.text()[link.clone()];
    let after = raw.rfind("](").map_or(0, |at| at + 2);
    let at = raw[after..].find(destination)? + after + link.start;
    (!destination.is_empty()).then_some(at..at + destination.len())
}
