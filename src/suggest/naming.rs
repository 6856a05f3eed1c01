//! Names that may be of one thing: runs of capitals, in different sources, that share a telling word.

use std::collections::{BTreeMap, BTreeSet};

use super::{signals::Event, skeleton::skeleton, speech::runs};

/// What several sources may call in several ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// The name, and the passages in which it stands; the first of each source.
    pub names: Vec<(String, Vec<usize>)>,
}

/// A name with what it is compared by.
struct Name {
    written: String,
    keys: BTreeSet<String>,
    passages: Vec<usize>,
}

/// Names that share a telling word, or whose consonants agree across scripts; only where two sources have
/// two of them.
pub fn namings(event: &Event) -> Vec<Naming> {
    let names = names(event);
    let mut group: Vec<usize> = (0..names.len()).collect();
    for one in 0..names.len() {
        for other in one + 1..names.len() {
            if names[one].keys.intersection(&names[other].keys).next().is_some() {
                let (from, to) = (group[other], group[one]);
                for id in &mut group {
                    if *id == from {
                        *id = to;
                    }
                }
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (name, id) in group.iter().enumerate() {
        groups.entry(*id).or_default().push(name);
    }
    let told = groups.into_values().filter_map(|members| {
        let sources: BTreeSet<usize> = members
            .iter()
            .flat_map(|name| names[*name].passages.iter().map(|at| event.passages[*at].article))
            .collect();
        let namings =
            members.iter().map(|name| (names[*name].written.clone(), names[*name].passages.clone())).collect();
        (members.len() > 1 && sources.len() > 1).then_some(Naming { names: namings })
    });
    told.collect()
}

/// The distinct names of the event, in the order of their first passage.
fn names(event: &Event) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (at, passage) in event.passages.iter().enumerate().filter(|(_, passage)| !passage.furniture) {
        for run in runs(passage, &(0..passage.words.len())) {
            let written = passage.span(run.clone()).to_owned();
            let known = names.iter_mut().find(|name| name.written == written);
            if let Some(known) = known {
                let seen = known.passages.iter().any(|other| event.passages[*other].article == passage.article);
                if !seen {
                    known.passages.push(at);
                }
                continue;
            }
            let mut keys = BTreeSet::new();
            for word in run.map(|index| &passage.words[index]).filter(|word| word.content) {
                if event.names.weight_of(&word.stem) > TELLING {
                    keys.insert(word.stem.clone());
                    keys.extend(skeleton(&word.lower).filter(|bones| bones.len() > 3).map(|bones| format!("~{bones}")));
                }
            }
            names.push(Name { written, keys, passages: vec![at] });
        }
    }
    names
}

/// A word that names less than this of an event's passages ties two names.
const TELLING: f64 = 0.45;
