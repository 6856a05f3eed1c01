//! What leaves a site as data: small sites in, files out.
#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test reads its own files and may panic"
)]

mod event;
mod feeds;
mod hosts;
mod odd;
mod site;

use std::collections::BTreeMap;

use rashomon::{
    diagnostic::any_fatal,
    output::MemorySink,
    pipeline::{self, Options, Outcome},
    world::{MemoryWorld, World},
};

/// The files of a built site by path; what is no text is empty.
type Files = BTreeMap<String, String>;

/// A site with two outlets and whatever is added.
fn site() -> MemoryWorld {
    MemoryWorld::new()
        .file("site.toml", "base_url = \"https://example.org\"\ntitle = \"Example\"\n[feeds]\nlimit = 3\n")
        .file("content/index.md", "+++\ntitle = \"Home\"\n+++\n")
        .file("content/outlets/post.md", "+++\nname = \"The Post\"\nshort = \"Post\"\n+++\n")
        .file("content/outlets/haber.md", "+++\nname = \"Haber\"\nurl = \"https://haber.example/\"\n+++\n")
}

/// The same with one event that two reports and a communiqué tell.
fn flood() -> MemoryWorld {
    site()
        .file("content/events/flood/index.md", include_str!("flood/index.md"))
        .file("content/events/flood/post.md", include_str!("flood/post.md"))
        .file("content/events/flood/haber.md", include_str!("flood/haber.md"))
        .file("content/events/flood/office.md", include_str!("flood/office.md"))
}

/// Builds a site, which must go without errors.
fn build(world: &dyn World) -> Files {
    let (files, outcome) = try_build(world, &Options::default());
    assert!(!any_fatal(&outcome.findings, false), "{:#?}", outcome.findings);
    assert_eq!(outcome.files, files.len());
    files
}

fn try_build(world: &dyn World, options: &Options) -> (Files, Outcome) {
    let sink = MemorySink::new();
    let outcome = pipeline::build(world, options, &sink).unwrap();
    let text = |(path, bytes)| (path, String::from_utf8(bytes).unwrap_or_default());
    (sink.into_files().into_iter().map(text).collect(), outcome)
}

/// A file of a built site.
fn file<'f>(files: &'f Files, path: &str) -> &'f str {
    files.get(path).unwrap_or_else(|| panic!("there is no `{path}` among {:#?}", files.keys()))
}

fn json(files: &Files, path: &str) -> serde_json::Value {
    serde_json::from_str(file(files, path)).unwrap()
}

/// The JSON-LD of a page.
fn json_ld(files: &Files, path: &str) -> serde_json::Value {
    let blocks = json_ld_blocks(file(files, path));
    assert_eq!(blocks.len(), 1, "{path}");
    serde_json::from_str(blocks[0]).unwrap()
}

fn json_ld_blocks(page: &str) -> Vec<&str> {
    let starts = page.split("<script type=\"application/ld+json\">").skip(1);
    starts.map(|rest| rest.split("</script>").next().unwrap()).collect()
}
