//! Cards: the picture that stands for an event, or for the site, where a link to it is shared. It sets two
//! reports beside each other that differ.

use unicode_normalization::UnicodeNormalization;

use super::{
    Asked, Site,
    address::{self, Addresses, From},
    build::{Links, View, day},
    card_view::{CardSide, CardView},
    event::counts,
};
use crate::{
    analysis::{self, Comparison, Reading, compatible, value_of},
    model::{Event, Mark},
};

/// Width and height of a card in pixels: the size that the networks ask for.
pub const WIDTH: u32 = 1200;
pub const HEIGHT: u32 = 630;

/// Characters of an excerpt that is neither too short to say something nor cut on the card.
const APT: std::ops::RangeInclusive<usize> = 12..=90;

/// A planned card.
#[derive(Debug)]
pub struct Card {
    /// Its address from the site's root.
    pub address: String,
    pub view: CardView,
}

/// Says whether the fonts have all characters of a text.
pub type Ink<'i> = &'i dyn Fn(&str) -> bool;

/// Plans the card of an event. What no font can draw is left out, an excerpt in favour of another one.
pub fn event_card(site: &Site<'_>, event: &Event, comparison: &Comparison, ink: Ink<'_>) -> Card {
    let own = address::event(&event.slug);
    let none = Addresses::default();
    let from = From { addresses: &none, ..site.from(&own) };
    let links = Links::default();
    let view = View { site, event, comparison, from, asked: Asked::default(), links: &links };
    let (fact, sides) = contrast(&view, ink).unwrap_or_default();
    let view = CardView {
        title: drawn(&event.title, ink),
        date: Some(day(event.date)),
        counts: Some(counts(event, comparison)),
        fact,
        sides,
        ..bare(site, ink)
    };
    Card { address: address::card(&own), view }
}

/// Plans the card of the site.
pub fn site_card(site: &Site<'_>, ink: Ink<'_>) -> Card {
    let description = site.settings.description.as_deref().and_then(|text| drawn(text, ink));
    Card { address: address::card("/"), view: CardView { description, ..bare(site, ink) } }
}

fn bare(site: &Site<'_>, ink: Ink<'_>) -> CardView {
    CardView {
        language: site.settings.language.clone(),
        direction: site.language.direction(),
        site: drawn(&site.settings.title, ink).unwrap_or_default(),
        title: None,
        date: None,
        description: None,
        counts: None,
        fact: None,
        sides: Vec::new(),
    }
}

/// The first fact that sets two reports against each other in words that can be drawn: those of the first
/// screen before the others.
fn contrast(view: &View<'_>, ink: Ink<'_>) -> Option<(Option<String>, Vec<CardSide>)> {
    let lead = analysis::lead(view.event, view.comparison);
    let others = (0..view.event.facts.len()).filter(|fact| !lead.contains(fact));
    let facts = lead.iter().copied().chain(others).filter(|fact| view.comparison.facts[*fact].differs);
    facts.into_iter().find_map(|fact| {
        let sides = pairs(view, fact).into_iter().find_map(|pair| pair_of(view, fact, pair, ink))?;
        Some((drawn(&view.event.facts[fact].label, ink), sides))
    })
}

/// The readings of a fact in pairs, first those that most reports give.
fn pairs<'v>(view: &View<'v>, fact: usize) -> Vec<[&'v Reading; 2]> {
    let readings = &view.comparison.facts[fact].readings;
    let pairs =
        readings.iter().enumerate().flat_map(|(at, one)| readings[at + 1..].iter().map(move |other| [one, other]));
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort_by_key(|[one, other]| std::cmp::Reverse(one.reports.len() + other.reports.len()));
    pairs
}

/// A report of each reading, if the two differ and their words can be drawn.
fn pair_of(view: &View<'_>, fact: usize, readings: [&Reading; 2], ink: Ink<'_>) -> Option<Vec<CardSide>> {
    let [(one, first), (other, second)] = [side(view, fact, readings[0], ink)?, side(view, fact, readings[1], ink)?];
    let values = value_of(first, fact).zip(value_of(second, fact));
    let fits = |(a, b)| compatible((a, first.qualifier), (b, second.qualifier));
    if readings[0].disputed == readings[1].disputed && values.is_none_or(fits) {
        return None;
    }
    let mut sides = vec![one, other];
    if sides.iter().any(|side| side.value.is_none()) {
        for side in &mut sides {
            side.value = None;
        }
    }
    Some(sides)
}

/// The words by which a reading is best told: verified, drawn, and of a length that stands on a card.
fn side<'v>(view: &View<'v>, fact: usize, reading: &Reading, ink: Ink<'_>) -> Option<(CardSide, &'v Mark)> {
    let told = reading.reports.iter().filter_map(|column| {
        let report = &view.event.reports[*column];
        let mark = view.comparison.facts[fact].cells[*column].first(view.event)?;
        mark.found.as_ref()?;
        let outlet = view.site.outlets.get(report.outlet.as_ref()?)?;
        let outlet = drawn(&outlet.name, ink).or_else(|| drawn(&outlet.short, ink))?;
        let text = drawn(&mark.quote, ink)?;
        let value = value_of(mark, fact).map(|value| view.value(value, mark.qualifier));
        Some((CardSide { outlet, text, value: value.filter(|value| ink(&value.label)) }, mark))
    });
    told.min_by_key(|(side, _)| !APT.contains(&side.text.chars().count()))
}

/// A text as it can be drawn: on one line, composed, without marks of direction; `None` if no font has some
/// of its characters, or if nothing is left.
fn drawn(text: &str, ink: Ink<'_>) -> Option<String> {
    let seen = |c: char| if c.is_control() { ' ' } else { c };
    let composed: String = text.nfc().map(seen).filter(|c| !is_unseen(*c)).collect();
    let plain = composed.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(plain).filter(|plain| !plain.is_empty() && ink(plain))
}

/// Characters that are not drawn: joiners, marks of direction, the soft hyphen.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
