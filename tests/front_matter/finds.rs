//! Wrong front matter: all that is wrong in a file, each in its place, with a hint.

use rashomon::{
    content::front::{self, fields::FieldKind, tree::Syntax},
    diagnostic::Code,
    export::schema::SchemaKind,
    model::TextKind,
};

use crate::{NOTHING, found_in_event, found_in_source, hints, places, text};

#[test]
fn front_matter_begins_on_the_first_line_and_ends() {
    let (front, findings) = front::page(&text("Words.\n"));
    assert!(front.is_none());
    assert_eq!(places(&findings), ["missing-front-matter 1:1"]);
    let (_, findings) = front::page(&text("\n---\ntitle: x\n---\n"));
    assert_eq!(places(&findings), ["missing-front-matter 1:1"]);
    assert_eq!(hints(&findings), ["move `---` to the very first line"]);
    let (front, findings) = front::page(&text("+++\ntitle = \"x\"\n---\n"));
    assert!(front.is_none());
    assert_eq!(places(&findings), ["malformed-front-matter 1:1 +++"]);
    assert_eq!(hints(&findings), ["end it with a line `+++`"]);
    let (front, findings) = front::page(&text("---\ntitle: x\n---"));
    assert_eq!((front.expect("front matter").body, places(&findings).len()), (16, 0));
}

#[test]
fn everything_wrong_in_an_event_is_found_at_once() {
    let toml = "+++\ndate = 2023-02-30\nsummary = 5\nplaces = \"Kosovo\"\ntopics = [\"a\", 3, \"a\"]\nsources = [\"Tass\"]\nlead = [\"a\", \"b\", \"c\", \"d\"]\ndraft = \"yes\"\naliases = [\"old\"]\nslug = \"nul.txt\"\nweather = 3\n[[corrections]]\ndate = 04.06.2023\n+++\n";
    let yaml = "---\ndate: 2023-02-30\nsummary: 5\nplaces: Kosovo\ntopics: [a, 3, a]\nsources: [Tass]\nlead: [a, b, c, d]\ndraft: yes\naliases: [old]\nslug: nul.txt\nweather: 3\ncorrections:\n  - date: 04.06.2023\n---\n";
    let wanted = [
        "missing-key",
        "invalid-date 2 2023-02-30",
        "wrong-type 3 5",
        "wrong-type 4 Kosovo",
        "wrong-type 5 3",
        "invalid-value 5 a",
        "invalid-id 6 Tass",
        "invalid-value 7 d",
        "wrong-type 8 yes",
        "invalid-value 9 old",
        "invalid-slug 10 nul.txt",
        "unknown-key 11 weather",
    ];
    for words in [toml, yaml] {
        let findings = front::event(&text(words)).1;
        let lines: Vec<String> = findings
            .iter()
            .map(|finding| {
                let words = finding.place.underlined().expect("words").trim_matches('"');
                format!("{} {} {words}", finding.code.name(), finding.place.line_column().expect("a place").0)
            })
            .collect();
        assert!(lines[0].starts_with("missing-key 1 "), "{lines:?}");
        assert_eq!(lines[1..12], wanted[1..]);
        assert!(lines[12].starts_with("missing-key 1"), "{lines:?}");
        assert_eq!(lines[13], "invalid-date 13 04.06.2023");
        assert_eq!(lines.len(), 14);
    }
}

#[test]
fn hints_say_what_to_write() {
    let hints_for = |words: &str| {
        let findings = front::source(&text(&format!("+++\noutlet = \"a\"\n{words}\n+++\n"))).1;
        hints(&findings).join(" | ")
    };
    assert_eq!(hints_for("titel = \"x\""), "did you mean `title`?");
    assert!(hints_for("weather = \"x\"").starts_with("free keys go under `[extra]`"));
    assert_eq!(hints_for("headline = 1"), "`headline` belongs under `[capture]`");
    assert_eq!(
        hints_for("[capture]\ncoded = true"),
        "`coded` is a key of the file itself: move it above the first `[table]`"
    );
    assert_eq!(hints_for("[marks]\non = [\"fact:a\"]"), "write `[[marks]]`, in double brackets");
    assert_eq!(hints_for("coded = \"true\""), "write `true` or `false` without quotation marks");
    assert_eq!(hints_for("role = \"upstraem\""), "did you mean `upstream`?");
    assert_eq!(hints_for("title = 2023"), "put it between quotation marks");
    assert_eq!(hints_for("[[absent]]"), "write for example `fact = \"some-name\"`");
    assert_eq!(hints_for("coded = True"), "write `true` or `false`");
    assert!(hints_for("published = 2023-13-01").contains("write `2023-06-04`"));
    let findings = front::page(&text("---\nwheather: 1\n---\n")).1;
    assert_eq!(hints(&findings)[0], "write for example `title: \"…\"`");
    assert!(hints(&findings)[1].starts_with("free keys go under `extra:`"));
}

