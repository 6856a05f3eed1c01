//! The theme's words, and how a language writes dates, numbers, quotations and lists.
//!
//! All of it stands in `words.toml`, a table a language; a site's own file replaces single words. A
//! page is written in one [`Language`], whose words come from the tables of its tag from the narrowest
//! on (`sr-Latn-RS`, `sr-Latn`, `sr`), and from English where all of these lack one.

mod notation;
mod order;
mod quotes;

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use ahash::AHashMap;
use icu_collator::CollatorBorrowed;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRuleType, PluralRules, PluralRulesOptions};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

pub use notation::DateStyle;
use notation::Notation;

use crate::diagnostic::{Code, Finding, SourceText};

/// The language whose words stand in for missing ones.
const FALLBACK: &str = "en";

/// A word: one text, or one for each plural form (`one`, `few`, `other` …).
#[derive(Clone, Debug, PartialEq, Eq)]
enum Word {
    Text(String),
    Plural(BTreeMap<String, String>),
}

/// All words of a theme.
#[derive(Clone, Debug, Default)]
pub struct Words {
    languages: BTreeMap<String, Arc<Table>>,
}

/// The words of one language by key.
type Table = BTreeMap<String, Word>;

impl Words {
    /// Adds the words of a file to those that are there, replacing those of the same key.
    pub fn read(&mut self, file: &SourceText, findings: &mut Vec<Finding>) {
        let table = match DeTable::parse(file.text()) {
            Ok(table) => table,
            Err(error) => {
                let place = error.span().map_or_else(|| file.whole(), |span| file.at(span));
                let finding = Finding::error(Code::MalformedFrontMatter, error.message().trim().to_owned());
                findings.push(finding.at(place).hint("the theme's words are TOML, one table a language"));
                return;
            }
        };
        for (language, words) in table.into_inner() {
            let language = language.into_inner().into_owned();
            let DeValue::Table(words) = words.get_ref() else {
                let message = format!("`{language}` stands above the words of any language");
                let finding = Finding::error(Code::WrongType, message).at(file.at(words.span()));
                findings.push(finding.hint("write words below the head of their language, such as `[en]`"));
                continue;
            };
            let known = Arc::make_mut(self.languages.entry(language.clone()).or_default());
            for (key, value) in words {
                let key = key.get_ref();
                if let Some(word) = word(value.get_ref()) {
                    known.insert(key.to_string(), word);
                } else {
                    let message = format!("the word `{language}.{key}` is no text and no table of plural forms");
                    let finding = Finding::error(Code::WrongType, message).at(file.at(value.span()));
                    findings.push(finding.hint("write `key = \"…\"` or `key = { one = \"…\", other = \"…\" }`"));
                }
            }
        }
    }

    /// The words as a page in this language (BCP 47) uses them.
    pub fn language(&self, tag: &str) -> Language {
        let lookup = |wanted: &str| self.languages.iter().find(|(known, _)| known.eq_ignore_ascii_case(wanted));
        // From the narrowest to English; of each key the first word holds.
        let mut words: AHashMap<String, Word> = AHashMap::new();
        let broader = std::iter::successors(Some(tag), |tag| Some(tag.rsplit_once('-')?.0));
        for (_, table) in broader.chain([FALLBACK]).filter_map(lookup) {
            for (key, word) in table.iter().filter(|(key, _)| !words.contains_key(*key)).collect::<Vec<_>>() {
                words.insert(key.clone(), word.clone());
            }
        }
        let locale: Locale = tag.parse().unwrap_or(Locale::UNKNOWN);
        let collator = order::collator(&locale);
        let options = PluralRulesOptions::default().with_type(PluralRuleType::Cardinal);
        let rules = PluralRules::try_new((&locale).into(), options).ok();
        let direction = direction(tag, &locale);
        let notation = Notation::of(&words);
        Language { tag: tag.to_owned(), words, notation, direction, locale, rules, collator }
    }
}

/// A language's words and notation.
pub struct Language {
    /// BCP 47.
    pub tag: String,
    words: AHashMap<String, Word>,
    notation: Notation,
    direction: &'static str,
    locale: Locale,
    rules: Option<PluralRules>,
    collator: Option<CollatorBorrowed<'static>>,
}

impl Language {
    /// The word of a key with `{name}` replaced by the arguments; the argument `n` chooses the plural
    /// form. `None` if no language has the key.
    pub fn say(&self, key: &str, arguments: &[(&str, String)]) -> Option<String> {
        let n = arguments.iter().find(|(name, _)| *name == "n").and_then(|(_, n)| n.parse().ok());
        self.say_for(n, key, arguments)
    }

    /// As [`say`](Self::say), with the number that chooses the plural form given apart, so that the
    /// arguments may hold it as the language writes it.
    pub fn say_for(&self, n: Option<u64>, key: &str, arguments: &[(&str, impl AsRef<str>)]) -> Option<String> {
        let text = match self.words.get(key)? {
            Word::Text(text) => text,
            Word::Plural(forms) => forms.get(self.category(n)).or_else(|| forms.get("other"))?,
        };
        Some(if arguments.is_empty() { text.clone() } else { fill(text, arguments) })
    }

