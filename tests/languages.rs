//! How the languages of the built-in theme write dates, numbers, quotations and lists, and how they
//! order names.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use rashomon::{
    diagnostic::SourceText,
    model::{Day, Decimal, Value},
    words::{DateStyle, Language, Words},
    world::theme,
};

const PATH: &str = "templates/words.toml";

fn language(tag: &str) -> Language {
    language_with(tag, "")
}

/// A language of the theme with a site's own words.
fn language_with(tag: &str, own: &str) -> Language {
    let mut words = Words::default();
    let mut findings = Vec::new();
    let built_in = String::from_utf8(theme::builtin(PATH).unwrap().into_owned()).unwrap();
    words.read(&SourceText::new(PATH, built_in), &mut findings);
    words.read(&SourceText::new(PATH, own), &mut findings);
    assert!(findings.is_empty(), "{findings:?}");
    words.language(tag)
}

#[test]
fn dates_are_written_as_each_language_writes_them() {
    for (tag, long, short, month) in [
        ("en", "4 June 2023", "4 June", "June 2023"),
        ("en-US", "June 4, 2023", "June 4", "June 2023"),
        ("de-AT", "4. Juni 2023", "4. Juni", "Juni 2023"),
        ("fr", "4 juin 2023", "4 juin", "juin 2023"),
        ("sq", "4 qershor 2023", "4 qershor", "qershor 2023"),
        ("sr", "4. јун 2023.", "4. јун", "јун 2023."),
        ("sr-Latn-RS", "4. jun 2023.", "4. jun", "jun 2023."),
        ("tr", "4 Haziran 2023", "4 Haziran", "Haziran 2023"),
        ("ru", "4 июня 2023", "4 июня", "июнь 2023"),
        ("uk", "4 червня 2023", "4 червня", "червень 2023"),
        ("pl", "4 czerwca 2023", "4 czerwca", "czerwiec 2023"),
        ("el", "4 Ιουνίου 2023", "4 Ιουνίου", "Ιούνιος 2023"),
        ("es", "4 de junio de 2023", "4 de junio", "junio de 2023"),
        ("it", "4 giugno 2023", "4 giugno", "giugno 2023"),
        ("ar", "4 يونيو 2023", "4 يونيو", "يونيو 2023"),
        ("zh", "2023年6月4日", "6月4日", "2023年6月"),
        ("zh-hant-TW", "2023年6月4日", "6月4日", "2023年6月"),
        ("nl", "4 juni 2023", "4 juni", "juni 2023"),
        ("sv", "4 juni 2023", "4 juni", "juni 2023"),
    ] {
        let day = Day::parse("2023-06-04").unwrap();
        let language = language(tag);
        let written = [DateStyle::Long, DateStyle::Short, DateStyle::Month].map(|style| language.date(day, style));
        assert_eq!(written, [long, short, month], "{tag}");
    }
    let first = Day::parse("2023-01-01").unwrap();
    assert_eq!(language("fr").date(first, DateStyle::Long), "1er janvier 2023");
    assert_eq!(language("it").date(first, DateStyle::Short), "1º gennaio");
}

#[test]
fn numbers_are_grouped_as_each_language_groups_them() {
    for (tag, four, more) in [
        ("en", "1,234", "−12,345.6"),
        ("de", "1.234", "−12.345,6"),
        ("fr", "1\u{202f}234", "−12\u{202f}345,6"),
        ("sq", "1234", "−12\u{a0}345,6"),
        ("ru", "1\u{a0}234", "−12\u{a0}345,6"),
        ("pl", "1234", "−12\u{a0}345,6"),
        ("es", "1234", "−12.345,6"),
        ("ar", "1,234", "−12,345.6"),
        ("zh", "1,234", "−12,345.6"),
        ("sv", "1\u{a0}234", "−12\u{a0}345,6"),
    ] {
        let language = language(tag);
        let number = |text: &str| language.number(Decimal::parse(text).unwrap());
        assert_eq!((number("1234"), number("-12345.6")), (four.to_owned(), more.to_owned()), "{tag}");
    }
    let range = Value::Range(Decimal::parse("30").unwrap(), Decimal::parse("1500").unwrap());
    assert_eq!(language("de").value(&range), "30–1.500");
    assert_eq!(language("zh").value(&range), "30～1,500");
}

