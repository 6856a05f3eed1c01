//! What the search page is, what a search finds, and that nothing is left of it where it is not wanted.
#![cfg(feature = "search")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

#[path = "support/mod.rs"]
mod support;

use rashomon::{page::Record, pipeline};
use support::{Built, COURIER, EVENT, NOTICE, SETTINGS, Site, WIRE, site};

const PAGE: &str = "search/index.html";

fn record<'b>(built: &'b Built, href: &str) -> &'b Record {
    let records = &built.outcome.searched.records;
    records.iter().find(|record| record.href == href).unwrap_or_else(|| panic!("{href} is not found"))
}

fn part<'r>(record: &'r Record, id: &str) -> &'r str {
    record.parts.iter().find(|part| part.id == id).map_or("", |part| &part.text)
}

fn off() -> Site {
    site().append(SETTINGS, "\n[search]\nenabled = false\n")
}

#[test]
fn an_event_is_a_record_with_its_facts_and_so_is_each_source() {
    let built = site().build();
    let hrefs: Vec<&str> = built.outcome.searched.records.iter().map(|record| record.href.as_str()).collect();
    let sources = ["courier", "herald", "wire", "notice"].map(|id| format!("../events/flood/{id}/"));
    assert_eq!(hrefs[0], "../events/flood/");
    assert_eq!(hrefs[1..], sources);

    let event = record(&built, "../events/flood/");
    assert_eq!(part(event, ".label"), "A flood in Tårnholm (invented)");
    assert!(part(event, "houses.text").contains("40 (Courier"), "{}", part(event, "houses.text"));
    assert_eq!(event.filters["outlet"], ["courier", "herald", "wire"]);
    assert_eq!(
        (&*event.filters["topic"], &*event.filters["year"]),
        (&["floods".to_owned()][..], &["2024".to_owned()][..])
    );

    let courier = record(&built, "../events/flood/courier/");
    assert_eq!(part(courier, "fact.houses.text"), "forty houses");
    assert_eq!(courier.filters["outlet"], ["courier"]);
    let ids: Vec<&str> = courier.parts.iter().map(|part| part.id.as_str()).collect();
    let anchors = ids.iter().filter_map(|id| id.strip_suffix(".text")).filter(|anchor| !anchor.is_empty());
    let page = built.page("events/flood/courier/index.html");
    for anchor in anchors {
        assert!(page.contains(&format!("id=\"{anchor}\"")), "the page has no {anchor}");
    }
}

#[test]
fn words_of_a_report_stand_as_between_the_pages_quotation_marks() {
    let text = "[forty “wet” houses](fact:houses?value=40)";
    let built = site().append(COURIER, &format!("\nAnd then {text}.\n")).build();
    assert_eq!(part(record(&built, "../events/flood/courier/"), "fact.houses.2.text"), "forty ‘wet’ houses");
}

#[test]
fn a_full_text_is_found_as_a_whole_and_a_digest_by_its_excerpts_alone() {
    let notice = site().edit(NOTICE, "role =", "text = \"full\"\nrights = \"free\"\nrole =").build();
    assert!(part(record(&notice, "../events/flood/notice/"), "page.main.text").starts_with("Forty houses are flooded"));
    let digest = site().append(WIRE, "\nOnly the editor says zeppelin.\n").build();
    let wire = record(&digest, "../events/flood/wire/");
    assert!(wire.parts.iter().all(|part| !part.text.contains("zeppelin")));
}

#[test]
fn drafts_are_found_only_where_they_are_built() {
    let draft = site().edit(EVENT, "places = [", "draft = true\nplaces = [");
    assert!(draft.build().outcome.searched.records.is_empty());
    assert_eq!(draft.with_drafts().build().outcome.searched.records.len(), 5);
}

#[test]
fn the_page_alone_may_run_webassembly_and_no_search_engine_shows_it() {
    let built = site().build();
    for (path, page) in built.pages() {
        assert_eq!(page.contains("wasm-unsafe-eval"), path == PAGE, "{path}");
        assert_eq!(page.contains("scripts/search."), path == PAGE, "{path}");
    }
    assert!(built.page(PAGE).contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(!built.page("sitemap.xml").contains("/search/"));
    assert!(built.page("index.html").contains("<a href=\"search/\">Search</a>"));
}

#[test]
fn without_a_script_the_page_leads_on() {
    let built = site().build();
    let text = built.text(PAGE);
    for words in ["needs a script", "Tårnholm Courier (invented)", "Floods"] {
        assert!(text.contains(words), "no “{words}” in\n{text}");
    }
    assert!(
        built.page(PAGE).contains("data-index=\"pagefind/pagefind.js\" hidden>"),
        "the form is shown by its script"
    );
}

#[test]
fn a_site_without_a_search_has_nothing_of_it() {
    let built = off().build();
    let of_search: Vec<&String> = built.files.keys().filter(|path| path.contains("search")).collect();
    assert!(of_search.is_empty(), "{of_search:?}");
    assert!(built.outcome.searched.records.is_empty());
    assert!(pipeline::search::files(&built.outcome.searched).unwrap().is_empty());
    for (path, page) in built.pages() {
        assert!(!page.contains("search/") && !page.contains("wasm"), "{path}");
    }
}

#[test]
fn without_events_there_is_no_form_and_no_index() {
    let built = support::bare().build();
    assert!(!built.page(PAGE).contains("<form"));
    assert!(pipeline::search::files(&built.outcome.searched).unwrap().is_empty());
}

#[test]
fn a_page_of_the_sites_own_cannot_take_the_place_of_the_search() {
    let own = |site: Site| site.file("content/search.md", "+++\ntitle = \"Mine\"\n+++\n\nMine.\n");
    assert_eq!(own(site()).check().iter().map(support::short).collect::<Vec<_>>().len(), 1);
    assert!(own(off()).build().page(PAGE).contains("Mine."));
}
