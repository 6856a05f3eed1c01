//! `rashomon schema`.

use std::io;

use clap::builder::PossibleValuesParser;
use serde_json::{Map, Value};

use super::{Status, session::Session};
use crate::export::schema::{SchemaKind, schema};

/// Print JSON Schemas of what editors write, for completion in their text editors
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What the schema describes; without it, one object with all of them
    #[arg(value_name = "KIND", value_parser = PossibleValuesParser::new(SchemaKind::NAMES.map(|(name, _)| name)))]
    kind: Option<String>,
}

/// Prints one schema, or all by name.
pub fn run(args: &Args, session: &Session) -> io::Result<Status> {
    let wanted = |name: &str| args.kind.as_deref() == Some(name);
    let one = SchemaKind::NAMES.into_iter().find(|(name, _)| wanted(name));
    let printed = match one {
        Some((_, kind)) => schema(kind),
        None => all(),
    };
    session.print(&format!("{printed:#}\n"))?;
    Ok(Status::Fine)
}

fn all() -> Value {
    let schemas: Map<String, Value> =
        SchemaKind::NAMES.into_iter().map(|(name, kind)| (name.to_owned(), schema(kind))).collect();
    Value::Object(schemas)
}
