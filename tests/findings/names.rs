//! Names that nobody declares, or that two declare.

use super::{
    case::Case,
    support::{COURIER, EVENT, HERALD, WIRE},
};

pub const CASES: &[Case] = &[
    Case {
        name: "a topic in two spellings",
        change: |site| site.edit(EVENT, "topics = [\"Floods\"]", "topics = [\"Floods\", ⟦\"floods\"⟧]"),
        found: &["topic-spelling: `Floods`"],
    },
    Case {
        name: "an outlet without profile",
        change: |site| site.edit(COURIER, "\"courier\"", "⟦\"curier\"⟧"),
        found: &["unknown-outlet: did you mean `courier`?"],
    },
    Case {
        name: "a site without any profile",
        change: |site| {
            site.without("content/outlets/courier.md")
                .without("content/outlets/herald.md")
                .without("content/outlets/wire.md")
                .edit(COURIER, "\"courier\"", "⟦\"courier\"⟧")
                .edit(HERALD, "\"herald\"", "⟦\"herald\"⟧")
                .edit(WIRE, "wire", "⟦wire⟧")
        },
        found: &[
            "unknown-outlet: write `content/outlets/courier.md`",
            "unknown-outlet: write `content/outlets/herald.md`",
            "unknown-outlet: write `content/outlets/wire.md`",
        ],
    },
    Case {
        name: "a fact that is not declared, in a mark, an absence and the lead",
        change: |site| {
            site.edit(COURIER, "fact:houses", "fact:⟦homes⟧").edit(EVENT, "[\"houses\"]", "[⟦\"house\"⟧]").edit(
                HERALD,
                "\"help\"",
                "⟦\"halp\"⟧",
            )
        },
        found: &["unknown-fact: known: cause, help, houses", "unknown-fact: `help`", "unknown-fact: `houses`"],
    },
    Case {
        name: "a fact, term or voice under another's scheme",
        change: |site| site.edit(COURIER, "term:river", "term:⟦mayor⟧").edit(COURIER, "voice:mayor", "voice:⟦river⟧"),
        found: &["unknown-term: known: river", "unknown-voice: known: mayor"],
    },
    Case {
        name: "a term, a voice and a frame that nobody declares",
        change: |site| {
            site.edit(COURIER, "term:river", "term:⟦rivr⟧").edit(COURIER, "voice:mayor", "voice:⟦major⟧").edit(
                HERALD,
                "frame:cause",
                "frame:⟦judgment⟧",
            )
        },
        found: &["unknown-term: `river`", "unknown-voice: `mayor`", "unknown-frame: `judgement`"],
    },
    Case {
        name: "an attribution that is neither a voice nor a short word",
        change: |site| site.edit(COURIER, "by=mayor", "by=⟦The%20Mayor⟧"),
        found: &["unknown-voice: mayor"],
    },
    Case {
        name: "an upstream that the event does not have",
        change: |site| site.edit(COURIER, "[\"notice\"]", "[⟦\"notices\"⟧]"),
        found: &["unknown-source: did you mean `notice`?"],
    },
    Case {
        name: "a report in the place of an upstream",
        change: |site| site.edit(COURIER, "[\"notice\"]", "[⟦\"wire\"⟧]"),
        found: &["unknown-source: notice"],
    },
    Case {
        name: "columns that no report has",
        change: |site| site.edit(EVENT, "\"herald\", \"wire\"", "⟦\"herold\"⟧, \"wire\", ⟦\"notice\"⟧"),
        found: &["unknown-source: did you mean `herald`?", "unknown-source: known: courier, herald, wire"],
    },
    Case {
        name: "a column that is listed twice",
        change: |site| site.edit(EVENT, "\"herald\", \"wire\"", "\"herald\", \"wire\", ⟦\"herald\"⟧"),
        found: &["invalid-value"],
    },
    Case {
        name: "a fact, a term and a voice of one id",
        change: |site| {
            site.edit(EVENT, "{#river .term}", "{#⟦houses⟧ .term}")
                .edit(EVENT, "{#mayor .voice}", "{#⟦houses⟧ .voice}")
                .edit(COURIER, "term:river", "fact:cause?value=rain")
                .edit(COURIER, "voice:mayor?form=indirect", "fact:help")
        },
        found: &["duplicate-id: share one set of ids", "duplicate-id: share one set of ids"],
    },
    Case {
        name: "an id that the page itself has",
        change: |site| site.append(EVENT, "\n### The glance {#⟦glance⟧ .term}\n"),
        found: &["reserved-id: choose another id"],
    },
    Case {
        name: "two absences of one fact",
        change: |site| {
            site.edit(HERALD, "[[absent]]", "[[absent]]\nfact = \"help\"\n\n[[absent]]").edit(
                HERALD,
                "\"help\"\nnear",
                "⟦\"help\"⟧\nnear",
            )
        },
        found: &["duplicate-id: keep one `[[absent]]`"],
    },
    Case {
        name: "topics without a letter or digit",
        change: |site| site.edit(EVENT, "[\"Floods\"]", "[⟦\"?\"⟧, \"Floods\", ⟦\"–  …\"⟧]"),
        found: &["invalid-slug: letter or digit", "invalid-slug"],
    },
    Case {
        name: "a topic that two events, and one event by itself, write in two ways",
        change: |site| {
            let older = "+++\ntitle = \"E\"\ndate = 2024-01-01\nsummary = \"Invented.\"\n\
                         topics = [\"Floods\", ⟦\"FLOODS\"⟧, ⟦\"Höch water\"⟧]\n+++\n";
            site.edit(EVENT, "[\"Floods\"]", "[\"Floods\", \"Höch Water\"]").file("content/events/e/index.md", older)
        },
        found: &["topic-spelling: write `Floods`", "topic-spelling: write `Höch Water`"],
    },
];
