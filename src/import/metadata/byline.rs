//! Whom an article names as its author.

use crate::import::text;

/// What stands before a name, in languages of news.
const BEFORE: &[&str] = &[
    "written by",
    "reported by",
    "by",
    "von",
    "par",
    "por",
    "di",
    "da",
    "door",
    "av",
    "af",
    "автор:",
    "автор",
    "текст:",
    "yazan:",
    "haber:",
    "بقلم:",
    "بقلم",
    "كتب:",
    "كتب",
    "מאת:",
    "מאת",
    "author:",
    "autor:",
    "auteur:",
];

/// A byline without what stands before and behind the names; `None` if it has no name, is an address, or
/// is the name of the outlet's own technical user.
pub fn clean(raw: &str) -> Option<String> {
    let mut byline = text::name(raw)?;
    for before in BEFORE {
        let head = byline.get(..before.len()).map(str::to_lowercase);
        let rest = byline.get(before.len()..).unwrap_or_default();
        let ends = before.ends_with(':') || rest.starts_with([' ', ':']);
        if head.as_deref() == Some(before) && ends {
            byline = rest.trim_start_matches([' ', ':']).to_owned();
            break;
        }
    }
    let byline = byline.split([" | ", " · ", " • "].iter().find(|s| byline.contains(**s)).copied().unwrap_or("\u{0}"));
    let byline = byline.into_iter().next()?.trim_matches([' ', ',', ';', '|', '-', '–']).to_owned();
    let nobody = ["admin", "administrator", "editor", "webmaster", "staff", "root", "user"];
    let fits = byline.chars().any(char::is_alphabetic)
        && byline.chars().count() <= 200
        && !byline.contains("://")
        && !nobody.contains(&byline.to_lowercase().as_str());
    fits.then_some(byline)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_and_the_rest_goes() {
        for (raw, clean_) in [
            ("By Ada Quill ", Some("Ada Quill")),
            ("BY ADA QUILL and Ned Farrow | 3 May", Some("ADA QUILL and Ned Farrow")),
            ("Byron Quill", Some("Byron Quill")),
            ("Von Ada Quill", Some("Ada Quill")),
            ("بقلم: سلمى", Some("سلمى")),
            ("ı", Some("ı")),
            ("admin", None),
            ("https://x.example/ada", None),
            (" – ", None),
        ] {
            assert_eq!(clean(raw).as_deref(), clean_, "{raw}");
        }
    }
}
