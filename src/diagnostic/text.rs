//! Draws a finding for people: what, where, the line with the place underlined, what to do.
//!
//! Whatever comes from a site's files is made harmless first: a finding about a hostile file must
//! not move the cursor, hide text or forge a line of its own. A paragraph of Markdown may be one
//! line of thousands of characters, so only the part around the place is shown.

use std::{borrow::Cow, ops::Range};

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Finding, Passage, Place, Severity, SourceText, place::floor};

/// Columns that a drawing may take; longer source lines are cut around the place.
const COLUMNS: usize = 110;

/// Bytes on either side of a place that may be shown: more than so many columns can hold.
const AROUND: usize = 1_000;

/// Bytes of a place that may be shown.
const LONGEST: usize = 10_000;

/// One finding, in several lines, without a line end after the last.
#[must_use]
pub fn draw(finding: &Finding, color: bool) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(harmless(&finding.message)).id(finding.code.name());
    let mut group = Group::with_title(title);
    if let Some(snippet) = snippet(&finding.place) {
        group = group.element(snippet);
    } else if let Some(file) = finding.place.file() {
        group = group.element(Origin::path(harmless(file)));
    }
    if let Some(passage) = &finding.nearest {
        group = group.element(passage_snippet(passage));
    }
    if let Some(page) = &finding.page {
        group = group.element(Level::NOTE.message(format!("while rendering {}", harmless(page))));
    }
    if let Some(hint) = &finding.hint {
        group = group.element(Level::HELP.message(harmless(hint)));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let drawn = renderer.term_width(COLUMNS).render(&[group]);
    let passage = finding.nearest.as_ref().map(|passage| {
        let first = passage.differing.first().unwrap_or(&passage.span);
        passage.source.at(first.clone())
    });
    [Some(&finding.place), passage.as_ref()].into_iter().flatten().fold(drawn, with_column)
}

/// Puts the column right where it was counted from the beginning of what is shown of a long line.
fn with_column(drawn: String, place: &Place) -> String {
    let Place::Span(source, span) = place else { return drawn };
    let (_, shown) = around(source, span);
    let column = |at: usize| source.at(at..at).line_column().map_or(1, |(_, column)| column);
    let (Some((number, right)), cut) = (place.line_column(), column(shown.start) - 1) else { return drawn };
    let place = |column: usize| format!("{}:{number}:{column}", harmless(source.path()));
    if cut == 0 { drawn } else { drawn.replacen(&place(right.saturating_sub(cut)), &place(right), 1) }
}

/// The line on which a place starts, and what of the place is on it, underlined.
fn snippet(place: &Place) -> Option<Snippet<'_, Annotation<'_>>> {
    let Place::Span(source, _) = place else { return None };
    let (_, span) = place.text_and_span()?;
    let (number, line) = around(source, &span);
    let (shown, places) = harmless_line(source.text(), &line, &[span]);
    let underline = places.into_iter().next().map(|place| AnnotationKind::Primary.span(place));
    Some(Snippet::source(shown).path(harmless(place.file()?)).line_start(number).annotations(underline))
}

/// The line of a passage, with the words that differ underlined, or else the whole passage.
fn passage_snippet(passage: &Passage) -> Snippet<'_, Annotation<'_>> {
    let (number, line) = around(&passage.source, &passage.span);
    let differing =
        if passage.differing.is_empty() { std::slice::from_ref(&passage.span) } else { passage.differing.as_slice() };
    let (shown, places) = harmless_line(passage.source.text(), &line, differing);
    let label = if passage.differing.is_empty() { "the nearest" } else { "differs" };
    let last = places.len().saturating_sub(1);
    let annotations = places.into_iter().enumerate().map(|(index, place)| {
        let annotation = AnnotationKind::Context.span(place);
        if index == last { annotation.label(label) } else { annotation }
    });
    Snippet::source(shown).path(harmless(passage.source.path())).line_start(number).annotations(annotations)
}

