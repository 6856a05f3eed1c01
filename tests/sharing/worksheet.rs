//! The sheet for a class.

use super::FULL;
use crate::support::{Built, Site, event_with, text};

const SHEET: &str = "events/e/worksheet/index.html";
const HEADINGS: &str =
    "### How many? {#many .fact unit=men}\n\n### Which road? {#which .fact}\n\n### Who came? {#who .fact}";

fn three() -> Site {
    let body = |number: &str, value: u32, road: &str, who: &str| {
        format!(
            "[It was {number} men](fact:many?value={value}) by [the {road} road](fact:which?value={road}). [{who} came there](fact:who)."
        )
    };
    event_with("", HEADINGS)
        .report("gazette", FULL, &body("thirty", 30, "north", "The mayor"))
        .report("radio", FULL, &body("forty", 40, "south", "A minister"))
        .report("wire", FULL, &body("fifty", 50, "west", "The Gazette"))
}

/// The sheet up to the answers, and the answers.
fn halves(built: &Built) -> (String, String) {
    let text = built.text(SHEET);
    let (sheet, answers) = text.split_once("\nAnswers\n").unwrap();
    (sheet.to_owned(), answers.to_owned())
}

#[test]
fn a_sheet_asks_and_answers() {
    let built = three().build();
    insta::with_settings!({ snapshot_path => ".", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("worksheet", built.text(SHEET));
    });
    let page = built.page(SHEET);
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(!page.contains("og:image"));
    assert!(!built.page("sitemap.xml").contains("worksheet"));
    assert!(built.page("events/e/index.html").contains("href=\"worksheet/\""));
}

#[test]
fn a_site_may_do_without_sheets() {
    let built = three().edit("site.toml", "[quotation]", "[worksheet]\nenabled = false\n[quotation]").build();
    assert!(!built.has(SHEET));
    let page = built.page("events/e/index.html");
    assert!(!page.contains("worksheet") && page.contains("comparison.csv"));
    // What stands where the sheet was linked stays without files of data too.
    let pages = "[data]\ncomparison = false\ncitations = false\n[quotation]";
    let built = three().edit("site.toml", "[quotation]", pages).build();
    assert!(built.page("events/e/index.html").contains("href=\"worksheet/\""));
}

#[test]
fn excerpts_that_name_an_outlet_are_left_out() {
    let short = |site: Site| site.edit("content/outlets/gazette.md", "name = ", "short = \"Gazette\"\nname = ");
    let (sheet, _) = halves(&short(three()).build());
    assert!(!sheet.contains("The Gazette came there"), "{sheet}");
    assert!(sheet.contains("The mayor came there") && sheet.contains("A minister came there"));
    let part = short(three()).edit("content/events/e/wire.md", "The Gazette", "The gazetteer");
    assert!(halves(&part.build()).0.contains("The gazetteer came there"), "a name is whole words");
}

#[test]
fn words_that_two_reports_share_are_left_out() {
    let alike = three().edit("content/events/e/radio.md", "A minister", "The mayor");
    let (sheet, _) = halves(&alike.build());
    assert!(!sheet.contains("The mayor came there"));
}

#[test]
fn the_order_tells_nothing() {
    let built = three().build();
    let (sheet, answers) = halves(&built);
    let place = |words: &str| sheet.find(words).unwrap();
    let columns = ["thirty men", "forty men", "fifty men", "north road", "south road", "west road"].map(place);
    assert!(!columns.is_sorted());
    // Another id is another order.
    let moved = event_with("", &HEADINGS.replace("{#many", "{#number"));
    let moved = ["gazette", "radio", "wire"].into_iter().fold(moved, |site, id| {
        let path = format!("content/events/e/{id}.md");
        let text = three().read(&path).replace("fact:many", "fact:number");
        site.file(&path, text)
            .file(&format!("content/outlets/{id}.md"), three().read(&format!("content/outlets/{id}.md")))
    });
    assert_ne!(halves(&moved.build()).1, answers);
    assert_eq!(text::attributes(built.page(SHEET), "id").iter().filter(|id| id.starts_with("sheet.")).count(), 3);
}

#[test]
fn an_event_of_few_excerpts_has_no_sheet() {
    let one = event_with("", HEADINGS).report("gazette", FULL, "[It was thirty men](fact:many?value=30).").build();
    assert!(!one.has(SHEET) && !one.page("events/e/index.html").contains("worksheet"));
    assert!(!three().without("content/events/e/radio.md").without("content/events/e/wire.md").build().has(SHEET));
}