    /// The words that are one text, by their keys: what a template says without arguments.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words.iter().filter_map(|(key, word)| match word {
            Word::Text(text) => Some((key.as_str(), text.as_str())),
            Word::Plural(_) => None,
        })
    }

    /// The texts of a word by plural form, that of `other` last, which stands for any form without a text. Empty
    /// if no language has the key.
    pub fn forms(&self, key: &str) -> Vec<(&str, &str)> {
        match self.words.get(key) {
            Some(Word::Text(text)) => vec![("other", text)],
            Some(Word::Plural(forms)) => {
                let mut forms: Vec<(&str, &str)> = forms.iter().map(|(form, text)| (&**form, &**text)).collect();
                forms.sort_by_key(|(form, _)| *form == "other");
                if forms.last().is_some_and(|(form, _)| *form == "other") { forms } else { Vec::new() }
            }
            None => Vec::new(),
        }
    }

    /// A word of notation, or its English default.
    fn text(&self, key: &str, default: &str) -> String {
        self.say(key, &[]).unwrap_or_else(|| default.to_owned())
    }

    /// The plural form for a number.
    pub fn category(&self, n: Option<u64>) -> &'static str {
        let category = n.zip(self.rules.as_ref()).map(|(number, rules)| rules.category_for(number));
        match category {
            Some(PluralCategory::Zero) => "zero",
            Some(PluralCategory::One) => "one",
            Some(PluralCategory::Two) => "two",
            Some(PluralCategory::Few) => "few",
            Some(PluralCategory::Many) => "many",
            Some(PluralCategory::Other) | None => "other",
        }
    }

    /// The direction in which the language is written, `ltr` or `rtl`: that of the script if the tag
    /// names one (`az-Arab`), else that of the script in which the language mostly stands.
    pub fn direction(&self) -> &'static str {
        self.direction
    }
}

fn direction(tag: &str, locale: &Locale) -> &'static str {
    const SCRIPTS: [&str; 6] = ["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm"];
    const LANGUAGES: [&str; 10] = ["ar", "he", "fa", "ur", "yi", "dv", "ps", "sd", "ckb", "ug"];
    let right_to_left = locale.id.script.map_or_else(
        || {
            let primary = tag.split('-').next().unwrap_or_default();
            LANGUAGES.contains(&primary.to_ascii_lowercase().as_str())
        },
        |script| SCRIPTS.contains(&script.as_str()),
    );
    if right_to_left { "rtl" } else { "ltr" }
}

/// Replaces `{name}` in one pass, so that an argument's own braces stay as they are.
fn fill(text: &str, arguments: &[(&str, impl AsRef<str>)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, after) = rest.split_at(open);
        filled.push_str(before);
        let value = after.find('}').and_then(|close| {
            let (_, value) = arguments.iter().find(|(name, _)| *name == &after[1..close])?;
            Some((value, close + 1))
        });
        let length = value.map_or(1, |(value, length)| {
            filled.push_str(value.as_ref());
            length
        });
        if value.is_none() {
            filled.push('{');
        }
        rest = &after[length..];
    }
    filled + rest
}

fn word(value: &DeValue<'_>) -> Option<Word> {
    match value {
        DeValue::String(text) => Some(Word::Text(text.to_string())),
        DeValue::Table(forms) => {
            let form = |(form, text): (&Spanned<Cow<'_, str>>, &Spanned<DeValue<'_>>)| {
                Some((form.get_ref().to_string(), text.get_ref().as_str()?.to_owned()))
            };
            forms.iter().map(form).collect::<Option<_>>().map(Word::Plural)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Words {
        let mut words = Words::default();
        let mut findings = Vec::new();
        words.read(&SourceText::new("templates/words.toml", text), &mut findings);
        assert!(findings.is_empty(), "{findings:?}");
        words
    }

    #[test]
    fn plural_forms_follow_the_language() {
        let words = words(
            "[en]\nfacts = { one = \"{n} fact\", other = \"{n} facts\" }\n\
             [ru]\nfacts = { one = \"{n} факт\", few = \"{n} факта\", many = \"{n} фактов\", other = \"{n} факта\" }\n",
        );
        let say = |language: &str, n: u32| words.language(language).say("facts", &[("n", n.to_string())]);
        assert_eq!(say("en", 1).as_deref(), Some("1 fact"));
        assert_eq!(say("en", 5).as_deref(), Some("5 facts"));
        assert_eq!(say("ru", 21).as_deref(), Some("21 факт"));
        assert_eq!(say("ru", 3).as_deref(), Some("3 факта"));
        assert_eq!(say("ru-RU", 5).as_deref(), Some("5 фактов"));
        assert_eq!(say("tr", 5).as_deref(), Some("5 facts"), "a missing language falls back to English");
    }

    #[test]
    fn arguments_are_not_filled_again() {
        let words = words("[en]\nby = \"{who} in {n}\"\n");
        let said = words.language("en").say("by", &[("who", "{n}".into()), ("n", "2".into())]);
        assert_eq!(said.as_deref(), Some("{n} in 2"));
        assert_eq!(words.language("en").say("none", &[]), None);
    }

    #[test]
    fn what_is_no_word_is_found_where_it_stands() {
        let mut findings = Vec::new();
        let text = "draft = \"x\"\n[en]\na = \"note = 1\"\nnote = 1\n[tr]\nnote=2\n";
        Words::default().read(&SourceText::new("templates/words.toml", text), &mut findings);
        let places: Vec<_> = findings.iter().map(|finding| finding.place.line_column()).collect();
        assert_eq!(places, [Some((1, 9)), Some((4, 8)), Some((6, 6))]);
    }

    #[test]
    fn a_script_decides_the_direction() {
        let directions = |tags: &[&str]| -> Vec<&str> {
            tags.iter().map(|tag| Words::default().language(tag).direction()).collect()
        };
        assert_eq!(directions(&["ar", "AR-EG", "ckb", "ug", "az-Arab", "pa-Arab-PK", "en-Hebr"]), ["rtl"; 7]);
        assert_eq!(directions(&["en", "ku", "ug-Cyrl", "ar-Latn", "uz-Latn-UZ", "x"]), ["ltr"; 6]);
    }
}
