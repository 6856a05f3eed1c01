//! `rashomon new`: files that pass the check as they are, and whose comments tell the truth.

use std::{collections::BTreeSet, fs};

use rashomon::{
    config,
    content::front::{self, fields::Field},
    diagnostic::{Code, Finding, SourceText},
    starter,
    world::MemoryWorld,
};
use tempfile::TempDir;

use super::{rashomon, started, support::tell, told};

/// What the files of this test were made of.
fn files() -> Vec<(&'static str, String, &'static [Field])> {
    let day = rashomon::model::Day::parse("2024-03-02").unwrap();
    let settings = started().read(config::PATH);
    vec![
        (config::PATH, settings, config::SITE),
        ("content/events/e/index.md", starter::event("e", day), front::EVENT),
        ("content/outlets/o.md", starter::outlet("o"), front::OUTLET),
        ("content/events/e/o.md", starter::source("e", "o"), front::SOURCE),
    ]
}

/// A file with every key that is commented out taken into use. A comment has a space after its sign.
fn uncommented(text: &str) -> String {
    let line = |line: &str| match line.strip_prefix('#') {
        Some(rest) if !rest.starts_with([' ', '#']) => format!("{rest}\n"),
        _ => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

fn findings(path: &str, text: &str) -> Vec<Finding> {
    let source = SourceText::new(path, text.to_owned());
    match path {
        config::PATH => config::load(&MemoryWorld::new().file(path, text)).1,
        "content/events/e/index.md" => front::event(&source).1,
        "content/outlets/o.md" => front::outlet(&source).1,
        _ => front::source(&source).1,
    }
}

#[test]
fn every_key_that_is_commented_out_is_one_that_the_program_knows() {
    for (path, text, _) in files() {
        let whole = uncommented(&text);
        assert_ne!(whole, text);
        let found = findings(path, &whole);
        // The examples have the right type; some only say what should stand there.
        let allowed = |finding: &&Finding| {
            [Code::InvalidValue, Code::InvalidSlug].contains(&finding.code)
                && finding.place.underlined().is_some_and(|words| words.contains('…') || words.contains("64"))
        };
        let wrong: Vec<Finding> = found.iter().filter(|finding| !allowed(finding)).cloned().collect();
        assert!(wrong.is_empty(), "{path}:\n{}{whole}", tell(&wrong));
    }
}

#[test]
fn every_key_that_the_program_knows_is_there_and_explained() {
    for (path, text, fields) in files() {
        let lines: BTreeSet<&str> = text.lines().collect();
        let prose: String = text.lines().filter_map(|line| line.strip_prefix('#')).collect();
        let mut asked = fields.to_vec();
        while let Some(field) = asked.pop() {
            let is_it = |line: &&&str| {
                let key = line.trim_start_matches('#').trim_matches(['[', ']']);
                let key = key.split([' ', ']']).next().unwrap_or_default();
                key.split('.').any(|part| part == field.name)
            };
            assert!(lines.iter().any(|line| is_it(&line)), "{path}: no `{}`", field.name);
            assert!(prose.contains(field.about), "{path}: `{}` is not explained", field.name);
            asked.extend(field.kind.fields().unwrap_or_default());
        }
    }
}

#[test]
fn the_example_of_an_event_declares_what_it_says() {
    let [_, (path, text, _), ..] = &files()[..] else { panic!("four files") };
    let opened: String = text.split_inclusive('\n').filter(|line| !["<!--\n", "-->\n"].contains(line)).collect();
    let site = started().file(path, opened);
    assert_eq!(tell(&site.check()), "");
    let built = site.build();
    let comparison = built.comparison("e");
    let facts: Vec<&str> =
        comparison["facts"].as_array().unwrap().iter().map(|fact| fact["id"].as_str().unwrap()).collect();
    assert_eq!(facts, ["houses", "warning"]);
    assert_eq!((&comparison["terms"][0]["id"], &comparison["voices"][0]["id"]), (&"river".into(), &"council".into()));
}

#[test]
fn nothing_of_a_comment_is_published() {
    let site = files().into_iter().skip(1).fold(started(), |site, (path, text, _)| site.file(path, text));
    assert_eq!(tell(&site.check()), "");
    let built = site.build();
    for (path, page) in built.pages() {
        assert!(!page.contains("not published") && !page.contains("houses were"), "{path}");
    }
}

fn site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(told(&rashomon(folder.path(), &["init"])).0, 0);
    folder
}

#[test]
fn new_files_pass_the_check_and_tell_what_comes_next() {
    let site = site();
    let run = |args: &[&str]| told(&rashomon(site.path(), &[&["new"], args].concat()));
    let read = |path: &str| fs::read_to_string(site.path().join(path)).unwrap();

    let (status, said, findings) = run(&["event", "ferry-strike"]);
    assert_eq!((status, findings.as_str()), (0, ""));
    assert!(said.starts_with("Made content/events/ferry-strike/index.md\nNext: "), "{said}");
    assert!(read("content/events/ferry-strike/index.md").contains("\ntitle = \"Ferry strike\"\n"));

    assert_eq!(run(&["outlet", "the-evening-tide"]).0, 0);
    assert!(read("content/outlets/the-evening-tide.md").contains("\nname = \"The Evening Tide\"\n"));

    let (status, said, _) = run(&["source", "ferry-strike", "the-evening-tide"]);
    assert_eq!(status, 0);
    let capture = "captures/ferry-strike/the-evening-tide.txt";
    assert!(said.contains(capture) && said.contains("rashomon import"), "{said}");
    let text = read("content/events/ferry-strike/the-evening-tide.md");
    assert!(text.contains(capture) && text.contains("\noutlet = \"the-evening-tide\"\n"), "{text}");

    let (status, _, findings) = told(&rashomon(site.path(), &["check", "--strict"]));
    assert_eq!((status, findings.as_str()), (0, ""));
    assert_eq!(told(&rashomon(site.path(), &["build"])).0, 0);
}

#[test]
fn the_clock_can_be_told() {
    let site = site();
    let run = |epoch: &str, id: &str| {
        let mut command = assert_cmd::Command::cargo_bin("rashomon").unwrap();
        command.current_dir(site.path()).env("SOURCE_DATE_EPOCH", epoch).args(["new", "event", id]).output().unwrap()
    };
    assert_eq!(told(&run("1709337600", "a")).0, 0);
    let text = fs::read_to_string(site.path().join("content/events/a/index.md")).unwrap();
    assert!(text.contains("\ndate = 2024-03-02\n"), "{text}");
    let (status, _, findings) = told(&run("yesterday", "b"));
    assert_eq!(status, 2);
    assert!(findings.starts_with("error[invalid-date]: `SOURCE_DATE_EPOCH` is no number of seconds"), "{findings}");
    assert!(!site.path().join("content/events/b").exists());
}

#[test]
fn never_overwrites() {
    let site = site();
    let before = fs::read_to_string(site.path().join("content/events/trams/gazette.md")).unwrap();
    for args in [&["event", "trams"][..], &["outlet", "gazette"], &["source", "trams", "gazette"]] {
        let (status, said, findings) = told(&rashomon(site.path(), &[&["new"], args].concat()));
        assert_eq!((status, said.as_str()), (1, ""), "{args:?}");
        assert!(findings.starts_with("error[file-exists]: the site already has `content/"), "{findings}");
    }
    assert_eq!(fs::read_to_string(site.path().join("content/events/trams/gazette.md")).unwrap(), before);
}

#[test]
fn what_does_not_exist_is_named_with_what_is_near() {
    let site = site();
    for (args, words) in [
        (&["event", "Ferry Strike"][..], &["error[invalid-id]", "has `F`", "such as `flood-2024`"][..]),
        (&["event", "../x"], &["error[invalid-id]", "has `.`"]),
        (&["event", ""], &["error[invalid-id]", "is empty"]),
        (&["outlet", "con"], &["error[invalid-id]", "a device on Windows"]),
        (&["source", "tram", "gazete"], &["there is no event `tram`", "`trams`?", "no outlet `gazete`", "`gazette`?"]),
        (&["source", "strike", "gazette"], &["error[missing-file]", "`rashomon new event strike` makes it"]),
        (&["source", "trams", "tide"], &["error[unknown-outlet]", "`rashomon new outlet tide` makes it"]),
        (&["source", "trams", "fact"], &["error[invalid-slug]", "the id is reserved"]),
    ] {
        let (status, said, findings) = told(&rashomon(site.path(), &[&["new"], args].concat()));
        assert_eq!((status, said.as_str()), (2, ""), "{args:?}");
        assert!(words.iter().all(|words| findings.contains(words)), "{args:?}: {findings}");
    }
    let (status, _, findings) = told(&rashomon(tempfile::tempdir().unwrap().path(), &["new", "event", "x"]));
    assert_eq!(status, 1);
    assert!(findings.contains("`rashomon init` makes a new site"), "{findings}");
    assert_eq!(told(&rashomon(site.path(), &["new", "novel", "x"])).0, 2);
}
