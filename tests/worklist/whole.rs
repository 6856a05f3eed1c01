//! Whole worklists: what they hold, in which order, and what they have no part in.

use std::collections::BTreeSet;

use rashomon::{
    check::worklist::{Kind, count, json, text},
    diagnostic::Code,
};

use super::{
    open,
    support::{Site, bare, event, event_with, site, tell},
};

/// A site in which every kind of work is open: an event in work, one that has only begun, and drafts.
fn unfinished() -> Site {
    let headings = "### A {#a .fact}\n\n### B {#b .fact}\n\n### N {#n .fact}\n\n### T {#t .term}\n\n### V {#v .voice}";
    let begun = "+++\ntitle = \"Begun\"\ndate = 2024-03-02\nsummary = \"Invented.\"\ndraft = true\n+++\n";
    let herald = "published_note = \"in March\"\n[[absent]]\nfact = \"n\"\nnear = \"y\"";
    event(headings)
        .report("courier", "published = 2024-03-02\nurl = \"https://example.org/a\"\ncoded = true", "[w](fact:a).")
        .report("herald", herald, "[w](fact:a), [x](term:t).")
        .report("wire", "draft = true\ncoded = true", "")
        .file("content/events/begun/index.md", begun)
        .file("content/about.md", "+++\ntitle = \"About\"\ndraft = true\n+++\n")
        .file(
            "content/outlets/wire.md",
            "+++\nname = \"Wire\"\ndraft = true\n[ownership]\ntext = \"Its readers.\"\n+++\n",
        )
}

/// An event with nothing left to do: full texts, which are their own evidence.
fn finished() -> Site {
    let front =
        "published = 2024-03-02\nurl = \"https://example.org/a\"\ncoded = true\ntext = \"full\"\nrights = \"Ours.\"";
    let owned = "+++\nname = \"O\"\n[ownership]\ntext = \"Its readers.\"\n+++\n";
    event("### A {#a .fact}\n\n### T {#t .term}\n\n### V {#v .voice}")
        .report("x", front, "[w](fact:a), [x](term:t), [z](voice:v).")
        .report("y", front, "[w](fact:a), [y](term:t).")
        .file("content/outlets/x.md", owned)
        .file("content/outlets/y.md", owned)
}

