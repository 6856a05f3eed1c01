//! What stands on a card, how it is drawn, and what is kept of it.

use std::{fs, path::Path};

use rashomon::{
    output::{Kept, MemorySink},
    pipeline::{Options, build},
    world::DiskWorld,
};
use resvg::tiny_skia::Pixmap;

use super::{FULL, size};
use crate::support::{Site, event_with, locked, short, site};

const CARD: &str = "events/e/card.png";

/// A template that fails with what it is given, as nothing but a picture comes out of one that does not.
const TELLS: &str = r#"{% set_global told = "" %}{% for side in sides %}{% set_global told = told ~ " | " ~ side.outlet ~ " " ~ (side.value.label if side.value else "-") ~ " " ~ side.text %}{% endfor -%}
{{ say(key=(title or "-") ~ " | " ~ (fact or "-") ~ told) }}"#;

/// What is on the card of the event `e`.
fn told(site: Site) -> String {
    let built = site.file("templates/card.svg", TELLS).try_build();
    let of_event = |finding: &&rashomon::diagnostic::Finding| finding.page.as_deref() == Some("/events/e/card.png");
    let message = &built.outcome.findings.iter().find(of_event).unwrap().message;
    message.split('`').nth(3).unwrap().replace(" (invented)", "")
}

fn two(headings: &str, a: &str, b: &str) -> Site {
    event_with("", headings).report("a", FULL, a).report("b", FULL, b)
}

#[test]
fn two_reports_that_differ_stand_beside_each_other() {
    let headings = "### First? {#first .fact}\n\n### How many? {#many .fact unit=men}\n\n### Which? {#which .fact}";
    let a = "[Some were there](fact:first). [It was thirty men](fact:many?value=30) by [the north road](fact:which?value=north).";
    let b = "[They were there](fact:first). [It was forty men](fact:many?value=40) by [the south road](fact:which?value=south).";
    assert_eq!(told(two(headings, a, b)), "E | How many? | a 30 It was thirty men | b 40 It was forty men");
    let led = event_with("lead = [\"first\", \"which\"]", headings).report("a", FULL, a).report("b", FULL, b);
    assert_eq!(told(led), "E | Which? | a north the north road | b south the south road", "the editor's choice first");
    let alike = b.replace("forty", "thirty").replace("40", "30").replace("south", "north");
    assert_eq!(told(two(headings, a, &alike)), "E | -", "where nothing differs, nothing is set against anything");
    let disputed = "[They were there](fact:first). [Nobody was there at all](fact:many?value=30&stance=disputes).";
    let third = told(two(headings, a, disputed));
    assert_eq!(third, "E | How many? | a 30 It was thirty men | b 30 Nobody was there at all");
}

#[test]
fn what_no_font_can_draw_is_left_out() {
    let headings = "### How many? {#many .fact unit=men}\n\n### Which? {#which .fact}";
    let a = "[It was thirty men](fact:many?value=30) by [the north road](fact:which?value=north).";
    let b = "[四十个人在那里](fact:many?value=40), [the south road](fact:which?value=south).";
    assert_eq!(told(two(headings, a, b)), "E | Which? | a north the north road | b south the south road");
    let other = two(headings, a, "[四十个人在那里](fact:many?value=40)").report(
        "c",
        FULL,
        "[Kırk kişi oradaydı](fact:many?value=40)",
    );
    assert_eq!(
        told(other),
        "E | How many? | a 30 It was thirty men | c 40 Kırk kişi oradaydı",
        "another of that reading"
    );
    let title = two(headings, a, b).edit("content/events/e/index.md", "title = \"E\"", "title = \"四十个人\"");
    assert!(told(title).starts_with("- | Which?"), "nothing stands for a title that cannot be drawn");
    let marked = a.replace("thirty men", "thirty\u{200b} me\u{ad}n");
    assert!(told(two(headings, &marked, &b.replace("四十个人在那里", "forty of them"))).contains("It was thirty men"));
}

#[test]
fn excerpts_that_nobody_has_found_stand_on_no_card() {
    let headings = "### How many? {#many .fact unit=men}";
    let unverified = event_with("", headings)
        .report("a", "coded = true", "[It was thirty men](fact:many?value=30)")
        .report("b", "coded = true", "[It was forty men](fact:many?value=40)");
    assert_eq!(told(unverified), "E | -");
}

#[test]
fn cards_are_drawn() {
    let built = locked().build();
    for path in ["card.png", "events/flood/card.png"] {
        assert_eq!(size(&built.files[path]), (1200, 630), "{path}");
    }
    assert_ne!(built.files["card.png"], built.files["events/flood/card.png"]);
    let again = locked().build();
    assert!(built.files["events/flood/card.png"] == again.files["events/flood/card.png"], "the same bytes");
}

