//! Front matter and settings: fences, syntax, keys, types, forms.

use super::{
    case::Case,
    support::{ABOUT, COURIER, EVENT, HERALD, PROFILE, SETTINGS, WIRE},
};

pub const CASES: &[Case] = &[
    Case {
        name: "a file without front matter",
        change: |site| site.file("content/rules.md", "⟦⟧# Rules\n"),
        found: &["missing-front-matter: begin the file with a line `+++`"],
    },
    Case {
        name: "front matter below an empty line",
        change: |site| site.file("content/rules.md", "⟦⟧\n+++\ntitle = \"Rules\"\n+++\n"),
        found: &["missing-front-matter: move `+++` to the very first line"],
    },
    Case {
        name: "front matter that is not closed",
        change: |site| site.file("content/rules.md", "⟦+++⟧\ntitle = \"Rules\"\n\nBe fair.\n"),
        found: &["malformed-front-matter: end it with a line `+++`"],
    },
    Case {
        name: "an editor that is no link",
        change: |site| site.append(SETTINGS, "\n[preview]\neditor = ⟦\"code -g {path}\"⟧\n"),
        found: &["invalid-value: vscode://file/{path}"],
    },
    Case {
        name: "several lines that are no TOML",
        change: |site| {
            site.edit(EVENT, "places = [\"Tårnholm\"]", "places = ⟦Tårnholm⟧")
                .edit(EVENT, "date = 2024-03-02", "date = ⟦2024-13-02⟧")
                .edit(EVENT, "lead = [\"houses\"]", "draft = ⟦no⟧")
        },
        found: &[
            "invalid-date: write `2023-06-04`",
            "malformed-front-matter: straight quotation marks",
            "malformed-front-matter: `true` or `false`",
        ],
    },
    Case {
        name: "YAML with a colon in plain text",
        change: |site| site.edit(WIRE, "published: 2024-03-01", "title: Flood⟦:⟧ early count"),
        found: &["malformed-front-matter: between quotation marks"],
    },
    Case {
        name: "an unknown key near a known one",
        change: |site| site.edit(COURIER, "title = ", "⟦tittle⟧ = "),
        found: &["unknown-key: did you mean `title`?"],
    },
    Case {
        name: "an unknown key in YAML",
        change: |site| site.edit(WIRE, "published:", "⟦mood⟧: grim\npublished:"),
        found: &["unknown-key: free keys go under `extra:`"],
    },
    Case {
        name: "a key below a table that it does not belong to",
        change: |site| site.edit(COURIER, "coded = true", "[capture]\nheadline = 2\n⟦coded⟧ = true"),
        found: &["unknown-key: move it above the first `[table]`"],
    },
    Case {
        name: "unknown keys in every kind of file",
        change: |site| {
            site.edit(SETTINGS, "title", "⟦titel⟧ = \"x\"\ntitle")
                .edit(ABOUT, "title", "⟦titel⟧ = \"x\"\ntitle")
                .edit(PROFILE, "short", "⟦shart⟧ = \"x\"\nshort")
                .edit(EVENT, "topics", "⟦topic⟧ = \"x\"\ntopics")
        },
        found: &["unknown-key: `title`", "unknown-key: `topics`", "unknown-key: `short`", "unknown-key: `title`"],
    },
    Case {
        name: "keys that are missing",
        change: |site| {
            site.file(ABOUT, "⟦+++⟧\n+++\n")
                .file(SETTINGS, "⟦⟧title = \"Example\"\n")
                .edit(EVENT, "+++\ntitle = \"A flood in Tårnholm (invented)\"", "⟦+++⟧")
                .edit(HERALD, "fact = \"help\"\n", "")
                .edit(HERALD, "[[absent]]", "⟦[[absent]]⟧")
        },
        found: &[
            "missing-key: `title = \"…\"`",
            "missing-key: `fact = \"some-name\"`",
            "missing-key: `title = \"…\"`",
            "missing-key: `base_url = \"https://example.org/\"`",
        ],
    },
    Case {
        name: "a report without outlet",
        change: |site| site.edit(WIRE, "---\noutlet: wire", "⟦---⟧"),
        found: &["missing-key: `outlet: \"some-name\"`"],
    },
    Case {
        name: "values of another type",
        change: |site| {
            site.edit(COURIER, "coded = true", "coded = ⟦\"yes\"⟧")
                .edit(COURIER, "\"Förty houses under water\"", "⟦40⟧")
                .edit(EVENT, "[\"Tårnholm\"]", "⟦\"Tårnholm\"⟧")
                .edit(HERALD, "\"weeks of rain\"", "\"weeks of rain\"\npara = ⟦\"three\"⟧")
        },
        found: &[
            "wrong-type: between quotation marks",
            "wrong-type: `true` or `false`",
            "wrong-type: without quotation marks",
            "wrong-type: `places = [\"…\"]`",
        ],
    },
    Case {
        name: "days and times that do not exist",
        change: |site| {
            site.edit(EVENT, "date = 2024-03-02", "date = ⟦2023-02-29⟧")
                .edit(EVENT, "since=2024-03-02", "since=⟦2024-02-30⟧")
                .edit(COURIER, "published = 2024-03-02T08:00:00+01:00", "published = ⟦2024-03-02T25:00:00⟧")
                .edit(WIRE, "published: 2024-03-01", "published: ⟦1 March⟧")
        },
        found: &[
            "invalid-date: `2023-06-04`",
            "invalid-date: `2023-06-04`",
            "invalid-date: 2023-06-04",
            "invalid-date: `2023-06-04`",
        ],
    },
    Case {
        name: "addresses that are none",
        change: |site| {
            site.edit(COURIER, "\"https://courier.example/flood\"", "⟦\"javascript:alert(1)\"⟧")
                .edit(SETTINGS, "\"https://example.org/\"", "⟦\"example.org\"⟧")
                .edit(ABOUT, "title", "aliases = [⟦\"old\"⟧]\ntitle")
        },
        found: &["invalid-value: `/old/address/`", "invalid-url: https://", "invalid-url: https://"],
    },
    Case {
        name: "words that a key does not take",
        change: |site| {
            site.edit(COURIER, "coded = true", "role = ⟦\"repart\"⟧").edit(
                HERALD,
                "outlet = \"herald\"",
                "outlet = \"herald\"\ntext = ⟦\"some\"⟧\nlang = ⟦\"English language\"⟧",
            )
        },
        found: &["invalid-value: `report`", "invalid-value: known: excerpts, full", "invalid-value: `en`"],
    },
    Case {
        name: "an empty slug",
        change: |site| site.edit(EVENT, "places", "slug = ⟦\"\"⟧\nplaces"),
        found: &["invalid-slug"],
    },
    Case {
        name: "a slug that is a device on Windows",
        change: |site| site.edit(EVENT, "places", "slug = ⟦\"Nul.flood\"⟧\nplaces"),
        found: &["invalid-slug"],
    },
    Case {
        name: "a slug with a sign that ends an address",
        change: |site| site.edit(EVENT, "places", "slug = ⟦\"c#d\"⟧\nplaces"),
        found: &["invalid-slug"],
    },
    Case {
        name: "a slug with a folder in it",
        change: |site| site.edit(EVENT, "places", "slug = ⟦\"2024/flood\"⟧\nplaces"),
        found: &["invalid-slug"],
    },
    Case {
        name: "full text without rights",
        change: |site| site.edit(WIRE, "outlet: wire", "outlet: wire\ntext: ⟦full⟧"),
        found: &["missing-rights: add `rights`"],
    },
    Case {
        name: "four facts in the lead",
        change: |site| site.edit(EVENT, "[\"houses\"]", "[\"houses\", \"cause\", \"help\", ⟦\"hauses\"⟧]"),
        found: &["invalid-value", "^ unknown-fact: `houses`"],
    },
];
