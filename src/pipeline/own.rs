//! The site's own files: all that belong to no event. They are told here once, each with the path that it takes, so
//! that a build, which makes all of them, and a preview, which makes the one that is asked for, agree on what there is.

use std::{
    borrow::Cow,
    io,
    sync::{Arc, OnceLock},
};

use rayon::prelude::*;

use super::{
    card, claim,
    data::{self, SitePart},
    shared::Shared,
    site::{self, Group},
    theme::{self, Theme},
};
use crate::{
    check::addresses::Claim,
    diagnostic::Finding,
    export::sitemap::Listed,
    output::Sink,
    page::{self, Page, summary::Summary},
};

/// What the site's own files are made from.
pub struct Own<'o> {
    shared: &'o Shared<'o>,
    summaries: &'o [Arc<Summary>],
    site: page::Site<'o>,
    /// Told when a page is first asked for.
    groups: OnceLock<Vec<Group<'o>>>,
    /// What the sitemap lists, in order; told when that is first asked for, or once all pages were made.
    listed: OnceLock<Vec<Listed>>,
}

/// One of the site's own files.
pub enum Part<'o> {
    Page(Box<Page>),
    /// The content file of a picture.
    Image(String),
    /// The card of the site.
    Card,
    /// A file of the theme.
    Asset(&'o [u8]),
    Data(SitePart<'o>),
}

/// A part, and the path that it takes.
pub type Claimed<'o> = (Claim, Part<'o>);

impl<'o> Own<'o> {
    /// Nothing is planned yet.
    pub fn new(shared: &'o Shared<'o>, summaries: &'o [Arc<Summary>]) -> Self {
        Own { shared, summaries, site: shared.site(), groups: OnceLock::new(), listed: OnceLock::new() }
    }

    /// Its pages, or those that may stand at an address. Each is planned when it is asked for.
    pub fn pages(&self, wanted: Option<&str>) -> impl Iterator<Item = (Claim, Page)> + Send {
        let groups = self.groups.get_or_init(|| site::groups(self.shared, self.summaries)).iter();
        let groups = groups.filter(move |group| wanted.is_none_or(|wanted| group.may_hold(wanted)));
        groups.flat_map(|group| {
            let origin: Arc<str> = group.origin().into();
            let pages = group.pages(self.shared, &self.site, self.summaries);
            pages.map(move |page| (claim(&page.address, &origin), page))
        })
    }

    /// What pages show: pictures and the card.
    pub fn pictures(&self) -> impl Iterator<Item = Claimed<'o>> + Send {
        let images = site::images(self.shared).into_iter();
        let images = images.map(|image| {
            let claim = claim(&self.shared.addresses.of(&image), &image.as_str().into());
            (claim, Part::Image(image))
        });
        images.chain(card::of_site(self.shared).map(|claim| (claim, Part::Card)))
    }

    /// Its feeds, and what hosts read beside the sitemap.
    pub fn data(&self) -> impl Iterator<Item = Claimed<'o>> {
        let feeds = data::feeds(self.shared, self.summaries).into_iter();
        feeds.chain(data::for_hosts(self.shared, self.summaries)).map(|(claim, part)| (claim, Part::Data(part)))
    }

    /// The files of its sitemap.
    pub fn sitemap(&self) -> impl Iterator<Item = Claimed<'o>> {
        data::sitemap(self.listed().len()).map(|(claim, part)| (claim, Part::Data(part)))
    }

    /// The bytes of one of them.
    ///
    /// # Errors
    /// When a picture cannot be read. The inner error is what a template failed of.
    pub fn render<'p>(&self, theme: &Theme, part: Part<'p>) -> io::Result<Result<Cow<'p, [u8]>, Finding>> {
        let bytes = match part {
            Part::Page(page) => site::render(&self.site, theme, *page),
            Part::Image(image) => Ok(self.shared.world.read(&image)?),
            Part::Card => card::site_bytes(self.shared, theme),
            Part::Asset(bytes) => return Ok(Ok(bytes.into())),
            // Only the sitemap asks which pages there are, and all have to be planned to tell.
            Part::Data(part @ SitePart::Sitemap(_)) => {
                Ok(data::site_bytes(&self.site, &part, self.summaries, self.listed()))
            }
            Part::Data(part) => Ok(data::site_bytes(&self.site, &part, self.summaries, &[])),
        };
        Ok(bytes.map(Cow::Owned))
    }

    fn listed(&self) -> &[Listed] {
        self.listed
            .get_or_init(|| self.listed_beside(self.pages(None).filter_map(|(_, page)| data::listed_page(&page))))
    }

    fn listed_beside(&self, pages: impl Iterator<Item = Listed>) -> Vec<Listed> {
        let events = self.summaries.iter().flat_map(|event| data::listed(event));
        let mut listed: Vec<Listed> = events.chain(pages).collect();
        data::sort_listed(&mut listed);
        listed
    }
}

/// Tells all of them, those of the theme too, and hands them over if there is a sink; says which paths they take.
///
/// # Errors
/// When the disk fails.
pub fn make<'o>(
    own: &Own<'o>,
    theme: Option<&'o Theme>,
    sink: Option<&dyn Sink>,
    findings: &mut Vec<Finding>,
) -> io::Result<Vec<Claim>> {
    let press = sink.zip(theme);
    let assets = theme.into_iter().flat_map(theme::claims).map(|(claim, bytes)| (claim, Part::Asset(bytes)));
    let pages = own.pages(None).map(|(claim, page)| (claim, Part::Page(Box::new(page))));
    let mut made = each(own, press, pages.chain(own.pictures()).chain(assets))?;
    // They are planned once.
    let _ = own.listed.set(own.listed_beside(made.iter_mut().filter_map(|made| made.listed.take())));
    let data: Vec<_> = own.data().chain(own.sitemap()).collect();
    made.extend(each(own, press, data.into_iter())?);
    let mut claims = Vec::with_capacity(made.len());
    for made in made {
        claims.push(made.claim);
        findings.extend(made.finding);
    }
    Ok(claims)
}

/// What is known of a file once it was handed over.
struct Handed {
    /// Its place among those that were asked for.
    place: usize,
    claim: Claim,
    listed: Option<Listed>,
    finding: Option<Finding>,
}

/// Planned one after the other and made side by side, so that there are only a few at a time.
fn each<'o>(
    own: &Own<'_>,
    press: Option<(&dyn Sink, &Theme)>,
    parts: impl Iterator<Item = Claimed<'o>> + Send,
) -> io::Result<Vec<Handed>> {
    let made = parts.enumerate().par_bridge().map(|(place, (claim, part))| {
        let mut made = Handed { place, claim, listed: None, finding: None };
        if let Part::Page(page) = &part {
            made.listed = data::listed_page(page);
        }
        if let Some((sink, theme)) = press {
            match own.render(theme, part)? {
                Ok(bytes) => drop(sink.put(&made.claim.path, &bytes)?),
                Err(finding) => made.finding = Some(finding),
            }
        }
        Ok(made)
    });
    let mut made = made.collect::<io::Result<Vec<Handed>>>()?;
    made.sort_unstable_by_key(|made| made.place);
    Ok(made)
}
