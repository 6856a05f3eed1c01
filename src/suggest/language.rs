//! Which language an article is in.

use snowball_stemmers_rs::Algorithm;
use whatlang::Lang;

/// A language, as far as its notation and its words matter here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    English,
    Turkish,
    Russian,
    Arabic,
    /// Another one, by its ISO 639-1 code where there is one.
    Other(&'static str),
}

/// Languages with a code, a Snowball stemmer, or both. The four with methods of their own come first.
const KNOWN: &[(Language, Lang, Option<Algorithm>)] = &[
    (Language::English, Lang::Eng, Some(Algorithm::English)),
    (Language::Turkish, Lang::Tur, Some(Algorithm::Turkish)),
    (Language::Russian, Lang::Rus, Some(Algorithm::Russian)),
    (Language::Arabic, Lang::Ara, None),
    (Language::Other("hy"), Lang::Hye, Some(Algorithm::Armenian)),
    (Language::Other("ca"), Lang::Cat, Some(Algorithm::Catalan)),
    (Language::Other("cs"), Lang::Ces, Some(Algorithm::Czech)),
    (Language::Other("da"), Lang::Dan, Some(Algorithm::Danish)),
    (Language::Other("nl"), Lang::Nld, Some(Algorithm::Dutch)),
    (Language::Other("et"), Lang::Est, Some(Algorithm::Estonian)),
    (Language::Other("fi"), Lang::Fin, Some(Algorithm::Finnish)),
    (Language::Other("fr"), Lang::Fra, Some(Algorithm::French)),
    (Language::Other("de"), Lang::Deu, Some(Algorithm::German)),
    (Language::Other("el"), Lang::Ell, Some(Algorithm::Greek)),
    (Language::Other("hi"), Lang::Hin, Some(Algorithm::Hindi)),
    (Language::Other("hu"), Lang::Hun, Some(Algorithm::Hungarian)),
    (Language::Other("id"), Lang::Ind, Some(Algorithm::Indonesian)),
    (Language::Other("it"), Lang::Ita, Some(Algorithm::Italian)),
    (Language::Other("lt"), Lang::Lit, Some(Algorithm::Lithuanian)),
    (Language::Other("no"), Lang::Nob, Some(Algorithm::Norwegian)),
    (Language::Other("fa"), Lang::Pes, Some(Algorithm::Persian)),
    (Language::Other("pl"), Lang::Pol, Some(Algorithm::Polish)),
    (Language::Other("pt"), Lang::Por, Some(Algorithm::Portuguese)),
    (Language::Other("ro"), Lang::Ron, Some(Algorithm::Romanian)),
    (Language::Other("sr"), Lang::Srp, Some(Algorithm::Serbian)),
    (Language::Other("es"), Lang::Spa, Some(Algorithm::Spanish)),
    (Language::Other("sv"), Lang::Swe, Some(Algorithm::Swedish)),
    (Language::Other("ta"), Lang::Tam, Some(Algorithm::Tamil)),
    (Language::Other("uk"), Lang::Ukr, Some(Algorithm::Ukrainian)),
    (Language::Other("zh"), Lang::Cmn, None),
    (Language::Other("ja"), Lang::Jpn, None),
    (Language::Other("ko"), Lang::Kor, None),
    (Language::Other("th"), Lang::Tha, None),
    (Language::Other("he"), Lang::Heb, None),
    (Language::Other("bg"), Lang::Bul, None),
];

impl Language {
    /// The language that an editor's tag (BCP 47) names, else the one that the text seems to be in.
    pub fn of(tag: Option<&str>, text: &str) -> Language {
        let primary = tag.and_then(|tag| tag.split(['-', '_']).next()).map(str::to_ascii_lowercase);
        let told = KNOWN.iter().find(|(language, ..)| primary.as_deref() == Some(language.code()));
        let found = || whatlang::detect_lang(text).and_then(|lang| KNOWN.iter().find(|(_, known, _)| *known == lang));
        told.or_else(found).map_or(Language::Other(""), |(language, ..)| *language)
    }

    /// Its code in ISO 639-1; empty if it is not known.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Turkish => "tr",
            Language::Russian => "ru",
            Language::Arabic => "ar",
            Language::Other(code) => code,
        }
    }

    /// Its Snowball stemmer, if there is one.
    pub fn stemmer(self) -> Option<Algorithm> {
        KNOWN.iter().find(|(language, ..)| *language == self).and_then(|(.., stemmer)| *stemmer)
    }

    /// Whether a comma stands before decimals.
    pub fn has_decimal_comma(self) -> bool {
        const POINT: [&str; 7] = ["", "zh", "ja", "ko", "th", "he", "hi"];
        match self {
            Language::English | Language::Arabic => false,
            Language::Turkish | Language::Russian => true,
            Language::Other(code) => !POINT.contains(&code),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_counts_more_than_the_text() {
        let english = "The governor of the region said on Tuesday that nobody had been injured in the storm.";
        assert_eq!(Language::of(None, english), Language::English);
        assert_eq!(Language::of(Some("de-AT"), english), Language::Other("de"));
        assert_eq!(Language::of(Some("tlh"), english), Language::English);
        let turkish = "Bölge valisi, fırtınada kimsenin yaralanmadığını salı günü açıkladı ve önlemleri anlattı.";
        assert_eq!(Language::of(None, turkish), Language::Turkish);
        assert_eq!(Language::of(None, "أعلن محافظ المنطقة أن أحدا لم يصب في العاصفة"), Language::Arabic);
        assert_eq!(
            Language::of(
                None,
                "Губернатор области заявил, что во время шторма никто из жителей не пострадал, но это был сильный ветер."
            ),
            Language::Russian
        );
        assert_eq!(Language::of(None, "…"), Language::Other(""));
    }
}
