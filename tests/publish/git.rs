//! A branch of a repository, with a bare repository as the remote.

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::{Command, Output},
};

use super::{kill, site::Site};

const MAIN: &str = "[publish.main]\nkind = \"git\"\nremote = \"remote.git\"\n";

/// `git` as it would be on a machine where nobody is set up.
fn git(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new("git");
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null").arg("-C").arg(folder);
    command.args(["-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "init.defaultBranch=main"]);
    command.args(arguments).output().unwrap()
}

#[track_caller]
fn asked(folder: &Path, arguments: &[&str]) -> String {
    let output = git(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn with_remote(settings: &str) -> Site {
    let site = Site::new(settings);
    asked(site.root(), &["init", "--quiet", "--bare", "remote.git"]);
    site.variable("GIT_CONFIG_GLOBAL", "/dev/null");
    site.variable("GIT_CONFIG_SYSTEM", "/dev/null");
    site
}

/// The files of a branch, by path.
fn files(site: &Site, branch: &str) -> BTreeMap<String, Vec<u8>> {
    let remote = site.path("remote.git");
    // The branch may move on while its files are read, where a push outlives the run that began it.
    let commit = asked(&remote, &["rev-parse", branch]);
    let names = asked(&remote, &["ls-tree", "-r", "--name-only", &commit]);
    names.lines().map(|name| (name.to_owned(), git(&remote, &["show", &format!("{commit}:{name}")]).stdout)).collect()
}

/// Whether a branch holds exactly what its list says, byte by byte.
fn whole(site: &Site, branch: &str) -> Result<(), String> {
    let files = files(site, branch);
    let list = files.get(".rashomon.json").ok_or("no list")?;
    let list: serde_json::Value = serde_json::from_slice(list).map_err(|error| error.to_string())?;
    for file in list["files"].as_array().ok_or("no files")? {
        let path = file["path"].as_str().unwrap();
        let bytes = files.get(path).ok_or(format!("{path} is not there"))?;
        if rashomon::digest::sha256(bytes) != file["sha256"].as_str().unwrap() {
            return Err(format!("{path} is torn"));
        }
    }
    Ok(())
}

fn commits(site: &Site, branch: &str) -> usize {
    asked(&site.path("remote.git"), &["rev-list", "--count", branch]).parse().unwrap()
}

#[test]
fn a_branch_gets_a_commit_when_something_changed() {
    let site = with_remote(
        "[publish.main]\nkind = \"git\"\nremote = \"remote.git\"\ncname = \"site.example\"\nmessage = \"New\"\n",
    );
    let plan = site.publish(&["--dry-run"]).fine();
    assert!(plan.out.contains("send CNAME") || plan.out.contains("more"), "{plan:#?}");
    assert_eq!(asked(&site.path("remote.git"), &["for-each-ref"]), "");
    site.publish(&[]).fine();
    let first = files(&site, "gh-pages");
    assert_eq!(first["CNAME"], b"site.example\n");
    assert_eq!(first[".nojekyll"], b"");
    assert_eq!(first["index.html"], fs::read(site.path("public/index.html")).unwrap());
    whole(&site, "gh-pages").unwrap();
    assert!(site.publish(&[]).fine().out.contains("Nothing to publish"));
    assert_eq!(commits(&site, "gh-pages"), 1);
    site.event("flood", "Another summary.");
    let said = site.publish(&[]).fine();
    assert!(said.out.contains("0 removed"), "{said:#?}");
    assert_eq!(commits(&site, "gh-pages"), 2);
    assert_eq!(asked(&site.path("remote.git"), &["log", "-1", "--format=%s %an", "gh-pages"]), "New Rashomon");
    fs::remove_dir_all(site.path("content/events/flood")).unwrap();
    site.event("fire", "An invented fire.");
    site.publish(&["--max-deletes", "1"]).fails(1, &["too-many-deletes"]);
    site.publish(&[]).fine();
    assert!(files(&site, "gh-pages").keys().all(|path| !path.contains("flood/")));
}

#[test]
fn the_users_repository_and_settings_have_no_part_in_it() {
    let site = with_remote("[publish.main]\nkind = \"git\"\nremote = \"origin\"\nbranch = \"site\"\n");
    let root = site.root().to_owned();
    asked(&root, &["init", "--quiet"]);
    asked(&root, &["remote", "add", "origin", "remote.git"]);
    // Everything by which the bytes, the commit or the push could be changed.
    site.file(".gitattributes", "* text eol=crlf\n*.html filter=upper\n");
    site.file(".gitignore", "public/\n*.css\n");
    site.file("hooks/pre-push", "#!/bin/sh\nexit 1\n");
    Command::new("chmod").arg("-R").arg("+x").arg(site.path("hooks")).status().unwrap();
    let settings = format!(
        "[commit]\n gpgsign = true\n[push]\n gpgSign = true\n[core]\n hooksPath = {0}\n autocrlf = true\n attributesFile = {1}\n\
         [filter \"upper\"]\n clean = tr a-z A-Z\n required = true\n[gpg]\n program = /bin/false\n[user]\n useConfigOnly = true\n",
        site.path("hooks").display(),
        site.path(".gitattributes").display(),
    );
    site.file("global", &settings);
    site.variable("GIT_CONFIG_GLOBAL", site.path("global").to_str().unwrap());
    asked(&root, &["add", "site.toml"]);
    asked(&root, &["commit", "--quiet", "-m", "x", "--no-verify"]);
    site.file("site.toml.orig", "not tracked");
    site.file("static/robots-extra.txt", "line\nline\r\n");
    let state = || {
        (
            asked(&root, &["status", "--porcelain"]),
            asked(&root, &["for-each-ref"]),
            asked(&root, &["count-objects", "-v"]),
            fs::read(site.path(".git/index")).unwrap(),
            fs::read(site.path(".git/HEAD")).unwrap(),
        )
    };
    let before = state();
    site.publish(&[]).fine();
    let published = files(&site, "site");
    for path in ["index.html", "robots-extra.txt", "events/flood/index.html"] {
        assert_eq!(published[path], fs::read(site.path("public").join(path)).unwrap(), "{path}");
    }
    whole(&site, "site").unwrap();
    assert_eq!(before, state());
}

#[test]
fn files_of_others_stay_and_a_strange_branch_is_refused() {
    let site = with_remote(MAIN);
    let work = site.path("work");
    asked(site.root(), &["clone", "--quiet", "remote.git", "work"]);
    fs::write(work.join("README.md"), "ours").unwrap();
    asked(&work, &["add", "."]);
    asked(&work, &["commit", "--quiet", "-m", "theirs"]);
    asked(&work, &["push", "--quiet", "origin", "HEAD:gh-pages"]);
    site.publish(&[]).fails(1, &["publish-refused", "README.md", "--force"]);
    assert_eq!(commits(&site, "gh-pages"), 1);
    site.publish(&["--force"]).fine();
    assert_eq!(files(&site, "gh-pages")["README.md"], b"ours");
    site.event("flood", "Another summary.");
    site.publish(&[]).fine();
    assert_eq!(files(&site, "gh-pages")["README.md"], b"ours");
    whole(&site, "gh-pages").unwrap();
}

#[test]
fn whoever_was_faster_is_not_overwritten() {
    let site = with_remote(MAIN);
    site.publish(&[]).fine();
    asked(site.root(), &["clone", "--quiet", "-b", "gh-pages", "remote.git", "work"]);
    let work = site.path("work");
    fs::write(work.join("note.txt"), "faster").unwrap();
    asked(&work, &["add", "."]);
    asked(&work, &["commit", "--quiet", "-m", "faster"]);
    // Somebody pushes between our fetch and our push: the program named `git` does it for them.
    let real = String::from_utf8(Command::new("sh").args(["-c", "command -v git"]).output().unwrap().stdout).unwrap();
    let script = format!(
        "#!/bin/sh\nif [ \"$1\" = push ]; then (unset GIT_DIR GIT_INDEX_FILE; {0} -C {1} push --quiet origin HEAD:gh-pages); fi\nexec {0} \"$@\"\n",
        real.trim(),
        work.display()
    );
    site.file("bin/git", &script);
    Command::new("chmod").arg("+x").arg(site.path("bin/git")).status().unwrap();
    site.variable("PATH", &format!("{}:{}", site.path("bin").display(), std::env::var("PATH").unwrap()));
    site.event("flood", "Another summary.");
    site.publish(&[]).fails(1, &["publish-busy", "somebody else has published"]);
    assert_eq!(files(&site, "gh-pages")["note.txt"], b"faster");
    assert_eq!(commits(&site, "gh-pages"), 2);
}

#[test]
fn what_git_says_is_told_without_secrets() {
    let site = with_remote("");
    for (remote, words) in [
        ("nowhere", "neither an address, nor a folder, nor a remote"),
        ("https://ana:hunter2x@127.0.0.1:9/x.git", "look at the address, and at the network"),
        ("content", "publish-failed"),
    ] {
        site.settings(&format!("[publish.main]\nkind = \"git\"\nremote = \"{remote}\"\n"));
        let said = site.publish(&[]).fails(1, &["publish-failed", words]);
        assert!(!said.err.contains("hunter2x") && !said.err.contains("ana:"), "{said:#?}");
    }
    site.settings("[publish.main]\nkind = \"git\"\nremote = \"remote.git\"\nbranch = \"a..b\"\n");
    site.publish(&[]).fails(1, &["invalid-value", "cannot be the name of a branch"]);
    site.settings(MAIN);
    site.variable("PATH", "/nonexistent");
    site.publish(&[]).fails(1, &["missing-program", "no program `git`"]);
}

#[test]
fn killed_at_any_moment_the_branch_is_whole() {
    let site = with_remote(MAIN);
    let told = kill::at_random_moments(&site, kill::times(10), &|| whole(&site, "gh-pages"));
    println!("git: {told}");
    asked(&site.path("remote.git"), &["fsck", "--strict"]);
}
