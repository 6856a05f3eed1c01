//! An event's file: what it declares in headings, and the editor's notes between them.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    BodyLink, Reading,
    front::{self, EventFront, Spanned},
    markdown::{self, Heading, Numbers, Section, first_free, in_braces, slug},
    source::too_many,
};
use crate::{
    diagnostic::{Code, Finding, Place, SourceText},
    model::{Day, Fact, Group, Html, Note, Term, Voice, is_reserved_anchor},
    world::limits,
};

/// An event as its `index.md` tells it.
#[derive(Debug)]
pub struct EventDocument {
    pub source: SourceText,
    pub front: EventFront,
    pub opening: Html,
    pub groups: Vec<Group>,
    pub facts: Vec<Fact>,
    pub terms: Vec<Term>,
    pub voices: Vec<Voice>,
    /// Where facts, terms and voices are declared.
    pub headings: Headings,
    pub links: Vec<Spanned<BodyLink>>,
    pub images: Vec<String>,
    /// Every anchor that a link to this file may name.
    pub anchors: BTreeSet<String>,
    pub has_code: bool,
}

/// The headings that declare something, in the order of what they declare.
#[derive(Debug, Default)]
pub struct Headings {
    pub facts: Vec<Range<usize>>,
    pub terms: Vec<Range<usize>>,
    pub voices: Vec<Range<usize>>,
}

/// Reads an event's `index.md`.
pub fn read(reading: Reading<'_>, source: SourceText, findings: &mut Vec<Finding>) -> Option<EventDocument> {
    let (front, found) = front::event(&source);
    findings.extend(found);
    let front = front?;
    let scope = markdown::Scope { split: true, ..reading.scope(&source) };
    let body = markdown::render(&scope, front.body..source.text().len(), findings);
    let has_classes = |section: &&Section| section.heading.as_ref().is_some_and(|heading| !heading.classes.is_empty());
    let declared = body.sections.iter().filter(has_classes).count();
    let counts = [(body.sections.len(), "headings", limits::HEADINGS), (declared, "declarations", limits::DECLARED)];
    if let Some((count, what, most)) = counts.into_iter().find(|(count, _, most)| count > most) {
        findings.push(too_many(&source, &format!("{count} {what}"), most));
        return None;
    }
    let mut document = EventDocument {
        front: front.value,
        opening: Html::new(),
        groups: Vec::new(),
        facts: Vec::new(),
        terms: Vec::new(),
        voices: Vec::new(),
        headings: Headings::default(),
        links: body.links,
        images: body.images,
        anchors: BTreeSet::new(),
        has_code: body.has_code,
        source,
    };
    let mut sorter = Sorter { group: None, declared: BTreeMap::new(), notes: Vec::new() };
    for section in body.sections {
        sorter.place(&mut document, section, findings);
    }
    sorter.name_notes(&mut document, findings);
    Some(document)
}

/// What a heading declares.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Fact,
    Term,
    Voice,
}

const KINDS: [(&str, Kind); 3] = [("fact", Kind::Fact), ("term", Kind::Term), ("voice", Kind::Voice)];

/// Sorts sections into groups, declarations and notes.
struct Sorter {
    /// The group at hand.
    group: Option<usize>,
    /// Declared ids, with the place of each for the finding on a second one.
    declared: BTreeMap<String, Place>,
    /// Headings that need an anchor once all declared ids are known.
    notes: Vec<NoteHeading>,
}

/// An ordinary heading: a group's, or that of a note in it.
struct NoteHeading {
    group: usize,
    note: Option<usize>,
    heading: Heading,
}

impl Sorter {
    fn place(&mut self, document: &mut EventDocument, section: Section, findings: &mut Vec<Finding>) {
        let Some(heading) = section.heading else {
            document.opening = section.html;
            return;
        };
        match kind_of(&document.source, &heading, findings) {
            Some(kind) => {
                if heading.level <= 2 {
                    self.group = None;
                }
                self.declare(document, kind, &heading, section.html, findings);
            }
            None => self.note(document, heading, section.html, findings),
        }
    }

    /// An ordinary heading begins a group, or a note in one.
    fn note(&mut self, document: &mut EventDocument, heading: Heading, html: Html, findings: &mut Vec<Finding>) {
        if heading.classes.is_empty() {
            // With a class that is misspelt, the attributes may well be right.
            attributes_of(&document.source, None, &heading, findings);
        }
        match self.group.filter(|_| heading.level > 2) {
            None => {
                let notes =
                    if html.is_empty() { Vec::new() } else { vec![Note { after: 0, title: None, id: None, html }] };
                self.group = Some(document.groups.len());
                document.groups.push(Group { id: String::new(), title: heading.text.clone(), notes });
                self.notes.push(NoteHeading { group: document.groups.len() - 1, note: None, heading });
            }
            Some(group) => {
                let after = document.facts.iter().filter(|fact| fact.group == Some(group)).count();
                let notes = &mut document.groups[group].notes;
                notes.push(Note { after, title: Some(heading.text.clone()), id: None, html });
                self.notes.push(NoteHeading { group, note: Some(notes.len() - 1), heading });
            }
        }
    }

