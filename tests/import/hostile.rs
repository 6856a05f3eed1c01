//! Pages that are made to break their readers: all end in a text or a finding, soon.

use std::time::{Duration, Instant};

use rashomon::{
    diagnostic::Finding,
    import::{self, Article, Page},
};

const SENTENCE: &str = "The council of the invented town said on Monday that the bridge would stay closed until May. ";

/// Reads a page on a stack as small as that of a program's main thread.
fn read(html: String) -> Result<Article, Finding> {
    let start = Instant::now();
    let page = Page { bytes: html.into_bytes(), name: "page.html".to_owned(), ..Page::default() };
    let read = std::thread::Builder::new().stack_size(2 << 20).spawn(move || import::read(&page)).unwrap();
    let read = read.join().unwrap();
    // A build for tests is some thirty times slower than one for release.
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
    read
}

fn code(html: String) -> &'static str {
    read(html).unwrap_err().code.name()
}

fn article() -> String {
    format!("<h1>Bridge closed</h1>{}", format!("<p>{}</p>", SENTENCE.repeat(3)).repeat(5))
}

#[test]
fn a_hundred_thousand_nested_elements_are_read() {
    for element in
        ["div", "span", "b", "font", "section", "table", "ul", "blockquote", "a", "button", "x-y", "option", "rt"]
    {
        let deep = format!("<{element}>").repeat(100_000);
        let found = read(format!("<body>{}{deep}<p>{}</p>", article(), SENTENCE));
        let found = found.unwrap_or_else(|finding| panic!("{element}: {finding}"));
        assert!(found.lines.iter().any(|line| line.starts_with("The council")), "{element}: {:?}", found.lines);
    }
}

#[test]
fn formatting_that_is_never_closed_ends() {
    let open: String = (0..5_000).map(|n| format!("<div><b id={n}><i class={n}></div><p>x")).collect();
    assert!(read(article() + &open).is_ok());
    let links: String = (0..5_000).map(|n| format!("<p><a href={n}>x")).collect();
    assert!(read(article() + &links).is_ok());
}

#[test]
fn names_of_furniture_that_are_nested_end() {
    let nested = "<div class='share related'>".repeat(200);
    let words = "word ".repeat(100_000);
    assert!(read(format!("{}{nested}{words}", article())).is_ok());
}

#[test]
fn twenty_megabytes_are_read_or_refused() {
    let filler = |piece: &str| piece.repeat((20 << 20) / piece.len() - 1000);
    assert!(read(format!("<script>{}</script>{}", filler("if (a < b) { f('<p>') }\n"), article())).is_ok());
    assert!(read(format!("{}<img alt=x src=\"data:{}\">", article(), filler("AAAA"))).is_ok());
    assert_eq!(code(filler("<p>a<br>")), "too-large");
    assert_eq!(code(format!("<p>{}", filler(SENTENCE))), "too-large");
    assert_eq!(code(format!("<p>{}", "x".repeat((20 << 20) + 1))), "too-large");
}

#[test]
fn scripts_in_json_end() {
    let deep = format!("<script type=application/ld+json>{}</script>{}", "[".repeat(1_000_000), article());
    assert!(read(deep).is_ok());
    let many = format!(
        "<script type=application/ld+json>[{}{{}}]</script>{}",
        "{\"@type\":\"NewsArticle\"},".repeat(500_000),
        article()
    );
    assert!(read(many).is_ok());
}

#[test]
fn controls_and_turned_text_do_not_come_through() {
    let page = "<title>\u{202e}Bridge \"closed\"\r\n+++\r\nto 'all'\u{0}</title><meta name=author content='A\u{202e}da\nQuill\u{7}'>";
    let body = format!(
        "<p>One\u{0}\u{8}\u{202d} two\u{85}three\u{2028}four. {}</p><p>{}</p>",
        SENTENCE.repeat(3),
        SENTENCE.repeat(4)
    );
    let article = read(format!("{page}{body}")).unwrap();
    assert_eq!(article.found.title.as_deref(), Some("Bridge \"closed\" +++ to 'all'"));
    assert_eq!(article.found.byline.as_deref(), Some("Ada Quill"));
    assert!(article.lines[1].starts_with("One two three four. The council"), "{}", article.lines[1]);
}

#[test]
fn what_is_no_article_is_said() {
    for bytes in [
        &b"%PDF-1.7\n%\xe2\xe3"[..],
        b"\x89PNG\r\n",
        b"PK\x03\x04",
        b"",
        b"   \n",
        b"<html><body></body></html>",
        &[0; 4096],
    ] {
        let page = Page { bytes: bytes.to_vec(), name: "x".to_owned(), ..Page::default() };
        let finding = import::read(&page).unwrap_err();
        assert_eq!(finding.code.name(), "no-article", "{finding}");
        assert!(finding.hint.is_some() || finding.message.contains("no text"), "{finding}");
    }
    assert_eq!(code("<nav><a href=/>Home</a></nav><script>go()</script>".to_owned()), "no-article");
}
