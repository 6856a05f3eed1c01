//! The same content gives the same bytes: on one thread or two, from any folder, in whatever order
//! the files came to lie there.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test works on real folders and may panic"
)]

#[path = "support/mod.rs"]
mod support;

use std::{collections::BTreeMap, fs, path::Path};

use rashomon::{
    diagnostic::{Code, Finding},
    output::MemorySink,
    pipeline::{Options, build, index},
    world::{DiskWorld, World},
};
use support::{Site, event, short, site};

type Files = BTreeMap<String, Vec<u8>>;

/// The site of a folder, built on so many threads.
fn built(root: &Path, threads: usize) -> Files {
    let world = DiskWorld::new(root).unwrap();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let sink = MemorySink::new();
    let outcome = pool.install(|| build(&world, &Options::default(), &sink)).unwrap();
    let indexed = pool.install(|| index(&outcome.searched, &sink)).unwrap();
    assert_eq!(indexed > 0, cfg!(feature = "search"));
    // The generated events have no captures.
    let wrong = |finding: &&Finding| finding.code != Code::UnverifiedExcerpts;
    assert_eq!(outcome.findings.iter().find(wrong).map(short), None);
    sink.into_files()
}

/// Says which files differ; printing them would say too much.
fn assert_same(one: &Files, other: &Files) {
    assert!(one.keys().eq(other.keys()), "other files");
    let differ: Vec<&String> = one.keys().filter(|path| one[*path] != other[*path]).collect();
    assert!(differ.is_empty(), "{differ:?} differ");
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What a site consists of, by path.
fn content_of(root: &Path) -> Vec<(String, Vec<u8>)> {
    let world = DiskWorld::new(root).unwrap();
    let folders = ["content", "templates", "static"].map(|folder| world.files(folder).unwrap().files);
    let paths = folders.into_iter().flatten().chain(["site.toml".to_owned()]);
    paths.map(|path| (path.clone(), world.read(&path).unwrap())).collect()
}

fn write(root: &Path, files: impl Iterator<Item = (String, Vec<u8>)>) {
    for (path, bytes) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// Thirty events that point at each other, half of them on one day.
fn thirty() -> Site {
    let flood = site().files();
    let mut all = site();
    for number in 0..30 {
        for (path, bytes) in flood.iter().filter(|(path, _)| path.starts_with("content/events/")) {
            let path = path.replace("flood", &format!("flood-{number:02}"));
            all = all.file(&path, bytes.clone());
        }
        let index = format!("content/events/flood-{number:02}/index.md");
        let next = (number + 7) % 30;
        all = all
            .edit(&index, "2024-03-02\nsummary", &format!("2024-03-{:02}\nsummary", 2 + number % 2 * (number % 9)))
            .edit(&index, "all of this", &format!("after [another](../flood-{next:02}/index.md#houses), all of this"));
    }
    all
}

#[test]
fn the_projects_own_site_is_the_same_on_one_thread_and_on_two() {
    assert_same(&built(repository(), 1), &built(repository(), 2));
}

#[test]
fn the_projects_own_site_is_the_same_from_any_folder_in_any_order_of_writing() {
    let (forward, backward) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let deep = backward.path().join("a b/é");
    let content = content_of(repository());
    write(forward.path(), content.clone().into_iter());
    write(&deep, content.into_iter().rev());
    let here = built(repository(), 2);
    assert_same(&here, &built(forward.path(), 2));
    assert_same(&here, &built(&deep, 2));
}

#[test]
fn thirty_events_are_the_same_however_they_are_walked() {
    let (forward, backward) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let files = thirty().files();
    write(forward.path(), files.clone().into_iter());
    write(backward.path(), files.into_iter().rev());
    let one = built(forward.path(), 1);
    assert!(one.contains_key("events/flood-29/comparison.json") && one.len() > 31 * 6);
    assert_same(&one, &built(forward.path(), 2));
    assert_same(&one, &built(backward.path(), 2));
    let mut pages = one.clone();
    pages.retain(|path, _| !path.starts_with("search/pagefind/"));
    assert_same(&pages, &thirty().build().files);
}

#[test]
fn a_template_that_walks_what_the_editor_wrote_walks_it_in_one_order() {
    let extra = "[extra]\nzinc = 1\nlead = 2\niron = 3\ngold = 4\ntin = 5\n";
    let page = "{% for name, value in extra %}{{ name }} {{ value }}, {% endfor %}{{ extra | keys | join(sep=\"-\") }}";
    let about = format!("+++\ntitle = \"About\"\n{extra}+++\n");
    for _ in 0..3 {
        let built = site().file("content/about.md", about.clone()).file("templates/page.html", page).build();
        assert_eq!(built.page("about/index.html"), "gold 4, iron 3, lead 2, tin 5, zinc 1, gold-iron-lead-tin-zinc");
    }
}

#[test]
fn findings_come_in_one_order_however_the_events_are_walked() {
    let mut broken = thirty();
    for number in 0..30 {
        let path = format!("content/events/flood-{number:02}/herald.md");
        broken = broken.edit(&path, "value=50", "value=fifty").edit(&path, "fact:cause", "fact:curse");
    }
    let findings = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| broken.check()).iter().map(short).collect::<Vec<_>>()
    };
    let one = findings(1);
    assert_eq!(one.len(), 60);
    assert!(one.is_sorted_by_key(|line| line.split([' ', ':']).nth(1).map(str::to_owned)), "by file");
    assert_eq!(one, findings(2));
}

#[test]
fn an_event_does_not_change_because_of_its_neighbours() {
    let alone = event("### F {#f .fact unit=x}")
        .report("a", "", "[x](fact:f?value=1)")
        .report("b", "", "[y](fact:f?value=2)")
        .edit("content/events/e/index.md", "date = ", "topics = [\"Floods\"]\ndate = ");
    let mut beside = thirty();
    for (path, bytes) in alone.files().into_iter().filter(|(path, _)| path.contains("/e/") || path.contains("outlets/"))
    {
        beside = beside.file(&path, bytes);
    }
    // The masthead names the pages of the site and whether there are topics: both sites have them.
    let alone = alone.file(support::ABOUT, beside.read(support::ABOUT)).build().files;
    let beside = beside.build().files;
    let own: Files = alone.into_iter().filter(|(path, _)| path.starts_with("events/e/")).collect();
    assert!(own.len() > 4, "pages and data: {:?}", own.keys());
    for (path, bytes) in own {
        assert!(beside[&path] == bytes, "{path}");
    }
}
