//! JSON Schemas of what editors write, so that their text editors complete and check it.
//!
//! They are made from the tables by which the program itself reads, so neither can know a key that the
//! other does not. A schema sees one key at a time: what is checked beyond that, only the program finds.

use serde_json::{Map, Value as Json, json};

use crate::{
    config,
    content::front::{
        self,
        fields::{Field, FieldKind, Need, Variant},
    },
};

/// What a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaKind {
    Site,
    Event,
    Source,
    Outlet,
    Page,
}

impl SchemaKind {
    /// All kinds with the names that editors write.
    pub const NAMES: [(&'static str, SchemaKind); 5] = [
        ("site", SchemaKind::Site),
        ("event", SchemaKind::Event),
        ("source", SchemaKind::Source),
        ("outlet", SchemaKind::Outlet),
        ("page", SchemaKind::Page),
    ];

    /// The fields of such a file.
    pub fn fields(self) -> &'static [Field] {
        match self {
            SchemaKind::Site => config::SITE,
            SchemaKind::Event => front::EVENT,
            SchemaKind::Source => front::SOURCE,
            SchemaKind::Outlet => front::OUTLET,
            SchemaKind::Page => front::PAGE,
        }
    }

    fn about(self) -> (&'static str, &'static str) {
        match self {
            SchemaKind::Site => ("Rashomon: site", "The settings of a site, in site.toml."),
            SchemaKind::Event => ("Rashomon: event", "The front matter of an event's index.md."),
            SchemaKind::Source => ("Rashomon: source", "The front matter of a source of an event."),
            SchemaKind::Outlet => ("Rashomon: outlet", "The front matter of an outlet's profile."),
            SchemaKind::Page => ("Rashomon: page", "The front matter of the home page or another page."),
        }
    }
}

/// The schema of a kind of file, JSON Schema 2020-12.
pub fn schema(kind: SchemaKind) -> Json {
    let (title, description) = kind.about();
    let mut schema = table(kind.fields());
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_owned(), json!(title));
    schema.insert("description".to_owned(), json!(description));
    Json::Object(schema)
}

fn table(fields: &[Field]) -> Map<String, Json> {
    let properties: Map<String, Json> = fields.iter().map(|field| (field.name.to_owned(), property(field))).collect();
    let required: Vec<&str> =
        fields.iter().filter(|field| field.need == Need::Always).map(|field| field.name).collect();
    let conditions: Vec<Json> = fields.iter().filter_map(condition).collect();
    let mut schema = object(json!({ "type": "object", "properties": properties, "additionalProperties": false }));
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    if !conditions.is_empty() {
        schema.insert("allOf".to_owned(), json!(conditions));
    }
    schema
}

fn property(field: &Field) -> Json {
    let mut schema = value(&field.kind);
    schema.insert("description".to_owned(), json!(field.about));
    if field.need == Need::Always && matches!(field.kind, FieldKind::Text | FieldKind::LongText) {
        schema.insert("minLength".to_owned(), json!(1));
    }
    Json::Object(schema)
}

/// A key that is needed depending on another one.
fn condition(field: &Field) -> Option<Json> {
    let (key, wanted, branch) = match field.need {
        Need::Unless(key, value) => (key, value, "else"),
        Need::If(key, value) => (key, value, "then"),
        Need::Always | Need::Never => return None,
    };
    let test = json!({ "properties": { key: { "const": wanted } }, "required": [key] });
    Some(json!({ "if": test, branch: { "required": [field.name] } }))
}

fn value(kind: &FieldKind) -> Map<String, Json> {
    match kind {
        FieldKind::Table(fields) => return table(fields),
        FieldKind::Tables(fields) => return object(json!({ "type": "array", "items": table(fields) })),
        _ => {}
    }
    object(match kind {
        FieldKind::Flag => json!({ "type": "boolean" }),
        FieldKind::Count => json!({ "type": "integer", "minimum": 1 }),
        FieldKind::Share => json!({ "type": "number", "minimum": 0, "maximum": 1 }),
        FieldKind::Reading => json!({ "type": ["number", "string"] }),
        FieldKind::OneOf(words) | FieldKind::MarkWord(words) => json!({ "type": "string", "enum": words }),
        FieldKind::List(kind) => list(kind),
        FieldKind::ShortList(kind, most) => {
            let mut list = object(list(kind));
            list.insert("maxItems".to_owned(), json!(most));
            Json::Object(list)
        }
        FieldKind::Labels => json!({ "type": "object", "additionalProperties": { "type": "string", "minLength": 1 } }),
        FieldKind::Variants(variants) => json!({ "type": "object", "additionalProperties": by_kind(variants) }),
        FieldKind::Table(_) | FieldKind::Tables(_) | FieldKind::Free => json!({ "type": "object" }),
        _ => text(kind),
    })
}

