//! The JSON Schemas of `rashomon schema`, held against real files: what the project and its manual
//! write passes, what is broken fails where it is broken, and the program itself agrees.

#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::format_push_string,
    clippy::needless_raw_string_hashes,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test reads the project's files, may panic, and need not be fast"
)]

#[path = "support/mod.rs"]
mod support;

#[path = "docs/examples.rs"]
mod examples;

use std::{collections::BTreeMap, fs, path::Path};

use jsonschema::Validator;
use rashomon::{
    config,
    content::{
        Highlighter, Reading,
        front::{self, tree::Syntax},
        is_markdown, source,
    },
    diagnostic::{Finding, SourceText},
    export::schema::{SchemaKind, schema},
    world::MemoryWorld,
};
use serde_json::Value as Json;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path))
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn validator(kind: SchemaKind) -> Validator {
    jsonschema::options().should_validate_formats(true).build(&schema(kind)).unwrap()
}

/// What kind of file stands at a path.
fn kind_of(path: &str) -> Option<SchemaKind> {
    let parts: Vec<&str> = path.split('/').collect();
    Some(match parts.as_slice() {
        ["site.toml"] => SchemaKind::Site,
        ["content", "events", _, "index.md"] => SchemaKind::Event,
        ["content", "events", _, name] if is_markdown(name) => SchemaKind::Source,
        ["content", "outlets", name] if is_markdown(name) => SchemaKind::Outlet,
        ["content", .., name] if is_markdown(name) => SchemaKind::Page,
        _ => return None,
    })
}

/// A file's front matter as an editor hands it to a schema: dates are text.
fn as_json(path: &str, text: &str) -> Json {
    if kind_of(path).is_some_and(|kind| kind == SchemaKind::Site) {
        return json_of_toml(text);
    }
    let source = SourceText::new(path, text);
    let split = front::split(&source).unwrap_or_else(|finding| panic!("{path}: {finding}"));
    let front = &text[split.front];
    match split.syntax {
        Syntax::Toml => json_of_toml(front),
        Syntax::Yaml => serde_saphyr::from_str(front).unwrap_or_else(|error| panic!("{path}: {error}")),
    }
}

fn json_of_toml(text: &str) -> Json {
    fn json(value: toml::Value) -> Json {
        match value {
            toml::Value::Datetime(date) => date.to_string().into(),
            toml::Value::Array(items) => items.into_iter().map(json).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(flag) => flag.into(),
        }
    }
    json(toml::Value::Table(text.parse().unwrap_or_else(|error| panic!("{error}\n{text}"))))
}

/// What the schema says of a file: where in it, and which keyword.
fn complaints(kind: SchemaKind, json: &Json) -> Vec<(String, String)> {
    let validator = validator(kind);
    let complaints = validator.iter_errors(json).map(|error| {
        let keyword = error.schema_path().to_string();
        (error.instance_path().to_string(), keyword.rsplit('/').next().unwrap_or_default().to_owned())
    });
    complaints.collect()
}

/// What the program says of the same front matter.
fn findings(kind: SchemaKind, front: &str) -> Vec<Finding> {
    let fenced = SourceText::new("file.md", format!("+++\n{front}\n+++\n"));
    match kind {
        SchemaKind::Site => config::load(&MemoryWorld::new().file("site.toml", front)).1,
        SchemaKind::Event => front::event(&fenced).1,
        // A mark's words are judged together with those of the body.
        SchemaKind::Source => {
            let mut findings = Vec::new();
            let reading = Reading { world: &MemoryWorld::new(), highlighter: &Highlighter::default() };
            source::read(reading, fenced, "file", &mut findings);
            findings
        }
        SchemaKind::Outlet => front::outlet(&fenced).1,
        SchemaKind::Page => front::page(&fenced).1,
    }
}

#[test]
fn the_schemas_are_schemas() {
    for (name, kind) in SchemaKind::NAMES {
        let schema = schema(kind);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        if let Err(error) = jsonschema::draft202012::meta::validate(&schema) {
            panic!("{name}: {error}");
        }
    }
}

