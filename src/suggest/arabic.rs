//! Arabic words: letters that writers use for one another, clitics, and broken plurals.

/// Letters under one form: no vowel signs, no tatweel, one alef, one ya, one ha at the end.
///
/// The set is that of L. Larkey, L. Ballesteros and M. Connell, “Light stemming for Arabic information
/// retrieval” (2007).
pub fn normalise(word: &str) -> String {
    let letter = |c: char| match c {
        '\u{64b}'..='\u{65f}' | '\u{670}' | 'ـ' => None,
        'أ' | 'إ' | 'آ' | 'ٱ' => Some('ا'),
        'ى' | 'ئ' | 'ی' => Some('ي'),
        'ؤ' => Some('و'),
        'ة' => Some('ه'),
        'ک' => Some('ك'),
        c => Some(c),
    };
    word.chars().filter_map(letter).flat_map(char::to_lowercase).collect()
}

/// The light stem (light10, from the same paper) of a normalised word, with the one-letter prepositions
/// taken off too where an article follows them.
pub fn light_stem(word: &str) -> String {
    const ARTICLES: [&str; 6] = ["وبال", "بال", "كال", "فال", "ال", "لل"];
    const ENDINGS: [&str; 9] = ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي", "وا"];
    let long = |rest: &str, least: usize| rest.chars().count() >= least;
    let mut stem = word;
    if let Some(rest) = stem.strip_prefix('و').filter(|rest| long(rest, 3)) {
        stem = rest;
    }
    if let Some(rest) = ARTICLES.iter().find_map(|article| stem.strip_prefix(article)).filter(|rest| long(rest, 2)) {
        stem = rest;
    }
    for ending in ENDINGS {
        if let Some(rest) = stem.strip_suffix(ending).filter(|rest| long(rest, 3)) {
            stem = rest;
        }
    }
    stem.to_owned()
}

/// What stays of a stem without its long vowels: plurals that change within the word meet here.
pub fn consonants(stem: &str) -> String {
    let mut kept: String = stem.chars().filter(|c| !matches!(c, 'ا' | 'و' | 'ي' | 'ء')).collect();
    // Prepositions that are written with their word, and the future's prefix.
    if kept.chars().count() > 3 && kept.starts_with(['ب', 'ل', 'ف', 'ك', 'س']) {
        kept.remove(0);
    }
    if kept.chars().count() < 2 { stem.to_owned() } else { kept }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clitics_and_endings_fall_off() {
        for (one, other) in [("والمدينة", "مدينه"), ("بالمدينة", "المدينة"), ("العاملين", "عاملون"), ("للجسر", "الجسر")]
        {
            assert_eq!(light_stem(&normalise(one)), light_stem(&normalise(other)), "{one} {other}");
        }
        assert_eq!(normalise("إضرابًا"), "اضرابا");
        assert_eq!(consonants("سفين"), consonants("سفن"));
        assert_eq!(consonants("عامل"), consonants("عمال"));
        assert_eq!(light_stem(""), "");
    }
}
