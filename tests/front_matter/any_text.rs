//! Whatever stands between the fences, reading it neither panics nor names a place outside the file.

use proptest::prelude::*;
use rashomon::{
    content::front::{self, FrontMark},
    diagnostic::{Finding, Place, SourceText},
};

/// Pieces of which front matter is made, right and wrong.
const PIECES: &[&str] = &[
    "title",
    "date",
    "summary",
    "outlet",
    "marks",
    "labels",
    "extra",
    "on",
    "quote",
    "=",
    ":",
    ": ",
    " = ",
    "\n",
    "\r\n",
    "\n\n",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    ",",
    ".",
    "#",
    "- ",
    "\n- ",
    "\n  - ",
    "  ",
    "\t",
    "2023-06-04",
    "2023-02-30",
    "T10:00",
    "1",
    "0x1F",
    "1_000",
    "-",
    "+",
    "nan",
    "true",
    "null",
    "~",
    "&a ",
    "*a",
    "<<",
    "|",
    ">",
    "? ",
    "!!int ",
    "!x ",
    "---",
    "+++",
    "…",
    "é",
    "\u{feff}",
    "\u{0}",
    "\u{2028}",
    "\\",
    "\\u00",
    "%",
    "@",
    "`",
    "[[marks]]\n",
    "[capture]\n",
    "title = \"x\"\n",
    "title: x\n",
    "on = [\"a\"]\n",
    "[a.b]\n",
    "a.b = 1\n",
];

fn anything() -> impl Strategy<Value = String> {
    let bytes =
        prop::collection::vec(any::<u8>(), 0..200).prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat());
    prop_oneof![bytes, pieces, any::<String>()]
}

fn assert_within(text: &str, findings: &[Finding]) {
    for finding in findings {
        let Place::Span(_, span) = &finding.place else { panic!("{finding} has no place") };
        assert!(text.get(span.clone()).is_some(), "{finding}: {span:?} in {text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reading_stays_within_the_text(inner in anything(), fence in prop::sample::select(vec!["+++", "---"])) {
        let text = format!("{fence}\n{inner}\n{fence}\nBody.\n");
        let file = SourceText::new("file.md", text);
        let text = file.text();
        let (source, findings) = front::source(&file);
        assert_within(text, &findings);
        if let Some(source) = source {
            prop_assert!(text.is_char_boundary(source.body));
            let within = |mark: &FrontMark| text.get(mark.span.clone()).is_some();
            prop_assert!(source.value.marks.iter().all(within));
        }
        assert_within(text, &front::event(&file).1);
    }

    #[test]
    fn any_file_can_be_split(text in anything()) {
        let file = SourceText::new("file.md", text);
        assert_within(file.text(), &front::page(&file).1);
        assert_within(file.text(), &front::plain_toml(&file, front::PAGE).1);
    }

    #[test]
    fn what_is_not_text_is_never_taken_for_a_day(inner in "[0-9TZ:.+-]{0,30}") {
        let text = format!("+++\ntitle = \"x\"\nupdated = {inner}\n+++\n");
        let (page, findings) = front::page(&SourceText::new("file.md", text.as_str()));
        let updated = page.and_then(|page| page.value.updated);
        prop_assert_eq!(updated.is_some(), findings.is_empty());
    }
}
