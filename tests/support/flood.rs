//! The sites that tests begin with. Town, river, outlets and flood are invented.

use super::Site;

pub const SETTINGS: &str = "site.toml";
pub const HOME: &str = "content/index.md";
pub const ABOUT: &str = "content/about.md";
pub const PROFILE: &str = "content/outlets/courier.md";
pub const EVENT: &str = "content/events/flood/index.md";
pub const COURIER: &str = "content/events/flood/courier.md";
pub const HERALD: &str = "content/events/flood/herald.md";
pub const WIRE: &str = "content/events/flood/wire.md";
pub const COURIER_CAPTURE: &str = "captures/flood/courier.txt";
pub const HERALD_CAPTURE: &str = "captures/flood/herald.txt";
pub const WIRE_CAPTURE: &str = "captures/flood/wire.txt";
pub const LOCK: &str = "content/events/flood/evidence.lock";
pub const NOTICE: &str = "content/events/flood/notice.md";

/// A flood in the invented town of Tårnholm, told by three invented outlets, nothing wrong in it.
/// The first lines of most files hold letters of two bytes, so that places are counted in characters.
pub fn site() -> Site {
    bare()
        .file(ABOUT, "+++\ntitle = \"About\"\n+++\n\nEverything on this site is invented.\n")
        .file(PROFILE, "+++\nname = \"Tårnholm Courier (invented)\"\nshort = \"Courier\"\n+++\n\nA daily. [About](../about.md).\n")
        .file("content/outlets/herald.md", "+++\nname = \"Vale Herald (invented)\"\n+++\n")
        .file("content/outlets/wire.md", "+++\nname = \"North Wire (invented)\"\n+++\n")
        .file(EVENT, FLOOD)
        .file(COURIER, COURIER_TEXT)
        .file(HERALD, HERALD_TEXT)
        .file(WIRE, WIRE_TEXT)
        .file(NOTICE, "+++\nrole = \"upstream\"\ntitle = \"The council’s notice\"\n+++\n\nForty houses are [flooded](fact:houses?value=40).\n")
}

/// The flood with the captures of all its sources. The articles are invented as well.
pub fn captured() -> Site {
    site()
        .edit(COURIER, "coded = true\n", "coded = true\n\n[capture]\nheadline = 1\ncaptions = [2]\nfurniture = [6]\n")
        .file(COURIER_CAPTURE, COURIER_ARTICLE)
        .file(
            HERALD_CAPTURE,
            "After weeks of rain the river left its bed on Friday.\nBy noon some 50 houses were wet; the heavy rain went on, \
             and the fire brigade came.\n",
        )
        .file(WIRE_CAPTURE, "An early count has at least 35 homes. More is not known at this hour, says the agency.\n")
        .file("captures/flood/notice.txt", "Forty houses are flooded.\n")
        .with_evidence()
}

/// The flood with captures, and the lock that was made from them.
pub fn locked() -> Site {
    let site = captured();
    let (_, locks) = site.verify();
    locks.iter().fold(site, |site, (path, text)| site.file(path, text.as_str()))
}

const COURIER_ARTICLE: &str = "Förty houses under water

Photo: the river on Friday
On Friday forty houses stood under water in Tårnholm.
The town says that the dam was opened; “nobody was warned of it in time”, says the mayor.
The Ouzel had risen since Monday. Help was asked for at noon.
Share this page
";

/// Settings and a home page.
pub fn bare() -> Site {
    Site::default()
        .file(SETTINGS, "base_url = \"https://example.org/\"\ntitle = \"Exämple\"\n\n[quotation]\nmax_words = 12\n")
        .file(HOME, "+++\ntitle = \"Home\"\n+++\n\nAn invented site.\n")
}

const FLOOD: &str = r#"+++
title = "A flood in Tårnholm (invented)"
date = 2024-03-02
summary = "An invented flood in an invented town."
places = ["Tårnholm"]
topics = ["Floods"]
sources = ["courier", "herald", "wire"]
lead = ["houses"]

[labels]
dam-opened = "The dam was opened"
+++

Ürsprung: all of this is invented.

## The water

### How many houses were flooded? {#houses .fact unit=houses}

Counted street by street.

### What caused it? {#cause .fact}

### Was help asked for? {#help .fact since=2024-03-02}

## Names

### The river {#river .term}

## Voices

### The mayor {#mayor .voice}
"#;

const COURIER_TEXT: &str = r#"+++
outlet = "courier"
title = "Förty houses under water"
url = "https://courier.example/flood"
published = 2024-03-02T08:00:00+01:00
upstream = ["notice"]
coded = true
+++

Thé report counts [forty houses](fact:houses?value=40) and says that [the dam was opened](fact:cause?value=dam-opened&by=mayor).
[The Ouzel](term:river) was high, [says the mayor](voice:mayor?form=indirect). [Help was asked for](fact:help).
"#;

const HERALD_TEXT: &str = r#"+++
outlet = "herald"
title = "Ràin floods Tårnholm"
published = 2024-03-03

[[marks]]
on = ["frame:cause"]
quote = "weeks of rain"
comment = "no one acts"

[[absent]]
fact = "help"
near = "the fire brigade came"
+++

Über night [some 50 houses](fact:houses?value=50&qualifier=about "as of noon") went under after [heavy rain](fact:cause?value=rain).
"#;

const WIRE_TEXT: &str = r"---
outlet: wire
published: 2024-03-01
---

Eärly count: [at least 35 homes](fact:houses?value=35&qualifier=at-least&stance=hedges).
";

/// An event `e` of which only the headings are given: facts, terms and voices under one group.
pub fn event(headings: &str) -> Site {
    event_with("", headings)
}

/// As [`event`], with further lines of front matter.
pub fn event_with(front: &str, headings: &str) -> Site {
    let text =
        format!("+++\ntitle = \"E\"\ndate = 2024-03-02\nsummary = \"Invented.\"\n{front}\n+++\n\n## G\n\n{headings}\n");
    bare().file("content/events/e/index.md", text)
}

impl Site {
    /// Adds a report to the event `e`, and the outlet of that name.
    pub fn report(self, id: &str, front: &str, body: &str) -> Site {
        let text = format!("+++\noutlet = \"{id}\"\n{front}\n+++\n\n{body}\n");
        self.file(&format!("content/outlets/{id}.md"), format!("+++\nname = \"{id} (invented)\"\n+++\n"))
            .file(&format!("content/events/e/{id}.md"), text)
    }
}
