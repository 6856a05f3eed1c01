//! A site built into its folder, as `build` and `publish` both do it.

use std::{
    io,
    path::{Path, PathBuf},
    time::Instant,
};

use crate::{
    content::Highlighter,
    diagnostic::{Finding, any_fatal},
    output::{Committed, Staging, real},
    pipeline::{self, Options, Outcome},
    world::World,
};

/// Folders of a site that are read, so nothing is written into them.
const INPUTS: [&str; 5] = ["content", "templates", "static", "captures", ".rashomon"];

/// A build that is in place.
pub struct Compiled {
    pub outcome: Outcome,
    pub done: Committed,
    /// How long the build took without the index.
    pub seconds: f32,
    pub indexing: Indexing,
}

/// What the index of the search took.
pub struct Indexing {
    pub files: usize,
    pub seconds: f32,
}

/// Builds a site into a folder. The folder stays as it was where a finding is an error, or `objections` has
/// any.
pub fn compile(
    world: &dyn World,
    options: &Options,
    output: &Path,
    objections: &dyn Fn(&Outcome) -> Vec<Finding>,
) -> io::Result<Result<Compiled, Vec<Finding>>> {
    let start = Instant::now();
    let highlighter = Highlighter::default();
    // The list of a large output takes as long to read as all that events share.
    let (staging, site) = rayon::join(|| Staging::new(output), || pipeline::prepare(world, options, &highlighter));
    let staging = match staging? {
        Ok(staging) => staging,
        Err(finding) => return Ok(Err(vec![finding])),
    };
    // All of a site is to be that of one moment.
    let site = if staging.waited() { pipeline::prepare(world, options, &highlighter) } else { site };
    let outcome = pipeline::build_prepared(site?, options, &staging)?;
    let objections = objections(&outcome);
    if any_fatal(&outcome.findings, false) || !objections.is_empty() {
        return Ok(Err([outcome.findings, objections].concat()));
    }
    let built = Instant::now();
    let files = pipeline::index(&outcome.searched, &staging)?;
    let indexing = Indexing { files, seconds: built.elapsed().as_secs_f32() };
    let done = match staging.commit()? {
        Ok(done) => done,
        Err(findings) => return Ok(Err([outcome.findings, findings].concat())),
    };
    options.kept.sweep();
    if let Some(past) = &options.past {
        past.sweep();
    }
    let seconds = start.elapsed().as_secs_f32() - indexing.seconds;
    Ok(Ok(Compiled { outcome, done, seconds, indexing }))
}

/// Where a site is built if nothing else is said.
pub fn default_output(root: &Path) -> PathBuf {
    if root == Path::new(".") { PathBuf::from("public") } else { root.join("public") }
}

/// Whether a folder that is to be written is, or lies in, one that a build reads.
pub fn is_input(root: &Path, folder: &Path) -> bool {
    INPUTS.iter().any(|input| lies_in(folder, &root.join(input)))
}

/// Whether a path is, or lies in, a folder, whatever links lead there.
pub fn lies_in(path: &Path, folder: &Path) -> bool {
    matches!((real(path), real(folder)), (Ok(path), Ok(folder)) if path.starts_with(&folder))
}
