//! What follows from marks: a few lines of content in, the comparison out. The events are invented and
//! called `e`; their reports are called after what they do.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

#[path = "../support/mod.rs"]
mod support;

mod cells;
mod differ;
mod drafts;
mod evidence;
mod marks;
mod order;
mod words;

use serde_json::Value;
use support::{Built, Site};

/// The comparison of the event `e`.
struct Comparison(Value);

/// Builds a site without findings and takes its comparison.
fn compare(site: &Site) -> Comparison {
    Comparison(site.build().comparison("e"))
}

impl Comparison {
    /// A fact, term or voice by its id.
    fn entry(&self, list: &str, id: &str) -> &Value {
        let entries = self.0[list].as_array().unwrap();
        entries.iter().find(|entry| entry["id"] == id).unwrap_or_else(|| panic!("no {id} in {list}"))
    }

    fn fact(&self, id: &str) -> &Value {
        self.entry("facts", id)
    }

    fn cell(&self, fact: &str, report: &str) -> &Value {
        let cell = &self.fact(fact)["cells"][report];
        assert!(cell.is_object(), "no cell of {report}");
        cell
    }

    /// `report state` of a fact, by report.
    fn states(&self, fact: &str) -> Vec<String> {
        let cells = self.fact(fact)["cells"].as_object().unwrap();
        cells.iter().map(|(report, cell)| format!("{report} {}", cell["state"].as_str().unwrap())).collect()
    }

    /// The words of a cell's excerpts, in their order.
    fn excerpts(&self, fact: &str, report: &str) -> Vec<&str> {
        texts(&self.cell(fact, report)["excerpts"])
    }

    /// The reports in column order.
    fn columns(&self) -> Vec<&str> {
        self.0["sources"].as_array().unwrap().iter().map(|source| source["id"].as_str().unwrap()).collect()
    }
}

/// The `text` of each entry of a list.
fn texts(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|entry| entry["text"].as_str().unwrap()).collect()
}

/// What the event's page would show of its first screen, by a template of the test's own: each lead
/// fact with its readings as `value: reports`.
fn lead(site: Site) -> Vec<String> {
    let template = "{% for fact in lead %}{{ fact.id }}{% for reading in fact.readings %} | \
                    {% if reading.value %}{{ reading.value.label }}{% else %}-{% endif %}\
                    {% if reading.disputed %} disputed{% endif %}:\
                    {% for cell in reading.cells %} {{ cell.report.id }}{% endfor %}{% endfor %}\n{% endfor %}";
    let built: Built = site.file("templates/event.html", template).build();
    built.page("events/e/index.html").lines().map(str::to_owned).collect()
}
