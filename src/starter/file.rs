//! New files of an event, an outlet or a source.

use super::form::form;
use crate::{
    content::front::{EVENT, OUTLET, SOURCE},
    model::Day,
};

const HEAD: &str = "\
# A `#` begins a comment. To use a key that stands behind one, take the `#` away.

";

const EVENT_BODY: &str = "\
<!-- Your opening note stands here. Below it, headings declare what is compared: facts, terms and voices.
     Comments like this one are not published. Take away the next line and the last one to use the example. -->

<!--
## The water

### How many houses were flooded? {#houses .fact unit=houses}

Your note on this fact. Its answers are numbers, since it has a unit; without one they are words or dates.

### When was the town warned? {#warning .fact since=2024-03-02}

A report that was published before the day of `since` could not carry it yet.

## Names

### The river {#river .term}

## Voices

### The town council {#council .voice}
-->
";

const OUTLET_BODY: &str = "\
<!-- Here the profile stands: what readers should know of the outlet. This comment is not published. -->
";

/// The text of a new event's `index.md`. It passes the check as it is.
pub fn event(id: &str, today: Day) -> String {
    let filled = [
        ("title", named(&capital(&words(id).collect::<Vec<_>>().join(" ")), id)),
        ("date", today.to_string()),
        ("summary", quoted("What happened, in a sentence or two.")),
    ];
    format!("+++\n{HEAD}{}+++\n\n{EVENT_BODY}", form(EVENT, &filled))
}

/// The text of a new outlet's profile. It passes the check as it is.
pub fn outlet(id: &str) -> String {
    let name = words(id).map(capital).collect::<Vec<_>>().join(" ");
    format!("+++\n{HEAD}{}+++\n\n{OUTLET_BODY}", form(OUTLET, &[("name", named(&name, id))]))
}

/// The text of a new source, which has the id of its outlet. It passes the check as it is.
pub fn source(event: &str, outlet: &str) -> String {
    let capture = format!(
        "\
# The article's text, archived, belongs in captures/{event}/{outlet}.txt, a paragraph a line. `rashomon import`
# makes both files from a saved page; `rashomon verify {event}` then proves the excerpts.

"
    );
    let body = "\
<!-- Here your digest stands: the article retold in your words, in the article's order. Only the words in a mark
     are the outlet's, letter by letter. This comment is not published. A mark on a fact looks like this:

The report counts [at least 40 houses](fact:houses?value=40&qualifier=at-least) in the lower town.
-->
";
    format!("+++\n{HEAD}{capture}{}+++\n\n{body}", form(SOURCE, &[("outlet", quoted(outlet))]))
}

fn words(id: &str) -> impl Iterator<Item = &str> {
    id.split('-').filter(|word| !word.is_empty())
}

/// A name made from an id, or the id itself if it is nothing but hyphens.
fn named(name: &str, id: &str) -> String {
    quoted(if name.is_empty() { id } else { name })
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Ids and the texts of this room have no characters that TOML would escape.
fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}
