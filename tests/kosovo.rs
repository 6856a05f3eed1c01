//! The project's own site, held against the editors' research and against what a reader can count.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test reads real folders and may panic"
)]

use std::{collections::BTreeSet, fs, path::Path};

use rashomon::{
    output::MemorySink,
    pipeline::{Options, build},
    world::DiskWorld,
};
use serde_json::Value;

/// Builds the repository's own site, in which nothing may be wrong, and takes its comparison.
fn comparison() -> Value {
    let world = DiskWorld::new(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let sink = MemorySink::new();
    let outcome = build(&world, &Options::default(), &sink).unwrap();
    assert!(outcome.findings.is_empty(), "{:#?}", outcome.findings);
    serde_json::from_slice(&sink.into_files()["events/kosovo-2023/comparison.json"]).unwrap()
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value[name].as_array().unwrap()
}

fn fact<'v>(comparison: &'v Value, id: &str) -> &'v Value {
    list(comparison, "facts").iter().find(|fact| fact["id"] == id).unwrap_or_else(|| panic!("no fact {id}"))
}

/// The reports that give a fact this value.
fn giving<'v>(fact: &'v Value, value: &Value) -> BTreeSet<&'v str> {
    let cells = fact["cells"].as_object().unwrap();
    cells.iter().filter(|(_, cell)| cell["value"] == *value).map(|(report, _)| report.as_str()).collect()
}

#[test]
fn the_event_has_the_size_that_its_page_tells() {
    let comparison = comparison();
    assert_eq!(list(&comparison, "sources").len(), 5);
    assert_eq!(list(&comparison, "facts").len(), 30);
    assert_eq!(list(&comparison, "terms").len(), 11);
    assert_eq!(list(&comparison, "voices").len(), 14);
    let spread = |name: &str| list(&comparison, "facts").iter().filter(|fact| fact["spread"] == name).count();
    assert_eq!((spread("all"), spread("some"), spread("one"), spread("none")), (7, 18, 5, 0));
    assert_eq!(list(&comparison, "facts").iter().filter(|fact| fact["differs"] == true).count(), 17);
}

#[test]
fn the_injured_soldiers_are_30_in_three_reports_and_41_in_one() {
    let comparison = comparison();
    let injured = fact(&comparison, "soldiers-injured");
    assert_eq!(giving(injured, &41.into()), ["tass-style"].into());
    assert_eq!(giving(injured, &30.into()).len(), 3);
    assert_eq!(injured["differs"], true);
    let tass = &injured["cells"]["tass-style"];
    assert_eq!(tass["excerpts"][0]["text"], "41 fighters of the alliance contingent");
}

#[test]
fn the_report_of_the_day_before_came_too_early_for_twelve_facts() {
    let comparison = comparison();
    let early = |report: &str| {
        let facts = list(&comparison, "facts");
        facts.iter().filter(|fact| fact["cells"][report]["state"] == "too-early").count()
    };
    assert_eq!(early("trt"), 12);
    for report in ["tass-style", "hurriyet", "memo", "unattributed-analysis"] {
        assert_eq!(early(report), 0, "{report}");
    }
    assert!(list(&comparison, "sources").iter().all(|source| source["coded"] == true));
}

#[test]
fn every_cell_agrees_with_the_editors_research() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/editorial/kosovo-2023.json");
    let Ok(research) = fs::read(&path) else {
        eprintln!("{} is not here: the cells are not compared with the research", path.display());
        return;
    };
    let research: Value = serde_json::from_slice(&research).unwrap();
    let comparison = comparison();
    let mut cells = 0;
    let mut complaints = Vec::new();
    for row in list(&research, "facts") {
        let own = fact(&comparison, row["id"].as_str().unwrap());
        for (report, wanted) in row["sources"].as_object().unwrap() {
            cells += 1;
            let (wanted, found) = (of_research(wanted), of_comparison(&own["cells"][report]));
            if wanted != found {
                complaints.push(format!("{} in {report}:\n  wanted {wanted}\n  found  {found}\n", row["id"]));
            }
        }
    }
    assert_eq!(cells, 150);
    assert!(complaints.is_empty(), "{}", complaints.concat());
}

/// A cell of the research in the words of the data.
fn of_research(cell: &Value) -> Value {
    let state = match cell["project_blank"].as_str() {
        None => "carried",
        Some("could-not-carry-yet") => "too-early",
        Some(blank) => blank,
    };
    let qualifier = match cell["qualifier"].as_str() {
        Some("around" | "approximately" | "some") => Some("about"),
        other => other,
    };
    serde_json::json!({
        "state": state, "stance": cell["project_stance"], "value": cell["value"], "qualifier": qualifier,
        "by": cell["by"], "excerpt": cell["phrase"],
    })
}

fn of_comparison(cell: &Value) -> Value {
    serde_json::json!({
        "state": cell["state"], "stance": cell["stance"], "value": cell["value"], "qualifier": cell["qualifier"],
        "by": cell["by"], "excerpt": cell["excerpts"][0]["text"],
    })
}
