//! What the command says where there is nothing to compare, and that captures alone are enough.

use std::{fs, path::Path, process::Output};

use assert_cmd::Command;

fn run(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("rashomon").unwrap();
    command.arg("suggest").args(arguments).arg("--root").arg(root).output().unwrap()
}

/// A folder with files of these paths and texts.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const ONE: &str = "A storm tore the roof off the Ostrel market hall on Monday, injuring 14 traders.\n";
const OTHER: &str = "Fourteen traders were hurt when the roof of the market hall in Ostrel was torn off by a storm.\n";

#[test]
fn an_event_that_nobody_knows_is_an_error() {
    let site = folder(&[("captures/storm/a.txt", ONE), ("captures/storm/b.txt", OTHER)]);
    let output = run(site.path(), &["strom"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("there is no event `strom`") && told(&output).contains("did you mean `storm`?"));
    assert!(output.stdout.is_empty());
    assert_eq!(run(site.path(), &["../x"]).status.code(), Some(1));
}

#[test]
fn captures_that_are_missing_or_alone_are_errors() {
    let site = folder(&[("content/events/storm/index.md", "+++\n+++\n"), ("other/quake/a.txt", ONE)]);
    let output = run(site.path(), &["storm"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("has no captures in `captures/storm`"), "{}", told(&output));
    let captures = site.path().join("other");
    let output = run(site.path(), &["quake", "--captures", captures.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("`a` is the only capture in"), "{}", told(&output));
}

#[test]
fn captures_alone_are_enough() {
    let site = folder(&[("other/storm/a.txt", ONE), ("other/storm/b.txt", OTHER)]);
    let captures = site.path().join("other");
    let output = run(site.path(), &["storm", "--captures", captures.to_str().unwrap(), "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let object: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let (a, b) = (&object["pairs"][0]["a"], &object["pairs"][0]["b"]);
    assert_eq!((&a["source"], &a["para"]), (&"a".into(), &1.into()));
    assert_eq!((&b["source"], &b["para"]), (&"b".into(), &1.into()));
    for key in ["event", "facts", "figures", "names", "speakers", "shared"] {
        assert!(!object[key].is_null(), "{key}");
    }
}

#[test]
fn a_sources_file_says_what_is_furniture() {
    let front = "+++\noutlet = \"a\"\nlang = \"en\"\npublished = 2024-05-07\n[capture]\nfurniture = [1]\n+++\n";
    let site =
        folder(&[("captures/storm/a.txt", ONE), ("captures/storm/b.txt", OTHER), ("content/events/storm/a.md", front)]);
    let output = run(site.path(), &["storm", "--format", "json"]);
    let object: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(object["pairs"], serde_json::json!([]));
}

#[test]
fn what_is_no_capture_of_an_article_is_an_error() {
    let long = ONE.repeat(6000);
    for (name, text, code) in
        [("c.txt", long.as_str(), "too-large"), ("index.txt", ONE, "invalid-id"), ("Bad.txt", ONE, "invalid-id")]
    {
        let path = format!("captures/storm/{name}");
        let site = folder(&[("captures/storm/a.txt", ONE), ("captures/storm/b.txt", OTHER), (&path, text)]);
        let output = run(site.path(), &["storm"]);
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert!(told(&output).contains(code), "{}", told(&output));
    }
}

#[test]
fn short_sentences_are_compared_and_labels_are_not() {
    let one = "The strike began at 10 a.m. on 5 May 2024.\nPublished figures show that 300 houses were lost.\nPublished: 5 May 2024\nRead more\n";
    let other =
        "The strike started at 10:00 on May 5.\nSome 300 houses were lost, figures show.\nPhoto: a reader\nOld town\n";
    let site = folder(&[("captures/strike/a.txt", one), ("captures/strike/b.txt", other)]);
    let output = run(site.path(), &["strike"]);
    let report = String::from_utf8(output.stdout).unwrap();
    assert!(report.starts_with("strike: 2 captures (a, b), 4 passages compared"), "{report}");
}

#[test]
fn a_second_draft_takes_no_id_that_the_event_has() {
    let index = "+++\ntitle = \"S\"\ndate = 2024-01-01\nsummary = \"S\"\n+++\n";
    let files = [("captures/storm/a.txt", ONE), ("captures/storm/b.txt", OTHER)];
    let site = folder(&[files[0], files[1], ("content/events/storm/index.md", index)]);
    let heading = |site: &tempfile::TempDir| {
        let draft = String::from_utf8(run(site.path(), &["storm", "--draft"]).stdout).unwrap();
        draft.lines().find(|line| line.starts_with("### ")).unwrap().to_owned()
    };
    let first = heading(&site);
    let again = folder(&[files[0], files[1], ("content/events/storm/index.md", &format!("{index}\n{first}\n"))]);
    assert_ne!(heading(&again), first);
}
