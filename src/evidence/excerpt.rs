//! What an excerpt asks for: its words, with what the editor left out or put in.

use super::fold::fold;

/// Editors who use more than these insertions in one excerpt mean brackets of the article.
const MOST_INSERTIONS: usize = 4;

/// The ways in which an excerpt may stand in a text, the most literal first. Each is a list of
/// passages that follow each other in one line, with other words between them.
///
/// `…` and `[…]` stand for words left out and `[word]` for the editor's insertion, unless the text has
/// exactly these characters.
pub fn readings(quote: &str) -> Vec<Vec<String>> {
    let folded = fold(quote);
    let parts = parts(&folded);
    let insertions = parts.iter().filter(|part| matches!(part, Part::Insertion(_))).count();
    let mut readings = vec![vec![folded.clone()]];
    let sets = if insertions <= MOST_INSERTIONS { 1_u32 << insertions } else { 1 };
    let mut dropped: Vec<u32> = (0..sets).collect();
    dropped.sort_by_key(|set| (set.count_ones(), *set));
    for set in dropped {
        let reading = reading(&parts, set);
        if !reading.is_empty() && !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

enum Part<'t> {
    Words(&'t str),
    /// Words left out.
    Gap,
    /// With its brackets.
    Insertion(&'t str),
}

/// Splits a folded excerpt, in which an ellipsis is three points.
fn parts(folded: &str) -> Vec<Part<'_>> {
    const GAPS: [&str; 4] = ["[...]", "(...)", "[ ... ]", "..."];
    let mut parts = Vec::new();
    let mut rest = folded;
    let mut words = 0;
    while words < rest.len() {
        let tail = &rest[words..];
        let gap = GAPS.iter().find(|gap| tail.starts_with(**gap)).map(|gap| (gap.len(), Part::Gap));
        let insertion = || {
            let end = tail.strip_prefix('[')?.find(']')?;
            Some((end + 2, Part::Insertion(&tail[..end + 2])))
        };
        if let Some((length, part)) = gap.or_else(insertion) {
            parts.push(Part::Words(&rest[..words]));
            parts.push(part);
            rest = &rest[words + length..];
            words = 0;
        } else {
            words += tail.chars().next().map_or(1, char::len_utf8);
        }
    }
    parts.push(Part::Words(rest));
    parts
}

/// The passages that remain if the insertions of `dropped`, a bit each, are taken out.
fn reading(parts: &[Part<'_>], dropped: u32) -> Vec<String> {
    let mut passages = vec![String::new()];
    let mut insertion = 0;
    for part in parts {
        match part {
            Part::Gap => passages.push(String::new()),
            Part::Words(words) => passages.last_mut().into_iter().for_each(|passage| passage.push_str(words)),
            Part::Insertion(words) => {
                if dropped >> insertion & 1 == 0 {
                    passages.last_mut().into_iter().for_each(|passage| passage.push_str(words));
                }
                insertion += 1;
            }
        }
    }
    passages.iter().map(|passage| fold(passage)).filter(|passage| !passage.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::readings;

    #[test]
    fn the_most_literal_reading_comes_first() {
        assert_eq!(readings("around 500"), [["around 500"]]);
        assert_eq!(readings("a … b"), [vec!["a ... b"], vec!["a", "b"]]);
        assert_eq!(readings("a […] b"), [vec!["a [...] b"], vec!["a", "b"]]);
        assert_eq!(readings("the [Turkish] force"), [["the [Turkish] force"], ["the force"]]);
        assert_eq!(
            readings("[a] b…c [d]"),
            [vec!["[a] b...c [d]"], vec!["[a] b", "c [d]"], vec!["b", "c [d]"], vec!["[a] b", "c"], vec!["b", "c"],]
        );
        assert_eq!(readings("…"), [["..."]]);
        assert_eq!(readings("[[a"), [["[[a"]]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_readings(text in "[a .…\\[\\]é]*") {
            assert!(!readings(&text).is_empty());
        }
    }
}
