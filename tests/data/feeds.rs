//! Feeds: what they say, what is in which, and in which order.

use rashomon::pipeline::Options;

use super::{Files, build, file, flood, json, site, try_build};

fn event(title: &str, more: &str) -> String {
    format!("+++\ntitle = \"{title}\"\nsummary = \"S.\"\n{more}\n+++\n")
}

fn ids(files: &Files, path: &str) -> Vec<String> {
    let feed = json(files, path);
    let id = |item: &serde_json::Value| {
        let id = item["id"].as_str().unwrap();
        id.trim_start_matches("https://example.org/events/").trim_end_matches('/').to_owned()
    };
    feed["items"].as_array().unwrap().iter().map(id).collect()
}

#[test]
fn an_event_is_an_entry_with_its_comparison_in_a_sentence() {
    let files = build(&flood());
    insta::assert_snapshot!("atom", file(&files, "atom.xml"));
    insta::assert_snapshot!("json_feed", file(&files, "feed.json"));
}

#[test]
fn topics_and_outlets_have_feeds_of_their_own() {
    let world = flood().file(
        "content/events/quiet/index.md",
        event("Quiet", "date = 2024-04-01\ntopics = [\"lower  town\", \"Lower Town\"]"),
    );
    let files = build(&world);
    assert_eq!(ids(&files, "feed.json"), ["quiet", "flood"]);
    assert_eq!(ids(&files, "topics/lower-town/feed.json"), ["quiet", "flood"], "two spellings are one topic");
    assert_eq!(ids(&files, "topics/floods/feed.json"), ["flood"]);
    assert_eq!(ids(&files, "outlets/post/feed.json"), ["flood"]);
    assert!(file(&files, "outlets/post/atom.xml").contains("<title>Example: The Post</title>"));
    let topic = json(&files, "topics/floods/feed.json");
    assert_eq!(topic["home_page_url"], "https://example.org/topics/floods/");
    assert_eq!(topic["feed_url"], "https://example.org/topics/floods/feed.json");
}

#[test]
fn the_newest_change_comes_first_and_the_limit_holds() {
    let add = |world: rashomon::world::MemoryWorld, id: &str, more: &str| {
        world.file(&format!("content/events/{id}/index.md"), event(id, more))
    };
    let world = add(site(), "a", "date = 2024-01-01");
    let world = add(world, "b", "date = 2024-01-02");
    let world = add(world, "c", "date = 2023-01-01\nupdated = 2024-01-03");
    let world = add(world, "d", "date = 2022-01-01\n[[corrections]]\ndate = 2024-01-04\ntext = \"T.\"");
    let files = build(&world);
    assert_eq!(ids(&files, "feed.json"), ["d", "c", "b"]);
    let atom = file(&files, "atom.xml");
    let updated: Vec<&str> = atom.lines().map(str::trim).filter(|line| line.starts_with("<updated>")).collect();
    assert_eq!(updated.len(), 4);
    assert_eq!(updated[0], updated[1], "the feed is as new as its newest entry");
    assert_eq!(updated[0], "<updated>2024-01-04T00:00:00Z</updated>");
}

#[test]
fn an_id_stays_when_the_address_changes() {
    let world = site().file("content/events/a/index.md", event("A", "date = 2024-01-01\nslug = \"über uns\""));
    let item = &json(&build(&world), "feed.json")["items"][0];
    assert_eq!(item["id"], "https://example.org/events/a/");
    assert_eq!(item["url"], "https://example.org/events/%C3%BCber%20uns/");
}

#[test]
fn drafts_are_in_no_feed_and_an_empty_feed_is_one() {
    let world = site().file("content/events/a/index.md", event("A", "date = 2024-01-01\ndraft = true"));
    let (files, _) = try_build(&world, &Options { drafts: true, ..Options::default() });
    assert!(files.contains_key("events/a/index.html"));
    assert_eq!(ids(&files, "feed.json"), [] as [&str; 0]);
    assert!(file(&files, "atom.xml").contains("<updated>1970-01-01T00:00:00Z</updated>"));
    assert!(!file(&files, "sitemap.xml").contains("/events/"));
}

#[test]
fn pages_name_the_feeds_that_belong_to_them() {
    let files = build(&flood());
    let feeds = |path: &str| -> Vec<&str> {
        let links = file(&files, path).split("<link rel=\"alternate\"").skip(1);
        links.map(|rest| rest.split("href=\"").nth(1).unwrap().split('"').next().unwrap()).collect()
    };
    assert_eq!(feeds("index.html"), ["atom.xml", "feed.json"]);
    assert_eq!(feeds("outlets/post/index.html"), ["atom.xml", "feed.json", "../../atom.xml", "../../feed.json"]);
    assert_eq!(feeds("404.html"), [] as [&str; 0]);
}
