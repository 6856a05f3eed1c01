//! The language of an article.

use crate::content::front::forms;

/// A language tag of BCP 47 out of one as pages write it, `en_GB` or ` EN `.
pub fn tag(written: &str) -> Option<String> {
    let first = written.split([',', ';']).next()?.trim().replace('_', "-");
    if forms::language(&first).is_err() {
        return None;
    }
    let mut groups = first.split('-');
    let language = groups.next()?.to_ascii_lowercase();
    let tag = groups.fold(language, |tag, group| {
        // Regions in capitals and scripts with one, as BCP 47 recommends.
        let group = match group.len() {
            2 => group.to_ascii_uppercase(),
            4 => group[..1].to_ascii_uppercase() + &group[1..].to_ascii_lowercase(),
            _ => group.to_owned(),
        };
        tag + "-" + &group
    });
    // `ar_AR` is what social networks take for Arabic as such; Argentina is not meant.
    Some(if tag == "ar-AR" { "ar".to_owned() } else { tag })
}

/// The language that a text is most likely in, as a code of ISO 639-1; `None` if that is doubtful.
pub fn guess(text: &str) -> Option<String> {
    let info = whatlang::detect(text).filter(whatlang::Info::is_reliable)?;
    let code = CODES.iter().find(|(long, _)| *long == info.lang().code())?.1;
    Some(code.to_owned())
}

/// Codes of ISO 639-3, as the library gives them, and of ISO 639-1.
const CODES: &[(&str, &str)] = &[
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_take_their_usual_form() {
        for (written, tag_) in [("en_GB", "en-GB"), (" EN ", "en"), ("zh-hant-tw", "zh-Hant-TW"), ("ar_AR", "ar")] {
            assert_eq!(tag(written).as_deref(), Some(tag_));
        }
        assert_eq!(tag("english language"), None);
        assert_eq!(tag(""), None);
        assert_eq!(tag("de-ÄÖ"), None);
    }

    #[test]
    fn languages_are_guessed_only_from_enough_text() {
        let german = "In der Halle waren am Donnerstagabend rund 600 Tonnen Altreifen in Brand geraten. Elf Menschen \
                      wurden verletzt, darunter drei Feuerwehrleute. Anwohner hatten schon im Frühjahr über Gestank \
                      geklagt, doch die Firma äußerte sich nicht, und die Stadt sah keinen Anlass, sie zu prüfen.";
        assert_eq!(guess(german).as_deref(), Some("de"));
        assert_eq!(guess("12:30"), None);
    }
}
