//! `rashomon build`.

use std::{
    fs, io,
    path::{Component, Path, PathBuf},
    time::Instant,
};

use super::{
    Status,
    session::{Session, count},
};
use crate::{
    diagnostic::{Code, Finding, any_fatal},
    output::{Committed, Staging},
    pipeline::{self, Options, Outcome},
};

/// Folders of a site that are read, so the output cannot be in them.
const INPUTS: [&str; 5] = ["content", "templates", "static", "captures", ".rashomon"];

/// Build the site; on an error the output stays as it was
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where the pages go [default: public in the site's folder]
    #[arg(short, long, value_name = "DIR")]
    output_dir: Option<PathBuf>,

    /// The site's address, in place of `base_url` in site.toml
    #[arg(short = 'u', long, value_name = "URL", value_parser = crate::config::base_url)]
    base_url: Option<String>,

    /// Build drafts too
    #[arg(long)]
    drafts: bool,

    /// The folder of the captures, with <event>/<source>.txt in it [default: captures in the site's folder]
    #[arg(long, value_name = "DIR")]
    captures: Option<PathBuf>,
}

/// Builds the site.
pub fn run(args: &Args, session: &Session) -> io::Result<Status> {
    let start = Instant::now();
    let output = args.output_dir.clone().unwrap_or_else(|| default_output(&session.root));
    let world = match session.site_with(args.captures.as_deref()) {
        Ok(_) if is_input(&session.root, &output) => return Ok(fail(session, &[input_as_output(&output)])),
        Ok(world) => world,
        Err(finding) => return Ok(fail(session, &[finding])),
    };
    let staging = match Staging::new(&output)? {
        Ok(staging) => staging,
        Err(finding) => return Ok(fail(session, &[finding])),
    };
    let kept = session.kept();
    let options = Options { drafts: args.drafts, base_url: args.base_url.clone(), kept };
    let outcome = pipeline::build(&world, &options, &staging)?;
    if any_fatal(&outcome.findings, false) {
        return Ok(fail(session, &outcome.findings));
    }
    let built = Instant::now();
    let files = pipeline::index(&outcome.searched, &staging)?;
    let indexing = Indexing { files, seconds: built.elapsed().as_secs_f32() };
    let done = match staging.commit()? {
        Ok(done) => done,
        Err(findings) => return Ok(fail(session, &[outcome.findings, findings].concat())),
    };
    options.kept.sweep();
    session.report(&outcome.findings);
    let seconds = start.elapsed().as_secs_f32() - indexing.seconds;
    session.say(&summary(&outcome, done, &output, seconds, &indexing))?;
    Ok(Status::Fine)
}

fn fail(session: &Session, findings: &[Finding]) -> Status {
    session.report(findings);
    Status::Failed
}

/// What the index of the search took.
struct Indexing {
    files: usize,
    seconds: f32,
}

fn summary(outcome: &Outcome, done: Committed, output: &Path, seconds: f32, indexing: &Indexing) -> String {
    let shown = output.display().to_string();
    let removed = if done.removed > 0 { format!(", {} removed", done.removed) } else { String::new() };
    let folder = shown.trim_end_matches('/');
    let open = if outcome.reads_from_disk { format!("\nOpen {folder}/index.html in a browser") } else { String::new() };
    let search = match indexing {
        Indexing { files: 0, .. } => String::new(),
        Indexing { files, seconds } => format!("\nIndexed for the search: {} ({seconds:.1} s)", count(*files, "file")),
    };
    format!(
        "Built {}, {}: {} in {folder}/ ({seconds:.1} s), {} changed{removed}{search}{open}",
        count(outcome.events, "event"),
        count(outcome.reports, "report"),
        count(done.files, "file"),
        done.changed,
    )
}

fn default_output(root: &Path) -> PathBuf {
    if root == Path::new(".") { PathBuf::from("public") } else { root.join("public") }
}

/// Whether the output would be the site's own folder, one above it, or one that the build reads.
fn is_input(root: &Path, output: &Path) -> bool {
    let (Some(root), Some(output)) = (real(root), real(output)) else { return false };
    root.starts_with(&output)
        || output.strip_prefix(&root).is_ok_and(|below| INPUTS.iter().any(|input| below.starts_with(input)))
}

/// A path without links, as far as it exists.
fn real(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    let (existing, canonical) = path.ancestors().find_map(|folder| Some((folder, fs::canonicalize(folder).ok()?)))?;
    let mut real = canonical;
    for part in path.strip_prefix(existing).ok()?.components() {
        match part {
            // What does not exist yet is no link either, so `..` takes back the part before it.
            Component::ParentDir => drop(real.pop()),
            part => real.push(part),
        }
    }
    Some(real)
}

fn input_as_output(output: &Path) -> Finding {
    Finding::error(Code::ForeignOutput, format!("`{}` holds what the site is made from", output.display()))
        .hint("choose another folder with `-o`")
}
