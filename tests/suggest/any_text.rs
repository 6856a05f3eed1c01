//! No text is too odd to be compared, and captures of a usual length take no time.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rashomon::suggest::{self, Article, Line, draft, json, report};

fn article(source: &str, tag: Option<&str>, lines: &[String], told: bool) -> Article {
    let line = |text: &String| Line { text: text.clone(), furniture: false, told };
    Article {
        source: source.to_owned(),
        tag: tag.map(str::to_owned),
        published: Some("2024-02-29".parse().unwrap()),
        lines: lines.iter().map(line).collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_two_texts_are_compared(
        lines in proptest::collection::vec("[a-zA-ZçğışİöüI'’0-9.,:%$ \"“”«»—а-яёЯء-ي٠-٩漢字\u{301}😀…-]{1,60}", 1..8),
        tag in proptest::option::of(prop_oneof!["en", "tr", "ru", "ar", "de", "fi", "zh", "hi", "uk"]),
        most in 1_u32..40,
    ) {
        // The second has the same lines, turned, so that there is something to pair.
        let turned: Vec<String> = lines.iter().rev().cloned().collect();
        let articles = [article("a", tag.as_deref(), &lines, true), article("b", tag.as_deref(), &turned, false)];
        let found = suggest::suggest("e", &articles, most);
        report::draw(&found);
        draft::draw(&found, &BTreeSet::new());
        json::draw(&found);
    }
}
