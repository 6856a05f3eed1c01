//! Footnotes: numbered by first reference, written at the end of the section that refers to them.

use std::ops::Range;

use pulldown_cmark::html::push_html;

use super::walk::Walk;

impl Walk<'_, '_> {
    pub(super) fn footnote_reference(&mut self, label: &str, span: &Range<usize>) {
        self.covered.push(span.clone());
        let known = self.notes.get(label).copied();
        let number = known.unwrap_or_else(|| {
            self.section().footnotes.push(label.to_owned());
            self.notes.insert(label.to_owned(), self.notes.len() + 1);
            self.notes.len()
        });
        let prefix = &self.scope.prefix;
        // Only the first reference is what the note leads back to; ids must not repeat.
        let id =
            if known.is_none() { self.slots.attribute("id", &format!("{prefix}ref.{number}")) } else { String::new() };
        let class = self.slots.attribute("class", "footnote-reference");
        self.push_html(format!("<sup{class}{id}><a href=\"#{prefix}note.{number}\">{number}</a></sup>"));
    }

    pub(super) fn write_footnotes(&mut self, labels: &[String], html: &mut String) {
        let prefix = &self.scope.prefix;
        for label in labels {
            let number = self.notes.get(label).copied().unwrap_or_default();
            let events = self.definitions.remove(label).unwrap_or_default();
            let class = self.slots.attribute("class", "footnote");
            let id = self.slots.attribute("id", &format!("{prefix}note.{number}"));
            let label_class = self.slots.attribute("class", "footnote-label");
            let back = format!("<a href=\"#{prefix}ref.{number}\">{number}</a>");
            html.extend(["<div", &class, &id, "><span", &label_class, ">", &back, "</span>\n"]);
            push_html(html, events.into_iter());
            html.push_str("</div>\n");
        }
    }
}
