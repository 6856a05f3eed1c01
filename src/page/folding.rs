//! Further forms under which words are found, where the search by itself would miss them.
//!
//! The search takes a word for what stands between two spaces and finds it by its beginning, in small
//! letters without accents. Two things escape it:
//!
//! - Chinese, Japanese, Thai, Lao, Khmer and Burmese do not part words by spaces, so that only the
//!   beginning of a whole clause would be found. Every place in such a run is given as a form of its own,
//!   which finds any word in it without knowing which letters are words.
//! - Turkish ı has no accent that could be taken away: capital I becomes i in the index and ı in a Turkish
//!   reader's query. A word with ı is given with i too, and queries are asked with i.

/// How many letters of a run follow each place in it.
const REACH: usize = 8;

/// The further forms of the words of a text, parted by spaces; mostly none.
pub fn folded(text: &str) -> String {
    let mut forms = String::new();
    for word in text.split_whitespace() {
        if word.contains('ı') {
            push(&mut forms, word.trim_matches(|c: char| !c.is_alphanumeric()).replace('ı', "i").chars());
        }
        for run in word.split(|c| !is_unspaced(c)) {
            let letters: Vec<char> = run.chars().collect();
            for start in 0..letters.len() {
                push(&mut forms, letters[start..].iter().take(REACH).copied());
            }
        }
    }
    forms
}

fn push(forms: &mut String, form: impl Iterator<Item = char>) {
    if !forms.is_empty() {
        forms.push(' ');
    }
    forms.extend(form);
}

/// Whether a letter is of a script that sets no space between words (Unicode blocks of Thai, Lao,
/// Burmese, Khmer, Kana, and Chinese characters with their extensions).
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c),
        0xe00..=0xeff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3005..=0x3007 | 0x3040..=0x30ff | 0x31f0..=0x31ff
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x323af)
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn words_that_are_found_anyway_have_no_further_form() {
        assert_eq!(folded("Eleven “commandos” in Zvečan, İstanbul, قوات"), "");
    }

    #[test]
    fn dotless_i_is_found_as_i() {
        assert_eq!(folded("“Kıyı” boyunca, ışık"), "Kiyi işik");
    }

    #[test]
    fn every_place_of_an_unspaced_run_is_found() {
        assert_eq!(folded("渡轮A停航。"), "渡轮 轮 停航 航");
        assert_eq!(folded("一二三四五六七八九十").split(' ').next(), Some("一二三四五六七八"));
    }
}
