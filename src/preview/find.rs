//! What stands at an address: found in the snapshot and rendered there and then, by the functions that
//! a build uses. An address is never joined to a path of the disk.

use std::{
    borrow::Cow,
    io,
    sync::{Arc, atomic::AtomicUsize},
};

use super::snapshot::{Entry, Snapshot};
use crate::{
    content::{front::is_id, layout::EventFiles},
    diagnostic::{Code, Finding, Severity, any_fatal},
    page::{INDEX, NOT_FOUND, address, summary::Summary},
    pipeline::{
        event,
        own::{Claimed, Own, Part},
        site,
        theme::Theme,
    },
};

/// What stands at an address.
pub enum Found {
    File(Vec<u8>),
    /// A page that cannot be made, and why.
    Broken(Vec<Finding>),
    Nothing,
}

/// An event that is asked for, by its id.
pub type Touch<'t> = &'t dyn Fn(&Arc<Entry>);

/// Finds and renders what stands at an address, such as `/events/flood/`. `touch` is told which event
/// was needed.
pub fn find(snapshot: &Snapshot, wanted: &str, parsed: &AtomicUsize, touch: Touch<'_>) -> Found {
    let path = address::file(wanted);
    if let Some(bytes) = snapshot.skin.asset(&path) {
        return Found::File(bytes.to_vec());
    }
    let fatal: Vec<Finding> = snapshot.base.fatal().chain(&snapshot.skin.findings).cloned().collect();
    let theme = snapshot.skin.theme.as_ref().filter(|_| !any_fatal(&fatal, false));
    let Some(theme) = theme else { return Found::Broken(fatal) };
    let scene = Scene { snapshot, theme, wanted, path: &path, parsed, touch };
    let ways = [in_event, in_site, unreadable, picture, data_file, index_file, elsewhere];
    ways.iter().map(|way| way(&scene)).find(|found| !matches!(found, Found::Nothing)).unwrap_or(Found::Nothing)
}

/// The page for what is not found.
pub fn not_found(snapshot: &Snapshot) -> Option<Vec<u8>> {
    let own = Own::new(&snapshot.base.shared, &[]);
    let (_, page) = own.pages(Some(NOT_FOUND)).next()?;
    match rendered(own.render(snapshot.skin.theme.as_ref()?, Part::Page(Box::new(page)))) {
        Found::File(bytes) => Some(bytes),
        Found::Broken(_) | Found::Nothing => None,
    }
}

struct Scene<'s> {
    snapshot: &'s Snapshot,
    theme: &'s Theme,
    wanted: &'s str,
    path: &'s str,
    parsed: &'s AtomicUsize,
    touch: Touch<'s>,
}

impl Scene<'_> {
    /// What the site's own files are made from.
    fn own<'o>(&'o self, summaries: &'o [Arc<Summary>]) -> Own<'o> {
        Own::new(&self.snapshot.base.shared, summaries)
    }

    fn render(&self, own: &Own<'_>, part: Part<'_>) -> Found {
        rendered(own.render(self.theme, part))
    }

    /// The file that is wanted, if it is among these.
    fn one_of<'o>(&self, own: &Own<'_>, mut parts: impl Iterator<Item = Claimed<'o>>) -> Found {
        let part = parts.find(|(claim, _)| claim.path == self.path);
        part.map_or(Found::Nothing, |(_, part)| self.render(own, part))
    }
}

/// A file of the event that the address names.
fn in_event(scene: &Scene<'_>) -> Found {
    let Some((slug, _)) = scene.wanted.strip_prefix("/events/").and_then(|rest| rest.split_once('/')) else {
        return Found::Nothing;
    };
    let id = scene.snapshot.base.slugs.get(slug).map_or(slug, String::as_str);
    if is_id(id) { of_event(scene, id) } else { Found::Nothing }
}

