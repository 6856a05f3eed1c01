//! Lines of a capture that are no article text, where no editor has said which they are.
//!
//! Related articles, time stamps, bylines and credits look much like matches: two outlets link to the same
//! older story, and all are of the same day.

use super::{calendar, figures::Figure, language::Language, words::Word};

/// Longer lines are text, however they begin.
const LONGEST: usize = 22;

/// With fewer content words, a line tells nothing that could be compared. In a sentence, figures and days
/// tell something too, beside a word that says of what.
const FEWEST: usize = 3;
const FEWEST_OF_SENTENCE: usize = 2;

/// Whether a line is no article text: a link to another article, a time stamp, a byline, a credit, or too
/// little to compare.
pub fn is_furniture(line: &str, words: &[Word], figures: &[Figure], language: Language) -> bool {
    let lower: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    let telling = words.iter().enumerate().filter(|(at, word)| {
        let counted = figures.iter().any(|figure| figure.words.contains(at));
        word.content && !counted && !calendar::is_calendar(&word.lower, language)
    });
    let telling = telling.count();
    let sentence = is_sentence(line);
    let tells = if sentence { telling > 0 && telling + figures.len() >= FEWEST_OF_SENTENCE } else { telling >= FEWEST };
    !tells || (words.len() <= LONGEST && (has_cue(line, &lower, sentence) || is_byline(line, &lower)))
}

fn is_sentence(line: &str) -> bool {
    line.trim_end().ends_with(['.', '!', '?', '”', '"', '»', '؟'])
}

/// What begins links to other articles, credits and time stamps, in lower case, as words.
const CUES: &[&str] = &[
    "read more",
    "read also",
    "also read",
    "see also",
    "more on",
    "more from",
    "related",
    "recommended",
    "watch",
    "listen",
    "follow us",
    "subscribe",
    "sign up",
    "share this",
    "click here",
    "source",
    "reporting by",
    "additional reporting",
    "editing by",
    "written by",
    "updated",
    "last updated",
    "published",
    "photo",
    "image",
    "file photo",
    "advertisement",
    "previous article",
    "next article",
    "leave a comment",
    "write a comment",
    "ilgili haber",
    "ilgili haberler",
    "ilginizi çekebilir",
    "ayrıca okuyun",
    "okumak için",
    "devamı için",
    "bunları da",
    "kaynak",
    "giriş",
    "güncelleme",
    "son güncelleme",
    "haberin devamı",
    "foto",
    "fotoğraf",
    "abone",
    "bizi takip",
    "читайте также",
    "читайте",
    "смотрите также",
    "смотрите",
    "подписывайтесь",
    "подпишитесь",
    "источник",
    "фото",
    "по теме",
    "ещё по теме",
    "еще по теме",
    "материалы по теме",
    "обновлено",
    "опубликовано",
    "اقرا ايضا",
    "اقرا",
    "اقرءوا",
    "شاهد",
    "شاهد ايضا",
    "طالع",
    "المصدر",
    "للمزيد",
    "تابعونا",
    "اشترك",
    "مواضيع",
    "اخبار ذات",
    "صوره",
    "نشر في",
    "اخر تحديث",
];

/// Whether a line begins with a cue. One word alone may begin a sentence of the article too, so there it
/// must be set apart by a colon.
fn has_cue(line: &str, words: &[&str], sentence: bool) -> bool {
    let begins = |cue: &str| {
        let mut words = words.iter();
        cue.split(' ').all(|part| words.next() == Some(&part))
    };
    let apart = line.split_whitespace().next().is_some_and(|first| first.ends_with(':'));
    let speaks = |cue: &str| cue.contains(' ') || apart || !sentence;
    // `READ: …` stands for `read more`.
    CUES.iter().chain(&["read"]).any(|cue| begins(cue) && speaks(cue))
}

/// `By our correspondent in …`, without a sentence's end.
fn is_byline(line: &str, words: &[&str]) -> bool {
    let begins = matches!(words.first(), Some(&("by" | "from" | "كتب" | "كتبت" | "haber" | "автор" | "текст")));
    !is_sentence(line) && begins && words.len() <= 12
}

/// How many words of a line are its dateline: `LIMAN, May 17 (Agency) -`. They tell of every report alike.
pub fn dateline(line: &str, words: &[Word]) -> usize {
    const SIGNS: [&str; 8] = [") -", ") –", ") —", "/. ", "/ -", "/ —", " - ", " — "];
    let head: String = line.chars().take(70).collect();
    let Some(end) = SIGNS.iter().filter_map(|sign| head.find(sign).map(|at| at + sign.len())).min() else {
        return short_dateline(line, words);
    };
    let place = head[..end].split([',', ' ', '(']).next().unwrap_or_default();
    let large = place.chars().count() > 2 && place.chars().all(|c| !c.is_lowercase());
    let cased = place.chars().any(char::is_uppercase);
    if (cased && large) || (!cased && head[..end].contains(['(', '/'])) {
        words.iter().take_while(|word| word.range.end <= end).count()
    } else {
        0
    }
}

/// `OSTREL, June 6.`, in large letters and before a stop.
fn short_dateline(line: &str, words: &[Word]) -> usize {
    let Some(stop) = line.find(". ").filter(|stop| *stop < 40) else { return 0 };
    let place = line.split(',').next().unwrap_or_default();
    let large = place.len() < stop && place.chars().count() > 2 && place.chars().any(char::is_uppercase);
    if large && !place.chars().any(char::is_lowercase) {
        words.iter().take_while(|word| word.range.end <= stop).count()
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suggest::{figures::figures, words::Reader};

    fn is(language: Language, line: &str) -> bool {
        let words = Reader::new(language).words(line);
        is_furniture(line, &words, &figures(&words, line, language, None), language)
    }

    #[test]
    fn links_bylines_and_stamps_are_furniture() {
        for (language, line) in [
            (Language::English, "READ: How the bridge was built and who paid for it"),
            (Language::English, "By our correspondent in Lower Orlan"),
            (Language::English, "Updated 7 June 2023, 09.15"),
            (Language::Russian, "Читайте также: Как строили мост через реку"),
            (Language::Arabic, "اقرأ أيضا: كيف بني الجسر القديم في المدينة"),
            (Language::Turkish, "İlgili haber: Köprü nasıl yapıldı, parasını kim ödedi?"),
            (Language::Turkish, "24.07.2024 - 10:32"),
        ] {
            assert!(is(language, line), "{line}");
        }
        assert!(!is(Language::English, "The bridge over the Orlan was closed to lorries on Tuesday."));
    }

    #[test]
    fn a_dateline_is_not_the_sentence() {
        let count = |line: &str| dateline(line, &Reader::new(Language::English).words(line));
        assert_eq!(count("LIMAN, May 17 (Agency) - The bridge was closed"), 4);
        assert_eq!(count("ОСТРЕЛ, 6 июня. /Вести/. Мост закрыт"), 4);
        assert_eq!(count("The bridge - built in 1956 - was closed"), 0);
    }
}
