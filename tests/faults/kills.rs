//! `kill -9` at any moment of a build.

use std::{
    env, fs,
    os::unix::fs::MetadataExt,
    path::Path,
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use rashomon::output::manifest;

use super::{Sites, Tree, names, torn, tree};

/// So many times a build is killed; `RASHOMON_KILLS=200` kills more.
const KILLS: u32 = 40;

/// Each build is killed once, each second of them while it moves files into place, and begun again in the
/// folder that is left. Now and then one is let through, and must give what a clean build gives.
#[test]
fn killed_builds_tear_no_file_and_lose_none() {
    let kills = env::var("RASHOMON_KILLS").ok().map_or(KILLS, |kills| kills.parse().unwrap());
    let sites = Sites::new(600);
    let (old, new) = (sites.clean("old"), sites.clean("new"));
    let output = sites.path("public");
    let begun = Instant::now();
    sites.build("old", &output);
    let whole = begun.elapsed();
    let mut random = Random(0x5eed);
    let (mut mixed, mut finished, mut checked) = (0, 0, 0);
    for kill in 0..kills {
        let state = if kill % 2 == 0 { "new" } else { "old" };
        let moving = kill % 4 < 2;
        let mut build = sites.command(state, &output).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        if moving {
            wait_for_manifest(&output, whole * 5);
            thread::sleep(Duration::from_micros(random.below(20_000)));
        } else {
            thread::sleep(Duration::from_micros(random.below(u64::try_from(whole.as_micros()).unwrap())));
        }
        build.kill().unwrap();
        finished += u32::from(build.wait().unwrap().success());
        let now = tree(&output);
        holds(&now, &old, &new);
        let part =
            |tree: &Tree| now.iter().any(|(path, bytes)| path.ends_with(".json") && tree.get(path) == Some(bytes));
        mixed += u32::from(part(&old) && part(&new));
        if kill % 10 == 9 {
            sites.build(state, &output);
            assert!(tree(&output) == if state == "new" { new.clone() } else { old.clone() }, "build {kill} mends");
            assert!(
                !names(sites.folder.path()).iter().any(|name| name.starts_with(".public")),
                "nothing stays beside it"
            );
            checked += 1;
        }
    }
    println!("{kills} kills: {finished} came too late, {mixed} left files of both builds; {checked} builds mended all");
    assert!(mixed > 0, "no build was killed while it moved files");
}

/// Every file is an old or a new one, whole; every file that both builds have is there.
fn holds(now: &Tree, old: &Tree, new: &Tree) {
    let torn: Vec<&str> = torn(now, old, new).into_iter().filter(|path| *path != manifest::NAME).collect();
    assert!(torn.is_empty(), "torn: {torn:?}");
    let lost: Vec<&String> = old.keys().filter(|path| new.contains_key(*path) && !now.contains_key(*path)).collect();
    assert!(lost.is_empty(), "lost: {lost:?}");
    let manifest = manifest::parse(&now[manifest::NAME]).unwrap();
    let unknown: Vec<&String> =
        now.keys().filter(|path| *path != manifest::NAME && !manifest.files.contains_key(*path)).collect();
    assert!(unknown.is_empty(), "no longer known for ours: {unknown:?}");
    for (path, bytes) in now {
        if path.ends_with(".json") {
            serde_json::from_slice::<serde_json::Value>(bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
        } else if path.ends_with(".html") {
            assert!(bytes.ends_with(b"</html>\n") || bytes.ends_with(b"</html>"), "{path} is cut");
        }
    }
}

/// Waits until a build begins to move files, which it tells in the manifest first.
fn wait_for_manifest(output: &Path, longest: Duration) {
    let inode = || fs::metadata(output.join(manifest::NAME)).map(|found| (found.ino(), found.mtime_nsec())).ok();
    let (before, begun) = (inode(), Instant::now());
    while inode() == before && begun.elapsed() < longest {
        thread::sleep(Duration::from_micros(200));
    }
}

/// Numbers that look like chance, the same in every run (Knuth's MMIX generator).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end.max(1)
    }
}
