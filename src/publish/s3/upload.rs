//! Carrying out a plan: many files at once, stage after stage, with the list of what is published kept up on the
//! way, so that a run which is killed has lost nothing but the files that were under way.

use std::{collections::BTreeMap, io};

use futures_util::{StreamExt, stream};
use tokio::sync::Semaphore;

use super::{
    client::Store,
    explain::Trouble,
    headers,
    manifest::{NAME, Published},
    order::Stage,
    plan::Plan,
};
use crate::{
    diagnostic::{Code, Finding},
    digest::sha256,
    publish::{
        Progress, Watch,
        site::{File, Site},
        stop::Stop,
    },
};

/// After so many files at least the list is written anew. Those since then are looked at one by one if the run is
/// killed.
const CHUNK: usize = 1000;

/// So many times at most, for the list of a large site is large itself.
const CHUNKS: usize = 4;

/// After so many files that failed, nothing more of the stage is tried.
const ENOUGH: usize = 20;

/// How many megabytes are in memory at once; a larger file is sent alone.
const MEGABYTES: u32 = 32;

/// What a run works with.
#[derive(Clone, Copy)]
pub struct Work<'w> {
    pub site: &'w Site,
    pub store: &'w Store,
    /// How many requests are under way at once.
    pub parallel: usize,
    pub watch: Watch<'w>,
}

/// Sends what the plan says, then the list, and removes what it says when nothing has failed.
///
/// # Errors
/// What kept it from being finished. What was sent stays, and a next run goes on from there.
pub async fn carry_out(work: &Work<'_>, plan: &Plan) -> Result<(), Stop> {
    let files: BTreeMap<&str, &File> = work.site.files.iter().map(|file| (file.path.as_str(), file)).collect();
    let mut state = beginning(plan);
    if !(plan.sent.is_empty() && plan.removed.is_empty()) {
        note(work, &state).await?;
    }
    let mut done = 0;
    let mut noted = 0;
    let chunk = CHUNK.max(plan.sent.len() / CHUNKS);
    for part in plan.sent.chunk_by(|(stage, _), (other, _)| stage == other).flat_map(|stage| stage.chunks(chunk)) {
        if done - noted >= chunk {
            note(work, &state).await?;
            noted = done;
        }
        let failed = send(work, part, &files, &mut state, &mut |_| {
            done += 1;
            (work.watch)(Progress { what: "Sending", done, all: plan.sent.len() });
        })
        .await;
        if let Err(failed) = failed {
            // It spares the next run some looks, no more.
            let _ = note(work, &state).await;
            return Err(failed.into_stop(plan.sent.len() - done, plan.sent.len()));
        }
    }
    note(work, &state).await?;
    remove(work, &plan.removed).await
}

/// What is certain before anything is done: all that is going to be touched is not.
fn beginning(plan: &Plan) -> Published {
    let mut state = plan.after.clone();
    for (_, path) in &plan.sent {
        let hash = state.files.remove(path).map(|stored| stored.sha256).unwrap_or_default();
        state.unsure.insert(path.clone(), hash);
    }
    state
}

/// Writes the list.
async fn note(work: &Work<'_>, state: &Published) -> Result<(), Stop> {
    let bytes = state.to_bytes();
    let hash = sha256(&bytes);
    let noted = work.store.put(NAME, bytes, &hash, &headers::of(NAME, &hash)).await;
    noted.map(drop).map_err(|trouble| {
        Stop::Target(
            trouble
                .finding(&format!("cannot write the list of what is published, `{NAME}`, to {}", work.store.place())),
        )
    })
}

/// Files that could not be sent.
struct Failed {
    troubles: Vec<(String, Trouble)>,
    disk: Option<io::Error>,
}

impl Failed {
    fn into_stop(self, missing: usize, all: usize) -> Stop {
        if let Some(error) = self.disk {
            return Stop::Disk(error);
        }
        let mut troubles = self.troubles;
        troubles.sort_by(|(a, _), (b, _)| a.cmp(b));
        let names: Vec<String> = troubles.iter().take(3).map(|(path, _)| format!("`{path}`")).collect();
        let more = if troubles.len() > 3 { " …" } else { "" };
        let Some((_, trouble)) = troubles.first() else {
            return Stop::Target(Finding::error(Code::PublishFailed, "nothing was sent"));
        };
        let rest = missing - troubles.len();
        let untried = if rest == 0 { String::new() } else { format!(", so that {rest} others were not tried") };
        let task = format!("{} of {all} files could not be sent{untried} ({}{more})", troubles.len(), names.join(", "));
        Stop::Target(trouble.finding(&task))
    }
}

/// Sends files of one stage, in any order.
async fn send(
    work: &Work<'_>,
    part: &[(Stage, String)],
    files: &BTreeMap<&str, &File>,
    state: &mut Published,
    told: &mut (dyn FnMut(&str) + Send),
) -> Result<(), Failed> {
    let room = Semaphore::new(MEGABYTES as usize);
    let sent = part.iter().filter_map(|(_, path)| files.get(path.as_str())).map(|file| send_one(work, file, &room));
    let mut sent = stream::iter(sent).buffer_unordered(work.parallel);
    let mut failed = Failed { troubles: Vec::new(), disk: None };
    while let Some((file, result)) = sent.next().await {
        match result {
            Ok(stored) => {
                state.unsure.remove(&file.path);
                state.files.insert(file.path.clone(), stored);
                told(&file.path);
            }
            Err(Fault::Disk(error)) => {
                failed.disk = Some(error);
                break;
            }
            Err(Fault::Trouble(trouble)) => {
                let is_enough = trouble.is_general || failed.troubles.len() + 1 >= ENOUGH;
                failed.troubles.push((file.path.clone(), trouble));
                if is_enough {
                    break;
                }
            }
        }
    }
    if failed.troubles.is_empty() && failed.disk.is_none() { Ok(()) } else { Err(failed) }
}

enum Fault {
    Disk(io::Error),
    Trouble(Trouble),
}

async fn send_one<'f>(
    work: &Work<'_>,
    file: &'f File,
    room: &Semaphore,
) -> (&'f File, Result<super::manifest::Stored, Fault>) {
    let megabytes = u32::try_from(file.size >> 20).unwrap_or(MEGABYTES).clamp(1, MEGABYTES);
    // The semaphore is never closed.
    let _permit = room.acquire_many(megabytes).await;
    let headers = headers::of(&file.path, &file.sha256);
    let result = match work.site.bytes(file) {
        Err(error) => Err(Fault::Disk(error)),
        Ok(bytes) => match work.store.put(&file.path, bytes, &file.sha256, &headers).await {
            Err(trouble) => Err(Fault::Trouble(trouble)),
            Ok(etag) => Ok(super::manifest::Stored { size: file.size, sha256: file.sha256.clone(), headers, etag }),
        },
    };
    (file, result)
}

async fn remove(work: &Work<'_>, paths: &[String]) -> Result<(), Stop> {
    let removed = stream::iter(paths).map(async |path| (path, work.store.delete(path).await));
    let removed: Vec<_> = removed.buffer_unordered(work.parallel).collect().await;
    let failed: Vec<_> = removed.iter().filter_map(|(path, result)| Some((path, result.as_ref().err()?))).collect();
    let Some((path, trouble)) = failed.first() else { return Ok(()) };
    let more = if failed.len() > 1 { " …" } else { "" };
    let task = format!(
        "the site is published, but {} of {} old files could not be removed (`{path}`{more})",
        failed.len(),
        paths.len(),
    );
    Err(trouble.finding(&task).into())
}
