//! Links to an excerpt in the original: the article's address with a text fragment.
//!
//! Source: WICG, "URL Fragment Text Directives" (`#:~:text=start,end`). A browser that knows them
//! scrolls to the words and marks them; any other opens the page at its top, and so does one that does
//! not find the words. Within a directive `-`, `,` and `&` have a meaning, so they are encoded like
//! everything that is not unreserved.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a directive may not hold as it is.
const IN_TEXT: AsciiSet = NON_ALPHANUMERIC.remove(b'_').remove(b'.').remove(b'~');

/// How many words at its beginning and end stand for a long passage.
const ENDS: usize = 4;

/// The address of `quote` in the article at `url`. Unless the quotation is `verbatim`, `…`, `[…]` and
/// `[words]` are the editor's, and only what stands around them is looked for. `None` if nothing
/// literal is left.
pub fn original(url: &str, quote: &str, verbatim: bool) -> Option<String> {
    let runs = if verbatim { vec![words(quote).join(" ")] } else { literal_runs(quote) };
    let text = match runs.as_slice() {
        [] => return None,
        [run] if words(run).len() <= 2 * ENDS => encode(run),
        [first, .., last] => format!("{},{}", encode(&opening(first)), encode(&closing(last))),
        [run] => format!("{},{}", encode(&opening(run)), encode(&closing(run))),
    };
    // An address brings at most one directive, and may bring an ordinary fragment before it.
    let page = url.split(":~:").next().unwrap_or(url);
    let separator = if page.contains('#') { "" } else { "#" };
    Some(format!("{page}{separator}:~:text={text}"))
}

/// The parts of an excerpt that stand in the article letter by letter, white space folded.
pub fn literal_runs(quote: &str) -> Vec<String> {
    let mut runs = vec![String::new()];
    let mut rest = quote;
    while let Some(c) = rest.chars().next() {
        let bracket = if c == '[' { rest.find(']') } else { None };
        if let Some(end) = bracket {
            rest = &rest[end + 1..];
            if let Some(run) = runs.last_mut() {
                drop_broken_end(run);
            }
            rest = after_broken_start(rest);
            runs.push(String::new());
        } else if c == '…' || rest.starts_with("...") {
            rest = rest.trim_start_matches(['…', '.']);
            runs.push(String::new());
        } else {
            rest = &rest[c.len_utf8()..];
            if let Some(run) = runs.last_mut() {
                run.push(c);
            }
        }
    }
    let folded = runs.iter().map(|run| words(run).join(" "));
    folded.filter(|run| run.chars().any(char::is_alphanumeric)).collect()
}

/// A word that an insertion completes (`soldier[s]`) is no word of the article.
fn drop_broken_end(run: &mut String) {
    if run.chars().next_back().is_some_and(in_word) {
        run.truncate(run.rfind(char::is_whitespace).unwrap_or_default());
    }
}

fn after_broken_start(rest: &str) -> &str {
    if rest.chars().next().is_some_and(in_word) {
        return &rest[rest.find(char::is_whitespace).unwrap_or(rest.len())..];
    }
    rest
}

/// Whether a letter belongs to a word with white space around it: not in scripts that write without.
fn in_word(c: char) -> bool {
    let spaceless = matches!(u32::from(c),
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xF900..=0xFAFF
        | 0x20000..=0x3FFFF);
    c.is_alphanumeric() && !spaceless
}

/// Between words a browser looks for a break, so only white space may part them: text without any
/// stays whole.
fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

fn opening(run: &str) -> String {
    let words = words(run);
    words[..ENDS.min(words.len())].join(" ")
}

fn closing(run: &str) -> String {
    let words = words(run);
    words[words.len().saturating_sub(ENDS)..].join(" ")
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, &IN_TEXT).to_string()
}

#[cfg(test)]
mod tests {
    use percent_encoding::percent_decode_str;

    use super::*;

    const URL: &str = "https://example.org/a";

    /// The directive's text, decoded but for the comma between start and end.
    fn text(quote: &str) -> Option<String> {
        let link = original(URL, quote, false)?;
        let text = link.strip_prefix("https://example.org/a#:~:text=").expect("a directive");
        let parts = text.split(',').map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned());
        Some(parts.collect::<Vec<_>>().join(" ⋯ "))
    }

    #[test]
    fn what_has_a_meaning_is_encoded() {
        let link = original(URL, "well-known, R&D 50% “so”", false);
        let wanted = "https://example.org/a#:~:text=well%2Dknown%2C%20R%26D%2050%25%20%E2%80%9Cso%E2%80%9D";
        assert_eq!(link.as_deref(), Some(wanted));
    }

    #[test]
    fn long_excerpts_have_a_start_and_an_end() {
        assert_eq!(
            text("one two three four five six seven eight").as_deref(),
            Some("one two three four five six seven eight")
        );
        let long = "one two three four five six\n seven eight nine";
        assert_eq!(text(long).as_deref(), Some("one two three four ⋯ six seven eight nine"));
    }

    #[test]
    fn only_what_is_literal_is_looked_for() {
        for (quote, wanted) in [
            ("the soldiers … were wounded", Some("the soldiers ⋯ were wounded")),
            ("the soldiers […] were wounded", Some("the soldiers ⋯ were wounded")),
            ("the soldiers ... were wounded", Some("the soldiers ⋯ were wounded")),
            ("the soldier[s] were wounded", Some("the ⋯ were wounded")),
            ("[T]he soldiers were wounded", Some("soldiers were wounded")),
            ("he [the minister] said so", Some("he ⋯ said so")),
            ("a … b … c", Some("a ⋯ c")),
            ("an [open bracket", Some("an [open bracket")),
            ("…", None),
            ("[the minister]", None),
            ("soldier[s]", None),
            ("", None),
        ] {
            assert_eq!(text(quote).as_deref(), wanted, "{quote}");
        }
        let verbatim = original(URL, "he [sic] said…", true);
        assert_eq!(verbatim.as_deref(), Some("https://example.org/a#:~:text=he%20%5Bsic%5D%20said%E2%80%A6"));
    }

    #[test]
    fn every_script_is_found() {
        for (quote, wanted) in [
            ("İstanbul’da “gerginlik” arttı", "İstanbul’da “gerginlik” arttı"),
            (
                "أصيب ثلاثون جنديا دوليا في اشتباكات شمال كوسوفو يوم الاثنين",
                "أصيب ثلاثون جنديا دوليا ⋯ شمال كوسوفو يوم الاثنين",
            ),
            ("三十名国际维和士兵在科索沃北部的冲突中受伤", "三十名国际维和士兵在科索沃北部的冲突中受伤"),
            ("士兵[们]受伤…北约派兵", "士兵 ⋯ 北约派兵"),
        ] {
            assert_eq!(text(quote).as_deref(), Some(wanted));
        }
        let link = original(URL, "北约", false);
        assert_eq!(link.as_deref(), Some("https://example.org/a#:~:text=%E5%8C%97%E7%BA%A6"));
    }

    #[test]
    fn an_address_keeps_its_own_fragment() {
        let link = |url| original(url, "x", false);
        assert_eq!(link("https://e.org/#part").as_deref(), Some("https://e.org/#part:~:text=x"));
        assert_eq!(link("https://e.org/#:~:text=y").as_deref(), Some("https://e.org/#:~:text=x"));
    }
}
