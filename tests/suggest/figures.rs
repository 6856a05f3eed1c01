//! The figures that were reached, held with a little room; and a table of them all.

use std::{collections::BTreeSet, time::Instant};

use rashomon::suggest::{self, measure};

use crate::{
    baseline,
    expected::{DEVELOPMENT, Expected, Passage, Score, UNREAD, mean, ordered, read, score},
};

/// The pairs that are proposed for an event.
fn proposed(event: &Expected) -> BTreeSet<(Passage, Passage)> {
    let suggestions = suggest::suggest(&event.name, &event.articles, 30);
    let passage = |place: suggest::Place<'_>| (place.source.to_owned(), place.para);
    suggestions.pairs().map(|(one, other, _)| ordered(passage(one), passage(other))).collect()
}

/// The pairs that would be proposed if some signals counted for nothing.
fn proposed_without(event: &Expected, signals: &[&str]) -> BTreeSet<(Passage, Passage)> {
    let pairs = measure::pairs(&event.articles, signals).into_iter().filter(|pair| pair.score >= measure::LEAST);
    pairs.map(|pair| pair.places.into()).map(|(one, other)| ordered(one, other)).collect()
}

fn development() -> Vec<Expected> {
    DEVELOPMENT.into_iter().map(read).collect()
}

#[test]
fn suggestions_stay_as_good_as_they_were() {
    let scores: Vec<Score> = development().iter().map(|event| score(event, &proposed(event))).collect();
    let mean = mean(&scores);
    assert!(mean.f1 >= 0.68, "{mean:?}");
    assert!(mean.alike <= 0.20, "{mean:?}");
    assert!(scores.iter().all(|score| score.f1 >= 0.50), "{scores:?}");
}

#[test]
fn suggestions_are_better_than_a_bag_of_words() {
    let events = development();
    let (_, words) = baseline::at_best(&events);
    let ours: Vec<Score> = events.iter().map(|event| score(event, &proposed(event))).collect();
    assert!(mean(&ours).f1 > mean(&words).f1 + 0.25, "{:?} {:?}", mean(&ours), mean(&words));
}

#[test]
#[ignore = "prints the table of figures"]
fn all_figures() {
    let mut events = development();
    events.push(read(UNREAD));
    let (threshold, words) = baseline::at_best(&events);
    println!(
        "{:<10} {:<6} {:>6} {:>6} {:>6} {:>6} {:>8}   bag of words, cosine ≥ {threshold}",
        "event", "lang", "P", "R", "F1", "alike", "ms"
    );
    let mut scores = Vec::new();
    for (event, words) in events.iter().zip(&words) {
        let start = Instant::now();
        let pairs = proposed(event);
        let time = start.elapsed().as_secs_f64() * 1000.0;
        let reached = score(event, &pairs);
        println!(
            "{:<10} {:<6} {:>6.3} {:>6.3} {:>6.3} {:>6.2} {time:>8.1}   F1 {:.3}, alike {:.2}",
            event.name,
            event.language,
            reached.precision,
            reached.recall,
            reached.f1,
            reached.alike,
            words.f1,
            words.alike
        );
        scores.push(reached);
    }
    let known = DEVELOPMENT.len();
    println!("development events: {:.3?}\nbag of words: {:.3?}", mean(&scores[..known]), mean(&words[..known]));
    for signals in measure::SIGNALS.iter().map(|signal| vec![*signal]).chain([
        vec!["words", "cover", "loose", "rare", "all", "sentence"],
        vec!["figures", "bare figures", "clash"],
        vec!["concepts", "concept cover"],
    ]) {
        let scores: Vec<Score> =
            events[..known].iter().map(|event| score(event, &proposed_without(event, &signals))).collect();
        println!("without {:<50} F1 {:.3}, alike {:.2}", signals.join(", "), mean(&scores).f1, mean(&scores).alike);
    }
}

/// Prints every pair's signals, by which the weights were fitted: a JSON object an event.
#[test]
#[ignore = "prints the signals of all pairs"]
fn all_signals() {
    for event in development() {
        let pairs = measure::pairs(&event.articles, &[]).into_iter().map(|pair| {
            let [one, other] = pair.places;
            let both = ordered(one, other);
            serde_json::json!({
                "same": event.same.contains(&both),
                "alike": event.alike.contains(&both),
                "a": both.0,
                "b": both.1,
                "signals": pair.signals,
            })
        });
        let pairs: Vec<serde_json::Value> = pairs.collect();
        println!("{}", serde_json::json!({ "event": event.name, "names": measure::SIGNALS, "pairs": pairs }));
    }
}
