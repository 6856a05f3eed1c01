//! What a large site takes: `cargo test --test publish -- --ignored --nocapture thousand`.
//!
//! `RASHOMON_PROGRAM` names the program to measure, such as the one that a release build makes.

use std::{fmt::Write as _, fs, process::Stdio, time::Instant};

use super::{
    bucket::{assert_whole, built, counts, program, stored},
    server::Server,
};
use crate::site::Site;

const EVENTS: usize = 1000;

#[test]
#[ignore = "takes minutes, and only counts"]
fn a_thousand_events() {
    let server = Server::new();
    let site = Site::new("");
    fs::write(
        site.path("site.toml"),
        format!("base_url = \"https://example.org/\"\ntitle = \"Site\"\n{}", server.settings("")),
    )
    .unwrap();
    for outlet in ["courier", "herald"] {
        site.file(&format!("content/outlets/{outlet}.md"), &format!("+++\nname = \"The {outlet}\"\n+++\n"));
    }
    for number in 0..EVENTS {
        write(&site, number, "Invented.");
    }
    run(&server, &site, "the first time");
    run(&server, &site, "nothing changed");
    write(&site, 500, "Invented, and edited.");
    run(&server, &site, "after one edit");
}

fn write(site: &Site, number: usize, text: &str) {
    let mut event = format!(
        "+++\ntitle = \"Invented event {number}\"\ndate = 2024-03-{:02}\nsummary = \"Invented.\"\ntopics = [\"Topic {}\"]\n+++\n\n{text}\n",
        number % 28 + 1,
        number % 40,
    );
    let _ = write!(event, "\n## Houses {{.fact #houses}}\n\nHow many.\n");
    let folder = format!("content/events/event-{number}");
    site.file(&format!("{folder}/index.md"), &event);
    for (outlet, houses) in [("courier", "forty"), ("herald", "fifty")] {
        let source = format!(
            "+++\noutlet = \"{outlet}\"\ntitle = \"Report {number}\"\nurl = \"https://example.org/{outlet}/{number}\"\npublished = 2024-03-30\n+++\n\n[Some {houses} houses](fact:houses) were flooded.\n"
        );
        site.file(&format!("{folder}/{outlet}.md"), &source);
    }
}

fn run(server: &Server, site: &Site, what: &str) {
    server.log();
    let mut command = program(site, &[]);
    if let Some(measured) = std::env::var_os("RASHOMON_PROGRAM") {
        let mut other = std::process::Command::new(measured);
        other.args(command.get_args()).envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        command = other;
    }
    // GNU time tells the memory.
    let mut timed = std::process::Command::new("/usr/bin/time");
    timed.arg("-v").arg(command.get_program()).args(command.get_args());
    timed.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let start = Instant::now();
    let output = timed.stdout(Stdio::piped()).output().unwrap();
    let seconds = start.elapsed().as_secs_f32();
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{err}");
    let memory =
        err.lines().find(|line| line.contains("Maximum resident")).unwrap_or("no /usr/bin/time").trim().to_owned();
    let log = server.log();
    println!("{what}: {} requests {:?}, {seconds:.1} s with the build; {memory}", log.len(), counts(&log));
    println!("    {}", String::from_utf8_lossy(&output.stdout).replace('\n', "\n    "));
    // Parts of the search's index that the edit replaced stay for a while.
    let built = built(site);
    let replaced = |path: &String| path.starts_with("search/pagefind/") && !built.contains_key(path);
    let stay: Vec<String> = stored(server).into_keys().filter(replaced).collect();
    assert_whole(server, site, &stay);
}
