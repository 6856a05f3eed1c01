//! Links within the site lead to a file and an anchor that exist.
//!
//! Most links stay in their event and are checked there. A link to another event's anchor, or to an
//! address, waits until the whole site is known; of anchors only hashes are kept for that.

use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use crate::{
    content::{BodyLink, front::Spanned, is_markdown},
    diagnostic::{Code, Finding, Place, SourceText},
    model::Link,
};

/// Anchors by path of the content file.
pub type Anchors = BTreeMap<String, BTreeSet<String>>;

/// What is known while the links of some files are checked.
pub struct Known<'a> {
    /// Whether a content file has a page; `None` if that is not known yet.
    pub has_page: &'a dyn Fn(&str) -> Option<bool>,
    /// Anchors of the files at hand, and of those that all events share.
    pub anchors: [&'a Anchors; 2],
}

impl Known<'_> {
    fn anchors_of(&self, path: &str) -> Option<&BTreeSet<String>> {
        self.anchors.iter().find_map(|anchors| anchors.get(path))
    }
}

/// What only the whole site can tell.
pub struct Whole<'a> {
    /// Hashes of all anchors; see [`fingerprints`].
    pub anchors: &'a BTreeSet<u64>,
    /// Addresses of all files of the output.
    pub addresses: &'a BTreeSet<String>,
    /// Content files that pages are made from.
    pub origins: &'a BTreeSet<Arc<str>>,
    /// The content file of an address, where one page is made from one file.
    pub file_at: &'a dyn Fn(&str) -> Option<&'a str>,
}

/// A link that only the whole site can tell.
#[derive(Clone, Debug)]
pub struct Pending {
    place: Place,
    target: Target,
}

#[derive(Clone, Debug)]
enum Target {
    File { path: String, anchor: Option<String> },
    Address(String),
}

/// Checks the links of a file; what cannot be told yet goes to `pending`.
pub fn links(
    source: &SourceText,
    links: &[Spanned<BodyLink>],
    known: &Known<'_>,
    pending: &mut Vec<Pending>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for link in links {
        let place = source.at(link.span.clone());
        match &link.value {
            BodyLink::Anchor(anchor) => {
                let own = known.anchors_of(source.path());
                if let Some(own) = own.filter(|own| !own.contains(anchor)) {
                    findings.push(no_anchor(place, source.path(), anchor, own));
                }
            }
            BodyLink::To(Link::Address(address)) => {
                pending.push(Pending { place, target: Target::Address(address.clone()) });
            }
            BodyLink::To(Link::File { path, anchor }) => match (known.has_page)(path) {
                Some(false) => findings.push(no_file(place, path)),
                Some(true) if anchor.is_none() => {}
                Some(true) if known.anchors_of(path).is_some() => {
                    let (anchor, own) = (anchor.as_deref().unwrap_or_default(), known.anchors_of(path));
                    if let Some(own) = own.filter(|own| !own.contains(anchor)) {
                        findings.push(no_anchor(place, path, anchor, own));
                    }
                }
                _ => {
                    let target = Target::File { path: path.clone(), anchor: anchor.clone() };
                    pending.push(Pending { place, target });
                }
            },
        }
    }
    findings
}

/// The hashes of all anchors, for [`settle`].
pub fn fingerprints(anchors: &Anchors) -> impl Iterator<Item = u64> {
    anchors.iter().flat_map(|(path, own)| own.iter().map(move |anchor| fingerprint(path, anchor)))
}

/// Checks what had to wait.
pub fn settle<'p>(pending: impl IntoIterator<Item = &'p Pending>, whole: &Whole<'_>) -> Vec<Finding> {
    let has_anchor = |path: &str, anchor: &str| whole.anchors.contains(&fingerprint(path, anchor));
    let mut findings = Vec::new();
    for Pending { place, target } in pending {
        let place = || place.clone();
        match target {
            Target::File { path, .. } if !whole.origins.contains(path.as_str()) => {
                findings.push(no_file(place(), path));
            }
            Target::File { path, anchor: Some(anchor) } if !has_anchor(path, anchor) => {
                findings.push(no_anchor(place(), path, anchor, &BTreeSet::new()));
            }
            Target::File { .. } => {}
            Target::Address(to) => {
                let (path, anchor) =
                    to.split_once('#').map_or((to.as_str(), None), |(path, anchor)| (path, Some(anchor)));
                if !whole.addresses.contains(path) {
                    let finding = Finding::error(Code::BrokenLink, format!("no page has the address `{path}`"));
                    findings.push(finding.at(place()).hint(
                        "addresses of pages end with `/`; a link to a Markdown file is checked in your editor too",
                    ));
                } else if let Some((file, anchor)) = (whole.file_at)(path).zip(anchor)
                    && !has_anchor(file, anchor)
                {
                    findings.push(no_anchor(place(), file, anchor, &BTreeSet::new()));
                }
            }
        }
    }
    findings
}

fn fingerprint(path: &str, anchor: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (path, anchor).hash(&mut hasher);
    hasher.finish()
}

fn no_file(place: Place, path: &str) -> Finding {
    let finding = Finding::error(Code::BrokenLink, format!("there is no page made from `{path}`")).at(place);
    if is_markdown(path) {
        finding.hint("check the name; a draft has no page")
    } else {
        finding.hint("link to a Markdown file of the site, or to an address from its root such as `/about/`")
    }
}

fn no_anchor(place: Place, path: &str, anchor: &str, known: &BTreeSet<String>) -> Finding {
    Finding::error(Code::BrokenLink, format!("`{path}` has no anchor `{anchor}`"))
        .at(place)
        .hint("an anchor is the id of a heading in that file, or the words of the heading joined by hyphens")
        .hint_nearest(anchor, known.iter().map(String::as_str))
}
