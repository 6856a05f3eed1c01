//! Excerpts, captures and the lock.

use super::{
    case::Case,
    support::{COURIER, COURIER_CAPTURE, EVENT, HERALD, HERALD_CAPTURE, LOCK, WIRE, WIRE_CAPTURE, captured, locked},
};

pub const CASES: &[Case] = &[
    Case {
        name: "a letter, a word and a figure that the article does not have",
        change: |_| {
            locked()
                .edit(COURIER, "[The Ouzel]", "[⟦The Ouzle⟧]")
                .edit(COURIER, "[the dam was opened]", "[⟦the dam was quickly opened⟧]")
                .edit(HERALD, "[some 50 houses]", "[⟦some 60 houses⟧]")
        },
        found: &["excerpt-not-found: line 4", "excerpt-not-found: line 5", "excerpt-not-found: line 2"],
    },
    Case {
        name: "words in the front matter that the article does not have",
        change: |_| {
            locked().edit(HERALD, "\"weeks of rain\"", "⟦\"weeks of snow\"⟧").edit(
                HERALD,
                "\"the fire brigade came\"",
                "⟦\"firemen came\"⟧",
            )
        },
        found: &["excerpt-not-found: line 1", "excerpt-not-found: line 2"],
    },
    Case {
        name: "words of which nothing near stands in the article",
        change: |_| locked().edit(WIRE, "[at least 35 homes]", "[⟦jugglers filled every square⟧]"),
        found: &["excerpt-not-found: the right source"],
    },
    Case {
        name: "a line on which the words do not stand, and one that there is not",
        change: |_| {
            locked()
                .edit(COURIER, "term:river)", "term:river?para=4)")
                .edit(COURIER, "[The Ouzel]", "[⟦The Ouzel⟧]")
                .edit(COURIER, "form=indirect)", "form=indirect&para=44)")
                .edit(COURIER, "[says the mayor]", "[⟦says the mayor⟧]")
        },
        found: &["excerpt-not-found: `para=5`", "excerpt-not-found: `para=4`"],
    },
    Case {
        name: "words of the furniture",
        change: |_| locked().edit(COURIER, "[The Ouzel]", "[⟦Share this⟧]"),
        found: &["excerpt-not-found: `furniture`"],
    },
    Case {
        name: "words that stand in the article twice",
        change: |_| {
            captured()
                .edit(COURIER_CAPTURE, "Share this page", "Help was asked for again.\nShare this page")
                .edit(COURIER, "furniture = [6]", "furniture = [7]")
                .edit(COURIER, "[Help was asked for]", "[⟦Help was asked for⟧]")
        },
        found: &["ambiguous-excerpt: `para=5`"],
    },
    Case {
        name: "words that stand on one line twice",
        change: |_| {
            captured().edit(COURIER_CAPTURE, "at noon.", "at noon. Help was asked for.").edit(
                COURIER,
                "[Help was asked for]",
                "[⟦Help was asked for⟧]",
            )
        },
        found: &["ambiguous-excerpt: mark more words"],
    },
    Case {
        name: "a headline that is not that of the capture",
        change: |_| locked().edit(COURIER, "\"Förty houses under water\"", "⟦\"Fifty houses under water\"⟧"),
        found: &["excerpt-not-found: `headline`"],
    },
    Case {
        name: "a capture with another hash than the front matter has",
        change: |_| {
            let hash = "0".repeat(64);
            locked().edit(COURIER, "[capture]", &format!("⟦[capture]⟧\nsha256 = \"{hash}\""))
        },
        found: &["capture-changed: SHA-256"],
    },
    Case {
        name: "lines of the front matter that the capture does not have",
        change: |_| {
            locked().edit(COURIER, "[capture]", "⟦[capture]⟧").edit(COURIER, "furniture = [6]", "furniture = [6, 7]")
        },
        found: &["missing-line: not empty"],
    },
    Case {
        name: "excerpts that publish too much of an article",
        change: |_| locked().edit(WIRE_CAPTURE, " More is not known at this hour, says the agency.", "").without(LOCK),
        found: &[
            "missing-lock @content/events/flood/evidence.lock: commit",
            "large-share @content/events/flood/wire.md: three words",
        ],
    },
    Case {
        name: "captures without a lock",
        change: |_| captured(),
        found: &["missing-lock @content/events/flood/evidence.lock: rashomon verify flood"],
    },
    Case {
        name: "neither lock nor captures",
        change: |_| {
            captured()
                .without(COURIER_CAPTURE)
                .without(HERALD_CAPTURE)
                .without(WIRE_CAPTURE)
                .without("captures/flood/notice.txt")
        },
        found: &["unverified-excerpts @content/events/flood/index.md: captures/flood/courier.txt"],
    },
    Case {
        name: "a lock that is older than a mark",
        change: |_| locked().without(HERALD_CAPTURE).edit(HERALD, "[heavy rain]", "[the heavy rain]"),
        found: &["stale-lock @content/events/flood/evidence.lock: rashomon verify flood"],
    },
    Case {
        name: "a lock that is older than the furniture",
        change: |_| locked().without(COURIER_CAPTURE).edit(COURIER, "captions = [2]", "captions = []"),
        found: &["stale-lock @content/events/flood/evidence.lock: captures at hand"],
    },
    Case {
        name: "a lock that the captures contradict",
        change: |_| locked().edit(HERALD_CAPTURE, "After weeks", "Now, after weeks"),
        found: &["stale-lock @content/events/flood/evidence.lock: commit the lock"],
    },
    Case {
        name: "a lock that is none",
        change: |_| locked().edit(LOCK, "version = 1", "version = ⟦x1⟧"),
        found: &["malformed-lock: writes it anew"],
    },
    Case {
        name: "a lock of another version",
        change: |_| locked().edit(LOCK, "version = 1", "version = 2"),
        found: &["malformed-lock @content/events/flood/evidence.lock: writes it anew"],
    },
    Case {
        name: "a full text that is not that of its capture",
        change: |_| {
            locked()
                .edit(WIRE, "---\n\nEärly count: ", "text: full\nrights: Invented.\n---\n\nAn early ⟦tally⟧ has ")
                .edit(WIRE, "hedges).", "hedges). More is not known at this hour, says the agency.")
        },
        found: &["full-text-differs: `furniture`"],
    },
    Case {
        name: "two main marks for one fact",
        change: |_| {
            locked().edit(
                COURIER,
                "[forty houses](fact:houses?value=40)",
                "[forty houses](fact:houses?value=40&main=true), [forty houses](fact:houses?value=40&main=⟦true⟧)",
            )
        },
        found: &["two-main-marks: keep `main`"],
    },
    Case {
        name: "main where there is no fact, and a word that is neither true nor false",
        change: |_| {
            locked()
                .edit(COURIER, "term:river)", "term:river?main=⟦true⟧)")
                .edit(COURIER, "value=40", "value=40&main=⟦yes⟧")
                .edit(EVENT, "summary =", "summary =")
        },
        found: &["invalid-value: main=true", "misplaced-parameter: marks on a fact"],
    },
];
