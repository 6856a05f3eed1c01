//! Names across scripts: what stays of a word when its vowels go and like consonants are one.

use unicode_normalization::UnicodeNormalization;

/// The consonants of a word in Latin classes, each once in a row; `None` if fewer than two are left.
///
/// In the manner of Soundex (R. Russell, US patent 1261167, 1918), over the letters of Latin, Cyrillic and
/// Arabic, but finer: a name is spelt again by ear in each script, and what survives are its
/// consonants. Arabic has no p and g of its own, so p falls to b and g to j or gh.
pub fn skeleton(word: &str) -> Option<String> {
    let mut kept = String::new();
    let plain: Vec<char> = word.nfc().filter_map(base).collect();
    let mut at = 0;
    while at < plain.len() {
        let (class, taken) = class(plain[at], plain.get(at + 1).copied());
        if let Some(class) = class.filter(|class| !kept.ends_with(*class)) {
            kept.push(class);
        }
        at += taken;
    }
    (kept.len() >= 2).then_some(kept)
}

/// A letter without its accents, unless they make it another consonant.
fn base(letter: char) -> Option<char> {
    if matches!(letter, 'ş' | 'ç' | 'š' | 'č' | 'ž') { Some(letter) } else { std::iter::once(letter).nfd().next() }
}

/// The class of a letter, and how many letters it takes with the next.
fn class(letter: char, next: Option<char>) -> (Option<char>, usize) {
    if let (Some('h'), 's' | 'c' | 'z' | 'k' | 'g' | 'p' | 't') = (next, letter) {
        let class = match letter {
            's' | 'c' | 'z' => 'S',
            'k' => 'h',
            'g' => 'g',
            'p' => 'f',
            _ => 't',
        };
        return (Some(class), 2);
    }
    let class = match letter {
        'b' | 'p' | 'б' | 'п' | 'ب' | 'پ' => 'b',
        'v' | 'f' | 'w' | 'в' | 'ф' | 'ف' | 'ڤ' => 'f',
        't' | 'd' | 'т' | 'д' | 'ت' | 'ط' | 'د' | 'ض' | 'ث' | 'ذ' => 't',
        'k' | 'q' | 'c' | 'к' | 'ك' | 'ق' => 'k',
        'g' | 'j' | 'г' | 'غ' | 'ج' => 'g',
        'h' | 'х' | 'ح' | 'ه' | 'خ' => 'h',
        's' | 'z' | 'с' | 'з' | 'ц' | 'س' | 'ص' | 'ز' | 'ظ' => 's',
        'ş' | 'ç' | 'š' | 'č' | 'ž' | 'ш' | 'щ' | 'ч' | 'ж' | 'ش' => 'S',
        'l' | 'л' | 'ل' => 'l',
        'm' | 'м' | 'م' => 'm',
        'n' | 'н' | 'ن' => 'n',
        'r' | 'р' | 'ر' => 'r',
        _ => return (None, 1),
    };
    (Some(class), 1)
}

/// A text in Latin letters, for ids: Cyrillic and Arabic by sound, accents dropped, other scripts left out.
pub fn latin(text: &str) -> String {
    const CYRILLIC: &str = "а a б b в v г g д d е e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh \
                            ц ts ч ch ш sh щ shch ъ - ы y ь - э e ю yu я ya";
    const ARABIC: &str = "ا a أ a إ i آ a ب b ت t ث th ج j ح h خ kh د d ذ dh ر r ز z س s ش sh ص s ض d ط t ظ z ع a غ gh \
                          ف f ق q ك k ل l م m ن n ه h ة a و w ي y ى a ؤ u ئ i ء -";
    let by_sound = |c: char| {
        let mut words = CYRILLIC.split_whitespace().chain(ARABIC.split_whitespace());
        while let (Some(letter), Some(sound)) = (words.next(), words.next()) {
            if letter.chars().eq([c]) {
                return Some(sound);
            }
        }
        None
    };
    let mut plain = String::new();
    for c in text.to_lowercase().replace('ı', "i").nfc() {
        match by_sound(c) {
            Some("-") => {}
            Some(sound) => plain.push_str(sound),
            None => {
                let letters = std::iter::once(c).nfd();
                plain.extend(letters.filter(|c| !unicode_normalization::char::is_combining_mark(*c)));
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::skeleton;

    #[test]
    fn a_name_keeps_its_consonants_in_every_script() {
        for (one, other) in [("veldet", "вельдет"), ("veldet", "فيلدت"), ("mbeki", "مبيكي"), ("orhan", "орхан")]
        {
            assert_eq!(skeleton(one), skeleton(other), "{one} {other}");
        }
        assert_ne!(skeleton("veldet"), skeleton("ardov"));
        assert_eq!(skeleton("io"), None);
    }
}
