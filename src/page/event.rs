//! The event page: the comparison.

use super::{
    Asked, Content, Page, Repeated, Site, address,
    build::{Links, View, day, moment},
    data, early,
    event_view::{
        CorrectionView, Counts, EventPage, EventView, GroupView, NoteView, ReportView, TopicLink, UpstreamView,
    },
    fact_view::FactView,
    score, shared_words, shell, speech,
};
use crate::{
    analysis::{self, Comparison, SharedWords, Spread},
    model::{Event, Group, Source},
};

/// Plans an event's page, as far as its templates ask for it.
pub fn event_page(
    site: &Site<'_>,
    event: &Event,
    comparison: &Comparison,
    shared: &SharedWords<'_>,
    has_worksheet: bool,
    asked: Asked<'_>,
) -> Page {
    let address = address::event(&event.slug);
    let from = site.from(&address);
    let links = Links::default();
    let view = View { site, event, comparison, from, asked, links: &links };
    let has_code = event.has_code || event.reports.iter().any(|report| report.has_code);
    let head = shell::Head {
        description: Some(event.summary.clone()),
        under: Some("events"),
        card_of: Some((&address, &event.title)),
        has_code,
        draft: event.draft,
        modified: Some(event.modified()),
        ..shell::Head::new("event", &event.title)
    };
    let lead = analysis::lead(event, comparison);
    let facts = facts(&view);
    let content = EventPage {
        event: EventView {
            id: event.id.clone(),
            title: event.title.clone(),
            date: day(event.date),
            updated: event.updated.map(day),
            summary: event.summary.clone(),
            places: event.places.iter().map(|place| site.isolated(place)).collect(),
            topics: topics(&view),
            opening: view.html(&event.opening),
            extra: event.extra.clone(),
        },
        counts: counts(event, comparison),
        reports: (0..event.reports.len()).map(|column| report(&view, column)).collect(),
        lead: asked.of("lead", || lead.iter().map(|fact| facts[*fact].clone()).collect()),
        score: asked.of("score", || score::score(&view)),
        groups: asked.of("groups", || groups(&view, &facts)),
        names: asked.of("names", || speech::names(&view)),
        names_notes: notes(&view, Holds::Terms),
        voices: asked.of("voices", || speech::voices(&view)),
        voices_notes: notes(&view, Holds::Voices),
        early: asked.of("early", || early::early(&view)),
        frames: asked.of("frames", || speech::frames(&view)),
        shared: asked.of("shared", || shared_words::shared(&view, shared)),
        notes: notes(&view, Holds::Nothing),
        corrections: event
            .corrections
            .iter()
            .map(|correction| CorrectionView { date: day(correction.date), text: correction.text.clone() })
            .collect(),
        upstreams: event.upstreams.iter().map(|upstream| upstream_view(&view, upstream)).collect(),
        data: data::of_event(&view),
        worksheet: has_worksheet.then(|| from.link(&address::worksheet(&event.slug))),
    };
    let shell = shell::shell(site, from, head);
    Page { address, shell, content: Content::Event(Box::new(content)) }
}

/// The event in numbers.
pub fn counts(event: &Event, comparison: &Comparison) -> Counts {
    let of = |spread: Spread| comparison.facts.iter().filter(|row| row.spread == spread).count();
    let differ = comparison.facts.iter().filter(|row| row.differs).count();
    let alike = comparison.facts.iter().filter(|row| row.spread == Spread::All && !row.differs).count();
    Counts {
        reports: event.reports.len(),
        facts: event.facts.len(),
        all: of(Spread::All),
        some: of(Spread::Some),
        // Where only one report was looked through, nobody can say that only one tells.
        one: comparison.facts.iter().filter(|row| row.spread == Spread::One && row.possible > 1).count(),
        none: of(Spread::None),
        differ,
        alike,
    }
}

/// All facts, if they are asked for: each stands in a group, and some lead.
fn facts(view: &View<'_>) -> Vec<Repeated<FactView>> {
    let is_asked = view.asked.has("groups") || view.asked.has("lead");
    let facts = view.event.facts.iter().enumerate().filter(|_| is_asked);
    facts.map(|(index, _)| view.fact(index).into()).collect()
}

