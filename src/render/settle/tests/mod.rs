//! What holds for all that is settled: that it draws the same.

mod author;

use std::{collections::BTreeMap, sync::Arc};

use proptest::prelude::*;
use tera::{Context, Tera, TeraResult};

use super::{
    super::{assets::Assets, fonts::Fonts, functions},
    settled,
};
use crate::{
    diagnostic::SourceText,
    words::{Language, Words},
    world::theme,
};
use author::{CONTEXT, WORDS};

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, max_global_rejects: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_settled_template_draws_the_same_bytes(dice in any_dice()) {
        let language = language(WORDS, "pl");
        let texts = author::templates(&dice).map(|(name, text)| (name.clone(), SourceText::new(name, text)));
        let texts = BTreeMap::from(texts);
        let written = drawn(&language, as_written(&texts));
        prop_assume!(written.is_ok());
        let settled = settled(&texts, &language);
        let told = format!("{settled:#?}");
        // Any error would do no harm, and have the page drawn a second time, as it is written.
        prop_assert_eq!(drawn(&language, settled), written, "{}", told);
    }
}

#[test]
fn what_draws_as_it_is_written_draws_when_it_is_settled() {
    let inner = "{% component d(x) %}{{ \"a\" ~ x }}{% endcomponent d %}";
    for (component, page) in [
        ("{% component c(x, y) %}{{ <d x /> ~ y }}{% endcomponent c %}", "{{ <c x={t} y={a.b} /> }}"),
        ("{% component c(x, y) %}{{ <d x /> if y else 1 }}{% endcomponent c %}", "{{ <c x={t} y={a.b} /> }}"),
        ("{% component c(x) %}{{ x .b }}{% endcomponent c %}", "{{ <c x={[a] | first} /> }}"),
        ("", "{{ <d x={not t} /> }}{{ <d x={-n} /> }}{{ <d x={t is not string} /> }}"),
        ("", "{{ <d x={t} /> }}{{ < d x={t} /> }}"),
        ("", "{{ say(key=\"plu\" ~ \"ral\") }}{{ say(key=\"key\" ~ \"ed\") }}"),
    ] {
        let language = language(WORDS, "pl");
        let texts = [("parts.html", [inner, component].concat()), ("page.html", page.to_owned())];
        let texts = BTreeMap::from(texts.map(|(name, text)| (name.to_owned(), SourceText::new(name, text))));
        let written = drawn(&language, as_written(&texts));
        assert!(written.is_ok(), "{written:?}");
        assert_eq!(drawn(&language, settled(&texts, &language)), written, "{page}");
    }
}

fn as_written(texts: &BTreeMap<String, SourceText>) -> Vec<(String, String)> {
    texts.iter().map(|(name, text)| (name.clone(), text.text().to_owned())).collect()
}

fn drawn(language: &Arc<Language>, templates: Vec<(String, String)>) -> Result<String, String> {
    let drawn = compiled(language, templates).and_then(|tera| tera.render("page.html", &context()));
    drawn.map_err(|error| error.to_string())
}

fn any_dice() -> impl Strategy<Value = [Vec<u8>; 4]> {
    let few = || prop::collection::vec(any::<u8>(), 0..60);
    [few(), few(), few(), few()]
}

fn context() -> Context {
    Context::from_serialize(&serde_json::from_str::<serde_json::Value>(CONTEXT).unwrap()).unwrap()
}

fn language(words: &str, tag: &str) -> Arc<Language> {
    let mut all = Words::default();
    all.read(&SourceText::new("templates/words.toml", words), &mut Vec::new());
    Arc::new(all.language(tag))
}

fn compiled(language: &Arc<Language>, templates: Vec<(String, String)>) -> TeraResult<Tera> {
    let mut tera = Tera::default();
    tera.autoescape_on([".html", ".svg"]);
    let (assets, fonts) = (Arc::new(Assets::new(BTreeMap::new())), Arc::new(Fonts::new(BTreeMap::new()).0));
    functions::register(&mut tera, Arc::clone(language), assets, fonts);
    tera.add_raw_templates(templates)?;
    Ok(tera)
}

/// Were the built-in theme not settled, nobody would see it: its pages are the same, and only slow.
#[test]
fn the_built_in_theme_is_settled_in_every_language() {
    let read = |path: &str| String::from_utf8(theme::builtin(path).unwrap().into_owned()).unwrap();
    let paths = theme::builtin_files();
    let templates = paths.iter().filter_map(|path| Some((path, path.strip_prefix("templates/")?)));
    let templates = templates.filter(|(_, name)| matches!(name.rsplit('.').next(), Some("html" | "svg")));
    let texts = templates.map(|(path, name)| (name.to_owned(), SourceText::new(path.as_str(), read(path)))).collect();
    for tag in ["en", "ar", "fr", "pl", "ru", "zh"] {
        let language = language(&read("templates/words.toml"), tag);
        let settled = settled(&texts, &language);
        for left in ["<glyph", "<words", "<stance", "say(key=\"skip\")"] {
            let mut found = settled.iter().filter(|(_, text)| text.contains(left));
            assert_eq!(found.next(), None, "{tag}");
        }
        assert!(compiled(&language, settled).is_ok(), "{tag}");
    }
}
