//! What stands beside the pages of an event, and a site without it.

use std::collections::BTreeSet;

use super::{
    assert_sound,
    support::{self, SETTINGS},
};

const NEITHER: &str = "[data]\ncomparison = false\ncitations = false\n[worksheet]\nenabled = false\n[quotation]";

#[test]
fn a_site_may_have_pages_alone() {
    let all = support::site().build();
    assert!(all.has("events/flood/comparison.csv") && all.has("events/flood/wire/citation.bib"));
    let built = support::site().edit(SETTINGS, "[quotation]", NEITHER).build();
    assert_sound(&built);
    let names = built.files.keys().filter_map(|path| path.strip_prefix("events/")?.rsplit('/').next());
    let names: BTreeSet<&str> = names.collect();
    assert_eq!(names.into_iter().collect::<Vec<_>>(), ["card.png", "index.html"]);
    assert!(!built.has("events/flood/worksheet/index.html"));
    for path in ["events/flood/index.html", "events/flood/wire/index.html"] {
        let page = built.page(path);
        for name in ["comparison.json", "comparison.csv", "annotations.jsonld", "citation.txt"] {
            assert!(!page.contains(name), "{path}: {name}");
        }
        assert!(page.contains(".cite\">"), "{path}: how to cite it stays");
    }
}

#[test]
fn each_kind_is_left_out_by_itself() {
    let with =
        |settings: &str| support::site().edit(SETTINGS, "[quotation]", &format!("{settings}\n[quotation]")).build();
    let built = with("[data]\ncitations = false");
    assert!(built.has("events/flood/comparison.json") && !built.has("events/flood/citation.txt"));
    assert!(built.page("events/flood/index.html").contains("comparison.json"));
    let built = with("[data]\ncomparison = false");
    assert!(!built.has("events/flood/annotations.jsonld") && built.has("events/flood/citation.txt"));
    assert!(built.page("events/flood/wire/index.html").contains("citation.txt"));
}
