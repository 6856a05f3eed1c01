//! Lists of events: the home page and topics, on one page or several; corrections.

use super::{
    assert_sound, site_at,
    support::{self, Built, EVENT, SETTINGS, Site, text::attributes},
};

/// A site of so many events, one a day, the first of them the oldest.
fn many(count: u32) -> Site {
    let mut site = support::bare();
    for number in 1..=count {
        let day = jiff::civil::date(2024, 1, 1).checked_add(jiff::Span::new().days(i64::from(number))).unwrap();
        let text = format!(
            "+++\ntitle = \"Event {number}\"\ndate = {day}\nsummary = \"Invented.\"\ntopics = [\"Ebb & Flöd\"]\n+++\n\n## G\n\n\
             ### Did it happen? {{#it .fact}}\n"
        );
        site = site.file(&format!("content/events/e-{number}/index.md"), text);
    }
    site
}

fn headings(built: &Built, path: &str) -> Vec<String> {
    built.text(path).lines().filter(|line| line.starts_with("Event ")).map(ToOwned::to_owned).collect()
}

/// Canonical address, and the links to newer and older events.
fn way<'b>(built: &'b Built, path: &str) -> (&'b str, Option<&'b str>, Option<&'b str>) {
    let page = built.page(path);
    let link = |rel: &str| {
        let tag = page.split('<').find(|tag| tag.contains(&format!("rel=\"{rel}\"")))?;
        tag.split("href=\"").nth(1)?.split('"').next()
    };
    (link("canonical").unwrap(), link("prev"), link("next"))
}

#[test]
fn a_hundred_and_twenty_events_take_three_pages() {
    let built = many(120).build();
    assert_sound(&built);
    let pages = ["index.html", "page/2/index.html", "page/3/index.html"];
    let listed: Vec<Vec<String>> = pages.iter().map(|path| headings(&built, path)).collect();
    assert_eq!(listed.iter().map(Vec::len).collect::<Vec<_>>(), [50, 50, 20]);
    assert_eq!([&listed[0][0], &listed[1][0], &listed[2][19]], ["Event 120", "Event 70", "Event 1"]);
    assert!(!built.has("page/1/index.html") && !built.has("page/4/index.html"));
    assert_eq!(way(&built, pages[0]), ("https://example.org/", None, Some("page/2/")));
    assert_eq!(way(&built, pages[1]), ("https://example.org/page/2/", Some("../../"), Some("../3/")));
    assert_eq!(way(&built, pages[2]), ("https://example.org/page/3/", Some("../2/"), None));
    let titles = pages.map(|path| built.page(path).split("<title>").nth(1).unwrap().split('<').next().unwrap());
    assert_eq!(titles, ["Home", "Home · Page 2 of 3", "Home · Page 3 of 3"]);
    for (path, strips) in pages.iter().zip(&listed) {
        assert_eq!(built.page(path).matches("class=\"skyline\"").count(), strips.len(), "{path}: a strip an event");
        assert_eq!(built.page(path).contains("An invented site."), *path == pages[0], "{path}: the introduction");
        assert!(built.text(path).contains("of 3"), "{path}");
    }
}

#[test]
fn a_topic_takes_as_many_pages_as_it_needs() {
    let built = many(120).edit(SETTINGS, "[quotation]", "paginate_by = 60\n[quotation]").build();
    let pages = ["topics/ebb-flöd/index.html", "topics/ebb-flöd/page/2/index.html"];
    assert_eq!(headings(&built, pages[0]).len(), 60);
    assert_eq!(headings(&built, pages[1])[0], "Event 60");
    let (_, newer, older) = way(&built, pages[0]);
    assert_eq!((newer, older), (None, Some("page/2/")));
    assert_eq!(way(&built, pages[1]).1, Some("../../"));
    assert!(!built.has("topics/ebb-flöd/page/3/index.html"));
    assert!(built.text("topics/index.html").contains("Ebb & Flöd\nEvents\n120"), "{}", built.text("topics/index.html"));
    let event = built.page("events/e-7/index.html");
    assert!(attributes(event, "href").contains(&"../../topics/ebb-fl%C3%B6d/"));
}

/// Five events, each told by one report in which somebody else speaks.
fn reported() -> Site {
    let site =
        support::bare().file("content/outlets/herald.md", "+++\nname = \"Herald (invented)\"\n+++\n\nThe profile.\n");
    (1..=5).fold(site, |site, number| {
        let event = format!(
            "+++\ntitle = \"Event {number}\"\ndate = 2024-03-0{number}\nsummary = \"Invented.\"\n+++\n\n## G\n\n\
             ### Did it happen? {{#it .fact}}\n\n### Witness {number} {{#witness .voice}}\n"
        );
        let report = "+++\noutlet = \"herald\"\npublished = 2024-03-09\n+++\n\n[It did](fact:it), and [he was there](voice:witness?form=direct).\n";
        site.file(&format!("content/events/e-{number}/index.md"), event)
            .file(&format!("content/events/e-{number}/herald.md"), report)
    })
}

