//! `rashomon check`.

use std::{io, path::PathBuf};

use super::{
    Status,
    session::{Session, count},
};
use crate::{
    check::worklist,
    diagnostic::any_fatal,
    pipeline::{self, Options, Outcome},
};

/// Find everything that is wrong, and list what is unfinished, without writing anything
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Fail on warnings too; what is only unfinished never fails
    #[arg(long)]
    strict: bool,

    /// The folder of the captures, with <event>/<source>.txt in it [default: captures in the site's folder]
    #[arg(long, value_name = "DIR")]
    captures: Option<PathBuf>,
}

/// Checks the site, drafts included.
pub fn run(args: &Args, session: &Session) -> io::Result<Status> {
    let Some(world) = session.open(args.captures.as_deref()) else { return Ok(Status::Failed) };
    let outcome = pipeline::check(&world, &Options { drafts: true, ..Options::default() })?;
    session.report(&outcome.findings);
    if session.is_json() {
        for section in &outcome.worklist {
            session.say(&worklist::json::draw(section))?;
        }
    } else {
        session.say(&told(&outcome))?;
    }
    Ok(if any_fatal(&outcome.findings, args.strict) { Status::Failed } else { Status::Fine })
}

/// The worklist, and a last line that says how much is open and, if so, that nothing is wrong.
fn told(outcome: &Outcome) -> String {
    let mut told: String = outcome.worklist.iter().map(|section| worklist::text::draw(section) + "\n\n").collect();
    let open = match worklist::count(&outcome.worklist) {
        0 => "nothing is open".to_owned(),
        1 => "1 thing is open".to_owned(),
        many => format!("{many} things are open"),
    };
    let (events, reports) = (count(outcome.events, "event"), count(outcome.reports, "report"));
    if outcome.findings.is_empty() {
        told += "No findings in ";
    }
    told + &format!("{events}, {reports}; {open}")
}
