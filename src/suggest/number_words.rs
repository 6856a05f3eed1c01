//! Numbers written in words, in English, Turkish, Russian and Arabic.

use std::sync::LazyLock;

use super::{arabic, language::Language};

/// What a word says in a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Part {
    /// Adds: `forty`, `seven`.
    Add(f64),
    /// Multiplies what stands before it: `hundred`, `million`.
    Times(f64),
    /// Joins, inside a number only: `and`.
    And,
}

/// What a word in lower case says in a number.
pub fn part(lower: &str, language: Language) -> Option<Part> {
    match language {
        Language::English if lower == "and" => Some(Part::And),
        Language::English => find(lower, &ENGLISH),
        Language::Turkish => turkish(lower),
        Language::Russian => russian(lower),
        Language::Arabic => arabic_word(lower),
        Language::Other(_) => None,
    }
}

/// Whether a word is `one`, which is an article as often as a number.
pub fn is_one(lower: &str, language: Language) -> bool {
    part(lower, language) == Some(Part::Add(1.0))
}

/// Words and their values.
type Table = LazyLock<Vec<(&'static str, f64)>>;

fn table(text: &'static str) -> Vec<(&'static str, f64)> {
    let pair = |pair: &'static str| pair.split_once('=').and_then(|(word, value)| Some((word, value.parse().ok()?)));
    text.split_whitespace().filter_map(pair).collect()
}

fn find(word: &str, table: &Table) -> Option<Part> {
    table.iter().find(|(known, _)| *known == word).map(|(_, value)| valued(*value))
}

static ENGLISH: Table = LazyLock::new(|| {
    table(
        "\
    one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 \
    fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 \
    fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 hundred=100 thousand=1000 million=1e6 millions=1e6 m=1e6 \
    mln=1e6 billion=1e9 bn=1e9 trillion=1e12",
    )
});

static TURKISH: Table = LazyLock::new(|| {
    table(
        "\
    bir=1 iki=2 üç=3 dört=4 beş=5 altı=6 yedi=7 sekiz=8 dokuz=9 on=10 yirmi=20 otuz=30 kırk=40 elli=50 \
    altmış=60 yetmiş=70 seksen=80 doksan=90 yüz=100 bin=1000 milyon=1e6 milyar=1e9 trilyon=1e12",
    )
});

/// Beginnings; what may follow them are endings of case.
static RUSSIAN: Table = LazyLock::new(|| {
    table(
        "\
    одиннадцат=11 двенадцат=12 тринадцат=13 четырнадцат=14 пятнадцат=15 шестнадцат=16 семнадцат=17 \
    восемнадцат=18 девятнадцат=19 двадцат=20 тридцат=30 сорок=40 пятьдесят=50 пятидесят=50 шестьдесят=60 \
    шестидесят=60 семьдесят=70 семидесят=70 восемьдесят=80 восьмидесят=80 девяност=90 двест=200 двухсот=200 \
    трист=300 трехсот=300 четырест=400 четырехсот=400 пятьсот=500 пятисот=500 шестьсот=600 шестисот=600 \
    семьсот=700 восемьсот=800 девятьсот=900 тысяч=1000 миллион=1e6 миллиард=1e9 триллион=1e12",
    )
});

static RUSSIAN_WHOLE: Table = LazyLock::new(|| {
    table(
        "\
    один=1 одна=1 одно=1 одного=1 одной=1 одному=1 одну=1 два=2 две=2 двух=2 двое=2 двоих=2 двумя=2 двум=2 \
    три=3 трех=3 трое=3 троих=3 тремя=3 трем=3 четыре=4 четырех=4 четверо=4 четверых=4 пять=5 пяти=5 пятеро=5 \
    пятерых=5 шесть=6 шести=6 шестеро=6 шестерых=6 семь=7 семи=7 семеро=7 семерых=7 восемь=8 восьми=8 девять=9 \
    девяти=9 десять=10 десяти=10 десятеро=10 сто=100 ста=100 тыс=1000 млн=1e6 млрд=1e9",
    )
});

/// Normalised, without the article and without `و`.
static ARABIC: Table = LazyLock::new(|| {
    table(
        "\
    واحد=1 واحده=1 اثنان=2 اثنين=2 اثنتين=2 اثنتان=2 اثنا=2 اثني=2 اثنتا=2 ثلاث=3 ثلاثه=3 اربع=4 اربعه=4 خمس=5 \
    خمسه=5 ست=6 سته=6 سبع=7 سبعه=7 ثمان=8 ثماني=8 ثمانيه=8 تسع=9 تسعه=9 عشر=10 عشره=10 عشرون=20 عشرين=20 \
    ثلاثون=30 ثلاثين=30 اربعون=40 اربعين=40 خمسون=50 خمسين=50 ستون=60 ستين=60 سبعون=70 سبعين=70 ثمانون=80 \
    ثمانين=80 تسعون=90 تسعين=90 مييتي=200 مايتي=200 ميتي=200 مايتين=200 ميتين=200 مايتان=200 الفي=2000 \
    الفين=2000 الفان=2000 ميه=100 مايه=100 الف=1000 الاف=1000 الفا=1000 مليون=1e6 ملايين=1e6 مليونا=1e6 \
    مليار=1e9 مليارات=1e9 مليارا=1e9",
    )
});

/// A power of a thousand, or a hundred, multiplies.
fn valued(value: f64) -> Part {
    let powers = [1e2, 1e3, 1e6, 1e9, 1e12];
    if powers.iter().any(|power| (power - value).abs() < 0.5) { Part::Times(value) } else { Part::Add(value) }
}

/// A Turkish word, alone or with an ending of case after it.
fn turkish(word: &str) -> Option<Part> {
    const ENDINGS: [&str; 14] =
        ["i", "ı", "u", "ü", "si", "sı", "er", "ar", "inin", "ının", "unun", "ünün", "ünü", "e"];
    // `ona`, `onu`, `yüzü` are other words.
    const PLAIN: [&str; 4] = ["on", "yüz", "bin", "bir"];
    let found = TURKISH.iter().find(|(known, _)| {
        word.strip_prefix(known)
            .is_some_and(|rest| rest.is_empty() || (ENDINGS.contains(&rest) && !PLAIN.contains(known)))
    });
    found.map(|(_, value)| valued(*value))
}

fn russian(word: &str) -> Option<Part> {
    if let Some((_, value)) = RUSSIAN_WHOLE.iter().find(|(known, _)| *known == word) {
        // `сто` adds in `сто двадцать`, and nothing stands before it.
        return Some(if *value < 500.0 { Part::Add(*value) } else { Part::Times(*value) });
    }
    // An ordinal, or another word: `одиннадцатый`, `миллионер`.
    let endings = ["", "ь", "и", "ью", "а", "ов", "у", "е", "ами", "ам", "ом", "ой", "ам", "ьи"];
    let found = RUSSIAN.iter().find_map(|(known, value)| Some((word.strip_prefix(known)?, value)));
    found.filter(|(rest, _)| endings.contains(rest)).map(|(_, value)| valued(*value))
}

fn arabic_word(word: &str) -> Option<Part> {
    let bare = |word: &str| find(word, &ARABIC).or_else(|| find(word.strip_prefix("ال")?, &ARABIC));
    bare(word).or_else(|| bare(word.strip_prefix('و')?)).or_else(|| hundreds(word))
}

/// `ستميه`, six hundred, in one word.
fn hundreds(word: &str) -> Option<Part> {
    let stem = word.strip_suffix("ميه").or_else(|| word.strip_suffix("مايه"))?;
    let stem = arabic::normalise(stem);
    let found = ARABIC.iter().find(|(known, value)| *value > 2.0 && *value < 10.0 && *known == stem);
    found.map(|(_, value)| Part::Add(value * 100.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_with_their_endings() {
        for (word, language, expected) in [
            ("eleven", Language::English, Some(Part::Add(11.0))),
            ("million", Language::English, Some(Part::Times(1e6))),
            ("dokuz", Language::Turkish, Some(Part::Add(9.0))),
            ("ikisi", Language::Turkish, Some(Part::Add(2.0))),
            ("onu", Language::Turkish, None),
            ("одиннадцати", Language::Russian, Some(Part::Add(11.0))),
            ("одиннадцатый", Language::Russian, None),
            ("миллионов", Language::Russian, Some(Part::Times(1e6))),
            ("ستميه", Language::Arabic, Some(Part::Add(600.0))),
            ("واربعون", Language::Arabic, Some(Part::Add(40.0))),
            ("table", Language::English, None),
        ] {
            assert_eq!(part(word, language), expected, "{word}");
        }
    }
}
