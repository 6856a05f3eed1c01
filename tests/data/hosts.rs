//! What hosts read from the folder: `_headers`, `_redirects` and `.nojekyll`.

use super::{build, file, flood, site};

/// The rules of a `_headers` file, each a path and the lines below it.
fn rules(text: &str) -> Vec<(&str, Vec<&str>)> {
    let mut rules: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix("  "), rules.last_mut()) {
            (Some(header), Some((_, headers))) => headers.push(header),
            _ => rules.push((line, Vec::new())),
        }
    }
    rules
}

#[test]
fn headers_hold_the_policy_for_all_and_keep_what_has_a_hash() {
    let files =
        build(&flood().file("static/picture é.png", "not a picture").file("static/plan.pdf", "no hash in its name"));
    let rules = rules(file(&files, "_headers"));
    let (first, of_all) = &rules[0];
    assert_eq!(*first, "/*");
    assert!(of_all[0].starts_with("Content-Security-Policy: default-src 'none';"), "{of_all:?}");
    assert!(of_all[0].ends_with("; frame-ancestors 'none'"), "{of_all:?}");
    for (path, headers) in &rules[1..] {
        assert_eq!(*headers, ["Cache-Control: public, max-age=31536000, immutable"], "{path}");
        let name = path[1..].replace("%20", " ").replace("%C3%A9", "é");
        assert!(name.ends_with("/*") || files.contains_key(&name), "no file {name}");
    }
    let has = |start: &str, end: &str| rules.iter().any(|(path, _)| path.starts_with(start) && path.ends_with(end));
    assert!(has("/theme.", ".css") && has("/scripts/event.", ".js") && has("/picture%20%C3%A9.", ".png"));
    assert!(!has("/plan", "") && !has("/fonts/OFL", ""));
}

#[test]
fn webassembly_is_allowed_only_where_there_is_a_search() {
    let allows = |settings: &str| {
        let toml = format!("base_url = \"https://example.org/coverage/\"\ntitle = \"Example\"\n{settings}");
        let files = build(&site().file("site.toml", toml));
        let text = file(&files, "_headers").to_owned();
        assert!(text.starts_with("/coverage/*\n") && text.contains("\n/coverage/theme."), "{text}");
        text.contains("wasm-unsafe-eval")
    };
    assert_eq!(allows(""), cfg!(feature = "search"));
    assert!(!allows("[search]\nenabled = false\n"));
}

#[test]
fn former_addresses_lead_to_the_present_ones() {
    let index = include_str!("flood/index.md");
    let moved = index.replacen("+++\n", "+++\naliases = [\"/flood-2023\", \"/events/înundație/\"]\n", 1);
    let world = flood()
        .file("content/events/flood/index.md", moved)
        .file("content/about.md", "+++\ntitle = \"About\"\naliases = [\"/old/page\"]\n+++\n");
    assert_eq!(
        file(&build(&world), "_redirects"),
        "/events/%C3%AEnunda%C8%9Bie/ /events/flood/ 301\n/flood-2023/ /events/flood/ 301\n/old/page/ /about/ 301\n"
    );
    assert!(!build(&flood()).contains_key("_redirects"), "nothing has moved");
}

#[test]
fn a_site_may_bring_its_own() {
    let files = build(
        &site()
            .file("static/_headers", "/*\n  X-Own: yes\n")
            .file("static/_redirects", "/a /b\n")
            .file("content/about.md", "+++\ntitle = \"About\"\naliases = [\"/old\"]\n+++\n"),
    );
    assert_eq!(["_headers", "_redirects"].map(|name| file(&files, name)), ["/*\n  X-Own: yes\n", "/a /b\n"]);
    assert_eq!(file(&build(&site()), ".nojekyll"), "");
}
