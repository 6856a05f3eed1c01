//! Right front matter, and the typed values that come of it.

use rashomon::{
    content::front::{self, EventFront, FrontMark, Spanned},
    model::{Role, TextKind, Translator},
};
use serde_json::json;

use crate::{NOTHING, places, text};

const EVENT_TOML: &str = r#"+++
title = "Turkish commandos for Kosovo"
date = 2023-06-04
summary = """
One sentence.
Another one."""
updated = 2023-07-02
places = ["Kosovo"]
topics = ["NATO", "Kosovo"]
sources = ["tass-style", "hurriyet"]
lead = ["soldiers-injured"]
slug = "kosovo-2023"
draft = true
aliases = ["/kosovo/"]
[labels]
one-sided = "One side acts"
both = "Both act"
[[corrections]]
date = 2023-07-01
text = "A name was wrong."
[extra]
colour = "red"
since = 2020-01-01
+++
Body.
"#;

const EVENT_YAML: &str = r#"---
title: Turkish commandos for Kosovo
date: 2023-06-04
summary: |
  One sentence.
  Another one.
updated: "2023-07-02"
places: [Kosovo]
topics:
  - NATO
  - Kosovo
sources: [tass-style, hurriyet]
lead: [soldiers-injured]
slug: kosovo-2023
draft: true
aliases: [/kosovo/]
labels:
  one-sided: One side acts
  both: Both act
corrections:
  - date: 2023-07-01
    text: A name was wrong.
extra:
  colour: red
  since: 2020-01-01
---
Body.
"#;

#[test]
fn an_event_reads_alike_in_toml_and_yaml() {
    for words in [EVENT_TOML.to_owned(), EVENT_YAML.to_owned(), EVENT_TOML.replace('\n', "\r\n")] {
        let (front, findings) = front::event(&text(&words));
        assert_eq!(places(&findings), NOTHING);
        let front = front.expect("front matter");
        assert_eq!(words[front.body..].trim_end(), "Body.");
        assert_eq!(front.opening, 0..3);
        assert_event(&front.value, &words);
    }
}

fn assert_event(event: &EventFront, words: &str) {
    assert_eq!(event.title, "Turkish commandos for Kosovo");
    assert_eq!(event.date.to_string(), "2023-06-04");
    assert_eq!(event.summary.replace('\r', ""), "One sentence.\nAnother one.");
    assert_eq!(event.updated.map(|day| day.to_string()).as_deref(), Some("2023-07-02"));
    assert_eq!(event.places, ["Kosovo"]);
    assert_eq!(values(&event.topics), ["NATO", "Kosovo"]);
    assert_eq!(values(event.sources.as_ref().expect("sources")), ["tass-style", "hurriyet"]);
    let unquoted = |span: &Spanned<String>| words[span.span.clone()].trim_matches('"').to_owned();
    assert_eq!(event.lead.iter().map(unquoted).collect::<Vec<_>>(), ["soldiers-injured"]);
    assert_eq!(event.slug.as_ref().map(unquoted).as_deref(), Some("kosovo-2023"));
    assert_eq!(values(&event.aliases), ["/kosovo/"]);
    let labels: Vec<(&str, &str)> = event.labels.iter().map(|(word, label)| (word.as_str(), label.as_str())).collect();
    assert_eq!(labels, [("one-sided", "One side acts"), ("both", "Both act")]);
    assert_eq!(event.corrections[0].date.to_string(), "2023-07-01");
    assert_eq!(event.corrections[0].text, "A name was wrong.");
    assert!(event.draft);
    assert_eq!(event.extra, json!({ "colour": "red", "since": "2020-01-01" }));
}

fn values(texts: &[Spanned<String>]) -> Vec<&str> {
    texts.iter().map(|text| text.value.as_str()).collect()
}

const SOURCE_TOML: &str = r#"+++
outlet = "memo"
title = "Turkiye to deploy commando battalion"
url = "https://example.org/a"
archived = "https://archive.example/a"
published = 2023-06-04T10:21:00
retrieved = 2023-06-05
lang = "en"
byline = ""
agency = "AA"
upstream = ["kfor-communique"]
role = "report"
text = "excerpts"
coded = true
[capture]
sha256 = "0123456789abcdef0123456789ABCDEF0123456789abcdef0123456789abcdef"
headline = 2
captions = [4]
furniture = [1, 3]
[[marks]]
on = ["fact:soldiers-injured", "frame:cause"]
quote = "Serb militants wounded 30 international soldiers"
para = 5
value = 1_030.50
stance = "attributes"
by = "mod"
comment = ""
translation = { lang = "tr", text = "…", by = "machine" }
[[marks]]
on = ["voice:mod"]
quote = "so"
form = "scare"
words = 40
value = "30-35"
qualifier = "abuot"
[[absent]]
fact = "boycott-turnout"
near = "recently-elected officials"
note = ""
+++
"#;

