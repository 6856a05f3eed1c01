//! What two texts share, against a comparison of every place with every other.

use std::collections::BTreeSet;

use proptest::{collection::vec, prelude::*, sample::select};
use rashomon::evidence::overlap::{GRAM, RUN, Shared, overlap, overlaps};

use super::cases;

type Words = Vec<&'static str>;

/// Few different words, so that runs meet often: pieces that repeat, and words between them.
fn text() -> impl Strategy<Value = Words> {
    let word = || select(&["a", "b", "c"][..]);
    let piece = prop_oneof![
        2 => vec(word(), 1..8),
        1 => (vec(word(), 1..4), 1_usize..12).prop_map(|(words, times)| words.repeat(times)),
        1 => select(vec![
            vec!["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"],
            vec!["c", "d", "e", "f", "g", "h", "i", "j", "k"],
            vec!["x"],
            vec!["y"],
        ]),
    ];
    vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

/// The different runs of so many words.
fn runs<'t>(text: &'t [&'static str], words: usize) -> BTreeSet<&'t [&'static str]> {
    text.windows(words).collect()
}

fn has(text: &[&str], run: &[&str]) -> bool {
    text.windows(run.len()).any(|window| window == run)
}

fn place(text: &[&str], run: &[&str]) -> u32 {
    let place = text.windows(run.len()).position(|window| window == run).unwrap();
    u32::try_from(place).unwrap()
}

/// Every run that both have and that is part of no longer one.
fn naive(a: &[&'static str], b: &[&'static str]) -> (usize, Vec<(u32, [u32; 2])>) {
    let mut listed: Vec<&[&str]> = Vec::new();
    let mut longest = 0;
    for words in (1..=a.len().min(b.len())).rev() {
        for run in runs(a, words).intersection(&runs(b, words)) {
            longest = longest.max(words);
            if words >= RUN as usize && !listed.iter().any(|longer| has(longer, run)) {
                listed.push(run);
            }
        }
    }
    let mut listed: Vec<_> =
        listed.iter().map(|run| (u32::try_from(run.len()).unwrap(), [place(a, run), place(b, run)])).collect();
    listed.sort_by_key(|(words, at)| (std::cmp::Reverse(*words), *at));
    (longest, listed)
}

fn texts<'t>(shared: &Shared, side: usize, text: &'t [&'static str]) -> BTreeSet<&'t [&'static str]> {
    shared.runs.iter().map(|run| &text[run.at[side] as usize..(run.at[side] + run.words) as usize]).collect()
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn it_is_what_a_comparison_of_all_places_finds(a in text(), b in text()) {
        let shared = overlap(&a, &b);
        let (of_a, of_b) = (runs(&a, GRAM), runs(&b, GRAM));
        prop_assert_eq!(shared.grams.map(|grams| grams as usize), [of_a.len(), of_b.len()]);
        prop_assert_eq!(shared.shared as usize, of_a.intersection(&of_b).count());
        let (longest, listed) = naive(&a, &b);
        prop_assert_eq!(shared.longest as usize, longest);
        let found: Vec<_> = shared.runs.iter().map(|run| (run.words, run.at)).collect();
        prop_assert_eq!(found, listed);
    }

    #[test]
    fn turned_round_it_is_the_same(a in text(), b in text()) {
        let (there, back) = (overlap(&a, &b), overlap(&b, &a));
        prop_assert_eq!((there.grams, there.shared, there.longest), ([back.grams[1], back.grams[0]], back.shared, back.longest));
        prop_assert_eq!(texts(&there, 0, &a), texts(&back, 1, &a));
        prop_assert_eq!(texts(&there, 0, &a), texts(&there, 1, &b));
    }

    #[test]
    fn other_texts_change_nothing(texts in vec(text(), 0..5)) {
        let all = overlaps(texts.iter().map(|text| text.iter().copied()));
        let pairs = (0..texts.len()).flat_map(|one| (one + 1..texts.len()).map(move |other| (one, other)));
        let each = pairs.map(|(one, other)| ((one, other), overlap(&texts[one], &texts[other])));
        prop_assert_eq!(all, each.collect::<Vec<_>>());
    }

    #[test]
    fn a_text_shares_all_of_itself(text in text()) {
        let shared = overlap(&text, &text);
        prop_assert_eq!(shared.grams, [shared.shared; 2]);
        prop_assert_eq!(shared.longest as usize, text.len());
        prop_assert_eq!(shared.runs.len(), usize::from(text.len() >= RUN as usize));
    }
}
