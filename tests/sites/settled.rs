//! Templates are settled before they are compiled: a page must have the same bytes as if they were not.
//!
//! A template with `raw` in it is compiled as it is written. So each site is built twice: as it is, and with such a
//! tag, which prints nothing, behind each template.

use std::{collections::BTreeMap, path::Path};

use rashomon::world::theme;

use super::{
    site_at,
    support::{self, Built, SETTINGS, Site},
    with_files,
};

const RAW: &str = "{% raw %}{% endraw %}";

/// Words that have to be escaped, look like code, or no string of a template can hold; and all plural forms.
const ODD_WORDS: &str = r#"[ar]
skip = "R&D <i>"
draft = "R&D <i>\"'{{ x }}'\"</i> \\ {% if %}"
foot-rights = "{# {nothing} #}{"
comma = " {% raw %} "
mark-facts = { zero = "{n} & 0", one = "'{n}'", two = "\"{n}\"", few = "{{n}}", many = "{n}\\{n}", other = "<{n}>" }
"#;

#[test]
fn sites_have_the_same_bytes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = ["site.toml", "content"].iter().fold(Site::default(), |site, path| with_files(site, root, path));
    for site in [own, site_at("mixed"), site_at("odd"), site_at("right-to-left"), support::locked()] {
        assert_same(&site);
        assert_same(&site.with_drafts());
    }
}

#[test]
fn sites_have_the_same_bytes_in_any_language_and_with_odd_words() {
    for language in ["fr", "pl", "zh-Hant"] {
        assert_same(&support::site().file(SETTINGS, settings(language)));
    }
    let odd = support::site().file(SETTINGS, settings("ar")).file("templates/words.toml", ODD_WORDS);
    assert_same(&odd.with_drafts());
}

/// The components of a site of its own, and a page that calls them: each could be taken for something else. All of them
/// draw when they are settled, or the page would be drawn as it is written, whatever comes of the others.
const OWN_PARTS: &str = r#"
{% component asking(@title) %}{% set asked = title %}{{ asked }}{% endcomponent asking %}
{% component titled(title) %}<b>{{ title }}</b>{{ <asking /> }}{% endcomponent titled %}
{% component by.default(title = "none") %}{{ <asking /> }}{% endcomponent by.default %}
{% component outer(x, title) %}{{ <within x /> }}{% endcomponent outer %}
{% component within(x) %}{{ x }}{{ <asking /> }}{% endcomponent within %}
{% component either(x, z) %}{% for title in x if title else z %}{{ title }}{% endfor %}{% endcomponent either %}
"#;

const OWN_PAGE: &str = r#"{% extends "base.html" %}{% block main %}
{% set one = ["a"] %}{% set other = ["b"] %}
{% if true %}A{% if(not title) %}B{% endif %}C{% else %}D{% endif %}
{% if false %}A{% elif(title) %}B{% endif %}{% if"a" %}C{% endif %}{% if false and 0or true %}D{% endif %}
{{ <titled title="mine" /> }}{{ <by.default /> }}{{ <outer x="a" title="b" /> }}
{{ <either x={one} z={other} /> }}
{{ say(key="of-" ~ "key") }}
{{ say(key="of-key" ~ "", a=say(key="of-key" ~ "", a=say(key="of-key"))) }}
{% endblock main %}"#;

#[test]
fn own_templates_have_the_same_bytes() {
    let site = support::site().file("templates/parts.html", OWN_PARTS).file("templates/page.html", OWN_PAGE);
    assert_same(&site.file("templates/words.toml", "[en]\nof-key = \"the word {key} & {a}\"\n"));
}

/// A mistake is told, however deep it stands.
#[test]
fn code_that_is_too_deep_is_an_error() {
    let page = |code: &str| format!("{{% extends \"base.html\" %}}{{% block main %}}{code}{{% endblock main %}}");
    let nested = |open: &str, close: &str| format!("{}true{}", open.repeat(20_000), close.repeat(20_000));
    for code in [
        format!("{{% if {} %}}a{{% endif %}}", nested("not ", "")),
        format!("{{% if {} %}}a{{% endif %}}", nested("(", ")")),
        format!("{{{{ {} }}}}", nested("say(key=\"skip\", a=", ")")),
        format!("{{{{ {} }}}}", nested("say(key=\"skip\" ~ \"\", a=", ")")),
    ] {
        let built = support::site().file("templates/page.html", page(&code)).try_build();
        assert!(support::tell(&built.outcome.findings).contains("page.html"));
    }
}

/// Were both ways one, the others of these tests could not fail.
#[test]
fn what_is_given_and_never_asked_for_is_looked_up_by_a_template_as_it_is_written() {
    let parts = "{% component some(of, more) %}{{ of }}{% endcomponent some %}";
    let page = "{% extends \"base.html\" %}{% block main %}{{ <some of=\"a\" more={page.nothing.nothing} /> }}{% endblock main %}";
    let site = support::site().file("templates/parts.html", parts).file("templates/page.html", page);
    assert!(site.try_build().is_usable());
    assert!(!as_written(&site).try_build().is_usable());
}

fn settings(language: &str) -> String {
    format!(
        "base_url = \"https://example.org/\"\ntitle = \"Example\"\nlanguage = \"{language}\"\n\n[quotation]\nmax_words = 12\n"
    )
}

/// The site with all of its templates as they are written.
fn as_written(site: &Site) -> Site {
    let builtin =
        theme::builtin_files().into_iter().map(|path| (path.clone(), theme::builtin(&path).unwrap().into_owned()));
    let mut files: BTreeMap<String, Vec<u8>> = builtin.collect();
    files.extend(site.files());
    let is_template =
        |path: &str| path.starts_with("templates/") && matches!(path.rsplit('.').next(), Some("html" | "svg"));
    let templates = files.into_iter().filter(|(path, _)| is_template(path));
    templates.fold(site.clone(), |site, (path, text)| site.file(&path, [&text, RAW.as_bytes()].concat()))
}

fn assert_same(site: &Site) {
    let (settled, written) = (site.try_build(), as_written(site).try_build());
    assert!(settled.is_usable() && settled.files.len() > 10, "{}", support::tell(&settled.outcome.findings));
    let paths = |built: &Built| built.files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(&settled), paths(&written));
    for (path, bytes) in &settled.files {
        let (settled, written) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&written.files[path]));
        assert!(settled == written, "{path}: {}", difference(&settled, &written));
    }
}

/// Where two texts part.
fn difference(settled: &str, written: &str) -> String {
    let same = settled.chars().zip(written.chars()).take_while(|(one, other)| one == other).count();
    let part = |text: &str| text.chars().skip(same.saturating_sub(60)).take(120).collect::<String>();
    format!("\nsettled:    {}\nas written: {}", part(settled), part(written))
}
