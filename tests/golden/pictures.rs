//! Pictures as golden files: their markup, as positions are all that they are. That no words lie over each
//! other is seen in the browser.

use std::fmt::Write as _;

use super::{
    golden,
    support::{Built, WIRE_CAPTURE, captured, event},
};

/// The parts of an event's page from one tag to the end of its element.
fn parts(built: &Built, slug: &str, from: &str, to: &str) -> Vec<String> {
    let page = built.page(&format!("events/{slug}/index.html"));
    page.split(from).skip(1).map(|part| format!("{from}{}{to}", part.split(to).next().unwrap())).collect()
}

/// An event with one fact that reports give these figures for, each `value` or `value qualifier`.
fn figures(values: &[&str]) -> Built {
    let mut site = event("### How many? {#f .fact unit=boats}");
    for (index, figure) in values.iter().enumerate() {
        let (value, qualifier) = figure.split_once(' ').unwrap_or((figure, ""));
        let qualifier = if qualifier.is_empty() { String::new() } else { format!("&qualifier={qualifier}") };
        let body = format!("[words](fact:f?value={value}{qualifier})");
        site = site.report(&format!("r{}", index + 1), "", &body);
    }
    site.build()
}

#[test]
fn plots_of_awkward_figures() {
    let mut told = String::new();
    for values in [
        &["30", "41", "30"][..],
        &["0", "0 about", "1200"],
        &["-12", "-3.5 at-least", "4"],
        &["-4", "-3"],
        &["7", "7000000 more-than", "6900000"],
        &["30-35", "33-60", "90"],
        &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"],
        &["40", "40", "40", "40", "40", "40", "40", "40", "40", "41"],
    ] {
        let plots = parts(&figures(values), "e", "<figure class=\"plot\">", "</figure>");
        let _ = writeln!(told, "{}\n{}\n", values.join(", "), plots.join("\n"));
    }
    golden("plots", &told);
}

#[test]
fn figures_that_part_nobody_are_not_plotted() {
    for values in [&["30"][..], &["0"], &["30", "30"], &["0", "0"], &["30", "31 about"]] {
        let plots = parts(&figures(values), "e", "<figure class=\"plot\">", "</figure>");
        assert!(plots.is_empty(), "{values:?}: {plots:?}");
    }
}

#[test]
fn pictures_of_whole_texts() {
    let built = captured().append(WIRE_CAPTURE, "The heavy rain went on, and the fire brigade came.\n").try_build();
    let mut told = parts(&built, "flood", "<figure class=\"slope\">", "</figure>");
    told.extend(parts(&built, "flood", "<table class=\"ledger matrix\"", "</table>"));
    assert_eq!(told.len(), 2, "{told:?}");
    golden("texts", &told.join("\n\n"));
}