#[test]
fn the_record_of_an_outlet_takes_as_many_pages_as_it_needs() {
    let built = reported().edit(SETTINGS, "[quotation]", "paginate_by = 2\n[quotation]").build();
    assert_sound(&built);
    let pages = ["outlets/herald/index.html", "outlets/herald/page/2/index.html", "outlets/herald/page/3/index.html"];
    let lines = |path: &str, start: &str| {
        built.text(path).lines().filter(|line| line.starts_with(start)).map(ToOwned::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(lines(pages[0], "Event "), ["Event 5March 2024", "Event 4March 2024"]);
    assert_eq!(lines(pages[2], "Event "), ["Event 1March 2024"]);
    let witnesses: Vec<String> = pages.iter().flat_map(|path| lines(path, "Witness ")).collect();
    assert_eq!(witnesses, ["Witness 1", "Witness 2", "Witness 3", "Witness 4", "Witness 5"]);
    assert_eq!(way(&built, pages[1]).1, Some("../../"));
    assert_eq!(way(&built, pages[1]).2, Some("../3/"));
    for path in pages {
        assert_eq!(built.page(path).contains("The profile."), path == pages[0], "{path}");
        assert!(built.text(path).contains("All events (5)"), "{path}: {}", built.text(path));
    }
    assert!(!built.has("outlets/herald/page/4/index.html"));
    assert!(built.text(pages[0]).contains("Carried by it alone: 0\nNo fact so far."), "{}", built.text(pages[0]));
}

#[test]
fn one_event_needs_one_page() {
    let built = many(1).build();
    assert_eq!(headings(&built, "index.html"), ["Event 1"]);
    assert_eq!(way(&built, "index.html"), ("https://example.org/", None, None));
    assert!(!built.page("index.html").contains("class=\"pager\""));
    assert!(!built.has("page/2/index.html"));
}

#[test]
fn a_site_without_events_has_no_topics_but_corrections() {
    let built = support::bare().build();
    assert!(built.text("index.html").contains("No event has been compared yet."));
    assert!(!built.has("topics/index.html"));
    assert!(!attributes(built.page("index.html"), "href").contains(&"topics/"));
    assert!(built.text("corrections/index.html").contains("None so far."));
    assert!(attributes(built.page("404.html"), "href").contains(&"/corrections/"), "every page leads there");
}

#[test]
fn topics_are_sorted_as_the_language_sorts_and_counted() {
    let topics = "topics = [\"Zoo\", \"Ängar\", \"Åar\", \"zebra\", \"Apor\"]";
    let site = support::site().edit(EVENT, "topics = [\"Floods\"]", topics);
    let names = |site: &Site| {
        let text = site.build().text("topics/index.html");
        let known = |line: &&str| topics.contains(&format!("\"{line}\""));
        text.lines().filter(known).map(ToOwned::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(names(&site), ["Åar", "Ängar", "Apor", "zebra", "Zoo"]);
    let swedish = site.edit(SETTINGS, "title", "language = \"sv\"\ntitle");
    assert_eq!(names(&swedish), ["Apor", "zebra", "Zoo", "Åar", "Ängar"]);
}

#[test]
fn corrections_of_all_events_stand_newest_first() {
    let text = |date: &str, text: &str| format!("[[corrections]]\ndate = {date}\ntext = \"{text}\"\n");
    let site = support::site().edit(
        EVENT,
        "[labels]",
        &format!("{}{}[labels]", text("2024-03-05", "An <early> one."), text("2024-04-01", "The last one.")),
    );
    let other = "+++\ntitle = \"A fire (invented)\"\ndate = 2024-03-20\nsummary = \"Invented.\"\n".to_owned()
        + &text("2024-03-21", "One between.")
        + "+++\n";
    let built = site.file("content/events/fire/index.md", other).build();
    let shown = built.text("corrections/index.html");
    let at = |words: &str| shown.find(words).unwrap_or_else(|| panic!("no `{words}`:\n{shown}"));
    assert!(at("The last one.") < at("One between.") && at("One between.") < at("An <early> one."));
    assert!(at("21 March 2024") < at("A fire (invented)"));
    let page = built.page("corrections/index.html");
    assert!(attributes(page, "href").contains(&"../events/fire/"));
    assert!(attributes(built.page("events/fire/index.html"), "href").contains(&"../../corrections/"));
}

#[test]
fn the_editors_own_text_stands_above_the_corrections() {
    let built = site_at("mixed").build();
    let shown = built.text("corrections/index.html");
    let at = |words: &str| shown.find(words).unwrap_or_else(|| panic!("no `{words}`:\n{shown}"));
    assert!(at("What was put right") < at("may keep it."));
    assert!(at("may keep it.") < at("it says about ten."));
}
