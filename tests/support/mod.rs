//! Small sites for tests: content in, findings or pages out.
//!
//! [`site`] is a flood in an invented town, told by three invented outlets; a test changes what it is
//! about and leaves the rest. [`event`] is an event with nothing in it yet. Both are chained:
//! `site().edit(COURIER, "value=40", "value=forty").check()`.

#![allow(dead_code, reason = "each test uses some of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

pub mod flood;
pub mod text;

use std::{collections::BTreeMap, fmt::Write as _};

use rashomon::{
    check::worklist::Section,
    diagnostic::{Code, Finding, any_fatal},
    output::MemorySink,
    pipeline::{self, Options, Outcome},
    world::{MemoryWorld, World},
};

pub use flood::*;

/// A site in memory, to be changed and built.
#[derive(Clone, Default)]
pub struct Site {
    world: MemoryWorld,
    drafts: bool,
    captured: bool,
}

/// What a build gave.
pub struct Built {
    pub outcome: Outcome,
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// Adds a file, or takes the place of an earlier one.
    pub fn file(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Site {
        self.world = self.world.file(path, bytes);
        self
    }

    /// Removes a file, which must be there.
    pub fn without(mut self, path: &str) -> Site {
        self.read(path);
        self.world = self.world.without(path);
        self
    }

    /// Replaces words of a file that occur in it exactly once.
    pub fn edit(self, path: &str, from: &str, to: &str) -> Site {
        let text = self.read(path);
        assert_eq!(text.matches(from).count(), 1, "`{from}` must occur once in {path}:\n{text}");
        self.file(path, text.replacen(from, to, 1))
    }

    /// Adds text to the end of a file.
    pub fn append(self, path: &str, text: &str) -> Site {
        let whole = self.read(path) + text;
        self.file(path, whole)
    }

    /// Builds drafts too.
    pub fn with_drafts(mut self) -> Site {
        self.drafts = true;
        self
    }

    /// Minds that excerpts are unverified. Most tests are not about evidence and have no captures.
    pub fn with_evidence(mut self) -> Site {
        self.captured = true;
        self
    }

    /// The text of a file.
    pub fn read(&self, path: &str) -> String {
        String::from_utf8(self.world.read(path).unwrap_or_else(|error| panic!("{path}: {error}"))).unwrap()
    }

    /// All files by path.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let folders =
            ["captures", "content", "templates", "static"].map(|folder| self.world.files(folder).unwrap().files);
        let settings = self.world.is_file(SETTINGS).then(|| SETTINGS.to_owned());
        let paths = folders.into_iter().flatten().chain(settings);
        paths.map(|path| (path.clone(), self.world.read(&path).unwrap())).collect()
    }

    /// The findings of `check`.
    pub fn check(&self) -> Vec<Finding> {
        self.minded(pipeline::check(&self.world, &self.options()).unwrap().findings)
    }

    /// The findings of `verify`, and the locks that it would write, by path.
    pub fn verify(&self) -> (Vec<Finding>, BTreeMap<String, String>) {
        let verification = pipeline::verify(&self.world, None).unwrap();
        (verification.findings, verification.events.into_iter().filter_map(|event| event.lock).collect())
    }

    /// The worklist of `check`, drafts included.
    pub fn worklist(&self) -> Vec<Section> {
        pipeline::check(&self.world, &Options { drafts: true, ..Options::default() }).unwrap().worklist
    }

    /// Builds, whatever is found.
    pub fn try_build(&self) -> Built {
        let sink = MemorySink::new();
        let mut outcome = pipeline::build(&self.world, &self.options(), &sink).unwrap();
        outcome.findings = self.minded(outcome.findings);
        Built { outcome, files: sink.into_files() }
    }

    /// Builds a site in which nothing must be wrong.
    pub fn build(&self) -> Built {
        let built = self.try_build();
        assert!(built.outcome.findings.is_empty(), "\n{}", tell(&built.outcome.findings));
        built
    }

    fn minded(&self, findings: Vec<Finding>) -> Vec<Finding> {
        let minds = |finding: &Finding| self.captured || finding.code != Code::UnverifiedExcerpts;
        findings.into_iter().filter(minds).collect()
    }

    fn options(&self) -> Options {
        Options { drafts: self.drafts, ..Options::default() }
    }
}

impl Built {
    /// Whether the build is worth keeping.
    pub fn is_usable(&self) -> bool {
        !any_fatal(&self.outcome.findings, false)
    }

    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// A file as text.
    pub fn page(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("no `{path}`, only {:?}", self.paths()));
        std::str::from_utf8(bytes).unwrap()
    }

    /// What a reader sees in the main part of a page: a block a line, without markup.
    pub fn text(&self, path: &str) -> String {
        text::main(self.page(path))
    }

    /// The comparison of the event with this slug.
    pub fn comparison(&self, slug: &str) -> serde_json::Value {
        serde_json::from_str(self.page(&format!("events/{slug}/comparison.json"))).unwrap()
    }

    /// Every page with its text.
    pub fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        let html = self.files.iter().filter(|(path, _)| path.strip_suffix(".html").is_some());
        html.map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap()))
    }

    fn paths(&self) -> Vec<&str> {
        self.files.keys().map(String::as_str).collect()
    }
}

/// A finding on one line: its code, where it is, and what is underlined there.
pub fn short(finding: &Finding) -> String {
    let mut line = format!("{} {}", finding.code.name(), finding.place.file().unwrap_or("-"));
    if let (Some((row, column)), Some(words)) = (finding.place.line_column(), finding.place.underlined()) {
        let _ = write!(line, ":{row}:{column} `{words}`");
    }
    line
}

/// Findings with all that they say, for a test that failed.
pub fn tell(findings: &[Finding]) -> String {
    let mut told = String::new();
    for finding in findings {
        let hint = finding.hint.as_deref().unwrap_or("-");
        let page = finding.page.as_ref().map(|page| format!(" (page {page})")).unwrap_or_default();
        let _ = writeln!(told, "{}\n    {}{page}\n    hint: {hint}", short(finding), finding.message);
    }
    told
}
