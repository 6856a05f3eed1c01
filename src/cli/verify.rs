//! `rashomon verify`.

use std::{io, path::PathBuf};

use super::{
    Status,
    session::{Session, count},
};
use crate::{
    diagnostic::any_fatal,
    output,
    pipeline::{self, VerifiedEvent},
};

/// Hold the excerpts against the captures, and write what was found to evidence.lock
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only this event
    event: Option<String>,

    /// The folder of the captures, with <event>/<source>.txt in it [default: captures in the site's folder]
    #[arg(long, value_name = "DIR")]
    captures: Option<PathBuf>,
}

/// Verifies the site, drafts included. An event's lock is written when all that could be looked for was
/// found.
pub fn run(args: &Args, session: &Session) -> io::Result<Status> {
    let Some(world) = session.open(args.captures.as_deref()) else { return Ok(Status::Failed) };
    let verification = pipeline::verify(&world, args.event.as_deref())?;
    session.report(&verification.findings);
    for event in &verification.events {
        let mut written = String::new();
        if let Some((path, text)) = &event.lock {
            output::replace(&session.root.join(path), text.as_bytes())?;
            written = format!(", {path} written");
        }
        if event.lock.is_some() || args.event.is_some() || verification.events.len() == 1 {
            let (found, excerpts) = (event.found, count(event.excerpts, "excerpt"));
            session.say(&format!("{}: {found} of {excerpts} found{written}", event.id))?;
        }
    }
    if !verification.events.is_empty() {
        session.say(&summary(&verification.events))?;
    }
    Ok(if any_fatal(&verification.findings, false) { Status::Failed } else { Status::Fine })
}

fn summary(events: &[VerifiedEvent]) -> String {
    let found: usize = events.iter().map(|event| event.found).sum();
    let excerpts: usize = events.iter().map(|event| event.excerpts).sum();
    let written = events.iter().filter(|event| event.lock.is_some()).count();
    format!(
        "Verified {found} of {} in {}, {} written",
        count(excerpts, "excerpt"),
        count(events.len(), "event"),
        count(written, "lock")
    )
}
