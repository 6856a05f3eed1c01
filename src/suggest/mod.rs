//! Suggestions: what the captures of one event seem to tell alike, before anybody has marked anything.
//!
//! 1. [`articles`] reads the captures, and from the sources' files, where there are any, what is furniture,
//!    when an article was published and in which language.
//! 2. [`passage`] takes each line apart: [`words`] with their stems, [`figures`] with what they count, days
//!    ([`calendar`]), names. [`furniture`] finds lines that are no article text.
//! 3. [`signals`] says what speaks for two passages carrying the same fact; [`score`] weighs it, ranks
//!    each passage's counterparts in each other source, and abstains where nothing stands out.
//! 4. [`facts`] gathers pairs into candidate facts with a [`label`], a [`quote`] and the value that each gives;
//!    [`count`], [`naming`], [`speech`] and [`runs`] list figures, names, speakers and shared words.
//! 5. [`report`], [`draft`] and [`json`] write it down.
//!
//! Nothing here asks a network or a model, and the same captures give the same bytes. What comes out are
//! proposals: the editor decides.

pub mod articles;
pub mod draft;
pub mod json;
pub mod report;

mod arabic;
mod calendar;
mod concepts;
mod count;
mod facts;
mod figures;
mod furniture;
mod label;
mod language;
mod naming;
mod number_words;
mod numerals;
mod passage;
mod quote;
mod reason;
mod runs;
mod score;
mod signals;
mod skeleton;
mod speech;
mod vocabulary;
mod words;

use facts::Fact;
use naming::Naming;
use runs::Run;
use score::Pair;
use signals::Event;

pub use passage::{Article, Line};

/// What was found in the captures of an event.
pub struct Suggestions {
    /// The event's id.
    pub id: String,
    /// The sources, by id.
    pub sources: Vec<String>,
    event: Event,
    pairs: Vec<Pair>,
    facts: Vec<Fact>,
    namings: Vec<Naming>,
    figures: Vec<count::Shared>,
    runs: Vec<Run>,
}

/// Compares the articles of an event. `max_words` bounds each quotation, as `[quotation] max_words` does.
pub fn suggest(id: &str, articles: &[Article], max_words: u32) -> Suggestions {
    let passages = articles.iter().enumerate().flat_map(|(index, article)| passage::passages(article, index));
    let event = Event::new(passages.collect());
    let pairs = score::pairs(&event);
    Suggestions {
        id: id.to_owned(),
        sources: articles.iter().map(|article| article.source.clone()).collect(),
        facts: facts::facts(&event, &pairs, max_words.max(1)),
        namings: naming::namings(&event),
        figures: count::shared(&event),
        runs: runs::runs(&event, articles.len()),
        pairs,
        event,
    }
}

/// A passage by its source and line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place<'s> {
    pub source: &'s str,
    /// The line, counted over the non-empty ones from 1.
    pub para: u32,
}

impl Suggestions {
    /// The proposed pairs with their scores, the likeliest first.
    pub fn pairs(&self) -> impl Iterator<Item = (Place<'_>, Place<'_>, f64)> {
        self.pairs.iter().map(|pair| (self.place(pair.one), self.place(pair.other), pair.score))
    }

    /// How many passages were compared.
    pub fn passages(&self) -> usize {
        self.event.passages.iter().filter(|passage| !passage.furniture).count()
    }

    fn place(&self, at: usize) -> Place<'_> {
        let passage = &self.event.passages[at];
        Place { source: &self.sources[passage.article], para: passage.para }
    }
}

/// What is only measured: the signals of pairs, for fitting weights and telling what each of them adds.
pub mod measure {
    use super::{Article, passage, score, signals};

    /// A pair with what is known of it.
    pub struct Measured {
        /// Source and line of both.
        pub places: [(String, u32); 2],
        pub signals: [f64; signals::COUNT],
        pub score: f64,
    }

    /// The names of the signals.
    pub const SIGNALS: [&str; signals::COUNT] = signals::NAMES;

    /// All pairs of passages of different sources that are no furniture. `without` names signals that are not
    /// weighed.
    pub fn pairs(articles: &[Article], without: &[&str]) -> Vec<Measured> {
        let passages = articles.iter().enumerate().flat_map(|(index, article)| passage::passages(article, index));
        let event = signals::Event::new(passages.collect());
        let (mut first, second) = score::weights();
        for (weight, name) in first.0.iter_mut().zip(SIGNALS) {
            if without.contains(&name) {
                *weight = 0.0;
            }
        }
        let place = |at: usize| {
            let passage = &event.passages[at];
            (articles[passage.article].source.clone(), passage.para)
        };
        let measured = score::scored(&event, &first, &second).into_iter().map(|pair| Measured {
            places: [place(pair.one), place(pair.other)],
            signals: event.signals(pair.one, pair.other),
            score: pair.score,
        });
        measured.collect()
    }

    /// The score from which on a pair is proposed.
    pub const LEAST: f64 = score::LEAST;
}
