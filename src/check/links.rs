//! Links within the site lead to a file and an anchor that exist.
//!
//! Most links stay in their event and are checked there. A link to another event's anchor, or to an
//! address, waits until the whole site is known; of anchors only hashes are kept for that.

use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{DefaultHasher, Hash, Hasher},
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
    /// Whether a content file has a page.
    pub has_page: &'a dyn Fn(&str) -> bool,
    /// Anchors of the files at hand.
    pub anchors: &'a Anchors,
}

/// A link that only the whole site can tell.
#[derive(Debug)]
pub struct Pending {
    place: Place,
    target: Target,
}

#[derive(Debug)]
enum Target {
    Anchor { path: String, anchor: String },
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
                let own = known.anchors.get(source.path());
                if let Some(own) = own.filter(|own| !own.contains(anchor)) {
                    findings.push(no_anchor(place, source.path(), anchor, own));
                }
            }
            BodyLink::To(Link::Address(address)) => {
                pending.push(Pending { place, target: Target::Address(address.clone()) });
            }
            BodyLink::To(Link::File { path, anchor }) => {
                if !(known.has_page)(path) {
                    findings.push(no_file(place, path));
                    continue;
                }
                let Some(anchor) = anchor else { continue };
                match known.anchors.get(path) {
                    Some(own) if !own.contains(anchor) => findings.push(no_anchor(place, path, anchor, own)),
                    Some(_) => {}
                    None => {
                        let target = Target::Anchor { path: path.clone(), anchor: anchor.clone() };
                        pending.push(Pending { place, target });
                    }
                }
            }
        }
    }
    findings
}

/// The hashes of all anchors, for [`settle`].
pub fn fingerprints(anchors: &Anchors) -> impl Iterator<Item = u64> {
    anchors.iter().flat_map(|(path, own)| own.iter().map(move |anchor| fingerprint(path, anchor)))
}

/// Checks what had to wait. `addresses` are those of all files of the output.
pub fn settle(pending: Vec<Pending>, anchors: &BTreeSet<u64>, addresses: &BTreeSet<String>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for Pending { place, target } in pending {
        match target {
            Target::Anchor { path, anchor } if !anchors.contains(&fingerprint(&path, &anchor)) => {
                findings.push(no_anchor(place, &path, &anchor, &BTreeSet::new()));
            }
            Target::Address(to) => {
                let path = to.split(['#', '?']).next().unwrap_or(&to);
                if !addresses.contains(path) {
                    let hint =
                        "addresses of pages end with `/`; a link to a Markdown file is checked in your editor too";
                    let finding = Finding::error(Code::BrokenLink, format!("no page has the address `{path}`"));
                    findings.push(finding.at(place).hint(hint));
                }
            }
            Target::Anchor { .. } => {}
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
