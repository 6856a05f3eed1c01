//! No two files may claim one address, also where a file system takes upper and lower case, or
//! composed and decomposed letters, for the same.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use icu_casemap::CaseMapper;
use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Code, Finding, Place};

/// The file that a folder's address names.
const INDEX: &str = "index.html";

/// A file of the output and the file that it is made from.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Path in the output folder.
    pub path: String,
    /// Path of the file that claims it.
    pub origin: String,
}

/// Findings for every file that claims a path which another file claims. What follows from one clash,
/// such as the data of two events at one address, is not reported again.
pub fn addresses(claims: &[Claim]) -> Vec<Finding> {
    let mut first: BTreeMap<String, &Claim> = BTreeMap::new();
    let mut sorted: Vec<&Claim> = claims.iter().collect();
    let key =
        |claim: &&Claim| (!is_ours(claim), claim.origin.clone(), !claim.path.ends_with(INDEX), claim.path.clone());
    sorted.sort_by_cached_key(key);
    let mut pairs = BTreeSet::new();
    let mut findings = Vec::new();
    for claim in sorted {
        match first.entry(folded(&claim.path)) {
            Entry::Occupied(taken) => {
                let earlier = taken.get();
                if earlier.origin != claim.origin && pairs.insert((&earlier.origin, &claim.origin)) {
                    let address = claim.path.strip_suffix(INDEX).unwrap_or(&claim.path);
                    let message = if is_ours(earlier) {
                        format!("`/{address}` is the address of a page that `{}` draws", earlier.origin)
                    } else {
                        format!("`/{address}` is also the address of `{}`", earlier.origin)
                    };
                    let finding = Finding::error(Code::DuplicateAddress, message);
                    let finding = finding.at(Place::File(claim.origin.as_str().into()));
                    findings.push(finding.hint("rename one of the files, or change its `slug` or `aliases`"));
                }
            }
            Entry::Vacant(free) => {
                free.insert(claim);
            }
        }
    }
    findings
}

/// Findings for files whose name is that of a folder in which others stand. Each is told once.
pub fn folders(claims: &[Claim]) -> Vec<Finding> {
    let files: BTreeMap<String, &Claim> = claims.iter().map(|claim| (folded(&claim.path), claim)).collect();
    let mut told = BTreeSet::new();
    let mut findings = Vec::new();
    for claim in claims {
        let path = folded(&claim.path);
        let file = path.match_indices('/').find_map(|(end, _)| files.get(&path[..end]).copied());
        if let Some(file) = file.filter(|file| told.insert(&file.path)) {
            let message = format!("`/{}` is also the folder in which `/{}` stands", file.path, claim.path);
            let (theirs, other) = if is_ours(file) { (claim, file) } else { (file, claim) };
            let finding =
                Finding::error(Code::DuplicateAddress, message).at(Place::File(theirs.origin.as_str().into()));
            findings.push(finding.hint(format!("rename it; the other is made from `{}`", other.origin)));
        }
    }
    findings
}

/// Findings for files at or below an address that the program fills with files of names it finds for itself.
pub fn reserved(claims: &[Claim], address: &str) -> Vec<Finding> {
    let folder = folded(address.trim_matches('/'));
    let is_in = |claim: &&Claim| {
        folded(&claim.path).strip_prefix(&folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let tell = |claim: &Claim| {
        let message = format!("`/{}` is where the search keeps its index", claim.path);
        let finding = Finding::error(Code::DuplicateAddress, message).at(Place::File(claim.origin.as_str().into()));
        finding.hint("rename the file, or turn the search off with `enabled = false` in `[search]`")
    };
    claims.iter().filter(is_in).map(tell).collect()
}

/// Whether the program makes it of itself. Such a claim comes first: what clashes with it is the
/// editor's to change.
fn is_ours(claim: &Claim) -> bool {
    claim.origin.starts_with("templates/")
}

/// A path as a file system sees it that takes upper and lower case, or composed and decomposed
/// letters, for the same.
pub fn folded(path: &str) -> String {
    let composed: String = path.nfc().collect();
    CaseMapper::new().fold_string(&composed).into_owned()
}