/// A table that is one of several, as its `kind` says. Each stands in its own condition, so that an editor tells
/// what is wrong with the one that is meant, and not with all of them.
fn by_kind(variants: &[Variant]) -> Json {
    let names: Vec<&str> = variants.iter().map(|variant| variant.name).collect();
    let conditions: Vec<Json> = variants
        .iter()
        .map(|variant| {
            let test = json!({ "properties": { "kind": { "const": variant.name } }, "required": ["kind"] });
            json!({ "if": test, "then": table(variant.fields) })
        })
        .collect();
    json!({
        "type": "object",
        "required": ["kind"],
        "properties": { "kind": { "enum": names } },
        "allOf": conditions,
    })
}

fn list(kind: &FieldKind) -> Json {
    let mut items = value(kind);
    if matches!(kind, FieldKind::Text) {
        items.insert("minLength".to_owned(), json!(1));
    }
    json!({ "type": "array", "items": items, "uniqueItems": kind.is_text() })
}

/// What is text in JSON. Editors hand a date of TOML to the schema as text in the form of a `date` or
/// `date-time`; a time without offset is neither.
fn text(kind: &FieldKind) -> Json {
    match kind {
        FieldKind::Id => json!({ "type": "string", "pattern": "^[a-z0-9-]+$" }),
        FieldKind::Slug => json!({ "type": "string", "minLength": 1, "pattern": r#"^[^/\\:*?"<>|]*[^/\\:*?"<>|. ]$"# }),
        FieldKind::Url => json!({ "type": "string", "format": "uri", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://[^/?#]" }),
        FieldKind::Address => json!({ "type": "string", "pattern": r"^/[^/?#\s][^?#\s]*$" }),
        FieldKind::Language => json!({ "type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$" }),
        FieldKind::Hash => json!({ "type": "string", "pattern": "^[0-9A-Fa-f]{64}$" }),
        FieldKind::Day => json!({ "type": "string", "format": "date" }),
        FieldKind::Moment => json!({ "type": "string", "anyOf": [
            { "format": "date" },
            { "format": "date-time" },
            { "pattern": r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$" },
        ] }),
        _ => json!({ "type": "string" }),
    }
}

fn object(json: Json) -> Map<String, Json> {
    match json {
        Json::Object(object) => object,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All keys of a table, with the keys of the tables in it.
    fn keys(fields: &[Field], above: &str) -> Vec<String> {
        let below = |field: &Field| {
            let path = format!("{above}/{}", field.name);
            let inner = keys(field.kind.fields().unwrap_or_default(), &path);
            let FieldKind::Variants(variants) = field.kind else { return [vec![path], inner].concat() };
            let named = |variant: &Variant| keys(variant.fields, &format!("{path}/{}", variant.name));
            [vec![path.clone()], variants.iter().flat_map(named).collect()].concat()
        };
        fields.iter().flat_map(below).collect()
    }

    fn explained(schema: &Json, above: &str) -> Vec<String> {
        let Some(properties) = schema["properties"].as_object() else { return Vec::new() };
        let below = |(name, schema): (&String, &Json)| {
            assert!(schema["description"].as_str().is_some_and(|about| about.ends_with('.')), "{above}/{name}");
            let path = format!("{above}/{name}");
            let inner = [explained(schema, &path), explained(&schema["items"], &path)].concat();
            let by_kind = schema["additionalProperties"]["allOf"].as_array().into_iter().flatten();
            let variants = by_kind.flat_map(|case| {
                let kind = case["if"]["properties"]["kind"]["const"].as_str().unwrap();
                explained(&case["then"], &format!("{path}/{kind}"))
            });
            let inner = [inner, variants.collect()].concat();
            [vec![path], inner].concat()
        };
        properties.iter().flat_map(below).collect()
    }

    #[test]
    fn a_schema_explains_every_key_and_no_other() {
        for (_, kind) in SchemaKind::NAMES {
            let (mut table, mut schema) = (keys(kind.fields(), ""), explained(&schema(kind), ""));
            table.sort();
            schema.sort();
            assert_eq!(schema, table);
        }
    }

    #[test]
    fn no_key_stands_twice_in_a_table() {
        for (_, kind) in SchemaKind::NAMES {
            let mut keys = keys(kind.fields(), "");
            let all = keys.len();
            keys.sort();
            keys.dedup();
            assert_eq!(keys.len(), all);
        }
    }

    #[test]
    fn what_the_reader_requires_the_schema_requires() {
        let event = schema(SchemaKind::Event);
        assert_eq!(event["required"], json!(["title", "date", "summary"]));
        assert_eq!(event["additionalProperties"], json!(false));
        assert_eq!(event["properties"]["lead"]["maxItems"], json!(3));
        assert_eq!(event["properties"]["date"]["format"], json!("date"));
        assert_eq!(event["properties"]["extra"].get("additionalProperties"), None);
        let source = schema(SchemaKind::Source);
        assert_eq!(source["allOf"][0]["else"], json!({ "required": ["outlet"] }));
        assert_eq!(source["allOf"][1]["then"], json!({ "required": ["rights"] }));
        let mark = &source["properties"]["marks"]["items"];
        assert_eq!(mark["required"], json!(["on", "quote"]));
        assert_eq!(mark["properties"]["stance"]["enum"], json!(["states", "attributes", "hedges", "disputes"]));
    }
}
