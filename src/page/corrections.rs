//! The corrections of all events.

use std::{cmp::Reverse, sync::Arc};

use super::{
    Content, Page, PlainText, Site,
    build::day,
    shell,
    site_view::{CorrectionLine, CorrectionsPage},
    source_view::EventLink,
    summary::Summary,
};

/// Where the corrections stand, whether there are any or not.
pub const CORRECTIONS: &str = "/corrections/";

/// Plans the page of all corrections, newest first, below the editor's own text if there is one.
pub fn corrections_page(site: &Site<'_>, text: Option<&PlainText<'_>>, summaries: &[Arc<Summary>]) -> Page {
    let from = site.from(CORRECTIONS);
    let mut dated: Vec<_> = summaries
        .iter()
        .flat_map(|event| event.corrections.iter().map(move |correction| (correction, event)))
        .collect();
    dated.sort_by_key(|(correction, _)| Reverse(correction.date));
    let lines = dated.into_iter().map(|(correction, event)| CorrectionLine {
        date: day(correction.date),
        text: correction.text.clone(),
        event: EventLink { title: event.title.clone(), href: from.link(&event.address()), date: day(event.date) },
    });
    let default = || site.language.say("corrections", &[]).unwrap_or_else(|| "Corrections".to_owned());
    let title = text.map_or_else(default, |text| text.title.to_owned());
    let content = CorrectionsPage {
        title: title.clone(),
        description: text.and_then(|text| text.description).map(ToOwned::to_owned),
        updated: text.and_then(|text| text.updated).map(day),
        body: text.map(|text| from.html(text.html)).unwrap_or_default(),
        corrections: lines.collect(),
    };
    let head = shell::Head {
        description: content.description.clone(),
        has_code: text.is_some_and(|text| text.has_code),
        draft: text.is_some_and(|text| text.draft),
        ..shell::Head::new("corrections", title)
    };
    Page {
        address: CORRECTIONS.to_owned(),
        shell: shell::shell(site, from, head),
        content: Content::Corrections(Box::new(content)),
    }
}
