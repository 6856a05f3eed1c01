//! Naming: what each report calls one thing.

use crate::model::{Event, Target};

/// A name that a report uses.
#[derive(Clone, Debug)]
pub struct Name {
    /// The mark that has it, by index in the report.
    pub mark: usize,
    /// How often the article has these words; known only where they were found in it.
    pub count: Option<usize>,
}

/// The names of one term in one report, in the article's order, each once.
pub fn naming(event: &Event, term: usize, report: usize) -> Vec<Name> {
    let source = &event.reports[report];
    let mut names: Vec<Name> = Vec::new();
    for (index, mark) in source.marks.iter().enumerate() {
        let is_new = || names.iter().all(|name| source.marks[name.mark].quote != mark.quote);
        if mark.on.contains(&Target::Term(term)) && is_new() {
            let count = mark.found.as_ref().map(|found| usize::try_from(found.times).unwrap_or(usize::MAX));
            names.push(Name { mark: index, count });
        }
    }
    names
}
