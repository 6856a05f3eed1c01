//! Suggestions as one JSON object.

use serde_json::{Value, json};

use super::{
    Place, Suggestions,
    figures::{Figure, Kind},
    reason::reason,
    speech,
};

/// The object, as `rashomon suggest EVENT --format json` prints it.
pub fn draw(suggestions: &Suggestions) -> Value {
    json!({
        "event": suggestions.id,
        "pairs": pairs(suggestions),
        "facts": facts(suggestions),
        "figures": figures(suggestions),
        "names": names(suggestions),
        "speakers": speakers(suggestions),
        "shared": shared(suggestions),
    })
}

fn pairs(suggestions: &Suggestions) -> Vec<Value> {
    let pair = |pair: &super::Pair| {
        json!({
            "a": place(suggestions.place(pair.one)),
            "b": place(suggestions.place(pair.other)),
            "score": rounded(pair.score),
            "reason": reason(&suggestions.event, pair.one, pair.other),
        })
    };
    suggestions.pairs.iter().map(pair).collect()
}

fn facts(suggestions: &Suggestions) -> Vec<Value> {
    let fact = |fact: &super::Fact| {
        let members = fact.members.iter().map(|member| {
            let place = suggestions.place(member.passage);
            let value = member.value.as_ref().map_or(Value::Null, value);
            json!({ "source": place.source, "para": place.para, "quote": member.quote, "value": value })
        });
        json!({
            "label": fact.label,
            "unit": fact.unit,
            "differ": fact.differ,
            "score": rounded(fact.score),
            "members": members.collect::<Vec<_>>(),
        })
    };
    suggestions.facts.iter().map(fact).collect()
}

fn figures(suggestions: &Suggestions) -> Vec<Value> {
    let figure = |shared: &super::count::Shared| {
        let places = shared.places.iter().map(|(at, index)| {
            let (place, passage) = (suggestions.place(*at), &suggestions.event.passages[*at]);
            let figure = &passage.figures[*index];
            let subject: Vec<&str> = figure.subject.iter().map(|at| passage.span(*at..at + 1)).collect();
            json!({
                "source": place.source,
                "para": place.para,
                "quote": passage.text[figure.range.clone()],
                "subject": subject,
            })
        });
        let first = shared.places.first().map(|(at, index)| &suggestions.event.passages[*at].figures[*index]);
        json!({
            "value": first.map_or(Value::Null, value),
            "kind": shared.kind.name(),
            "same": shared.same,
            "places": places.collect::<Vec<_>>(),
        })
    };
    suggestions.figures.iter().map(figure).collect()
}

fn names(suggestions: &Suggestions) -> Vec<Value> {
    let naming = |naming: &super::Naming| {
        let names = naming.names.iter().map(|(name, passages)| {
            let places: Vec<Value> = passages.iter().map(|at| place(suggestions.place(*at))).collect();
            json!({ "name": name, "places": places })
        });
        Value::Array(names.collect())
    };
    suggestions.namings.iter().map(naming).collect()
}

fn speakers(suggestions: &Suggestions) -> Vec<Value> {
    let open = suggestions.event.passages.iter().enumerate().filter(|(_, passage)| !passage.furniture);
    let told = open.flat_map(|(at, passage)| {
        let place = suggestions.place(at);
        speech::speakers(passage).into_iter().map(move |speaker| {
            let form = if speaker.direct { "direct" } else { "indirect" };
            json!({ "source": place.source, "para": place.para, "speaker": speaker.who, "form": form })
        })
    });
    told.collect()
}

fn shared(suggestions: &Suggestions) -> Vec<Value> {
    let run = |run: &super::Run| {
        json!({
            "a": place(suggestions.place(run.at[0])),
            "b": place(suggestions.place(run.at[1])),
            "words": run.words,
            "quote": run.text,
        })
    };
    suggestions.runs.iter().map(run).collect()
}

fn place(place: Place<'_>) -> Value {
    json!({ "source": place.source, "para": place.para })
}

/// Two digits after the point.
fn rounded(score: f64) -> f64 {
    (score * 100.0).round() / 100.0
}

/// A figure's value: a number; a time or a day as text.
pub fn value(figure: &Figure) -> Value {
    #[allow(clippy::cast_possible_truncation, reason = "minutes, days and years are small; larger wholes are checked")]
    match figure.kind {
        Kind::Time => json!(format!("{:02}:{:02}", figure.value as i64 / 60, figure.value as i64 % 60)),
        Kind::Day => json!(format!("{:02}-{:02}", figure.value as i64 / 100, figure.value as i64 % 100)),
        _ if figure.value.fract() == 0.0 && figure.value.abs() < 1e15 => json!(figure.value as i64),
        _ => json!((figure.value * 1e6).round() / 1e6),
    }
}
