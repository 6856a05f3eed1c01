//! Holds every path from one room of the program to another against the order of the rooms: a room
//! may use those above it, never one below. The table is the one of the architecture.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test reads the source and may panic"
)]

use std::{fmt::Write as _, fs, path::Path, str::FromStr};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Rooms from the top. Rooms on one line do not know each other, but for the first: a listing of
/// files has findings, and nothing works without findings.
const ROOMS: &[&[&str]] = &[
    &["world", "diagnostic", "digest"],
    &["model"],
    &["content"],
    &["config"],
    &["evidence"],
    &["resolve"],
    &["analysis"],
    &["check"],
    &["words"],
    &["page"],
    &["render"],
    &["export"],
    &["output"],
    &["pipeline"],
    &["starter"],
    &["import", "suggest", "preview", "publish"],
    &["cli"],
];

#[test]
fn no_room_uses_a_room_below_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut complaints = Vec::new();
    let mut seen = 0;
    for entry in walkdir::WalkDir::new(&root).sort_by_file_name() {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        if path.strip_suffix(".rs").is_none() {
            continue;
        }
        let uses = uses(&path, &fs::read_to_string(entry.path()).unwrap());
        seen += uses.len();
        complaints.extend(complaints_of(&path, &uses));
    }
    assert!(seen > 20, "only {seen} uses of rooms found: does this test still read the source?");
    assert!(complaints.is_empty(), "the order of the rooms is broken:\n{}", complaints.concat());
}

/// A room that a file names, and the line on which it does so.
#[derive(Debug, PartialEq)]
struct Use {
    room: String,
    line: usize,
}

/// What is wrong with the uses of one file.
fn complaints_of(path: &str, uses: &[Use]) -> Vec<String> {
    let rank = |room: &str| ROOMS.iter().position(|rooms| rooms.contains(&room));
    let from = path.split('/').next().unwrap_or_default().trim_end_matches(".rs");
    if from == "lib" {
        return Vec::new(); // It only lists the rooms.
    }
    let own = if from == "main" { Some(ROOMS.len()) } else { rank(from) };
    let Some(own) = own else {
        return vec![format!("  src/{path}: the room `{from}` is not in the table of tests/architecture.rs\n")];
    };
    let allowed = |room: &str| match rank(room) {
        _ if from == "main" => room == "cli",
        Some(other) => other < own || room == from || (other == 0 && own == 0),
        None => false,
    };
    let mut complaints = Vec::new();
    for Use { room, line } in uses.iter().filter(|used| !allowed(&used.room)) {
        let mut complaint = String::new();
        let _ = writeln!(complaint, "  src/{path}:{line}: `{from}` uses `{room}`, which is not above it");
        complaints.push(complaint);
    }
    complaints
}

/// The rooms that a file names: by `crate::room` or `rashomon::room`, alone or in braces, or by as
/// many `super::` as lead to the top.
fn uses(path: &str, text: &str) -> Vec<Use> {
    let parts: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
    let is_root = matches!(parts.last(), Some(&("mod" | "lib" | "main")));
    let depth = parts.len() - usize::from(is_root);
    let mut found = Vec::new();
    walk(TokenStream::from_str(text).unwrap_or_else(|error| panic!("src/{path}: {error}")), depth, &mut found);
    found
}

/// Goes through tokens that stand `depth` modules below the top.
fn walk(tokens: TokenStream, depth: usize, found: &mut Vec<Use>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => {
                let inline_module = index >= 2 && is(&tokens[index - 2], "mod");
                walk(group.stream(), depth + usize::from(inline_module), found);
            }
            TokenTree::Ident(_) if is_colon(&tokens, index) => {} // In the middle of a path.
            TokenTree::Ident(first) => {
                let first = first.to_string();
                let steps = if first == "super" { supers(&tokens[index..]) } else { 1 };
                let to_top = first == "crate" || first == "rashomon" || (first == "super" && steps == depth);
                if to_top {
                    rooms_after(&tokens[index + 3 * steps - 2..], found);
                }
            }
            _ => {}
        }
    }
}

