//! The command, on real folders.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Output,
};

use assert_cmd::Command;
use tempfile::TempDir;

fn rashomon(site: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut command = Command::cargo_bin("rashomon").unwrap();
    let command = command.current_dir(site).env("TERM", "dumb").env("SOURCE_DATE_EPOCH", "1718000000");
    command.args(args).write_stdin(input).output().unwrap()
}

fn site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("site.toml"), "base_url = \"https://example.org\"\ntitle = \"Example\"\n").unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("content/index.md"), "+++\ntitle = \"Home\"\n+++\n").unwrap();
    folder
}

fn page(name: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/import/pages");
    folder.join(name).to_str().unwrap().to_owned()
}

fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", stderr(output));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn read(site: &TempDir, path: &str) -> String {
    fs::read_to_string(site.path().join(path)).unwrap()
}

fn import(site: &TempDir, file: &str, outlet: &str, more: &[&str]) -> Output {
    rashomon(site.path(), &[&["import", file, "--event", "bridge", "--outlet", outlet], more].concat(), b"")
}

#[test]
fn a_saved_page_becomes_capture_source_event_and_outlet() {
    let site = site();
    let told = stdout(&import(&site, &page("article-tag.html"), "courant", &[]));
    assert_eq!(
        told,
        "Read 6 paragraphs, 1 caption, 1 line of furniture (UTF-8)\n  \
         title      Port Ellery bridge to close for eleven months after cracks are found\n  \
         byline     Ilse Varga, Tomas Brekke\n  \
         agency     not found\n  \
         published  2024-03-14T17:05:00+01:00\n  \
         language   en-GB\n  \
         address    https://courant.example/region/bridge-closure\n  \
         outlet     The Ellery Courant (invented)\n\
         Wrote content/outlets/courant.md\n\
         Wrote content/events/bridge/index.md\n\
         Wrote captures/bridge/courant.txt\n\
         Wrote content/events/bridge/courant.md\n\
         Next: rashomon suggest bridge, and rashomon check\n"
    );
    let source = read(&site, "content/events/bridge/courant.md");
    let (before, after) = source.split_once("sha256 = \"").unwrap();
    assert_eq!(
        before,
        "+++\noutlet = \"courant\"\ntitle = \"Port Ellery bridge to close for eleven months after cracks are found\"\n\
         url = \"https://courant.example/region/bridge-closure\"\npublished = 2024-03-14T17:05:00+01:00\n\
         retrieved = 2024-06-10\nlang = \"en-GB\"\nbyline = \"Ilse Varga, Tomas Brekke\"\n\n[capture]\n"
    );
    assert_eq!(&after[64..], "\"\nheadline = 1\ncaptions = [3]\nfurniture = [2]\n+++\n");
    assert_eq!(
        read(&site, "content/events/bridge/index.md"),
        "+++\ntitle = \"Port Ellery bridge to close for eleven months after cracks are found\"\ndate = 2024-03-14\n\
         summary = \"No summary has been written yet.\"\n+++\n"
    );
    assert_eq!(read(&site, "content/outlets/courant.md"), "+++\nname = \"The Ellery Courant (invented)\"\n+++\n");
}

#[test]
fn whatever_is_imported_checks_and_builds() {
    let site = site();
    let folder = page("");
    let mut pages: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| path.extension().is_some_and(|extension| extension == "html"));
    pages.sort();
    for path in &pages {
        let id = path.file_stem().unwrap().to_str().unwrap();
        stdout(&import(&site, path.to_str().unwrap(), id, &[]));
    }
    let odd = "\u{feff}He said: \"C:\\x\" '''and''' +++\r\n\r\n+++\r\nThe first [paragraph](fact:x) has <b>odd</b> \u{202e}signs.\r\n";
    let args = ["import", "-", "--event", "bridge", "--outlet", "odd"];
    stdout(&rashomon(site.path(), &args, odd.as_bytes()));
    let checked = rashomon(site.path(), &["check"], b"");
    // What is left to do is to verify, for the captures may share words with each other.
    assert!(stderr(&checked).starts_with("warning[missing-lock]"), "{}", stderr(&checked));
    assert!(stderr(&checked).ends_with("\n\n1 warning\n") && checked.status.success(), "{}", stderr(&checked));
    stdout(&rashomon(site.path(), &["verify"], b""));
    let built = rashomon(site.path(), &["build"], b"");
    assert!(stdout(&built).contains("21 reports"), "{}", stdout(&built));
    assert!(stderr(&built).is_empty(), "{}", stderr(&built));
}

#[test]
fn nothing_is_overwritten() {
    let site = site();
    stdout(&import(&site, &page("article-tag.html"), "courant", &[]));
    let source = "content/events/bridge/courant.md";
    let before = read(&site, source);
    let again = import(&site, &page("article-tag.html"), "courant", &[]);
    assert_eq!(again.status.code(), Some(1));
    assert!(stderr(&again).starts_with("error[file-exists]: `captures/bridge/courant.txt` is already there"));
    assert_eq!(read(&site, source), before);
    // Another article of the same outlet has another id.
    stdout(&import(&site, &page("div-soup.html"), "courant", &[]));
    assert!(read(&site, "content/events/bridge/courant-2.md").contains("outlet = \"courant\"\n"));
    assert!(read(&site, "content/events/bridge/index.md").contains("Port Ellery"));
    assert_eq!(import(&site, &page("amp.html"), "courant", &["--source", "courant"]).status.code(), Some(1));
}

