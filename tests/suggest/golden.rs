//! One small event as report, draft and JSON, and the draft as a site.

use std::collections::BTreeSet;

use rashomon::suggest::{self, Suggestions, draft, json, report};

use crate::expected::{DEVELOPMENT, read};

fn suggestions(name: &str) -> Suggestions {
    suggest::suggest(name, &read(name).articles, 30)
}

#[test]
fn the_report() {
    insta::assert_snapshot!(report::draw(&suggestions("zirve")));
}

#[test]
fn the_draft() {
    insta::assert_snapshot!(draft::draw(&suggestions("zirve"), &BTreeSet::new()));
}

#[test]
fn the_object() {
    insta::assert_snapshot!(format!("{:#}", json::draw(&suggestions("zirve"))));
}

#[test]
fn the_same_captures_give_the_same_bytes() {
    for name in DEVELOPMENT {
        assert_eq!(report::draw(&suggestions(name)), report::draw(&suggestions(name)));
    }
}

#[test]
fn quotations_are_the_outlets_words_and_no_longer_than_allowed() {
    for name in DEVELOPMENT {
        let event = read(name);
        for most in [1, 5, 30] {
            let object = json::draw(&suggest::suggest(name, &event.articles, most));
            for member in
                object["facts"].as_array().unwrap().iter().flat_map(|fact| fact["members"].as_array().unwrap())
            {
                let (source, quote) = (member["source"].as_str().unwrap(), member["quote"].as_str().unwrap());
                let article = event.articles.iter().find(|article| article.source == source).unwrap();
                let line = &article.lines[usize::try_from(member["para"].as_u64().unwrap()).unwrap() - 1];
                assert!(line.text.contains(quote), "{name} {source}: {quote}");
                assert!(rashomon::evidence::count_words(quote) <= most, "{name} {source}: {quote}");
            }
        }
    }
}

#[test]
fn no_fact_of_a_draft_is_declared_twice() {
    for name in DEVELOPMENT {
        let draft = draft::draw(&suggestions(name), &BTreeSet::new());
        let ids: Vec<&str> =
            draft.lines().filter_map(|line| line.split("{#").nth(1)?.split([' ', '}']).next()).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{draft}");
        assert!(
            ids.iter()
                .all(|id| id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'))
        );
    }
}
