//! Markdown on the page: what each feature becomes, in the notes of an event, in a report, on a page.

use super::{
    anchors::assert_anchors,
    golden,
    support::{ABOUT, Built, HERALD, event, site, text},
};

const GIF: [u8; 19] = *b"GIF89a\x02\x00\x03\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff";

/// Everything that Markdown has, once.
const FEATURES: &str = "\
## A heading

### Another *heading*

### Another heading

| left | centre | right | plain |
|:-----|:------:|------:|-------|
| a    | b      | c     | d     |

A note[^first], again[^first], and another[^2].

~~Struck out~~ and **bold** and `code`.

Term
: Its definition.

1. One
2. Two
   - deeper

![A small dot](../pictures/dot.gif \"The dot\")

[The about page](../about.md#a-heading), [a report](../events/flood/herald.md), [by address](/outlets/herald/), \
[elsewhere](https://example.org/?a=b&c=d), <mailto:a@example.org>

```rust
fn main() { println!(\"<&>\"); }
```

```klingon
<Qapla'>
```

[^first]: The first note, with [a link](../about.md).
[^2]:
    The second note.

    - of two paragraphs
";

/// The features on an ordinary page, in a report and in the notes of an event.
fn built() -> Built {
    let elsewhere = FEATURES.replace("../", "../../");
    let page = "+++\ntitle = \"Guide\"\n+++\n\n";
    site()
        .file("static/highlight.css", "")
        .file("content/pictures/dot.gif", GIF)
        .append(ABOUT, "\n## A heading\n")
        .file("content/guide/all.md", format!("{page}{FEATURES}"))
        .append(HERALD, &format!("\n{elsewhere}"))
        .append(super::support::EVENT, &format!("\n{elsewhere}"))
        .build()
}

const PAGE: &str = "guide/all/index.html";
const EVENT: &str = "events/flood/index.html";
const SOURCE: &str = "events/flood/herald/index.html";

#[test]
fn pages_reports_and_notes_show_the_same_text() {
    golden("markdown-page", &built().text(PAGE));
    golden("markdown-source", &built().text(SOURCE));
}

#[test]
fn no_page_has_an_inline_style_or_script() {
    for (path, html) in built().pages() {
        for attribute in ["style", "onclick", "onload", "onerror"] {
            assert!(text::attributes(html, attribute).is_empty(), "{attribute} in {path}");
        }
        assert!(!html.contains("<style"), "{path}");
    }
}

#[test]
fn the_cells_of_a_table_are_aligned_by_classes() {
    for page in [PAGE, EVENT, SOURCE] {
        let built = built();
        let html = built.page(page);
        assert!(
            html.contains(
                "<th scope=\"col\" class=\"a-left\">left</th><th scope=\"col\" class=\"a-center\">centre</th>"
            ),
            "{page}"
        );
        assert!(html.contains("<td class=\"a-right\">c</td><td>d</td>"), "{page}");
    }
}

#[test]
fn ids_are_unique_on_every_page_and_every_anchor_leads_to_one() {
    assert_anchors(&built());
}

#[test]
fn footnotes_lead_there_and_back_and_carry_their_report() {
    let built = built();
    for (page, prefix) in [(PAGE, ""), (EVENT, ""), (SOURCE, "herald.")] {
        let html = built.page(page);
        let reference = format!("id=\"{prefix}ref.1\"><a href=\"#{prefix}note.1\">1</a></sup>");
        assert_eq!(html.matches(&reference).count(), 1, "{page}");
        // The second mention leads to the note, and the note leads back to the first.
        assert_eq!(html.matches(&format!("<a href=\"#{prefix}note.1\">1</a></sup>")).count(), 2, "{page}");
        assert!(html.contains(&format!(
            "id=\"{prefix}note.1\"><span class=\"footnote-label\"><a href=\"#{prefix}ref.1\">1</a>"
        )));
        assert!(html.contains(&format!("id=\"{prefix}note.2\"")));
    }
    let event = built.page(EVENT);
    assert!(event.contains("id=\"herald.note.1\"") && event.contains("id=\"note.1\""), "both files stand on one page");
}

#[test]
fn headings_have_anchors_and_move_down_below_those_of_their_page() {
    let built = built();
    let page = built.page(PAGE);
    assert!(page.contains("<h2 id=\"a-heading\">A heading</h2>"));
    assert!(page.contains("<h3 id=\"another-heading\">Another <em>heading</em></h3>"));
    assert!(page.contains("<h3 id=\"another-heading-2\">Another heading</h3>"));
    assert!(built.page(SOURCE).contains("<h3 id=\"herald.a-heading\">A heading</h3>"));
    assert!(built.page(EVENT).contains("<h3 id=\"herald.a-heading\">A heading</h3>"));
}

#[test]
fn pictures_have_their_size_and_their_text() {
    let built = built();
    for (page, src) in
        [(PAGE, "../../pictures/dot.gif"), (EVENT, "../../pictures/dot.gif"), (SOURCE, "../../../pictures/dot.gif")]
    {
        let tag = format!(
            "<img src=\"{src}\" width=\"2\" height=\"3\" alt=\"A small dot\" title=\"The dot\" loading=\"lazy\">"
        );
        assert!(built.page(page).contains(&tag), "{page}");
    }
    assert_eq!(built.files["pictures/dot.gif"], GIF);
}

#[test]
fn links_between_files_become_links_between_pages() {
    let built = built();
    for (page, about, herald, outlet) in [
        (PAGE, "../../about/#a-heading", "../../events/flood/herald/", "../../outlets/herald/"),
        (EVENT, "../../about/#a-heading", "herald/", "../../outlets/herald/"),
        (SOURCE, "../../../about/#a-heading", "./", "../../../outlets/herald/"),
    ] {
        let html = built.page(page);
        assert!(
            html.contains(&format!("<a href=\"{about}\">The about page</a>, <a href=\"{herald}\">a report</a>")),
            "{page}"
        );
        assert!(html.contains(&format!("<a href=\"{outlet}\">by address</a>")), "{page}");
        assert!(html.contains("<a href=\"https://example.org/?a=b&amp;c=d\">elsewhere</a>"), "{page}");
    }
}

#[test]
fn code_is_coloured_by_classes_and_shown_as_written() {
    let built = built();
    for page in [PAGE, EVENT, SOURCE] {
        let html = built.page(page);
        assert!(html.contains("<pre class=\"z-code\" tabindex=\"0\"><code><span class=\"z-source z-rust\">"), "{page}");
        assert!(html.contains("&lt;&amp;&gt;"), "{page}");
        assert!(html.contains("<code>&lt;Qapla&#39;&gt;\n</code>"), "an unknown language is plain: {page}");
        assert!(built.text(page).contains("fn main() { println!(\"<&>\"); }"), "{page}");
    }
}

#[test]
fn struck_words_and_definitions_are_elements() {
    for page in [PAGE, EVENT, SOURCE] {
        let built = built();
        let html = built.page(page);
        assert!(html.contains("<del>Struck out</del> and <strong>bold</strong>"), "{page}");
        assert!(html.contains("<dt>Term</dt>\n<dd>Its definition.</dd>"), "{page}");
    }
}

#[test]
fn headings_within_lists_and_quotations_stay_there() {
    let inside = "\n> ## Said\n>\n> so\n\n- ### Listed\n\nNote[^9].\n\n[^9]: ## Houses\n\n    In a footnote.\n";
    let built = site().append(super::support::EVENT, inside).build();
    let html = built.page(EVENT);
    assert!(html.contains("<blockquote>\n<h2>Said</h2>\n<p>so</p>\n</blockquote>"));
    assert!(html.contains("<h3>Listed</h3>\n</li>"));
    assert_anchors(&built);
}

/// Raw HTML that must not arrive as it is.
const RAW: &str = "\
<div id=\"main\" class=\"mark\" style=\"position:fixed\" onclick=\"alert(1)\">\n\n[kept words](fact:f)\n\n\
<script>alert(2)</script><style>* { display: none }</style><iframe src=\"//evil.example\"></iframe>\n\
<img src=x onerror=alert(3)><svg onload=alert(4)></svg>\n\n\
<a href=\"javascript:alert(5)\">bad</a> <q cite=\"javascript:alert(6)\">said</q> <a href=\" https://example.org/\">fine</a> <u>under\n\n\
<form action=\"/x\"><input name=a></form> <details><summary>More</summary>folded</details> <b title=\"T\">bold</b>";

#[test]
fn raw_html_is_cleaned_and_marks_stay() {
    let built = event("### F {#f .fact}").report("a", "", RAW).build();
    for path in ["events/e/a/index.html", "events/e/index.html"] {
        let html = built.page(path);
        assert!(built.text(path).contains("kept words") && html.contains("class=\"mark\""), "{path}");
        for evil in [
            "alert(",
            "onclick",
            "onerror",
            "onload",
            "position:fixed",
            "display: none",
            "evil.example",
            "<form",
            "<input",
            "<iframe",
        ] {
            assert!(!html.contains(evil), "{evil} in {path}");
        }
        assert_eq!(html.matches("id=\"main\"").count(), 0, "{path}");
        assert!(html.contains("<details><summary>More</summary>folded</details> <b title=\"T\">bold</b>"), "{path}");
        assert_eq!(html.matches("<u>").count(), html.matches("</u>").count(), "{path}");
        assert_eq!(html.matches("<div").count(), html.matches("</div>").count(), "{path}");
    }
}

#[test]
fn raw_html_in_a_footnote_is_cleaned_wherever_the_note_is_written() {
    let notes = "Opening[^1].\n\n### F {#f .fact}\n\nNote.\n\n[^1]: Beware <script>alert(1)</script><b onclick=alert(2)>this</b>.";
    let built = event(notes).report("a", "", "").build();
    let html = built.page("events/e/index.html");
    assert!(html.contains("Beware") && html.contains("<b>this</b>"));
    assert!(!html.contains("alert("));
}

#[test]
fn links_stay_links_beside_raw_html() {
    let body = "<b>x</b> [upper](HTTPS://example.org/) [mail](mailto:a@example.org) [here](#f) [about](about.md) [site](/about/)\n\n## F\n";
    let built = site().file("content/guide.md", format!("+++\ntitle = \"G\"\n+++\n\n{body}")).build();
    let html = built.page("guide/index.html");
    for link in [
        "href=\"HTTPS://example.org/\"",
        "href=\"mailto:a@example.org\"",
        "href=\"#f\"",
        "href=\"../about/\">about",
        "href=\"../about/\">site",
    ] {
        assert!(html.contains(link), "{link}");
    }
}

#[test]
fn an_ordinary_note_stands_among_the_facts_where_it_was_written() {
    let built = event("## G\n\nFirst words.\n\n### F {#f .fact}\n\n### A note\n\nIn between.\n\n### H {#h .fact}\n\n## N {#n-group}\n\n### T {#t .term}")
        .report("a", "", "[x](fact:f)")
        .build();
    let html = built.page("events/e/index.html");
    let grid = &html[html.find("<table class=\"synopsis\"").unwrap()..];
    let places = ["First words.", "id=\"f\"", "In between.", "id=\"h\"", "id=\"n-group\""];
    let found: Vec<usize> =
        places.iter().map(|words| grid.find(words).unwrap_or_else(|| panic!("no {words}"))).collect();
    assert!(found.is_sorted(), "{found:?}");
}
