//! The pages of the whole site, from small summaries. They come in groups that are planned together,
//! such as a list and its further pages; a preview plans only the group that is asked for.

use std::{collections::BTreeSet, sync::Arc};

use super::{shared::Shared, theme::Theme};
use crate::{
    content::{
        layout::{CORRECTIONS, HOME},
        page::PageDocument,
    },
    diagnostic::{Code, Finding, Place},
    export::json_ld,
    model::Outlet,
    page::{
        self, Page, PlainText, address,
        summary::{self, Summary, Topic},
    },
};

/// Pages that are planned together.
#[derive(Debug)]
pub enum Group<'s> {
    /// A content file's page; home and corrections are among them.
    Document(&'s PageDocument),
    /// The pages that lead on from a content file's old addresses.
    Aliases(&'s PageDocument),
    /// The corrections, where no content file introduces them.
    Corrections,
    Topics,
    /// The pages of the topic at an address.
    Topic(String, Topic<'s>),
    Outlets,
    Outlet(&'s Outlet),
    Search,
    NotFound,
}

/// All groups of the site's own pages.
pub fn groups<'s>(shared: &'s Shared<'_>, summaries: &'s [Arc<Summary>]) -> Vec<Group<'s>> {
    let mut groups = Vec::new();
    for document in &shared.pages {
        groups.extend([Group::Document(document), Group::Aliases(document)]);
    }
    if !shared.pages.iter().any(|page| page.source.path() == CORRECTIONS) {
        groups.push(Group::Corrections);
    }
    let topics = summary::topics(summaries);
    groups.extend((!topics.is_empty()).then_some(Group::Topics));
    groups.extend(topics.into_iter().map(|(address, topic)| Group::Topic(address, topic)));
    groups.push(Group::Outlets);
    groups.extend(shared.outlets.values().filter(|outlet| !outlet.draft).map(Group::Outlet));
    groups.extend(shared.searches().then_some(Group::Search));
    groups.push(Group::NotFound);
    groups
}

impl Group<'_> {
    /// Whether a page of the group may stand at an address. Only planning it tells for sure.
    pub fn may_hold(&self, wanted: &str) -> bool {
        let is_sheet =
            |first: &str| wanted == first || wanted.strip_prefix(first).is_some_and(|rest| rest.starts_with("page/"));
        match self {
            Group::Document(document) => match address::page(document.source.path()).as_str() {
                "/" => is_sheet("/"),
                own => own == wanted,
            },
            Group::Aliases(document) => {
                document.front.aliases.iter().any(|alias| address::alias(&alias.value) == wanted)
            }
            Group::Corrections => wanted == page::CORRECTIONS,
            Group::Topics => wanted == page::TOPICS,
            Group::Topic(address, _) => is_sheet(address),
            Group::Outlets => wanted == "/outlets/",
            Group::Outlet(outlet) => is_sheet(&address::outlet(&outlet.id)),
            Group::Search => wanted == page::SEARCH,
            Group::NotFound => wanted == page::NOT_FOUND,
        }
    }

    /// The file that its pages come from.
    pub fn origin(&self) -> String {
        match self {
            Group::Document(document) | Group::Aliases(document) => document.source.path().to_owned(),
            Group::Corrections => "templates/corrections.html".to_owned(),
            Group::Topics => "templates/topics.html".to_owned(),
            Group::Topic(..) => "templates/topic.html".to_owned(),
            Group::Outlets => "templates/outlets.html".to_owned(),
            Group::Outlet(outlet) => format!("content/outlets/{}.md", outlet.id),
            Group::Search => "templates/search.html".to_owned(),
            Group::NotFound => "templates/404.html".to_owned(),
        }
    }

    /// Plans its pages, each when it is asked for: a list of ten thousand events has many.
    pub fn pages<'p>(
        &'p self,
        shared: &'p Shared<'_>,
        site: &'p page::Site<'_>,
        summaries: &'p [Arc<Summary>],
    ) -> Box<dyn Iterator<Item = Page> + Send + 'p> {
        match self {
            Group::Document(document) => {
                let text = plain_text(document);
                match document.source.path() {
                    HOME => Box::new(page::home_pages(site, text, summaries)),
                    CORRECTIONS => one(page::corrections_page(site, Some(&text), summaries)),
                    path => one(page::plain_page(site, &address::page(path), &text)),
                }
            }
            Group::Aliases(document) => {
                let own = address::page(document.source.path());
                let aliases = document.front.aliases.iter();
                Box::new(aliases.map(move |alias| page::redirect(site, &address::alias(&alias.value), &own)))
            }
            Group::Corrections => one(page::corrections_page(site, None, summaries)),
            Group::Topics => one(page::topics_page(site, &summary::topics(summaries))),
            Group::Topic(address, topic) => Box::new(page::topic_pages(site, address, topic)),
            Group::Outlets => one(page::outlets_page(site, summaries)),
            Group::Outlet(outlet) => {
                let document = shared.outlet_documents.get(&outlet.id);
                let has_code = document.is_some_and(|document| document.text.has_code);
                let is_draft = document.is_some_and(|document| document.front.draft);
                Box::new(page::outlet_pages(site, outlet, (has_code, is_draft), summaries))
            }
            Group::Search => one(page::search_page(site, summaries)),
            Group::NotFound => one(page::not_found(site)),
        }
    }
}

fn one<'p>(page: Page) -> Box<dyn Iterator<Item = Page> + Send + 'p> {
    Box::new(std::iter::once(page))
}

/// Renders a page of the site.
///
/// # Errors
/// What its template failed of.
pub fn render(site: &page::Site<'_>, theme: &Theme, mut page: Page) -> Result<Vec<u8>, Finding> {
    page.shell.page.json_ld = theme.asked(page.shell.page.kind).of("json_ld", || json_ld::page(site, &page));
    theme.render(&page)
}

/// Content files of the pictures that pages and outlets show.
pub fn images(shared: &Shared<'_>) -> BTreeSet<String> {
    let of_pages = shared.pages.iter().flat_map(|page| &page.text.images);
    let published = shared.outlets.values().filter(|outlet| !outlet.draft);
    let of_outlets = published.filter_map(|outlet| shared.outlet_documents.get(&outlet.id));
    of_pages.chain(of_outlets.flat_map(|document| &document.text.images)).cloned().collect()
}

/// A finding, if there is no home page.
pub fn without_home(shared: &Shared<'_>) -> Option<Finding> {
    if shared.pages.iter().any(|page| page.source.path() == HOME) {
        return None;
    }
    let is_draft = shared.layout.pages.iter().any(|path| path == HOME);
    let finding = Finding::error(Code::MissingFile, "there is no home page").at(Place::File(HOME.into()));
    Some(finding.hint(if is_draft {
        "`content/index.md` is a draft or cannot be read: build with `--drafts`, or finish it"
    } else {
        "write `content/index.md` with a title and an introduction"
    }))
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
