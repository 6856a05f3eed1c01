//! `citation.bib`: the citation in the format of BibTeX, with the entry types and fields of BibLaTeX
//! (package documentation, sections 2.1 and 2.2). Letters stay Unicode, as biber reads them.

use super::{Citation, Kind};

/// The citation as one entry.
pub fn bibtex(citation: &Citation) -> Vec<u8> {
    let title = citation.title.as_ref().unwrap_or(&citation.untitled);
    let url = citation.url.as_deref().map(verbatim);
    let date = |day: crate::model::Day| day.to_string();
    let fields = [
        // A second pair of braces keeps a byline together and capitals as they are.
        ("author", citation.author.as_deref().map(|author| format!("{{{}}}", escape(author)))),
        ("title", Some(format!("{{{}}}", escape(title)))),
        ("organization", citation.container.as_deref().map(escape)),
        ("date", citation.published.map(date)),
        ("url", url),
        ("urldate", citation.retrieved.map(date)),
        ("language", Some(escape(&citation.language))),
        ("note", citation.note.as_deref().map(escape)),
    ];
    let kind = match citation.kind {
        Kind::Comparison | Kind::Article => "online",
        Kind::Upstream => "misc",
    };
    let lines = fields.into_iter().filter_map(|(name, value)| Some(format!("  {name} = {{{}}},\n", value?)));
    format!("@{kind}{{{},\n{}}}\n", citation.id, lines.collect::<String>()).into_bytes()
}

/// Text as TeX prints it. BibTeX counts braces without a look at backslashes, so braces in text are
/// given by name.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '%' | '&' | '#' | '_' | '$' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

/// An address stands as it is; its braces are percent-encoded already.
fn verbatim(url: &str) -> String {
    url.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn what_means_something_to_tex_is_escaped() {
        assert_eq!(
            escape("50% of R&D {so} \\x_1"),
            "50\\% of R\\&D \\textbraceleft{}so\\textbraceright{} \\textbackslash{}x\\_1"
        );
        assert_eq!(escape("Zvečan, Косово"), "Zvečan, Косово");
    }
}