fn of_event(scene: &Scene<'_>, id: &str) -> Found {
    let base = &scene.snapshot.base;
    let Some(entry) = scene.snapshot.entries.get(id) else { return Found::Nothing };
    let (walked, resolved) = entry.read(base, id, scene.parsed);
    (scene.touch)(entry);
    let errors = || errors(&walked.findings);
    let Some(resolved) = resolved else {
        let own = scene.wanted.split('/').nth(2).is_some_and(|slug| slug == id);
        return if own && any_fatal(&walked.findings, false) { Found::Broken(errors()) } else { Found::Nothing };
    };
    let mut parts = walked.summary.iter().flat_map(|event| event::parts(&base.shared, event, &walked.images));
    let Some((_, part)) = parts.find(|(claim, _)| claim.path == scene.path) else {
        let is_source = |files: &EventFiles| {
            files.sources.iter().any(|id| address::source(&resolved.event.slug, id) == scene.wanted)
        };
        let unreadable = any_fatal(&walked.findings, false) && base.files(id).is_some_and(is_source);
        return if unreadable { Found::Broken(errors()) } else { Found::Nothing };
    };
    if any_fatal(&walked.findings, false) && !matches!(part, event::Part::Image(_)) {
        return Found::Broken(errors());
    }
    let words = event::words(&base.shared, &resolved);
    rendered(event::render(&base.shared, scene.theme, &resolved, &words, &part))
}

fn rendered<'b>(rendered: io::Result<Result<impl Into<Cow<'b, [u8]>>, Finding>>) -> Found {
    match rendered {
        Ok(Ok(bytes)) => Found::File(bytes.into().into_owned()),
        Ok(Err(finding)) => Found::Broken(vec![finding]),
        Err(error) => Found::Broken(vec![Finding::error(Code::DiskFailure, error.to_string())]),
    }
}

/// A page of the site.
fn in_site(scene: &Scene<'_>) -> Found {
    let summaries = scene.snapshot.summaries();
    let own = scene.own(&summaries);
    let page = own.pages(Some(scene.wanted)).find(|(_, page)| page.address == scene.wanted);
    let Some((claim, page)) = page else { return Found::Nothing };
    let broken = errors(scene.snapshot.base.of_file(&claim.origin));
    if broken.is_empty() { scene.render(&own, Part::Page(Box::new(page))) } else { Found::Broken(broken) }
}

/// The page of a content file that cannot be read.
fn unreadable(scene: &Scene<'_>) -> Found {
    let base = &scene.snapshot.base;
    let layout = &base.shared.layout;
    let pages = layout.pages.iter().filter(|path| address::page(path) == scene.wanted).map(String::as_str);
    let outlets = layout.outlets.iter().filter(|file| address::outlet(&file.id) == scene.wanted);
    let findings: Vec<Finding> = pages
        .chain(outlets.map(|file| file.path.as_str()))
        .flat_map(|path| errors(base.of_file(path)))
        .chain(site::without_home(&base.shared).filter(|_| scene.wanted == "/"))
        .collect();
    if findings.is_empty() { Found::Nothing } else { Found::Broken(findings) }
}

/// A picture that a page or an outlet shows, or the card of the site.
fn picture(scene: &Scene<'_>) -> Found {
    let own = scene.own(&[]);
    scene.one_of(&own, own.pictures())
}

/// A feed, the sitemap, `robots.txt`, `_redirects`.
fn data_file(scene: &Scene<'_>) -> Found {
    if !scene.path.ends_with("atom.xml") && !scene.path.ends_with("feed.json") && scene.path.contains('/') {
        return Found::Nothing;
    }
    let summaries = scene.snapshot.summaries();
    let own = scene.own(&summaries);
    if scene.path.starts_with("sitemap") {
        return scene.one_of(&own, own.sitemap());
    }
    scene.one_of(&own, own.data())
}

/// A file of the search's index.
fn index_file(scene: &Scene<'_>) -> Found {
    if !scene.wanted.starts_with(INDEX) || !scene.snapshot.base.shared.searches() {
        return Found::Nothing;
    }
    scene.snapshot.index(scene.path).map_or(Found::Nothing, |bytes| Found::File(bytes.to_vec()))
}

/// A file of an event that stands elsewhere: an old address, a picture.
fn elsewhere(scene: &Scene<'_>) -> Found {
    let shared = &scene.snapshot.base.shared;
    let claims = |entry: &Entry| {
        entry.walked().is_some_and(|walked| event::claims_elsewhere(shared, &walked).any(|path| path == scene.path))
    };
    let id = scene.snapshot.entries.iter().find(|(_, entry)| claims(entry)).map(|(id, _)| id);
    id.map_or(Found::Nothing, |id| of_event(scene, id))
}

fn errors<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Vec<Finding> {
    findings.into_iter().filter(|finding| finding.severity == Severity::Error).cloned().collect()
}
