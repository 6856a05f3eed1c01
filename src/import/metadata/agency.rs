//! The agency whose copy an article names as its source.

use crate::import::{lines::Line, text};

/// Agencies whose name in place of an author says whose copy it is.
const AGENCIES: &[&str] = &[
    "AA",
    "AFP",
    "Anadolu",
    "Anadolu Agency",
    "ANSA",
    "AP",
    "APA",
    "Associated Press",
    "ANP",
    "Belga",
    "CTK",
    "DHA",
    "dpa",
    "EFE",
    "Hina",
    "IANS",
    "IHA",
    "Interfax",
    "IRNA",
    "Kyodo",
    "Lusa",
    "MTI",
    "NTB",
    "PA Media",
    "PAP",
    "PTI",
    "Reuters",
    "RIA Novosti",
    "Ritzau",
    "SANA",
    "SID",
    "SPA",
    "STT",
    "Tanjug",
    "TASS",
    "The Associated Press",
    "TT",
    "UNI",
    "UPI",
    "WAFA",
    "Xinhua",
    "Yonhap",
    "РИА Новости",
    "ТАСС",
    "Интерфакс",
    "رويترز",
    "أ ف ب",
    "الأناضول",
    "İHA",
];

/// The agency, if a byline is the name of one.
pub fn of_byline(byline: &str) -> Option<String> {
    let is = |part: &str| AGENCIES.iter().any(|agency| text::key(agency) == text::key(part));
    let mut parts = byline.split([',', '/']).map(str::trim);
    parts.find(|part| is(part)).map(str::to_owned)
}

/// The agency that the text names: in parentheses in the dateline, `CITY (Agency) –`, or in a line of
/// its own, `Source: Agency`.
pub fn of_text(lines: &[Line]) -> Option<String> {
    let first = lines.iter().find(|line| line.text.split(' ').count() > 8);
    first
        .and_then(|line| dateline(&line.text))
        .or_else(|| lines.iter().rev().take(5).find_map(|line| source(&line.text)))
}

/// How far a dateline goes, in characters.
const DATELINE: usize = 80;

fn dateline(line: &str) -> Option<String> {
    let head_end = line.char_indices().nth(DATELINE).map_or(line.len(), |(at, _)| at);
    let (place, rest) = line[..head_end].split_once('(')?;
    let (agency, after) = rest.split_once(')')?;
    let is_place = !place.trim().is_empty() && !place.contains(['.', '"', '“', '«']) && place.split(' ').count() <= 6;
    let dash = after.trim_start().starts_with(['-', '–', '—']);
    let short = agency.split(' ').count() <= 4 && agency.chars().any(char::is_uppercase);
    (is_place && dash && short).then(|| agency.trim().to_owned())
}

/// What stands before the name of a source.
const LABELS: &[&str] =
    &["source", "quelle", "kaynak", "источник", "المصدر", "fuente", "fonte", "bron", "מקור", "źródło"];

fn source(line: &str) -> Option<String> {
    let (label, name) = line.split_once([':', '：'])?;
    let fits = LABELS.contains(&label.trim().to_lowercase().as_str()) && name.split_whitespace().count() <= 4;
    let name = name.trim().trim_end_matches('.');
    (fits && !name.is_empty() && !name.contains("://")).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lines: &[&str]) -> Option<String> {
        of_text(&lines.iter().map(|line| Line::text((*line).to_owned())).collect::<Vec<_>>())
    }

    #[test]
    fn datelines_and_source_lines_name_agencies() {
        let told =
            |line: &str| found(&[&format!("{line} the minister of waterways resigned on Monday, his office said.")]);
        assert_eq!(told("PORT SABLE (Meridian) -").as_deref(), Some("Meridian"));
        assert_eq!(told("HOLLOW JUNCTION, March 3 (Prairie Wire) —").as_deref(), Some("Prairie Wire"));
        assert_eq!(told("The bank (Orravia's oldest) said"), None);
        assert_eq!(told("He said (and meant) - so"), None);
        assert_eq!(found(&["x", "Quelle: NKD"]).as_deref(), Some("NKD"));
        assert_eq!(found(&["Note: NKD", "Source: he was told by a man in a bar"]), None);
    }

    #[test]
    fn a_byline_that_is_an_agency_is_one() {
        assert!(AGENCIES.iter().all(|agency| of_byline(agency).is_some()));
        assert_eq!(of_byline("Ada Quill, AFP").as_deref(), Some("AFP"));
        assert_eq!(of_byline("Ada Quill"), None);
    }
}
