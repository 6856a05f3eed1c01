//! What speaks for two passages carrying the same fact, signal by signal.

use std::{collections::BTreeSet, ops::Range};

use unicode_segmentation::UnicodeSegmentation;

use super::{
    concepts,
    figures::{Figure, Kind},
    language::Language,
    passage::Passage,
    vocabulary::Vocabulary,
};

/// How many signals there are.
pub const COUNT: usize = 16;

/// Their names, in order.
pub const NAMES: [&str; COUNT] = [
    "words",
    "cover",
    "loose",
    "rare",
    "names",
    "figures",
    "bare figures",
    "clash",
    "concepts",
    "concept cover",
    "run",
    "distance",
    "brevity",
    "cross",
    "all",
    "sentence",
];

/// All passages of an event, read for comparison.
pub struct Event {
    pub passages: Vec<Passage>,
    pub stems: Vocabulary,
    pub loose: Vocabulary,
    pub names: Vocabulary,
    pub concepts: Vocabulary,
    pub skeletons: Vocabulary,
    pub values: Vocabulary,
    /// Stems, concepts and values together.
    pub all: Vocabulary,
    /// For each passage its sentences, each with its terms in `all`.
    pub sentences: Vec<Vec<Vec<u32>>>,
}

impl Event {
    /// Reads the passages of all articles.
    pub fn new(passages: Vec<Passage>) -> Event {
        let stems = |passage: &Passage| passage.content().map(|word| word.stem.clone()).collect::<Vec<_>>();
        let names =
            |passage: &Passage| passage.names.iter().map(|at| passage.words[*at].stem.clone()).collect::<Vec<_>>();
        let concepts = |passage: &Passage| passage.concepts().into_iter().map(|id| id.to_string()).collect::<Vec<_>>();
        let values = |passage: &Passage| passage.figures.iter().map(value_key).collect::<Vec<_>>();
        let all = Vocabulary::of(&passages, |passage| terms(passage, 0..passage.words.len()));
        let sentences = passages.iter().map(|passage| {
            let spans = sentences(passage).into_iter();
            spans.map(|span| all.known(&terms(passage, span))).collect()
        });
        Event {
            sentences: sentences.collect(),
            stems: Vocabulary::of(&passages, stems),
            loose: Vocabulary::of(&passages, loose),
            names: Vocabulary::of(&passages, names),
            concepts: Vocabulary::of(&passages, concepts),
            skeletons: Vocabulary::of(&passages, Passage::skeletons),
            values: Vocabulary::of(&passages, values),
            all,
            passages,
        }
    }

    /// The signals of two passages.
    pub fn signals(&self, one: usize, other: usize) -> [f64; COUNT] {
        let (p, q) = (&self.passages[one], &self.passages[other]);
        let cross = p.language != q.language;
        let rare = self.stems.shared(one, other).map(|term| self.stems.weights[term as usize].powi(3)).sum::<f64>();
        let names = if cross { self.skeletons.shared_weight(one, other) } else { self.names.shared_weight(one, other) };
        let figures = self.figures(one, other);
        let fewest = p.content().count().min(q.content().count());
        [
            self.stems.cosine(one, other),
            self.stems.cover(one, other),
            self.loose.cosine(one, other),
            saturated(rare, 2.0),
            saturated(names, 1.5),
            saturated(figures.same, 1.0),
            saturated(figures.bare, 1.0),
            saturated(figures.clash, 1.0),
            self.concepts.cosine(one, other),
            self.concepts.cover(one, other),
            run(p, q),
            (p.position - q.position).abs(),
            1.0 / f64::from(u32::try_from(fewest.max(2)).unwrap_or(u32::MAX)),
            f64::from(u8::from(cross)),
            self.all.cosine(one, other),
            self.sentence(one, other),
        ]
    }

    /// The cosine of their two nearest sentences.
    fn sentence(&self, one: usize, other: usize) -> f64 {
        let cosines = self.sentences[one]
            .iter()
            .flat_map(|a| self.sentences[other].iter().map(|b| self.all.cosine_of(a, b, SHORT)));
        cosines.fold(0.0, f64::max)
    }

    /// How the figures of two passages stand to each other.
    fn figures(&self, one: usize, other: usize) -> Agreement {
        let (p, q) = (&self.passages[one], &self.passages[other]);
        let mut agreement = Agreement::default();
        let mut counted = BTreeSet::new();
        for a in &p.figures {
            for b in q.figures.iter().filter(|b| b.kind == a.kind) {
                let context = context(p, a, q, b);
                if is_same(a, b) {
                    let key = value_key(a);
                    if counted.insert(key.clone()) {
                        let weight = self.values.weight_of(&key) * specific(a).min(specific(b));
                        let bare = !context && a.kind == Kind::Count;
                        *(if bare { &mut agreement.bare } else { &mut agreement.same }) += weight;
                    }
                } else if context && matches!(a.kind, Kind::Count | Kind::Money | Kind::Percent) {
                    agreement.clash += 0.5;
                }
            }
        }
        agreement
    }
}

