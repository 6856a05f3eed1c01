//! Code in Markdown, coloured at build time by classes (`z-…`), so that no script is needed and the
//! theme chooses the colours for light and dark.

use std::sync::OnceLock;

use syntect::{
    html::{ClassStyle, ClassedHTMLGenerator},
    parsing::SyntaxSet,
    util::LinesWithEndings,
};

/// Prefix of all classes that highlighting writes.
pub const CLASS_PREFIX: &str = "z-";

/// The syntaxes, loaded when the first code block asks for one.
#[derive(Default)]
pub struct Highlighter {
    syntaxes: OnceLock<SyntaxSet>,
}

impl Highlighter {
    /// A code block as HTML. A language that is not known, or none, gives plain text.
    pub fn block(&self, language: &str, code: &str) -> String {
        let body = self.spans(language, code).unwrap_or_else(|| super::html::escape(code));
        format!("<pre class=\"{CLASS_PREFIX}code\" tabindex=\"0\"><code>{body}</code></pre>\n")
    }

    fn spans(&self, language: &str, code: &str) -> Option<String> {
        if language.is_empty() {
            return None;
        }
        let syntaxes = self.syntaxes.get_or_init(two_face::syntax::extra_newlines);
        let syntax = syntaxes.find_syntax_by_token(language)?;
        let style = ClassStyle::SpacedPrefixed { prefix: CLASS_PREFIX };
        let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, syntaxes, style);
        for line in LinesWithEndings::from(code) {
            generator.parse_html_for_line_which_includes_newline(line).ok()?;
        }
        Some(generator.finalize())
    }
}
