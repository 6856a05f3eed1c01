//! Runs of words that two articles share.

use crate::evidence::overlap::overlap;

use super::signals::Event;

/// A run of words that stands in two articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its length.
    pub words: u32,
    /// The passages in which it begins.
    pub at: [usize; 2],
    /// The words as the first passage has them, as far as they stand in it.
    pub text: String,
}

/// The runs of each two articles, the longest first. Furniture is left out.
pub fn runs(event: &Event, articles: usize) -> Vec<Run> {
    let words: Vec<Vec<(&str, usize, usize)>> = (0..articles).map(|article| words(event, article)).collect();
    let mut runs = Vec::new();
    for one in 0..articles {
        for other in one + 1..articles {
            let plain = |words: &[(&'_ str, usize, usize)]| words.iter().map(|(word, ..)| (*word).to_owned()).collect();
            let (ours, theirs): (Vec<String>, Vec<String>) = (plain(&words[one]), plain(&words[other]));
            let shared = overlap(
                &ours.iter().map(String::as_str).collect::<Vec<_>>(),
                &theirs.iter().map(String::as_str).collect::<Vec<_>>(),
            );
            for run in shared.runs {
                let start = |words: &[(&str, usize, usize)], at: u32| {
                    usize::try_from(at).ok().and_then(|at| words.get(at)).map(|(_, passage, word)| (*passage, *word))
                };
                let places = (start(&words[one], run.at[0]), start(&words[other], run.at[1]));
                let (Some((first, word)), Some((second, _))) = places else { continue };
                let passage = &event.passages[first];
                let length = usize::try_from(run.words).unwrap_or(usize::MAX);
                let text = passage.span(word..word.saturating_add(length).min(passage.words.len())).to_owned();
                runs.push(Run { words: run.words, at: [first, second], text });
            }
        }
    }
    runs.sort_by(|a, b| b.words.cmp(&a.words).then(a.at.cmp(&b.at)));
    runs
}

/// The words of an article, each with its passage and its place in it.
fn words(event: &Event, article: usize) -> Vec<(&str, usize, usize)> {
    let passages = event.passages.iter().enumerate();
    let own = passages.filter(|(_, passage)| passage.article == article && !passage.furniture);
    own.flat_map(|(at, passage)| {
        passage.words.iter().enumerate().map(move |(index, word)| (word.lower.as_str(), at, index))
    })
    .collect()
}
