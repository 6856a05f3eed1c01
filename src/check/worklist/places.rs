//! Where the parts of an event stand in their files. The model has no text positions, so they are
//! taken from the documents before these are resolved.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    content::{event::Headings, front::Spanned, source::SourceDocument},
    diagnostic::{Place, SourceText},
    resolve::Folder,
};

/// The places of an event that a worklist leads to.
#[derive(Debug)]
pub struct Places {
    index: SourceText,
    draft: Option<Range<usize>>,
    headings: Headings,
    sources: BTreeMap<String, SourcePlaces>,
}

/// The places of one source.
#[derive(Debug)]
pub(super) struct SourcePlaces {
    text: SourceText,
    draft: Option<Range<usize>>,
    coded: Option<Range<usize>>,
    /// The excerpts of its marks.
    marks: Vec<Range<usize>>,
    /// What stands in the place of absent facts.
    near: Vec<Spanned<String>>,
}

impl Places {
    /// Notes the places of an event's documents.
    pub fn of(folder: &Folder) -> Places {
        let Headings { facts, terms, voices } = &folder.index.headings;
        let headings = Headings { facts: facts.clone(), terms: terms.clone(), voices: voices.clone() };
        Places {
            index: folder.index.source.clone(),
            draft: folder.index.front.draft_span.clone(),
            headings,
            sources: folder.sources.iter().map(|source| (source.id.clone(), SourcePlaces::of(source))).collect(),
        }
    }

    /// The first line of the event's file.
    pub(super) fn top(&self) -> Place {
        self.index.at(0..0)
    }

    pub(super) fn draft(&self) -> Place {
        self.index.at(self.draft.clone().unwrap_or(0..0))
    }

    /// The heading of a fact, by its index.
    pub(super) fn fact(&self, fact: usize) -> Place {
        self.heading(&self.headings.facts, fact)
    }

    /// The heading of a term, by its index.
    pub(super) fn term(&self, term: usize) -> Place {
        self.heading(&self.headings.terms, term)
    }

    /// The heading of a voice, by its index.
    pub(super) fn voice(&self, voice: usize) -> Place {
        self.heading(&self.headings.voices, voice)
    }

    fn heading(&self, headings: &[Range<usize>], index: usize) -> Place {
        self.index.at(headings.get(index).cloned().unwrap_or(0..0))
    }

    /// A source, by its id.
    pub(super) fn source(&self, id: &str) -> Option<&SourcePlaces> {
        self.sources.get(id)
    }
}

impl SourcePlaces {
    fn of(source: &SourceDocument) -> SourcePlaces {
        SourcePlaces {
            text: source.source.clone(),
            draft: source.front.draft_span.clone(),
            coded: source.front.coded_span.clone(),
            marks: source.marks.iter().map(|mark| mark.span.clone()).collect(),
            near: source.front.absent.iter().filter_map(|absent| absent.near.clone()).collect(),
        }
    }

    /// The first line of the source's file.
    pub(super) fn top(&self) -> Place {
        self.text.at(0..0)
    }

    pub(super) fn draft(&self) -> Place {
        self.text.at(self.draft.clone().unwrap_or(0..0))
    }

    /// Where `coded` is written, or would be.
    pub(super) fn coded(&self) -> Place {
        self.text.at(self.coded.clone().unwrap_or(0..0))
    }

    /// The first in the file of these excerpts: marks by their place among those that are written there,
    /// the others by their words.
    pub(super) fn first_excerpt(&self, marks: &[usize], near: &[&str]) -> Place {
        let marks = marks.iter().filter_map(|written| self.marks.get(*written));
        let near = self.near.iter().filter(|excerpt| near.contains(&excerpt.value.as_str()));
        let first = marks.chain(near.map(|excerpt| &excerpt.span)).min_by_key(|span| span.start);
        first.map_or_else(|| self.top(), |span| self.text.at(span.clone()))
    }
}
