//! Templates of the site's own that fail.

use super::case::Case;

pub const CASES: &[Case] = &[
    Case {
        name: "filters and components that nobody has, all at once",
        change: |site| site.file("templates/page.html", "Ä {{ page.title | ⟦nofilter⟧ }}\n\n{{ ⟦<nothing />⟧ }}\n"),
        found: &["template-syntax: theme guide", "template-syntax: theme guide"],
    },
    Case {
        name: "filters that nobody has, in a line that looks like a report of them",
        change: |site| {
            let page = "<p>error: x^2 {{ page.title | ⟦nofilter⟧ }} --> 1 {{ page.title | ⟦noother⟧ }}</p>\n";
            site.file("templates/page.html", page)
        },
        found: &["template-syntax: theme guide", "template-syntax: theme guide"],
    },
    Case {
        name: "a template that cannot be parsed",
        change: |site| site.file("templates/page.html", "<p>Ä</p>\n{{ ⟦%⟧ }}\n"),
        found: &["template-syntax: Tera"],
    },
    Case {
        name: "a filter that nobody has, where no page leads to",
        change: |site| {
            let parts = "{% component c(x, brief = false) %}{{ x }}{% if brief %}{{ x | ⟦nofilter⟧ }}{% endif %}{% endcomponent c %}";
            site.file("templates/parts.html", parts).file("templates/page.html", "{{ <c x={page.title} /> }}")
        },
        found: &["template-syntax: theme guide"],
    },
    Case {
        name: "a component that does not end",
        change: |site| {
            let page = "{% component c(x) %}{{ x }}{% endcomponent ⟦d⟧ %}{{ <c x={page.title} /> }}";
            site.file("templates/page.html", page)
        },
        found: &["template-syntax: Tera"],
    },
    Case {
        name: "a branch that nothing leads to and that does not end",
        change: |site| site.file("templates/page.html", "{% if false %}Ä{% ⟦endfor⟧ %}"),
        found: &["template-syntax: Tera"],
    },
    Case {
        name: "a value of another type than the default of a small component",
        change: |site| {
            let parts = "{% component c(x = false) %}{{ x }}{% endcomponent c %}";
            site.file("templates/parts.html", parts).file("templates/page.html", "{{ ⟦<c x=\"false\" />⟧ }}")
        },
        found: &["template-error: `if`"],
    },
    Case {
        name: "a template with a variable that its page does not have",
        change: |site| site.file("templates/page.html", "<p>Ä</p>\n<p>ö {{ ⟦titel⟧ }}</p>\n"),
        found: &["template-error: `if`"],
    },
    Case {
        name: "a template that extends one that is not there",
        change: |site| site.file("templates/page.html", "{% extends \"frame.html\" %}\n"),
        found: &["template-syntax @-: rashomon theme"],
    },
    Case {
        name: "a template that includes itself",
        change: |site| site.file("templates/page.html", "{% include \"page.html\" %}\n"),
        found: &["template-syntax @templates/page.html: rashomon theme"],
    },
    Case {
        name: "words that are no TOML",
        change: |site| site.file("templates/words.toml", "[en]\ndraft = \"ö\"\nnote = ⟦Note⟧\n"),
        found: &["malformed-front-matter: TOML"],
    },
];