/// How many `super` follow each other.
fn supers(tokens: &[TokenTree]) -> usize {
    tokens.chunks(3).take_while(|chunk| is(&chunk[0], "super")).count()
}

/// The rooms named after the top of a path, from its `::` on: `::room…` or `::{room…, room…}`.
fn rooms_after(tokens: &[TokenTree], found: &mut Vec<Use>) {
    match tokens {
        [TokenTree::Punct(a), TokenTree::Punct(b), next, ..] if a.as_char() == ':' && b.as_char() == ':' => {
            match next {
                TokenTree::Ident(room) => note(room, found),
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    let starts = inner.split(|token| matches!(token, TokenTree::Punct(p) if p.as_char() == ','));
                    for part in starts {
                        if let Some(TokenTree::Ident(room)) = part.first() {
                            note(room, found);
                        }
                    }
                }
                _ => {}
            }
        }
        _ => {}
    }
}

fn note(room: &proc_macro2::Ident, found: &mut Vec<Use>) {
    // `crate::Type`, re-exported at the top, would hide where it comes from.
    found.push(Use { room: room.to_string(), line: room.span().start().line });
}

fn is(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

/// Whether a `::` stands before the token.
fn is_colon(tokens: &[TokenTree], index: usize) -> bool {
    index >= 2 && tokens[index - 2..index].iter().all(|t| matches!(t, TokenTree::Punct(p) if p.as_char() == ':'))
}

#[test]
fn wrong_paths_are_found() {
    let complaints = |path: &str, text: &str| complaints_of(path, &uses(path, text)).concat();
    for (path, text, complaint) in [
        ("model/fact.rs", "use crate::content::Document;", "src/model/fact.rs:1: `model` uses `content`"),
        ("page/mod.rs", "\nfn f() { crate::render::go() }", "src/page/mod.rs:2: `page` uses `render`"),
        ("page/mod.rs", "use crate::{model::Fact,\n pipeline};", "src/page/mod.rs:2: `page` uses `pipeline`"),
        ("content/mark/parse.rs", "use super::super::super::cli;", "`content` uses `cli`"),
        ("content/mod.rs", "use super::resolve;", "`content` uses `resolve`"),
        ("content/mod.rs", "mod inner { use super::super::resolve; }", "`content` uses `resolve`"),
        ("config.rs", "pub use crate::page::Page;", "`config` uses `page`"),
        ("import/mod.rs", "use crate::publish::Target;", "`import` uses `publish`"),
        ("world/disk.rs", "macro_rules! m { () => { $crate::config::X } }", "`world` uses `config`"),
        ("cli/mod.rs", "use crate::secret::X;", "`cli` uses `secret`"),
        ("secret/mod.rs", "", "the room `secret` is not in the table"),
        ("main.rs", "fn main() { rashomon::pipeline::build() }", "`main` uses `pipeline`"),
    ] {
        assert!(complaints(path, text).contains(complaint), "{path}: {text}: {}", complaints(path, text));
    }
    for (path, text) in [
        ("world/mod.rs", "use crate::diagnostic::Finding;"),
        ("diagnostic/mod.rs", "use crate::world::World;"),
        ("content/marks.rs", "use crate::{diagnostic::{Code, Finding}, model::*, world::World};"),
        ("content/marks.rs", "use super::resolve; mod tests { use super::super::resolve; } use crate::content::x;"),
        ("model/fact.rs", "// crate::cli\n/// crate::cli\nconst S: &str = \"crate::cli\"; use std::cli::crate_name;"),
        ("main.rs", "fn main() { rashomon::cli::main() }"),
        ("lib.rs", "pub use crate::cli::main;"),
    ] {
        assert_eq!(complaints(path, text), "", "{path}: {text}");
    }
}
