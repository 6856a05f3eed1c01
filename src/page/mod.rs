//! Which pages there are: address, template, context.
//!
//! A page is planned here and rendered elsewhere. Its context holds all that its template may see;
//! every link in it is already relative to the page. The `…_view` files are the contract with theme
//! authors: plain data, documented field by field.

pub mod address;
mod asked;
mod build;
pub mod card;
pub mod card_view;
mod cells;
pub mod comparison_view;
mod corrections;
pub mod data;
mod early;
mod event;
pub mod event_view;
pub mod fact_view;
mod findable;
mod folding;
pub mod fragment;
mod outlets;
mod paging;
pub mod parts;
mod plain;
mod plot;
mod plot_layout;
mod record;
mod repeated;
mod score;
mod search;
mod shared_words;
mod shell;
mod site;
pub mod site_view;
mod skyline;
mod source;
pub mod source_view;
mod speech;
mod strip;
pub mod summary;
mod topics;
pub mod worksheet;
pub mod worksheet_view;

use serde::Serialize;

pub use asked::{Asked, Names};
pub use corrections::{CORRECTIONS, corrections_page};
pub use event::event_page;
pub use findable::{Part, Record, records};
pub use outlets::{outlet_pages, outlets_page};
pub use plain::{NOT_FOUND, PlainText, home_pages, not_found, plain_page, redirect};
pub use repeated::{REPEATED, Repeated};
pub use search::{INDEX, SEARCH, search_page};
pub use shell::{POLICY, policy};
pub use site::Site;
pub use source::source_page;
pub use topics::{TOPICS, topic_pages, topics_page};
pub use worksheet::worksheet_page;

use event_view::EventPage;
use parts::Shell;
use site_view::{
    CorrectionsPage, HomePage, OutletPage, OutletsPage, PlainPage, RedirectPage, SearchPage, TopicPage, TopicsPage,
};
use source_view::SourcePage;
use worksheet_view::WorksheetPage;

/// A planned page.
#[derive(Debug)]
pub struct Page {
    /// Its address from the site's root.
    pub address: String,
    pub shell: Shell,
    pub content: Content,
}

/// What a kind of page shows, beside the shell.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Content {
    Event(Box<EventPage>),
    Source(Box<SourcePage>),
    Home(Box<HomePage>),
    Outlets(OutletsPage),
    Outlet(Box<OutletPage>),
    Topics(TopicsPage),
    Topic(Box<TopicPage>),
    Corrections(Box<CorrectionsPage>),
    Search(SearchPage),
    Plain(PlainPage),
    Worksheet(Box<WorksheetPage>),
    Redirect(RedirectPage),
    /// Nothing more than the shell.
    Bare {},
}
