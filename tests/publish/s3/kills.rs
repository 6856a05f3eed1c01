//! The program is killed at any moment, and started again.

use std::{collections::BTreeSet, thread, time::Duration};

use super::{
    bucket::{assert_served, assert_whole, built, publish, puts, start, stored},
    faults::dice,
    server::{Act, Server},
};
use crate::site::Site;

/// How often it is killed; `RASHOMON_KILLS` names another number.
const KILLS: u64 = 25;

#[test]
fn a_run_that_was_killed_is_finished_by_the_next() {
    let kills = std::env::var("RASHOMON_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    let server = Server::new();
    let site = Site::new(&server.settings("parallel = 4\n"));
    publish(&site, &[]).fine();
    let mut dice = dice(7);
    let (mut under_way, mut finished, mut sent, mut again) = (0, 0, 0, 0);
    for kill in 0..kills {
        site.event("flood", &format!("Build {kill}."));
        site.event(&format!("event-{}", kill % 7), &format!("Build {kill}."));
        let _ = std::fs::remove_dir_all(site.path(&format!("content/events/event-{}", (kill + 3) % 7)));
        site.file("static/extra.css", &format!("/* build {kill} */"));
        for number in 0..6 {
            site.file(&format!("static/files/{number}.txt"), &format!("build {}", kill + number % 2));
        }
        let before = stored(&server);
        server.log();
        server.act(|_| Act::Late(6));
        let mut child = start(&site);
        // Some die while they build, most while they send.
        let requests = if dice(5) == 0 { 0 } else { usize::try_from(dice(24)).unwrap() };
        while server.log_len() < requests && child.try_wait().unwrap().is_none() {
            thread::sleep(Duration::from_micros(200));
        }
        thread::sleep(Duration::from_micros(dice(20_000)));
        let ended = child.try_wait().unwrap().is_some();
        let _ = child.kill();
        child.wait().unwrap();
        server.act(|_| Act::Answer);
        settle(&server);
        let first = puts(&server.log());
        under_way += usize::from(!first.is_empty() && !ended);
        finished += usize::from(ended);

        // What is there is whole: as it was before, or as it is to be.
        let left = stored(&server);
        publish(&site, &[]).fine();
        let second: BTreeSet<String> = puts(&server.log()).into_iter().collect();
        assert_whole(&server, &site, &old_assets(&server, &site));
        let after = built(&site);
        for (path, bytes) in &left {
            assert!(before.get(path) == Some(bytes) || after.get(path) == Some(bytes), "kill {kill}: {path} is torn");
        }
        for path in before.keys().filter(|path| after.contains_key(*path)) {
            assert!(left.contains_key(path), "kill {kill}: {path} is lost");
        }
        // Only the rest is sent.
        let rest: BTreeSet<String> = after
            .iter()
            .filter(|(path, bytes)| left.get(*path) != Some(*bytes))
            .map(|(path, _)| path.clone())
            .collect();
        assert_eq!(second, rest, "kill {kill}");
        sent += first.len() + second.len();
        again += first.iter().filter(|path| second.contains(*path)).count();
    }
    assert_served(&server.readers(), &site);
    println!(
        "{kills} kills: {under_way} under way, {finished} too late; {sent} files sent, {again} twice (not stored when killed)"
    );
    assert!(under_way * 5 > usize::try_from(kills).unwrap(), "only {under_way} of {kills} were killed while they sent");
}

/// Assets of builds before, which stay for a while.
fn old_assets(server: &Server, site: &Site) -> Vec<String> {
    let built = built(site);
    let old = stored(server).into_keys().filter(|path| path.starts_with("extra.") && !built.contains_key(path));
    old.collect()
}

/// Waits until requests that were under way are done with.
fn settle(server: &Server) {
    let mut last = usize::MAX;
    while server.under_way() > 0 || last != server.log_len() {
        last = server.log_len();
        thread::sleep(Duration::from_millis(10));
    }
}
