//! Networks and servers that fail, and settings that cannot work.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Instant,
};

use super::{
    bucket::{LIST, NOTHING, assert_served, assert_whole, built, program, publish, puts, stored},
    server::{Act, ID, SECRET, Server},
};
use crate::site::{Said, Site};

fn pair(more: &str) -> (Server, Site) {
    let server = Server::new();
    let site = Site::new(&server.settings(more));
    (server, site)
}

/// Numbers that look random and are the same in every run (Knuth, MMIX).
pub fn dice(mut state: u64) -> impl FnMut(u64) -> u64 {
    move |sides| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % sides
    }
}

/// Fails, and shows no key.
#[track_caller]
fn fails(said: Said, words: &[&str]) {
    for secret in [ID, SECRET] {
        assert!(!said.err.contains(secret) && !said.out.contains(secret), "a key is shown: {said:#?}");
    }
    said.fails(1, words);
}

#[test]
fn what_fails_for_a_moment_is_tried_again() {
    for seed in 0..4 {
        let (server, site) = pair("");
        let mut dice = dice(seed);
        server.act(move |_| match dice(24) {
            0 => Act::Cut,
            1 => Act::CutAfter,
            2 => Act::Truncate,
            3 => Act::Fail(503, "SlowDown"),
            4 => Act::Fail(500, "InternalError"),
            5 => Act::Late(200),
            _ => Act::Answer,
        });
        for summary in ["One.", "Two."] {
            site.event("flood", summary);
            publish(&site, &[]).fine();
            assert_whole(&server, &site, NOTHING);
        }
        assert_served(&server.readers(), &site);
    }
}

#[test]
fn a_network_that_goes_away_leaves_the_rest_for_the_next_run() {
    let (server, site) = pair("");
    for number in 0..40 {
        site.file(&format!("static/files/{number}.txt"), "invented");
    }
    let left = AtomicUsize::new(30);
    server.act(move |_| {
        let is_there = left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok();
        if is_there { Act::Answer } else { Act::Cut }
    });
    fails(publish(&site, &[]), &["publish-failed", "could not be sent", "breaks off", "run the command again"]);
    assert!(!stored(&server).contains_key("index.html"));
    server.act(|_| Act::Answer);
    server.log();
    let before = stored(&server);
    publish(&site, &[]).fine();
    let mut sent = puts(&server.log());
    sent.sort();
    let missing: Vec<_> = built(&site).into_keys().filter(|path| !before.contains_key(path)).collect();
    assert!(before.len() > 20, "{}", before.len());
    assert_eq!(sent, missing);
    assert_whole(&server, &site, NOTHING);
}

#[test]
fn a_file_that_is_refused_keeps_pages_back() {
    let (server, site) = pair("");
    site.file("static/secret.txt", "x");
    server.act(|asked| if asked.key == "secret.txt" { Act::Fail(403, "AccessDenied") } else { Act::Answer });
    fails(publish(&site, &[]), &["1 of ", "`secret.txt`", "AccessDenied", "s3:PutObject", "not tried"]);
    let there = stored(&server);
    assert!(there.keys().any(|path| path.starts_with("theme.")) && !there.contains_key("index.html"), "{there:?}");
    server.act(|_| Act::Answer);
    publish(&site, &[]).fine();
    assert_whole(&server, &site, NOTHING);
}

#[test]
fn many_refused_files_are_counted_and_some_are_named() {
    let (server, site) = pair("");
    for number in 0..50 {
        site.file(&format!("static/files/{number:02}.txt"), "invented");
    }
    server.act(|asked| if asked.key.starts_with("files/") { Act::Fail(403, "AccessDenied") } else { Act::Answer });
    fails(publish(&site, &[]), &["20 of ", "`files/", "…", "others were not tried"]);
    server.act(
        |asked| if asked.key == LIST && asked.method == "PUT" { Act::Fail(403, "AccessDenied") } else { Act::Answer },
    );
    fails(publish(&site, &[]), &["cannot write the list", "AccessDenied"]);
}

