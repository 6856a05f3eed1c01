//! Events with the pairs that an editor expects.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use rashomon::suggest::{Article, articles};
use rashomon::world::MemoryWorld;

/// A passage: its source and line.
pub type Passage = (String, u32);

/// An event with what is expected of it.
pub struct Expected {
    pub name: String,
    pub language: String,
    pub articles: Vec<Article>,
    /// Pairs that carry the same fact, and pairs that only look so; each in order of source.
    pub same: BTreeSet<(Passage, Passage)>,
    pub alike: BTreeSet<(Passage, Passage)>,
}

/// The events by which weights were fitted.
pub const DEVELOPMENT: [&str; 7] = ["dam", "mina", "orman", "poezd", "ruling", "sdelka", "zirve"];

/// The event that no weight and no word of the lexicon was chosen by.
pub const UNREAD: &str = "mine";

/// The folder of the events.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suggest/events")
}

/// A world with the captures of one of the events.
pub fn world(name: &str) -> MemoryWorld {
    let mut files: Vec<PathBuf> = fs::read_dir(folder().join(name)).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let texts = files.iter().filter(|file| file.extension().is_some_and(|end| end == "txt"));
    texts.fold(MemoryWorld::new(), |world, file| {
        let path = format!("captures/{name}/{}", file.file_name().unwrap().to_str().unwrap());
        world.file(&path, fs::read(file).unwrap())
    })
}

/// Reads an event of `events/`.
pub fn read(name: &str) -> Expected {
    let (articles, findings) = articles::read(&world(name), name).unwrap();
    assert!(findings.is_empty(), "{findings:?}");
    let table: toml::Table = fs::read_to_string(folder().join(name).join("pairs.toml")).unwrap().parse().unwrap();
    let lines: BTreeMap<&str, usize> =
        articles.iter().map(|article| (article.source.as_str(), article.lines.len())).collect();
    let known = |passage: &Passage| {
        let lines = lines.get(passage.0.as_str()).copied().unwrap_or(0);
        assert!(passage.1 >= 1 && passage.1 as usize <= lines, "{name}: there is no passage {passage:?}");
    };
    let mut same = BTreeSet::new();
    for fact in table["facts"].as_array().unwrap() {
        let passages: Vec<Passage> =
            fact.as_array().unwrap().iter().flat_map(|item| passages(item.as_str().unwrap())).collect();
        passages.iter().for_each(known);
        for one in &passages {
            same.extend(passages.iter().filter(|other| one.0 < other.0).map(|other| (one.clone(), other.clone())));
        }
    }
    let pair = |text: &str| {
        let both: Vec<Passage> = text.split(' ').flat_map(passages).collect();
        both.iter().for_each(known);
        ordered(both[0].clone(), both[1].clone())
    };
    let alike: BTreeSet<(Passage, Passage)> =
        table["alike"].as_array().unwrap().iter().map(|item| pair(item.as_str().unwrap())).collect();
    assert!(same.is_disjoint(&alike), "{name}: a pair is both the same and only alike");
    Expected { name: name.to_owned(), language: table["language"].as_str().unwrap().to_owned(), articles, same, alike }
}

/// A pair in order of source.
pub fn ordered(one: Passage, other: Passage) -> (Passage, Passage) {
    if one.0 <= other.0 { (one, other) } else { (other, one) }
}

/// `agency:1,2`.
fn passages(text: &str) -> Vec<Passage> {
    let (source, lines) = text.split_once(':').unwrap();
    lines.split(',').map(|line| (source.to_owned(), line.parse().unwrap())).collect()
}

/// How well pairs meet what is expected.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
    /// The share of the pairs that only look alike and are proposed.
    pub alike: f64,
}

/// Holds proposed pairs against what is expected.
pub fn score(expected: &Expected, proposed: &BTreeSet<(Passage, Passage)>) -> Score {
    let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
    let hits = proposed.intersection(&expected.same).count();
    let precision = share(hits, proposed.len());
    let recall = share(hits, expected.same.len());
    Score {
        precision,
        recall,
        f1: share(2 * hits, proposed.len() + expected.same.len()),
        alike: share(proposed.intersection(&expected.alike).count(), expected.alike.len()),
    }
}

/// The mean of scores, each event counting alike.
pub fn mean(scores: &[Score]) -> Score {
    let of = |value: fn(&Score) -> f64| scores.iter().map(value).sum::<f64>() / scores.len() as f64;
    Score {
        precision: of(|score| score.precision),
        recall: of(|score| score.recall),
        f1: of(|score| score.f1),
        alike: of(|score| score.alike),
    }
}
