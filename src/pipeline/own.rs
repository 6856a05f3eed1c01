//! The site's own files: all that belong to no event. They are told here once, each with the path that it takes, so
//! that a build, which makes all of them, and a preview, which makes the one that is asked for, agree on what there is.

use std::{io, sync::Arc};

use rayon::prelude::*;

use super::{
    card,
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
    page::{self, Page, address, summary::Summary},
};

/// What the site's own files are made from.
pub struct Own<'o> {
    shared: &'o Shared<'o>,
    theme: Option<&'o Theme>,
    summaries: &'o [Arc<Summary>],
    site: page::Site<'o>,
    groups: Vec<Group<'o>>,
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

impl<'o> Own<'o> {
    /// Without a theme its files are missing, and none can be rendered.
    pub fn new(shared: &'o Shared<'o>, theme: Option<&'o Theme>, summaries: &'o [Arc<Summary>]) -> Self {
        Own { shared, theme, summaries, site: shared.site(), groups: site::groups(shared, summaries) }
    }

    /// Its pages, or those that may stand at an address. Each is planned when it is asked for.
    pub fn pages(&self, wanted: Option<&str>) -> impl Iterator<Item = (Claim, Page)> + Send {
        let groups = self.groups.iter().filter(move |group| wanted.is_none_or(|wanted| group.may_hold(wanted)));
        groups.flat_map(|group| {
            let origin: Arc<str> = group.origin().into();
            let pages = group.pages(self.shared, &self.site, self.summaries);
            pages.map(move |page| (Claim { path: address::file(&page.address), origin: origin.clone() }, page))
        })
    }

    /// What pages show or load: pictures, the card, files of the theme.
    pub fn beside(&self) -> impl Iterator<Item = (Claim, Part<'o>)> + Send {
        let claim = |image: &str| Claim { path: address::file(&self.shared.addresses.of(image)), origin: image.into() };
        let images = site::images(self.shared).into_iter().map(move |image| (claim(&image), Part::Image(image)));
        let card = card::of_site(self.shared).into_iter().map(|claim| (claim, Part::Card));
        let assets = self.theme.into_iter().flat_map(theme::claims);
        images.chain(card).chain(assets.map(|(claim, bytes)| (claim, Part::Asset(bytes))))
    }

    /// Its feeds.
    pub fn feeds(&self) -> impl Iterator<Item = (Claim, Part<'o>)> {
        data::feeds(self.shared, self.summaries).into_iter().map(|(claim, part)| (claim, Part::Data(part)))
    }

    /// What search engines and hosts read, where so many pages are listed.
    pub fn for_hosts(&self, listed: usize) -> impl Iterator<Item = (Claim, Part<'o>)> {
        let parts = data::for_hosts(self.shared, self.summaries, listed);
        parts.into_iter().map(|(claim, part)| (claim, Part::Data(part)))
    }

    /// What the sitemap lists, in order. A build knows it of its pages once they are made.
    pub fn listed(&self) -> Vec<Listed> {
        self.listed_beside(self.pages(None).filter_map(|(_, page)| data::listed_page(&page)))
    }

    fn listed_beside(&self, pages: impl Iterator<Item = Listed>) -> Vec<Listed> {
        let mut listed: Vec<Listed> =
            self.summaries.iter().flat_map(|event| data::listed(event)).chain(pages).collect();
        data::sort_listed(&mut listed);
        listed
    }

    /// The bytes of one of them; `listed` is what the sitemap lists, in order.
    ///
    /// # Errors
    /// When a picture cannot be read. The inner error is what a template failed of.
    pub fn render(&self, theme: &Theme, part: Part<'_>, listed: &[Listed]) -> io::Result<Result<Vec<u8>, Finding>> {
        Ok(match part {
            Part::Page(page) => site::render(&self.site, theme, *page),
            Part::Image(image) => Ok(self.shared.world.read(&image)?),
            Part::Card => card::site_bytes(self.shared, theme),
            Part::Asset(bytes) => Ok(bytes.to_vec()),
            Part::Data(part) => Ok(data::site_bytes(&self.site, &part, self.summaries, listed)),
        })
    }
}

/// Tells all of them, and hands them over if there is a sink; says which paths they take.
///
/// # Errors
/// When the disk fails.
pub fn make(own: &Own<'_>, sink: Option<&dyn Sink>, findings: &mut Vec<Finding>) -> io::Result<Vec<Claim>> {
    let pages = own.pages(None).map(|(claim, page)| (claim, Part::Page(Box::new(page))));
    let mut made = each(own, sink, pages.chain(own.beside()), &[])?;
    let listed = own.listed_beside(made.iter_mut().filter_map(|made| made.listed.take()));
    let data: Vec<_> = own.feeds().chain(own.for_hosts(listed.len())).collect();
    made.extend(each(own, sink, data.into_iter(), &listed)?);
    let mut claims = Vec::new();
    for made in made {
        claims.push(made.claim);
        findings.extend(made.finding);
    }
    Ok(claims)
}

/// What is known of a file once it was handed over.
struct Made {
    /// Its place among those that were asked for.
    place: usize,
    claim: Claim,
    listed: Option<Listed>,
    finding: Option<Finding>,
}

/// Planned one after the other and made side by side, so that there are only a few at a time.
fn each<'o>(
    own: &Own<'o>,
    sink: Option<&dyn Sink>,
    parts: impl Iterator<Item = (Claim, Part<'o>)> + Send,
    listed: &[Listed],
) -> io::Result<Vec<Made>> {
    let press = sink.zip(own.theme);
    let made = parts.enumerate().par_bridge().map(|(place, (claim, part))| {
        let mut made = Made { place, claim, listed: None, finding: None };
        if let Part::Page(page) = &part {
            made.listed = data::listed_page(page);
        }
        if let Some((sink, theme)) = press {
            match own.render(theme, part, listed)? {
                Ok(bytes) => drop(sink.put(&made.claim.path, &bytes)?),
                Err(finding) => made.finding = Some(finding),
            }
        }
        Ok(made)
    });
    let mut made = made.collect::<io::Result<Vec<Made>>>()?;
    made.sort_unstable_by_key(|made| made.place);
    Ok(made)
}
