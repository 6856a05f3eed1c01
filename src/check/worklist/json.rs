//! Draws the worklist for programs: one JSON object an item.

use serde::Serialize;

use super::{Item, Section};

/// The keys are part of the contract; `event` is `null` for pages and outlets, never left out.
#[derive(Serialize)]
struct Record<'a> {
    event: Option<&'a str>,
    kind: &'static str,
    message: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
}

/// The items of a section, one a line, without a line end after the last.
#[must_use]
pub fn draw(section: &Section) -> String {
    section.items.iter().map(|item| line(section, item)).collect::<Vec<_>>().join("\n")
}

fn line(section: &Section, item: &Item) -> String {
    let record = Record {
        event: section.event.as_ref().map(|event| event.id.as_str()),
        kind: item.kind.name(),
        message: &item.message,
        file: &item.file,
        line: item.line,
        column: item.column,
    };
    // Strings and numbers cannot fail to serialise.
    serde_json::to_string(&record).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        check::worklist::{Heading, Kind},
        diagnostic::SourceText,
    };

    #[test]
    fn one_line_an_item_with_every_key() {
        let text = SourceText::new("content/events/e/index.md", "+++\nä draft = true\n");
        let item = || Item::new(Kind::Draft, "the event is a draft\n", &text.at(7..8));
        let event = Heading { id: "e".to_owned(), title: "E".to_owned() };
        insta::assert_snapshot!(draw(&Section { event: Some(event), items: vec![item(), item()] }), @r#"
        {"event":"e","kind":"draft","message":"the event is a draft\n","file":"content/events/e/index.md","line":2,"column":3}
        {"event":"e","kind":"draft","message":"the event is a draft\n","file":"content/events/e/index.md","line":2,"column":3}
        "#);
        insta::assert_snapshot!(draw(&Section { event: None, items: vec![item()] }), @r#"{"event":null,"kind":"draft","message":"the event is a draft\n","file":"content/events/e/index.md","line":2,"column":3}"#);
    }
}
