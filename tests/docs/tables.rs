//! Tables of the manual, by the comment before each that says what is in it, such as `<!-- keys: event -->`.

use crate::read;

/// The rows of the table after a comment, without its head; `` `x` `` is kept as it is written.
pub fn table(page: &str, comment: &str) -> Vec<Vec<String>> {
    let text = read(&format!("docs/{page}"));
    let comment = format!("<!-- {comment} -->\n");
    assert_eq!(text.matches(&comment).count(), 1, "docs/{page} must have {comment} once");
    let after = text.split(&comment).nth(1).unwrap_or_default();
    let lines = after.lines().skip_while(|line| line.is_empty()).take_while(|line| line.starts_with('|'));
    lines.skip(2).map(cells).collect()
}

/// The cells of a row.
pub fn cells(line: &str) -> Vec<String> {
    let bare = line.replace("\\|", "\0");
    let inner = bare.trim().trim_matches('|');
    inner.split('|').map(|cell| cell.trim().replace('\0', "|")).collect()
}

/// What stands between backticks.
pub fn codes(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The first name of each row, without the sign that it is written with.
pub fn first_names(page: &str, comment: &str) -> Vec<String> {
    let name = |row: &Vec<String>| codes(&row[0]).first().map(|name| name.trim_end_matches('=').to_owned());
    table(page, comment).iter().filter_map(name).collect()
}

/// Fails with what the manual lacks and what the program lacks, or with the order of both.
pub fn same<T: PartialEq + std::fmt::Debug>(
    what: &str,
    told: impl Iterator<Item = T> + Clone,
    known: impl Iterator<Item = T> + Clone,
) {
    let missing: Vec<T> = known.clone().filter(|item| !told.clone().any(|told| told == *item)).collect();
    let stale: Vec<T> = told.clone().filter(|item| !known.clone().any(|known| known == *item)).collect();
    assert!(missing.is_empty() && stale.is_empty(), "{what}: not told {missing:#?}, not so in the program {stale:#?}");
    assert!(told.eq(known), "{what} stand in another order than in the program");
}

pub fn plural(name: &str) -> String {
    let ending = if name.ends_with("ss") { "es" } else { "s" };
    format!("{name}{ending}")
}
