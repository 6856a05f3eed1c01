//! The documents of one event → [`Event`]: names become indices, text becomes values.
//!
//! Whatever a mark, an `[[absent]]` or the front matter names is looked up here; a name that nobody
//! declares becomes a finding, and the rest of the file is still resolved.

mod marks;
mod order;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    config::Settings,
    content::{event::EventDocument, front::Spanned, source::SourceDocument},
    diagnostic::{Code, Finding, SourceText},
    evidence::SourceEvidence,
    model::{Absent, Event, Found, Outlet, Role, Source, Target, TextKind},
};

/// The documents of an event's folder.
#[derive(Debug)]
pub struct Folder {
    /// The folder's name.
    pub id: String,
    pub index: EventDocument,
    /// By id.
    pub sources: Vec<SourceDocument>,
    /// Ids of sources that take no part: drafts, and files that could not be read.
    pub left_out: BTreeSet<String>,
}

/// What the rest of the site tells an event.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    pub settings: &'a Settings,
    pub outlets: &'a BTreeMap<String, Outlet>,
}

/// Resolves an event; `evidence` is what is known of its sources, by id.
pub fn event(
    folder: Folder,
    mut evidence: BTreeMap<String, SourceEvidence>,
    site: Site<'_>,
    findings: &mut Vec<Finding>,
) -> Event {
    let Folder { id, index, sources, left_out } = folder;
    let names = Names::new(&index);
    let roles: BTreeMap<String, Role> = sources.iter().map(|source| (source.id.clone(), source.front.role)).collect();
    let lead = lead(&index, &names, findings);
    order::check_listed(&index, &sources, &left_out, findings);
    let mut reports = Vec::new();
    let mut upstreams = Vec::new();
    for document in sources {
        let known = evidence.remove(&document.id).unwrap_or_default();
        let source = source(document, known, &names, (&roles, &left_out), site, findings);
        match source.role {
            Role::Report => reports.push(source),
            Role::Upstream => upstreams.push(source),
        }
    }
    order::columns(&mut reports, index.front.sources.as_deref());
    let front = index.front;
    Event {
        slug: front.slug.map_or_else(|| id.clone(), |slug| slug.value),
        id,
        title: front.title,
        date: front.date,
        summary: front.summary,
        updated: front.updated,
        places: front.places,
        topics: front.topics.into_iter().map(|topic| topic.value).collect(),
        reports,
        upstreams,
        lead,
        labels: front.labels,
        corrections: front.corrections,
        aliases: front.aliases.into_iter().map(|alias| alias.value).collect(),
        draft: front.draft,
        extra: front.extra,
        opening: index.opening,
        groups: index.groups,
        facts: index.facts,
        terms: index.terms,
        voices: index.voices,
        has_code: index.has_code,
    }
}

/// The declared names of an event, and the unit of each fact.
pub(crate) struct Names {
    facts: BTreeMap<String, (usize, bool)>,
    terms: BTreeMap<String, usize>,
    voices: BTreeMap<String, usize>,
}

impl Names {
    fn new(index: &EventDocument) -> Names {
        let numbered = |(number, id): (usize, &String)| (id.clone(), number);
        Names {
            facts: index
                .facts
                .iter()
                .enumerate()
                .map(|(number, fact)| (fact.id.clone(), (number, fact.unit.is_some())))
                .collect(),
            terms: index.terms.iter().map(|term| &term.id).enumerate().map(numbered).collect(),
            voices: index.voices.iter().map(|voice| &voice.id).enumerate().map(numbered).collect(),
        }
    }

    /// The index of a fact and whether it has a unit, or a finding.
    fn fact(&self, source: &SourceText, id: &Spanned<String>, findings: &mut Vec<Finding>) -> Option<(usize, bool)> {
        let found = self.facts.get(&id.value).copied();
        if found.is_none() {
            let finding = Finding::error(Code::UnknownFact, format!("the event declares no fact `{}`", id.value));
            let known = self.facts.keys().map(String::as_str);
            findings.push(finding.at(source.at(id.span.clone())).hint_nearest(&id.value, known));
        }
        found
    }
}

