//! Whatever is wrong, the place of the finding lies in the text.

use proptest::prelude::*;
use rashomon::diagnostic::{Finding, Place};

use super::{
    cases,
    support::{COURIER, EVENT, Site, event, site},
    text::any_text,
};

/// Holds each finding's span against the text of its file, and each line and column against the lines.
fn assert_places(site: &Site, findings: &[Finding]) -> Result<(), TestCaseError> {
    for finding in findings {
        let Place::Span(source, span) = &finding.place else { continue };
        let text = source.text();
        prop_assert!(span.start <= span.end && span.end <= text.len(), "{finding:?} leaves the text");
        prop_assert!(
            text.is_char_boundary(span.start) && text.is_char_boundary(span.end),
            "{finding:?} cuts a character"
        );
        let (line, column) = finding.place.line_column().unwrap();
        let written = site.read(source.path());
        let width = written.split('\n').nth(line - 1).map(|line| line.chars().count());
        prop_assert!(width.is_some_and(|width| column <= width + 1), "{finding:?} at {line}:{column}");
    }
    Ok(())
}

/// A destination of a mark, nearly right or quite wrong.
fn destination() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "fact:",
        "term:",
        "voice:",
        "frame:",
        "f",
        "t",
        "cause",
        "+",
        "?",
        "&",
        "=",
        "value",
        "30",
        "30-35",
        "qualifier",
        "about",
        "stance",
        "disputes",
        "by",
        "form",
        "words",
        "para",
        "0",
        "99999999999",
        "%",
        "%41",
        "%C3",
        "%20",
        "ä",
        "😀",
        ":",
        "#",
        "\\)",
        "&amp;",
        " ",
        "\"",
        "c",
    ]);
    prop_oneof![3 => prop::collection::vec(piece, 1..10).prop_map(|pieces| pieces.concat()), 1 => "[^\\p{Cc}<>]*"]
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn any_destination_of_a_mark_is_placed(destination in destination()) {
        let body = format!("ä [wörds](fact:{destination}) [wörds](<voice:{destination}> \"c\") [wörds][r]\n\n[r]: <frame:{destination}>");
        let on = destination.replace('\\', "\\\\").replace('"', "\\\"");
        let front = format!("[[marks]]\non = [\"{on}\", \"term:{on}\"]\nquote = \"ä\"\nvalue = \"{on}\"\nstance = \"{on}\"");
        let site = event("### F {#f .fact unit=x}\n\n### T {#t .term}").report("a", &front, &body);
        assert_places(&site, &site.check())?;
    }

    #[test]
    fn any_front_matter_is_placed(front in any_text(), yaml in any::<bool>()) {
        let fence = if yaml { "---" } else { "+++" };
        let site = site().file(COURIER, format!("{fence}\noutlet{} \"courier\"\n{front}\n{fence}\n\nText.\n", if yaml { ":" } else { " =" }));
        assert_places(&site, &site.check())?;
    }

    #[test]
    fn any_body_is_placed(body in any_text()) {
        let site = site().append(COURIER, &body).append(EVENT, &body).append("content/about.md", &body);
        assert_places(&site, &site.check())?;
    }

    #[test]
    fn any_template_is_placed(template in any_text()) {
        let site = site().file("templates/page.html", format!("{{{{ page.title }}}}\n{template}"));
        assert_places(&site, &site.try_build().outcome.findings)?;
    }
}
