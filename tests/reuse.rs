//! What is kept of events from one build to the next never changes what a build gives: after any change, and
//! whatever happened to what was kept, the output is that of a build from scratch.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test works on real folders and may panic"
)]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use rashomon::{
    diagnostic::Code,
    output::{Kept, Staging},
    pipeline::{Options, Outcome, Past, build},
    world::DiskWorld,
};

/// A site of four events in a folder, and where it is built.
struct Site(tempfile::TempDir);

impl Site {
    fn new() -> Site {
        let site = Site(tempfile::tempdir().unwrap());
        site.write("site.toml", "base_url = \"https://example.org/\"\ntitle = \"Invented\"\n[share]\ncards = false\n");
        site.write("content/index.md", "+++\ntitle = \"Home\"\n+++\n");
        for outlet in ["courier", "herald"] {
            site.write(
                &format!("content/outlets/{outlet}.md"),
                &format!("+++\nname = \"The {outlet} (invented)\"\n+++\n"),
            );
        }
        for event in 1..=4 {
            site.write(&index(event), &format!(
                "+++\ntitle = \"Event {event}\"\ndate = 2020-01-0{event}\nsummary = \"Nothing.\"\ntopics = [\"Water\"]\n+++\n\
                 \n### How many? {{#many .fact unit=boats}}\n\nA note.\n\n![A boat](boat.gif)\n"
            ));
            site.write(
                &format!("content/events/event-{event}/boat.gif"),
                "GIF89a\u{1}\0\u{1}\0\0\0\0 and no picture after its head;",
            );
            for outlet in ["courier", "herald"] {
                site.write(&report(event, outlet), &format!(
                    "+++\noutlet = \"{outlet}\"\npublished = 2020-01-0{event}\ntext = \"full\"\nrights = \"Invented.\"\n\
                     coded = true\n+++\n\nThe {outlet} saw [some {event} boats](fact:many?value={event}).\n"
                ));
            }
        }
        site
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn build_as(&self, program: Option<&str>, output: &str) -> Outcome {
        let (outcome, staging) = self.stage_as(program, output);
        assert!(outcome.findings.is_empty(), "{:?}", outcome.findings[0]);
        assert_eq!(staging.commit().unwrap().unwrap().files, outcome.files);
        outcome
    }

    fn stage_as(&self, program: Option<&str>, output: &str) -> (Outcome, Staging) {
        let past = program
            .map(|program| Past { kept: Kept::new(self.0.path(), ".rashomon/events"), program: program.to_owned() });
        let staging = Staging::new(&self.path(output)).unwrap().unwrap();
        let options = Options { past, ..Options::default() };
        let outcome = build(&DiskWorld::new(self.0.path()).unwrap(), &options, &staging).unwrap();
        (outcome, staging)
    }

    /// Builds once more, says how many events were taken from the build before, and holds all files against
    /// those of a build from scratch.
    fn again(&self) -> usize {
        let reused = self.build_as(Some("this program"), "public").reused;
        let _ = fs::remove_dir_all(self.path("fresh"));
        self.build_as(None, "fresh");
        let (found, wanted) = (files(&self.path("public")), files(&self.path("fresh")));
        assert!(found.keys().eq(wanted.keys()), "other files");
        for (path, bytes) in wanted {
            assert!(found[&path] == bytes, "{} differs", path.display());
        }
        reused
    }

    /// The files in which events are kept.
    fn kept(&self) -> Vec<PathBuf> {
        let mut kept: Vec<PathBuf> =
            fs::read_dir(self.path(".rashomon/events")).unwrap().map(|entry| entry.unwrap().path()).collect();
        kept.sort();
        kept
    }
}

fn index(event: usize) -> String {
    format!("content/events/event-{event}/index.md")
}

fn report(event: usize, outlet: &str) -> String {
    format!("content/events/event-{event}/{outlet}.md")
}

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else {
                found.insert(entry.strip_prefix(folder).unwrap().to_owned(), fs::read(&entry).unwrap());
            }
        }
    }
    found
}

/// All but the newest, which heads the home page and is always drawn.
const ALL: usize = 3;

#[test]
fn what_did_not_change_is_not_drawn_again() {
    let site = Site::new();
    assert_eq!(site.again(), 0);
    assert_eq!(site.again(), ALL);
}

#[test]
fn a_changed_file_draws_its_event_again() {
    let site = Site::new();
    site.again();
    for (path, from, to) in [
        (index(1), "Nothing.", "Something."),
        (report(2, "herald"), "value=2", "value=3"),
        ("content/events/event-3/boat.gif".to_owned(), ";", ";;"),
    ] {
        let text = fs::read_to_string(site.path(&path)).unwrap();
        site.write(&path, &text.replace(from, to));
        assert_eq!(site.again(), ALL - 1, "{path}");
        assert_eq!(site.again(), ALL, "{path}");
    }
    fs::remove_file(site.path(&report(1, "herald"))).unwrap();
    assert_eq!(site.again(), ALL - 1);
    site.write("captures/event-2/courier.txt", "The courier saw some 2 boats.\n");
    assert_eq!(site.again(), ALL - 1);
    fs::remove_dir_all(site.path("content/events/event-4")).unwrap();
    assert_eq!(site.again(), ALL - 1, "another event is the newest");
}

