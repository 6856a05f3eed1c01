//! One source: its text, and its excerpts looked for in it.

use std::{
    cell::OnceCell,
    collections::{BTreeMap, HashMap},
};

use super::{
    SourceEvidence,
    capture::{self, Text},
    find::{Ask, Outcome, at, find, times_of},
    fold::{fold, nfc},
    full_text,
    lock::{Asked, Locked, TextId},
    tell,
};
use crate::{
    content::{front::Spanned, mark::Scheme, source::SourceDocument},
    diagnostic::{Finding, SourceText},
    digest::sha256,
    model::{Capture, Found, PlainText, TextKind, plain_text},
    world::World,
};

/// What came of looking.
#[derive(Debug)]
pub struct Reading<'d> {
    pub document: &'d SourceDocument,
    pub basis: Basis<'d>,
    pub evidence: SourceEvidence,
    /// Which text it was, once somebody asked: a full text is hashed for it, and most events have no lock that asks.
    text_id: OnceCell<Option<TextId>>,
}

/// On what the evidence rests.
#[derive(Debug)]
pub enum Basis<'d> {
    /// The text was read: a capture, or the full text that the source publishes.
    Text(Box<Text>),
    /// The lock tells of the text that the front matter means.
    Lock(&'d Locked),
    Nothing,
}

impl Reading<'_> {
    /// Which text the evidence rests on.
    pub fn text_id(&self) -> Option<&TextId> {
        let told = || match &self.basis {
            Basis::Text(text) if is_full(self.document) => {
                Some(TextId { full: true, ..TextId::new(sha256(text.source.text().as_bytes()), &Capture::default()) })
            }
            Basis::Text(text) => {
                Some(TextId::new(text.article.sha256.clone().unwrap_or_default(), &self.document.front.capture))
            }
            Basis::Lock(locked) => Some(locked.text.clone()),
            Basis::Nothing => None,
        };
        self.text_id.get_or_init(told).as_ref()
    }
}

/// Whether a source publishes the full text, which then is its own evidence.
pub fn is_full(document: &SourceDocument) -> bool {
    matches!(document.front.text, TextKind::Full { .. })
}

/// An excerpt of a document.
#[derive(Clone, Copy, Debug)]
pub struct Excerpt<'d> {
    pub quote: &'d Spanned<String>,
    pub para: Option<u32>,
    /// Whether any occurrence will do.
    pub any: bool,
}

/// All excerpts of a document: its marks, then what stands in the place of facts.
pub fn excerpts(document: &SourceDocument) -> impl Iterator<Item = Excerpt<'_>> {
    let marks = document.marks.iter().map(|mark| Excerpt {
        quote: &mark.quote,
        para: mark.parameters.para,
        any: mark.targets.iter().all(|target| target.scheme == Scheme::Term),
    });
    let nears = document.front.absent.iter().filter_map(|absent| absent.near.as_ref());
    marks.chain(nears.map(|quote| Excerpt { quote, para: None, any: true }))
}

/// Reads a source's text, or what the lock tells of it, and looks for its excerpts.
pub fn source<'d>(
    world: &dyn World,
    event: &str,
    document: &'d SourceDocument,
    locked: Option<&'d Locked>,
    findings: &mut Vec<Finding>,
) -> Reading<'d> {
    let told = &document.front.capture;
    let at_hand = capture::read(world, &capture::path(event, &document.id), told);
    let at_hand = at_hand.and_then(|read| read.map_err(|finding| findings.push(finding)).ok());
    let at_hand = at_hand.filter(|text| tell::check_capture(document, text, findings));
    let (basis, found) = if is_full(document) {
        let (text, positions) = body(document);
        if let Some(capture) = &at_hand {
            findings.extend(full_text::compare(document, &text, capture));
        }
        let found = in_text(document, &text, &in_body(document, &text, &positions), findings);
        (Basis::Text(Box::new(text)), found)
    } else if let Some(text) = at_hand {
        let found = in_text(document, &text, &BTreeMap::new(), findings);
        (Basis::Text(Box::new(text)), found)
    } else if let Some(locked) = locked.filter(|locked| is_fresh(document, locked)) {
        (Basis::Lock(locked), excerpts(document).map(|excerpt| in_lock(locked, excerpt)).collect())
    } else {
        (Basis::Nothing, excerpts(document).map(|_| None).collect())
    };
    let article = match &basis {
        Basis::Text(text) => Some(text.article.clone()),
        Basis::Lock(locked) => Some(locked.article.clone()),
        Basis::Nothing => None,
    };
    let mut marks = found;
    let in_place = marks.split_off(document.marks.len());
    let mut in_place = in_place.into_iter();
    let nears = document.front.absent.iter().map(|absent| absent.near.as_ref().and_then(|_| in_place.next().flatten()));
    let evidence = SourceEvidence { article, excerpts: excerpts(document).count(), nears: nears.collect(), marks };
    Reading { document, basis, evidence, text_id: OnceCell::new() }
}

