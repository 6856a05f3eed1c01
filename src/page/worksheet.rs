//! The sheet for a class: excerpts without names, to be matched with reports and facts.

use std::collections::BTreeSet;

use super::{
    Asked, Content, Page, Site, address,
    build::{Links, View, day},
    shell,
    source_view::EventLink,
    worksheet_view::{SheetExcerpt, SheetFact, WorksheetPage},
};
use crate::{
    analysis::{self, Comparison},
    digest::sha256,
    model::{Event, Mark, Outlet},
};

/// Excerpts of a sheet: what two pages of A4 hold with room to write.
const MOST: usize = 20;
/// Fewer excerpts are no exercise.
const LEAST: usize = 4;
/// Shorter excerpts say too little to be matched.
const SHORTEST: usize = 3;

/// An excerpt by its report's column, its fact, and its mark.
#[derive(Clone)]
struct Pick<'e> {
    column: usize,
    fact: usize,
    mark: &'e Mark,
    /// Its words, see [`words`].
    words: String,
}

/// Whether an event gives a sheet.
pub fn has_worksheet(site: &Site<'_>, event: &Event, comparison: &Comparison) -> bool {
    site.settings.beside.worksheet && !picks(site, event, comparison).is_empty()
}

/// Plans the sheet of an event; `None` where it has too few excerpts.
pub fn worksheet_page(site: &Site<'_>, event: &Event, comparison: &Comparison) -> Option<Page> {
    let picks = picks(site, event, comparison);
    if picks.is_empty() {
        return None;
    }
    let address = address::worksheet(&event.slug);
    let from = site.from(&address);
    let links = Links::default();
    let view = View { site, event, comparison, from, asked: Asked::default(), links: &links };
    let facts: BTreeSet<usize> = picks.iter().map(|pick| pick.fact).collect();
    let facts: Vec<(usize, SheetFact)> = facts
        .into_iter()
        .zip('A'..)
        .map(|(fact, letter)| {
            let of = &event.facts[fact];
            (fact, SheetFact { letter: letter.to_string(), label: of.label.clone(), href: view.anchor(&of.id) })
        })
        .collect();
    let columns: BTreeSet<usize> = picks.iter().map(|pick| pick.column).collect();
    let excerpts = picks.iter().enumerate().filter_map(|(place, pick)| {
        let report = &event.reports[pick.column];
        let (_, fact) = facts.iter().find(|(fact, _)| *fact == pick.fact)?;
        Some(SheetExcerpt {
            number: place + 1,
            excerpt: view.marked(report, pick.mark),
            report: view.report_link(report),
            fact: fact.clone(),
        })
    });
    let content = WorksheetPage {
        event: EventLink {
            title: event.title.clone(),
            href: from.link(&address::event(&event.slug)),
            date: day(event.date),
        },
        reports: columns.into_iter().map(|column| view.report_link(&event.reports[column])).collect(),
        excerpts: excerpts.collect(),
        facts: facts.iter().map(|(_, fact)| fact.clone()).collect(),
    };
    let title = site.language.say("worksheet-title", &[("title", event.title.clone())]);
    let head = shell::Head {
        under: Some("events"),
        noindex: true,
        draft: event.draft,
        ..shell::Head::new("worksheet", title.unwrap_or_else(|| event.title.clone()))
    };
    let shell = shell::shell(site, from, head);
    Some(Page { address, shell, content: Content::Worksheet(Box::new(content)) })
}

/// The excerpts of the sheet: of the facts of the first screen, then of the others that differ, then of the
/// rest; of each fact those of all reports, if there are two.
fn picks<'e>(site: &Site<'_>, event: &'e Event, comparison: &Comparison) -> Vec<Pick<'e>> {
    let names = names(site, event);
    let mut facts = analysis::lead(event, comparison);
    for differs in [true, false] {
        let rest = (0..event.facts.len()).filter(|fact| comparison.facts[*fact].differs == differs);
        let rest: Vec<usize> = rest.filter(|fact| !facts.contains(fact)).collect();
        facts.extend(rest);
    }
    let mut picks: Vec<Pick<'e>> = Vec::new();
    for fact in facts {
        let told = comparison.facts[fact].cells.iter().filter_map(|cell| {
            let mark = cell.first(event)?;
            let words = words(&mark.quote);
            let is_new = is_apt(mark, &words, &names) && picks.iter().all(|pick| pick.words != words);
            is_new.then_some(Pick { column: cell.report, fact, mark, words })
        });
        let told: Vec<Pick<'e>> = told.collect();
        // Words that two reports share tell of neither.
        let is_shared = |pick: &Pick<'_>| told.iter().filter(|other| pick.words == other.words).count() > 1;
        let told: Vec<Pick<'e>> = told.iter().filter(|pick| !is_shared(pick)).cloned().collect();
        if told.len() > 1 && picks.len() + told.len() <= MOST {
            picks.extend(told);
        }
    }
    let reports: BTreeSet<usize> = picks.iter().map(|pick| pick.column).collect();
    if picks.len() < LEAST || reports.len() < 2 {
        return Vec::new();
    }
    picks.sort_by_cached_key(|pick| {
        let place = [event.id.as_str(), &event.reports[pick.column].id, &event.facts[pick.fact].id];
        sha256(place.join("\n").as_bytes())
    });
    picks
}

/// Whether two marks have the same words.
/// Names of outlets, which would give an excerpt away.
fn names(site: &Site<'_>, event: &Event) -> Vec<String> {
    let sources = event.sources();
    let outlets = sources.filter_map(|source| site.outlets.get(source.outlet.as_ref()?));
    let of = |outlet: &Outlet| [words(&outlet.name), words(&outlet.short)];
    let mut names: Vec<String> = outlets.flat_map(of).filter(|name| !name.trim().is_empty()).collect();
    names.sort();
    names.dedup();
    names
}

fn is_apt(mark: &Mark, text: &str, names: &[String]) -> bool {
    let translated = mark.translation.as_ref().map(|translation| words(&translation.text)).unwrap_or_default();
    let silent = |name: &String| ![text, &translated].iter().any(|text| tells(text, name));
    let long = mark.quote.split_whitespace().count() >= SHORTEST
        || mark.quote.chars().filter(|c| is_unspaced(*c)).count() > SHORTEST;
    long && names.iter().all(silent)
}

/// Whether a text has a name as whole words, or anywhere in it where words are not set apart.
fn tells(text: &str, name: &str) -> bool {
    text.contains(name) || name.chars().any(is_unspaced) && text.contains(name.trim())
}

/// The words of a text in small letters, a space around each.
fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len() + 2);
    words.push(' ');
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if word.is_ascii() {
            words.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        } else {
            words.push_str(&word.to_lowercase());
        }
        words.push(' ');
    }
    words
}

/// Letters of scripts that set no spaces between words: Thai to Khmer, kana, Chinese characters.
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0xe00..=0xeff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x3400..=0x9fff | 0x20000..=0x3ffff)
}
