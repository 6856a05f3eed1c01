//! Marks: their grammar, their parameters, their values.

use super::{
    case::Case,
    support::{ABOUT, COURIER, EVENT, HERALD, WIRE, event},
};

pub const CASES: &[Case] = &[
    Case {
        name: "marks whose brackets do not meet, and words that only look like one",
        change: |site| {
            site.append(
                COURIER,
                "\nThe [open mark⟦(fact:houses?value=3)⟧ and [two] ⟦(fact:houses)⟧, but (fact: a point) and `(fact:code)`.\n",
            )
        },
        found: &["malformed-mark: nothing between the brackets", "malformed-mark: nothing between the brackets"],
    },
    Case {
        name: "a parameter that marks do not have",
        change: |site| site.edit(COURIER, "houses?value=40", "houses?⟦valeu⟧=40"),
        found: &["unknown-parameter: did you mean `value`?"],
    },
    Case {
        name: "words that are no stance, qualifier or form",
        change: |site| {
            site.edit(COURIER, "form=indirect", "form=⟦indirekt⟧")
                .edit(HERALD, "qualifier=about", "qualifier=⟦abaut⟧")
                .edit(WIRE, "stance=hedges", "stance=⟦hedge⟧")
        },
        found: &["unknown-form: `indirect`", "unknown-qualifier: `about`", "unknown-stance: `hedges`"],
    },
    Case {
        name: "the same mistakes in the front matter",
        change: |site| {
            site.edit(
                HERALD,
                "on = [\"frame:cause\"]",
                "on = [\"fact:houses\", \"voice:mayor\"]\nstance = ⟦\"deny\"⟧\nvalue = ⟦\"fifty\"⟧\nqualifier = ⟦\"circa\"⟧\nform = ⟦\"loud\"⟧",
            )
        },
        found: &[
            "unknown-stance: states, attributes, hedges, disputes",
            "invalid-reading: no grouping",
            "unknown-qualifier: more-than",
            "unknown-form: direct, indirect, scare",
        ],
    },
    Case {
        name: "a value that is no number where the fact has a unit",
        change: |site| site.edit(COURIER, "value=40", "value=⟦forty⟧").edit(HERALD, "value=50", "value=⟦1,050⟧"),
        found: &["invalid-reading: 30-35", "invalid-reading: no grouping"],
    },
    Case {
        name: "a range that falls",
        change: |site| site.edit(COURIER, "value=40", "value=⟦45-40⟧"),
        found: &["invalid-reading: 30-35"],
    },
    Case {
        name: "a value with a space where the fact has no unit",
        change: |site| site.edit(HERALD, "value=rain", "value=⟦heavy%20rain⟧"),
        found: &["invalid-reading: joined by hyphens"],
    },
    Case {
        name: "a destination with a space",
        change: |site| site.edit(HERALD, "](fact:cause?value=rain)", "⟦](fact:cause?value=heavy rain)⟧"),
        found: &["malformed-mark: needs `<…>`"],
    },
    Case {
        name: "a mark within a mark",
        change: |site| {
            site.edit(
                HERALD,
                "[heavy rain](fact:cause?value=rain)",
                "[heavy [rain](fact:cause?value=rain) again⟦](fact:houses?value=3)⟧",
            )
        },
        found: &["malformed-mark: `[[marks]]`"],
    },
    Case {
        name: "a mark whose words have one bracket too many",
        change: |site| {
            site.edit(HERALD, "[heavy rain](fact:cause?value=rain)", "heavy] rain⟦](fact:cause?value=rain)⟧")
        },
        found: &["malformed-mark: must balance"],
    },
    Case {
        name: "a mark in a block of raw HTML, where there is no Markdown",
        change: |site| site.append(HERALD, "\n<div>\n[more rain⟦](fact:cause?value=rain)⟧\n</div>\n"),
        found: &["malformed-mark: empty line"],
    },
    Case {
        name: "marks that the page does not get: in a note without reference, in an attribute that is left open",
        change: |site| {
            site.append(HERALD, "\n[^9]: ⟦[Again](fact:houses)⟧.\n")
                .append(WIRE, "\n<div title=\"\n\n⟦[Again](fact:houses)⟧\n\n<div\">\n")
        },
        found: &["malformed-mark: footnote", "malformed-mark: raw HTML"],
    },
    Case {
        name: "marks without id, without scheme, with one id twice",
        change: |site| {
            site.edit(COURIER, "fact:houses", "⟦fact:⟧").edit(COURIER, "term:river", "term:river+⟦trem:river⟧").edit(
                WIRE,
                "fact:houses",
                "fact:houses+⟦houses⟧",
            )
        },
        found: &["malformed-mark: `scheme:id`", "malformed-mark: fact, term, voice, frame", "malformed-mark: keep one"],
    },
    Case {
        name: "an id twice in several entries of the front matter",
        change: |site| site.edit(HERALD, "[\"frame:cause\"]", "[\"frame:cause\", \"frame:⟦cause⟧+remedy\"]"),
        found: &["malformed-mark: keep one"],
    },
    Case {
        name: "a scheme whose first id is missing holds for the next",
        change: |site| site.edit(COURIER, "fact:houses", "⟦fact:⟧+houses"),
        found: &["malformed-mark: `scheme:id`"],
    },
    Case {
        name: "a day that no month has",
        change: |site| site.edit(HERALD, "value=rain", "value=⟦2024-02-30⟧"),
        found: &["invalid-reading: 2023-06-04"],
    },
    Case {
        name: "a qualifier of a word and of a day",
        change: |site| {
            site.edit(HERALD, "value=rain", "value=rain&qualifier=⟦about⟧").edit(
                COURIER,
                "[forty houses]",
                "[in March](fact:cause?value=2024-03-02&qualifier=⟦at-most⟧) [forty houses]",
            )
        },
        found: &["misplaced-parameter: belongs to a number", "misplaced-parameter: belongs to a number"],
    },
    Case {
        name: "parameters without value or twice",
        change: |site| site.edit(COURIER, "value=40", "⟦value⟧").edit(HERALD, "qualifier=about", "⟦value⟧=51"),
        found: &["malformed-mark: `key=value`", "malformed-mark: keep one"],
    },
    Case {
        name: "counts that are none",
        change: |site| {
            site.edit(COURIER, "form=indirect", "words=⟦many⟧").edit(HERALD, "value=rain", "value=rain&para=⟦0⟧")
        },
        found: &["invalid-value: whole number from 1", "invalid-value: whole number from 1"],
    },
    Case {
        name: "parameters of facts and frames on a term",
        change: |site| {
            site.edit(
                COURIER,
                "term:river",
                "term:river?value=⟦3⟧&qualifier=⟦about⟧&stance=⟦hedges⟧&by=⟦mayor⟧&form=⟦direct⟧",
            )
        },
        found: &[
            "misplaced-parameter: marks on a fact",
            "misplaced-parameter: `value`",
            "misplaced-parameter: fact or frame",
            "misplaced-parameter: fact or frame",
            "misplaced-parameter: marks on a voice",
        ],
    },
    Case {
        name: "the length of a quotation on a fact",
        change: |site| site.edit(COURIER, "fact:help", "⟦fact:help?words=4⟧"),
        found: &["misplaced-parameter: marks on a voice"],
    },
    Case {
        name: "a qualifier without value, an attribution that is stated",
        change: |site| {
            site.edit(WIRE, "value=35&qualifier=at-least", "qualifier=⟦at-least⟧").edit(
                COURIER,
                "by=mayor",
                "by=⟦mayor⟧&stance=states",
            )
        },
        found: &["misplaced-parameter: drop `stance=states`", "misplaced-parameter: `value`"],
    },
    Case {
        name: "a mark without words",
        change: |site| site.edit(COURIER, "[forty houses](fact:houses?value=40)", "⟦[ ](fact:houses?value=40)⟧"),
        found: &["empty-excerpt: between the square brackets"],
    },
    Case {
        name: "marks without words in a full text",
        change: |_| {
            let full = "text = \"full\"\nrights = \"Ours.\"\ncoded = true\n";
            let body = "Some [⟦—⟧](fact:f), [⟦\u{ad}⟧](term:t), ⟦[](term:t)⟧ and ⟦[ ](term:t)⟧.";
            event("### F? {#f .fact}\n\n### T {#t .term}").report("note", full, body)
        },
        found: &["empty-excerpt", "empty-excerpt", "empty-excerpt", "empty-excerpt"],
    },
    Case {
        name: "a mark of the front matter without words",
        change: |site| site.edit(HERALD, "\"weeks of rain\"", "⟦\" \"⟧"),
        found: &["invalid-value"],
    },
    Case {
        name: "an excerpt of thirteen words where twelve are allowed",
        change: |site| {
            site.edit(
                COURIER,
                "forty houses",
                "⟦one two three four five six seven eight nine ten eleven twelve thirteen⟧",
            )
        },
        found: &["long-excerpt: […]"],
    },
    Case {
        name: "a long excerpt in the front matter",
        change: |site| {
            site.edit(HERALD, "\"weeks of rain\"", "⟦\"weeks of rain and rain and rain and rain and rain and rain\"⟧")
        },
        found: &["long-excerpt: mark fewer words"],
    },
    Case {
        name: "a fact that is marked and said to be absent",
        change: |site| site.edit(HERALD, "fact = \"help\"", "fact = ⟦\"houses\"⟧"),
        found: &["marked-and-absent: take away"],
    },
    Case {
        name: "marks in the editor's notes and on a page",
        change: |site| {
            site.edit(EVENT, "Counted street by street.", "Counted ⟦[street by street](fact:houses)⟧.")
                .append(ABOUT, "⟦[Words](term:river)⟧\n")
        },
        found: &["malformed-mark: in the file of a source", "malformed-mark: in the file of a source"],
    },
];
