//! Quotation marks in any order.

use proptest::{collection::vec, prelude::*, sample::select};
use rashomon::evidence::quotation::{outermost, quotations};

use super::cases;

const PIECES: &[&str] = &[
    "word", "Serbs", "ä", "語", " ", " ", "\u{a0}", ".", ",", "(", ")", "[", "]", "—", "\"", "\"", "“", "”", "„", "«",
    "»", "‹", "›", "‘", "’", "’s", "‚", "'", "「", "」", "『", "』", "《", "》", "\u{0}", "😀",
];

fn line() -> impl Strategy<Value = String> {
    prop_oneof![3 => vec(select(PIECES), 0..40).prop_map(|pieces| pieces.concat()), 1 => any::<String>()]
}

proptest! {
    #![proptest_config(cases(3000))]

    #[test]
    fn a_quotation_is_a_part_of_the_line_around_the_span(line in line(), from in 0_usize..80, length in 0_usize..20) {
        let span = from..from + length;
        if let Some(found) = outermost(&quotations(&line), &span) {
            let inner = &found.inner;
            let text = line.get(inner.clone());
            prop_assert!(text.is_some(), "{:?} cuts a character", inner);
            let before = line[..inner.start].chars().next_back();
            prop_assert!(before.is_some_and(|mark| "\"“”„«»‹›‘‚'「『".contains(mark)), "no mark before {:?}", inner);
            // A mark is at most three bytes long; what is not closed may have white space after it.
            prop_assert!(inner.start <= span.start + 3);
            prop_assert!(span.end <= inner.end + 3 || line[inner.end..].trim().is_empty());
        }
    }

    #[test]
    fn plain_words_in_one_pair_are_found_from_each_of_them(words in vec("[a-rt-z]{1,6}", 1..8), pair in 0_usize..8) {
        let (open, close) =
            [("“", "”"), ("\"", "\""), ("«", "»"), ("„", "“"), ("”", "”"), ("‘", "’"), ("'", "'"), ("「", "」")][pair];
        let inside = words.join(" ");
        let line = format!("He said: {open}{inside}.{close} And left.");
        let start = line.find(open).unwrap() + open.len();
        let known = quotations(&line);
        for offset in 0..=inside.len() {
            let found = outermost(&known, &(start + offset..start + offset)).map(|found| line[found.inner.clone()].to_owned());
            prop_assert_eq!(found, Some(format!("{inside}.")));
        }
    }
}
