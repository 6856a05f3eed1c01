//! What holds for any values and any grid of reports.

use proptest::{collection::vec, option, prelude::*, sample::select};
use rashomon::{
    analysis::compatible,
    model::{Qualifier, Value},
};

use super::{
    cases,
    support::{Built, event},
};

/// A whole number or a range of whole numbers.
type Figure = (i64, i64);

fn figure() -> impl Strategy<Value = Figure> {
    (-20_i64..20, prop_oneof![2 => Just(0_i64), 1 => 1_i64..10]).prop_map(|(from, width)| (from, from + width))
}

fn qualifier() -> impl Strategy<Value = Option<Qualifier>> {
    option::of(select(Qualifier::NAMES.map(|(_, qualifier)| qualifier).to_vec()))
}

fn value((from, to): Figure) -> Value {
    let text = if from == to { from.to_string() } else { format!("{from}-{to}") };
    Value::parse_figure(&text).unwrap()
}

/// Whether a report that gives this figure would be right if the number were `twentieths` / 20: the
/// meaning of the qualifiers, told once more in whole numbers.
fn allows((from, to): Figure, qualifier: Option<Qualifier>, twentieths: i64) -> bool {
    let (low, high) = (from * 20, to * 20);
    let (below, above) = (from.abs() * 2, to.abs() * 2);
    match qualifier {
        None => (low..=high).contains(&twentieths),
        Some(Qualifier::About) => (low - below..=high + above).contains(&twentieths),
        Some(Qualifier::Almost) => (low - below..=high).contains(&twentieths),
        Some(Qualifier::AtLeast) => twentieths >= low,
        Some(Qualifier::AtMost) => twentieths <= high,
        Some(Qualifier::MoreThan) => twentieths > low,
        Some(Qualifier::LessThan) => twentieths < high,
    }
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn figures_are_compatible_when_some_number_satisfies_both(
        one in figure(), first in qualifier(), other in figure(), second in qualifier()
    ) {
        let (a, b) = (value(one), value(other));
        let wanted = (-1000..=1000).any(|number| allows(one, first, number) && allows(other, second, number));
        prop_assert_eq!(compatible((&a, first), (&b, second)), wanted);
        prop_assert_eq!(compatible((&b, second), (&a, first)), wanted, "turned round");
    }

    #[test]
    fn every_value_is_compatible_with_itself(figure in figure(), word in "[a-z0-9-]{1,8}", qualifier in qualifier()) {
        for value in [value(figure), Value::parse_word(&word).unwrap()] {
            prop_assert!(compatible((&value, qualifier), (&value, qualifier)), "{value:?} {qualifier:?}");
        }
    }

    #[test]
    fn words_are_compatible_only_with_themselves(one in "[a-z0-9-]{1,2}", other in "[a-z0-9-]{1,2}", qualifier in qualifier()) {
        let (a, b) = (Value::parse_word(&one).unwrap(), Value::parse_word(&other).unwrap());
        prop_assert_eq!(compatible((&a, qualifier), (&b, None)), one == other);
    }
}

/// What a report does with the fact `f`: front matter and body.
fn report() -> impl Strategy<Value = (String, String)> {
    let date = select(vec!["", "published = 2024-03-01\n", "published = 2024-03-02\n"]);
    let rest = select(vec![
        ("", ""),
        ("coded = true", ""),
        ("[[absent]]\nfact = \"f\"", ""),
        ("", "[x](fact:f)"),
        ("", "[x](fact:f?value=1)"),
        ("", "[x](fact:f?value=2&stance=disputes) [y](fact:f?value=1)"),
        ("coded = true", "[x](fact:f?value=2&by=mayor)"),
    ]);
    (date, rest).prop_map(|(date, (front, body))| (format!("{date}{front}"), body.to_owned()))
}

/// Shows the numbers of each fact, and how many reports its readings have.
const TEMPLATE: &str = "{% for group in groups %}{% for fact in group.facts %}{{ fact.carried }} {{ fact.possible }} {{ fact.spread }} \
                        {{ fact.differs }}{% for reading in fact.readings %} {{ reading.cells | length }}{% endfor %}\n{% endfor %}{% endfor %}";

fn compare(reports: &[(String, String)]) -> Built {
    let mut site = event("### F {#f .fact unit=x since=2024-03-02}").file("templates/event.html", TEMPLATE);
    for (number, (front, body)) in reports.iter().enumerate() {
        site = site.report(&format!("r{number}"), front, body);
    }
    site.build()
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn the_numbers_of_a_fact_agree_with_its_cells(reports in vec(report(), 1..6)) {
        let built = compare(&reports);
        let line = built.page("events/e/index.html").lines().next().unwrap().to_owned();
        let mut words = line.split(' ');
        let mut number = || words.next().unwrap().parse::<usize>().unwrap();
        let (carried, possible) = (number(), number());
        let spread = words.next().unwrap();
        let differs = words.next().unwrap() == "true";
        let readings: Vec<usize> = words.map(|word| word.parse().unwrap()).collect();

        let comparison = built.comparison("e");
        let cells = comparison["facts"][0]["cells"].as_object().unwrap();
        let in_state = |states: &[&str]| cells.values().filter(|cell| states.contains(&cell["state"].as_str().unwrap())).count();
        prop_assert_eq!(cells.len(), reports.len());
        prop_assert_eq!(carried, in_state(&["carried"]));
        prop_assert_eq!(possible, in_state(&["carried", "not-carried"]));
        prop_assert!(carried <= possible && possible <= reports.len());
        prop_assert_eq!(readings.iter().sum::<usize>(), carried, "each carrying report has one reading");
        prop_assert!(!differs || readings.len() > 1, "who differs has another reading");
        prop_assert_eq!(spread == "none", carried == 0);
        prop_assert!(spread != "all" || (carried == possible && carried > 1));
        prop_assert!(spread != "one" || carried == 1);
    }

    #[test]
    fn a_report_that_could_not_say_changes_nothing(reports in vec(report(), 1..5)) {
        let before = compare(&reports).comparison("e");
        for silent in ["", "published = 2024-03-01\ncoded = true"] {
            let more = [&reports[..], &[(silent.to_owned(), String::new())]].concat();
            let after = compare(&more).comparison("e");
            for key in ["spread", "differs"] {
                prop_assert_eq!(&before["facts"][0][key], &after["facts"][0][key]);
            }
        }
    }
}