#[test]
fn an_event_that_is_not_drawn_again_keeps_its_addresses() {
    let site = Site::new();
    site.again();
    for taken in ["/events/event-1/", "/events/event-1/courier/", "/events/event-1/boat.gif"] {
        site.write("content/other.md", &format!("+++\ntitle = \"Other\"\naliases = [\"{taken}\"]\n+++\n"));
        let (outcome, _) = site.stage_as(Some("this program"), "public");
        let codes: Vec<Code> = outcome.findings.iter().map(|finding| finding.code).collect();
        assert_eq!((codes, outcome.reused), (vec![Code::DuplicateAddress], ALL), "{taken}");
    }
}

#[test]
fn a_picture_of_another_event_is_shown_where_it_stands() {
    let site = Site::new();
    let slug = |event: usize, slug: &str| {
        let text = fs::read_to_string(site.path(&index(event))).unwrap();
        let front = text.lines().filter(|line| !line.starts_with("slug")).collect::<Vec<_>>().join("\n");
        site.write(&index(event), &front.replacen("+++\n", &format!("+++\nslug = \"{slug}\"\n"), 1));
    };
    let text = fs::read_to_string(site.path(&index(3))).unwrap();
    site.write(&index(3), &text.replace("(boat.gif)", "(../event-1/boat.gif)"));
    slug(1, "one");
    slug(2, "two");
    site.again();
    assert_eq!(site.again(), ALL);
    // The same picture stands at either address.
    slug(1, "two");
    slug(2, "one");
    assert_eq!(site.again(), 0);
}

#[test]
fn what_events_share_draws_all_of_them_again() {
    let site = Site::new();
    site.again();
    for (path, text) in [
        ("site.toml", "base_url = \"https://example.org/\"\ntitle = \"Other\"\n[share]\ncards = false\n"),
        ("content/outlets/herald.md", "+++\nname = \"The Herald of Elsewhere\"\n+++\n"),
        ("content/about.md", "+++\ntitle = \"About\"\n+++\n"),
        ("templates/redirect.html", "<p>moved</p>"),
        ("static/own.css", "p { color: red; }"),
        ("templates/words.toml", "[en]\nevents = \"Happenings\"\n"),
    ] {
        site.write(path, text);
        assert_eq!(site.again(), 0, "{path}");
        assert_eq!(site.again(), ALL, "{path}");
    }
    assert_eq!(site.build_as(Some("another program"), "public").reused, 0);
}

/// What takes the place of one of all files that were kept.
type Break = fn(&[Vec<u8>], usize) -> Vec<u8>;

#[test]
fn nothing_broken_is_trusted() {
    let site = Site::new();
    site.again();
    let whole: Vec<Vec<u8>> = site.kept().iter().map(|path| fs::read(path).unwrap()).collect();
    assert_eq!(whole.len(), ALL);
    let breaks: [Break; 5] = [
        |whole, place| whole[place][..whole[place].len() / 2].to_vec(),
        |whole, place| [&whole[place][..], b" "].concat(),
        |whole, place| whole[place].iter().map(|byte| if *byte == b'1' { b'2' } else { *byte }).collect(),
        |whole, place| whole[(place + 1) % whole.len()].clone(),
        |_, _| Vec::new(),
    ];
    for spoil in breaks {
        for (place, path) in site.kept().iter().enumerate() {
            fs::write(path, spoil(&whole, place)).unwrap();
        }
        assert_eq!(site.again(), 0);
        assert_eq!(site.again(), ALL);
    }
    fs::remove_dir_all(site.path(".rashomon")).unwrap();
    assert_eq!(site.again(), 0);
}

#[test]
fn a_file_that_was_changed_in_the_output_is_mended() {
    let site = Site::new();
    site.again();
    let page = site.path("public/events/event-2/index.html");
    let length = fs::read(&page).unwrap().len();
    for wrong in [String::new(), "x".repeat(length)] {
        // With its old time too, as some programs copy.
        let time = fs::metadata(&page).unwrap().modified().unwrap();
        fs::write(&page, wrong).unwrap();
        fs::File::options().write(true).open(&page).unwrap().set_modified(time).unwrap();
        assert_eq!(site.again(), ALL - 1);
        assert_eq!(site.again(), ALL);
    }
    fs::remove_file(&page).unwrap();
    assert_eq!(site.again(), ALL - 1);
    fs::remove_dir_all(site.path("public")).unwrap();
    assert_eq!(site.again(), 0);
}