#[test]
fn force_replaces_the_capture_and_keeps_what_the_editor_wrote() {
    let site = site();
    stdout(&import(&site, &page("article-tag.html"), "courant", &[]));
    let source = "content/events/bridge/courant.md";
    let mine = read(&site, source)
        .replace("byline = ", "coded = true # all of it\nbyline = ")
        .replace("furniture = [2]", "furniture = [2, 4]");
    fs::write(site.path().join(source), mine.clone() + "\nMy digest, with [words](fact:x).\n").unwrap();
    fs::write(site.path().join("captures/bridge/courant.txt"), "spoilt\n").unwrap();
    let told = stdout(&import(&site, &page("article-tag.html"), "courant", &["--force"]));
    assert!(
        told.contains("Replaced captures/bridge/courant.txt\nReplaced content/events/bridge/courant.md\n"),
        "{told}"
    );
    assert!(!told.contains("index.md"));
    let after = read(&site, source);
    assert_eq!(after, mine.replace("[2, 4]", "[2]") + "\nMy digest, with [words](fact:x).\n");
    fs::write(site.path().join(source), "---\noutlet: courant\n---\n").unwrap();
    let refused = import(&site, &page("article-tag.html"), "courant", &["--force", "--source", "courant"]);
    assert!(stderr(&refused).starts_with("error[malformed-front-matter]"), "{}", stderr(&refused));
}

#[test]
fn a_failed_import_writes_nothing() {
    let site = site();
    let listed = || {
        let mut files: Vec<_> =
            walkdir::WalkDir::new(site.path()).into_iter().map(|entry| entry.unwrap().into_path()).collect();
        files.sort();
        files
    };
    let before = listed();
    for (input, args, code) in [
        ("nowhere.html", vec![], "unreadable-file"),
        (".", vec![], "unreadable-file"),
        ("-", vec![], "no-article"),
        ("http://127.0.0.1:9/x", vec![], "refused-address"),
        ("ftp://example.org/x", vec![], "refused-address"),
        ("-", vec!["--source", "fact"], "no-article"),
    ] {
        let output = import(&site, input, "courant", &args);
        assert_eq!(output.status.code(), Some(1), "{input}");
        assert!(stderr(&output).starts_with(&format!("error[{code}]")), "{input}: {}", stderr(&output));
    }
    let tag = page("article-tag.html");
    for (args, code) in [
        (vec!["--event", "../x", "--outlet", "a"], "invalid-id"),
        (vec!["--event", "x", "--outlet", "A b"], "invalid-id"),
        (vec!["--event", "nul", "--outlet", "a"], "invalid-id"),
        (vec!["--event", "x", "--outlet", "a", "--source", "worksheet"], "reserved-id"),
        (vec!["--event", "x", "--outlet", "a", "--source", "index"], "reserved-id"),
    ] {
        let output = rashomon(site.path(), &[vec!["import", &tag], args].concat(), b"");
        assert!(stderr(&output).starts_with(&format!("error[{code}]")), "{}", stderr(&output));
    }
    assert_eq!(rashomon(site.path(), &["import", &tag], b"").status.code(), Some(2));
    assert_eq!(listed(), before);
}

#[cfg(unix)]
#[test]
fn no_link_leads_an_import_out_of_the_site() {
    let (site, other) = (site(), tempfile::tempdir().unwrap());
    std::os::unix::fs::symlink(other.path(), site.path().join("captures")).unwrap();
    let output = import(&site, &page("article-tag.html"), "courant", &[]);
    assert!(stderr(&output).starts_with("error[outside-link]"), "{}", stderr(&output));
    assert_eq!(fs::read_dir(other.path()).unwrap().count(), 0);
    assert!(!site.path().join("content/outlets").exists());
}

#[test]
fn programs_are_told_in_json() {
    let site = site();
    let output = import(&site, &page("arabic.html"), "marfa", &["--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(told["source"], "marfa");
    assert_eq!(told["found"]["language"], "ar");
    assert!(told["found"]["byline"].is_null());
    assert_eq!(told["written"].as_array().unwrap().len(), 4);
}

#[test]
fn force_replaces_no_other_article() {
    let site = site();
    stdout(&import(&site, &page("article-tag.html"), "courant", &["--source", "first"]));
    let before = read(&site, "captures/bridge/first.txt");
    let output = import(&site, &page("comments.html"), "other", &["--source", "first", "--force"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("`content/events/bridge/first.md` is another article"), "{}", stderr(&output));
    assert_eq!(read(&site, "captures/bridge/first.txt"), before);
    assert!(!site.path().join("content/outlets/other.md").exists());
}

#[test]
fn what_is_in_the_way_is_found_before_anything_is_written() {
    for (path, is_folder) in
        [("captures", false), ("captures/bridge/post.txt", true), ("content/events/bridge/post.md", true)]
    {
        let site = site();
        let path = site.path().join(path);
        if is_folder {
            fs::create_dir_all(&path).unwrap();
        } else {
            fs::write(&path, "").unwrap();
        }
        let output = import(&site, &page("article-tag.html"), "post", &[]);
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output).contains("is in the way"), "{}", stderr(&output));
        assert!(!site.path().join("content/outlets").exists());
    }
}
