//! Order of names, and capitals, as a language has them.

use icu_casemap::{
    TitlecaseMapper,
    options::{LeadingAdjustment, TitlecaseOptions, TrailingCase},
};
use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};
use icu_locale_core::Locale;
use std::cmp::Ordering;

use super::Language;

/// The collation of a language: å after z in Swedish, ł after l in Polish, Chinese by its sounds. It
/// comes with the program (1.3 MB), so a list is in the same order on every machine.
pub(super) fn collator(locale: &Locale) -> Option<CollatorBorrowed<'static>> {
    Collator::try_new(locale.into(), CollatorOptions::default()).ok()
}

impl Language {
    /// Compares two names as a list in this language orders them; names that the language takes for
    /// the same are told apart by their letters.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.collator.as_ref().map_or(Ordering::Equal, |collator| collator.compare(a, b)).then_with(|| a.cmp(b))
    }

    /// The text with a capital at its beginning, and otherwise as it is: `ılık` is `Ilık` in Turkish,
    /// `ijs` is `IJs` in Dutch.
    pub fn capitalized(&self, text: &str) -> String {
        let mut options = TitlecaseOptions::default();
        options.leading_adjustment = Some(LeadingAdjustment::None);
        options.trailing_case = Some(TrailingCase::Unchanged);
        TitlecaseMapper::new().titlecase_segment_to_string(text, &self.locale.id, options).into_owned()
    }
}
