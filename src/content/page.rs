//! Ordinary pages and outlets' profiles: front matter and Markdown, nothing of ours in it.

use super::{
    BodyLink, Reading,
    front::{self, OutletFront, PageFront, Spanned},
    markdown,
};
use crate::{
    diagnostic::{Finding, SourceText},
    model::Html,
};

/// The home page, or any other.
#[derive(Debug)]
pub struct PageDocument {
    pub source: SourceText,
    pub front: PageFront,
    pub text: PlainBody,
}

/// An outlet's profile.
#[derive(Debug)]
pub struct OutletDocument {
    pub source: SourceText,
    pub front: OutletFront,
    pub text: PlainBody,
}

/// The rendered body of a page.
#[derive(Debug, Default)]
pub struct PlainBody {
    pub html: Html,
    pub links: Vec<Spanned<BodyLink>>,
    pub images: Vec<String>,
    pub anchors: Vec<String>,
    pub has_code: bool,
}

/// Reads an ordinary page.
pub fn page(reading: Reading<'_>, source: SourceText, findings: &mut Vec<Finding>) -> Option<PageDocument> {
    let (front, found) = front::page(&source);
    findings.extend(found);
    let front = front?;
    let text = body(reading, &source, front.body, findings);
    Some(PageDocument { source, front: front.value, text })
}

/// Reads an outlet's profile.
pub fn outlet(reading: Reading<'_>, source: SourceText, findings: &mut Vec<Finding>) -> Option<OutletDocument> {
    let (front, found) = front::outlet(&source);
    findings.extend(found);
    let front = front?;
    let text = body(reading, &source, front.body, findings);
    Some(OutletDocument { source, front: front.value, text })
}

fn body(reading: Reading<'_>, source: &SourceText, start: usize, findings: &mut Vec<Finding>) -> PlainBody {
    let body = markdown::render(&reading.scope(source), start..source.text().len(), findings);
    let html = body.sections.into_iter().flat_map(|section| section.html).collect();
    PlainBody { html, links: body.links, images: body.images, anchors: body.anchors, has_code: body.has_code }
}
