//! What all events share, read once: settings, words, outlets, ordinary pages, and the address of
//! every file.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    io,
    sync::Arc,
};

use rayon::prelude::*;

use super::Options;
use crate::{
    check::links::{self, Anchors, Known, Pending},
    config::{self, Settings},
    content::{
        Highlighter, Reading, front,
        layout::{self, EventFiles, Layout},
        page::{self, OutletDocument, PageDocument},
    },
    diagnostic::{Finding, SourceText},
    model::{Day, Outlet},
    output::Kept,
    page::{
        SEARCH, TOPICS,
        address::{self, Addresses},
    },
    words::{Language, Words},
    world::{World, read_text, theme},
};

/// What all events share.
pub struct Shared<'a> {
    pub world: &'a dyn World,
    pub highlighter: &'a Highlighter,
    pub drafts: bool,
    /// Cards that were drawn before.
    pub kept: Kept,
    pub settings: Settings,
    pub language: Arc<Language>,
    pub layout: Layout,
    pub outlets: BTreeMap<String, Outlet>,
    pub outlet_documents: BTreeMap<String, OutletDocument>,
    pub pages: Vec<PageDocument>,
    pub addresses: Addresses,
    /// Whether any event has a topic.
    pub has_topics: bool,
    /// The id of the event that heads the home page.
    pub newest: Option<String>,
    /// Anchors of pages and outlets.
    pub anchors: Anchors,
    /// What was read of every event before any is walked, by id.
    pub glimpses: BTreeMap<String, Option<Glimpse>>,
}

impl<'a> Shared<'a> {
    /// Reads everything that is shared.
    pub fn load(
        world: &'a dyn World,
        options: &Options,
        highlighter: &'a Highlighter,
        findings: &mut Vec<Finding>,
    ) -> io::Result<Shared<'a>> {
        Self::load_again(world, options, highlighter, &BTreeMap::new(), findings)
    }

    /// The same, where the front matter of some events is known already, by their ids.
    pub fn load_again(
        world: &'a dyn World,
        options: &Options,
        highlighter: &'a Highlighter,
        known: &BTreeMap<String, Option<Glimpse>>,
        findings: &mut Vec<Finding>,
    ) -> io::Result<Shared<'a>> {
        let (mut settings, found) = config::load(world);
        findings.extend(found);
        if let Some(base_url) = &options.base_url {
            settings.base_url.clone_from(base_url);
        }
        let listing = world.files("content")?;
        findings.extend(listing.findings);
        let layout = layout::layout(&listing.files, findings);
        let language = Arc::new(words(world, findings).language(&settings.language));
        let reading = Reading { world, highlighter };
        let mut pages = Vec::new();
        for path in &layout.pages {
            pages.extend(text(world, path, findings).and_then(|text| page::page(reading, text, findings)));
        }
        pages.retain(|page| options.drafts || !page.front.draft);
        let mut outlet_documents = BTreeMap::new();
        for file in &layout.outlets {
            let document = text(world, &file.path, findings).and_then(|text| page::outlet(reading, text, findings));
            outlet_documents.extend(document.map(|document| (file.id.clone(), document)));
        }
        let outlets: BTreeMap<String, Outlet> =
            outlet_documents.iter().map(|(id, document)| (id.clone(), outlet(id, document, options.drafts))).collect();
        let anchors = anchors(&pages, &outlet_documents);
        let glimpse =
            |event: &EventFiles| known.get(&event.id).cloned().unwrap_or_else(|| glimpse(world, event, options.drafts));
        let glimpses: Vec<_> = layout.events.par_iter().map(glimpse).collect();
        let addresses = addresses(&layout, &pages, &outlets, &glimpses);
        let has_topics = glimpses.iter().flatten().any(|glimpse| glimpse.has_topics);
        let newest = newest(&layout, &glimpses);
        let drafts = options.drafts;
        let glimpses = layout.events.iter().map(|event| event.id.clone()).zip(glimpses).collect();
        Ok(Shared {
            world,
            highlighter,
            drafts,
            kept: options.kept.clone(),
            settings,
            language,
            layout,
            outlets,
            outlet_documents,
            pages,
            addresses,
            has_topics,
            newest,
            anchors,
            glimpses,
        })
    }

    /// Whether the site has a search page.
    pub fn searches(&self) -> bool {
        cfg!(feature = "search") && self.settings.search_enabled
    }

    /// The site as pages need it.
    pub fn site(&self) -> crate::page::Site<'_> {
        let optional = ["methodology", "about"].into_iter().filter_map(|key| {
            let address = self.addresses.page(&format!("content/{key}.md"))?;
            Some((key, address.into_owned()))
        });
        let topics = self.has_topics.then(|| ("topics", TOPICS.to_owned()));
        let first = std::iter::once(("events", "/".to_owned())).chain(topics);
        let nav = first.chain([("outlets", "/outlets/".to_owned())]).chain(optional);
        let nav = nav.chain(self.searches().then(|| ("search", SEARCH.to_owned())));
        crate::page::Site {
            settings: &self.settings,
            outlets: &self.outlets,
            addresses: &self.addresses,
            language: &self.language,
            nav: nav.collect(),
        }
    }

    /// Whether a content file has a page. Whether a source is a draft is known only once its event was
    /// walked.
    pub fn has_page(&self, path: &str) -> Option<bool> {
        let known = self.addresses.page(path).is_some();
        let in_event = path.strip_prefix("content/events/").is_some_and(|rest| !rest.ends_with("/index.md"));
        if known && in_event { None } else { Some(known) }
    }

    /// Checks the links of pages and outlets.
    pub fn check_links(&self, findings: &mut Vec<Finding>) -> Vec<Pending> {
        let has_page = |path: &str| self.has_page(path);
        let known = Known { has_page: &has_page, anchors: [&self.anchors, &self.anchors] };
        let mut pending = Vec::new();
        for page in &self.pages {
            findings.extend(links::links(&page.source, &page.text.links, &known, &mut pending));
        }
        for outlet in self.outlet_documents.values() {
            findings.extend(links::links(&outlet.source, &outlet.text.links, &known, &mut pending));
        }
        pending
    }
}

