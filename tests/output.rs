//! What a build does to an output folder: only what changed is written, only what is ours is
//! removed, and a build that fails leaves everything as it was.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test works on real folders and may panic")]

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    time::{Duration, SystemTime},
};

use rashomon::{
    diagnostic::{Code, Finding},
    output::{Committed, Sink, Staging, manifest},
};
use tempfile::TempDir;

/// Builds a site of these files, which must go well.
fn build(output: &Path, files: &[(&str, &str)]) -> Committed {
    try_build(output, files).unwrap()
}

fn try_build(output: &Path, files: &[(&str, &str)]) -> Result<Committed, Vec<Finding>> {
    let staging = Staging::new(output).unwrap().map_err(|finding| vec![finding])?;
    for (path, text) in files {
        staging.put(path, text.as_bytes()).unwrap();
    }
    staging.commit().unwrap()
}

/// All files below a folder with their text, but for the manifest.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let files =
        walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| !entry.file_type().is_dir());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
            (path, fs::read_to_string(entry.path()).unwrap_or_default())
        })
        .filter(|(path, _)| path != manifest::NAME)
        .collect()
}

fn paths(folder: &Path) -> Vec<String> {
    tree(folder).into_keys().collect()
}

/// Makes a file old, so that a later write shows.
fn age(path: &Path) -> SystemTime {
    let then = SystemTime::now() - Duration::from_secs(3600);
    fs::File::options().write(true).open(path).unwrap().set_modified(then).unwrap();
    modified(path)
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn a_first_build_makes_the_folder_and_leaves_nothing_beside_it() {
    let site = folder();
    let output = site.path().join("deep/public");
    let done = build(&output, &[("index.html", "home"), ("events/e/index.html", "event")]);
    assert_eq!(done, Committed { files: 2, changed: 2, removed: 0 });
    assert_eq!(
        paths(site.path()),
        ["deep/public/.rashomon.json", "deep/public/events/e/index.html", "deep/public/index.html"]
    );
    assert_eq!(fs::read_to_string(output.join("index.html")).unwrap(), "home");
}

#[test]
fn an_unchanged_file_keeps_its_time() {
    let output = folder();
    build(output.path(), &[("same.html", "same"), ("other.html", "1")]);
    let names = ["same.html", "other.html", manifest::NAME];
    let before = names.map(|name| age(&output.path().join(name)));
    let done = build(output.path(), &[("same.html", "same"), ("other.html", "2")]);
    assert_eq!(done, Committed { files: 2, changed: 1, removed: 0 });
    assert_eq!(modified(&output.path().join("same.html")), before[0]);
    assert_ne!(modified(&output.path().join("other.html")), before[1]);
    assert_ne!(modified(&output.path().join(manifest::NAME)), before[2]);

    let before = names.map(|name| age(&output.path().join(name)));
    let done = build(output.path(), &[("same.html", "same"), ("other.html", "2")]);
    assert_eq!(done, Committed { files: 2, changed: 0, removed: 0 });
    assert_eq!(names.map(|name| modified(&output.path().join(name))), before);
}

#[test]
fn a_file_that_was_changed_or_removed_by_hand_is_put_right() {
    let output = folder();
    build(output.path(), &[("a.html", "abc"), ("b.html", "b")]);
    fs::write(output.path().join("a.html"), "xyz").unwrap();
    fs::remove_file(output.path().join("b.html")).unwrap();
    assert_eq!(build(output.path(), &[("a.html", "abc"), ("b.html", "b")]).changed, 2);
    assert_eq!(tree(output.path())["a.html"], "abc");
}

#[test]
fn removed_pages_vanish_with_their_folders_and_strangers_stay() {
    let output = folder();
    build(output.path(), &[("index.html", "i"), ("events/a/index.html", "a"), ("events/b/c/index.html", "b")]);
    fs::write(output.path().join("events/a/CNAME"), "stranger").unwrap();
    let done = build(output.path(), &[("index.html", "i")]);
    assert_eq!(done, Committed { files: 1, changed: 0, removed: 2 });
    assert_eq!(paths(output.path()), ["events/a/CNAME", "index.html"]);
    assert!(!output.path().join("events/b").exists());
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let output = folder();
    build(output.path(), &[("a", "file"), ("b/c/d.html", "page"), ("b/e.html", "page")]);
    build(output.path(), &[("a/index.html", "page"), ("b", "file")]);
    assert_eq!(paths(output.path()), ["a/index.html", "b"]);
    build(output.path(), &[("a", "file"), ("b/c/d.html", "page")]);
    assert_eq!(paths(output.path()), ["a", "b/c/d.html"]);
}

#[test]
fn a_build_that_is_given_up_leaves_the_output_as_it_was() {
    let site = folder();
    let output = site.path().join("public");
    build(&output, &[("index.html", "old")]);
    let before = (tree(site.path()), modified(&output.join("index.html")));
    let staging = Staging::new(&output).unwrap().unwrap();
    staging.put("index.html", b"new").unwrap();
    staging.put("more.html", b"more").unwrap();
    drop(staging);
    assert_eq!((tree(site.path()), modified(&output.join("index.html"))), before);
}

#[test]
fn a_foreign_folder_is_refused_and_nothing_is_touched() {
    let site = folder();
    let output = site.path().join("public");
    fs::create_dir(&output).unwrap();
    build(&output, &[]); // An empty folder is fine.
    fs::remove_file(output.join(manifest::NAME)).unwrap();
    for name in ["thesis.tex", "a.jpg", "b.jpg", "c.jpg"] {
        fs::write(output.join(name), "mine").unwrap();
    }
    let before = tree(site.path());
    let finding = Staging::new(&output).unwrap().unwrap_err();
    assert_eq!(finding.code, Code::ForeignOutput);
    assert!(finding.message.ends_with("holds files that Rashomon did not write: `a.jpg`, `b.jpg`, `c.jpg`, …"));
    assert!(finding.hint.unwrap().contains("-o"));
    assert_eq!(tree(site.path()), before);
}

#[test]
fn a_file_in_place_of_the_folder_is_refused() {
    let site = folder();
    let output = site.path().join("public");
    fs::write(&output, "a file").unwrap();
    assert_eq!(Staging::new(&output).unwrap().unwrap_err().code, Code::ForeignOutput);
    assert_eq!(fs::read_to_string(&output).unwrap(), "a file");
}

#[test]
fn a_broken_or_hostile_manifest_is_refused() {
    let site = folder();
    let output = site.path().join("public");
    fs::write(site.path().join("precious"), "keep me").unwrap();
    build(&output, &[("index.html", "i")]);
    let hostile = r#"{"generator":"rashomon","format":1,"files":[{"path":"../precious","size":7,"sha256":""}]}"#;
    for text in ["", "{", "[]", r#"{"generator":"rashomon","format":99,"files":[]}"#, hostile] {
        fs::write(output.join(manifest::NAME), text).unwrap();
        let finding = Staging::new(&output).unwrap().unwrap_err();
        assert_eq!(finding.code, Code::ForeignOutput, "{text}");
        assert!(finding.message.contains("cannot be used"), "{}", finding.message);
    }
    assert_eq!(paths(site.path()).len(), 3);
}

#[test]
fn a_strangers_file_is_never_overwritten() {
    let output = folder();
    build(output.path(), &[("index.html", "i")]);
    fs::write(output.path().join("robots.txt"), "theirs").unwrap();
    fs::create_dir_all(output.path().join("about/notes")).unwrap();
    fs::write(output.path().join("events"), "theirs").unwrap();
    let before = tree(output.path());
    let new = [("index.html", "new"), ("robots.txt", "ours"), ("about", "file"), ("events/e/index.html", "e")];
    let findings = try_build(output.path(), &new).unwrap_err();
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::ForeignOutput; 3]);
    assert_eq!(tree(output.path()), before);
    // Not even with equal bytes, for the next build might remove it.
    assert!(try_build(output.path(), &[("robots.txt", "theirs")]).is_err());
}

