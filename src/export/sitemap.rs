//! `sitemap.xml`: the addresses of all pages that search engines may show (sitemaps.org, protocol
//! 0.9). A sitemap holds up to 50,000 addresses; a larger site has an index of several.

use std::io;

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event as Xml},
};
use serde::{Deserialize, Serialize};

use super::text;
use crate::page::Site;

/// Most addresses that the protocol allows in one file.
const MOST: usize = 50_000;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// A page of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Listed {
    /// Its address from the site's root.
    pub address: String,
    /// When what it shows was last changed: a day, `2023-06-04`.
    pub modified: Option<String>,
}

/// The addresses of the files that list so many pages: the sitemap, or its index and its parts.
pub fn addresses(pages: usize) -> Vec<String> {
    let parts = if pages <= MOST { 0 } else { pages.div_ceil(MOST) };
    let part = |number: usize| format!("/sitemap-{number}.xml");
    std::iter::once("/sitemap.xml".to_owned()).chain((1..=parts).map(part)).collect()
}

/// The file at an index of [`addresses`]. One is made at a time, as a part has some megabytes.
pub fn file(site: &Site<'_>, pages: &[Listed], index: usize) -> Vec<u8> {
    let files = addresses(pages.len());
    match index {
        0 if files.len() == 1 => list(site, pages, "urlset", "url"),
        0 => {
            let parts: Vec<Listed> =
                files[1..].iter().map(|part| Listed { address: part.clone(), modified: None }).collect();
            list(site, &parts, "sitemapindex", "sitemap")
        }
        part => list(site, pages.chunks(MOST).nth(part - 1).unwrap_or_default(), "urlset", "url"),
    }
}

/// `robots.txt` (RFC 9309): everything may be read, and the sitemap is there.
pub fn robots(site: &Site<'_>) -> Vec<u8> {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", site.canonical("/sitemap.xml")).into_bytes()
}

fn list(site: &Site<'_>, pages: &[Listed], root: &str, item: &str) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    // Writing to memory does not fail.
    write(&mut writer, site, pages, root, item).unwrap_or_default();
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}

fn write(writer: &mut Writer<Vec<u8>>, site: &Site<'_>, pages: &[Listed], root: &str, item: &str) -> io::Result<()> {
    writer.write_event(Xml::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    writer.create_element(root).with_attribute(("xmlns", NAMESPACE)).write_inner_content(|writer| {
        for page in pages {
            writer.create_element(item).write_inner_content(|writer| {
                element(writer, "loc", &site.canonical(&page.address))?;
                page.modified.as_deref().map_or(Ok(()), |modified| element(writer, "lastmod", modified))
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

fn element(writer: &mut Writer<Vec<u8>>, name: &str, content: &str) -> io::Result<()> {
    writer.create_element(name).write_text_content(BytesText::new(&text::clean(content)))?;
    Ok(())
}