/// Whether a lock tells of the capture that the front matter means.
pub fn is_fresh(document: &SourceDocument, locked: &Locked) -> bool {
    let told = &document.front.capture;
    let hash = told.sha256.as_ref().unwrap_or(&locked.text.sha256);
    !locked.text.full && TextId::new(hash.clone(), told) == locked.text
}

fn in_lock(locked: &Locked, excerpt: Excerpt<'_>) -> Option<Found> {
    let found = locked.excerpts.get(&Asked::new(&excerpt.quote.value, excerpt.para))?;
    // Words that stand several times prove a name, but not where something is said.
    (excerpt.any || excerpt.para.is_some() || found.times == 1).then(|| found.clone())
}

/// Looks for excerpts, each once however often it is marked. Those in `placed`, by their number, need no
/// search.
fn in_text(
    document: &SourceDocument,
    text: &Text,
    placed: &BTreeMap<usize, Found>,
    findings: &mut Vec<Finding>,
) -> Vec<Option<Found>> {
    let mut known: BTreeMap<(&str, Option<u32>, bool), Outcome> = BTreeMap::new();
    let mut all = Vec::new();
    let mut missing = 0;
    for (number, excerpt) in excerpts(document).enumerate() {
        if !has_words(excerpt.quote) {
            // One without anything was told when it was read.
            let is_told = excerpt.quote.value.trim().is_empty();
            findings.extend((!is_told).then(|| tell::no_words(document, excerpt)));
            all.push(None);
            continue;
        }
        if let Some(found) = placed.get(&number) {
            all.push(Some(found.clone()));
            continue;
        }
        let Excerpt { quote, para, any } = excerpt;
        let outcome = known
            .entry((&quote.value, para, any))
            .or_insert_with(|| find(text, Ask { quote: &quote.value, para, any }));
        match outcome {
            Outcome::Found(found) => all.push(Some(found.clone())),
            outcome => {
                findings.push(tell::not_found(document, text, excerpt, outcome, missing));
                missing += 1;
                all.push(None);
            }
        }
    }
    all
}

fn has_words(quote: &Spanned<String>) -> bool {
    quote.value.contains(char::is_alphanumeric)
}

/// The full text that a source publishes, and where its marks begin in it.
fn body(document: &SourceDocument) -> (Text, PlainText) {
    let plain =
        plain_text(&document.html, |mark| document.marks.get(mark).map_or("", |mark| mark.quote.value.as_str()));
    let source = SourceText::new(document.source.path(), nfc(&plain.text));
    (capture::parse(source, &Capture::default(), None), plain)
}

/// Where the marks of a body stand in it, by their number.
fn in_body(document: &SourceDocument, text: &Text, plain: &PlainText) -> BTreeMap<usize, Found> {
    let mut places: BTreeMap<usize, Found> = BTreeMap::new();
    let mut times: HashMap<&str, usize> = HashMap::new();
    let marked: Vec<Excerpt<'_>> = excerpts(document).collect();
    let mut marks = plain.marks.iter().peekable();
    for (range, number) in capture::lines(&plain.text).zip(1..) {
        let line = &plain.text[range.clone()];
        while let Some((mark, start)) = marks.next_if(|(_, start)| *start <= range.end) {
            let Some(Excerpt { quote, any, .. }) = marked.get(*mark).filter(|marked| has_words(marked.quote)) else {
                continue;
            };
            if *start < range.start {
                continue;
            }
            let before = fold(line.get(..start - range.start).unwrap_or_default()).len();
            let from = text.line(number).map_or(0, |line| {
                let rest = line.folded.get(before..).unwrap_or_default();
                before + rest.len() - rest.trim_start().len()
            });
            let end = from + fold(&quote.value).len();
            let Some(words) = text.line(number).and_then(|line| line.folded.get(from..end)) else { continue };
            // Of a name every occurrence counts.
            let times = if *any { *times.entry(words).or_insert_with(|| times_of(text, words)) } else { 1 };
            places.insert(*mark, at(text, number, from..end, times));
        }
    }
    places
}