/// The line on which a place starts, without its end, and its number. Of a long line only what can be shown is
/// taken: a hostile file may be a single line.
fn around(source: &SourceText, span: &Range<usize>) -> (usize, Range<usize>) {
    let text = source.text();
    let place = floor(text, span.start);
    let (number, start) = source.index().line(place);
    let from = floor(text, start.max(place.saturating_sub(AROUND)));
    let last = floor(text, span.end.min(place + LONGEST).max(place) + AROUND);
    let end = text[place..last].find(['\r', '\n']).map_or(last, |length| place + length);
    (number, from..end)
}

/// A line made harmless, and where the parts of it that are to be underlined stand then. The parts are in
/// order and do not overlap; what lies behind the line is cut off.
fn harmless_line(text: &str, line: &Range<usize>, parts: &[Range<usize>]) -> (String, Vec<Range<usize>>) {
    let mut shown = String::new();
    let mut places = Vec::new();
    let mut from = line.start;
    for part in parts {
        let (start, end) = (part.start.clamp(from, line.end), part.end.clamp(from, line.end));
        shown.push_str(&harmless(&text[from..start]));
        let place = shown.len();
        shown.push_str(&harmless(&text[start..end]));
        places.push(place..shown.len());
        from = end;
    }
    shown.push_str(&harmless(&text[from..line.end]));
    (shown, places)
}

/// The text with a visible stand-in for every character that could act on a terminal.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if acts(c) { visible(c) } else { c }).collect())
}

/// Control characters, and those that reorder or hide what stands beside them.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
        || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Again one character, so that the underline and the column keep their place.
