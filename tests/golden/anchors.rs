//! Anchors: those of the theme, those of the editor's headings, and that they never meet.

use std::collections::BTreeSet;

use super::support::{ABOUT, Built, COURIER, EVENT, HOME, PROFILE, event, short, site, text};

/// Holds every page against its own ids: none twice, and none missing that a link on it names.
pub fn assert_anchors(built: &Built) {
    for (path, html) in built.pages() {
        let mut ids = text::attributes(html, "id");
        ids.sort_unstable();
        let twice: Vec<_> = ids.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        assert!(twice.is_empty(), "{path} has these ids twice: {twice:?}");
        for anchor in text::attributes(html, "href").into_iter().filter_map(|href| href.strip_prefix('#')) {
            assert!(ids.binary_search(&anchor).is_ok(), "{path} has no `{anchor}`");
        }
    }
}

fn ids(built: &Built, path: &str) -> BTreeSet<String> {
    text::attributes(built.page(path), "id").into_iter().map(str::to_owned).collect()
}

/// The ids without dot that two events have in common though they share no heading: the theme's own.
fn ids_of_the_theme() -> BTreeSet<String> {
    let other = event("### One {#first .fact unit=x}\n\n### Two {#second .term}\n\n### Three {#third .voice}")
        .report("a", "coded = true", "[x](fact:first?value=1) [y](term:second) [z](voice:third) [w](frame:cause)")
        .report("b", "", "[x](fact:first?value=2)")
        .report("c", "coded = true", "")
        .build();
    let flood = site().build();
    let of = |built: &Built, pages: &[&str]| pages.iter().flat_map(|page| ids(built, page)).collect::<BTreeSet<_>>();
    let other = of(&other, &["events/e/index.html", "events/e/a/index.html", "events/e/c/index.html"]);
    let flood =
        of(&flood, &["events/flood/index.html", "events/flood/courier/index.html", "events/flood/herald/index.html"]);
    flood.intersection(&other).filter(|id| !id.contains('.')).cloned().collect()
}

#[test]
fn no_fact_may_have_an_id_of_the_theme() {
    let ids = ids_of_the_theme();
    assert!(ids.len() > 8 && ids.contains("glance"), "{ids:?}");
    for id in ids {
        let found: Vec<String> =
            site().append(EVENT, &format!("\n### Q {{#{id} .fact}}\n")).check().iter().map(short).collect();
        assert_eq!(found.len(), 1, "{id}: {found:?}");
        assert!(found[0].starts_with("reserved-id") && found[0].ends_with(&format!("`{id}`")), "{found:?}");
    }
}

#[test]
fn headings_give_way_to_the_ids_of_the_theme() {
    let built = site().build();
    let pages = ["index.html", "about/index.html", "outlets/courier/index.html", "events/flood/index.html"];
    let taken: BTreeSet<String> = pages.iter().flat_map(|page| ids(&built, page)).collect();
    let headings: Vec<String> = taken.iter().map(|id| format!("\n## {}\n\nText.\n", id.replace('-', " "))).collect();
    let headings = headings.concat();
    let built =
        [HOME, ABOUT, PROFILE, EVENT, COURIER].iter().fold(site(), |site, path| site.append(path, &headings)).build();
    assert_anchors(&built);
    // On an ordinary page nothing is taken.
    assert!(ids(&built, "about/index.html").contains("glance"));
}

#[test]
fn ids_with_dots_are_left_to_the_program() {
    let site = site().append(ABOUT, "\n## A {#note.1}\n\n## B {#glance}\n").append(EVENT, "\n## C {#courier.moved}\n");
    let found: Vec<String> = site.check().iter().map(short).collect();
    assert_eq!(
        found,
        ["invalid-id content/about.md:7:8 `note.1`".to_owned(), format!("invalid-id {EVENT}:34:8 `courier.moved`"),]
    );
}
