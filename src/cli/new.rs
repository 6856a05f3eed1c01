//! `rashomon new`.

use std::{env, io, time::SystemTime};

use super::{Status, place, session::Session};
use crate::{
    content::{
        front::forms,
        layout::{self, Layout, is_reserved_source, layout},
    },
    diagnostic::{Code, Finding},
    model::Day,
    starter,
    world::World,
};

/// Write a file of a new event, outlet or source, with every key explained
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// An event: what happened, and what is compared
    Event {
        /// Its id: lower-case letters, digits and hyphens
        id: String,
    },
    /// An outlet: who publishes
    Outlet {
        /// Its id: lower-case letters, digits and hyphens
        id: String,
    },
    /// A source: what an outlet published about an event
    Source {
        /// The event's id
        event: String,
        /// The outlet's id, which becomes that of the source
        outlet: String,
    },
}

/// A file that is to be made.
struct New {
    path: String,
    text: String,
    /// What the editor does next.
    next: String,
}

/// Writes the file, unless there is one already.
pub fn run(args: &Args, session: &Session) -> io::Result<Status> {
    let Some(world) = session.open(None) else { return Ok(Status::Failed) };
    // What is wrong with the site so far is the business of `check`.
    let known = layout(&world.files("content")?.files, &mut Vec::new());
    let new = match plan(&args.what, &known) {
        Ok(new) => new,
        Err(findings) => return Ok(fail(session, &findings, Status::Usage)),
    };
    match place::free(&session.root, &new.path)? {
        Ok(target) => place::write(&new.path, &target, new.text.as_bytes())?,
        Err(finding) => return Ok(fail(session, &[finding], Status::Failed)),
    }
    session.say(&format!("Made {}\n{}", new.path, new.next))?;
    Ok(Status::Fine)
}

fn fail(session: &Session, findings: &[Finding], status: Status) -> Status {
    session.report(findings);
    status
}

fn plan(what: &What, known: &Layout) -> Result<New, Vec<Finding>> {
    match what {
        What::Event { id } => {
            check_id(id, "an event")?;
            Ok(New {
                path: layout::index(id),
                text: starter::event(id, today().map_err(|finding| vec![finding])?),
                next: format!("Next: declare what is compared, then `rashomon new source {id} OUTLET` for each report"),
            })
        }
        What::Outlet { id } => {
            check_id(id, "an outlet")?;
            Ok(New {
                path: format!("content/outlets/{id}.md"),
                text: starter::outlet(id),
                next: "Next: say who owns it, and who says so".to_owned(),
            })
        }
        What::Source { event, outlet } => {
            let missing = [unknown_event(event, known), unknown_outlet(outlet, known)];
            let findings: Vec<Finding> = missing.into_iter().flatten().collect();
            if !findings.is_empty() {
                return Err(findings);
            }
            Ok(New {
                path: layout::source(event, outlet),
                text: starter::source(event, outlet),
                next: format!(
                    "Next: save the article's text as captures/{event}/{outlet}.txt, a paragraph a line, and mark in \
                     the digest what it says\n(`rashomon import` makes both files from a saved page)"
                ),
            })
        }
    }
}

/// An id that the site can have; it also becomes a folder's name in the output.
fn check_id(id: &str, what: &str) -> Result<(), Vec<Finding>> {
    let wrong = forms::id(id).and_then(|()| forms::slug(id).map(drop));
    wrong.map_err(|wrong| {
        let finding = Finding::error(Code::InvalidId, format!("`{id}` is no id for {what}: it {wrong}"));
        vec![finding.hint("ids are lower-case letters, digits and hyphens, such as `flood-2024`")]
    })
}

fn unknown_event(id: &str, known: &Layout) -> Option<Finding> {
    let mut ids = known.events.iter().map(|event| event.id.as_str());
    if ids.any(|known| known == id) {
        return None;
    }
    let finding = Finding::error(Code::MissingFile, format!("there is no event `{id}`"));
    Some(hinted(finding, id, known.events.iter().map(|event| event.id.as_str()), "event"))
}

fn unknown_outlet(id: &str, known: &Layout) -> Option<Finding> {
    if is_reserved_source(id) {
        let finding = Finding::error(Code::InvalidSlug, format!("no source may be called `{id}`: the id is reserved"));
        return Some(finding.hint("write the file by hand, under another name"));
    }
    let mut ids = known.outlets.iter().map(|outlet| outlet.id.as_str());
    if ids.any(|known| known == id) {
        return None;
    }
    let finding = Finding::error(Code::UnknownOutlet, format!("there is no outlet `{id}`"));
    Some(hinted(finding, id, known.outlets.iter().map(|outlet| outlet.id.as_str()), "outlet"))
}

/// Names the nearest id that there is, or the command that makes one.
fn hinted<'a>(finding: Finding, id: &str, known: impl Iterator<Item = &'a str>, what: &str) -> Finding {
    let near = finding.clone().hint_nearest(id, known);
    if near.hint.as_ref().is_some_and(|hint| hint.ends_with('?')) {
        near
    } else {
        finding.hint(format!("`rashomon new {what} {id}` makes it"))
    }
}

/// The day on which the command runs, in UTC. `SOURCE_DATE_EPOCH`, a number of seconds since 1970, takes the place
/// of the clock, as <https://reproducible-builds.org/specs/source-date-epoch/> has it.
fn today() -> Result<Day, Finding> {
    let now = match env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => seconds.parse().ok().and_then(|seconds| jiff::Timestamp::from_second(seconds).ok()),
        Err(_) => jiff::Timestamp::try_from(SystemTime::now()).ok(),
    };
    let day = now.map(|now| Day(jiff::tz::TimeZone::UTC.to_datetime(now).date()));
    day.ok_or_else(|| {
        let finding = Finding::error(Code::InvalidDate, "`SOURCE_DATE_EPOCH` is no number of seconds since 1970");
        finding.hint("unset it to take the date from the clock")
    })
}
