//! Excerpts with a slip are refused, and excerpts in other typography are not.
//!
//! The excerpts are those of the project's own event where its captures are at hand, and otherwise of
//! the invented flood. Thousands of changed ones are marked in one source after another; the finding on
//! each must show the passage from which it was taken.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the captures are a real folder, and the figures are to be read"
)]

use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path};

use rashomon::diagnostic::{Code, Finding};
use unicode_normalization::UnicodeNormalization as _;

use super::support::{Site, event, locked, tell};

/// An excerpt that stands on a line of a capture.
struct Original {
    quote: String,
    line: usize,
}

/// An article and the excerpts that were taken from it.
struct Article {
    text: String,
    originals: Vec<Original>,
}

/// So many excerpts are marked in a source at once: for more the nearest passage is not looked for.
const BATCH: usize = 90;

#[test]
fn a_thousand_slips_are_all_caught() {
    let articles = articles();
    let mut dice = Dice(7);
    let (mut caught, mut right, mut wrong) = (0, 0, Vec::new());
    let mut kinds = [0; 4];
    while caught < 1000 {
        for article in &articles {
            let words: Vec<&str> = article.text.split_whitespace().collect();
            let mut slips: Vec<(String, &str, usize)> = Vec::new();
            let mut tries = 0;
            while slips.len() < BATCH && tries < 10 * BATCH {
                tries += 1;
                let original = &article.originals[dice.below(article.originals.len())];
                let kind = dice.below(4);
                let Some(slip) = slip(&original.quote, kind, &words, &mut dice) else { continue };
                if !stands_in(&slip, &article.text) {
                    kinds[kind] += 1;
                    slips.push((slip, &original.quote, original.line));
                }
            }
            let findings = findings(&article.text, slips.iter().map(|(slip, ..)| slip.as_str()));
            assert_eq!(findings.len(), slips.len(), "{}", tell(&findings));
            for (finding, (slip, quote, line)) in findings.iter().zip(&slips) {
                assert_eq!(finding.code, Code::ExcerptNotFound);
                caught += 1;
                let shown = finding.nearest.as_ref().map(|near| near.source.text()[near.span.clone()].to_owned());
                let is_right = shown.as_ref().is_some_and(|shown| stands_in(quote, shown));
                if is_right || nearest_line(finding) == Some(*line) {
                    right += 1;
                } else {
                    wrong.push(format!("`{slip}` for `{quote}`, not `{}`", shown.unwrap_or_default()));
                }
            }
        }
    }
    println!("{caught} slips caught (letter, word, order, number: {kinds:?}), nearest passage right in {right}");
    println!("not: {wrong:#?}");
    assert!(kinds.iter().all(|count| *count > 20), "{kinds:?}");
    assert!(right * 100 >= caught * 95, "{right} of {caught}; not: {wrong:#?}");
}

#[test]
fn a_thousand_harmless_variants_are_all_found() {
    let articles = articles();
    let mut dice = Dice(11);
    let mut found = 0;
    while found < 1000 {
        for article in &articles {
            let variants: Vec<String> = (0..BATCH)
                .map(|_| variant(&article.originals[dice.below(article.originals.len())].quote, &mut dice))
                .collect();
            let findings = findings(&article.text, variants.iter().map(String::as_str));
            let refused: Vec<&Finding> =
                findings.iter().filter(|finding| finding.code == Code::ExcerptNotFound).collect();
            assert!(refused.is_empty(), "{}", tell(&findings));
            found += variants.len();
        }
    }
    println!("{found} variants found");
}

/// The captures of the project's own event with the excerpts of its lock, or else those of the flood.
fn articles() -> Vec<Article> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let captures = root.join("../shared/captures/kosovo-2023");
    if captures.is_dir() {
        let lock = fs::read_to_string(root.join("content/events/kosovo-2023/evidence.lock")).unwrap();
        return of_lock(&lock, |id| fs::read_to_string(captures.join(format!("{id}.txt"))).unwrap());
    }
    eprintln!("{} is not here: the excerpts of an invented event are taken", captures.display());
    let site = locked();
    of_lock(&site.read(super::support::LOCK), |id| site.read(&format!("captures/flood/{id}.txt")))
}

fn of_lock(lock: &str, capture: impl Fn(&str) -> String) -> Vec<Article> {
    let lock: toml::Table = toml::from_str(lock).unwrap();
    let sources = lock["sources"].as_table().unwrap().iter();
    let articles = sources.map(|(id, source)| {
        let excerpts = source["excerpts"].as_array().unwrap().iter();
        let originals = excerpts.map(|excerpt| Original {
            quote: excerpt["quote"].as_str().unwrap().to_owned(),
            line: usize::try_from(excerpt.get("line").or_else(|| excerpt.get("para")).unwrap().as_integer().unwrap())
                .unwrap(),
        });
        Article { text: capture(id), originals: originals.collect() }
    });
    articles.collect()
}

