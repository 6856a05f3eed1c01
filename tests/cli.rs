//! The command as its users meet it: what it prints where, and how it ends.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test works on real folders and may panic")]

use std::{fs, path::Path, process::Output};

use assert_cmd::Command;
use tempfile::TempDir;

/// Runs `rashomon` in a folder, in the environment of a plain terminal.
fn rashomon(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::cargo_bin("rashomon").unwrap();
    command.current_dir(folder).env_remove("NO_COLOR").env("TERM", "xterm").args(args).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// A folder with the least that a site needs.
fn site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("site.toml"), "base_url = \"https://example.org\"\ntitle = \"Example\"\n").unwrap();
    folder
}

#[test]
fn wrong_usage_ends_with_2() {
    let site = site();
    for args in [
        &[][..],
        &["frobnicate"],
        &["build", "--frobnicate"],
        &["build", "--strict"],
        &["check", "extra"],
        &["--format", "xml", "check"],
        &["--color", "sometimes", "check"],
        &["completions", "klingon"],
        &["completions"],
        &["schema", "novel"],
        &["build", "-o"],
    ] {
        let output = rashomon(site.path(), args);
        assert_eq!(status(&output), 2, "{args:?}");
        assert!(stdout(&output).is_empty() && !stderr(&output).is_empty(), "{args:?}");
    }
}

#[test]
fn help_and_version_end_with_0() {
    let site = site();
    for args in [&["--help"][..], &["--version"], &["build", "--help"], &["theme", "-h"]] {
        let output = rashomon(site.path(), args);
        assert_eq!(status(&output), 0, "{args:?}");
        assert!(stderr(&output).is_empty(), "{args:?}");
    }
    assert!(stdout(&rashomon(site.path(), &["--help"])).contains("build"));
}

#[test]
fn a_folder_without_settings_is_a_friendly_finding() {
    let folder = tempfile::tempdir().unwrap();
    for command in [&["build"][..], &["check"], &["theme", "base.html"]] {
        let output = rashomon(folder.path(), command);
        assert_eq!(status(&output), 1, "{command:?}");
        assert!(stdout(&output).is_empty());
        assert!(stderr(&output).starts_with("error[missing-file]: there is no `site.toml` in `.`\n"));
        assert!(stderr(&output).ends_with("\n\n1 error\n"));
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    let nowhere = rashomon(folder.path(), &["check", "--root", "nowhere"]);
    assert_eq!(status(&nowhere), 1);
    assert!(stderr(&nowhere).contains("cannot open the folder `nowhere`"));
}

#[test]
fn findings_come_as_json_on_demand() {
    let folder = tempfile::tempdir().unwrap();
    let output = rashomon(folder.path(), &["--format", "json", "build"]);
    assert_eq!(status(&output), 1);
    let lines: Vec<serde_json::Value> =
        stderr(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["code"], "missing-file");
    assert!(lines[0]["line"].is_null());
}

#[test]
fn color_is_kept_to_terminals_unless_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let colored = |args: &[&str]| stderr(&rashomon(folder.path(), args)).contains('\u{1b}');
    assert!(!colored(&["check"]));
    assert!(colored(&["check", "--color", "always"]));
    assert!(!colored(&["check", "--color", "never"]));
}

#[test]
fn an_output_folder_of_others_is_left_alone() {
    let site = site();
    fs::create_dir(site.path().join("public")).unwrap();
    fs::write(site.path().join("public/thesis.tex"), "mine").unwrap();
    for args in [&["build"][..], &["build", "-o", "."], &["build", "-o", "content/out"], &["build", "-o", "static"]] {
        let output = rashomon(site.path(), args);
        assert_eq!(status(&output), 1, "{args:?}");
        assert!(stderr(&output).starts_with("error[foreign-output]"), "{args:?}: {}", stderr(&output));
    }
    let mut left: Vec<_> = fs::read_dir(site.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["public", "site.toml"]);
}

