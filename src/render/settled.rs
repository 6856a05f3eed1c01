//! Templates in which the words that never change are settled before they are compiled.
//!
//! Most of what a template says are words of the theme without arguments. To say one costs the templates'
//! machine a map, a call and a look-up, hundreds of times a page, though a site has one language. So they
//! are put into the text where it is certain that nothing else can come of it. Errors are told by the
//! templates as they are written, since places in the text move.

use std::{borrow::Cow, collections::HashMap};

const START: &str = "{{ say(key=\"";
const END: &str = "\") }}";

/// A template's text with the words put in.
pub fn settled<'t>(text: &'t str, words: &HashMap<&str, &str>) -> Cow<'t, str> {
    // What stands in there is no code.
    let mut raws = text.match_indices("raw").map(|(at, _)| text[..at].trim_end());
    if raws.any(|before| before.ends_with(['%', '-'])) || !text.contains(START) {
        return text.into();
    }
    let mut done = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(START) {
        done.push_str(before);
        let word = after.split_once(END).and_then(|(key, after)| Some((words.get(key)?, after)));
        if let Some((word, after)) = word.filter(|(word, _)| is_settled(word)) {
            done.push_str(word);
            rest = after;
        } else {
            done.push_str(START);
            rest = after;
        }
    }
    (done + rest).into()
}

/// Whether a word is the same in the text of a template: it needs no escaping, is no code, and has no space
/// at its ends, which a tag beside it could take away.
fn is_settled(word: &str) -> bool {
    let edges = [word.chars().next(), word.chars().next_back()];
    edges.iter().all(|edge| edge.is_some_and(|c| !c.is_whitespace()))
        && !word.contains(|c: char| c.is_control() || "&<>\"'/{}%#\\".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_come_out_as_they_are_are_put_in() {
        let words =
            HashMap::from([("one", "a word"), ("space", "and "), ("sign", "R&D"), ("code", "{{ x }}"), ("no", "")]);
        let settle = |text: &'static str| settled(text, &words).into_owned();
        assert_eq!(settle("<p>{{ say(key=\"one\") }}</p>{{ x }}"), "<p>a word</p>{{ x }}");
        for text in [
            "{{ say(key=\"space\") }}",
            "{{ say(key=\"sign\") }}",
            "{{ say(key=\"code\") }}",
            "{{ say(key=\"no\") }}",
            "{{ say(key=\"other\") }}",
            "{{- say(key=\"one\") }}",
            "{{ say(key=\"one\", n=1) }}",
            "{% raw %}{{ say(key=\"one\") }}{% endraw %}",
            "{{ say(key=\"one",
        ] {
            assert_eq!(settle(text), text);
        }
    }
}
