//! What an import writes into a site: everything is decided here, before anything is written.

use super::{Article, draft};
use crate::{
    content::{
        front,
        layout::{self, RESERVED_SOURCES},
    },
    diagnostic::{Code, Finding, Place},
    evidence::capture,
    model::Day,
    world::{World, read_text},
};

/// Where an article goes.
#[derive(Debug, Clone)]
pub struct Target {
    pub event: String,
    pub outlet: String,
    /// The source's id; by default the outlet's, with a number if that is taken by another article.
    pub source: Option<String>,
    /// Whether an article that was imported before is replaced.
    pub force: bool,
}

/// What is to be written.
#[derive(Debug, Default)]
pub struct Plan {
    pub source: String,
    /// Paths relative to the site's root, in the order in which they are written.
    pub files: Vec<Planned>,
}

/// A file that is to be written.
#[derive(Debug)]
pub struct Planned {
    pub path: String,
    pub text: String,
    /// Whether there is none yet.
    pub is_new: bool,
}

/// Decides what is written.
///
/// # Errors
/// Findings if an id is none, or if something is there already that must not be overwritten.
pub fn plan(world: &dyn World, article: &Article, target: &Target, today: Day) -> Result<Plan, Vec<Finding>> {
    let wrong = check_ids(target);
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let source = match &target.source {
        Some(source) => source.clone(),
        None => free_id(world, article, target),
    };
    if let Some(finding) = other_article(world, article, target, &source) {
        return Err(vec![finding]);
    }
    let mut plan = Plan { source, files: Vec::new() };
    plan.article(world, article, target, today).map_err(|finding| vec![finding])?;
    let outlet = format!("content/outlets/{}.md", target.outlet);
    let event = layout::index(&target.event);
    let texts =
        [(outlet, draft::outlet(article, &target.outlet)), (event, draft::event(article, &target.event, today))];
    for (path, text) in texts {
        if !world.is_file(&path) {
            let text = text.map_err(|error| vec![unwritable(&path, &error)])?;
            plan.files.push(Planned { path, text, is_new: true });
        }
    }
    // What stands first is left behind if the disk fails: an outlet alone is no error, a source is.
    plan.files.rotate_left(2);
    Ok(plan)
}

impl Plan {
    /// The capture and its source.
    fn article(&mut self, world: &dyn World, article: &Article, target: &Target, today: Day) -> Result<(), Finding> {
        let capture = capture::path(&target.event, &self.source);
        let path = layout::source(&target.event, &self.source);
        let there: Vec<&String> = [&capture, &path].into_iter().filter(|path| world.is_file(path)).collect();
        if let Some(first) = there.first().filter(|_| !target.force) {
            let finding = Finding::error(Code::FileExists, format!("`{first}` is already there"));
            return Err(finding.at(Place::File(first.as_str().into())).hint(
                "replace the capture with `--force`, which keeps what you wrote, or give another id with `--source`",
            ));
        }
        let is_new = !world.is_file(&path);
        let text = if is_new {
            draft::source(article, &target.outlet, today).map_err(|error| unwritable(&path, &error))?
        } else {
            let old = read_text(world, &path)?;
            draft::source_again(old.text(), article, today).ok_or_else(|| {
                Finding::error(Code::MalformedFrontMatter, format!("cannot change the front matter of `{path}`"))
                    .at(Place::File(path.as_str().into()))
                    .hint("only TOML between lines `+++` can be changed; import under another id with `--source`")
            })?
        };
        self.files.push(Planned { is_new: !world.is_file(&capture), path: capture, text: draft::capture(article) });
        self.files.push(Planned { path, text, is_new });
        Ok(())
    }
}

fn check_ids(target: &Target) -> Vec<Finding> {
    let mut findings = Vec::new();
    let given = [("event", Some(&target.event)), ("outlet", Some(&target.outlet)), ("source", target.source.as_ref())];
    for (option, id) in given {
        let Some(id) = id else { continue };
        if let Err(why) = front::forms::id(id) {
            findings.push(Finding::error(Code::InvalidId, format!("`{id}`, given as `--{option}`, {why}")));
        } else if front::forms::is_device(id) {
            findings.push(Finding::error(Code::InvalidId, format!("`{id}` is the name of a device on Windows")));
        }
    }
    let source = target.source.as_ref().unwrap_or(&target.outlet);
    if target.source.is_some() && is_reserved(source) {
        findings.push(Finding::error(Code::ReservedId, format!("no source can have the id `{source}`")));
    }
    findings
}

fn is_reserved(id: &str) -> bool {
    RESERVED_SOURCES.contains(&id) || id == "index"
}

/// The outlet's id, or the first of `outlet-2`, `outlet-3` … that no other article has.
fn free_id(world: &dyn World, article: &Article, target: &Target) -> String {
    let numbered = (2..).map(|number| format!("{}-{number}", target.outlet));
    let mut ids = std::iter::once(target.outlet.clone()).chain(numbered).filter(|id| !is_reserved(id));
    ids.find(|id| !is_taken(world, article, &target.event, id)).unwrap_or_default()
}

/// Whether an id is that of another article: one with another address, or, where an address is not
/// known, another text. The same article again is no other one; overwriting it needs `--force`.
fn is_taken(world: &dyn World, article: &Article, event: &str, id: &str) -> bool {
    let path = layout::source(event, id);
    if !world.is_file(&path) {
        return false;
    }
    let Ok(text) = read_text(world, &path) else { return true };
    let (front, _) = front::source(&text);
    let Some(front) = front.map(|front| front.value) else { return true };
    if let (Some(theirs), Some(ours)) = (&front.url, &article.found.url) {
        return theirs.trim_end_matches('/') != ours.trim_end_matches('/');
    }
    let same_title = front.title.is_some() && front.title.map(|title| title.value) == article.found.title;
    front.capture.sha256.as_ref() != Some(&draft::sha256(article)) && !same_title
}

/// A finding if the source is there already and tells of another article: `--force` replaces what was
/// imported before, and nothing else.
fn other_article(world: &dyn World, article: &Article, target: &Target, source: &str) -> Option<Finding> {
    let path = layout::source(&target.event, source);
    let text = world.is_file(&path).then(|| read_text(world, &path).ok()).flatten()?;
    let front = front::source(&text).0?.value;
    let other_outlet = front.outlet.as_ref().is_none_or(|outlet| outlet.value != target.outlet);
    let other_address =
        front.url.is_some() && article.found.url.is_some() && is_taken(world, article, &target.event, source);
    (other_outlet || other_address).then(|| {
        let finding = Finding::error(Code::FileExists, format!("`{path}` is another article"));
        let place = Place::File(path.as_str().into());
        finding.at(place).hint("name the outlet that it has, or give this article an id of its own with `--source`")
    })
}

fn unwritable(path: &str, error: &toml::ser::Error) -> Finding {
    Finding::error(Code::InvalidValue, format!("cannot write `{path}`: {error}"))
}
