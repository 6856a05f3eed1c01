//! What editors, copies and checkouts do to files, watched as the system tells of it and by looking.

use std::{
    fs,
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use rashomon::preview::How;

use super::{
    hostile::get,
    place::{Place, many},
};
use crate::support::{COURIER, EVENT, HOME, WIRE, site};

/// Long enough for a change to be seen that should not be there.
const CALM: Duration = Duration::from_millis(900);

fn news(place: &Place) -> u64 {
    *place.preview.news().borrow()
}

#[test]
fn every_way_to_save_is_seen() {
    for how in [How::System, How::Poll] {
        let place = Place::watched(&site(), how);
        let (file, page) = (place.path(EVENT), "/events/flood/");
        let text = |words: &str| fs::read_to_string(&file).unwrap().replace("Counted", words);
        place.edit(EVENT, "Counted street by street.", "Plainly Counted.");
        place.await_words(page, "Plainly Counted.");
        // As Vim does: the old file becomes the backup, a new one takes its name.
        let new = text("By rename Counted");
        fs::rename(&file, place.path("content/events/flood/index.md~")).unwrap();
        fs::write(&file, new).unwrap();
        fs::remove_file(place.path("content/events/flood/index.md~")).unwrap();
        place.await_words(page, "By rename Counted.");
        // As most others do: a new file is moved over the old one.
        let beside = place.path("content/events/flood/.index.md.tmp");
        fs::write(&beside, text("Atomically Counted")).unwrap();
        fs::rename(&beside, &file).unwrap();
        place.await_words(page, "Atomically Counted.");
        // In two steps: emptied, then written.
        let new = text("Slowly Counted");
        fs::write(&file, "").unwrap();
        thread::sleep(Duration::from_millis(60));
        fs::write(&file, new).unwrap();
        place.await_words(page, "Slowly Counted.");
        assert!(place.preview.get(page).errors.is_empty());
        assert_eq!(place.differing(), [] as [&str; 0], "{how:?}");
    }
}

#[test]
fn reading_and_saving_the_same_do_nothing() {
    let place = Place::watched(&site(), How::System);
    place.page("/events/flood/");
    let (before, parsed) = (news(&place), place.preview.parsed());
    let text = fs::read(place.path(WIRE)).unwrap();
    for _ in 0..5 {
        fs::write(place.path(WIRE), &text).unwrap();
        fs::read(place.path(COURIER)).unwrap();
        place.page("/events/flood/");
        // Whoever looks while a file is written sees half of it: that is no identical save.
        thread::sleep(Duration::from_millis(300));
    }
    fs::write(place.path("content/events/flood/.wire.md.swp"), "x").unwrap();
    fs::write(place.path("content/events/flood/4913"), "x").unwrap();
    fs::create_dir_all(place.path("public/events")).unwrap();
    fs::write(place.path("public/events/index.html"), "x").unwrap();
    thread::sleep(CALM);
    assert_eq!((news(&place), place.preview.parsed()), (before, parsed));
}

#[test]
fn folders_that_are_copied_come_whole() {
    let place = Place::watched(&site(), How::System);
    let source = tempfile::tempdir().unwrap();
    super::place::write(source.path(), &many(site(), 300));
    let script = format!(
        "cp -r {0}/content/events/flood-* {1}/content/events/",
        source.path().display(),
        place.root().display()
    );
    assert!(Command::new("sh").args(["-c", &script]).status().unwrap().success());
    for number in [1, 150, 300] {
        place.await_words(&format!("/events/flood-{number}/wire/"), "at least 35 homes");
    }
    thread::sleep(CALM);
    // Every folder is watched now, whenever it came.
    for number in [2, 151, 299] {
        place.edit(&format!("content/events/flood-{number}/wire.md"), "at least 35 homes", "at least 36 homes");
        place.await_words(&format!("/events/flood-{number}/wire/"), "at least 36 homes");
    }
    place.preview.settle();
    assert!(place.page("/outlets/wire/").contains("All events (301)"), "all are in the outlet's record");
}

#[test]
fn a_checkout_is_one_change() {
    let place = Place::watched(&many(site(), 100), How::System);
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(place.root()).args([
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@b.example",
            "-c",
            "init.defaultBranch=main",
        ]);
        assert!(command.args(arguments).output().unwrap().status.success(), "{arguments:?}");
    };
    git(&["init"]);
    git(&["add", "."]);
    git(&["commit", "-m", "one"]);
    git(&["checkout", "-b", "other"]);
    for number in 1..=100 {
        for name in ["index", "courier", "herald", "wire", "notice"] {
            let path = format!("content/events/flood-{number}/{name}.md");
            let text = fs::read_to_string(place.path(&path)).unwrap();
            place.write(&path, &format!("{text}\nOn another branch.\n"));
        }
    }
    git(&["commit", "-am", "two"]);
    place.await_words("/events/flood-100/", "On another branch.");
    thread::sleep(CALM);
    place.preview.settle();
    let (before, parsed) = (news(&place), place.preview.parsed());
    git(&["checkout", "main"]);
    thread::sleep(CALM);
    place.await_words("/events/flood-100/", "The mayor");
    assert!(!place.page("/events/flood-100/").contains("On another branch."));
    assert!(news(&place) - before <= 2, "{} changes", news(&place) - before);
    place.preview.settle();
    assert!(place.preview.parsed() - parsed <= 110, "{} events parsed", place.preview.parsed() - parsed);
}