fn source(
    document: SourceDocument,
    known: SourceEvidence,
    names: &Names,
    (roles, left_out): (&BTreeMap<String, Role>, &BTreeSet<String>),
    site: Site<'_>,
    findings: &mut Vec<Finding>,
) -> Source {
    let text = &document.source;
    let front = document.front;
    if let Some(outlet) = front.outlet.as_ref().filter(|outlet| !site.outlets.contains_key(&outlet.value)) {
        let finding = Finding::error(Code::UnknownOutlet, format!("there is no outlet `{}`", outlet.value));
        let hinted = finding.at(text.at(outlet.span.clone()));
        findings.push(if site.outlets.is_empty() {
            hinted.hint(format!("write `content/outlets/{}.md`", outlet.value))
        } else {
            hinted.hint_nearest(&outlet.value, site.outlets.keys().map(String::as_str))
        });
    }
    for upstream in &front.upstream {
        if roles.get(&upstream.value) != Some(&Role::Upstream) && !left_out.contains(&upstream.value) {
            let message = format!("the event has no upstream source `{}`", upstream.value);
            let known = roles.iter().filter(|(_, role)| **role == Role::Upstream).map(|(id, _)| id.as_str());
            let finding = Finding::error(Code::UnknownSource, message).at(text.at(upstream.span.clone()));
            findings.push(finding.hint_nearest(&upstream.value, known));
        }
    }
    let max_words = (front.text == TextKind::Excerpts).then_some(site.settings.quotation.max_words);
    let resolved = marks::resolve(text, document.marks, known.marks, names, max_words, findings);
    let (marks, html) = order::article_order(resolved, document.html, &front.capture);
    let absent = absences(text, &front.absent, known.nears, &marks, names, findings);
    Source {
        id: document.id,
        outlet: front.outlet.map(|outlet| outlet.value),
        title: front.title.map(|title| title.value),
        url: front.url,
        archived: front.archived,
        published: front.published,
        published_note: front.published_note,
        retrieved: front.retrieved,
        lang: front.lang,
        byline: front.byline,
        agency: front.agency,
        upstream: front.upstream.into_iter().map(|upstream| upstream.value).collect(),
        role: front.role,
        text: front.text,
        coded: front.coded,
        capture: front.capture,
        article: known.article,
        marks,
        absent,
        body: html,
        draft: front.draft,
        extra: front.extra,
        has_code: document.has_code,
    }
}

fn absences(
    text: &SourceText,
    written: &[crate::content::front::FrontAbsent],
    nears: Vec<Option<Found>>,
    marks: &[crate::model::Mark],
    names: &Names,
    findings: &mut Vec<Finding>,
) -> Vec<Absent> {
    let mut absent: Vec<Absent> = Vec::new();
    for (entry, near_found) in written.iter().zip(nears.into_iter().chain(std::iter::repeat(None))) {
        let Some((fact, _)) = names.fact(text, &entry.fact, findings) else { continue };
        let place = text.at(entry.fact.span.clone());
        let is_marked = |target: &Target| matches!(target, Target::Fact { fact: marked, .. } if *marked == fact);
        if marks.iter().any(|mark| mark.on.iter().any(is_marked)) {
            let message = format!("`{}` is marked in this source and said to be absent", entry.fact.value);
            let finding = Finding::error(Code::MarkedAndAbsent, message).at(place);
            findings.push(finding.hint("take away the `[[absent]]`, or the mark"));
        } else if absent.iter().any(|other| other.fact == fact) {
            let message = format!("`{}` is said to be absent twice", entry.fact.value);
            findings
                .push(Finding::error(Code::DuplicateId, message).at(place).hint("keep one `[[absent]]` for a fact"));
        } else {
            let near = entry.near.as_ref().map(|near| near.value.clone());
            absent.push(Absent { fact, near, near_found, note: entry.note.clone() });
        }
    }
    absent
}

fn lead(index: &EventDocument, names: &Names, findings: &mut Vec<Finding>) -> Vec<usize> {
    index.front.lead.iter().filter_map(|id| Some(names.fact(&index.source, id, findings)?.0)).collect()
}
