//! Terms with too few names, and voices that nobody quotes.

use super::{open_of, support::event};

#[test]
fn a_term_needs_two_names_to_be_compared() {
    let site = event("### R {#river .term}\n\n### T {#town .term}\n\n### P {#people .term}")
        .report("x", "", "[The Ouzel](term:river) in [Tarn](term:town).")
        .report("y", "", "[the\nOuzel](term:river) in [the town](term:town).");
    assert_eq!(
        open_of(&site, "one-name"),
        ["index:10 `river` is named in one way only: “The Ouzel”", "index:14 `people` is named by no report",]
    );
}

#[test]
fn a_capital_at_the_head_of_a_sentence_makes_no_second_name() {
    let site = event("### L {#light .term}").report("x", "lang = \"tr\"", "[Işık](term:light)").report(
        "y",
        "lang = \"tr\"",
        "[ışık](term:light)",
    );
    assert_eq!(open_of(&site, "one-name"), ["index:10 `light` is named in one way only: “Işık”"]);
}

#[test]
fn two_names_in_one_report_are_two() {
    let site = event("### R {#river .term}").report("x", "", "[The Ouzel](term:river), [a brook](term:river).");
    assert_eq!(open_of(&site, "one-name"), Vec::<String>::new());
}

#[test]
fn a_voice_is_open_until_a_report_quotes_it() {
    let site = event("### F {#f .fact}\n\n### M {#mayor .voice}\n\n### C {#council .voice}\n\n### W {#wire .voice}")
        .report("x", "", "[w](fact:f?by=council) and [we did](voice:mayor?form=indirect).")
        .file("content/events/e/u.md", "+++\nrole = \"upstream\"\n+++\n\n[w](voice:wire)\n");
    assert_eq!(
        open_of(&site, "unquoted-voice"),
        ["index:14 `council` is quoted by no report, only named in `by`", "index:16 `wire` is quoted by no report",]
    );
}
