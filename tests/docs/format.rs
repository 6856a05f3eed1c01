//! The reference of the format, held against what the program says of itself.

use std::collections::BTreeSet;

use rashomon::{
    analysis::{Spread, State, compatible},
    check::worklist::Kind,
    config,
    content::{
        front::{
            self,
            fields::{Field, FieldKind, Need},
        },
        mark::PARAMETERS,
    },
    diagnostic::Code,
    model::{Form, Qualifier, Stance, Value, is_reserved_anchor},
};
use serde_json::Value as Json;

use crate::{
    examples, read,
    tables::{cells, codes, first_names, plural, same, table},
};

#[test]
fn every_key_of_front_matter_is_told_with_its_type() {
    for (kind, fields) in [
        ("site", config::SITE),
        ("event", front::EVENT),
        ("source", front::SOURCE),
        ("outlet", front::OUTLET),
        ("page", front::PAGE),
    ] {
        let told: Vec<String> = table("format.md", &format!("keys: {kind}"))
            .iter()
            .map(|row| format!("{} | {} | {}", row[0], row[1], need_in(&row[2])))
            .collect();
        same(&format!("the keys of {kind}"), told.iter(), keys(fields, "").iter());
    }
}

#[test]
fn every_key_of_a_target_is_told_with_its_type() {
    for target in config::publish::TARGETS {
        let told: Vec<String> = table("publish.md", &format!("keys: {}", target.name))
            .iter()
            .map(|row| format!("{} | {} | {}", row[0], row[1], need_in(&row[2])))
            .collect();
        same(&format!("the keys of {}", target.name), told.iter(), keys(target.fields, "").iter());
    }
}

fn need_in(cell: &str) -> &str {
    match cell {
        "required" => "required",
        conditional if conditional.starts_with("required ") => conditional,
        _ => "optional",
    }
}

/// All keys of a table and of the tables in it, as the manual has them.
fn keys(fields: &[Field], above: &str) -> Vec<String> {
    let mut keys = Vec::new();
    for field in fields {
        let need = match field.need {
            Need::Always => "required".to_owned(),
            Need::Never => "optional".to_owned(),
            Need::Unless(key, value) => format!("required unless `{key} = \"{value}\"`"),
            Need::If(key, value) => format!("required if `{key} = \"{value}\"`"),
        };
        keys.push(format!("`{above}{}` | {} | {need}", field.name, name_of(&field.kind)));
        keys.extend(self::keys(field.kind.fields().unwrap_or_default(), &format!("{above}{}.", field.name)));
    }
    keys
}

fn name_of(kind: &FieldKind) -> String {
    match kind {
        FieldKind::Text => "text".into(),
        FieldKind::LongText => "long text".into(),
        FieldKind::Path => "path".into(),
        FieldKind::Id => "id".into(),
        FieldKind::Slug => "slug".into(),
        FieldKind::Day => "date".into(),
        FieldKind::Moment => "moment".into(),
        FieldKind::Flag => "flag".into(),
        FieldKind::Count => "count".into(),
        FieldKind::Share => "share".into(),
        FieldKind::Url => "web address".into(),
        FieldKind::Address => "site address".into(),
        FieldKind::Language => "language".into(),
        FieldKind::Hash => "hash".into(),
        FieldKind::OneOf(words) | FieldKind::MarkWord(words) => format!("one of `{}`", words.join("`, `")),
        FieldKind::Reading => "value".into(),
        FieldKind::List(kind) => format!("list of {}", plural(&name_of(kind))),
        FieldKind::ShortList(kind, most) => format!("list of {}, at most {most}", plural(&name_of(kind))),
        FieldKind::Table(_) => "table".into(),
        FieldKind::Tables(_) => "tables".into(),
        FieldKind::Labels => "labels".into(),
        FieldKind::Variants(_) => "tables by name".into(),
        FieldKind::Free => "anything".into(),
    }
}

#[test]
fn every_type_is_explained() {
    let text = read("docs/format.md");
    let explained: BTreeSet<String> = text
        .split("| type | what is written |")
        .nth(1)
        .unwrap()
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| cells(line)[0].clone())
        .collect();
    let used = ["site", "event", "source", "outlet", "page"];
    for row in used.iter().flat_map(|kind| table("format.md", &format!("keys: {kind}"))) {
        let name = row[1].trim_start_matches("list of ").split(", at most").next().unwrap().to_owned();
        let known = |name: &str| explained.contains(name);
        let fine = known(&name) || known(name.trim_end_matches('s')) || known(name.trim_end_matches("es"));
        assert!(fine || name.starts_with("one of "), "the type `{name}` is not explained");
    }
}