#[test]
fn theme_lists_and_marks_what_the_site_overrides() {
    let site = site();
    let listed = stdout(&rashomon(site.path(), &["theme"]));
    assert!(listed.lines().any(|line| line == "templates/base.html"));
    assert!(listed.lines().any(|line| line == "static/icon.svg"));
    fs::create_dir(site.path().join("templates")).unwrap();
    fs::write(site.path().join("templates/base.html"), "mine").unwrap();
    let listed = stdout(&rashomon(site.path(), &["theme"]));
    assert!(listed.lines().any(|line| line == "templates/base.html (overridden by this site)"));
    assert_eq!(status(&rashomon(site.path(), &["theme", "icon.svg"])), 0);
    let listed = stdout(&rashomon(site.path(), &["theme"]));
    assert!(listed.lines().any(|line| line == "static/icon.svg (in this site, as built in)"));
}

#[test]
fn schemas_are_printed_one_by_one_or_together() {
    let folder = tempfile::tempdir().unwrap();
    let schema = |args: &[&str]| -> serde_json::Value {
        let output = rashomon(folder.path(), args);
        assert_eq!(status(&output), 0, "{args:?}");
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let all = schema(&["schema"]);
    for kind in ["site", "event", "source", "outlet", "page"] {
        assert_eq!(schema(&["schema", kind]), all[kind]);
        assert!(all[kind]["properties"].is_object(), "{kind}");
    }
}

#[test]
fn theme_copies_all_or_nothing() {
    let site = site();
    let copy = |names: &[&str]| rashomon(site.path(), &[&["theme"], names].concat());
    let here = |path: &str| site.path().join(path).exists();

    let output = copy(&["templates/bse.html", "static/icon.svg"]);
    assert_eq!(status(&output), 2);
    assert!(stderr(&output).contains("did you mean `templates/base.html`?"), "{}", stderr(&output));
    assert!(!here("templates") && !here("static"));

    let output = copy(&["base.html"]);
    assert_eq!((status(&output), stdout(&output).as_str()), (0, "Copied templates/base.html\n"));
    assert!(here("templates/base.html"));

    let output = copy(&["static/icon.svg", "templates/base.html"]);
    assert_eq!(status(&output), 1);
    assert!(stderr(&output).starts_with("error[file-exists]: the site already has `templates/base.html`"));
    assert!(!here("static"));

    for name in ["../site.toml", "/etc/passwd", "", ".", "templates"] {
        assert_eq!(status(&copy(&[name])), 2, "{name:?}");
    }
}

#[cfg(unix)]
#[test]
fn theme_does_not_copy_through_a_link_out_of_the_site() {
    let (site, elsewhere) = (site(), tempfile::tempdir().unwrap());
    std::os::unix::fs::symlink(elsewhere.path(), site.path().join("templates")).unwrap();
    let output = rashomon(site.path(), &["theme", "base.html"]);
    assert_eq!(status(&output), 1);
    assert!(stderr(&output).starts_with("error[outside-link]"));
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

#[test]
fn completions_are_printed_for_every_shell() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = rashomon(folder.path(), &["completions", shell]);
        assert_eq!(status(&output), 0);
        assert!(stdout(&output).contains("rashomon"), "{shell}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_gone_is_no_failure() {
    use std::process::{Command, Stdio};

    let site = site();
    for args in ["theme", "completions bash", "--help", "check --root /nowhere"] {
        let program = assert_cmd::cargo::cargo_bin("rashomon");
        let mut child = Command::new("sh")
            .args(["-c", &format!("exec 2>&1; sleep 0.1; exec '{}' {args}", program.display())])
            .current_dir(site.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let code = child.wait().unwrap().code();
        assert!(matches!(code, Some(0 | 1)), "{args}: {code:?}");
    }
}

#[test]
fn the_site_itself_is_no_output_folder() {
    let site = site();
    fs::create_dir(site.path().join("content")).unwrap();
    for folder in [".", "..", "/", "content", "content/pages", "public/../content"] {
        let output = rashomon(site.path(), &["build", "-o", folder]);
        assert_eq!(status(&output), 1, "{folder}");
        assert!(stderr(&output).contains("error[foreign-output]"), "{folder}: {}", stderr(&output));
        assert!(!stderr(&output).contains("empty this"), "no advice to empty {folder}");
    }
}

/// A site with a draft of an event and an outlet.
fn unfinished_site() -> TempDir {
    let site = site();
    let write = |path: &str, text: &str| {
        let path = site.path().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("index.md", "+++\ntitle = \"Home\"\n+++\n");
    write("outlets/o.md", "+++\nname = \"O\"\n+++\n");
    let event = "+++\ntitle = \"E\"\ndate = 2024-03-02\nsummary = \"S\"\ndraft = true\n+++\n\n### F {#f .fact}\n";
    write("events/e/index.md", event);
    site
}

#[test]
fn check_lists_what_is_open_and_does_not_fail() {
    let site = unfinished_site();
    let output = rashomon(site.path(), &["check"]);
    assert_eq!((status(&output), stderr(&output).as_str()), (0, ""));
    insta::assert_snapshot!(stdout(&output), @r"
    e  E
      content/events/e/index.md:1  no report yet
      content/events/e/index.md:5  the event is a draft

    Pages and outlets
      content/outlets/o.md:1  no `[ownership]` yet

    No findings in 1 event, 0 reports; 3 things are open
    ");
    assert_eq!(rashomon(site.path(), &["check", "--strict"]), output);
    let finished = "+++\nname = \"O\"\n[ownership]\ntext = \"Its readers.\"\n+++\n";
    fs::write(site.path().join("content/outlets/o.md"), finished).unwrap();
    fs::remove_dir_all(site.path().join("content/events")).unwrap();
    let output = rashomon(site.path(), &["check"]);
    assert_eq!(stdout(&output), "No findings in 0 events, 0 reports; nothing is open\n");
}

#[test]
fn the_worklist_comes_as_json_on_demand() {
    let output = rashomon(unfinished_site().path(), &["check", "--format", "json"]);
    assert_eq!((status(&output), stderr(&output).as_str()), (0, ""));
    let lines: Vec<serde_json::Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let kinds: Vec<&str> = lines.iter().map(|line| line["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["few-reports", "draft", "no-ownership"]);
    assert_eq!((&lines[1]["event"], &lines[1]["line"], &lines[1]["column"]), (&"e".into(), &5.into(), &9.into()));
}

#[test]
fn a_quiet_check_tells_findings_only() {
    let site = unfinished_site();
    for args in [&["check", "-q"][..], &["check", "-q", "--format", "json"]] {
        let output = rashomon(site.path(), args);
        assert_eq!((status(&output), stdout(&output).as_str(), stderr(&output).as_str()), (0, "", ""), "{args:?}");
    }
    fs::remove_file(site.path().join("content/index.md")).unwrap();
    let output = rashomon(site.path(), &["check", "-q"]);
    assert_eq!((status(&output), stdout(&output).as_str()), (1, ""));
    assert!(stderr(&output).contains("there is no home page"));
    let output = rashomon(site.path(), &["check"]);
    assert!(stdout(&output).ends_with("\n1 event, 0 reports; 3 things are open\n"), "{}", stdout(&output));
}

/// An event with one report, and its capture in a folder elsewhere.
fn captured_site() -> (TempDir, TempDir) {
    let (site, captures) = (site(), tempfile::tempdir().unwrap());
    let files = [
        ("content/index.md", "+++\ntitle = \"Home\"\n+++\n"),
        ("content/outlets/post.md", "+++\nname = \"Invented Post\"\n+++\n"),
        (
            "content/events/flood/index.md",
            "+++\ntitle = \"Flood\"\ndate = 2024-03-02\nsummary = \"Invented.\"\n+++\n\n### Houses? {#houses .fact}\n",
        ),
        ("content/events/flood/post.md", "+++\noutlet = \"post\"\n+++\n\nIt counts [forty houses](fact:houses).\n"),
    ];
    for (path, text) in files {
        let path = site.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    fs::create_dir(captures.path().join("flood")).unwrap();
    let text = "A headline\n\nOn Friday forty houses stood under water in the town.\n";
    fs::write(captures.path().join("flood/post.txt"), text).unwrap();
    (site, captures)
}

#[test]
fn verify_writes_the_lock_once_and_check_takes_it_from_there() {
    let (site, captures) = captured_site();
    let lock = site.path().join("content/events/flood/evidence.lock");
    let unproven = rashomon(site.path(), &["check", "--strict"]);
    assert_eq!(status(&unproven), 1);
    assert!(stderr(&unproven).contains("warning[unverified-excerpts]: 1 excerpt is unverified: 1 in `post`"));

    let args = ["verify", "--captures", captures.path().to_str().unwrap()];
    let output = rashomon(site.path(), &args);
    assert_eq!((status(&output), stderr(&output).as_str()), (0, ""));
    assert!(stdout(&output).starts_with("flood: 1 of 1 excerpt found, content/events/flood/evidence.lock written\n"));
    let written = fs::metadata(&lock).unwrap().modified().unwrap();
    assert!(stdout(&rashomon(site.path(), &args)).contains("0 locks written"));
    assert_eq!(fs::metadata(&lock).unwrap().modified().unwrap(), written);
    assert!(!fs::read_to_string(&lock).unwrap().contains("On Friday"));

    assert_eq!(status(&rashomon(site.path(), &["check", "--strict"])), 0);
    let names: Vec<_> = fs::read_dir(lock.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 3, "nothing stays beside the lock: {names:?}");
}

#[test]
fn what_is_not_found_is_shown_beside_the_nearest_passage() {
    let (site, captures) = captured_site();
    let source = site.path().join("content/events/flood/post.md");
    fs::write(&source, "+++\noutlet = \"post\"\n+++\n\nIt counts [fourty houses stood](fact:houses).\n").unwrap();
    let captures = captures.path().to_str().unwrap();
    for command in ["verify", "check", "build"] {
        let output = rashomon(site.path(), &[command, "--captures", captures]);
        assert_eq!(status(&output), 1, "{command}");
        let told = stderr(&output).replace(captures, "CAPTURES");
        assert!(told.contains("error[excerpt-not-found]: these words do not stand in the archived article"), "{told}");
        assert!(told.contains("CAPTURES/flood/post.txt:3"), "{told}");
        assert!(told.contains("On Friday forty houses stood under water"), "{told}");
    }
    assert!(!site.path().join("content/events/flood/evidence.lock").exists());
    let output = rashomon(site.path(), &["verify", "--format", "json", "--captures", captures]);
    let finding: serde_json::Value = serde_json::from_str(stderr(&output).lines().next().unwrap()).unwrap();
    assert_eq!(finding["nearest"]["text"], "forty houses stood");
    assert_eq!(finding["nearest"]["differing"], serde_json::json!(["forty"]));
}

#[test]
fn verify_names_what_it_does_not_have() {
    let (site, captures) = captured_site();
    let output = rashomon(site.path(), &["verify", "flod"]);
    assert_eq!(status(&output), 1);
    assert!(stderr(&output).contains("there is no event `flod`") && stderr(&output).contains("did you mean `flood`?"));
    let output = rashomon(site.path(), &["verify", "--captures", "nowhere"]);
    assert_eq!(status(&output), 1);
    assert!(stderr(&output).contains("cannot open the captures in `nowhere`"));
    // Without captures nothing fails, and nothing is proven.
    fs::remove_dir_all(captures.path().join("flood")).unwrap();
    let output = rashomon(site.path(), &["verify", "flood", "--captures", captures.path().to_str().unwrap()]);
    assert_eq!(status(&output), 0);
    assert!(stdout(&output).starts_with("flood: 0 of 1 excerpt found\n"));
    assert!(stderr(&output).contains("unverified-excerpts"));
}
