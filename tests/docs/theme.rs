//! The guide to the theme, held against templates, contexts and functions.

use std::collections::{BTreeMap, BTreeSet};

use rashomon::{
    page::{POLICY, SEARCH, policy},
    world::theme,
};

use crate::{
    read,
    tables::{codes, first_names, plural, same, table},
};

#[test]
fn every_file_of_the_theme_is_told() {
    let files = theme::builtin_files();
    let of = |folder: &str| -> Vec<&str> {
        let parts = files.iter().map(String::as_str);
        parts.filter(|path| path.starts_with(folder) && !path.starts_with("templates/components/")).collect()
    };
    let mut told = first_names("theme.md", "templates");
    told.retain(|path| path != "templates/components/…");
    assert_eq!(told, of("templates/"));
    assert_eq!(first_names("theme.md", "assets"), of("static/"));
}

#[test]
fn every_component_is_told_with_its_parameters() {
    let mut known = BTreeMap::new();
    for path in theme::builtin_files().iter().filter(|path| path.starts_with("templates/components/")) {
        let text = read(path);
        for declared in text.split("{% component ").skip(1) {
            let (name, rest) = declared.split_once('(').unwrap();
            let parameters = rest.split(')').next().unwrap();
            let file = path.rsplit('/').next().unwrap();
            known.insert(name.to_owned(), (parameters.to_owned(), file.to_owned()));
        }
    }
    let told: BTreeMap<String, (String, String)> = table("theme.md", "components")
        .iter()
        .map(|row| (codes(&row[0])[0].clone(), (codes(&row[1]).join(", "), codes(&row[3])[0].clone())))
        .collect();
    same("the components", told.iter(), known.iter());
}

#[test]
fn every_function_filter_and_word_of_notation_is_told() {
    let source = read("src/render/functions.rs");
    let registered = |what: &str| -> Vec<String> {
        let opening = format!("tera.register_{what}(\"");
        source.split(&opening).skip(1).map(|call| call.split('"').next().unwrap().to_owned()).collect()
    };
    assert_eq!(first_names("theme.md", "names: functions"), registered("function"));
    assert_eq!(first_names("theme.md", "names: filters"), registered("filter"));

    let code: String = ["notation", "quotes"]
        .map(|file| read(&format!("src/words/{file}.rs")))
        .iter()
        .map(|source| source.split("#[cfg(test)]").next().unwrap())
        .collect();
    let calls = ["text(\"", "join(\"", "=> (\"", "say(\""];
    let asked = calls.iter().flat_map(|call| code.split(call).skip(1));
    let key = |text: &&str| !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    let known = asked.map(|rest| rest.split('"').next().unwrap()).filter(key);
    let numbered = ["month-1", "month-alone-1", "day-1"];
    let known: BTreeSet<&str> = known.chain(["list-start", "list-middle"]).chain(numbered).collect();
    let told = first_names("theme.md", "names: notation");
    assert_eq!(told.iter().map(String::as_str).collect::<BTreeSet<_>>(), known);
    for prefix in ["month-{", "month-alone-{", "day-{", "\"list-start\"", "\"list-middle\""] {
        assert!(code.contains(prefix), "`{prefix}` has another key now");
    }
}

#[test]
fn the_policy_is_told_word_by_word() {
    let text = read("docs/theme.md");
    let block = text.split("<!-- policy -->\n```text\n").nth(1).unwrap();
    assert_eq!(block.lines().next().unwrap(), POLICY);
    let wider = "'self' 'wasm-unsafe-eval'";
    assert!(text.contains(wider), "the policy of the search page is not told");
    assert_eq!(policy(SEARCH), POLICY.replacen("script-src 'self'", &format!("script-src {wider}"), 1));
    assert_eq!(policy("/search/tips/"), POLICY, "no page but the search's has it");
}

#[test]
fn every_field_that_a_template_is_given_is_told_with_its_type() {
    let mut structs = 0;
    for file in [
        "parts",
        "event_view",
        "fact_view",
        "comparison_view",
        "source_view",
        "site_view",
        "worksheet_view",
        "card_view",
    ] {
        let source = read(&format!("src/page/{file}.rs"));
        for item in source.split("\npub struct ").skip(1) {
            let (name, body) = item.split_once(" {\n").unwrap();
            let flat = "#[serde(flatten)]";
            let body = body.split("\n}").next().unwrap().replace(&format!("{flat}\n    "), flat);
            let fields = body.lines().filter_map(|line| {
                let (declared, inlined) = match line.trim().strip_prefix(flat) {
                    Some(rest) => (rest, true),
                    None => (line.trim(), false),
                };
                let (field, kind) = declared.strip_prefix("pub ")?.trim_end_matches(',').split_once(": ")?;
                let name = if inlined { "…".to_owned() } else { format!("`{field}`") };
                Some(format!("{name} | {}", type_of(kind)))
            });
            let told = table("theme.md", &format!("struct: {name}"));
            let told: Vec<String> = told.iter().map(|row| format!("{} | {}", row[0], row[1])).collect();
            same(&format!("the fields of {name}"), told.iter(), fields.collect::<Vec<_>>().iter());
            structs += 1;
        }
    }
    let tables = read("docs/theme.md").matches("<!-- struct: ").count();
    assert_eq!(tables, structs, "a table stands for nothing");
}

/// A type of Rust as the manual names it, with the link to its table.
fn type_of(kind: &str) -> String {
    let kind = kind.strip_prefix("Repeated<").map_or(kind, |kind| kind.trim_end_matches('>'));
    let inner = |prefix: &str| kind.strip_prefix(prefix).and_then(|rest| rest.strip_suffix('>'));
    if let Some(inner) = inner("Option<") {
        return format!("{} or none", type_of(inner));
    }
    if let Some(inner) = inner("Vec<") {
        let name = type_of(inner);
        return format!("list of {}", if name.starts_with('[') { name } else { plural(&name) });
    }
    match kind {
        "String" | "&'static str" => "text".to_owned(),
        "usize" | "u32" | "i32" => "number".to_owned(),
        "bool" => "flag".to_owned(),
        "serde_json::Value" => "anything".to_owned(),
        other => {
            let name = other.rsplit("::").next().unwrap();
            format!("[{name}](#{})", name.to_lowercase())
        }
    }
}
