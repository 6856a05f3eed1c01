//! A folder of releases on this machine, one of which a link shows to readers.
//!
//! 1. The lock is taken, and what a killed run left is swept away.
//! 2. What changed since the release that readers see is planned. A file that is as it was then must still have
//!    the bytes that were published, or it counts as changed.
//! 3. The next release is made beside the others ([`make`]), and lies on the disk before anybody sees it.
//! 4. The link is swapped by one rename. A reader has the old site before it and the new one after.
//! 5. Releases that are too many go.

mod make;
mod state;

use std::io;

use jiff::Timestamp;
use rayon::prelude::*;

use super::{Options, Progress, Site, Summary, Watch, deletes, release::Plan};
use crate::{config::publish::Directory, diagnostic::Finding};
use state::Place;

/// Publishes a site there.
///
/// # Errors
/// When the disk fails.
pub fn publish(
    site: &Site,
    target: &Directory,
    options: &Options,
    watch: Watch<'_>,
) -> io::Result<Result<Summary, Finding>> {
    let place = Place::new(site.root.join(&target.path));
    if let Some(finding) = place.objection(options.force)? {
        return Ok(Err(finding));
    }
    let lock = if options.dry_run { Ok(None) } else { place.lock()? };
    let _lock = match lock {
        Ok(lock) => lock,
        Err(finding) => return Ok(Err(finding)),
    };
    let releases = place.read()?;
    let now = Timestamp::now();
    let superfluous = releases.superfluous(target.keep, now);
    let mut plan = releases.plan(site, &superfluous);
    if let Some((last, _)) = releases.last() {
        recheck(&mut plan, &place, last, watch);
        if plan.is_nothing() {
            return Ok(Ok(plan.summary(place.shown(last), false)));
        }
    }
    if let Err(finding) = deletes(plan.removed.len(), options) {
        return Ok(Err(finding));
    }
    let id = releases.next_id(now);
    if options.dry_run {
        return Ok(Ok(plan.summary(place.shown(&id), true)));
    }
    place.sweep(&releases);
    if let Err(error) = make::make(&place, &plan, site, releases.current.as_deref(), &id, watch) {
        place.abandon(&id);
        return Err(error);
    }
    place.show(&id)?;
    let mut summary = plan.summary(place.shown(&id), true);
    summary.notes.extend(superfluous.iter().filter_map(|old| place.remove(old).err()));
    Ok(Ok(summary))
}

/// Moves files from those that are kept to those that are sent if the release does not hold them any more as they
/// were published: somebody changed them, or the disk did.
fn recheck(plan: &mut Plan, place: &Place, last: &str, watch: Watch<'_>) {
    watch(Progress { what: "Comparing", done: 0, all: 0 });
    let kept = std::mem::take(&mut plan.kept);
    let (sound, changed): (Vec<_>, Vec<_>) = kept.into_par_iter().partition(|file| place.holds(last, file));
    plan.kept = sound;
    plan.sent.extend(changed);
    plan.sent.sort_by(|a, b| a.path.cmp(&b.path));
}
