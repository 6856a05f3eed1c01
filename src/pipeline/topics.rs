//! Topics are named in events, each for itself; whether they name them alike only the whole site can
//! tell.

use std::sync::Arc;

use crate::{
    content::{front, layout},
    diagnostic::{Code, Finding, Place, SourceText},
    page::{
        address,
        summary::{self, Summary},
    },
    world::{World, read_text},
};

/// Warnings for names that give a topic's address but are not its name. The place is looked up only
/// for these, so that nothing has to be kept of the others.
pub fn spellings(world: &dyn World, summaries: &[Arc<Summary>]) -> Vec<Finding> {
    let topics = summary::topics(summaries);
    let mut findings = Vec::new();
    for event in summaries {
        for name in event.topics.iter().map(|name| name.trim()) {
            let Some(topic) = topics.get(&address::topic(name)).filter(|topic| topic.name != name) else { continue };
            let path = layout::index(&event.id);
            let text = read_text(world, &path).ok();
            let place = text.as_ref().and_then(|text| place(text, name)).unwrap_or(Place::File(path.into()));
            let message = format!("`{name}` and `{}` are one topic, since they have one address", topic.name);
            let finding = Finding::warning(Code::TopicSpelling, message).at(place);
            findings.push(finding.hint(format!("write `{}`, as the newest of its events does", topic.name)));
        }
    }
    findings
}

fn place(text: &SourceText, name: &str) -> Option<Place> {
    let front = front::event(text).0?.value;
    let topic = front.topics.into_iter().find(|topic| topic.value.trim() == name)?;
    Some(text.at(topic.span))
}
