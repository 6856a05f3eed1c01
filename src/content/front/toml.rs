//! TOML to tree. A fault in one line does not hide the next.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::tree::{Entry, Fault, Node, NodeKind, Parsed, on_characters, plain_number};

/// How often a text is read again, each time without one more unreadable line.
const ROUNDS: usize = 16;
/// More errors than anybody corrects at once; a hostile text has millions.
const MAX_ERRORS: usize = 200;

/// Parses a part of a file.
pub(super) fn parse(text: &str, range: Range<usize>) -> Parsed {
    let text = &text[range.clone()];
    let mut readable = text.to_owned();
    let mut faults = Vec::new();
    let mut root = Node { span: 0..0, kind: NodeKind::Broken };
    let mut gaps = false;
    for round in 0..ROUNDS {
        let (table, errors) = DeTable::parse_recoverable(&readable);
        root = Node { span: 0..text.len(), kind: NodeKind::Table(entries(text, table.get_ref())) };
        let (unreadable, in_values) = sort_out(text, &mut root, &errors);
        gaps |= unreadable.is_some() || in_values.iter().any(|fault| text[fault.span.clone()].contains('\n'));
        match unreadable {
            // The parser gives up at a line that is no `key = value`. Without the line it reads on, and
            // what it said about the lines below is worth nothing.
            Some((fault, lines)) if round + 1 < ROUNDS => {
                blank(&mut readable, &lines);
                faults.push(fault);
            }
            rest => {
                faults.extend(rest.map(|(fault, _)| fault));
                faults.extend(in_values);
                break;
            }
        }
    }
    faults.sort_by_key(|fault| fault.span.start);
    faults.dedup_by_key(|fault| fault.span.start);
    for fault in &mut faults {
        move_by(&mut fault.span, range.start);
    }
    shift(&mut root, range.start);
    Parsed { root, faults, gaps }
}

/// The entries of a table in the order in which they are written; the crate sorts them by name.
fn entries(text: &str, table: &DeTable<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry { key: key.get_ref().to_string(), key_span: key.span(), value: node(text, value) })
        .collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    entries
}

fn node(text: &str, value: &Spanned<DeValue<'_>>) -> Node {
    let written = || text[value.span()].to_owned();
    let kind = match value.get_ref() {
        DeValue::String(text) => NodeKind::Text(text.to_string()),
        DeValue::Integer(number) if number.radix() == 10 => NodeKind::Integer(plain_number(number.as_str())),
        DeValue::Integer(_) => NodeKind::Integer(plain_number(&written())),
        DeValue::Float(number) => NodeKind::Float(plain_number(number.as_str())),
        DeValue::Boolean(flag) => NodeKind::Flag(*flag),
        DeValue::Datetime(_) => NodeKind::Date(written()),
        DeValue::Array(values) => NodeKind::List(values.iter().map(|value| node(text, value)).collect()),
        DeValue::Table(table) => NodeKind::Table(entries(text, table)),
    };
    Node { span: value.span(), kind }
}

/// Turns the parser's errors into faults: the first that makes whole lines unreadable, with the lines,
/// and those of values and keys. A value with an error is marked as broken and has one fault, whatever
/// else follows from it.
fn sort_out(text: &str, root: &mut Node, errors: &[toml::de::Error]) -> (Option<(Fault, Range<usize>)>, Vec<Fault>) {
    let (mut unreadable, mut in_values) = (None, Vec::new());
    let place = |error: &toml::de::Error| on_characters(text, error.span().unwrap_or(0..0));
    let mut errors: Vec<_> = errors.iter().map(|error| (place(error), error.message())).collect();
    errors.sort_by_key(|(span, _)| span.start);
    for (span, message) in errors.into_iter().take(MAX_ERRORS) {
        if message.starts_with("duplicate key") {
            in_values.push(Fault::new(span.clone(), format!("`{}` is already defined", &text[span]), None));
        } else if message.starts_with("cannot extend") {
            in_values.push(Fault::new(span.clone(), format!("`{}` is already defined as no table", &text[span]), None));
        } else if let Some(node) = blame(root, &span) {
            if node.kind != NodeKind::Broken {
                let fault = value_fault(text, node, span, message);
                match swallowed(text, &node.span) {
                    Some(lines) if unreadable.is_none() => unreadable = Some((fault, lines)),
                    _ => in_values.push(fault),
                }
                node.kind = NodeKind::Broken;
            }
        } else if unreadable.is_none() {
            let line = line_at(text, span.start);
            let lines = without_its_table(text, &line);
            unreadable = Some((Fault::new(line, format!("this line is not TOML: {message}"), None), lines));
        }
    }
    (unreadable, in_values)
}