#[test]
fn a_report_needs_an_outlet_and_full_text_needs_rights() {
    assert_eq!(found_in_source("+++\n+++\n"), ["missing-key 1:1 +++"]);
    assert_eq!(found_in_source("+++\noutlet = \"\"\n+++\n"), ["missing-key 2:1 outlet"]);
    assert_eq!(found_in_source("+++\nrole = \"upstream\"\n+++\n"), NOTHING);
    let full = "+++\noutlet = \"a\"\ntext = \"full\"\n+++\n";
    assert_eq!(found_in_source(full), ["missing-rights 3:8 \"full\""]);
    let (front, findings) = front::source(&text("---\noutlet: a\ntext: full\nrights: CC BY\n---\n"));
    assert_eq!(places(&findings), NOTHING);
    assert_eq!(front.expect("front matter").value.text, TextKind::Full { rights: "CC BY".to_owned() });
}

#[test]
fn values_must_be_possible() {
    let words = "+++\noutlet = \"a\"\nurl = \"www.x.org\"\narchived = \"ftp://x.org/\"\nlang = \"en_GB\"\npublished = 2023-06-04T25:00:00\nretrieved = 2023-06-04T10:00:00\n[capture]\nsha256 = \"abc\"\nheadline = 0\n+++\n";
    assert_eq!(
        found_in_source(words),
        [
            "invalid-url 3:7 \"www.x.org\"",
            "invalid-url 4:12 \"ftp://x.org/\"",
            "invalid-value 5:8 \"en_GB\"",
            "invalid-date 6:13 2023-06-04T25:00:00",
            "invalid-date 7:13 2023-06-04T10:00:00",
            "invalid-value 9:10 \"abc\"",
            "invalid-value 10:12 0",
        ]
    );
}

#[test]
fn one_unreadable_line_does_not_hide_the_others() {
    let toml = "+++\ntitle \"x\"\ndate = 2023-06-04\nsummary = “curly”\nplaces = [\"a\", \"b\n[capture\nsha = 1\n[labels]\na = \"b\nc = \"\"\n+++\n";
    assert_eq!(
        found_in_event(toml),
        [
            "malformed-front-matter 2:1 title \"x\"",
            "malformed-front-matter 4:11 “curly”",
            "malformed-front-matter 5:18",
            "malformed-front-matter 6:1 [capture",
            "malformed-front-matter 9:5 \"b",
            "invalid-value 10:5 \"\"",
        ]
    );
    let yaml = "---\ntitle: Foo: bar\ndate: 2023-06-04\nsummary: \"open\nplaces: [a,\ntopics: 1\n---\n";
    assert_eq!(
        found_in_event(yaml),
        [
            "malformed-front-matter 2:11 :",
            "malformed-front-matter 5:1",
            "malformed-front-matter 5:9 [",
            "wrong-type 6:9 1"
        ]
    );
}

#[test]
fn examples_are_right() {
    for (_, kind) in SchemaKind::NAMES {
        let tables = kind.fields().iter().filter_map(|field| field.kind.fields());
        for fields in tables.chain([kind.fields()]) {
            for field in fields.iter().filter(|field| !matches!(field.kind, FieldKind::Hash)) {
                let example = field.example(Syntax::Toml);
                let findings = front::plain_toml(&text(&example), fields).1;
                let wrong = findings.iter().find(|finding| finding.code != Code::MissingKey);
                assert!(wrong.is_none(), "{example}: {wrong:?}");
            }
        }
    }
}

#[test]
fn keys_stand_once() {
    let toml = "+++\ntitle = 'a'\ntitle = 'b'\ndate = 2023-06-04\nsummary = 's'\n[labels]\n[labels]\n+++\n";
    assert_eq!(found_in_event(toml), ["malformed-front-matter 3:1 title", "malformed-front-matter 7:2 labels"]);
    let yaml = "---\ntitle: a\ntitle: b\ndate: 2023-06-04\nsummary: s\nlabels: {x: a, x: b}\n---\n";
    assert_eq!(found_in_event(yaml), ["malformed-front-matter 3:1 title", "malformed-front-matter 6:16 x"]);
}

#[test]
fn yaml_cannot_cost_much() {
    let mut bomb = "---\na: &a [x,x,x,x,x,x,x,x,x]\n".to_owned();
    for (above, below) in "abcdefgh".chars().zip("bcdefghi".chars()) {
        bomb += &[&below.to_string(), ": &", &below.to_string(), " [", &vec![format!("*{above}"); 9].join(","), "]\n"]
            .concat();
    }
    bomb += "---\n";
    let found = found_in_event(&bomb);
    assert!(found.iter().any(|finding| finding.starts_with("malformed-front-matter")), "{found:?}");
    let deep = format!("---\na: {}\n---\n", "[".repeat(100_000));
    assert!(found_in_event(&deep).iter().any(|finding| finding.starts_with("malformed-front-matter 2:")));
    let deep = format!("+++\na = {}\n+++\n", "[".repeat(100_000));
    assert!(found_in_event(&deep).iter().any(|finding| finding.starts_with("malformed-front-matter 2:")));
}
