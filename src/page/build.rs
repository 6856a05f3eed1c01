//! Small parts of contexts: names, links, excerpts, dates, values, bodies.

use std::{cell::OnceCell, ptr};

use super::{
    Asked, Repeated, Site,
    address::{self, From},
    early, fragment,
    parts::{ByView, DateView, ExcerptView, MarkView, PieceView, ReportLink, TranslationView, ValueView},
};
use crate::{
    analysis::Comparison,
    model::{
        Absent, By, Day, Event, Found, Html, Mark, Moment, Piece, Qualifier, Source, Target, TextKind, Value, Zone,
    },
};

/// An event as one page sees it.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub site: &'a Site<'a>,
    pub event: &'a Event,
    pub comparison: &'a Comparison,
    pub from: From<'a>,
    pub asked: Asked<'a>,
    pub links: &'a Links,
}

/// Links to the texts of an event from one page, reports before upstreams; made when one is asked for.
#[derive(Default)]
pub struct Links(OnceCell<Vec<Repeated<ReportLink>>>);

impl View<'_> {
    /// Names of a source, and the link to its page.
    pub fn report_link(&self, source: &Source) -> Repeated<ReportLink> {
        let made = || self.event.sources().map(|source| self.new_link(source).into()).collect();
        let links = self.links.0.get_or_init(made);
        let place = self.event.sources().position(|known| ptr::eq(known, source));
        place.and_then(|place| links.get(place)).cloned().unwrap_or_else(|| self.new_link(source).into())
    }

    fn new_link(&self, source: &Source) -> ReportLink {
        let outlet = source.outlet.as_ref().and_then(|id| self.site.outlets.get(id));
        let fallback = || source.title.as_ref().unwrap_or(&source.id);
        let has_title_for_name = outlet.is_none() && source.title.is_some();
        ReportLink {
            id: source.id.clone(),
            number: self.event.reports.iter().position(|report| report.id == source.id).map(|index| index + 1),
            name: self.site.isolated(outlet.map_or_else(fallback, |outlet| &outlet.name)),
            short: self.site.isolated(outlet.map_or_else(fallback, |outlet| &outlet.short)),
            lang: self.site.foreign(source.lang.as_deref()).filter(|_| has_title_for_name),
            href: self.from.link(&address::source(&self.event.slug, &source.id)),
        }
    }

    /// The link to a fact, term, voice or frame on the event's page.
    pub fn anchor(&self, id: &str) -> String {
        self.from.link(&format!("{}#{id}", address::event(&self.event.slug)))
    }

    /// Link to the profile of a source's outlet, if it is published.
    pub fn outlet_href(&self, source: &Source) -> Option<String> {
        let id = source.outlet.as_ref()?;
        self.site.outlets.get(id).filter(|outlet| !outlet.draft)?;
        Some(self.from.link(&address::outlet(id)))
    }

    /// Words of a source that are no excerpt to be verified, such as its headline.
    pub fn excerpt(&self, source: &Source, text: &str) -> ExcerptView {
        let lang = self.site.foreign(source.lang.as_deref());
        ExcerptView { text: text.to_owned(), lang, translation: None, unverified: false }
    }

    /// What stands in the place of a fact that is not carried.
    pub fn near(&self, source: &Source, absent: &Absent) -> Option<ExcerptView> {
        let unverified = absent.near_found.is_none();
        Some(ExcerptView { unverified, ..self.excerpt(source, absent.near.as_deref()?) })
    }

    /// A mark's excerpt with its translation.
    pub fn marked(&self, source: &Source, mark: &Mark) -> ExcerptView {
        let translation = mark.translation.as_ref().map(|translation| TranslationView {
            text: translation.text.clone(),
            lang: self.site.foreign(Some(&translation.lang)),
            by: translation.by.name(),
        });
        ExcerptView { translation, unverified: mark.found.is_none(), ..self.excerpt(source, &mark.quote) }
    }

    /// To whom a mark is attributed.
    pub fn by(&self, by: &By) -> ByView {
        match by {
            By::Voice(voice) => {
                let voice = &self.event.voices[*voice];
                ByView { label: voice.label.clone(), href: Some(self.anchor(&voice.id)) }
            }
            By::Word(word) => ByView { label: self.word(word), href: None },
        }
    }

    /// A value as readers see it.
    pub fn value(&self, value: &Value, qualifier: Option<Qualifier>) -> ValueView {
        let label = match value {
            Value::Word(word) => self.word(word),
            other => self.site.language.value(other),
        };
        let figure = matches!(value, Value::Number(_) | Value::Range(..));
        ValueView { label, figure, qualifier: qualifier.map(Qualifier::name) }
    }

    /// How the event shows a hyphenated word: by its label, else with spaces.
    fn word(&self, word: &str) -> String {
        let label = self.event.labels.iter().find(|(known, _)| known == word);
        label.map_or_else(|| word.replace('-', " "), |(_, label)| label.clone())
    }

    /// A report's body with its marks.
    pub fn body(&self, source: &Source) -> Vec<PieceView> {
        let mut pieces: Vec<PieceView> = Vec::new();
        for piece in &source.body {
            let text = match piece {
                Piece::Html(html) => html.clone(),
                Piece::Link(link) => self.from.escaped_link(link),
                Piece::Mark(mark) => {
                    pieces.push(PieceView::Mark { mark: self.mark_view(source, &source.marks[*mark]) });
                    continue;
                }
            };
            match pieces.last_mut() {
                Some(PieceView::Html { html }) => html.push_str(&text),
                _ => pieces.push(PieceView::Html { html: text }),
            }
        }
        pieces
    }

    /// The marks that stand in a source's front matter.
    pub fn further(&self, source: &Source) -> Vec<MarkView> {
        source.marks.iter().filter(|mark| !mark.inline).map(|mark| self.mark_view(source, mark)).collect()
    }

    fn mark_view(&self, source: &Source, mark: &Mark) -> MarkView {
        let mut numbers = Vec::new();
        let mut on = Vec::new();
        let mut differs = false;
        for target in &mark.on {
            match target {
                Target::Fact { fact, .. } => {
                    numbers.push(fact + 1);
                    differs |= self.comparison.facts[*fact].differs;
                    on.push(("fact", self.event.facts[*fact].id.as_str()));
                }
                Target::Term(term) => on.push(("term", self.event.terms[*term].id.as_str())),
                Target::Voice(voice) => on.push(("voice", self.event.voices[*voice].id.as_str())),
                Target::Frame(frame) => on.push(("frame", frame.name())),
            }
        }
        let href = match on.first() {
            Some(("frame", name)) => self.anchor(&format!("frame.{name}")),
            Some((_, id)) => self.anchor(id),
            None => self.from.link(&address::event(&self.event.slug)),
        };
        MarkView {
            excerpt: self.marked(source, mark),
            anchor: mark.anchor.clone(),
            href,
            numbers,
            on: on.into_iter().map(|(scheme, id)| format!("{scheme}:{id}")).collect(),
            differs,
            para: mark.line(),
            zone: zone(mark.found.as_ref()),
            depth: self.asked.of("depth", || early::place(source, mark)),
            comment: mark.comment.clone(),
            original: self.asked.of("original", || original(source, mark)),
        }
    }

    /// The editor's text as it looks from this page.
    pub fn html(&self, html: &Html) -> String {
        self.from.html(html)
    }
}

/// The part of the article in which words stand, where it is not the text.
pub fn zone(found: Option<&Found>) -> Option<&'static str> {
    found.map(|found| found.zone).filter(|zone| *zone != Zone::Text).map(Zone::name)
}

/// A mark's words in the article itself, if its address is known.
pub fn original(source: &Source, mark: &Mark) -> Option<String> {
    let verbatim = mark.inline && matches!(source.text, TextKind::Full { .. });
    // A caption belongs to the picture of the archived copy; elsewhere the article may have another.
    if mark.line().is_some_and(|line| source.capture.captions.contains(&line)) {
        return None;
    }
    fragment::original(source.url.as_ref()?, &mark.quote, verbatim)
}

/// A day as templates see it.
pub fn day(day: Day) -> DateView {
    DateView { iso: day.to_string(), time: None, offset: None }
}

/// A moment as templates see it.
pub fn moment(moment: Moment) -> DateView {
    let iso = moment.to_string();
    let time = moment.time.map(|time| format!("{:02}:{:02}", time.hour(), time.minute()));
    let offset = moment.offset.map(|offset| if offset.is_zero() { "UTC".into() } else { iso[19..].to_owned() });
    DateView { iso, time, offset }
}