#[test]
fn lists_of_names_are_those_of_the_program() {
    assert_eq!(first_names("format.md", "names: parameters"), PARAMETERS);
    assert_eq!(first_names("format.md", "names: stances"), Stance::NAMES.map(|(name, _)| name));
    assert_eq!(first_names("format.md", "names: forms"), Form::NAMES.map(|(name, _)| name));
    assert_eq!(first_names("format.md", "names: spread"), Spread::ALL.map(Spread::name));
    let states = [State::Carried, State::TooEarly, State::NotCarried, State::NotCoded];
    assert_eq!(first_names("format.md", "names: states"), states.map(State::name));
    assert_eq!(first_names("format.md", "codes"), Code::ALL.iter().map(|code| code.name()).collect::<Vec<_>>());
    assert_eq!(first_names("format.md", "kinds"), Kind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>());
}

#[test]
fn reserved_ids_are_all_named() {
    let text = read("docs/format.md");
    let paragraph = text.split("<!-- reserved -->").nth(1).unwrap().trim_start().split("\n\n").next().unwrap();
    let told: Vec<String> = codes(paragraph).into_iter().filter(|name| !name.starts_with('-')).collect();
    assert!(told.iter().all(|id| is_reserved_anchor(id)), "{told:?}");
    let source = read("src/model/event.rs");
    let list = source.split("PAGE_ANCHORS: ").nth(1).unwrap().split("];").next().unwrap();
    let known: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    assert_eq!(told, known);
}

#[test]
fn columns_and_languages_are_all_named() {
    let list = |page: &str, comment: &str| {
        let text = read(page);
        let after = text.split(&format!("<!-- {comment} -->")).nth(1).unwrap();
        codes(after.trim_start().split("\n\n").next().unwrap())
    };
    let source = read("src/export/table.rs");
    let columns = source.split("COLUMNS: ").nth(1).unwrap().split("];").next().unwrap();
    assert_eq!(list("docs/format.md", "columns"), columns.split('"').skip(1).step_by(2).collect::<Vec<_>>());
    let words = read("templates/words.toml");
    let tables = words.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'));
    assert_eq!(list("docs/guide.md", "languages"), tables.collect::<Vec<_>>());
}

#[test]
fn the_table_of_qualifiers_says_what_fits() {
    let rows = table("format.md", "intervals: 500");
    let names: Vec<&str> = rows.iter().map(|row| row[0].trim_matches('`')).collect();
    assert_eq!(names[1..], Qualifier::NAMES.map(|(name, _)| name));
    let figure = |text: &str| Value::parse_figure(text).unwrap_or_else(|| panic!("`{text}` is no figure"));
    for row in &rows {
        let given = figure("500");
        let qualifier = Qualifier::parse(row[0].trim_matches('`'));
        for (cell, fits) in [(&row[2], true), (&row[3], false)] {
            for other in cell.split(", ") {
                let answer = compatible((&given, qualifier), (&figure(other), None));
                assert_eq!(answer, fits, "{} and {other}", row[0]);
            }
        }
    }
}

#[test]
fn every_key_of_comparison_json_is_told() {
    // The guide's event has no two articles at hand, so nothing that they could share.
    let text = "+++\nrole = \"upstream\"\ntitle = \"T\"\ntext = \"full\"\nrights = \"Written for this test.\"\n+++\n\n\
                One two three four five six seven eight.\n";
    let site = ["one", "other"]
        .iter()
        .fold(examples::play("guide.md"), |site, id| site.file(&format!("content/events/flood/{id}.md"), text));
    let data = site.try_build().comparison("hallowmere-flood");
    let reports: Vec<&str> = data["sources"].as_array().unwrap().iter().filter_map(|s| s["id"].as_str()).collect();
    let frames = ["problem", "cause", "judgement", "remedy"];
    let mut found = BTreeSet::new();
    let placeholder = |key: &str| {
        let known = if reports.contains(&key) { Some("<source>") } else { None };
        known.or(frames.contains(&key).then_some("<frame>")).unwrap_or(key).to_owned()
    };
    leaves(&data, "", &placeholder, &mut found);
    let told: BTreeSet<String> = table("format.md", "data-keys").iter().map(|row| codes(&row[0])[0].clone()).collect();
    same("the keys of comparison.json", told.iter(), found.iter());
}

/// Paths of all that has no parts.
fn leaves(json: &Json, above: &str, name: &dyn Fn(&str) -> String, found: &mut BTreeSet<String>) {
    match json {
        Json::Object(map) => {
            for (key, value) in map {
                let dot = if above.is_empty() { "" } else { "." };
                leaves(value, &format!("{above}{dot}{}", name(key)), name, found);
            }
        }
        Json::Array(items) if items.iter().any(Json::is_object) => {
            for item in items {
                leaves(item, &format!("{above}[]"), name, found);
            }
        }
        _ => {
            found.insert(above.to_owned());
        }
    }
    // An empty list of things that have keys elsewhere says nothing of them.
    let longer = |known: &String| known.starts_with(&format!("{above}[]"));
    if found.iter().any(longer) {
        found.remove(above);
    }
}
