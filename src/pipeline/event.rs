//! One event's way, on its own: parse → resolve → compare. What comes of it can be rendered part by
//! part.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    sync::Arc,
};

use super::{
    card, claim, data,
    shared::{Shared, text},
    theme::Theme,
};
use crate::{
    analysis::{self, Comparison, SharedWords},
    check::{
        addresses::Claim,
        links::{self, Anchors, Known, Pending},
        worklist,
    },
    content::{
        BodyLink, Reading, event as event_document,
        layout::{self, EventFiles},
        source::{self, SourceDocument},
    },
    diagnostic::Finding,
    evidence::{self, Evidence, Overlaps},
    export::json_ld,
    model::{Event, Link},
    page::{self, address, summary::Summary},
    resolve::{self, Folder},
    world::World,
};

/// What stays of an event once its pages are handed over.
#[derive(Clone, Debug, Default)]
pub struct Walked {
    pub findings: Vec<Finding>,
    /// What is open in it.
    pub open: Option<worklist::Section>,
    pub pending: Vec<Pending>,
    /// Whether it links to files outside of its folder, so that it depends on where they stand.
    pub reaches_out: bool,
    /// Hashes of its anchors, for links from elsewhere.
    pub anchors: Vec<u64>,
    pub summary: Option<Arc<Summary>>,
    /// Content files of the pictures that it shows.
    pub images: BTreeSet<String>,
    /// Its pages as the search finds them.
    pub records: Vec<page::Record>,
    /// Whether all this was known from the build before.
    pub reused: bool,
}

/// What is gathered of an event beside what is always needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gathers {
    /// What is open in it.
    Worklist,
    /// What a search finds, if the site has one.
    Records,
}

/// An event from which any of its files can be rendered.
#[derive(Debug)]
pub struct Resolved {
    pub event: Event,
    pub comparison: Comparison,
    overlaps: Overlaps,
    has_worksheet: bool,
}

/// One file of an event's part of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Event,
    /// A source's page, by its place among reports and then upstreams.
    Source(usize),
    /// The sheet for a class.
    Worksheet,
    /// Its card.
    Card,
    Data(data::Part),
    /// The page that leads on from an old address.
    Alias(String),
    /// The content file of a picture.
    Image(String),
}

/// Walks one event, whose files are those of `world`, as far as it can be told without rendering. `None` where there
/// is nothing to render: a draft that is left out, or an `index.md` that cannot be read. Findings may forbid to render
/// it.
pub fn walk(
    shared: &Shared<'_>,
    world: &dyn World,
    files: &EventFiles,
    gathers: Gathers,
) -> (Walked, Option<Resolved>) {
    let mut walked = Walked::default();
    let findings = &mut walked.findings;
    let Some(folder) = parse(shared, world, files, findings) else { return (walked, None) };
    if folder.index.front.draft && !shared.drafts {
        return (Walked::default(), None);
    }
    let anchors = anchors(&folder);
    walked.pending = check_links(shared, &folder, &anchors, findings);
    walked.reaches_out = reaches_out(&folder, &anchors);
    walked.anchors = links::fingerprints(&anchors).collect();
    walked.images = images(&folder);
    let places = (gathers == Gathers::Worklist).then(|| worklist::Places::of(&folder));
    let site = resolve::Site { settings: &shared.settings, outlets: &shared.outlets };
    let Evidence { sources, overlaps, .. } = gather(shared, world, &folder, false, findings);
    let event = resolve::event(folder, sources, site, findings);
    let comparison = analysis::compare(&event);
    walked.open = places.and_then(|places| worklist::of_event(&places, &event, &comparison));
    let site = shared.site();
    let heads_home = shared.newest.as_ref() == Some(&event.id);
    let summary = page::summary::summary(&site, &event, &comparison, heads_home);
    if gathers == Gathers::Records && shared.searches() {
        walked.records = page::records(&site, &event, &comparison, &summary);
    }
    let resolved = Resolved { event, comparison, overlaps, has_worksheet: summary.has_worksheet };
    walked.summary = Some(Arc::new(summary));
    (walked, Some(resolved))
}

/// Reads the documents of an event; `None` without an `index.md` that can be read.
pub fn parse(
    shared: &Shared<'_>,
    world: &dyn World,
    files: &EventFiles,
    findings: &mut Vec<Finding>,
) -> Option<Folder> {
    let reading = Reading { world, highlighter: shared.highlighter };
    let index = text(world, &files.index(), findings).and_then(|text| event_document::read(reading, text, findings));
    let mut sources: Vec<SourceDocument> = Vec::new();
    let mut left_out = BTreeSet::new();
    for id in files.sources.iter() {
        let mut found = Vec::new();
        let text = text(world, &files.source(id), &mut found);
        let document = text.and_then(|text| source::read(reading, text, id, &mut found));
        let is_draft = document.as_ref().is_some_and(|document| document.front.draft && !shared.drafts);
        if is_draft || document.is_none() {
            left_out.insert(id.clone());
        }
        // What is unfinished in a draft is nobody's business until drafts are asked for.
        if !is_draft {
            findings.extend(found);
            sources.extend(document);
        }
    }
    Some(Folder { id: files.id.clone(), index: index?, sources, left_out })
}

/// Looks for the excerpts of an event.
pub fn gather(
    shared: &Shared<'_>,
    world: &dyn World,
    folder: &Folder,
    writes_lock: bool,
    findings: &mut Vec<Finding>,
) -> Evidence {
    let (event, documents, left_out) = (&folder.id, &folder.sources, &folder.left_out);
    let sources = evidence::Sources { event, documents, left_out, writes_lock };
    evidence::gather(world, sources, &shared.settings.quotation, findings)
}

