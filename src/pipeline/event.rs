//! One event's way: parse → resolve → compare → plan → render → sink, on its own.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};

use super::{
    data,
    shared::{Shared, text},
    theme::Press,
};
use crate::{
    analysis::{self, Comparison},
    check::{
        addresses::Claim,
        links::{self, Anchors, Known, Pending},
        worklist,
    },
    content::{
        event as event_document,
        layout::EventFiles,
        source::{self, SourceDocument},
    },
    diagnostic::{Finding, any_fatal},
    evidence::{self, Evidence},
    export::{json_ld, sitemap::Listed},
    model::Event,
    page::{self, address, summary::Summary},
    resolve::{self, Folder},
};

/// What stays of an event once its pages are handed over.
#[derive(Debug, Default)]
pub struct Walked {
    pub findings: Vec<Finding>,
    /// What is open, where nothing is rendered.
    pub open: Option<worklist::Section>,
    pub claims: Vec<Claim>,
    pub pending: Vec<Pending>,
    /// Hashes of its anchors, for links from elsewhere.
    pub anchors: Vec<u64>,
    pub summary: Option<Summary>,
    /// Its pages as the sitemap lists them.
    pub listed: Vec<Listed>,
}

/// Walks one event. Without a press nothing is rendered.
pub fn walk(shared: &Shared<'_>, files: &EventFiles, press: Option<Press<'_>>) -> io::Result<Walked> {
    let mut walked = Walked::default();
    let findings = &mut walked.findings;
    let Some(folder) = parse(shared, files, findings) else { return Ok(walked) };
    if folder.index.front.draft && !shared.drafts {
        return Ok(Walked::default());
    }
    let anchors = anchors(&folder);
    walked.pending = check_links(shared, &folder, &anchors, findings);
    walked.anchors = links::fingerprints(&anchors).collect();
    let images = images(&folder);
    let places = press.is_none().then(|| worklist::Places::of(&folder));
    let site = resolve::Site { settings: &shared.settings, outlets: &shared.outlets };
    let evidence = gather(shared, &folder, false, findings);
    let event = resolve::event(folder, evidence, site, findings);
    let comparison = analysis::compare(&event);
    walked.open = places.and_then(|places| worklist::of_event(&places, &event, &comparison));
    walked.claims = claims(shared, &event, &images);
    walked.listed = data::listed(&event);
    let site = shared.site();
    let heads_home = shared.newest.as_ref() == Some(&event.id);
    walked.summary = Some(page::summary::summary(&site, &event, &comparison, heads_home));
    if let Some(press) = press.filter(|_| !any_fatal(findings, false)) {
        print(shared, &site, &event, &comparison, &images, press, findings)?;
    }
    Ok(walked)
}

/// Reads the documents of an event; `None` without an `index.md` that can be read.
pub fn parse(shared: &Shared<'_>, files: &EventFiles, findings: &mut Vec<Finding>) -> Option<Folder> {
    let reading = shared.reading();
    let index =
        text(shared.world, &files.index, findings).and_then(|text| event_document::read(reading, text, findings));
    let mut sources: Vec<SourceDocument> = Vec::new();
    let mut left_out = BTreeSet::new();
    for file in &files.sources {
        let mut found = Vec::new();
        let text = text(shared.world, &file.path, &mut found);
        let document = text.and_then(|text| source::read(reading, text, &file.id, &mut found));
        let is_draft = document.as_ref().is_some_and(|document| document.front.draft && !shared.drafts);
        if is_draft || document.is_none() {
            left_out.insert(file.id.clone());
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
pub fn gather(shared: &Shared<'_>, folder: &Folder, writes_lock: bool, findings: &mut Vec<Finding>) -> Evidence {
    let (event, documents, left_out) = (&folder.id, &folder.sources, &folder.left_out);
    let sources = evidence::Sources { event, documents, left_out, writes_lock };
    evidence::gather(shared.world, sources, &shared.settings.quotation, findings)
}

/// Renders and hands over all pages and data of the event.
fn print(
    shared: &Shared<'_>,
    site: &page::Site<'_>,
    event: &Event,
    comparison: &Comparison,
    images: &BTreeSet<String>,
    press: Press<'_>,
    findings: &mut Vec<Finding>,
) -> io::Result<()> {
    let words = analysis::shared_words(event, &shared.settings.quotation);
    let mut page = page::event_page(site, event, comparison, &words);
    page.shell.page.json_ld = Some(json_ld::event(site, &page.shell, event, comparison));
    press.print(&page, findings)?;
    let reports = event.reports.iter().enumerate().map(|(column, report)| (report, Some(column)));
    for (source, column) in reports.chain(event.upstreams.iter().map(|upstream| (upstream, None))) {
        let mut page = page::source_page(site, event, comparison, &words, source, column);
        page.shell.page.json_ld = Some(json_ld::source(site, &page.shell, event, source));
        press.print(&page, findings)?;
    }
    data::of_event(site, event, comparison, press.sink)?;
    for alias in &event.aliases {
        press.print(&page::redirect(site, &address::alias(alias), &address::event(&event.slug)), findings)?;
    }
    for image in images {
        press.sink.put(&address::file(&shared.addresses.of(image)), &shared.world.read(image)?)?;
    }
    Ok(())
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

fn images(folder: &Folder) -> BTreeSet<String> {
    let of_sources = folder.sources.iter().flat_map(|source| &source.images);
    folder.index.images.iter().chain(of_sources).cloned().collect()
}

/// The paths that the event takes in the output.
fn claims(shared: &Shared<'_>, event: &Event, images: &BTreeSet<String>) -> Vec<Claim> {
    let index = format!("content/events/{}/index.md", event.id);
    let own = address::event(&event.slug);
    let claim = |address: String, origin: &str| Claim { path: address::file(&address), origin: origin.to_owned() };
    let mut claims = vec![claim(own, &index)];
    claims.extend(data::event_claims(event));
    for source in event.reports.iter().chain(&event.upstreams) {
        let origin = format!("content/events/{}/{}.md", event.id, source.id);
        claims.push(claim(address::source(&event.slug, &source.id), &origin));
    }
    claims.extend(event.aliases.iter().map(|alias| claim(address::alias(alias), &index)));
    claims.extend(images.iter().map(|image| claim(shared.addresses.of(image).into_owned(), image)));
    claims
}
