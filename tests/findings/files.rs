//! Files: where they lie, what they are called, which address they claim.

use rashomon::world::limits::{DECLARED, FRONT_BYTES, MARKS, TEXT_BYTES};

use super::{
    case::Case,
    support::{ABOUT, COURIER, EVENT, HERALD, HOME, NOTICE, PROFILE, SETTINGS, WIRE},
};

const PAGE: &str = "+++\ntitle = \"A page\"\n+++\n";

pub const CASES: &[Case] = &[
    Case {
        name: "a folder without settings",
        change: |site| site.without(SETTINGS),
        found: &["missing-file @site.toml: base_url"],
    },
    Case {
        name: "a site without home page",
        change: |site| site.without(HOME),
        found: &["missing-file @content/index.md: title"],
    },
    Case {
        name: "an event folder without index.md",
        change: |site| site.file("content/events/fire/courier.md", "+++\noutlet = \"courier\"\n+++\n"),
        found: &["missing-file @content/events/fire/index.md: title, date, summary"],
    },
    Case {
        name: "files at no known place",
        change: |site| {
            site.file("content/events/notes.md", PAGE)
                .file("content/events/flood/drafts/old.md", PAGE)
                .file("content/outlets/old/courier.md", PAGE)
        },
        found: &[
            "unknown-file @content/events/flood/drafts/old.md: content/events/<event>/index.md",
            "unknown-file @content/events/notes.md: content/events/<event>/index.md",
            "unknown-file @content/outlets/old/courier.md: content/outlets/<outlet>.md",
        ],
    },
    Case {
        name: "files and folders whose names are no ids",
        change: |site| {
            let event = site.read(EVENT).replace("sources = [\"courier\", \"herald\", \"wire\"]\n", "");
            site.file("content/events/Fire_2/index.md", event)
                .file("content/events/flood/Night Post.md", PAGE)
                .file("content/events/flood/wire.md.md", PAGE)
                .file("content/outlets/café.md", PAGE)
        },
        found: &[
            "invalid-id @content/events/Fire_2/index.md: lower-case letters",
            "invalid-id @content/events/flood/Night Post.md: rename the file",
            "invalid-id @content/events/flood/wire.md.md: rename the file",
            "invalid-id @content/outlets/café.md: lower-case letters",
        ],
    },
    Case {
        name: "a source at the worksheet's address",
        change: |site| site.file("content/events/flood/worksheet.md", "+++\noutlet = \"wire\"\n+++\n"),
        found: &["invalid-slug @content/events/flood/worksheet.md: rename the file"],
    },
    Case {
        name: "sources whose anchors would be those of marks",
        change: |site| {
            let source = "+++\noutlet = \"wire\"\n+++\n";
            let at = |id: &str| format!("content/events/flood/{id}.md");
            ["fact", "frame", "term", "voice"].iter().fold(site, |site, id| site.file(&at(id), source))
        },
        found: &[
            "invalid-slug @content/events/flood/fact.md: rename the file",
            "invalid-slug @content/events/flood/frame.md: rename the file",
            "invalid-slug @content/events/flood/term.md: rename the file",
            "invalid-slug @content/events/flood/voice.md: rename the file",
        ],
    },
    Case {
        name: "names that a file system cannot hold",
        change: |site| {
            site.file("content/aux.md", PAGE)
                .file("content/what?.md", PAGE)
                .file("content/events/flood/nul.md", "+++\noutlet = \"wire\"\n+++\n")
                .file("content/outlets/com1.md", "+++\nname = \"Com\"\n+++\n")
        },
        found: &[
            "invalid-slug @content/aux.md: rename",
            "invalid-slug @content/events/flood/nul.md: rename",
            "invalid-slug @content/outlets/com1.md: rename",
            "invalid-slug @content/what?.md: rename",
        ],
    },
    Case {
        name: "an event whose slug is another's folder",
        change: |site| {
            let event =
                site.read(EVENT).replace("sources = [\"courier\", \"herald\", \"wire\"]\n", "slug = \"flood\"\n");
            site.file("content/events/fire/index.md", event)
        },
        found: &["duplicate-address @content/events/flood/index.md: `slug`"],
    },
    Case {
        name: "an alias at another page's address",
        change: |site| site.edit(ABOUT, "title", "aliases = [\"/outlets/herald/\"]\ntitle"),
        found: &["duplicate-address @content/outlets/herald.md: `aliases`"],
    },
    Case {
        name: "an event's alias at the address of its own source",
        change: |site| site.edit(EVENT, "places", "aliases = [\"/events/flood/wire\"]\nplaces"),
        found: &["duplicate-address @content/events/flood/wire.md: `aliases`"],
    },
    Case {
        name: "pages at the addresses of lists",
        change: |site| {
            site.file("content/topics.md", PAGE)
                .file("content/topics/floods.md", PAGE)
                .file("content/corrections/index.md", PAGE)
                .file("content/outlets.md", PAGE)
                .file("content/page/2.md", PAGE)
        },
        found: &[
            "duplicate-address @content/corrections/index.md: rename",
            "duplicate-address @content/outlets.md: rename",
            "duplicate-address @content/topics.md: rename",
            "duplicate-address @content/topics/floods.md: rename",
        ],
    },
    Case {
        name: "aliases at the addresses of lists",
        change: |site| {
            site.edit(ABOUT, "title", "aliases = [\"/corrections/\"]\ntitle").edit(
                EVENT,
                "places",
                "aliases = [\"/Topics\"]\nplaces",
            )
        },
        found: &["duplicate-address @content/about.md: `aliases`", "duplicate-address @content/events/flood/index.md"],
    },
    Case {
        name: "a page at the address of the second page of a list",
        change: |site| {
            let older = site.read(EVENT).replace("sources = [\"courier\", \"herald\", \"wire\"]\n", "");
            site.edit(SETTINGS, "title", "paginate_by = 1\ntitle")
                .file("content/events/older/index.md", older)
                .file("content/page/2.md", PAGE)
                .file("content/topics/floods/page/2.md", PAGE)
        },
        found: &["duplicate-address @content/page/2.md", "duplicate-address @content/topics/floods/page/2.md"],
    },
    Case {
        name: "keys and values without end",
        change: |site| {
            let more = "# more\n".repeat(FRONT_BYTES / 7);
            site.file("content/rules.md", format!("+++\ntitle = \"A page\"\n{more}+++\n"))
        },
        found: &["too-large @content/rules.md: shorten"],
    },
    Case {
        name: "more marks than can be compared",
        change: |site| site.append(HERALD, &"[some](fact:houses?value=50) ".repeat(MARKS)),
        found: &["too-large @content/events/flood/herald.md: divide"],
    },
    Case {
        name: "more facts than can be compared",
        change: |site| {
            let facts: String = (0..DECLARED)
                .fold(String::new(), |facts, number| facts + &format!("\n### F {number}? {{#f{number} .fact}}\n"));
            site.append(EVENT, &facts)
        },
        found: &["too-large @content/events/flood/index.md: divide"],
    },
    Case {
        name: "a file where the search keeps its index",
        change: |site| {
            site.file("static/search/pagefind/pagefind-entry.json", "mine").file("static/search/mine.txt", "mine")
        },
        found: &["duplicate-address @static/search/pagefind/pagefind-entry.json: search"],
    },
    Case {
        name: "files with the names of folders",
        change: |site| site.file("static/events", "mine").file("static/a", "mine").file("static/a.b/c", "mine"),
        found: &["duplicate-address @static/events: rename"],
    },
    Case {
        name: "an alias that a file system cannot hold",
        change: |site| site.edit(ABOUT, "title", "aliases = [\"/old/nul/\"]\ntitle"),
        found: &["invalid-slug @content/about.md: `aliases`"],
    },
    Case {
        name: "two pages that are one where a file system takes upper and lower case for the same",
        change: |site| site.file("content/About.md", PAGE),
        found: &["duplicate-address @content/about.md: rename"],
    },
    Case {
        name: "two pages that are one where a file system takes composed and decomposed letters for the same",
        change: |site| site.file("content/caf\u{e9}.md", PAGE).file("content/cafe\u{301}.md", PAGE),
        found: &["duplicate-address @content/caf\u{e9}.md: rename"],
    },
    Case {
        name: "a page and the index of a folder of its name",
        change: |site| site.file("content/about/index.md", PAGE),
        found: &["duplicate-address @content/about/index.md: rename"],
    },
    Case {
        name: "an asset at a page's address",
        change: |site| site.file("static/about/index.html", "mine"),
        found: &["duplicate-address @static/about/index.html: rename"],
    },
    Case {
        name: "a text that is no UTF-8",
        change: |site| {
            let bytes = [PAGE.as_bytes(), "ä Gr⟦".as_bytes(), b"\xfc", "⟧n\n".as_bytes()].concat();
            site.file("content/rules.md", bytes)
        },
        found: &["invalid-utf8: save the file as UTF-8"],
    },
    Case {
        name: "a text that is too large to be one",
        change: |site| site.file("content/rules.md", format!("{PAGE}{}", " ".repeat(TEXT_BYTES))),
        found: &["unreadable-file @content/rules.md"],
    },
    Case {
        name: "byte order marks and line ends of Windows",
        change: |mut site| {
            for path in [SETTINGS, HOME, EVENT, COURIER, HERALD, WIRE, NOTICE, PROFILE] {
                let text = site.read(path).replace('\n', "\r\n");
                site = site.file(path, format!("\u{feff}{text}"));
            }
            site
        },
        found: &[],
    },
    Case {
        name: "a mistake below a byte order mark and line ends of Windows",
        change: |site| {
            let text = site.read(COURIER).replace('\n', "\r\n").replace("fact:houses", "fact:⟦hauses⟧");
            site.file(COURIER, format!("\u{feff}{text}"))
        },
        found: &["unknown-fact: `houses`"],
    },
];