/// Nothing of a text of foreign letters is drawn, so no boxes either.
#[test]
fn no_boxes_are_drawn() {
    let plain = |text: &str| {
        let card = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\"><text x=\"50\" y=\"300\" font-size=\"90\">{text}</text></svg>"
        );
        site().file("templates/card.svg", card).build().files["card.png"].clone()
    };
    let empty = plain("");
    assert!(plain("漢字 ﷽ 🔥 \u{10ffff}") == empty, "foreign letters");
    assert!(plain("Ağrı, Łódź, Việt Nam, 5 ₺") != empty);
    assert!(plain("Łódź 漢字") == plain("Łódź "), "what can be drawn stays");
}

#[test]
fn long_texts_stay_on_the_card() {
    let long =
        "Überaus ".repeat(60) + "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstellenvorsteher";
    let edge = |title: &str| {
        let site = locked().edit("content/events/flood/index.md", "A flood in Tårnholm (invented)", title);
        let picture = Pixmap::decode_png(&site.build().files["events/flood/card.png"]).unwrap();
        let paper = picture.pixel(0, 0).unwrap();
        let blank = |x: u32| (0..630).all(|y| picture.pixel(x, y).unwrap() == paper);
        (blank(40) && blank(1160), picture)
    };
    assert!(edge(&long).0 && edge(&"W".repeat(200)).0, "the margins are free");
}

#[test]
fn a_template_that_is_no_drawing_is_told() {
    let built = site().file("templates/card.svg", "no drawing").try_build();
    let told: Vec<String> = built.outcome.findings.iter().map(short).collect();
    assert_eq!(told, ["template-error templates/card.svg"]);
    let built = site().file("templates/card/own.ttf", "no font").try_build();
    assert_eq!(
        built.outcome.findings.iter().map(short).collect::<Vec<_>>(),
        ["unreadable-file templates/card/own.ttf"]
    );
}

#[test]
fn nothing_is_left_where_cards_are_switched_off() {
    let built = locked().append("site.toml", "\n[share]\ncards = false\n").build();
    assert!(built.files.keys().all(|path| !path.ends_with("card.png")));
    assert!(built.pages().all(|(_, page)| !page.contains("og:image") && !page.contains("summary_large_image")));
}

fn card(root: &Path, kept: &Path) -> Vec<u8> {
    let (sink, kept) = (MemorySink::new(), Kept::new(kept, ".rashomon/cards"));
    build(&DiskWorld::new(root).unwrap(), &Options { kept, ..Options::default() }, &sink).unwrap();
    sink.into_files().remove(CARD).unwrap()
}

#[test]
fn a_card_is_drawn_once_and_a_broken_copy_is_not_trusted() {
    let root = tempfile::tempdir().unwrap();
    let at = |path: &str| root.path().join(path);
    for (path, bytes) in two("### Who? {#who .fact}", "[He](fact:who?value=he)", "[She](fact:who?value=she)").files() {
        fs::create_dir_all(at(&path).parent().unwrap()).unwrap();
        fs::write(at(&path), bytes).unwrap();
    }
    let first = card(root.path(), root.path());
    let files = || fs::read_dir(at(".rashomon/cards")).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    assert_eq!(files().len(), 2, "the event's and the site's");
    for path in files() {
        fs::write(path, b"\x89PNG broken").unwrap();
    }
    assert!(card(root.path(), root.path()) == first, "broken copies are drawn again");

    // What was kept is taken: here something else, under each key.
    let kept = Kept::new(root.path(), ".rashomon/cards");
    for path in files() {
        kept.put(path.file_stem().unwrap().to_str().unwrap(), b"kept");
    }
    assert_eq!(card(root.path(), root.path()), b"kept");
    fs::remove_dir_all(at(".rashomon")).unwrap();
    assert!(card(root.path(), root.path()) == first, "the folder can be deleted");

    // Another drawing has another key.
    let text = fs::read_to_string(at("content/events/e/index.md")).unwrap();
    fs::write(at("content/events/e/index.md"), text.replace("\"E\"", "\"Else\"")).unwrap();
    assert!(card(root.path(), root.path()) != first);
}

/// Who draws is part of every key, so that another version does not take over what this one drew.
#[test]
fn the_renderer_is_the_one_that_is_locked() {
    let lock = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    let (name, version) = rashomon::render::RENDERER.split_once(' ').unwrap();
    assert!(
        lock.contains(&format!("name = \"{name}\"\nversion = \"{version}\"\n")),
        "say in src/render/draw.rs what draws"
    );
}