/// What is found if these excerpts are marked in a source with this capture.
fn findings<'s>(capture: &str, excerpts: impl Iterator<Item = &'s str>) -> Vec<Finding> {
    let mut front = String::new();
    for excerpt in excerpts {
        let _ = write!(front, "\n[[marks]]\non = [\"term:t\"]\nquote = {}\n", toml::Value::from(excerpt));
    }
    let site: Site = event("### T {#t .term}\n")
        .edit("site.toml", "max_words = 12", "max_words = 50\nmax_share = 1")
        .report("a", &front, "Digest.")
        .file("captures/e/a.txt", capture)
        .with_evidence();
    site.check().into_iter().filter(|finding| !matches!(finding.code, Code::MissingLock | Code::LargeShare)).collect()
}

/// The number of the line of the nearest passage, counted over lines that are not empty.
fn nearest_line(finding: &Finding) -> Option<usize> {
    let passage = finding.nearest.as_ref()?;
    let before = &passage.source.text()[..passage.span.start];
    Some(
        before.lines().filter(|line| !line.trim().is_empty()).count()
            + usize::from(before.ends_with('\n') || before.is_empty()),
    )
}

/// One slip: in a letter, a word, the order of words, or a figure; `None` if the excerpt has no place
/// for it.
fn slip(quote: &str, kind: usize, words: &[&str], dice: &mut Dice) -> Option<String> {
    let chars: Vec<char> = quote.chars().collect();
    let own: Vec<&str> = quote.split(' ').collect();
    match kind {
        0 => {
            let letters: Vec<usize> = (0..chars.len()).filter(|at| chars[*at].is_alphabetic()).collect();
            let at = *letters.get(dice.below(letters.len()))?;
            let mut changed = chars.clone();
            match dice.below(3) {
                0 => changed[at] = char::from(b'a' + u8::try_from(dice.below(26)).unwrap()),
                1 => drop(changed.remove(at)),
                _ => changed.insert(at, chars[at]),
            }
            Some(changed.into_iter().collect())
        }
        1 => {
            let mut changed = own.clone();
            let at = dice.below(own.len());
            match dice.below(3) {
                0 if own.len() > 2 => drop(changed.remove(1 + dice.below(own.len() - 2))),
                1 => changed.insert(at, words[dice.below(words.len())]),
                _ if own.len() > 1 => changed[at] = words[dice.below(words.len())],
                _ => return None,
            }
            Some(changed.join(" "))
        }
        2 => {
            let at = dice.below(own.len().checked_sub(1).filter(|pairs| *pairs > 0)?);
            let mut changed = own.clone();
            changed.swap(at, at + 1);
            Some(changed.join(" "))
        }
        _ => {
            let digits: Vec<usize> = (0..chars.len()).filter(|at| chars[*at].is_ascii_digit()).collect();
            let at = *digits.get(dice.below(digits.len().max(1)))?;
            let mut changed = chars.clone();
            changed[at] = char::from(b'0' + u8::try_from(dice.below(10)).unwrap());
            Some(changed.into_iter().collect())
        }
    }
}

/// Whether a text has these very words, told without the program: as one would with an editor's search.
fn stands_in(words: &str, text: &str) -> bool {
    let plain = |text: &str| -> String {
        let text: String = text.nfc().collect();
        let text = text.replace(['“', '”'], "\"").replace(['‘', '’'], "'").replace(['–', '—'], "-");
        text.replace('…', "...").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (words, text) = (plain(words), plain(text));
    let outer = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(&words)
        .any(|(at, _)| outer(text[..at].chars().next_back()) && outer(text[at + words.len()..].chars().next()))
}

/// The same words as another typesetter would set them.
fn variant(quote: &str, dice: &mut Dice) -> String {
    let spaces = [" ", "  ", "\u{a0}", "\n", "\t", "\u{2009}", " \r\n"];
    let mut variant = String::new();
    for c in quote.chars() {
        match c {
            ' ' => variant.push_str(spaces[dice.below(spaces.len())]),
            '"' => variant.push(['"', '“', '”', '«'][dice.below(4)]),
            '\'' => variant.push(['\'', '’', '‘', 'ʼ'][dice.below(4)]),
            '-' => variant.push(['-', '–', '—', '\u{2011}'][dice.below(4)]),
            c if c.is_alphabetic() && dice.below(20) == 0 => variant.extend([c, '\u{ad}']),
            c => variant.push(c),
        }
    }
    let variant = variant.replace("...", ["...", "…"][dice.below(2)]);
    if dice.below(2) == 0 { variant.nfd().collect() } else { variant }
}

/// Numbers that are the same in each run: a linear congruential generator with Knuth's constants for
/// MMIX (The Art of Computer Programming, volume 2, section 3.3.4).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }
}

#[test]
fn the_search_of_these_tests_knows_a_slip() {
    assert!(stands_in("the “very” words", "All the \"very\" words."));
    assert!(!stands_in("the very word", "the very words"));
    let lines: BTreeSet<usize> = articles().iter().flat_map(|article| &article.originals).map(|o| o.line).collect();
    assert!(lines.len() > 1);
}
