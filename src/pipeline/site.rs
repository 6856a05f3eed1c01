//! The pages of the whole site, from small summaries.

use std::{collections::BTreeSet, io};

use super::{data, shared::Shared, theme::Press};
use crate::{
    check::addresses::Claim,
    content::{
        layout::{CORRECTIONS, HOME},
        page::PageDocument,
    },
    diagnostic::{Code, Finding, Place},
    export::{json_ld, sitemap::Listed},
    page::{
        self, Page, PlainText, address,
        summary::{self, Summary},
    },
};

/// Plans, renders and hands over the site's own pages; says which paths they take, and adds to
/// `listed` what search engines may show.
pub fn pages(
    shared: &Shared<'_>,
    summaries: &[Summary],
    press: Option<Press<'_>>,
    listed: &mut Vec<Listed>,
    findings: &mut Vec<Finding>,
) -> io::Result<Vec<Claim>> {
    let site = shared.site();
    let mut planned: Vec<(Page, String)> = Vec::new();
    let mut images = BTreeSet::new();
    if !shared.pages.iter().any(|page| page.source.path() == HOME) {
        let is_draft = shared.layout.pages.iter().any(|path| path == HOME);
        let finding = Finding::error(Code::MissingFile, "there is no home page").at(Place::File(HOME.into()));
        findings.push(finding.hint(if is_draft {
            "`content/index.md` is a draft or cannot be read: build with `--drafts`, or finish it"
        } else {
            "write `content/index.md` with a title and an introduction"
        }));
    }
    for document in &shared.pages {
        let path = document.source.path();
        let text = plain_text(document);
        let own = address::page(path);
        images.extend(document.text.images.iter().cloned());
        match path {
            HOME => planned.extend(from(path, page::home_pages(&site, &text, summaries))),
            CORRECTIONS => planned.extend(from(path, [page::corrections_page(&site, Some(&text), summaries)])),
            _ => planned.push((page::plain_page(&site, &own, &text), path.to_owned())),
        }
        for alias in &document.front.aliases {
            planned.push((page::redirect(&site, &address::alias(&alias.value), &own), path.to_owned()));
        }
    }
    if !shared.pages.iter().any(|page| page.source.path() == CORRECTIONS) {
        planned.extend(from("templates/corrections.html", [page::corrections_page(&site, None, summaries)]));
    }
    planned.extend(topics(&site, summaries));
    planned.push((page::outlets_page(&site, summaries), "templates/outlets.html".to_owned()));
    for outlet in shared.outlets.values().filter(|outlet| !outlet.draft) {
        let document = shared.outlet_documents.get(&outlet.id);
        images.extend(document.into_iter().flat_map(|document| document.text.images.iter().cloned()));
        let has_code = document.is_some_and(|document| document.text.has_code);
        let is_draft = document.is_some_and(|document| document.front.draft);
        let origin = format!("content/outlets/{}.md", outlet.id);
        planned.push((page::outlet_page(&site, outlet, (has_code, is_draft), summaries), origin));
    }
    planned.push((page::not_found(&site), "templates/404.html".to_owned()));
    let mut claims = Vec::new();
    for (mut page, origin) in planned {
        listed.extend(data::listed_page(&page));
        if let Some(press) = press {
            page.shell.page.json_ld = json_ld::page(&site, &page);
            press.print(&page, findings)?;
        }
        claims.push(Claim { path: address::file(&page.address), origin });
    }
    for image in images {
        let path = address::file(&shared.addresses.of(&image));
        if let Some(press) = press {
            press.sink.put(&path, &shared.world.read(&image)?)?;
        }
        claims.push(Claim { path, origin: image });
    }
    Ok(claims)
}

/// The list of topics, if there are any, and the pages of each.
fn topics(site: &page::Site<'_>, summaries: &[Summary]) -> Vec<(Page, String)> {
    let topics = summary::topics(summaries);
    let list = (!topics.is_empty()).then(|| page::topics_page(site, &topics));
    let pages = topics.iter().flat_map(|(address, topic)| page::topic_pages(site, address, topic));
    from("templates/topics.html", list).chain(from("templates/topic.html", pages)).collect()
}

/// Pages with the file from which they come.
fn from(origin: &str, pages: impl IntoIterator<Item = Page>) -> impl Iterator<Item = (Page, String)> {
    pages.into_iter().map(move |page| (page, origin.to_owned()))
}

fn plain_text(document: &PageDocument) -> PlainText<'_> {
    PlainText {
        title: &document.front.title,
        description: document.front.description.as_deref(),
        updated: document.front.updated,
        html: &document.text.html,
        extra: &document.front.extra,
        has_code: document.text.has_code,
        draft: document.front.draft,
    }
}