/// The event's topics, each once.
fn topics(view: &View<'_>) -> Vec<TopicLink> {
    let mut links: Vec<TopicLink> = Vec::new();
    for name in &view.event.topics {
        let href = view.from.link(&address::topic(name));
        if links.iter().all(|link| link.href != href) {
            links.push(TopicLink { name: view.site.isolated(name.trim()), href });
        }
    }
    links
}

fn report(view: &View<'_>, column: usize) -> ReportView {
    let source = &view.event.reports[column];
    let (carried, possible) = score::totals(view, column);
    let rights = source.text.rights().map(ToOwned::to_owned);
    let verified = analysis::verified(source);
    ReportView {
        link: view.report_link(source),
        outlet_href: view.outlet_href(source),
        url: source.url.clone(),
        headline: source.title.as_ref().map(|title| view.excerpt(source, title)),
        published: source.published.map(moment),
        published_note: source.published_note.clone(),
        carried,
        possible,
        words: source.article.as_ref().map(|article| article.words),
        excerpts: verified.excerpts,
        verified: verified.found,
        sha256: source.article.as_ref().and_then(|article| article.sha256.clone()),
        retrieved: source.retrieved.map(day),
        coded: source.coded,
        full: rights.is_some(),
        rights,
        lang: view.site.foreign(source.lang.as_deref()),
        body: view.asked.of("body", || view.body(source)),
        further: view.asked.of("further", || view.further(source)),
    }
}

fn upstream_view(view: &View<'_>, upstream: &Source) -> UpstreamView {
    let uses = |report: &&Source| report.upstream.contains(&upstream.id);
    UpstreamView {
        link: view.report_link(upstream),
        url: upstream.url.clone(),
        headline: upstream.title.as_ref().map(|title| view.excerpt(upstream, title)),
        published: upstream.published.map(moment),
        used_by: view.event.reports.iter().filter(uses).map(|report| view.report_link(report)).collect(),
    }
}

/// Facts group by group; facts above any heading come first.
fn groups(view: &View<'_>, facts: &[Repeated<FactView>]) -> Vec<GroupView> {
    let facts_of = |group: Option<usize>| -> Vec<_> {
        let facts = view.event.facts.iter().zip(facts).filter(|(fact, _)| fact.group == group);
        facts.map(|(_, view)| view.clone()).collect()
    };
    let mut groups = Vec::new();
    for group in std::iter::once(None).chain((0..view.event.groups.len()).map(Some)) {
        let facts = facts_of(group);
        if facts.is_empty() {
            continue;
        }
        let heading = group.map(|group| &view.event.groups[group]);
        groups.push(GroupView {
            id: heading.map(|group| group.id.clone()),
            title: heading.map(|group| group.title.clone()),
            notes: heading.map(|group| notes_of(view, group)).unwrap_or_default(),
            differ: facts.iter().filter(|fact| fact.differs).count(),
            facts,
        });
    }
    groups
}

/// What a group of headings holds, which decides where its notes stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Facts,
    Terms,
    Voices,
    Nothing,
}

/// The notes of all groups that hold `wanted`. A group that declares nothing keeps its heading.
fn notes(view: &View<'_>, wanted: Holds) -> Vec<NoteView> {
    let event = view.event;
    let holds = |index: usize| {
        let group = Some(index);
        if event.facts.iter().any(|fact| fact.group == group) {
            Holds::Facts
        } else if event.terms.iter().any(|term| term.group == group) {
            Holds::Terms
        } else if event.voices.iter().any(|voice| voice.group == group) {
            Holds::Voices
        } else {
            Holds::Nothing
        }
    };
    let mut views = Vec::new();
    for (_, group) in event.groups.iter().enumerate().filter(|(index, _)| holds(*index) == wanted) {
        let mut notes = notes_of(view, group);
        // The heading of a group that holds terms or voices is the section's; its anchor must stand.
        let title = (wanted == Holds::Nothing).then(|| group.title.clone());
        match notes.first_mut().filter(|first| first.title.is_none()) {
            Some(first) => (first.id, first.title) = (Some(group.id.clone()), title),
            None => notes.insert(0, NoteView { after: 0, id: Some(group.id.clone()), title, html: String::new() }),
        }
        views.extend(notes);
    }
    views
}

fn notes_of(view: &View<'_>, group: &Group) -> Vec<NoteView> {
    let notes = group.notes.iter().map(|note| NoteView {
        after: note.after,
        id: note.id.clone(),
        title: note.title.clone(),
        html: view.html(&note.html),
    });
    notes.collect()
}
