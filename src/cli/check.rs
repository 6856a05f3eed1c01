//! `rashomon check`.

use std::{io, path::PathBuf};

use super::{
    Status,
    session::{Session, count},
};
use crate::{
    diagnostic::any_fatal,
    pipeline::{self, Options},
};

/// Find everything that is wrong or unfinished, without writing anything
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Fail on warnings too
    #[arg(long)]
    strict: bool,

    /// The folder of the captures, with <event>/<source>.txt in it [default: captures in the site's folder]
    #[arg(long, value_name = "DIR")]
    captures: Option<PathBuf>,
}

/// Checks the site, drafts included.
pub fn run(args: &Args, session: &Session) -> io::Result<Status> {
    let world = match session.site_with(args.captures.as_deref()) {
        Ok(world) => world,
        Err(finding) => {
            session.report(&[finding]);
            return Ok(Status::Failed);
        }
    };
    let outcome = pipeline::check(&world, &Options { drafts: true, base_url: None })?;
    session.report(&outcome.findings);
    if outcome.findings.is_empty() {
        let (events, reports) = (count(outcome.events, "event"), count(outcome.reports, "report"));
        session.say(&format!("No findings in {events}, {reports}"))?;
    }
    Ok(if any_fatal(&outcome.findings, args.strict) { Status::Failed } else { Status::Fine })
}
