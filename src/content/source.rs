//! A source's file: one article of one outlet, its marks in the body and in `[[marks]]`.

use super::{
    BodyLink, Reading,
    front::{self, FrontMark, SourceFront, Spanned},
    mark::{self, Parameters, ParsedMark},
    markdown,
};
use crate::{
    diagnostic::{Code, Finding, SourceText},
    model::Html,
    world::limits,
};

/// A source as its file tells it.
#[derive(Debug)]
pub struct SourceDocument {
    pub source: SourceText,
    /// The file's stem.
    pub id: String,
    pub front: SourceFront,
    /// Digest or full text; [`Piece::Mark`](crate::model::Piece) counts the marks of the body.
    pub html: Html,
    /// Marks of the body in its order, then those of the front matter.
    pub marks: Vec<ParsedMark>,
    pub links: Vec<Spanned<BodyLink>>,
    pub images: Vec<String>,
    /// Anchors of its headings, without the source's prefix.
    pub anchors: Vec<String>,
    pub has_code: bool,
}

/// Reads a source. Its headings begin at level three, and its anchors with its id and a dot, since
/// it stands on a page with others.
pub fn read(reading: Reading<'_>, source: SourceText, id: &str, findings: &mut Vec<Finding>) -> Option<SourceDocument> {
    let (front, found) = front::source(&source);
    findings.extend(found);
    let front = front?;
    let scope = markdown::Scope { prefix: format!("{id}."), top_level: 3, marks: true, ..reading.scope(&source) };
    let body = markdown::render(&scope, front.body..source.text().len(), findings);
    let mut marks = body.marks;
    let count = marks.len() + front.value.marks.len();
    if count > limits::MARKS {
        findings.push(too_many(&source, &format!("{count} marks"), limits::MARKS));
        return None;
    }
    for mark in &front.value.marks {
        marks.push(front_mark(&source, mark, findings));
    }
    Some(SourceDocument {
        id: id.to_owned(),
        front: front.value,
        html: body.sections.into_iter().flat_map(|section| section.html).collect(),
        marks,
        links: body.links,
        images: body.images,
        anchors: body.anchors,
        has_code: body.has_code,
        source,
    })
}

/// A file has more of something than can be compared.
pub(super) fn too_many(source: &SourceText, what: &str, most: usize) -> Finding {
    let message = format!("`{}` has {what}, more than the {most} that a file may have", source.path());
    Finding::error(Code::TooLarge, message).at(source.whole()).hint("divide the file")
}

fn front_mark(source: &SourceText, front: &FrontMark, findings: &mut Vec<Finding>) -> ParsedMark {
    let targets = mark::parse_on(source, &front.on, findings);
    let mut parameters =
        Parameters { words: front.words, para: front.para, main: front.main.clone(), ..Parameters::default() };
    let texts = [
        ("value", &front.value),
        ("qualifier", &front.qualifier),
        ("stance", &front.stance),
        ("by", &front.by),
        ("form", &front.form),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            mark::set_parameter(source, &mut parameters, key, text.span.clone(), text.clone(), findings);
        }
    }
    mark::check_parameters(source, &targets, &parameters, &front.span, findings);
    ParsedMark {
        span: front.span.clone(),
        quote: front.quote.clone(),
        targets,
        parameters,
        comment: front.comment.clone(),
        translation: front.translation.clone(),
        inline: false,
    }
}