#[test]
fn what_cannot_be_removed_is_told() {
    let (server, site) = pair("");
    site.event("storm", "S.");
    publish(&site, &[]).fine();
    std::fs::remove_dir_all(site.path("content/events/storm")).unwrap();
    server.act(|asked| if asked.method == "DELETE" { Act::Fail(403, "AccessDenied") } else { Act::Answer });
    fails(publish(&site, &[]), &["the site is published", "could not be removed", "events/storm/"]);
    server.act(|_| Act::Answer);
    publish(&site, &[]).fine();
    assert_whole(&server, &site, NOTHING);
}

#[test]
fn people_are_told_what_is_wrong() {
    let (server, site) = pair("");
    for (code, status, words) in [
        ("RequestTimeTooSkewed", 403, ["clocks", "set the clock"]),
        ("InvalidAccessKeyId", 403, ["does not accept the credentials", "the environment"]),
        ("ExpiredToken", 400, ["does not accept the credentials", "still hold"]),
        ("AuthorizationHeaderMalformed", 400, ["not in the region `us-east-1`", "`region`"]),
        ("AccessDenied", 403, ["does not allow it", "s3:ListBucket"]),
    ] {
        server.act(move |_| Act::Fail(status, code));
        fails(publish(&site, &[]), &words);
    }
    server.act(|_| Act::Answer);
    let with = |variable: &str, value: &str| {
        let mut command = program(&site, &[]);
        if value.is_empty() {
            command.env_remove(variable)
        } else {
            command.env(variable, value)
        };
        Said::from(&command.output().unwrap())
    };
    fails(
        with("AWS_SECRET_ACCESS_KEY", "mistyped-secret"),
        &["does not accept the credentials", "SignatureDoesNotMatch"],
    );
    let mut command = program(&site, &[]);
    command.env_remove("AWS_ACCESS_KEY_ID").env_remove("AWS_SECRET_ACCESS_KEY");
    command.env("AWS_ROLE_ARN", "arn:aws:iam::1:role/x").env("AWS_WEB_IDENTITY_TOKEN_FILE", site.path("nowhere"));
    fails(
        Said::from(&command.output().unwrap()),
        &["there are no credentials", "`AWS_ROLE_ARN`", "~/.aws/credentials"],
    );
    fails(with("AWS_SECRET_ACCESS_KEY", ""), &["`AWS_SECRET_ACCESS_KEY` is not", "~/.aws/credentials"]);
}

#[test]
fn wrong_places_are_told() {
    let (server, site) = pair("");
    let wrong = |more: &str, words: &[&str]| {
        site.settings(&format!("[publish.main]\nkind = \"s3\"\n{more}"));
        let start = Instant::now();
        fails(publish(&site, &[]), words);
        assert!(start.elapsed().as_secs() < 60, "{more}");
    };
    let address = server.address;
    wrong(
        &format!("bucket = \"nobodys\"\nendpoint = \"http://{address}\"\n"),
        &["no bucket `nobodys`", "make the bucket"],
    );
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    wrong(&format!("bucket = \"site\"\nendpoint = \"http://{closed}\"\n"), &["nobody answers at", "`endpoint`"]);
    wrong("bucket = \"site\"\nendpoint = \"http://store.invalid\"\n", &["no host", "`endpoint`"]);
    wrong(&format!("bucket = \"site\"\nendpoint = \"https://{address}\"\n"), &["http"]);
    wrong("bucket = \"site\"\nendpoint = \"ftp://example.org\"\n", &["endpoint"]);
}

#[test]
fn a_dry_run_writes_nothing() {
    let (server, site) = pair("");
    let is_written = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&is_written);
    server.act(move |asked| {
        flag.fetch_or(asked.method != "GET" && asked.method != "HEAD", Ordering::SeqCst);
        Act::Answer
    });
    let said = publish(&site, &["--dry-run"]).fine();
    assert!(said.out.contains("Would publish") && said.out.contains("send 404.html"), "{said:#?}");
    assert!(!is_written.load(Ordering::SeqCst) && stored(&server).is_empty());
}
