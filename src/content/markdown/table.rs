//! Tables, with alignment as a class: the library's inline style would break the policy.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::walk::Walk;

/// A table being written.
pub(super) struct Table {
    pub(super) alignments: Vec<Alignment>,
    pub(super) cell: usize,
    pub(super) head: bool,
}

impl<'e> Walk<'_, 'e> {
    pub(super) fn table_part(&mut self, event: &Event<'e>) {
        let html = match event {
            Event::Start(Tag::Table(alignments)) => {
                self.table = Some(Table { alignments: alignments.clone(), cell: 0, head: false });
                format!("<div{} tabindex=\"0\"><table>", self.slots.attribute("class", "region prose-table"))
            }
            Event::Start(Tag::TableHead) => {
                self.start_row(true);
                "<thead><tr>".into()
            }
            Event::Start(Tag::TableRow) => {
                self.start_row(false);
                "<tr>".into()
            }
            Event::Start(Tag::TableCell) => self.table_cell(),
            Event::End(TagEnd::TableHead) => "</tr></thead><tbody>\n".into(),
            Event::End(TagEnd::TableRow) => "</tr>\n".into(),
            Event::End(TagEnd::TableCell) if self.table.as_ref().is_some_and(|table| table.head) => "</th>".into(),
            Event::End(TagEnd::TableCell) => "</td>".into(),
            _ => {
                self.table = None;
                "</tbody></table></div>\n".into()
            }
        };
        self.push_html(html);
    }

    pub(super) fn start_row(&mut self, head: bool) {
        if let Some(table) = &mut self.table {
            table.cell = 0;
            table.head = head;
        }
    }

    pub(super) fn table_cell(&mut self) -> String {
        let Some(table) = &mut self.table else { return "<td>".into() };
        let class = match table.alignments.get(table.cell) {
            Some(Alignment::Left) => self.slots.attribute("class", "a-left"),
            Some(Alignment::Center) => self.slots.attribute("class", "a-center"),
            Some(Alignment::Right) => self.slots.attribute("class", "a-right"),
            Some(Alignment::None) | None => String::new(),
        };
        table.cell += 1;
        if table.head { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") }
    }
}