#[test]
fn quotations_have_the_marks_of_the_page() {
    for (tag, plain, nested) in [
        ("en", "“so”", "“no to ‘so’\u{200a}”"),
        ("de", "„so“", "„no to ‚so‘\u{200a}“"),
        ("fr", "«\u{202f}so\u{202f}»", "«\u{202f}no to “so”\u{202f}»"),
        ("sq", "„so“", "„no to ‘so’\u{200a}“"),
        ("sr", "„so”", "„no to ’so’\u{200a}”"),
        ("tr", "“so”", "“no to ‘so’\u{200a}”"),
        ("ru", "«so»", "«no to „so“\u{200a}»"),
        ("uk", "«so»", "«no to „so“\u{200a}»"),
        ("pl", "„so”", "„no to «so»\u{200a}”"),
        ("es", "«so»", "«no to “so”\u{200a}»"),
        ("it", "«so»", "«no to “so”\u{200a}»"),
        ("ar", "«so»", "«no to “so”\u{200a}»"),
        ("zh", "“so”", "“no to ‘so’\u{200a}”"),
        ("zh-Hant", "「so」", "「no to 『so』\u{200a}」"),
        ("el", "«so»", "«no to “so”\u{200a}»"),
        ("nl", "‘so’", "‘no to “so”\u{200a}’"),
        ("sv", "”so”", "”no to ’so’\u{200a}”"),
        ("xx", "“so”", "“no to ‘so’\u{200a}”"),
    ] {
        let language = language(tag);
        assert_eq!(language.quoted("so"), plain, "{tag}");
        assert_eq!(language.quoted("no to «so»"), nested, "{tag}");
    }
}

#[test]
fn lists_join_as_each_language_joins_them() {
    let items = ["A", "B", "C", "D"].map(str::to_owned);
    for (tag, two, four) in [
        ("en", "A and B", "A, B, C and D"),
        ("en-US", "A and B", "A, B, C, and D"),
        ("de", "A und B", "A, B, C und D"),
        ("sr-Latn", "A i B", "A, B, C i D"),
        ("ar", "A وB", "A وB وC وD"),
        ("zh", "A和B", "A、B、C和D"),
    ] {
        let language = language(tag);
        assert_eq!((language.list(&items[..2]), language.list(&items)), (two.to_owned(), four.to_owned()), "{tag}");
    }
}

#[test]
fn names_stand_in_the_order_of_the_language() {
    for (tag, sorted) in [
        ("en", ["ABC", "abd", "Ärla", "Zorn"].as_slice()),
        ("sv", &["Aal", "Zorn", "Åre", "Ärla", "Öst"]),
        ("de", &["Aal", "Ärla", "Öst", "Zorn"]),
        ("pl", &["Lublin", "Lwów", "Łódź", "Mak"]),
        ("tr", &["Ceviz", "Çay", "ırmak", "iğne"]),
        ("zh", &["阿", "北", "中"]),
        ("ru", &["Ёлка", "Ереван", "Жук"]),
    ] {
        let language = language(tag);
        let mut names = sorted.to_vec();
        names.reverse();
        names.sort_by(|a, b| language.compare(a, b));
        assert_eq!(names, sorted, "{tag}");
    }
}

#[test]
fn capitals_follow_the_language_and_leave_the_rest_alone() {
    for (tag, text, wanted) in [
        ("en", "five of NATO", "Five of NATO"),
        ("tr", "iki rapor", "İki rapor"),
        ("tr", "ılık", "Ilık"),
        ("nl", "ijs", "IJs"),
        ("zh", "两份", "两份"),
        ("en", "", ""),
    ] {
        assert_eq!(language(tag).capitalized(text), wanted, "{tag}");
    }
}

#[test]
fn a_sites_own_words_take_the_place_of_the_built_in_ones_key_by_key() {
    let own = "[de]\ncorrections = \"Berichtigungen\"\nmonth-6 = \"Brachet\"\n[ar]\ndigits = \"٠١٢٣٤٥٦٧٨٩\"\n";
    let german = language_with("de", own);
    assert_eq!(german.say("corrections", &[]).as_deref(), Some("Berichtigungen"));
    assert_eq!(german.say("topics", &[]).as_deref(), Some("Topics"), "what it lacks is English");
    let day = Day::parse("2023-06-04").unwrap();
    assert_eq!(german.date(day, DateStyle::Long), "4. Brachet 2023");
    let arabic = language_with("ar", own);
    assert_eq!(arabic.date(day, DateStyle::Long), "٤ يونيو ٢٠٢٣");
    assert_eq!(arabic.number(Decimal::parse("1234.5").unwrap()), "١,٢٣٤.٥");
}
