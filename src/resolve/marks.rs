//! Marks: ids to indices, values to numbers, days or words.

use std::collections::BTreeSet;

use super::Names;
use crate::{
    content::{
        front::{Spanned, is_id},
        mark::{ParsedMark, ParsedTarget, Scheme},
    },
    diagnostic::{Code, Finding, SourceText},
    evidence::count_words,
    model::{By, Found, Frame, Mark, Stance, Target, Value},
};

/// Resolves a source's marks, in the order in which they are written, with what was found of each.
/// `max_words` is `None` where quotation limits do not apply.
pub fn resolve(
    source: &SourceText,
    parsed: Vec<ParsedMark>,
    found: Vec<Option<Found>>,
    names: &Names,
    max_words: Option<u32>,
    findings: &mut Vec<Finding>,
) -> Vec<Mark> {
    check_main(source, &parsed, findings);
    let found = found.into_iter().chain(std::iter::repeat(None));
    let resolved = parsed.into_iter().zip(found).enumerate().map(|(written, (mark, found))| {
        if let Some(max_words) = max_words {
            check_length(source, &mark.quote, max_words, findings);
        }
        Mark { written, ..one(source, mark, found, names, findings) }
    });
    resolved.collect()
}

/// One mark of a source decides a fact, so only one may say so.
fn check_main(source: &SourceText, parsed: &[ParsedMark], findings: &mut Vec<Finding>) {
    let mut decided: BTreeSet<&str> = BTreeSet::new();
    for mark in parsed {
        let Some(main) = mark.parameters.main.as_ref().filter(|main| main.value) else { continue };
        for target in mark.targets.iter().filter(|target| target.scheme == Scheme::Fact) {
            if !decided.insert(&target.id) {
                let message = format!("`{}` has another main mark in this source", target.id);
                let finding = Finding::error(Code::TwoMainMarks, message).at(source.at(main.span.clone()));
                findings.push(finding.hint("keep `main` on the mark that decides value and stance"));
            }
        }
    }
}

fn one(
    source: &SourceText,
    parsed: ParsedMark,
    found: Option<Found>,
    names: &Names,
    findings: &mut Vec<Finding>,
) -> Mark {
    let parameters = parsed.parameters;
    let on: Vec<Target> = parsed
        .targets
        .iter()
        .filter_map(|target| resolve_target(source, target, parameters.value.as_ref(), names, findings))
        .collect();
    if let Some(qualifier) = parameters.qualifier.as_ref().filter(|_| bounds_nothing(&on)) {
        let finding = Finding::error(Code::MisplacedParameter, "`qualifier` means nothing here");
        let finding = finding.at(source.at(qualifier.span.clone()));
        findings.push(finding.hint("`qualifier` belongs to a number; words and days have none"));
    }
    let by = parameters.by.and_then(|by| resolve_by(source, by, names, findings));
    let implied = if by.is_some() { Stance::Attributes } else { Stance::States };
    Mark {
        quote: parsed.quote.value,
        on,
        qualifier: parameters.qualifier.map(|qualifier| qualifier.value),
        stance: parameters.stance.map_or(implied, |stance| stance.value),
        by,
        form: parameters.form.map(|form| form.value).unwrap_or_default(),
        words: parameters.words,
        para: parameters.para,
        main: parameters.main.is_some_and(|main| main.value),
        found,
        comment: parsed.comment,
        translation: parsed.translation,
        written: 0,
        inline: parsed.inline,
        anchor: parsed.targets.first().map(|t| format!("{}.{}", t.scheme.name(), t.id)).unwrap_or_default(),
    }
}

/// Whether the value of a mark is a word or a day on every fact that it is on.
fn bounds_nothing(on: &[Target]) -> bool {
    let mut values = on.iter().filter_map(|target| match target {
        Target::Fact { value, .. } => value.as_ref(),
        _ => None,
    });
    let first = values.next();
    let is_figure = |value: &Value| matches!(value, Value::Number(_) | Value::Range(..));
    first.is_some_and(|first| !is_figure(first)) && !values.any(is_figure)
}

fn resolve_target(
    source: &SourceText,
    target: &ParsedTarget,
    value: Option<&Spanned<String>>,
    names: &Names,
    findings: &mut Vec<Finding>,
) -> Option<Target> {
    let unknown = |code: Code, message: String, known: &mut dyn Iterator<Item = &str>| {
        Finding::error(code, message).at(source.at(target.span.clone())).hint_nearest(&target.id, known)
    };
    let id = &target.id;
    match target.scheme {
        Scheme::Fact => {
            let spanned = Spanned { value: id.clone(), span: target.span.clone() };
            let (fact, has_unit) = names.fact(source, &spanned, findings)?;
            let value = value.and_then(|value| parse_value(source, value, id, has_unit, findings));
            Some(Target::Fact { fact, value })
        }
        Scheme::Term => names.terms.get(id).map(|term| Target::Term(*term)).or_else(|| {
            let message = format!("the event declares no term `{id}`");
            findings.push(unknown(Code::UnknownTerm, message, &mut names.terms.keys().map(String::as_str)));
            None
        }),
        Scheme::Voice => names.voices.get(id).map(|voice| Target::Voice(*voice)).or_else(|| {
            let message = format!("the event declares no voice `{id}`");
            findings.push(unknown(Code::UnknownVoice, message, &mut names.voices.keys().map(String::as_str)));
            None
        }),
        Scheme::Frame => Frame::parse(id).map(Target::Frame).or_else(|| {
            let message = format!("there is no frame `{id}`");
            findings.push(unknown(Code::UnknownFrame, message, &mut Frame::NAMES.iter().map(|(name, _)| *name)));
            None
        }),
    }
}

fn parse_value(
    source: &SourceText,
    value: &Spanned<String>,
    fact: &str,
    has_unit: bool,
    findings: &mut Vec<Finding>,
) -> Option<Value> {
    let parsed = if has_unit { Value::parse_figure(&value.value) } else { Value::parse_word(&value.value) };
    if parsed.is_none() {
        let (message, hint) = if has_unit {
            (
                format!("`{}` is no number, and `{fact}` has a unit", value.value),
                "write digits with a decimal point and no grouping, or a range such as 30-35",
            )
        } else {
            (
                format!("`{}` is no date and no short hyphenated word", value.value),
                "write a date such as 2023-06-04, or words joined by hyphens",
            )
        };
        findings.push(Finding::error(Code::InvalidReading, message).at(source.at(value.span.clone())).hint(hint));
    }
    parsed
}

fn resolve_by(source: &SourceText, by: Spanned<String>, names: &Names, findings: &mut Vec<Finding>) -> Option<By> {
    if let Some(voice) = names.voices.get(&by.value) {
        return Some(By::Voice(*voice));
    }
    if is_id(&by.value) {
        return Some(By::Word(by.value));
    }
    let finding =
        Finding::error(Code::UnknownVoice, format!("`{}` is no voice and no short hyphenated word", by.value));
    let known = names.voices.keys().map(String::as_str);
    findings.push(finding.at(source.at(by.span)).hint_nearest(&by.value, known));
    None
}

/// Words are counted by Unicode word boundaries (UAX #29).
fn check_length(source: &SourceText, quote: &Spanned<String>, max_words: u32, findings: &mut Vec<Finding>) {
    let words = count_words(&quote.value);
    if words <= max_words {
        return;
    }
    let message = format!("this excerpt has {words} words; `[quotation] max_words` allows {max_words}");
    let finding = Finding::error(Code::LongExcerpt, message).at(source.at(quote.span.clone()));
    findings.push(finding.hint("mark fewer words, or leave some out with […]"));
}
