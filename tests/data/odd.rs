//! A site whose every text is odd (`tests/sites/odd`): each format must hold it and give it back.

use std::path::Path;

use rashomon::world::DiskWorld;

use super::{Files, build, file, json, json_ld_blocks};

const TITLE: &str =
    "A <b>title</b> & \"quotes\" 'so' {x} 50% #1 _a_ $b ~c ^d \\e \u{202e}evil\u{202c} 👩‍👩‍👧 ]]> </script>";

fn odd() -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/odd");
    build(&DiskWorld::new(&root).unwrap())
}

/// The text of each element of a kind, read by a parser that knows nothing of ours.
fn texts(xml: &str, element: &str) -> Vec<String> {
    use quick_xml::{Reader, events::Event};
    let mut reader = Reader::from_str(xml);
    let (mut inside, mut texts) = (false, Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return texts,
            Event::Start(start) => {
                inside = start.name().as_ref() == element;
                if inside {
                    texts.push(String::new());
                }
            }
            Event::End(_) => inside = false,
            Event::Text(text) if inside => texts.last_mut().unwrap().push_str(&text),
            Event::GeneralRef(entity) if inside => {
                let name = format!("&{};", &*entity);
                texts.last_mut().unwrap().push_str(&quick_xml::escape::unescape(&name).unwrap());
            }
            _ => {}
        }
    }
}

#[test]
fn xml_is_well_formed_and_without_forbidden_characters() {
    let files = odd();
    let feeds: Vec<&String> = files.keys().filter(|path| path.ends_with(".xml")).collect();
    assert_eq!(feeds.len(), 7, "{feeds:?}");
    for path in feeds {
        let forbidden =
            |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
        assert!(!file(&files, path).contains(forbidden), "{path}");
        texts(file(&files, path), "none");
    }
    assert!(texts(file(&files, "atom.xml"), "title").contains(&TITLE.to_owned()));
    let summary = "Summary with <i>markup</i>, a line break, and \u{200f}RTL.";
    assert!(texts(file(&files, "atom.xml"), "summary").contains(&summary.to_owned()));
}

#[test]
fn json_gives_back_what_was_written() {
    let files = odd();
    for path in files.keys().filter(|path| path.ends_with("json") || path.ends_with("jsonld")) {
        json(&files, path);
    }
    assert_eq!(json(&files, "feed.json")["items"][1]["title"], TITLE);
    assert_eq!(json(&files, "events/odd/citation.json")[0]["title"], TITLE);
}

#[test]
fn no_text_leaves_its_script_element() {
    let files = odd();
    // What search engines pass over does not describe itself to them.
    let listed = |page: &str| !page.contains("<meta name=\"robots\" content=\"noindex\">");
    for (path, page) in files.iter().filter(|(path, page)| path.ends_with(".html") && listed(page)) {
        let blocks = json_ld_blocks(page);
        assert_eq!(blocks.len(), 1, "{path}");
        assert!(!blocks[0].contains('<'), "{path}");
        let data: serde_json::Value = serde_json::from_str(blocks[0]).unwrap();
        assert_eq!(data["@context"], "https://schema.org", "{path}");
    }
}

#[test]
fn no_cell_of_the_table_is_a_formula() {
    let files = odd();
    let mut reader = csv::Reader::from_reader(file(&files, "events/odd/comparison.csv").as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 4);
    for field in rows.iter().flatten() {
        let runs = field.starts_with(['=', '+', '-', '@', '\t', '\r']);
        assert!(!runs || field == "-5", "{field:?}");
    }
}

#[test]
fn braces_of_a_citation_are_balanced() {
    let files = odd();
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".bib")) {
        let (open, close) = (text.matches('{').count(), text.matches('}').count());
        assert_eq!(open, close, "{path}");
        assert_eq!(text.matches("\n@").count(), 0, "{path}");
    }
}