#[test]
fn the_projects_own_files_pass() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec!["site.toml".to_owned()];
    for entry in walkdir::WalkDir::new(root.join("content")).sort_by_file_name() {
        let entry = entry.unwrap();
        files.push(entry.path().strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/"));
    }
    let files = files.into_iter().filter(|path| kind_of(path).is_some());
    all_pass(files.map(|path| (path.clone(), read(&path))));
}

#[test]
fn the_manuals_examples_pass() {
    for page in ["guide.md", "format.md"] {
        let every = examples::versions(page);
        let files = every.into_iter().filter(|(path, _)| kind_of(path).is_some());
        all_pass(files);
    }
}

/// Every file passes, and there are some of every kind.
fn all_pass(files: impl Iterator<Item = (String, String)>) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (path, text) in files {
        let kind = kind_of(&path).unwrap();
        let said = complaints(kind, &as_json(&path, &text));
        assert!(said.is_empty(), "{path}: {said:?}\n{text}");
        let (name, _) = SchemaKind::NAMES.into_iter().find(|(_, known)| *known == kind).unwrap();
        *seen.entry(name).or_default() += 1;
    }
    assert_eq!(seen.len(), SchemaKind::NAMES.len(), "only {seen:?}");
}

const EVENT: &str = "title = \"E\"\ndate = 2024-03-02\nsummary = \"S\"\n";
const MARK: &str = "outlet = \"o\"\n[[marks]]\non = [\"fact:f\"]\n";

/// Lines after `EVENT`, or whole front matter; the place of the fault, and the keyword that finds it.
fn broken() -> Vec<(SchemaKind, String, &'static str, &'static str)> {
    use SchemaKind::{Event, Outlet, Page, Site, Source};
    let event = |more: &str| format!("{EVENT}{more}");
    let mark = |more: &str| format!("{MARK}{more}");
    let target = |keys: &str| format!("base_url = \"https://a.org/\"\ntitle = \"T\"\n[publish.main]\n{keys}");
    let owned = str::to_owned;
    vec![
        // Keys that there are not, and keys that are missing.
        (Event, event("sumary = \"S\""), "", "additionalProperties"),
        (Event, owned("title = \"E\"\ndate = 2024-03-02"), "", "required"),
        (Source, owned("title = \"T\""), "", "required"),
        (Source, owned("outlet = \"o\"\ntext = \"full\""), "", "required"),
        (Source, mark("value = 3"), "/marks/0", "required"),
        (Source, owned("outlet = \"o\"\n[capture]\nsha = \"0\""), "/capture", "additionalProperties"),
        (Source, owned("outlet = \"o\"\n[[absent]]\nnear = \"x\""), "/absent/0", "required"),
        (Outlet, owned("name = \"N\"\n[ownership]\nsource = \"S\""), "/ownership", "required"),
        (Site, owned("base_url = \"https://a.org/\"\ntitle = \"T\"\nlimit = 3"), "", "additionalProperties"),
        // Values of a wrong type.
        (Source, owned("outlet = \"o\"\ncoded = \"yes\""), "/coded", "type"),
        (Site, owned("base_url = \"https://a.org/\"\ntitle = \"T\"\npaginate_by = \"50\""), "/paginate_by", "type"),
        (Event, event("places = \"Hallowmere\""), "/places", "type"),
        (Event, event("[labels]\nrain = 3"), "/labels/rain", "type"),
        (Source, owned("outlet = \"o\"\n[marks]\non = [\"fact:f\"]\nquote = \"q\""), "/marks", "type"),
        // Dates that do not exist.
        (Event, owned("title = \"E\"\ndate = \"2024-02-30\"\nsummary = \"S\""), "/date", "format"),
        (Event, event("[[corrections]]\ndate = \"9 March\"\ntext = \"T\""), "/corrections/0/date", "format"),
        (Source, owned("outlet = \"o\"\npublished = \"yesterday\""), "/published", "anyOf"),
        // Words that there are not.
        (Source, mark("quote = \"q\"\nstance = \"admits\""), "/marks/0/stance", "enum"),
        (
            Source,
            mark("quote = \"q\"\ntranslation = { lang = \"en\", text = \"t\", by = \"robot\" }"),
            "/marks/0/translation/by",
            "enum",
        ),
        (Source, owned("outlet = \"o\"\nrole = \"agency\""), "/role", "enum"),
        // Values that are not allowed.
        (Source, owned("outlet = \"The Beacon\""), "/outlet", "pattern"),
        (Source, owned("outlet = \"o\"\n[capture]\nheadline = 0"), "/capture/headline", "minimum"),
        (Outlet, owned("name = \"N\"\nurl = \"ftp://a.org/\""), "/url", "pattern"),
        (Page, owned("title = \"\""), "/title", "minLength"),
        (Page, owned("title = \"T\"\naliases = [\"old/\"]"), "/aliases/0", "pattern"),
        (Event, event("lead = [\"a\", \"b\", \"c\", \"d\"]"), "/lead", "maxItems"),
        (Event, event("topics = [\"Floods\", \"Floods\"]"), "/topics", "uniqueItems"),
        (Event, event("slug = \"a/b\""), "/slug", "pattern"),
        (Site, target("kind = \"sftp\""), "/publish/main/kind", "enum"),
        (Site, target("path = \"a\""), "/publish/main", "required"),
        (Site, target("kind = \"directory\""), "/publish/main", "required"),
        (Site, target("kind = \"s3\"\nbucket = \"b\"\npath = \"a\""), "/publish/main", "additionalProperties"),
        (Site, target("kind = \"s3\"\nbucket = \"b\"\nparallel = 0"), "/publish/main/parallel", "minimum"),
        (
            Site,
            owned("base_url = \"https://a.org/\"\ntitle = \"T\"\n[quotation]\nmax_share = 30"),
            "/quotation/max_share",
            "maximum",
        ),
    ]
}

