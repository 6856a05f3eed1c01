//! No two files may claim one address, also where a file system takes upper and lower case, or
//! composed and decomposed letters, for the same.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet, btree_map::Entry},
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

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
    /// Path of the file that claims it; a file claims many, so it is shared.
    pub origin: Arc<str>,
}

/// How many paths a site has, and those of its claims that can be for the address of another, for a folder of another,
/// or below such a file, in their order. They are told by hashes: a large site has none as a rule, and its paths would
/// take more room than anything else of it. All claims are asked for twice only where there are some.
pub fn suspects<I: Iterator<Item = Claim>>(claims: impl Fn() -> I) -> (usize, Vec<Claim>) {
    let mut files: Vec<u64> = Vec::new();
    let mut folders: HashSet<u64> = HashSet::new();
    let mut last = String::new();
    for claim in claims() {
        let path = folded(&claim.path);
        files.push(hash(&path));
        // Those of one folder come one after the other.
        if !above(&path).eq(above(&last)) {
            folders.extend(above(&path).map(hash));
        }
        last = path;
    }
    files.sort_unstable();
    let twice: HashSet<u64> = files.windows(2).filter(|two| two[0] == two[1]).map(|two| two[0]).collect();
    folders.retain(|folder| files.binary_search(folder).is_ok());
    files.dedup();
    if twice.is_empty() && folders.is_empty() {
        return (files.len(), Vec::new());
    }
    let is_suspect = |claim: &Claim| {
        let path = folded(&claim.path);
        let own = hash(&path);
        twice.contains(&own) || folders.contains(&own) || above(&path).any(|folder| folders.contains(&hash(folder)))
    };
    (files.len(), claims().filter(is_suspect).collect())
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
                    let finding = finding.at(Place::File(claim.origin.clone()));
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
            let finding = Finding::error(Code::DuplicateAddress, message).at(Place::File(theirs.origin.clone()));
            findings.push(finding.hint(format!("rename it; the other is made from `{}`", other.origin)));
        }
    }
    findings
}

/// Findings for files at or below an address that the program fills with files of names it finds for itself.
pub fn reserved(claims: impl Iterator<Item = Claim>, address: &str) -> Vec<Finding> {
    let folder = folded(address.trim_matches('/'));
    let is_in = |claim: &Claim| {
        folded(&claim.path).strip_prefix(&folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let tell = |claim: Claim| {
        let message = format!("`/{}` is where the search keeps its index", claim.path);
        let finding = Finding::error(Code::DuplicateAddress, message).at(Place::File(claim.origin.clone()));
        finding.hint("rename the file, or turn the search off with `enabled = false` in `[search]`")
    };
    claims.filter(is_in).map(tell).collect()
}

/// The folders in which a file stands.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}

fn hash(path: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    hasher.finish()
}

/// Whether the program makes it of itself. Such a claim comes first: what clashes with it is the
/// editor's to change.
fn is_ours(claim: &Claim) -> bool {
    claim.origin.starts_with("templates/")
}

/// A path as a file system sees it that takes upper and lower case, or composed and decomposed
/// letters, for the same.
pub fn folded(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    let composed: String = path.nfc().collect();
    CaseMapper::new().fold_string(&composed).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims(paths: &[&str]) -> Vec<Claim> {
        let claim = |(number, path): (usize, &&str)| Claim {
            path: (*path).to_owned(),
            origin: format!("content/{number}.md").into(),
        };
        paths.iter().enumerate().map(claim).collect()
    }

    fn messages(findings: &[Finding]) -> Vec<String> {
        findings.iter().map(|finding| format!("{} {:?}", finding.message, finding.place)).collect()
    }

    #[test]
    fn suspects_are_all_that_clash() {
        for (paths, files, suspects) in [
            (&["a/index.html", "a/b/index.html", "ab/index.html"][..], 3, &[][..]),
            (&["a/x", "b", "A/X", "c"], 3, &["a/x", "A/X"]),
            (&["c/x", "a", "a/b/x", "b", "ab/x"], 5, &["a", "a/b/x"]),
            (&["b/x", "c/d/y", "C/d", "c/d/x"], 4, &["c/d/y", "C/d", "c/d/x"]),
            (&["e\u{301}/x", "b", "\u{e9}/x", "\u{c9}"], 3, &["e\u{301}/x", "\u{e9}/x", "\u{c9}"]),
        ] {
            let all = claims(paths);
            let (found_files, found) = super::suspects(|| all.iter().cloned());
            let found_paths: Vec<&str> = found.iter().map(|claim| claim.path.as_str()).collect();
            assert_eq!((found_files, &*found_paths), (files, suspects), "{paths:?}");
            assert_eq!(messages(&addresses(&found)), messages(&addresses(&all)), "{paths:?}");
            assert_eq!(messages(&folders(&found)), messages(&folders(&all)), "{paths:?}");
        }
    }
}