#[test]
fn paths_that_escape_are_refused() {
    let site = folder();
    let output = site.path().join("public");
    let staging = Staging::new(&output).unwrap().unwrap();
    for path in ["../x", "/x", "a/../../x", "", "a//b", "a\\b", "nul", "a\0", manifest::NAME] {
        assert!(staging.put(path, b"x").is_err(), "{path:?}");
    }
    staging.put("a", b"x").unwrap();
    assert!(staging.put("a", b"x").is_err(), "twice");
    assert!(staging.put("a/b", b"x").is_err(), "file and folder");
    drop(staging);
    assert!(paths(site.path()).is_empty());
}

#[test]
fn equal_sites_have_equal_manifests() {
    let (one, two) = (folder(), folder());
    build(one.path(), &[("a", "1"), ("b", "2")]);
    build(two.path(), &[("b", "x"), ("c", "3")]);
    build(two.path(), &[("b", "2"), ("a", "1")]);
    let read = |folder: &TempDir| fs::read(folder.path().join(manifest::NAME)).unwrap();
    assert_eq!(read(&one), read(&two));
}

#[test]
fn files_come_from_several_threads() {
    let output = folder();
    let staging = Staging::new(output.path()).unwrap().unwrap();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let staging = &staging;
            scope.spawn(move || {
                for page in 0..50 {
                    staging.put(&format!("events/e{page}/{thread}.html"), b"page").unwrap();
                }
            });
        }
    });
    assert_eq!(staging.commit().unwrap().unwrap().files, 200);
    assert_eq!(paths(output.path()).len(), 200);
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn an_output_folder_may_be_a_link() {
        let site = folder();
        fs::create_dir(site.path().join("real")).unwrap();
        symlink("real", site.path().join("public")).unwrap();
        build(&site.path().join("public"), &[("index.html", "i")]);
        assert!(site.path().join("real/index.html").is_file());
        assert!(site.path().join("public").is_symlink());
    }

    #[test]
    fn nothing_is_written_or_removed_through_a_link_in_the_output() {
        let (elsewhere, output) = (folder(), folder());
        build(output.path(), &[("index.html", "i"), ("events/e.html", "e"), ("page.html", "p")]);
        fs::remove_dir_all(output.path().join("events")).unwrap();
        fs::remove_file(output.path().join("page.html")).unwrap();
        fs::write(elsewhere.path().join("e.html"), "precious").unwrap();
        symlink(elsewhere.path(), output.path().join("events")).unwrap();
        symlink(elsewhere.path().join("e.html"), output.path().join("page.html")).unwrap();

        let new = [("index.html", "i"), ("events/e.html", "new"), ("page.html", "new")];
        assert_eq!(try_build(output.path(), &new).unwrap_err().len(), 2);
        build(output.path(), &[("index.html", "i")]);
        assert_eq!(tree(elsewhere.path())["e.html"], "precious");
        assert!(output.path().join("events").is_symlink());
    }
}
