//! What tests ask of a bucket and of the program that publishes to it.

use std::{
    collections::BTreeMap,
    fs,
    process::{Child, Command, Stdio},
};

use assert_cmd::cargo::CommandCargoExt;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use rashomon::digest::sha256;

use super::server::{Asked, BUCKET, ID, SECRET, Server};
use crate::site::{Said, Site};

/// The list of what is published.
pub const LIST: &str = ".rashomon-published.json";

/// The program, with the right keys and nothing else of its surroundings.
pub fn program(site: &Site, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("rashomon").unwrap();
    for (name, _) in
        std::env::vars().filter(|(name, _)| name.starts_with("AWS_") || name.to_lowercase().ends_with("_proxy"))
    {
        command.env_remove(name);
    }
    command.env("HOME", site.root()).env("AWS_ACCESS_KEY_ID", ID).env("AWS_SECRET_ACCESS_KEY", SECRET);
    command.arg("--root").arg(site.root()).arg("publish").args(arguments);
    command
}

pub fn publish(site: &Site, arguments: &[&str]) -> Said {
    Said::from(&program(site, arguments).output().unwrap())
}

/// What it says for programs.
pub fn told(site: &Site, arguments: &[&str]) -> serde_json::Value {
    let said = publish(site, &[arguments, &["--format", "json"]].concat()).fine();
    serde_json::from_str(&said.out).unwrap()
}

/// Paths in a list that the program told.
pub fn paths(told: &serde_json::Value, what: &str) -> Vec<String> {
    told[what].as_array().unwrap().iter().map(|path| path.as_str().unwrap().to_owned()).collect()
}

/// Begins to publish.
pub fn start(site: &Site) -> Child {
    program(site, &["--quiet"]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// The files of the built site, as they lie there.
pub fn built(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let mut files = below(&site.path("public"));
    files.remove(".rashomon.json");
    files
}

/// What is in the bucket, without the list.
pub fn stored(server: &Server) -> BTreeMap<String, Vec<u8>> {
    let mut files = below(&server.folder.path().join(BUCKET));
    files.remove(LIST);
    files
}

fn below(folder: &std::path::Path) -> BTreeMap<String, Vec<u8>> {
    let files =
        walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// No objects besides those of the site.
pub const NOTHING: &[&str] = &[];

/// Expects the bucket to hold the site, and nothing else but what is named.
#[track_caller]
pub fn assert_whole<S: AsRef<str>>(server: &Server, site: &Site, besides: &[S]) {
    let (mut stored, built) = (stored(server), built(site));
    for path in besides {
        assert!(stored.remove(path.as_ref()).is_some(), "{} is gone", path.as_ref());
    }
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&stored), names(&built));
    let other: Vec<_> = built.iter().filter(|(path, bytes)| stored[*path] != **bytes).map(|(path, _)| path).collect();
    assert!(other.is_empty(), "other than built: {other:?}");
}

/// The list of what is published, as it lies there.
pub fn list(server: &Server) -> serde_json::Value {
    let path = server.folder.path().join(BUCKET).join(LIST);
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Puts another list in its place.
pub fn set_list(server: &Server, list: &serde_json::Value) {
    let path = server.folder.path().join(BUCKET).join(LIST);
    fs::write(path, serde_json::to_vec(list).unwrap()).unwrap();
}

/// Puts an object there as another program would.
pub fn put(server: &Server, path: &str, text: &str) {
    let path = server.folder.path().join(BUCKET).join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// How many requests of each method there were.
pub fn counts(log: &[Asked]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for asked in log {
        let kind = if asked.key.is_empty() { "LIST".to_owned() } else { asked.method.to_string() };
        *counts.entry(kind).or_default() += 1;
    }
    counts
}

/// What was put, in the order of requests, without the list.
pub fn puts(log: &[Asked]) -> Vec<String> {
    let put = log.iter().filter(|asked| asked.method == "PUT" && asked.key != LIST);
    put.map(|asked| asked.key.clone()).collect()
}

/// An answer to a reader.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub kind: String,
    pub cache: String,
    pub mark: String,
    pub bytes: Vec<u8>,
}

/// Asks for an object as a reader does.
pub fn read(readers: &str, path: &str) -> Answer {
    let path: Vec<String> =
        path.split('/').map(|part| utf8_percent_encode(part, NON_ALPHANUMERIC).to_string()).collect();
    let config = ureq::config::Config::builder().proxy(None).http_status_as_error(false).build();
    let mut answer = config.new_agent().get(format!("{readers}/{}", path.join("/"))).call().unwrap();
    let header =
        |name: &str| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
    Answer {
        status: answer.status().as_u16(),
        kind: header("content-type"),
        cache: header("cache-control"),
        mark: header("x-amz-meta-rashomon-sha256"),
        bytes: answer.body_mut().read_to_vec().unwrap(),
    }
}

/// Expects every file of the site to be served as it should be.
#[track_caller]
pub fn assert_served(readers: &str, site: &Site) {
    for (path, bytes) in built(site) {
        let answer = read(readers, &path);
        assert_eq!((answer.status, &answer.bytes), (200, &bytes), "{path}");
        assert_eq!(answer.mark, sha256(&bytes), "{path}");
        let is_hashed = path.split('.').any(|part| part.len() == 10 && answer.mark.starts_with(part));
        let cache = if is_hashed { "public, max-age=31536000, immutable" } else { "no-cache" };
        assert_eq!(answer.cache, cache, "{path}");
        let kind = match path.rsplit('.').next().unwrap() {
            "html" => "text/html; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "txt" => "text/plain; charset=utf-8",
            "svg" => "image/svg+xml",
            "woff2" => "font/woff2",
            _ => &answer.kind,
        };
        assert_eq!(answer.kind, kind, "{path}");
        assert!(!answer.kind.is_empty(), "{path}");
    }
}