#[test]
fn a_source_gives_its_capture_marks_and_absent_facts() {
    let (front, findings) = front::source(&text(SOURCE_TOML));
    assert_eq!(places(&findings), NOTHING);
    let source = front.expect("front matter").value;
    assert_eq!(source.outlet.map(|outlet| outlet.value).as_deref(), Some("memo"));
    assert_eq!(source.published.map(|moment| moment.to_string()).as_deref(), Some("2023-06-04T10:21:00"));
    assert_eq!((source.byline, source.agency.as_deref()), (None, Some("AA")));
    assert_eq!(values(&source.upstream), ["kfor-communique"]);
    assert_eq!((source.role, source.text, source.coded), (Role::Report, TextKind::Excerpts, true));
    assert!(source.capture.sha256.is_some_and(|hash| hash.starts_with("0123456789abcdef0123456789abcdef")));
    assert_eq!((source.capture.headline, &source.capture.captions[..]), (Some(2), &[4][..]));
    assert_eq!(source.capture.furniture, [1, 3]);
    assert_marks(&source.marks);
    assert_eq!(source.absent[0].fact.value, "boycott-turnout");
    assert_eq!(source.absent[0].near.as_ref().map(|near| near.value.as_str()), Some("recently-elected officials"));
    assert_eq!(source.absent[0].note, None);
}

fn assert_marks(marks: &[FrontMark]) {
    let word = |word: &Option<Spanned<String>>| word.as_ref().map(|word| word.value.clone());
    let [first, second] = marks else { panic!("two marks: {marks:?}") };
    assert_eq!(&SOURCE_TOML[first.span.clone()], "[[marks]]");
    assert_eq!(values(&first.on), ["fact:soldiers-injured", "frame:cause"]);
    assert_eq!(first.quote.value, "Serb militants wounded 30 international soldiers");
    assert_eq!(word(&first.value).as_deref(), Some("1030.50"));
    assert_eq!((word(&first.stance).as_deref(), word(&first.by).as_deref()), (Some("attributes"), Some("mod")));
    assert_eq!((first.para, first.words, &first.comment), (Some(5), None, &None));
    let translation = first.translation.as_ref().expect("translation");
    assert_eq!((translation.lang.as_str(), translation.by), ("tr", Translator::Machine));
    assert_eq!((word(&second.form).as_deref(), second.words), (Some("scare"), Some(40)));
    // What the words mean is judged with the marks of the body.
    assert_eq!((word(&second.value).as_deref(), word(&second.qualifier).as_deref()), (Some("30-35"), Some("abuot")));
}

#[test]
fn a_mark_in_yaml_stands_at_its_first_key() {
    let words = "---\noutlet: memo\nmarks:\n  - on: [fact:a]\n    quote: q\n    value: 2023-06-04\n  -\n    quote: r\n    on: [term:b]\n    value: 007\n---\n";
    let (front, findings) = front::source(&text(words));
    assert_eq!(places(&findings), NOTHING);
    let marks = front.expect("front matter").value.marks;
    assert_eq!(marks.iter().map(|mark| &words[mark.span.clone()]).collect::<Vec<_>>(), ["on: [fact:a]", "quote: r"]);
    let given = |mark: &FrontMark| mark.value.as_ref().map(|value| value.value.clone());
    assert_eq!(marks.iter().filter_map(given).collect::<Vec<_>>(), ["2023-06-04", "007"]);
}

#[test]
fn outlets_and_pages_have_their_own_keys() {
    let words = "+++\nname = \"MEMO\"\nurl = \"https://example.org\"\nlanguages = [\"en\"]\n[ownership]\ntext = \"A trust.\"\nsource = \"Register\"\n+++\n";
    let (front, findings) = front::outlet(&text(words));
    assert_eq!(places(&findings), NOTHING);
    let outlet = front.expect("front matter").value;
    assert_eq!((outlet.name.as_str(), outlet.short, outlet.languages), ("MEMO", None, vec!["en".to_owned()]));
    assert_eq!(outlet.ownership.and_then(|ownership| ownership.source).as_deref(), Some("Register"));

    let (front, findings) = front::page(&text("---\ntitle: About\ndescription:\naliases: [/old]\n---\n"));
    assert_eq!(places(&findings), NOTHING);
    let page = front.expect("front matter").value;
    assert_eq!((page.title.as_str(), page.description, values(&page.aliases)), ("About", None, vec!["/old"]));
    assert_eq!(page.extra, json!({}));
}
