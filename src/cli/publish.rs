//! `rashomon publish`.

use std::{
    io,
    path::{Path, PathBuf},
};

use serde_json::json;

use super::{
    Status,
    compile::{compile, default_output, is_input, lies_in},
    progress::Meter,
    session::{Session, count},
};
use crate::{
    config::{
        self, Target,
        publish::{Directory, Kind},
    },
    diagnostic::{Code, Finding, Severity, any_fatal},
    pipeline,
    publish::{self, MAX_DELETES, Options, Progress, Site, Summary},
    world::World,
};

/// How many files of each kind a plan names for people; the JSON form names all.
const SHOWN: usize = 20;

/// Build the site and put it where readers are: only what changed is sent
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The target, as in [publish.TARGET] of site.toml; not needed where there is only one
    #[arg(value_name = "TARGET")]
    target: Option<String>,

    /// Say what would be sent and removed, and change nothing
    #[arg(long)]
    dry_run: bool,

    /// How many files of the last publication may be removed
    #[arg(long, value_name = "N", default_value_t = MAX_DELETES)]
    max_deletes: usize,

    /// Publish a site without events, one that the captures at hand contradict, one for localhost, or into a
    /// branch that holds something else
    #[arg(long)]
    force: bool,

    /// The site's address, in place of `base_url` in site.toml
    #[arg(short = 'u', long, value_name = "URL", value_parser = crate::config::base_url)]
    base_url: Option<String>,

    /// The folder of the captures, with <event>/<source>.txt in it [default: captures in the site's folder]
    #[arg(long, value_name = "DIR")]
    captures: Option<PathBuf>,
}

/// Why nothing, or nothing more, is published.
enum Stop {
    /// The command named what is not there.
    Usage(Finding),
    Findings(Vec<Finding>),
}

/// Publishes the site.
pub fn run(args: &Args, session: &Session) -> io::Result<Status> {
    let (status, findings) = match go(args, session)? {
        Ok(None) => return Ok(Status::Fine),
        Ok(Some(finding)) => (Status::Failed, vec![finding]),
        Err(Stop::Usage(finding)) => (Status::Usage, vec![finding]),
        Err(Stop::Findings(findings)) => (Status::Failed, findings),
    };
    session.report(&findings);
    Ok(status)
}

/// The whole way; the value is what a plan that was told says against itself.
fn go(args: &Args, session: &Session) -> io::Result<Result<Option<Finding>, Stop>> {
    let world = match session.site_with(args.captures.as_deref()) {
        Ok(world) => world,
        Err(finding) => return Ok(Err(Stop::Findings(vec![finding]))),
    };
    let (settings, findings) = config::load(&world);
    if any_fatal(&findings, false) {
        return Ok(Err(Stop::Findings(findings)));
    }
    let target = match publish::choose(&settings, args.target.as_deref()) {
        Ok(target) => target,
        Err(finding) => return Ok(Err(Stop::Usage(finding))),
    };
    let base_url = args.base_url.clone().or_else(|| target.base_url.clone());
    let address = base_url.clone().unwrap_or_else(|| settings.base_url.clone());
    let refused = publish::address(&address).filter(|_| !args.force);
    if let Some(finding) = refused.or_else(|| input_as_target(session, target)) {
        return Ok(Err(Stop::Findings(vec![finding])));
    }
    // A plan is made from a build of its own, so that not even the output folder changes.
    let scratch = if args.dry_run { Some(tempfile::tempdir()?) } else { None };
    let output = scratch.as_ref().map_or_else(|| default_output(&session.root), |scratch| scratch.path().join("site"));
    let meter = Meter::new(session.wants_progress());
    meter.tell("Building", 0, 0);
    let warnings = match build(args, session, &world, base_url, &output)? {
        Ok(warnings) => warnings,
        Err(findings) => return Ok(Err(Stop::Findings(findings))),
    };
    let site = Site::read(&session.root, &output)?;
    let options = Options { dry_run: args.dry_run, max_deletes: args.max_deletes, force: args.force };
    let watch = |progress: Progress<'_>| meter.tell(progress.what, progress.done, progress.all);
    let published = publish::publish(&site, target, &options, &watch)?;
    drop(meter);
    session.report(&warnings);
    let summary = match published {
        Ok(summary) => summary,
        Err(finding) => return Ok(Err(Stop::Findings(vec![finding]))),
    };
    if session.is_json() {
        session.print(&format!("{}\n", as_json(&summary, target, &options, &address)))?;
    } else {
        session.say(&told(&summary, target, &options, &address))?;
    }
    let strict = Options { dry_run: false, ..options };
    Ok(Ok(publish::deletes(summary.removed.len(), &strict).err().filter(|_| args.dry_run)))
}

