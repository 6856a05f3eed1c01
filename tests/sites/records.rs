//! The record of an outlet over all events.

use super::{
    site_at,
    support::{self, EVENT, HERALD, Site},
};

/// The flood, and a fire that the Herald and the Wire told, the Herald twice.
fn two_events() -> Site {
    let fire = "+++\ntitle = \"A fire (invented)\"\ndate = 2024-04-01\nsummary = \"Invented.\"\n+++\n\n## G\n\n\
                ### How many engines? {#engines .fact unit=engines}\n\n### Who lit it? {#who .fact}\n\n## Voices\n\n\
                ### The mayor {#mayor .voice}\n\n### A neighbour {#neighbour .voice}\n";
    let report = |outlet: &str, body: &str| format!("+++\noutlet = \"{outlet}\"\ncoded = true\n+++\n\n{body}\n");
    support::site()
        .edit(HERALD, "[[marks]]", "[[marks]]\non = [\"voice:mayor\"]\nquote = \"we had no time at all\"\n\n[[marks]]")
        .file("content/events/fire/index.md", fire)
        .file(
            "content/events/fire/herald.md",
            report("herald", "[Three engines](fact:engines?value=3), [wait for it](voice:mayor), [it rained](voice:neighbour?form=indirect)."),
        )
        .file("content/events/fire/herald-late.md", report("herald", "[Three](fact:engines?value=3)."))
        .file("content/events/fire/wire.md", report("wire", "[An oven lit it](fact:who?value=oven). [Four](fact:engines?value=4)."))
}

#[test]
fn an_outlets_record_is_summed_over_its_events() {
    let shown = two_events().build().text("outlets/herald/index.html");
    for words in [
        "2 events compared so far",
        "All events (2)\nFacts carried\n4 of 7 57%\nAlone\n0\nIn all others that could\n1\nWords quoted\n9",
        "The mayor in 2 events\n9\n2×\n0×",
        "A neighbour\n0\n0×\n1×",
    ] {
        assert!(shown.contains(words), "no `{words}`:\n{shown}");
    }
    let mayor = shown.find("The mayor in 2").unwrap();
    assert!(mayor < shown.find("A neighbour").unwrap(), "who is quoted most comes first");
}

#[test]
fn what_an_outlet_alone_carried_stands_in_its_words() {
    let shown = two_events().build().text("outlets/wire/index.html");
    assert!(
        shown.contains("Carried by it alone: 1\nWho lit it? “An oven lit it” unverified A fire (invented)"),
        "{shown}"
    );
    let arabic = site_at("mixed").build();
    let page = arabic.page("outlets/vestnik/index.html");
    assert!(page.contains("lang=\"ru\" dir=\"auto\">“ждём нового мастера”"));
}

#[test]
fn voices_of_one_id_with_other_labels_stay_apart() {
    let site = two_events().edit(EVENT, "### The mayor {#mayor", "### The mayor of Tårnholm {#mayor");
    let shown = site.build().text("outlets/herald/index.html");
    assert!(shown.contains("The mayor of Tårnholm\n6\n1×") && shown.contains("The mayor\n3\n1×"), "{shown}");
}