/// All files of an event, with the paths that they take and the files that they come from; `images` are content files
/// of the pictures that it shows.
pub fn parts<'i>(
    shared: &Shared<'_>,
    event: &Summary,
    images: impl IntoIterator<Item = &'i String>,
) -> Vec<(Claim, Part)> {
    let index: Arc<str> = layout::index(&event.id).into();
    let mut parts = vec![(claim(&event.address(), &index), Part::Event)];
    for (number, (source, _)) in event.sources().enumerate() {
        let origin = layout::source(&event.id, source).into();
        parts.push((claim(&address::source(&event.slug, source), &origin), Part::Source(number)));
    }
    if event.has_worksheet {
        parts.push((claim(&address::worksheet(&event.slug), &index), Part::Worksheet));
    }
    if shared.settings.share_cards {
        parts.push((claim(&address::card(&event.address()), &index), Part::Card));
    }
    parts.extend(data::parts(shared.settings.beside, event).into_iter().map(|(claim, part)| (claim, Part::Data(part))));
    let aliases = event.aliases.iter().map(|alias| address::alias(alias));
    parts.extend(aliases.map(|alias| (claim(&alias, &index), Part::Alias(alias))));
    let picture =
        |image: &String| (claim(&shared.addresses.of(image), &image.as_str().into()), Part::Image(image.clone()));
    parts.extend(images.into_iter().map(picture));
    parts
}

/// The paths that an event takes in the output. They are told anew when they are asked for: those of all events would
/// take more room than all else that stays of them.
pub fn claims(shared: &Shared<'_>, walked: &Walked) -> impl Iterator<Item = Claim> {
    let parts = walked.summary.iter().flat_map(|event| parts(shared, event, &walked.images));
    parts.map(|(claim, _)| claim)
}

/// Those of its paths that may lie outside of its folder.
pub fn claims_elsewhere(shared: &Shared<'_>, walked: &Walked) -> impl Iterator<Item = String> {
    let aliases = walked.summary.iter().flat_map(|event| &event.aliases).map(|alias| address::alias(alias));
    let pictures = walked.images.iter().map(|image| shared.addresses.of(image).into_owned());
    aliases.chain(pictures).map(|address| address::file(&address))
}

/// The words that its texts have in common, which several of its pages show.
pub fn words<'r>(shared: &'r Shared<'_>, resolved: &'r Resolved) -> SharedWords<'r> {
    SharedWords::new(&resolved.event, &resolved.overlaps, &shared.settings.quotation)
}

/// The bytes of one file of the event, given its [`words`].
///
/// # Errors
/// When a picture cannot be read. The inner error is what a template failed of.
pub fn render(
    shared: &Shared<'_>,
    theme: &Theme,
    resolved: &Resolved,
    words: &SharedWords<'_>,
    part: &Part,
) -> io::Result<Result<Vec<u8>, Finding>> {
    let site = shared.site();
    let Resolved { event, comparison, .. } = resolved;
    let page = match part {
        Part::Data(part) => return Ok(Ok(data::bytes(&site, event, comparison, words, part))),
        Part::Card => return Ok(card::event_bytes(shared, theme, resolved)),
        Part::Image(image) => return shared.world.read(image).map(Ok),
        Part::Alias(alias) => page::redirect(&site, alias, &address::event(&event.slug)),
        Part::Worksheet => match page::worksheet_page(&site, event, comparison) {
            Some(page) => page,
            None => return Err(io::ErrorKind::NotFound.into()),
        },
        Part::Event => {
            let asked = theme.asked("event");
            let mut page = page::event_page(&site, event, comparison, words, resolved.has_worksheet, asked);
            page.shell.page.json_ld =
                asked.of("json_ld", || Some(json_ld::event(&site, &page.shell, event, comparison)));
            page
        }
        Part::Source(number) => {
            let Some(source) = event.sources().nth(*number) else { return Err(io::ErrorKind::NotFound.into()) };
            let column = Some(*number).filter(|number| *number < event.reports.len());
            let asked = theme.asked("source");
            let mut page = page::source_page(&site, event, comparison, words, source, column, asked);
            page.shell.page.json_ld = asked.of("json_ld", || Some(json_ld::source(&site, &page.shell, event, source)));
            page
        }
    };
    Ok(theme.render(&page))
}

fn anchors(folder: &Folder) -> Anchors {
    let mut anchors: Anchors = BTreeMap::new();
    anchors.insert(folder.index.source.path().to_owned(), folder.index.anchors.clone());
    for source in &folder.sources {
        anchors.insert(source.source.path().to_owned(), source.anchors.iter().cloned().collect());
    }
    anchors
}

fn check_links(shared: &Shared<'_>, folder: &Folder, anchors: &Anchors, findings: &mut Vec<Finding>) -> Vec<Pending> {
    let has_page = |path: &str| if anchors.contains_key(path) { Some(true) } else { shared.has_page(path) };
    let known = Known { has_page: &has_page, anchors: [anchors, &shared.anchors] };
    let mut pending = Vec::new();
    findings.extend(links::links(&folder.index.source, &folder.index.links, &known, &mut pending));
    for source in &folder.sources {
        findings.extend(links::links(&source.source, &source.links, &known, &mut pending));
    }
    pending
}

fn reaches_out(folder: &Folder, own: &Anchors) -> bool {
    let links = folder.sources.iter().flat_map(|source| &source.links).chain(&folder.index.links);
    links.into_iter().any(|link| match &link.value {
        BodyLink::To(Link::File { path, .. }) => !own.contains_key(path),
        BodyLink::To(Link::Address(_)) | BodyLink::Anchor(_) => false,
    })
}

fn images(folder: &Folder) -> BTreeSet<String> {
    let of_sources = folder.sources.iter().flat_map(|source| &source.images);
    folder.index.images.iter().chain(of_sources).cloned().collect()
}
