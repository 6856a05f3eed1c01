//! Headings that declare facts, terms and voices.

use super::{case::Case, support::EVENT};

pub const CASES: &[Case] = &[
    Case {
        name: "a class that headings do not have",
        change: |site| site.append(EVENT, "\n### When? {#when .⟦fakt⟧}\n"),
        found: &["malformed-heading: did you mean `fact`?"],
    },
    Case {
        name: "an attribute that headings do not have",
        change: |site| site.append(EVENT, "\n### When? {#when .fact ⟦sinse⟧=2024-03-02}\n"),
        found: &["malformed-heading: did you mean `since`?"],
    },
    Case {
        name: "a fact without id",
        change: |site| site.append(EVENT, "\n⟦### When did it rain? {.fact}⟧\n"),
        found: &["malformed-heading: `{#when-did-it-rain .fact}`"],
    },
    Case {
        name: "a heading that is two things",
        change: |site| site.append(EVENT, "\n### When? {#when .fact .⟦term⟧}\n"),
        found: &["malformed-heading: keep one"],
    },
    Case {
        name: "a unit that is empty, a unit of a term",
        change: |site| {
            site.append(EVENT, "\n### When? {#when .fact ⟦unit⟧=}\n\n### The dam {#dam .term ⟦unit⟧=dams}\n")
        },
        found: &["malformed-heading: `unit=people`", "malformed-heading: make the heading a `.fact`"],
    },
    Case {
        name: "ids that are none",
        change: |site| site.append(EVENT, "\n### When? {#⟦When⟧ .fact}\n\n### The dåm {#⟦dåm⟧ .term}\n"),
        found: &["invalid-id: lower-case letters", "invalid-id: lower-case letters"],
    },
    Case {
        name: "a heading that declares a fact within a list or quotation",
        change: |site| site.append(EVENT, "\n> ⟦### When? {#when .fact}⟧\n\n- ⟦### Where? {#where}⟧\n"),
        found: &["malformed-heading: at the start of its line", "malformed-heading: at the start of its line"],
    },
    Case {
        name: "an ordinary heading with the id of a fact",
        change: |site| site.append(EVENT, "\n## Sources {#⟦houses⟧}\n"),
        found: &["duplicate-id: leave it out"],
    },
    Case {
        name: "an ordinary heading with an id of the page",
        change: |site| site.append(EVENT, "\n## Sources {#⟦made⟧}\n"),
        found: &["duplicate-id: leave it out"],
    },
    Case {
        name: "a mark, a link, a footnote and a picture in a heading",
        change: |site| {
            site.append(
                EVENT,
                "\n### ⟦[When](fact:houses)⟧? {#when .fact}\n\n### *The ⟦[dam](https://example.org/)⟧* {#dam .term}\n\n\
                 ### The warden⟦[^1]⟧ {#warden .voice}\n\n## Rain ⟦![`a`](a.png)⟧\n\n[^1]: Unnamed.\n\n## `[a](fact:x y)`\n",
            )
        },
        found: &[
            "malformed-heading: below the heading",
            "malformed-heading: below the heading",
            "malformed-heading: below the heading",
            "malformed-heading: below the heading",
        ],
    },
    Case {
        name: "a unit or a day on a heading that declares nothing",
        change: |site| site.append(EVENT, "\n## When? {⟦unit⟧=people}\n\n### Where? {⟦since⟧=2024-03-02}\n"),
        found: &["malformed-heading: make the heading a `.fact`", "malformed-heading: make the heading a `.fact`"],
    },
];