    fn declare(
        &mut self,
        document: &mut EventDocument,
        kind: Kind,
        heading: &Heading,
        note: Html,
        findings: &mut Vec<Finding>,
    ) {
        let Some(id) = self.declared_id(&document.source, heading, findings) else { return };
        let attributes = attributes_of(&document.source, Some(kind), heading, findings);
        document.anchors.insert(id.clone());
        let (label, group) = (heading.text.clone(), self.group);
        let headings = match kind {
            Kind::Fact => &mut document.headings.facts,
            Kind::Term => &mut document.headings.terms,
            Kind::Voice => &mut document.headings.voices,
        };
        headings.push(heading.span.clone());
        match kind {
            Kind::Fact => {
                let Attributes { unit, since } = attributes;
                document.facts.push(Fact { id, label, group, unit, since, note });
            }
            Kind::Term => document.terms.push(Term { id, label, group, note }),
            Kind::Voice => document.voices.push(Voice { id, label, group, note }),
        }
    }

    fn declared_id(&mut self, source: &SourceText, heading: &Heading, findings: &mut Vec<Finding>) -> Option<String> {
        let whole = source.at(heading.span.clone());
        let Some(id) = heading.id.clone() else {
            let finding = Finding::error(Code::MalformedHeading, "a declared heading needs an id").at(whole);
            findings.push(
                finding.hint(format!("write `{{#{} .fact}}` with an id that marks can name", slug(&heading.text))),
            );
            return None;
        };
        let place = in_braces(source, &heading.span, &format!("#{id}"), 1);
        if !front::is_id(&id) {
            return None; // Reported where it was read.
        }
        if is_reserved_anchor(&id) {
            let finding = Finding::error(Code::ReservedId, format!("the page itself has the anchor `{id}`")).at(place);
            findings.push(finding.hint("choose another id"));
            return None;
        }
        if let Some(first) = self.declared.get(&id) {
            let first = first.line_column().map_or(0, |(line, _)| line);
            let finding = Finding::error(Code::DuplicateId, format!("`{id}` is declared twice, first in line {first}"));
            findings.push(finding.at(place).hint("facts, terms and voices share one set of ids"));
            return None;
        }
        self.declared.insert(id.clone(), whole);
        Some(id)
    }

    /// Gives groups and notes their anchors; a heading without explicit id gives way to others.
    fn name_notes(self, document: &mut EventDocument, findings: &mut Vec<Finding>) {
        let mut numbers = Numbers::new();
        for NoteHeading { group, note, heading } in self.notes {
            let wanted = heading.id.clone().unwrap_or_else(|| slug(&heading.text));
            let taken = |id: &str| document.anchors.contains(id) || is_reserved_anchor(id);
            let id = if !taken(&wanted) {
                wanted
            } else if heading.id.is_some() {
                let place = in_braces(&document.source, &heading.span, &format!("#{wanted}"), 1);
                let finding = Finding::error(Code::DuplicateId, format!("the anchor `{wanted}` is taken")).at(place);
                findings.push(finding.hint("choose another id, or leave it out"));
                continue;
            } else {
                first_free(&wanted, &mut numbers, |id| !taken(id))
            };
            document.anchors.insert(id.clone());
            match note {
                Some(note) => document.groups[group].notes[note].id = Some(id),
                None => document.groups[group].id = id,
            }
        }
    }
}

/// The one of `.fact`, `.term` and `.voice` that a heading has.
fn kind_of(source: &SourceText, heading: &Heading, findings: &mut Vec<Finding>) -> Option<Kind> {
    let mut found = None;
    for class in &heading.classes {
        let kind = KINDS.iter().find(|(name, _)| name == class).map(|(_, kind)| *kind);
        let place = in_braces(source, &heading.span, &format!(".{class}"), 1);
        match kind {
            Some(_) if found.is_some() => {
                let finding =
                    Finding::error(Code::MalformedHeading, format!("a heading is one thing, not also `.{class}`"));
                findings.push(finding.at(place).hint("keep one of `.fact`, `.term` and `.voice`"));
            }
            Some(kind) => found = Some(kind),
            None => {
                let finding = Finding::error(Code::MalformedHeading, format!("headings have no class `.{class}`"));
                findings.push(finding.at(place).hint_nearest(class, KINDS.map(|(name, _)| name)));
            }
        }
    }
    found
}

#[derive(Default)]
struct Attributes {
    unit: Option<String>,
    since: Option<Day>,
}

fn attributes_of(
    source: &SourceText,
    kind: Option<Kind>,
    heading: &Heading,
    findings: &mut Vec<Finding>,
) -> Attributes {
    let mut attributes = Attributes::default();
    for (key, value) in &heading.attributes {
        let at_key = || in_braces(source, &heading.span, key, 0);
        let text = value.as_deref().unwrap_or_default();
        let at_value = || in_braces(source, &heading.span, &format!("{key}={text}"), key.len() + 1);
        match (key.as_str(), kind) {
            ("unit", Some(Kind::Fact)) if !text.is_empty() => attributes.unit = Some(text.to_owned()),
            ("since", Some(Kind::Fact)) => {
                attributes.since = Day::parse(text);
                if attributes.since.is_none() {
                    let finding = Finding::error(Code::InvalidDate, format!("`{text}` is no day"));
                    findings.push(finding.at(at_value()).hint("write it as 2023-06-04"));
                }
            }
            ("unit", Some(Kind::Fact)) => {
                let finding = Finding::error(Code::MalformedHeading, "`unit=` is empty").at(at_key());
                findings.push(finding.hint("name what the values count, such as `unit=people`, without spaces"));
            }
            ("unit" | "since", _) => {
                let finding = Finding::error(Code::MalformedHeading, format!("`{key}=` belongs to facts only"));
                findings.push(finding.at(at_key()).hint("take it away, or make the heading a `.fact`"));
            }
            _ => {
                let finding = Finding::error(Code::MalformedHeading, format!("headings have no attribute `{key}`"));
                findings.push(finding.at(at_key()).hint_nearest(key, ["unit", "since"]));
            }
        }
    }
    attributes
}
