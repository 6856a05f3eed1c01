//! Whatever stands in a body, what comes out of it is well-formed and harmless.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rashomon::{
    content::{Highlighter, Reading, event, page, source},
    diagnostic::SourceText,
    world::MemoryWorld,
};

use super::{
    cases,
    holds::documents::shown,
    support::{Built, EVENT, HERALD, site},
    text::any_text,
};

const GIF: [u8; 19] = *b"GIF89a\x02\x00\x03\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff";

/// Elements that have no end; the last ones are those of our own drawings.
const VOID: [&str; 14] =
    ["area", "br", "col", "hr", "img", "input", "link", "meta", "wbr", "circle", "line", "path", "rect", "use"];

/// Elements that no body may have.
const FORBIDDEN: [&str; 18] = [
    "applet",
    "base",
    "embed",
    "form",
    "frame",
    "iframe",
    "input",
    "link",
    "math",
    "meta",
    "object",
    "plaintext",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
];

/// What is wrong with a rendered body, if anything.
fn objection(html: &str) -> Result<(), String> {
    let tags = tags(html)?;
    let mut ids = BTreeSet::new();
    for tag in &tags {
        if FORBIDDEN.contains(&tag.name.as_str()) {
            return Err(format!("<{}>", tag.name));
        }
        for (name, value) in &tag.attributes {
            let value = value.trim().to_ascii_lowercase();
            let fine = match name.as_str() {
                "href" => {
                    ["https://", "http://", "mailto:", "#", "in-site"].iter().any(|start| value.starts_with(start))
                }
                "src" => value == "in-site",
                "style" => false,
                "id" => ids.insert(value.clone()),
                other => !other.starts_with("on") && other.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'),
            };
            if !fine {
                return Err(format!("{name}={value:?}"));
            }
        }
    }
    balanced(&tags)
}

struct Tag {
    name: String,
    closes: bool,
    attributes: Vec<(String, String)>,
}

/// The tags of a text in which nothing else may begin with `<`.
fn tags(html: &str) -> Result<Vec<Tag>, String> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let closes = rest.starts_with('/');
        rest = rest.trim_start_matches('/');
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let name = rest[..length].to_owned();
        if name.is_empty() {
            return Err(format!("no tag: <{}", rest.chars().take(20).collect::<String>()));
        }
        rest = &rest[length..];
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix('>') {
                rest = after;
                break;
            }
            rest = rest.trim_start_matches('/');
            let length = rest.find(['=', '>', ' ', '\n']).ok_or("a tag that does not end")?;
            let attribute = rest[..length].to_owned();
            rest = &rest[length..];
            let Some(after) = rest.strip_prefix("=\"") else {
                if !attribute.is_empty() {
                    attributes.push((attribute, String::new()));
                }
                continue;
            };
            let end = after.find('"').ok_or("an attribute that does not end")?;
            attributes.push((attribute, after[..end].to_owned()));
            rest = &after[end + 1..];
        }
        tags.push(Tag { name, closes, attributes });
    }
    Ok(tags)
}

fn balanced(tags: &[Tag]) -> Result<(), String> {
    let mut open = Vec::new();
    for tag in tags.iter().filter(|tag| !VOID.contains(&tag.name.as_str())) {
        if !tag.closes {
            open.push(&tag.name);
        } else if open.pop() != Some(&tag.name) {
            return Err(format!("</{}> closes something else", tag.name));
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("{open:?} stay open")) }
}

/// The body of a source, of an event and of a page, rendered from one text.
fn bodies(highlighter: &Highlighter, body: &str) -> [String; 3] {
    let world = MemoryWorld::new().file("content/dot.gif", GIF).file("content/events/e/dot.gif", GIF);
    let reading = Reading { world: &world, highlighter };
    let mut findings = Vec::new();
    let text = |path: &str, front: &str| SourceText::new(path, format!("+++\n{front}\n+++\n{body}"));
    let source = source::read(reading, text("content/events/e/a.md", "outlet = \"a\""), "a", &mut findings).unwrap();
    let front = "title = \"E\"\ndate = 2024-03-02\nsummary = \"S\"";
    let event = event::read(reading, text("content/events/e/index.md", front), &mut findings).unwrap();
    let page = page::page(reading, text("content/a.md", "title = \"A\""), &mut findings).unwrap();
    let notes = event.groups.iter().flat_map(|group| group.notes.iter().map(|note| &note.html));
    let declared = event.facts.iter().map(|fact| &fact.note);
    let declared =
        declared.chain(event.terms.iter().map(|term| &term.note)).chain(event.voices.iter().map(|voice| &voice.note));
    let sections: String = [&event.opening].into_iter().chain(notes).chain(declared).map(shown).collect();
    [shown(&source.html), sections, shown(&page.text.html)]
}