#[test]
fn broken_files_fail_where_they_are_broken_and_the_program_agrees() {
    for (kind, front, place, keyword) in broken() {
        let wanted = vec![(place.to_owned(), keyword.to_owned())];
        assert_eq!(complaints(kind, &json_of_toml(&front)), wanted, "\n{front}");
        let found = findings(kind, &front);
        assert_eq!(found.len(), 1, "\n{front}\n{}", support::tell(&found));
    }
}

#[test]
fn what_the_schema_and_the_program_both_allow() {
    for (kind, front) in [
        (SchemaKind::Source, "role = \"upstream\""),
        (SchemaKind::Source, "outlet = \"o\"\npublished = 2024-03-02T18:30:00"),
        (SchemaKind::Source, "outlet = \"o\"\npublished = 2024-03-02T18:30:00+01:00"),
        (SchemaKind::Source, "outlet = \"o\"\npublished = \"2024-03-02 18:30\""),
        (SchemaKind::Source, "outlet = \"o\"\n[[marks]]\non = [\"fact:f\"]\nquote = \"q\"\nvalue = 1200"),
        (SchemaKind::Source, "outlet = \"o\"\n[[marks]]\non = [\"fact:f\"]\nquote = \"q\"\nvalue = 2024-03-02"),
        (SchemaKind::Source, "outlet = \"o\"\nbyline = \"\""),
        (SchemaKind::Event, "title = \"E\"\ndate = \"2024-03-02\"\nsummary = \"S\"\n[extra]\nany.thing = [1]"),
        (SchemaKind::Page, "title = \"T\"\naliases = [\"/old/address\"]"),
        (
            SchemaKind::Site,
            "base_url = \"https://a.org\"\ntitle = \"T\"\n[publish.main]\nkind = \"directory\"\npath = \"/srv/a\"",
        ),
    ] {
        assert_eq!(complaints(kind, &json_of_toml(front)), [], "\n{front}");
        let found = findings(kind, front);
        assert!(found.is_empty(), "\n{front}\n{}", support::tell(&found));
    }
}
