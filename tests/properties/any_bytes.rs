//! A short run of what `fuzz/` tries for hours: any bytes, and texts made of the pieces that matter to each
//! kind of input.

use proptest::{collection::vec, prelude::*, sample::select};

use super::{cases, holds::*, text::any_text};

/// Pieces of front matter, locks and manifests.
const DATA: &[&str] = &[
    "+++\n",
    "---\n",
    "title",
    "outlet",
    "date",
    "sources",
    " = ",
    ": ",
    "\"",
    "'",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    ",",
    "\n",
    "- ",
    "  ",
    "&a ",
    "*a",
    "<<: ",
    "|\n",
    "2024-03-02",
    "T08:00:00Z",
    "1e999",
    "-9223372036854775809",
    "0x",
    "true",
    "null",
    "~",
    "\\u0000",
    "\u{0}",
    "\u{feff}",
    "\r",
    "é",
    "[capture]\n",
    "captions = [1, 2]\n",
    "[[marks]]\n",
    "quote = \"x\"\n",
    "version = 1\n",
    "[sources.a]\n",
    "sha256 = \"00\"\n",
    "words = 4294967295\n",
    "paragraphs = 1\n",
    "excerpts = [",
    "{ line = 1, word = 4294967295, words = 2, quote = \"x\" }",
    "]\n",
    "[[shared]]\n",
    "generator\":\"rashomon\"",
    "\"format\":1",
    "\"files\":[",
    "{\"path\":\"",
    "../x",
    "a/b",
    "\",\"size\":1,\"sha256\":\"\"}",
];

/// Pieces of paths and of marks.
const PATHS: &[&str] = &[
    "/",
    "//",
    ".",
    "..",
    "/../",
    "%2e",
    "%2E",
    "%2f",
    "%5c",
    "\\",
    "%",
    "%%",
    "%25",
    "%252e",
    "%00",
    "%0a",
    "%c3%a9",
    "é",
    "e\u{301}",
    "a",
    "index.html",
    "CON",
    "nul.txt",
    "aux ",
    "com1",
    "c:",
    ":",
    "?",
    "#",
    " ",
    "\n",
    "\u{202e}",
    "fact:",
    "?value=",
    "&",
    "=",
    "stance=",
    "by=",
    "qualifier=",
    "\"",
    "40",
    "~",
    "-",
];

fn of(pieces: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![vec(select(pieces), 0..40).prop_map(|pieces| pieces.concat().into_bytes()), vec(any::<u8>(), 0..200),]
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn front_matter_is_read_or_refused(bytes in of(DATA)) {
        documents::front_matter(&bytes);
        documents::front_matter(&[b"+++\n", bytes.as_slice(), b"\n+++\nbody"].concat());
        documents::front_matter(&[b"---\n", bytes.as_slice(), b"\n---\nbody"].concat());
    }

    #[test]
    fn locks_and_manifests_are_read_or_refused(bytes in of(DATA)) {
        stored::lock(&bytes);
        stored::lock(&[b"version = 1\n[sources.a]\n", bytes.as_slice()].concat());
        stored::manifest(&bytes);
    }

    #[test]
    fn manifests_of_any_path_stay_inside(path in of(PATHS)) {
        let path = serde_json::to_string(&String::from_utf8_lossy(&path)).unwrap();
        stored::manifest(format!("{{\"generator\":\"rashomon\",\"format\":1,\"files\":[{{\"path\":{path},\"size\":1,\"sha256\":\"\"}}]}}").as_bytes());
    }

    #[test]
    fn paths_stay_inside(bytes in of(PATHS)) {
        paths::request(&bytes);
        paths::request(&[b"/", bytes.as_slice()].concat());
        paths::written(&bytes);
    }

    #[test]
    fn marks_are_read_or_refused(bytes in of(PATHS)) {
        documents::mark(&bytes);
    }
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn bodies_become_well_formed(body in any_text()) {
        documents::markdown(body.as_bytes());
    }

    #[test]
    fn excerpts_are_found_within_their_article(article in any_text(), body in any_text()) {
        excerpts::search(format!("{article}\n\0\n{body}").as_bytes());
        excerpts::search(format!("{article}\n\0\n[{}](fact:f)", article.chars().take(30).collect::<String>()).as_bytes());
    }
}

/// A parser that reports nothing would let everything through.
#[test]
fn the_judge_of_well_formed_sees_what_is_not() {
    let complains = |html: &'static str, is_raw| std::panic::catch_unwind(|| well_formed::check(html, is_raw)).is_err();
    for html in [
        "<p>a",
        "<p><b></p></b>",
        "</p>",
        "a < b",
        "<b title=\"a\" title=\"b\"></b>",
        "<p/>",
        "<!-- a -->",
        "</main>a<main>",
    ] {
        assert!(complains(html, true) && complains(html, false), "{html}");
    }
    for html in ["<p><div></div></p>", "<a href=\"x\"><a href=\"y\"></a></a>", "<table><p></p></table>"] {
        assert!(complains(html, false) && !complains(html, true), "{html}");
    }
    well_formed::check(
        "<p id=\"a\">1 &lt; 2<br /><img src=\"in-site\" alt=\"\"><a href=\"#a\" title=\"&gt;\">x</a></p>",
        false,
    );
}
