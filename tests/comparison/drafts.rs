//! What is built and where: drafts, slugs, aliases, corrections.

use super::{
    compare,
    support::{Site, event, event_with, short, site},
};

const E: &str = "content/events/e/index.md";

/// An event with a report that is no draft and one that is.
fn with_draft() -> Site {
    event("### F {#f .fact}").report("a", "", "[x](fact:f)").report("b", "draft = true", "[y](fact:f?value=z)")
}

#[test]
fn a_draft_source_takes_part_only_when_drafts_are_asked_for() {
    assert_eq!(compare(&with_draft()).columns(), ["a"]);
    assert!(!with_draft().build().has("events/e/b/index.html"));
    let site = with_draft().with_drafts();
    assert_eq!(compare(&site).columns(), ["a", "b"]);
    assert!(site.build().page("events/e/b/index.html").contains("noindex"));
}

#[test]
fn a_draft_event_is_nowhere_unless_drafts_are_asked_for() {
    let site = with_draft().edit(E, "title = \"E\"", "title = \"Secret\"\ndraft = true");
    let built = site.build();
    assert!(!built.files.keys().any(|path| path.starts_with("events/")), "{:?}", built.files.keys());
    assert!(built.pages().all(|(_, html)| !html.contains("Secret")));
    let built = site.with_drafts().build();
    assert!(built.has("events/e/comparison.json") && built.text("index.html").contains("Secret"));
    assert!(built.page("events/e/index.html").contains("noindex"));
}

#[test]
fn draft_pages_and_profiles_are_left_out_and_an_outlet_keeps_its_name() {
    let page = "+++\ntitle = \"Plans\"\ndraft = true\n+++\n";
    let site = with_draft()
        .file("content/plans.md", page)
        .file("content/outlets/a.md", "+++\nname = \"The A Paper\"\ndraft = true\n+++\n");
    let built = site.build();
    assert!(!built.has("plans/index.html") && !built.has("outlets/a/index.html"));
    assert!(built.text("events/e/index.html").contains("The A Paper"));
    assert!(built.pages().all(|(_, html)| !html.contains("outlets/a/")), "a link to a profile that is not there");
    let built = site.with_drafts().build();
    assert!(built.has("plans/index.html") && built.has("outlets/a/index.html"));
}

#[test]
fn a_slug_changes_the_address_and_nothing_else() {
    let site = event_with("slug = \"Flüt 1\"", "### F {#f .fact}")
        .report("a", "", "[x](fact:f)")
        .file("content/about.md", "+++\ntitle = \"About\"\n+++\n\n[E](events/e/index.md#f), [a](events/e/a.md)\n");
    let built = site.build();
    assert!(built.has("events/Flüt 1/index.html") && built.has("events/Flüt 1/a/index.html"));
    let comparison = built.comparison("Flüt 1");
    assert_eq!(comparison["event"]["id"], "e");
    assert_eq!(comparison["event"]["url"], "https://example.org/events/Fl%C3%BCt%201/");
    let about = built.page("about/index.html");
    assert!(about.contains("href=\"../events/Fl%C3%BCt%201/#f\""), "{about}");
    assert!(about.contains("href=\"../events/Fl%C3%BCt%201/a/\""));
}

#[test]
fn aliases_lead_to_the_page_from_wherever_they_stand() {
    let built = event_with("aliases = [\"/old/place/\", \"/older\"]", "")
        .file("content/about.md", "+++\ntitle = \"About\"\naliases = [\"/us/\"]\n+++\n")
        .build();
    for (alias, target) in [
        ("old/place/index.html", "../../events/e/"),
        ("older/index.html", "../events/e/"),
        ("us/index.html", "../about/"),
    ] {
        let html = built.page(alias);
        assert!(html.contains(&format!("url={target}\"")), "{alias}: {html}");
        assert!(html.contains("noindex") && html.contains("rel=\"canonical\""));
    }
    assert!(built.page("old/place/index.html").contains("href=\"https://example.org/events/e/\""));
}

#[test]
fn a_picture_that_two_events_show_is_written_once() {
    let gif = *b"GIF89a\x02\x00\x03\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff";
    let built = event("![The dam](../../dam.gif)")
        .file("content/dam.gif", gif)
        .file("content/about.md", "+++\ntitle = \"About\"\n+++\n\n![The dam](dam.gif)\n")
        .file("content/unused.gif", gif)
        .build();
    assert_eq!(built.files["dam.gif"], gif);
    assert!(built.page("about/index.html").contains("src=\"../dam.gif\""));
    assert!(built.page("events/e/index.html").contains("src=\"../../dam.gif\""));
    assert!(!built.has("unused.gif"), "what no page shows is not published");
}

#[test]
fn corrections_stand_on_the_event_page_with_their_day() {
    let front = "[[corrections]]\ndate = 2024-03-05\ntext = \"The mayor’s name was wrong.\"";
    let text = event_with(front, "").report("a", "", "").build().text("events/e/index.html");
    assert!(text.contains("5 March 2024: The mayor’s name was wrong."), "{text}");
}

#[test]
fn yaml_and_toml_say_the_same() {
    let toml = site().build();
    let yaml = "---\noutlet: courier\ntitle: Förty houses under water\nurl: https://courier.example/flood\n\
                published: 2024-03-02T08:00:00+01:00\nupstream: [notice]\ncoded: true\n---\n";
    let path = super::support::COURIER;
    let body = site().read(path).split("+++\n").nth(2).unwrap().to_owned();
    let rewritten = site().file(path, format!("{yaml}{body}")).build();
    assert!(toml.files == rewritten.files);
}

#[test]
fn nothing_of_a_draft_source_comes_out_and_nothing_in_it_fails_the_build() {
    let gif = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;".to_vec();
    let site = event("### F {#f .fact}")
        .report("a", "", "[x](fact:f)")
        .report("b", "draft = true", "[y](fact:unknown) ![Secret](secret.gif)")
        .file("content/events/e/secret.gif", gif);
    let built = site.build();
    assert!(
        !built.files.keys().any(|path| path.contains("secret") || path.contains("e/b/")),
        "{:?}",
        built.files.keys()
    );
    let found: Vec<String> = site
        .file("content/more.md", "+++\ntitle = \"M\"\n+++\n\n[b](events/e/b.md)\n")
        .check()
        .iter()
        .map(short)
        .collect();
    assert_eq!(found, ["broken-link content/more.md:5:5 `events/e/b.md`"]);
}
