//! Markdown: links, pictures, footnotes, raw HTML.

use super::{
    case::Case,
    support::{ABOUT, COURIER, EVENT, HERALD, HOME, PROFILE},
};

pub const CASES: &[Case] = &[
    Case {
        name: "a picture whose name an address cannot hold",
        change: |site| site.append(HOME, "⟦![A dam](fig%231.png)⟧\n").file("content/fig#1.png", "x"),
        found: &["missing-image: rename the picture"],
    },
    Case {
        name: "a link to a file that is not there",
        change: |site| site.append(ABOUT, "[Us](⟦abaut.md⟧), [paper](⟦paper.pdf⟧)\n"),
        found: &["broken-link: check the name", "broken-link: Markdown file of the site"],
    },
    Case {
        name: "a link to an anchor that is not there",
        change: |site| {
            site.append(ABOUT, "## Our rules\n\n[Rules](⟦#our-rule⟧)\n").append(HOME, "[Rules](⟦about.md#rules⟧)\n")
        },
        found: &["broken-link: did you mean `our-rules`?", "broken-link: known: our-rules"],
    },
    Case {
        name: "a link to an address that no page has",
        change: |site| site.append(HOME, "[About](⟦/abaut/⟧), [fine](/about/), [no](⟦/about/#x⟧), [half](⟦/about⟧)\n"),
        found: &["broken-link: end with `/`", "broken-link: id of a heading", "broken-link: end with `/`"],
    },
    Case {
        name: "a link to an anchor of another event",
        change: |site| {
            site.file(
                "content/events/fire/index.md",
                "+++\ntitle = \"F\"\ndate = 2024-03-03\nsummary = \"S\"\n+++\n\n\
                 [Houses](../flood/index.md#houses), [homes](⟦../flood/index.md#homes⟧), [c](⟦../flood/courier.md#top⟧)\n",
            )
        },
        found: &["broken-link: id of a heading", "broken-link: id of a heading"],
    },
    Case {
        name: "a link to a draft",
        change: |site| site.edit(ABOUT, "title", "draft = true\ntitle").edit(PROFILE, "../about.md", "⟦../about.md⟧"),
        found: &["broken-link: a draft has no page"],
    },
    Case {
        name: "links to where no link may lead",
        change: |site| {
            site.append(
                ABOUT,
                "[a](⟦javascript:alert(1)⟧), [b](⟦JaVaScRiPt:alert(2)⟧), [c](⟦data:text/html,x⟧), [d](⟦//evil.example/⟧), \
                 [e](⟦../../etc/passwd⟧), <⟦ftp://example.org/⟧>\n",
            )
        },
        found: &[
            "forbidden-link: https",
            "forbidden-link: https",
            "forbidden-link: https",
            "forbidden-link: https",
            "forbidden-link: https",
            "forbidden-link: https",
        ],
    },
    Case {
        name: "a forbidden link in a reference, whose address stands elsewhere",
        change: |site| site.append(ABOUT, "⟦[a][1]⟧\n\n[1]: vbscript:x\n"),
        found: &["forbidden-link: https"],
    },
    Case {
        name: "pictures that are missing, damaged, elsewhere or none",
        change: |site| {
            site.file("content/broken.png", "no picture").append(
                ABOUT,
                "⟦![A map](map.png)⟧ ⟦![A map](broken.png)⟧ ⟦![A map](https://example.org/map.png)⟧ \
                 ⟦![A map](data:image/png;base64,AA)⟧ ⟦![A map](../../map.png)⟧ ⟦![A map](map.svg)⟧\n",
            )
        },
        found: &[
            "missing-image: save the picture beside the file",
            "missing-image: save it again",
            "missing-image: readers' browsers ask no other host",
            "missing-image: readers' browsers ask no other host",
            "missing-image: by its relative path",
            "missing-image: png, jpg",
        ],
    },
    Case {
        name: "a picture without alternative text",
        change: |site| {
            let gif = *b"GIF89a\x02\x00\x03\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff";
            site.file("content/dot.gif", gif).append(ABOUT, "⟦![ ](dot.gif)⟧\n")
        },
        found: &["missing-alt-text: what the picture shows"],
    },
    Case {
        name: "footnotes that are not written",
        change: |site| site.append(COURIER, "One⟦[^1]⟧, two[^2].\n\n[^2]: Written⟦[^three]⟧.\n"),
        found: &["missing-footnote: `[^1]: `", "missing-footnote: `[^three]: `"],
    },
    Case {
        name: "raw HTML that nests too deep",
        change: |site| site.append(ABOUT, &format!("\n⟦{}⟧\n", "<div>".repeat(129))),
        found: &["deep-html: close elements"],
    },
    Case {
        name: "raw HTML that nests too deep, although all of it is closed again",
        change: |site| site.append(ABOUT, &format!("\n⟦{}x{}⟧\n", "<div>".repeat(129), "</div>".repeat(129))),
        found: &["deep-html: close elements"],
    },
    Case {
        name: "raw HTML that nests too deep behind wrong closing tags",
        change: |site| site.append(ABOUT, &format!("\n⟦{}⟧\n", "<div></b>".repeat(129))),
        found: &["deep-html: close elements"],
    },
    Case {
        name: "what looks like a mark or a note, in code, escaped, or in a picture's text",
        change: |site| {
            site.file("static/highlight.css", "")
                .append(HERALD, "\n`[a](fact:x y)` `[^7]` \\[^8] [a\\](fact:x y)\n\n    [b](fact:x y) [^9]\n")
                .append(EVENT, "\n```\n[c](fact:x y)\n```\n")
        },
        found: &[],
    },
];