/// Reads a text, or notes why it cannot be read.
pub fn text(world: &dyn World, path: &str, findings: &mut Vec<Finding>) -> Option<SourceText> {
    read_text(world, path).map_err(|finding| findings.push(finding)).ok()
}

fn words(world: &dyn World, findings: &mut Vec<Finding>) -> Words {
    const PATH: &str = "templates/words.toml";
    let mut words = Words::default();
    if let Some(bytes) = theme::builtin(PATH) {
        words.read(&SourceText::new(PATH, String::from_utf8_lossy(&bytes).into_owned()), findings);
    }
    let own = if world.is_file(PATH) { text(world, PATH, findings) } else { None };
    if let Some(own) = own {
        words.read(&own, findings);
    }
    words
}

fn outlet(id: &str, document: &OutletDocument, drafts: bool) -> Outlet {
    let front = document.front.clone();
    Outlet {
        id: id.to_owned(),
        short: front.short.unwrap_or_else(|| front.name.clone()),
        name: front.name,
        kind: front.kind,
        url: front.url,
        country: front.country,
        languages: front.languages,
        ownership: front.ownership,
        body: document.text.html.clone(),
        draft: front.draft && !drafts,
        extra: front.extra,
    }
}

fn anchors(pages: &[PageDocument], outlets: &BTreeMap<String, OutletDocument>) -> Anchors {
    let of = |source: &SourceText, anchors: &[String]| {
        (source.path().to_owned(), anchors.iter().cloned().collect::<BTreeSet<_>>())
    };
    let pages = pages.iter().map(|page| of(&page.source, &page.text.anchors));
    pages.chain(outlets.values().map(|outlet| of(&outlet.source, &outlet.text.anchors))).collect()
}

/// The address of every file that has a page.
fn addresses(
    layout: &Layout,
    pages: &[PageDocument],
    outlets: &BTreeMap<String, Outlet>,
    glimpses: &[Option<Glimpse>],
) -> Addresses {
    let mut addresses = Addresses::default();
    for page in pages {
        addresses.pages.insert(page.source.path().to_owned(), address::page(page.source.path()));
    }
    for outlet in outlets.values().filter(|outlet| !outlet.draft) {
        addresses.pages.insert(format!("content/outlets/{}.md", outlet.id), address::outlet(&outlet.id));
    }
    for (event, glimpse) in layout.events.iter().zip(glimpses) {
        let Some(Glimpse { slug, .. }) = glimpse else { continue };
        addresses
            .events
            .insert(event.id.clone(), address::Folder { slug: slug.clone(), sources: event.sources.clone() });
    }
    addresses
}

/// The id of the newest event, as [`summary::sort`](crate::page::summary::sort) has it.
fn newest(layout: &Layout, glimpses: &[Option<Glimpse>]) -> Option<String> {
    let known = layout.events.iter().zip(glimpses).filter_map(|(event, glimpse)| Some((event, glimpse.as_ref()?)));
    let (event, _) = known.min_by_key(|(event, glimpse)| (Reverse(glimpse.date), &event.id))?;
    Some(event.id.clone())
}

/// What is read of every event before any is walked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glimpse {
    slug: String,
    date: Day,
    has_topics: bool,
}

/// Reads an event's front matter; what is wrong with it is said when the event is walked. `None` for a
/// draft that is not built.
pub fn glimpse(world: &dyn World, event: &EventFiles, drafts: bool) -> Option<Glimpse> {
    let text = read_text(world, &event.index()).ok()?;
    let (front, _) = front::event(&text);
    let front = front?.value;
    if front.draft && !drafts {
        return None;
    }
    Some(Glimpse {
        slug: front.slug.map_or_else(|| event.id.clone(), |slug| slug.value),
        date: front.date,
        has_topics: !front.topics.is_empty(),
    })
}