#[test]
fn events_and_folders_come_and_go() {
    let place = Place::watched(&many(site(), 2), How::System);
    fs::rename(place.path("content/events/flood-1"), place.path("content/events/moved")).unwrap();
    place.await_words("/events/moved/", "flooded");
    fs::remove_dir_all(place.path("content/events/flood-2")).unwrap();
    place.await_words("/events/flood-2/", "404");
    assert_eq!(place.preview.get("/events/flood-1/").status, 404);
    // The whole folder is replaced, as by a checkout or a synchroniser.
    fs::rename(place.path("content"), place.path("old")).unwrap();
    let start = Instant::now();
    while place.preview.get("/").errors.is_empty() {
        assert!(start.elapsed() < Duration::from_secs(10), "nobody noticed that the content is gone");
        thread::sleep(Duration::from_millis(50));
    }
    fs::rename(place.path("old"), place.path("content")).unwrap();
    place.await_words("/", "An invented site.");
    thread::sleep(CALM);
    place.edit(HOME, "An invented site.", "A site that came back.");
    place.await_words("/", "A site that came back.");
    place.edit("content/events/moved/index.md", "Counted", "Still Counted");
    place.await_words("/events/moved/", "Still Counted");
    assert_eq!(place.differing(), [] as [&str; 0]);
}

#[test]
fn a_root_that_is_replaced_is_watched_again() {
    let place = Place::watched(&site(), How::System);
    let away = place.root().with_extension("away");
    fs::rename(place.root(), &away).unwrap();
    thread::sleep(CALM);
    super::place::write(place.root(), &site().edit(HOME, "An invented site.", "Another site."));
    place.await_words("/", "Another site.");
    thread::sleep(Duration::from_millis(1500));
    place.edit(HOME, "Another site.", "The other site.");
    place.await_words("/", "The other site.");
    fs::remove_dir_all(away).unwrap();
}

#[cfg(unix)]
#[test]
fn folders_behind_links_are_watched() {
    let place = Place::watched(&site(), How::System);
    place.write("elsewhere/index.md", "+++\ntitle = \"Linked\"\n+++\n\nBehind a link.\n");
    std::os::unix::fs::symlink("../elsewhere", place.path("content/linked")).unwrap();
    place.await_words("/linked/", "Behind a link.");
    thread::sleep(CALM);
    place.edit("elsewhere/index.md", "Behind a link.", "Still behind a link.");
    place.await_words("/linked/", "Still behind a link.");
}

/// A namespace of its own gives the program a limit of three watched folders.
#[cfg(target_os = "linux")]
#[test]
fn a_system_that_watches_no_more_is_polled() {
    let place = Place::new(&site());
    let limited = "echo 3 > /proc/sys/user/max_inotify_watches";
    let may = Command::new("unshare").args(["-Ur", "sh", "-c", limited]).output();
    if !may.is_ok_and(|output| output.status.success()) {
        println!("not tested: this system lets nobody make a namespace");
        return;
    }
    let program = assert_cmd::cargo::cargo_bin("rashomon");
    let script = format!("{limited}; exec {} serve --port 0 --root {}", program.display(), place.root().display());
    let mut command = Command::new("unshare");
    let mut child = command.args(["-Ur", "sh", "-c", &script]).stdout(Stdio::piped()).spawn().unwrap();
    let mut told = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let first = told.next().unwrap();
    let port = first.split("127.0.0.1:").nth(1).unwrap().split('/').next().unwrap().parse().unwrap();
    let warning = told.find(|line| line.contains("watches"));
    place.edit(EVENT, "Counted street by street.", "Seen without a watcher.");
    let start = Instant::now();
    let mut seen = false;
    while !seen && start.elapsed() < Duration::from_secs(20) {
        seen = get(port, "/events/flood/").contains("Seen without a watcher.");
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(warning.is_some_and(|warning| warning.contains("sysctl fs.inotify.max_user_watches=")));
    assert!(seen, "the change was not seen");
}
