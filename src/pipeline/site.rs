//! The pages of the whole site, from small summaries.

use std::{collections::BTreeSet, io};

use super::{data, event::with_slash, shared::Shared, theme::Press};
use crate::{
    check::addresses::Claim,
    content::{layout::HOME, page::PageDocument},
    diagnostic::{Code, Finding, Place},
    export::{json_ld, sitemap::Listed},
    page::{self, Page, PlainText, address, summary::Summary},
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
    if !shared.pages.iter().any(|page| page.source.path() == HOME) && !shared.layout.pages.iter().any(|p| p == HOME) {
        let finding = Finding::error(Code::MissingFile, "there is no home page").at(Place::File(HOME.into()));
        findings.push(finding.hint("write `content/index.md` with a title and an introduction"));
    }
    for document in &shared.pages {
        let path = document.source.path();
        let text = plain_text(document);
        let own = address::page(path);
        images.extend(document.text.images.iter().cloned());
        if path == HOME {
            planned.extend(page::home_pages(&site, &text, summaries).into_iter().map(|page| (page, path.to_owned())));
        } else {
            planned.push((page::plain_page(&site, &own, &text), path.to_owned()));
        }
        for alias in &document.front.aliases {
            planned.push((page::redirect(&site, &with_slash(&alias.value), &own), path.to_owned()));
        }
    }
    planned.push((page::outlets_page(&site, summaries), "content/outlets/".to_owned()));
    for outlet in shared.outlets.values().filter(|outlet| !outlet.draft) {
        let document = shared.outlet_documents.get(&outlet.id);
        images.extend(document.into_iter().flat_map(|document| document.text.images.iter().cloned()));
        let has_code = document.is_some_and(|document| document.text.has_code);
        let origin = format!("content/outlets/{}.md", outlet.id);
        planned.push((page::outlet_page(&site, outlet, has_code, summaries), origin));
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

fn plain_text(document: &PageDocument) -> PlainText<'_> {
    PlainText {
        title: &document.front.title,
        description: document.front.description.as_deref(),
        updated: document.front.updated,
        html: &document.text.html,
        has_code: document.text.has_code,
        draft: document.front.draft,
    }
}
