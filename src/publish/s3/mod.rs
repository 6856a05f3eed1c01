//! A bucket of an object store: S3 of Amazon, or of whoever else speaks its language.
//!
//! A store has no folders to swap, so the order of single files makes it whole at every moment ([`order`]): a page
//! comes after the assets that it names, and assets of before stay for a while. What is there is told by two
//! witnesses, the server's listing and our own list of what is published ([`manifest`]); where they disagree, the
//! file is sent again. A third is a mark on every object of ours, its SHA-256, which is asked for where a run was
//! interrupted, and before anything is removed ([`plan`]).
//!
//! No request depends on a condition (`If-Match`), which one of the servers out there ignores. So of two runs at
//! once the later one wins, file by file.

mod client;
mod credentials;
mod explain;
mod headers;
mod http;
mod manifest;
mod order;
mod plan;
mod upload;

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};

use futures_util::{StreamExt, TryStreamExt, stream};
use jiff::SignedDuration;

use self::{
    client::Store,
    manifest::{NAME, Published, Unusable},
    plan::{Bounds, Listed, Plan, Seen, Situation},
    upload::Work,
};
use super::{
    Options, Progress, Site, Summary, Watch, deletes,
    stop::{Stop, part},
};
use crate::{
    config::publish::S3,
    diagnostic::{Code, Finding, count},
};

/// The most requests that are under way at once.
const MOST_PARALLEL: usize = 64;

/// Publishes a site there.
///
/// # Errors
/// When this machine's disk fails, or a file of the site is changed under way.
pub fn publish(site: &Site, target: &S3, options: &Options, watch: Watch<'_>) -> io::Result<Result<Summary, Finding>> {
    let store = match Store::open(target) {
        Ok(store) => store,
        Err(finding) => return Ok(Err(finding)),
    };
    let parallel = usize::try_from(target.parallel).unwrap_or(MOST_PARALLEL).clamp(1, MOST_PARALLEL);
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_time().max_blocking_threads(parallel + 1).build()?;
    let work = Work { site, store: &store, parallel, watch };
    let grace = SignedDuration::from_hours(24 * i64::from(target.grace_days));
    let bounds = Bounds { max_deletes: options.max_deletes, grace, now: client::now() };
    part(runtime.block_on(run(&work, options, &bounds)))
}

async fn run(work: &Work<'_>, options: &Options, bounds: &Bounds) -> Result<Summary, Stop> {
    (work.watch)(Progress { what: "Listing", done: 0, all: 0 });
    let place = work.store.place();
    work.store.ready().await.map_err(|trouble| trouble.finding(&format!("cannot publish to {place}")))?;
    let mut listed = work.store.list().await.map_err(|trouble| trouble.finding(&format!("cannot list {place}")))?;
    let mut notes = Vec::new();
    let published = read(work, &mut listed, &mut notes).await?;
    let files = work.site.manifest().files;
    let situation = Situation { files: &files, published: &published, listed: &listed };
    let seen = look(work, &plan::questions(&situation, bounds)).await?;
    let plan = plan::plan(&situation, &seen, bounds);
    deletes(plan.removed.len(), options)?;
    refuse_strangers(&plan, options, &place)?;
    if !plan.after.unused.is_empty() {
        notes.push(format!(
            "{} of before that no page names any more stay, for readers who have an old page open",
            count(plan.after.unused.len(), "asset")
        ));
    }
    let is_news = plan.after.files != published.files || plan.after.unused != published.unused;
    if !options.dry_run && (is_news || !plan.removed.is_empty()) {
        upload::carry_out(work, &plan).await?;
    }
    Ok(summary(plan, &files, place, notes))
}

/// Our list at the target, if there is one that can be used.
async fn read(
    work: &Work<'_>,
    listed: &mut BTreeMap<String, Listed>,
    notes: &mut Vec<String>,
) -> Result<Published, Stop> {
    if listed.remove(NAME).is_none() {
        return Ok(Published::default());
    }
    let place = work.store.place();
    let bytes =
        work.store.get(NAME).await.map_err(|trouble| trouble.finding(&format!("cannot read `{NAME}` of {place}")))?;
    match Published::parse(&bytes) {
        Ok(published) => Ok(published),
        Err(Unusable::Newer(format)) => {
            let message =
                format!("{place} was published by a newer version of this program (`{NAME}` has format {format})");
            Err(Finding::error(Code::PublishRefused, message).hint("publish with that version").into())
        }
        Err(Unusable::Broken(why)) => {
            notes.push(format!("the list of what is published, `{NAME}`, could not be used ({why}) and was made anew"));
            Ok(Published::default())
        }
    }
}

/// A closer look at some objects.
async fn look(work: &Work<'_>, paths: &BTreeSet<String>) -> Result<BTreeMap<String, Seen>, Stop> {
    let looked = stream::iter(paths).map(async |path| work.store.look(path).await.map(|seen| (path, seen)));
    let mut looked = looked.buffer_unordered(work.parallel);
    let mut seen = BTreeMap::new();
    let mut done = 0;
    while let Some((path, found)) = looked
        .try_next()
        .await
        .map_err(|trouble| trouble.finding(&format!("cannot look at what is published at {}", work.store.place())))?
    {
        done += 1;
        (work.watch)(Progress { what: "Looking", done, all: paths.len() });
        seen.extend(found.map(|found| (path.clone(), found)));
    }
    Ok(seen)
}

fn refuse_strangers(plan: &Plan, options: &Options, place: &str) -> Result<(), Finding> {
    if options.force || plan.strangers.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = plan.strangers.iter().take(3).map(|path| format!("`{path}`")).collect();
    let more = if plan.strangers.len() > 3 { " …" } else { "" };
    let message = format!(
        "{place} holds {} that this program did not put there, where the site has its own: {}{more}",
        count(plan.strangers.len(), "object"),
        names.join(", "),
    );
    Err(Finding::error(Code::PublishRefused, message)
        .hint("publish to a folder of its own with `prefix`; `--force` replaces them by the site's"))
}

fn summary(
    plan: Plan,
    files: &BTreeMap<String, crate::output::manifest::Entry>,
    place: String,
    notes: Vec<String>,
) -> Summary {
    let mut sent: Vec<String> = plan.sent.into_iter().map(|(_, path)| path).collect();
    sent.sort_unstable();
    let bytes = sent.iter().filter_map(|path| files.get(path)).map(|entry| entry.size).sum();
    let changed = !(sent.is_empty() && plan.removed.is_empty());
    let kept = files.len() - sent.len();
    let mut removed = plan.removed;
    removed.sort_unstable();
    Summary { place, sent, bytes, removed, kept, changed, notes }
}
