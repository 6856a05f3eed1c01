//! One case: how it is written, and how it is held against the program.

use rashomon::diagnostic::{Code, Finding, Severity};

use super::support::{Site, short, site, tell};

/// A change that breaks the good site, and what is to be found.
#[derive(Clone, Copy)]
pub struct Case {
    pub name: &'static str,
    /// Writes `⟦…⟧` around what is to be underlined.
    pub change: fn(Site) -> Site,
    /// In order of file and place, `code: words of the hint`; without words nothing is said about the
    /// hint. Each stands at the next `⟦…⟧`; `^ code: …` stands where the one before stands, and
    /// `code @file: …` is about a file as a whole.
    pub found: &'static [&'static str],
}

impl Case {
    /// The codes that the case expects.
    pub fn codes(&self) -> impl Iterator<Item = Code> {
        self.found.iter().map(|expected| {
            let code = expected.trim_start_matches("^ ").split([':', ' ']).next().unwrap_or_default();
            let known = Code::ALL.iter().find(|known| known.name() == code);
            *known.unwrap_or_else(|| panic!("{}: no code `{code}`", self.name))
        })
    }
}

/// Builds the changed site and compares; the error tells all that was found.
pub fn holds(case: &Case) -> Result<(), String> {
    let (broken, places) = unmark(&(case.change)(site()));
    let built = broken.try_build();
    let found = &built.outcome.findings;
    let complain = |why: &str| Err(format!("== {}: {why}\n{}", case.name, tell(found)));

    let (wanted, hints) = expectations(case, places);
    if found.iter().map(short).collect::<Vec<_>>() != wanted {
        return complain(&format!("expected\n{}\nfound", wanted.join("\n")));
    }
    if let Some((finding, hint)) = found.iter().zip(hints).find(|(finding, hint)| !says(finding, hint)) {
        return complain(&format!("the hint of {} should say `{hint}`", short(finding)));
    }
    let fails = found.iter().any(|finding| finding.severity == Severity::Error);
    if fails == built.is_usable() {
        return complain("whether the build can be kept does not follow from the findings");
    }
    // What only shows while a page is rendered is not found without rendering, everything else is.
    let unrendered = found.iter().filter(|finding| finding.page.is_none()).map(short);
    if broken.check().iter().map(short).ne(unrendered) {
        return complain("`check` finds something else than `build`");
    }
    Ok(())
}

fn says(finding: &Finding, words: &str) -> bool {
    words.is_empty() || finding.hint.as_ref().is_some_and(|hint| hint.contains(words))
}

/// What a finding looks like on one line, and what its hint must say.
fn expectations(case: &Case, places: Vec<(String, String)>) -> (Vec<String>, Vec<&'static str>) {
    let mut places = places.into_iter();
    let mut last = String::new();
    let mut lines = Vec::new();
    let mut hints = Vec::new();
    for expected in case.found {
        let (head, hint) = expected.split_once(": ").unwrap_or((expected, ""));
        hints.push(hint);
        lines.push(match (head.split_once(" @"), head.strip_prefix("^ ")) {
            (Some((code, file)), _) => format!("{code} {file}"),
            (_, Some(code)) => format!("{code} {last}"),
            _ => {
                last = places.next().map_or_else(|| "(no ⟦⟧)".to_owned(), |(_, place)| place);
                format!("{head} {last}")
            }
        });
    }
    assert!(places.next().is_none(), "{}: more ⟦⟧ than findings", case.name);
    (lines, hints)
}

/// Takes the `⟦…⟧` out of all files; gives each place as its file, and as file, line, column and words.
fn unmark(site: &Site) -> (Site, Vec<(String, String)>) {
    let mut places = Vec::new();
    let mut clean = site.clone();
    // The one very large file there is has no places.
    for (path, bytes) in site.files().into_iter().filter(|(_, bytes)| bytes.len() < 1 << 20) {
        let mut rest = bytes.as_slice();
        let mut text: Vec<u8> = Vec::with_capacity(bytes.len());
        while let Some(open) = position(rest, "⟦".as_bytes()) {
            text.extend(&rest[..open]);
            rest = &rest[open + "⟦".len()..];
            let close = position(rest, "⟧".as_bytes()).unwrap_or_else(|| panic!("{path}: ⟦ without ⟧"));
            let (line, column) = line_column(&text);
            let words = String::from_utf8_lossy(&rest[..close]).lines().next().unwrap_or_default().to_owned();
            places.push((path.clone(), format!("{path}:{line}:{column} `{words}`")));
            text.extend(&rest[..close]);
            rest = &rest[close + "⟧".len()..];
        }
        if text.len() + rest.len() < bytes.len() {
            text.extend(rest);
            clean = clean.file(&path, text);
        }
    }
    (clean, places)
}

/// Line and column of what follows a text, counted as an editor counts: characters, from 1. A byte
/// order mark is no character.
fn line_column(before: &[u8]) -> (usize, usize) {
    let text = String::from_utf8_lossy(before);
    let line = text.split('\n').next_back().unwrap_or_default();
    (text.split('\n').count(), line.trim_start_matches('\u{feff}').chars().count() + 1)
}

fn position(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}
