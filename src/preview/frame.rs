//! What the preview puts around a page: its own script, and the page that stands in for one that never
//! could be made.

use crate::{
    content::escape,
    diagnostic::{Finding, text},
    page::POLICY,
};

/// The tag before the one that a page is known by, and after it.
pub const SCRIPT: (&str, &str) = ("<script src=\"/_preview/preview.js\" data-page=\"", "\" defer></script>");

/// A page with the preview's own script at its end. This is all that tells it from the published one.
pub fn with_script(mut page: Vec<u8>, tag: &str) -> Vec<u8> {
    let end = b"</body>";
    let at = page.windows(end.len()).rposition(|window| window == end).unwrap_or(page.len());
    let script = [SCRIPT.0, tag, SCRIPT.1].concat();
    page.splice(at..at, script.into_bytes());
    page
}

/// A page that says only why there is none.
pub fn broken(errors: &[Finding]) -> Vec<u8> {
    let drawn = errors.iter().map(|finding| escape(&text::draw(finding, false)));
    let told = drawn.fold(String::new(), |told, finding| told + "<pre>" + &finding + "</pre>\n");
    let told = if told.is_empty() { "<p>There is no page here yet.</p>".to_owned() } else { told };
    page("This page cannot be built", &format!("<p>It appears as soon as this is mended.</p>\n{told}")).into_bytes()
}

/// A page of the preview itself.
pub fn page(title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title} · Preview</title>\n\
         <link rel=\"stylesheet\" href=\"/_preview/preview.css\">\n</head>\n<body class=\"desk\">\n\
         <main>\n<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n",
        escape(POLICY),
        title = escape(title),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, SourceText};

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        let page = |text: &str| String::from_utf8(with_script(text.into(), "1f")).expect("text");
        let script = "<script src=\"/_preview/preview.js\" data-page=\"1f\" defer></script>";
        assert_eq!(page("<body>x &lt;/body></body></html>"), format!("<body>x &lt;/body>{script}</body></html>"));
        assert_eq!(page("no body"), format!("no body{script}"));
    }

    #[test]
    fn findings_are_escaped() {
        let text = SourceText::new("content/<b>.md", "+++\n<script>alert(1)</script>\n");
        let finding = Finding::error(Code::UnknownKey, "</pre><img src=x onerror=alert(1)>").at(text.at(4..12));
        let page = String::from_utf8(broken(&[finding.hint("<i>")])).expect("text");
        assert!(!page.contains("<img") && !page.contains("<script>") && !page.contains("<i>"), "{page}");
        assert!(page.contains("content/&lt;b&gt;.md:2:1"), "{page}");
    }
}
