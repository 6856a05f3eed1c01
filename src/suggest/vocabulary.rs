//! How telling a word is in this event.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::passage::Passage;

/// Terms of one kind (stems, coarser forms, concepts, skeletons, values), as numbers, with their weights.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// For each passage its terms, sorted.
    pub terms: Vec<Vec<u32>>,
    /// By term, from nearly 0 (everywhere) to 1 (in one passage of each article that has it).
    pub weights: Vec<f64>,
    ids: HashMap<String, u32>,
}

impl Vocabulary {
    /// Reads the terms of all passages.
    ///
    /// A term's weight is its inverse passage frequency (K. Spärck Jones, “A statistical interpretation of term
    /// specificity”, 1972), but within the articles that have it: a word that each of six articles says once
    /// is as telling as one that a single article says.
    pub fn of<T: IntoIterator<Item = String>>(passages: &[Passage], terms: impl Fn(&Passage) -> T) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        let mut sizes: BTreeMap<usize, f64> = BTreeMap::new();
        let mut counts: Vec<BTreeMap<usize, f64>> = Vec::new();
        for passage in passages {
            let mut own = BTreeSet::new();
            for term in terms(passage) {
                let next = u32::try_from(vocabulary.ids.len()).unwrap_or(u32::MAX);
                own.insert(*vocabulary.ids.entry(term).or_insert(next));
            }
            counts.resize(vocabulary.ids.len(), BTreeMap::new());
            if !passage.furniture {
                *sizes.entry(passage.article).or_default() += 1.0;
                for term in &own {
                    *counts[*term as usize].entry(passage.article).or_default() += 1.0;
                }
            }
            vocabulary.terms.push(own.into_iter().collect());
        }
        vocabulary.weights = counts.iter().map(|by_article| weight(by_article, &sizes)).collect();
        vocabulary
    }

    /// The weight of a term by its text; 0 if no passage has it.
    pub fn weight_of(&self, term: &str) -> f64 {
        self.ids.get(term).map_or(0.0, |id| self.weights[*id as usize])
    }

    /// The terms that two passages share.
    pub fn shared(&self, one: usize, other: usize) -> impl Iterator<Item = u32> {
        let other = &self.terms[other];
        self.terms[one].iter().copied().filter(|term| other.binary_search(term).is_ok())
    }

    /// The summed weight of what two passages share.
    pub fn shared_weight(&self, one: usize, other: usize) -> f64 {
        self.shared(one, other).map(|term| self.weights[term as usize]).sum()
    }

    /// The cosine of two passages, terms by weight.
    pub fn cosine(&self, one: usize, other: usize) -> f64 {
        let square = |term: &u32| self.weights[*term as usize].powi(2);
        let norm = |at: usize| self.terms[at].iter().map(square).sum::<f64>().sqrt();
        let shared: f64 = self.shared(one, other).map(|term| square(&term)).sum();
        ratio(shared, norm(one) * norm(other))
    }

    /// The numbers of terms, sorted, each once; terms that no passage has are left out.
    pub fn known(&self, terms: &[String]) -> Vec<u32> {
        let known: BTreeSet<u32> = terms.iter().filter_map(|term| self.ids.get(term).copied()).collect();
        known.into_iter().collect()
    }

    /// The cosine of two sorted lists of terms, where a list of less than `least` summed squares counts as
    /// if it had them.
    pub fn cosine_of(&self, one: &[u32], other: &[u32], least: f64) -> f64 {
        let square = |term: &u32| self.weights[*term as usize].powi(2);
        let norm = |terms: &[u32]| terms.iter().map(square).sum::<f64>().max(least).sqrt();
        let shared: f64 = one.iter().filter(|term| other.binary_search(term).is_ok()).map(square).sum();
        ratio(shared, norm(one) * norm(other))
    }

    /// The share of the smaller passage's weight that the other has too.
    pub fn cover(&self, one: usize, other: usize) -> f64 {
        let mass = |at: usize| self.terms[at].iter().map(|term| self.weights[*term as usize]).sum::<f64>();
        // A passage of two words is covered too easily.
        ratio(self.shared_weight(one, other), mass(one).min(mass(other)).max(4.0))
    }
}

fn weight(by_article: &BTreeMap<usize, f64>, sizes: &BTreeMap<usize, f64>) -> f64 {
    if by_article.is_empty() {
        return 0.0;
    }
    let all = |values: &mut dyn Iterator<Item = f64>, count: usize| {
        values.sum::<f64>() / f64::from(u32::try_from(count.max(1)).unwrap_or(u32::MAX))
    };
    let size = |article: &usize| sizes.get(article).copied().unwrap_or(1.0);
    let frequency = all(&mut by_article.iter().map(|(article, count)| count / (size(article) + 1.0)), by_article.len());
    let mean = all(&mut by_article.keys().map(size), by_article.len());
    (-frequency.ln() / (mean + 1.0).ln()).clamp(0.02, 1.0)
}

/// A quotient; 0 where there is nothing to divide by.
pub fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}
