//! A folder of releases on a server, through the programs `ssh` and `rsync`.
//!
//! 1. One connection ([`session`]) takes the lock there and tells which releases there are. It stays open to the
//!    end: should this run be killed, it closes, and the lock is free.
//! 2. `rsync` sends what changed into a folder beside the releases, and links the rest to the last one
//!    ([`send`]). It compares contents, so a file that somebody changed there is sent anew.
//! 3. The first connection makes the folder a release, swaps the link by one rename, and takes old ones away
//!    ([`script`]).
//!
//! The server needs `rsync`, a shell, and `ln`, `mv`, `rm`, as every system with `ssh` has them.

mod said;
mod script;
mod send;
mod session;

use std::io;

use jiff::Timestamp;

use super::{
    Options, Progress, Site, Summary, Watch, deletes,
    release::Releases,
    stop::{Stop, part},
};
use crate::{config::publish::Ssh, diagnostic::Finding};
use session::Session;

/// Publishes a site there.
///
/// # Errors
/// When this machine's disk fails.
pub fn publish(site: &Site, target: &Ssh, options: &Options, watch: Watch<'_>) -> io::Result<Result<Summary, Finding>> {
    part(go(site, target, options, watch))
}

fn go(site: &Site, target: &Ssh, options: &Options, watch: Watch<'_>) -> Result<Summary, Stop> {
    let step = |what| watch(Progress { what, done: 0, all: 0 });
    step("Connecting");
    send::is_there()?;
    let mut session = Session::open(target, &site.root)?;
    let releases = session.begin(&target.path, options)?;
    let now = Timestamp::now();
    let superfluous = releases.superfluous(target.keep, now);
    let plan = releases.plan(site, &superfluous);
    let place = |id: &str| format!("{}:{}/releases/{id}", target.host, target.path.trim_end_matches('/'));
    if let Some((last, _)) = releases.last().filter(|_| plan.is_nothing()) {
        return Ok(plan.summary(place(last), false));
    }
    deletes(plan.removed.len(), options)?;
    let id = releases.next_id(now);
    if options.dry_run {
        return Ok(plan.summary(place(&id), true));
    }
    site.verify()?;
    step("Sending");
    match send(&mut session, site, target, &releases, &id)
        .and_then(|()| session.ask(&script::finish(&id, &plan.carried, &superfluous)))
    {
        Ok(_) => Ok(plan.summary(place(&id), true)),
        Err(why) => {
            // What cannot be taken away now goes with the next publication.
            let _ = session.ask(&script::abandon(&id));
            Err(why)
        }
    }
}

fn send(session: &mut Session, site: &Site, target: &Ssh, releases: &Releases, id: &str) -> Result<(), Stop> {
    session.ask(&script::prepare(releases, id))?;
    send::send(site, target, id, releases.current.as_deref())
}