/// Why a folder of this machine cannot be the target: the next build would read what was published.
fn input_as_target(session: &Session, target: &Target) -> Option<Finding> {
    let Kind::Directory(Directory { path, .. }) = &target.kind else { return None };
    let folder = session.root.join(path);
    let lies_in_output = lies_in(&folder, &default_output(&session.root));
    let what = if lies_in_output { "the output of builds" } else { "what the site is made from" };
    (lies_in_output || is_input(&session.root, &folder)).then(|| {
        Finding::error(
            Code::PublishRefused,
            format!("`{path}`, the `path` of `{}`, is in a folder that holds {what}", target.name),
        )
        .hint("name a folder of its own in `path`, outside the site's folder or beside `site.toml`")
    })
}

/// Builds what is published; the value is what was found that forbids nothing.
fn build(
    args: &Args,
    session: &Session,
    world: &dyn World,
    base_url: Option<String>,
    output: &Path,
) -> io::Result<Result<Vec<Finding>, Vec<Finding>>> {
    let options = pipeline::Options { drafts: false, base_url, kept: session.kept(), past: session.past() };
    let objections = |outcome: &pipeline::Outcome| if args.force { Vec::new() } else { publish::outcome(outcome) };
    let compiled = compile(world, &options, output, &objections)?;
    Ok(compiled.map(|compiled| {
        compiled.outcome.findings.into_iter().filter(|finding| finding.severity == Severity::Warning).collect()
    }))
}

/// What was published, or the plan, for people.
fn told(summary: &Summary, target: &Target, options: &Options, address: &str) -> String {
    let name = &target.name;
    let mut lines = Vec::new();
    if options.dry_run {
        lines.extend(listed("send", &summary.sent));
        lines.extend(listed("remove", &summary.removed));
    }
    let sent = format!("{} ({})", count(summary.sent.len(), "file"), size(summary.bytes));
    let (removed, kept) = (summary.removed.len(), summary.kept);
    lines.push(match (options.dry_run, summary.changed) {
        (true, true) => format!(
            "Would publish to `{name}`, {}: {sent} to send, {removed} to remove, {kept} unchanged",
            summary.place
        ),
        (false, true) => format!(
            "Published to `{name}`, {}: {sent} sent, {removed} removed, {kept} unchanged\nThe site is at {address}",
            summary.place
        ),
        (_, false) => {
            format!("Nothing to publish: `{name}` has all {} already, {}", count(kept, "file"), summary.place)
        }
    });
    lines.extend(summary.notes.iter().map(|note| format!("Note: {note}")));
    lines.join("\n")
}

fn listed(what: &str, paths: &[String]) -> Vec<String> {
    let mut lines: Vec<String> = paths.iter().take(SHOWN).map(|path| format!("{what} {path}")).collect();
    if paths.len() > SHOWN {
        lines.push(format!("{what} … and {} more; `--format json` names all", paths.len() - SHOWN));
    }
    lines
}

fn as_json(summary: &Summary, target: &Target, options: &Options, address: &str) -> serde_json::Value {
    json!({
        "target": target.name,
        "place": summary.place,
        "base_url": address,
        "dry_run": options.dry_run,
        "changed": summary.changed,
        "sent": summary.sent,
        "bytes": summary.bytes,
        "removed": summary.removed,
        "kept": summary.kept,
        "notes": summary.notes,
    })
}

/// `340 kB`: bytes in powers of a thousand, as upload limits are told.
#[allow(clippy::cast_precision_loss, reason = "one digit after the point is shown")]
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => count(usize::try_from(bytes).unwrap_or_default(), "byte"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}
