//! Readers who come while the site is published: whatever page they get, all that it names is there and belongs to
//! it.

use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
};

use rashomon::digest::sha256;

use super::{
    bucket::{publish, read},
    server::{Act, Server},
};
use crate::site::Site;

/// How often the site is published while they read.
const PUBLISHED: usize = 20;

#[derive(Default)]
struct Seen {
    pages: AtomicUsize,
    assets: AtomicUsize,
    builds: std::sync::Mutex<BTreeSet<String>>,
    faults: std::sync::Mutex<Vec<String>>,
}

#[test]
fn no_reader_sees_half_a_site() {
    let server = Server::new();
    let site = Site::new(&server.settings("parallel = 8\n"));
    let write = |build: usize| {
        // A page and its style sheet tell the build that they belong to.
        site.file("static/theme.css", &format!("/* build-{build}. */ body {{ margin: {build}px }}"));
        for event in ["flood", "storm", "fire"] {
            site.event(event, &format!("A report of build-{build}."));
        }
        // One comes, and another one goes.
        for new in build.saturating_sub(1)..=build {
            site.event(&format!("new-{new}"), &format!("A report of build-{build}."));
        }
        if build >= 2 {
            std::fs::remove_dir_all(site.path(&format!("content/events/new-{}", build - 2))).unwrap();
        }
    };
    write(0);
    publish(&site, &[]).fine();
    server.act(|_| Act::Late(2));
    let (seen, is_over) = (Seen::default(), AtomicBool::new(false));
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                while !is_over.load(Ordering::Relaxed) {
                    visit(&server.readers(), &seen);
                }
            });
        }
        for build in 1..=PUBLISHED {
            write(build);
            publish(&site, &[]).fine();
        }
        is_over.store(true, Ordering::Relaxed);
    });
    let (pages, assets) = (seen.pages.into_inner(), seen.assets.into_inner());
    let (builds, faults) = (seen.builds.into_inner().unwrap(), seen.faults.into_inner().unwrap());
    println!(
        "{PUBLISHED} publications: {pages} pages and {assets} assets read, of {} builds; {} faults",
        builds.len(),
        faults.len()
    );
    assert!(faults.is_empty(), "{} faults, such as {:#?}", faults.len(), &faults[..faults.len().min(5)]);
    assert!(builds.len() > PUBLISHED / 2 && assets > pages, "{builds:?}");
}

/// Reads home, and each page that it leads to, with all that they name.
fn visit(readers: &str, seen: &Seen) {
    let fault = |what: String| seen.faults.lock().unwrap().push(what);
    for event in events(&page(readers, "index.html", seen, &fault)) {
        let found = std::cell::RefCell::new(Vec::new());
        page(readers, &event, seen, &|what| found.borrow_mut().push(what));
        let found = found.into_inner();
        // An event that is gone from home as well was taken back, and is rightly missing.
        if !found.is_empty() && events(&page(readers, "index.html", seen, &fault)).contains(&event) {
            found.into_iter().for_each(&fault);
        }
    }
}

/// The pages of events that home leads to.
fn events(home: &str) -> BTreeSet<String> {
    let links =
        links(home, "").into_iter().map(|link| link.trim_end_matches("index.html").trim_end_matches('/').to_owned());
    links.filter(|link| link.starts_with("events/")).map(|link| format!("{link}/index.html")).collect()
}

fn page(readers: &str, path: &str, seen: &Seen, fault: &dyn Fn(String)) -> String {
    let answer = read(readers, path);
    if answer.status != 200 {
        fault(format!("{path} is {}", answer.status));
        return String::new();
    }
    seen.pages.fetch_add(1, Ordering::Relaxed);
    let html = String::from_utf8(answer.bytes).unwrap();
    if !html.trim_end().ends_with("</html>") {
        fault(format!("{path} is torn"));
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    for link in links(&html, folder) {
        let Some(hash) = link.rsplit('/').next().unwrap().split('.').rev().nth(1).filter(|hash| is_hash(hash)) else {
            continue;
        };
        let asset = read(readers, &link);
        seen.assets.fetch_add(1, Ordering::Relaxed);
        if asset.status != 200 {
            fault(format!("{path} names {link}, which is {}", asset.status));
        } else if !sha256(&asset.bytes).starts_with(hash) {
            fault(format!("{path} names {link}, which holds something else"));
        } else if link.contains("theme.") {
            let sheet = String::from_utf8(asset.bytes).unwrap();
            match (build(&html), build(&sheet)) {
                (Some(page), Some(sheet)) if page != sheet && path.contains("events/") => {
                    fault(format!("{path} of {page} has the style sheet of {sheet}"));
                }
                (_, Some(sheet)) => drop(seen.builds.lock().unwrap().insert(sheet)),
                (_, None) => fault(format!("{link} is not of the test")),
            }
        }
    }
    html
}

fn is_hash(part: &str) -> bool {
    part.len() == 10 && part.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn build(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("build-")?;
    Some(rest.chars().take_while(char::is_ascii_digit).collect())
}

/// What a page names, as paths from the root.
fn links(html: &str, folder: &str) -> Vec<String> {
    let named = html.split(" href=\"").skip(1).chain(html.split(" src=\"").skip(1));
    let named = named.filter_map(|rest| rest.split(['"', '#', '?']).next());
    let inner = named.filter(|link| !link.is_empty() && !link.contains(':') && !link.starts_with("//"));
    inner.map(|link| resolve(folder, link)).collect()
}

fn resolve(folder: &str, link: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in link.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
