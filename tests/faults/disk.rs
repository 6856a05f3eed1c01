//! A disk that is full, folders that cannot be written to. Small disks are mounted in a namespace of their
//! own, which needs no root where the system lets users have one; where it does not, a test says that it is
//! skipped.

use std::{
    ffi::OsStr,
    fs,
    path::Path,
    process::{Command, CommandArgs, Output},
};

use rashomon::output::manifest;

use super::{Sites, names, told, torn, tree};

/// Runs a script of the shell where it may mount; `build STATE OUTPUT` builds there. `None` where no
/// namespaces are to be had.
fn with_mounts(sites: &Sites, script: &str) -> Option<Output> {
    let namespace = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--mount", "sh", "-euc", script]).current_dir(sites.folder.path());
        command.env("rashomon", assert_cmd::cargo::cargo_bin("rashomon")).env("TERM", "dumb").output()
    };
    if !namespace("mkdir -p try; mount -t tmpfs tmpfs try").is_ok_and(|tried| tried.status.success()) {
        eprintln!("SKIPPED: this system lets no one mount in a namespace of their own (unshare --user --mount)");
        return None;
    }
    let build = "build() { \"$rashomon\" build --quiet --root \"$1\" -o \"$2\"; }\n";
    Some(namespace(&format!("{build}{script}")).unwrap())
}

/// The output and the folder beside it are on the disk that is full: nothing has been touched.
#[test]
fn a_full_disk_leaves_the_output_as_it_was() {
    let sites = Sites::new(400);
    let script = "
        mkdir disk; mount -t tmpfs -o size=24m tmpfs disk
        build old disk/public; cp -r disk/public before
        dd if=/dev/zero of=disk/filler bs=4k 2>/dev/null || true
        if build new disk/public 2>told; then echo 'it went well'; exit 1; fi
        diff -r before disk/public; ls -A disk > left
        rm disk/filler; build new disk/public; cp -r disk/public after";
    let Some(done) = with_mounts(&sites, script) else { return };
    assert!(done.status.success(), "{}", super::told(&done));
    let told = fs::read_to_string(sites.path("told")).unwrap();
    assert!(told.contains("error[disk-failure]") && told.contains("No space left on device"), "{told}");
    assert_eq!(fs::read_to_string(sites.path("left")).unwrap(), "filler\npublic\n");
    assert!(tree(&sites.path("after")) == sites.clean("new"));
}

/// Only the output is on the disk that is full, so files are moved there until no more fit.
#[test]
fn a_full_disk_for_the_output_alone_holds_old_and_new_files() {
    let sites = Sites::new(60);
    for number in 0..60 {
        let larger = format!("\"{}\"", "new ".repeat(5_000));
        fs::write(sites.path(&format!("new/static/files/{number}.json")), larger).unwrap();
    }
    let script = "
        mkdir public; mount -t tmpfs -o size=24m tmpfs public
        build old public
        dd if=/dev/zero of=public/filler bs=4k 2>/dev/null || true
        truncate -s -400k public/filler
        if build new public 2>told; then echo 'it went well'; exit 1; fi
        cp -r public during; rm during/filler
        rm public/filler; build new public; cp -r public after";
    let Some(done) = with_mounts(&sites, script) else { return };
    assert!(done.status.success(), "{}", super::told(&done));
    let told = fs::read_to_string(sites.path("told")).unwrap();
    assert!(told.contains("error[disk-failure]") && told.contains("No space left on device"), "{told}");
    let (old, new, during) = (sites.clean("old"), sites.clean("new"), tree(&sites.path("during")));
    let torn: Vec<&str> = torn(&during, &old, &new).into_iter().filter(|path| *path != manifest::NAME).collect();
    assert!(torn.is_empty(), "neither old nor new: {torn:?}");
    let moved = |tree: &super::Tree| {
        during.iter().any(|(path, bytes)| path.ends_with(".json") && tree.get(path) == Some(bytes))
    };
    assert!(moved(&old) && moved(&new), "it must fail in the middle");
    assert!(tree(&sites.path("after")) == new, "the next build mends it");
}

#[test]
fn a_read_only_output_is_told_and_kept() {
    let sites = Sites::new(3);
    let script = "
        build old public; cp -r public before
        mount --bind public public; mount -o remount,bind,ro public
        if build new public 2>told; then echo 'it went well'; exit 1; fi
        diff -r before public; build old public; ls -A > left";
    let Some(done) = with_mounts(&sites, script) else { return };
    assert!(done.status.success(), "an unchanged site needs no writing: {}", super::told(&done));
    let told = fs::read_to_string(sites.path("told")).unwrap();
    assert!(told.contains("error[disk-failure]: cannot write `") && told.contains("Read-only file system"), "{told}");
    assert!(!fs::read_to_string(sites.path("left")).unwrap().contains(".public"));
}

/// Permissions do not hold for root, who has to build as somebody else.
#[test]
fn a_forbidden_output_is_told_and_kept() {
    let sites = Sites::new(3);
    let output = sites.path("public");
    sites.build("old", &output);
    let before = tree(&output);
    let chmod = |mode: &str, path: &Path| {
        assert!(Command::new("chmod").arg("-R").arg(mode).arg(path).status().unwrap().success());
    };
    chmod("a+rX", sites.folder.path());
    chmod("a-w", &output);
    let is_root = user() == 0;
    let run = |program: &OsStr, args: CommandArgs<'_>| {
        let mut command = Command::new(if is_root { "setpriv" } else { "env" });
        if is_root {
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
        }
        command.arg(program).args(args).output()
    };
    // Where others may not reach the program, they get one of their own.
    let copy = sites.path("rashomon");
    fs::copy(assert_cmd::cargo::cargo_bin("rashomon"), &copy).unwrap();
    let build = |output: &Path| run(copy.as_os_str(), sites.command("new", output).get_args());
    if is_root
        && !run(copy.as_os_str(), Command::new("").arg("--version").get_args()).is_ok_and(|done| done.status.success())
    {
        eprintln!("SKIPPED: as root, this test needs `setpriv`");
        return;
    }
    for output in [output.clone(), sites.path("new-folder")] {
        let done = build(&output).unwrap();
        let told = told(&done);
        assert_eq!(done.status.code(), Some(1), "{told}");
        assert!(told.contains("error[disk-failure]: cannot write `") && told.contains("Permission denied"), "{told}");
    }
    assert!(tree(&output) == before);
    assert!(names(sites.folder.path()).iter().all(|name| !name.starts_with('.')), "nothing stays beside it");
    chmod("u+w", &output);
    sites.build("new", &output);
    assert!(tree(&output) == sites.clean("new"));
}

fn user() -> u32 {
    let id = Command::new("id").arg("-u").output().unwrap();
    String::from_utf8(id.stdout).unwrap().trim().parse().unwrap()
}
