//! A folder of releases on this machine.

use std::{
    collections::BTreeSet,
    fs,
    os::unix::fs::MetadataExt,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
};

use rashomon::{
    config::publish::{Directory, Kind, Target},
    diagnostic::Code,
    digest::sha256,
    publish::{self, File, Options, Site as Built},
};

use super::{kill, site::Site};

const MAIN: &str = "[publish.main]\nkind = \"directory\"\npath = \"www\"\nkeep = 3\n";

fn releases(site: &Site) -> Vec<String> {
    let entries = fs::read_dir(site.path("www/releases")).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn current(site: &Site) -> String {
    fs::read_link(site.path("www/current")).unwrap().to_str().unwrap().to_owned()
}

/// Whether all files that the list of a release names are there with their bytes; how many there are.
pub fn whole(release: &Path) -> Result<usize, String> {
    let list = fs::read(release.join(".rashomon.json")).map_err(|error| format!("no list: {error}"))?;
    let list: serde_json::Value = serde_json::from_slice(&list).map_err(|error| error.to_string())?;
    let files = list["files"].as_array().ok_or("no files")?;
    for file in files {
        let path = file["path"].as_str().unwrap();
        let bytes = fs::read(release.join(path)).map_err(|error| format!("{path}: {error}"))?;
        if sha256(&bytes) != file["sha256"].as_str().unwrap() {
            return Err(format!("{path} is torn"));
        }
    }
    Ok(files.len())
}

/// Gives all releases in a folder ids of years ago, as if all had been published then.
pub fn grow_old(folder: &Path) {
    let Ok(current) = fs::read_link(folder.join("current")) else { return };
    let entries = fs::read_dir(folder.join("releases")).unwrap().map(|entry| entry.unwrap().path());
    let mut releases: Vec<PathBuf> = entries.filter(|path| path.to_str().unwrap().ends_with("Z-000000")).collect();
    releases.sort();
    for (number, release) in releases.iter().enumerate() {
        let id = format!("202001{:02}T000000Z-000000", number + 1);
        fs::rename(release, release.with_file_name(&id)).unwrap();
        if release.file_name() == current.file_name() {
            fs::remove_file(folder.join("current")).unwrap();
            std::os::unix::fs::symlink(format!("releases/{id}"), folder.join("current")).unwrap();
        }
    }
}

#[test]
fn a_release_takes_what_changed_and_links_the_rest() {
    let site = Site::new(MAIN);
    let said = site.publish(&[]).fine();
    assert!(said.out.contains("Published to `main`") && said.out.contains("https://example.org/"), "{said:#?}");
    let first = current(&site);
    let files = whole(&site.path("www/current")).unwrap();
    assert!(files > 10, "{files}");

    let said = site.publish(&[]).fine();
    assert!(said.out.contains("Nothing to publish"), "{said:#?}");
    assert_eq!((releases(&site).len(), current(&site)), (1, first.clone()));

    site.event("flood", "Another summary.");
    let plan = site.publish(&["--dry-run", "--format", "json"]).fine();
    let plan: serde_json::Value = serde_json::from_str(&plan.out).unwrap();
    assert_eq!((releases(&site).len(), plan["dry_run"].clone()), (1, true.into()));
    let said = site.publish(&["--format", "json"]).fine();
    let done: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    for key in ["sent", "removed", "kept", "bytes"] {
        assert_eq!(plan[key], done[key], "{key}");
    }
    assert!(done["sent"].as_array().unwrap().iter().any(|path| path == "events/flood/index.html"), "{done}");
    let second = current(&site);
    assert!(second > first && whole(&site.path("www/current")).unwrap() == files);
    let inode = |release: &str, path: &str| fs::metadata(site.path("www").join(release).join(path)).unwrap().ino();
    assert_eq!(inode(&first, "404.html"), inode(&second, "404.html"));
    assert_ne!(inode(&first, "events/flood/index.html"), inode(&second, "events/flood/index.html"));
}

#[test]
fn old_releases_go_and_strangers_stay() {
    let site = Site::new(MAIN);
    fs::create_dir_all(site.path("www/releases/by-hand")).unwrap();
    site.file("www/notes.txt", "mine");
    for round in 0..5 {
        grow_old(&site.path("www"));
        site.event("flood", &format!("Summary {round}."));
        site.publish(&[]).fine();
    }
    let left = releases(&site);
    assert_eq!(left.len(), 4, "{left:?}");
    assert!(left.contains(&"by-hand".to_owned()) && site.path("www/notes.txt").exists());
    // Somebody goes back to the oldest; it is not taken away under their readers.
    let oldest = format!("releases/{}", left[0]);
    fs::remove_file(site.path("www/current")).unwrap();
    std::os::unix::fs::symlink(&oldest, site.path("www/current")).unwrap();
    let half = site.path("www/releases/.20200101T000000Z-000000.partial");
    fs::create_dir(&half).unwrap();
    site.event("flood", "Once more.");
    site.publish(&[]).fine();
    assert!(site.path("www").join(&oldest).exists() && current(&site) != oldest && !half.exists());
}

#[test]
fn what_somebody_changed_there_is_mended() {
    let site = Site::new(MAIN);
    site.publish(&[]).fine();
    let page = site.path("www/current/events/flood/index.html");
    let good = fs::read(&page).unwrap();
    fs::write(&page, vec![b'x'; good.len()]).unwrap();
    let said = site.publish(&[]).fine();
    assert!(said.out.contains("1 file ("), "{said:#?}");
    assert_eq!(fs::read(&page).unwrap(), good);
    whole(&site.path("www/current")).unwrap();
    fs::remove_file(site.path("www/current/404.html")).unwrap();
    fs::write(site.path("www/current/.rashomon.json"), "{").unwrap();
    site.publish(&[]).fine();
    whole(&site.path("www/current")).unwrap();
}

#[test]
fn too_many_deletes_are_refused() {
    let site = Site::new(MAIN);
    site.event("fire", "An invented fire.");
    site.publish(&[]).fine();
    let before = current(&site);
    fs::remove_dir_all(site.path("content/events/fire")).unwrap();
    site.publish(&["--max-deletes", "2"]).fails(1, &["too-many-deletes", "only 2 may be", "--max-deletes"]);
    site.publish(&["--max-deletes", "0", "--dry-run"]).fails(1, &["too-many-deletes", "none may be"]);
    assert_eq!(current(&site), before);
    let said = site.publish(&[]).fine();
    assert!(!site.path("www/current/events/fire/index.html").exists(), "{said:#?}");
}

#[test]
fn a_dry_run_changes_nothing() {
    let site = Site::new(MAIN);
    let said = site.publish(&["--dry-run"]).fine();
    assert!(said.out.contains("send events/flood/index.html") && said.out.contains("Would publish"), "{said:#?}");
    assert!(!site.path("public").exists() && !site.path("www").exists());
}

#[test]
fn what_is_in_the_way_is_named_and_stays() {
    let site = Site::new(MAIN);
    site.file("www", "a file");
    site.publish(&[]).fails(1, &["publish-refused", "is a file"]);
    fs::remove_file(site.path("www")).unwrap();
    site.file("www/current/index.html", "a folder");
    site.publish(&[]).fails(1, &["publish-refused", "current` is not a link of ours"]);
    fs::remove_dir_all(site.path("www/current")).unwrap();
    std::os::unix::fs::symlink("/nowhere", site.path("www/current")).unwrap();
    site.publish(&[]).fails(1, &["publish-refused", "--force"]);
    site.publish(&["--force"]).fine();
    whole(&site.path("www/current")).unwrap();
}

#[test]
fn a_folder_that_builds_read_or_write_is_refused() {
    let site = Site::new(MAIN);
    for (path, holds) in [
        ("content/published", "what the site is made from"),
        ("static", "what the site is made from"),
        ("../SITE/templates/x", "what the site is made from"),
        ("public/releases", "the output of builds"),
    ] {
        let name = site.root().file_name().unwrap().to_str().unwrap();
        let path = path.replace("SITE", name);
        site.settings(&format!("[publish.main]\nkind = \"directory\"\npath = \"{path}\"\n"));
        site.publish(&[]).fails(1, &["publish-refused", &path, holds]);
        assert!(!site.root().join(&path).join("current").exists(), "{path}");
    }
}

#[test]
fn the_second_of_two_at_once_says_so() {
    let site = Site::new(MAIN);
    site.publish(&[]).fine();
    let lock = fs::File::open(site.path("www/.rashomon-lock")).unwrap();
    lock.lock().unwrap();
    site.event("flood", "Another summary.");
    site.publish(&[]).fails(1, &["publish-busy", "another run"]);
    drop(lock);
    site.publish(&[]).fine();
}

/// A site of one page that names its style sheet, in the state of a round.
fn round(folder: &Path, round: usize) -> Built {
    let sheet = format!("p {{ order: {round} }}");
    let name = format!("theme.{}.css", &sha256(sheet.as_bytes())[..10]);
    let page = format!("{round} {name}");
    let files =
        [("index.html".to_owned(), page.clone()), (name, sheet), (format!("page-{}/index.html", round % 7), page)];
    let files = files.into_iter().map(|(path, text)| {
        fs::create_dir_all(folder.join(&path).parent().unwrap()).unwrap();
        fs::write(folder.join(&path), &text).unwrap();
        File { path, size: text.len() as u64, sha256: sha256(text.as_bytes()) }
    });
    let mut files: Vec<File> = files.collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Built { root: folder.to_owned(), folder: folder.to_owned(), files }
}

/// A folder in memory where there is one, so that nobody waits for a disk 500 times.
fn fast_folder() -> tempfile::TempDir {
    let memory = PathBuf::from("/dev/shm");
    tempfile::tempdir_in(if memory.is_dir() { memory } else { std::env::temp_dir() }).unwrap()
}

#[test]
fn a_reader_of_500_swaps_misses_nothing() {
    let folder = fast_folder();
    let path = folder.path().join("www").to_str().unwrap().to_owned();
    let kind = Kind::Directory(Directory { path: path.clone(), keep: 5 });
    let target = Target { name: "main".into(), base_url: None, kind, span: 0..0 };
    let options = Options { dry_run: false, max_deletes: 5, force: false };
    let out = folder.path().join("public");
    let swap = |number| loop {
        match publish::publish(&round(&out, number), &target, &options, &|_| ()).unwrap() {
            Ok(summary) => break summary,
            // A program that another test is starting has all our files, locks too, until it is loaded.
            Err(finding) => assert_eq!(finding.code, Code::PublishBusy, "{finding}"),
        }
    };
    swap(0);
    let current = Path::new(&path).join("current");
    let done = AtomicBool::new(false);
    let (polls, seen) = (AtomicUsize::new(0), std::sync::Mutex::new(BTreeSet::new()));
    let poll = || {
        let page = fs::read_to_string(current.join("index.html")).map_err(|error| format!("page: {error}"))?;
        let (number, name) = page.split_once(' ').ok_or("half a page")?;
        let sheet = fs::read_to_string(current.join(name)).map_err(|error| format!("{name}: {error}"))?;
        seen.lock().unwrap().insert(number.to_owned());
        if sheet == format!("p {{ order: {number} }}") { Ok(()) } else { Err(format!("mixed: {number} {sheet}")) }
    };
    let misses: Vec<String> = thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut misses = Vec::new();
            while !done.load(Ordering::Relaxed) {
                polls.fetch_add(1, Ordering::Relaxed);
                misses.extend(poll().err().map(|why: String| why));
            }
            misses
        });
        let swapped = panic::catch_unwind(AssertUnwindSafe(|| (1..=500).all(|number| swap(number).changed)));
        done.store(true, Ordering::Relaxed);
        assert!(swapped.is_ok_and(|changed| changed));
        reader.join().unwrap()
    });
    let (polls, seen) = (polls.into_inner(), seen.into_inner().unwrap().len());
    println!("500 swaps: {polls} polls, {seen} states seen, {} misses", misses.len());
    assert!(misses.is_empty(), "{:?}", &misses[..misses.len().min(5)]);
    assert!(polls > 500 && seen > 100, "{polls} polls saw {seen} states");
}

#[test]
fn killed_at_any_moment_readers_have_a_whole_site() {
    let site = Site::new(MAIN);
    let torn = kill::at_random_moments(&site, kill::times(20), &|| whole(&site.path("www/current")).map(drop));
    println!("directory: {torn}");
    site.publish(&[]).fine();
    assert!(releases(&site).iter().all(|name| !name.starts_with('.')), "{:?}", releases(&site));
}