fn visible(c: char) -> char {
    match c {
        '\t' => ' ',
        '\u{7f}' => '\u{2421}',
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        _ => '\u{fffd}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, SourceText};

    fn marked(line: &str, words: &str) -> Finding {
        let start = line.find(words).unwrap();
        let text = SourceText::new("content/events/e/bbc.md", format!("+++\n+++\n{line}\nnext\n"));
        Finding::error(Code::UnknownFact, "this event has no fact `x`").at(text.at(8 + start..8 + start + words.len()))
    }

    #[test]
    fn shows_line_underline_note_and_hint() {
        let mut finding = marked("[500 troops](fact:x) came.", "fact:x").hint("did you mean `y`?");
        finding.page = Some("/events/e/".into());
        insta::assert_snapshot!(draw(&finding, false), @r"
        error[unknown-fact]: this event has no fact `x`
         --> content/events/e/bbc.md:3:14
          |
        3 | [500 troops](fact:x) came.
          |              ^^^^^^
          |
          = note: while rendering /events/e/
          = help: did you mean `y`?
        ");
    }

    #[test]
    fn shows_the_nearest_passage_with_what_differs() {
        let capture = SourceText::new("captures/e/bbc.txt", "First.\n\nAbout 600 soldiers came today.\n");
        let span = 14..26;
        let nearest = Passage { source: capture.clone(), span: span.clone(), differing: Vec::from([14..17, 24..26]) };
        let finding = marked("[500 soldiers](fact:x) came.", "500 soldiers").nearest(nearest).hint("mind the letters");
        insta::assert_snapshot!(draw(&finding, false), @r"
        error[unknown-fact]: this event has no fact `x`
         --> content/events/e/bbc.md:3:2
          |
        3 | [500 soldiers](fact:x) came.
          |  ^^^^^^^^^^^^
          |
         ::: captures/e/bbc.txt:3:7
          |
        3 | About 600 soldiers came today.
          |       ---       -- differs
          |
          = help: mind the letters
        ");
        let whole = Passage { source: capture, span, differing: Vec::new() };
        assert!(draw(&marked("[x](fact:x)", "x").nearest(whole), false).ends_with("------------ the nearest"));
    }

    #[test]
    fn shows_findings_without_a_place() {
        let file = Finding::warning(Code::MissingFile, "no `index.md`").at(Place::File("content/events/e".into()));
        insta::assert_snapshot!(draw(&file, false), @r"
        warning[missing-file]: no `index.md`
        --> content/events/e
        ");
        insta::assert_snapshot!(draw(&Finding::error(Code::MissingFile, "no `site.toml`"), false), @r"error[missing-file]: no `site.toml`");
    }

    #[test]
    fn cuts_long_lines_around_the_place() {
        let line = format!("{}[500](fact:x){}", "before ".repeat(900), " after".repeat(900));
        insta::assert_snapshot!(draw(&marked(&line, "fact:x"), false), @r"
        error[unknown-fact]: this event has no fact `x`
         --> content/events/e/bbc.md:3:6307
          |
        3 | ...efore before before before before before [500](fact:x) after after after after after after after aft...
          |                                                   ^^^^^^
        ");
        let long_mark = format!("a {} z", "word ".repeat(900));
        insta::assert_snapshot!(draw(&marked(&long_mark, &"word ".repeat(900)), false), @r"
        error[unknown-fact]: this event has no fact `x`
         --> content/events/e/bbc.md:3:3
          |
        3 | a word word word word word word word ...word word word word word word word  z
          |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^...^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        ");
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "this test is about time")]
    fn many_findings_on_one_long_line_are_quick() {
        let text = SourceText::new("x.md", "é ".repeat(2_000_000));
        let begun = std::time::Instant::now();
        for number in 0..200 {
            let place = text.at(number * 29_000..number * 29_000 + 40);
            assert!(draw(&Finding::error(Code::UnknownFact, "m").at(place), false).len() < 2_000);
        }
        // Counting from the start of the line each time takes minutes.
        assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
    }

    #[test]
    fn wide_characters_and_tabs_keep_the_underline_in_place() {
        insta::assert_snapshot!(draw(&marked("\t日本語 x\u{301} [500](fact:x)", "fact:x"), false), @r"
        error[unknown-fact]: this event has no fact `x`
         --> content/events/e/bbc.md:3:15
          |
        3 |  日本語 x́ [500](fact:x)
          |                 ^^^^^^
        ");
    }

    #[test]
    fn nothing_acts_on_the_terminal() {
        let text = SourceText::new("a\u{1b}[2J.md", "\u{1b}]0;title\u{7} \u{9b}31m \u{202e}evil \u{200d}x\r\n");
        let finding = Finding::error(Code::UnknownFile, "a\u{1b}[31m\nerror: forged")
            .at(text.at(2..8))
            .hint("line\u{2028}\r\nline");
        let drawn = draw(&finding, false);
        assert!(!drawn.chars().any(|c| acts(c) && c != '\n'), "{drawn:?}");
        insta::assert_snapshot!(drawn, @r"
        error[unknown-file]: a␛[31m␊error: forged
         --> a␛[2J.md:1:3
          |
        1 | ␛]0;title␇ �31m �evil x
          |   ^^^^^^
          |
          = help: line�␍␊line
        ");
    }

    #[test]
    fn the_end_of_a_text_and_an_empty_text_have_a_line_too() {
        let text = SourceText::new("site.toml", "");
        insta::assert_snapshot!(draw(&Finding::error(Code::MissingKey, "no `title`").at(text.at(0..0)), false), @r"
        error[missing-key]: no `title`
         --> site.toml:1:1
          |
        1 |
          | ^
        ");
        let text = SourceText::new("site.toml", "a = 1\n");
        insta::assert_snapshot!(draw(&Finding::error(Code::MissingKey, "no `title`").at(text.at(6..6)), false), @r"
        error[missing-key]: no `title`
         --> site.toml:2:1
          |
        2 |
          | ^
        ");
    }

    #[test]
    fn color_only_on_demand() {
        let finding = marked("[500](fact:x)", "fact:x");
        assert!(draw(&finding, true).contains('\u{1b}'));
        assert!(!draw(&finding, false).contains('\u{1b}'));
    }

    proptest::proptest! {
        #[test]
        fn never_panics(text in "\\PC*|[\\x00-\\u{ff}\r\n\t日🧑]*", start in 0usize..80, length in 0usize..80) {
            let text = SourceText::new("x.md", text);
            let finding = Finding::error(Code::UnknownFile, "m").at(text.at(start..start + length));
            assert!(!draw(&finding, true).is_empty());
        }
    }
}