proptest! {
    #![proptest_config(cases(800))]

    #[test]
    fn any_body_becomes_balanced_and_harmless_html(body in any_text()) {
        for html in bodies(&Highlighter::default(), &body) {
            if let Err(why) = objection(&html) {
                prop_assert!(false, "{why}\n--- from\n{body}\n--- came\n{html}");
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(32))]

    #[test]
    fn any_body_gives_findings_or_whole_pages(body in any_text()) {
        let site = site().file("content/dot.gif", GIF).file("content/events/flood/dot.gif", GIF).file("static/highlight.css", "");
        let site = site.append(HERALD, &format!("\n{body}\n")).append(EVENT, &format!("\n{body}\n"));
        let built: Built = site.try_build();
        if built.is_usable() {
            for page in ["events/flood/index.html", "events/flood/herald/index.html"] {
                let html = built.page(page);
                let main = &html[html.find("<main").unwrap()..html.find("</main>").unwrap()];
                prop_assert!(!main.contains("<script") && !main.contains("<style") && !main.contains("<iframe"), "{page}: {body}");
                let well_formed = tags(main).and_then(|tags| balanced(&tags[1..]));
                prop_assert_eq!(well_formed, Ok(()), "{}\n{}", page, body);
            }
        }
    }
}

#[test]
fn nothing_of_ours_gets_into_an_attribute_of_raw_html() {
    let ours = ["![a](dot.gif)", "[a](b.md)", "[a](fact:b)", "```\nlet a = \"b\";\n```", "# a", "a[^1]\n\n[^1]: b"];
    for (ours, attribute) in ours.into_iter().flat_map(|ours| ["title", "href", "lang"].map(|name| (ours, name))) {
        let body = format!("<div><a {attribute}=\"\n\n{ours}\n\n<div\">\n");
        for html in bodies(&Highlighter::default(), &body) {
            assert_eq!(objection(&html), Ok(()), "from\n{body}\ncame\n{html}");
        }
    }
}

#[test]
fn equal_headings_are_many_and_quick() {
    // Looking from the first number on, for each of them, would take hours.
    const MANY: usize = 20_000;
    let (world, highlighter) = (MemoryWorld::new(), Highlighter::default());
    let reading = Reading { world: &world, highlighter: &highlighter };
    let text = |front: &str| SourceText::new("content/a.md", format!("+++\n{front}\n+++\n{}", "# a\n\n".repeat(MANY)));
    let page = page::page(reading, text("title = \"A\""), &mut Vec::new()).unwrap();
    assert_eq!(page.text.anchors.last().unwrap(), "a-20000");
    let front = "title = \"E\"\ndate = 2024-03-02\nsummary = \"S\"";
    let event = event::read(reading, text(front), &mut Vec::new()).unwrap();
    assert_eq!(event.groups.last().unwrap().id, "a-20000");
}

#[test]
fn the_judge_of_html_sees_what_is_wrong() {
    for html in [
        "<p>a",
        "<p><b></p></b>",
        "</p>",
        "a < b",
        "<script></script>",
        "<b onclick=\"x\"></b>",
        "<p style=\"x\"></p>",
        "<a href=\"javascript:x\"></a>",
        "<a href=\"//evil\"></a>",
        "<p id=\"a\"></p><p id=\"a\"></p>",
        "<img src=\"https://x/\">",
        "<b title=\"x></b>",
        "<b title=\"<img src=\"in-site\"></b>",
    ] {
        assert!(objection(html).is_err(), "{html}");
    }
    assert_eq!(
        objection("<p id=\"a\">1 &lt; 2<br /><img src=\"in-site\" alt=\"\"><a href=\"#a\" title=\"&gt;\">x</a></p>"),
        Ok(())
    );
}
