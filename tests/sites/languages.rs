//! Five languages on one page, and a page from right to left.

use super::{assert_sound, site_at, support::text::attributes, tag_around};

const EVENT: &str = "events/ravnasund-light/index.html";

#[test]
fn a_site_in_five_languages_builds_without_findings() {
    let built = site_at("mixed").build();
    assert_sound(&built);
    assert_eq!((built.outcome.events, built.outcome.reports), (2, 7));
    for path in [
        EVENT,
        "events/ravnasund-light/duyuru/index.html",
        "lighthouse/index.html",
        "guide/reading/index.html",
        "topics/ravnasünd/index.html",
        "topics/мореплавание/index.html",
        "corrections/index.html",
    ] {
        assert!(built.has(path), "{path}");
    }
    assert!(!built.files.keys().any(|path| path.contains("draft") || path.contains("черновики")));
}

#[test]
fn drafts_bring_their_topics_with_them() {
    let built = site_at("mixed").with_drafts().build();
    assert!(built.has("events/quay-draft/index.html") && built.has("topics/черновики/index.html"));
}

#[test]
fn words_of_another_language_say_which_and_turn_by_themselves() {
    let built = site_at("mixed").build();
    let page = built.page(EVENT);
    assert!(page.contains("<html lang=\"en\">"));
    // What readers see; the data for machines in the head says the language in its own way.
    let page = &page[page.find("<main").expect("the page's own part")..];
    for (words, lang) in [
        ("Ravnasünd feneri bütün gece", "tr"),
        ("fırtınanın kopardığı kablo", "tr"),
        ("deniz sakindi", "tr"),
        ("Маяк Равнасюнда погас", "ru"),
        ("восемь часов", "ru"),
        ("تسع ساعات", "ar"),
        ("المنارة القديمة", "ar"),
        ("فريق من العاصمة", "ar"),
        ("电缆断裂", "zh-Hans"),
        ("灯塔”", "zh-Hans"),
        ("une équipe de la capitale", "fr"),
    ] {
        let tag = tag_around(page, words);
        assert!(tag.contains(&format!("lang=\"{lang}\" dir=\"auto\"")), "{words}: {tag}");
    }
    for words in ["a cable torn by the storm", "We could see nothing", "A broken cable"] {
        assert!(!tag_around(page, words).contains("lang="), "{words} is in the page’s own language");
    }
    let upstream = tag_around(page, "Liman dairesinin duyurusu");
    assert!(upstream.contains("lang=\"tr\""), "a title that stands for a name: {upstream}");
}

#[test]
fn the_whole_text_of_an_article_has_its_language_and_our_numbers_have_ours() {
    let built = site_at("mixed").build();
    let page = built.page("events/ravnasund-light/vestnik/index.html");
    assert!(page.contains("<div class=\"digest prose full\" lang=\"ru\" dir=\"auto\">"));
    assert!(page.contains("<span class=\"no\" lang=\"en\" dir=\"ltr\">"));
    assert!(page.contains(">«ошибку при ремонте»<"), "in the article its own marks stay");
}

#[test]
fn quotation_marks_are_the_pages() {
    let built = site_at("mixed").build();
    let page = built.page(EVENT);
    for words in [
        "“Ravnasünd feneri bütün gece ‘karanlıkta’ kaldı”",
        "“Маяк Равнасюнда погас на ‘одну ночь’\u{200a}”",
        "“منارة رافناسوند تنطفئ ‘ليلة كاملة’\u{200a}”",
        "“拉夫纳灯塔‘整夜’熄灭”",
        "“a ‘simple’ broken cable”",
        "“une équipe de la capitale réparera ‘la lampe’\u{200a}”",
        "“\u{200a}‘ошибку при ремонте’\u{200a}”",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn names_that_run_the_other_way_are_set_apart() {
    let built = site_at("mixed").build();
    let page = built.page(EVENT);
    assert!(page.contains(">\u{2068}المنارة\u{2069}<"));
    assert!(page.contains("Lantern, \u{2068}المنارة\u{2069}<"), "in a list of names too");
    assert!(!page.contains("\u{2068}Вестник"), "Cyrillic runs as English does");
    for (path, page) in built.pages() {
        let data =
            page.split("<script type=\"application/ld+json\">").nth(1).and_then(|rest| rest.split("</script>").next());
        assert!(!data.unwrap_or_default().contains('\u{2068}'), "data of {path}");
    }
}

#[test]
fn an_arabic_site_runs_from_right_to_left() {
    let built = site_at("right-to-left").build();
    assert_sound(&built);
    for (path, page) in built.pages() {
        assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">"), "{path}");
        assert!(!page.contains("rel=\"preload\""), "{path} has no use for Latin letters");
    }
    let page = built.page("events/qantara/index.html");
    assert!(tag_around(page, "a crack in the").contains("lang=\"en\" dir=\"auto\""));
    assert!(page.contains("«a crack in the “main” arch»") && page.contains("«صدع في القوس “الرئيسي”\u{200a}»"));
    assert!(!tag_around(page, "نعتذر للجميع").contains("lang="));
    assert!(page.contains("\u{2068}Arch\u{2069}"));
    assert!(page.contains(">10 مايو 2024<") && page.contains("800–900"));
    assert!(attributes(page, "aria-label").contains(&"الموقع"), "its own words take the place of the built-in ones");
    assert!(built.text("index.html").contains("تقريران، واقعتان"), "with the plural forms and commas of Arabic");
}

#[test]
fn only_addresses_of_the_web_and_of_mail_become_links() {
    let link = |contact: &str| {
        let built = site_at("mixed").edit("site.toml", "title =", &format!("contact = \"{contact}\"\ntitle =")).build();
        let page = built.page("index.html").replace("&#x2F;", "/");
        attributes(&page, "href").into_iter().find(|href| href.ends_with(contact)).map(ToOwned::to_owned)
    };
    assert_eq!(link("https://example.org/desk").as_deref(), Some("https://example.org/desk"));
    assert_eq!(link("desk@example.org").as_deref(), Some("mailto:desk@example.org"));
    assert_eq!(link("javascript://example.org/desk"), None);
    assert_eq!(link("javascript:desk@example.org"), None);
}
