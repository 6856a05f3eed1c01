//! Draws the worklist for people: a heading an event, below it one line an item, which begins with file
//! and line so that terminals can make a link of them.

use std::fmt::Write as _;

use super::{Item, Section};
use crate::diagnostic::text::harmless;

/// One section, without a line end after its last line.
#[must_use]
pub fn draw(section: &Section) -> String {
    let mut drawn = match &section.event {
        Some(event) => format!("{}  {}", harmless(&event.id), harmless(&event.title)),
        None => "Pages and outlets".to_owned(),
    };
    let places: Vec<String> = section.items.iter().map(place).collect();
    let width = places.iter().map(|place| place.chars().count()).max().unwrap_or_default();
    for (place, item) in places.iter().zip(&section.items) {
        let _ = write!(drawn, "\n  {place:width$}  {}", harmless(&item.message));
    }
    drawn
}

/// `file:line`.
fn place(item: &Item) -> String {
    format!("{}:{}", harmless(&item.file), item.line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        check::worklist::{Heading, Kind},
        diagnostic::SourceText,
    };

    #[test]
    fn places_stand_in_a_column_and_nothing_acts_on_the_terminal() {
        let text = SourceText::new("content/events/e/index.md", "+++\n".repeat(12));
        let item = |message: &str, place| Item::new(Kind::OneName, message, &place);
        let event = Heading { id: "e".to_owned(), title: "E\u{1b}[2J\n".to_owned() };
        let items = vec![item("no `x`", text.at(0..0)), item("river: “a\u{202e}b”\r\n", text.at(40..40))];
        insta::assert_snapshot!(draw(&Section { event: Some(event), items }), @r"
        e  E␛[2J␊
          content/events/e/index.md:1   no `x`
          content/events/e/index.md:11  river: “a�b”␍␊
        ");
        let items = vec![item("x", SourceText::new("content/\u{7}.md", "").at(0..0))];
        insta::assert_snapshot!(draw(&Section { event: None, items }), @r"
        Pages and outlets
          content/␇.md:1  x
        ");
    }
}