/// The outermost value that holds a place.
fn blame<'n>(node: &'n mut Node, span: &Range<usize>) -> Option<&'n mut Node> {
    match &mut node.kind {
        NodeKind::Table(entries) => entries.iter_mut().find_map(|entry| blame_value(&mut entry.value, span)),
        NodeKind::List(nodes) => nodes.iter_mut().find_map(|node| blame(node, span)),
        _ => None,
    }
}

fn blame_value<'n>(node: &'n mut Node, span: &Range<usize>) -> Option<&'n mut Node> {
    let holds = node.span.start <= span.start && span.end <= node.span.end;
    if holds && !has_header(node) { Some(node) } else { blame(node, span) }
}

/// Whether a value is a table below its header, or a list of such, and not one within brackets.
fn has_header(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Table(entries) => entries.iter().any(|entry| entry.key_span.start >= node.span.end),
        NodeKind::List(nodes) => nodes.first().is_some_and(|first| first.span == node.span),
        _ => false,
    }
}

fn value_fault(text: &str, node: &Node, span: Range<usize>, message: &str) -> Fault {
    let written = &text[node.span.clone()];
    let first = written.chars().next();
    let quoted = matches!(first, Some('"' | '\''));
    let whole = node.span.clone();
    if first.is_none() {
        Fault::new(whole, "a value is missing after `=`".to_owned(), None)
    } else if quoted && span.end >= node.span.end {
        Fault::new(whole, "the closing quotation mark is missing".to_owned(), None)
    } else if matches!(first, Some('[' | '{')) || quoted {
        let end = text[span.start..].chars().next().map_or(span.start, |c| span.start + c.len_utf8());
        Fault::new(span.start..span.end.max(end), format!("this is not TOML: {message}"), None)
    } else if matches!(written, "True" | "TRUE" | "yes" | "False" | "FALSE" | "no") {
        Fault::new(whole, format!("`{written}` is no TOML value"), Some("write `true` or `false`"))
    } else if first.is_some_and(|c| !c.is_ascii_digit() && !matches!(c, '+' | '-' | '.')) {
        let hint = Some("put text between straight quotation marks: `\"…\"`");
        Fault::new(whole, "text without quotation marks is no TOML value".to_owned(), hint)
    } else {
        Fault::new(whole, format!("this value is not TOML: {message}"), None)
    }
}

/// The line that holds a place, without the space around its words.
fn line_at(text: &str, at: usize) -> Range<usize> {
    let at = at.min(text.trim_end().len());
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].split('\n').next().unwrap_or_default();
    let words = line.trim();
    let indent = line.len() - line.trim_start().len();
    start + indent..start + indent + words.len()
}

/// The lines of a value that is not closed, if it seems to have swallowed the keys below it.
fn swallowed(text: &str, value: &Range<usize>) -> Option<Range<usize>> {
    let start = text[..value.start].rfind('\n').map_or(0, |newline| newline + 1);
    let below = text[value.clone()].match_indices('\n').map(|(newline, _)| value.start + newline + 1);
    let end = below.into_iter().find(|line| {
        let line = text[*line..].split('\n').next().unwrap_or_default();
        let key = line.split('=').next().unwrap_or_default().trim();
        let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        line.starts_with('[') || key.len() < line.trim_end().len() && !key.is_empty() && key.chars().all(name)
    })?;
    Some(start..end)
}

/// What has to be left out together with a line: below the header of a table all lines up to the next
/// one, as nobody can say whose they are.
fn without_its_table(text: &str, line: &Range<usize>) -> Range<usize> {
    if !text[line.clone()].starts_with('[') {
        return line.clone();
    }
    let below = text[line.end..].match_indices('\n').map(|(newline, _)| line.end + newline + 1);
    let next_header = below.into_iter().find(|start| text[*start..].starts_with('['));
    line.start..next_header.unwrap_or(text.len())
}

/// Puts spaces in the place of what cannot be read, so that all other places stay.
fn blank(text: &mut String, range: &Range<usize>) {
    let spaces = |b: u8| if b == b'\n' { '\n' } else { ' ' };
    let blanked: String = text[range.clone()].bytes().map(spaces).collect();
    text.replace_range(range.clone(), &blanked);
}

fn shift(node: &mut Node, by: usize) {
    move_by(&mut node.span, by);
    match &mut node.kind {
        NodeKind::List(nodes) => nodes.iter_mut().for_each(|node| shift(node, by)),
        NodeKind::Table(entries) => entries.iter_mut().for_each(|entry| {
            move_by(&mut entry.key_span, by);
            shift(&mut entry.value, by);
        }),
        _ => {}
    }
}

fn move_by(span: &mut Range<usize>, by: usize) {
    *span = span.start + by..span.end + by;
}