/// What the figures of two passages say.
#[derive(Default)]
struct Agreement {
    /// Equal values of equal things.
    same: f64,
    /// Equal values of what seem to be other things.
    bare: f64,
    /// Other values of like things.
    clash: f64,
}

/// A sentence with less weight than this, squared, is compared as if it had as much.
const SHORT: f64 = 3.0;

/// Stems, concepts and values of a span of words.
fn terms(passage: &Passage, span: Range<usize>) -> Vec<String> {
    let words = || passage.words[span.clone()].iter();
    let mut terms: Vec<String> = words().filter(|word| word.content).map(|word| word.stem.clone()).collect();
    let concepts = words().filter(|word| !word.number).flat_map(|word| concepts::of(word, passage.language));
    terms.extend(concepts.map(|concept| format!("#{concept}")));
    let figures = passage.figures.iter().filter(|figure| span.contains(&figure.words.start));
    terms.extend(figures.map(value_key));
    terms
}

/// The sentences of a passage as spans of its words; what has fewer than five words goes with the next.
fn sentences(passage: &Passage) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut start = 0;
    for (at, sentence) in passage.text.split_sentence_bound_indices() {
        let end = passage.words.partition_point(|word| word.range.start < at + sentence.len());
        if end >= start + 5 {
            spans.push(start..end);
            start = end;
        }
    }
    match spans.last_mut() {
        Some(last) => last.end = passage.words.len(),
        None => spans.push(0..passage.words.len()),
    }
    spans
}

/// Coarser forms of the words; runs of letters in a language without a stemmer.
fn loose(passage: &Passage) -> Vec<String> {
    let plain = passage.language.stemmer().is_none() && passage.language != Language::Arabic;
    if plain { grams(passage) } else { passage.content().map(|word| word.loose.clone()).collect() }
}

/// Runs of letters: four, or two where a letter is a word.
fn grams(passage: &Passage) -> Vec<String> {
    let dense = |c: char| matches!(c, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}');
    let mut grams = Vec::new();
    let letters: String = passage.words.iter().map(|word| word.lower.as_str()).collect::<Vec<_>>().join(" ");
    for run in letters.split(|c: char| c == ' ' && !letters.contains(dense)) {
        let run: Vec<char> = run.chars().filter(|c| *c != ' ').collect();
        let length = if run.iter().any(|c| dense(*c)) { 2 } else { 4 };
        grams.extend(run.windows(length.min(run.len()).max(1)).map(|gram| gram.iter().collect::<String>()));
    }
    grams
}

/// A figure as a term: what is of another kind is another figure.
pub fn value_key(figure: &Figure) -> String {
    format!("{:?} {}", figure.kind, figure.value)
}

/// Whether two figures of one kind have one value: within a twentieth, if one of them is rough.
pub fn is_same(one: &Figure, other: &Figure) -> bool {
    let exact = (one.value - other.value).abs() < 1e-9 * one.value.abs().max(1.0);
    let rough = (one.rough || other.rough) && one.value > 20.0 && matches!(one.kind, Kind::Count | Kind::Money);
    exact || (rough && (one.value - other.value).abs() <= 0.055 * one.value.max(other.value))
}

/// How much an equal value says: small and round numbers recur by chance.
fn specific(figure: &Figure) -> f64 {
    match figure.kind {
        Kind::Count if figure.value < 4.0 => 0.35,
        Kind::Count if figure.value <= 10.0 => 0.6,
        // Any report says `on Tuesday` of anything.
        Kind::Day if figure.rough => 0.1,
        Kind::Day => 0.6,
        Kind::Count if figure.value % 100.0 == 0.0 && figure.value < 10_000.0 => 0.85,
        _ => 1.0,
    }
}

/// Whether two figures count the same thing, as far as the words around them tell.
pub fn context(p: &Passage, a: &Figure, q: &Passage, b: &Figure) -> bool {
    if !matches!(a.kind, Kind::Count | Kind::Money | Kind::Percent) {
        return true;
    }
    let same_language = p.language == q.language;
    let shares = |one: &usize, other: &usize| {
        let (one, other) = (&p.words[*one], &q.words[*other]);
        let words = same_language && (one.stem == other.stem || one.loose == other.loose);
        let concepts = concepts::of(one, p.language);
        words || concepts::of(other, q.language).iter().any(|concept| concepts.contains(concept))
    };
    a.subject.iter().any(|one| b.subject.iter().any(|other| shares(one, other)))
}

/// The longest run of words that both have, from three words on.
fn run(p: &Passage, q: &Passage) -> f64 {
    let mut longest = 0_u32;
    let mut row = vec![0_u32; q.words.len() + 1];
    for one in &p.words {
        let mut before = 0;
        for (at, other) in q.words.iter().enumerate() {
            let here = row[at + 1];
            row[at + 1] = if one.lower == other.lower { before + 1 } else { 0 };
            longest = longest.max(row[at + 1]);
            before = here;
        }
    }
    saturated(f64::from(longest.saturating_sub(2)), 5.0)
}

/// From 0 to 1, the slower the more there is.
fn saturated(amount: f64, scale: f64) -> f64 {
    1.0 - (-amount / scale).exp()
}