fn drawn(site: &Site) -> String {
    site.worklist().iter().map(text::draw).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn every_kind_of_work_is_told_with_the_place_to_go_to() {
    let site = unfinished();
    insta::assert_snapshot!(drawn(&site), @r#"
    begun  Begun
      content/events/begun/index.md:1  no fact declared yet
      content/events/begun/index.md:1  no report yet
      content/events/begun/index.md:5  the event is a draft

    e  E
      content/events/e/courier.md:8  the only excerpt is not verified
      content/events/e/herald.md:1   not coded, 1 of 3 facts to look for
      content/events/e/herald.md:1   neither `url` nor `archived`
      content/events/e/herald.md:6   none of 3 excerpts is verified
      content/events/e/index.md:12   `b` is not coded in herald
      content/events/e/index.md:14   `n` is carried by no report
      content/events/e/index.md:16   `t` is named in one way only: “x”
      content/events/e/index.md:18   `v` is quoted by no report
      content/events/e/wire.md:1     neither `url` nor `archived`
      content/events/e/wire.md:1     neither `published` nor `published_note`
      content/events/e/wire.md:3     the source is a draft

    Pages and outlets
      content/about.md:3            the page is a draft
      content/outlets/courier.md:1  no `[ownership]` yet
      content/outlets/herald.md:1   no `[ownership]` yet
      content/outlets/wire.md:3     the profile is a draft
    "#);
    let sections = site.worklist();
    let met: BTreeSet<Kind> = sections.iter().flat_map(|section| &section.items).map(|item| item.kind).collect();
    let missed: Vec<&str> = Kind::ALL.iter().filter(|kind| !met.contains(kind)).map(|kind| kind.name()).collect();
    assert!(missed.is_empty(), "no {missed:?}");
}

#[test]
fn programs_read_one_object_a_line() {
    let sections = unfinished().worklist();
    let lines: Vec<String> = sections.iter().map(json::draw).collect();
    let read: Vec<serde_json::Value> =
        lines.iter().flat_map(|lines| lines.lines()).map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(read.len(), count(&sections));
    insta::assert_snapshot!(lines[0].lines().next().unwrap(), @r#"{"event":"begun","kind":"no-facts","message":"no fact declared yet","file":"content/events/begun/index.md","line":1,"column":1}"#);
    assert!(read.last().unwrap()["event"].is_null());
}

#[test]
fn open_work_is_no_fault() {
    let mut findings = unfinished().with_drafts().check();
    // An excerpt that nobody can check is told as a warning too.
    findings.retain(|finding| finding.code != Code::UnverifiedExcerpts);
    assert!(findings.is_empty(), "{}", tell(&findings));
}

#[test]
fn a_finished_site_has_nothing_open() {
    let built = finished().build();
    assert_eq!(drawn(&finished()), "");
    assert!(built.outcome.worklist.is_empty());
}

#[test]
fn only_a_check_gathers_what_is_open() {
    assert!(unfinished().try_build().outcome.worklist.is_empty());
    let broken = unfinished().file("templates/event.html", "{% if %}").try_build();
    assert!(broken.outcome.worklist.is_empty());
}

#[test]
fn an_event_without_reports_says_only_that() {
    let site = event("### A {#a .fact}\n\n### T {#t .term}\n\n### V {#v .voice}");
    assert_eq!(open(&site), ["few-reports index:1 no report yet"]);
}

#[test]
fn a_copy_in_an_archive_can_be_read_too() {
    let site = event("").report("x", "archived = \"https://archive.example/1\"", "").report("y", "", "");
    assert_eq!(
        open(&site),
        [
            "no-facts index:1 no fact declared yet",
            "no-date x:1 neither `published` nor `published_note`",
            "no-url y:1 neither `url` nor `archived`",
            "no-date y:1 neither `published` nor `published_note`",
        ]
    );
}

#[test]
fn events_stand_in_the_order_of_their_ids_and_before_the_rest() {
    // Paths have another order than ids: a hyphen comes before the slash.
    let text = event_with("", "").read("content/events/e/index.md");
    let mut site = bare().file("content/outlets/o.md", "+++\nname = \"O\"\n+++\n");
    for id in ["b", "a-b", "a"] {
        site = site.file(&format!("content/events/{id}/index.md"), text.as_str());
    }
    let sections = site.worklist();
    let ids: Vec<Option<&str>> =
        sections.iter().map(|section| section.event.as_ref().map(|event| event.id.as_str())).collect();
    assert_eq!(ids, [Some("a"), Some("a-b"), Some("b"), None]);
}

#[test]
fn what_is_wrong_in_one_file_hides_no_other_work() {
    let site = site().edit(super::support::HERALD, "fact:houses", "fact:hauses");
    assert!(site.check().iter().any(|finding| finding.code == Code::UnknownFact));
    insta::assert_snapshot!(drawn(&site), @r#"
    flood  A flood in Tårnholm (invented)
      content/events/flood/courier.md:10  none of 5 excerpts is verified
      content/events/flood/herald.md:1    not coded, 1 of 3 facts to look for
      content/events/flood/herald.md:1    neither `url` nor `archived`
      content/events/flood/herald.md:6    none of 4 excerpts is verified
      content/events/flood/index.md:18    `houses` is not coded in herald
      content/events/flood/index.md:22    `cause` is not coded in wire
      content/events/flood/index.md:28    `river` is named in one way only: “The Ouzel”
      content/events/flood/notice.md:6    the only excerpt is not verified
      content/events/flood/wire.md:1      not coded, 1 of 3 facts to look for
      content/events/flood/wire.md:1      neither `url` nor `archived`
      content/events/flood/wire.md:6      the only excerpt is not verified

    Pages and outlets
      content/outlets/courier.md:1  no `[ownership]` yet
      content/outlets/herald.md:1   no `[ownership]` yet
      content/outlets/wire.md:1     no `[ownership]` yet
    "#);
}

#[test]
fn yaml_has_places_too() {
    let site = event("### A {#a .fact}")
        .report("x", "", "")
        .file("content/events/e/x.md", "---\noutlet: x\ndraft: true\ncoded: false\n---\n\n[w](fact:a)\n");
    let lines = open(&site);
    assert!(lines.contains(&"draft x:3:8 the source is a draft".to_owned()), "{lines:#?}");
    assert!(lines.iter().any(|line| line.starts_with("not-coded x:4:8 ")), "{lines:#?}");
}
