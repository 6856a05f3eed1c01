//! Bytes to text: which character encoding a page is in.
//!
//! The order is that of the WHATWG HTML standard, "determining the character encoding": a byte order
//! mark, the HTTP header, the page's own declaration within its first kilobyte, and then a guess. A text
//! that is valid UTF-8 is read as that even if it declares an older encoding, unless the declaration
//! comes with HTTP: saved pages keep their old declaration although the browser wrote UTF-8.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a page its declaration is looked for, in bytes.
const DECLARED_WITHIN: usize = 1024;

/// A page's text, and how it was read.
#[derive(Debug)]
pub struct Decoded {
    pub text: String,
    /// The encoding by its name in the WHATWG Encoding Standard.
    pub encoding: &'static str,
    /// Whether it was guessed from the bytes.
    pub is_guess: bool,
    /// Whether some bytes were none of that encoding, and became U+FFFD.
    pub is_lossy: bool,
}

/// Decodes a page. `content_type` is the header that came with it, if any.
pub fn decode(bytes: &[u8], content_type: Option<&str>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[mark..], false);
    }
    if let Some(encoding) = content_type.and_then(charset_of) {
        return with(encoding, bytes, false);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return with(UTF_8, bytes, false);
    }
    match declared(&bytes[..bytes.len().min(DECLARED_WITHIN)]) {
        Some(encoding) => with(encoding, bytes, false),
        None => with(guess(bytes), bytes, true),
    }
}

fn with(encoding: &'static Encoding, bytes: &[u8], is_guess: bool) -> Decoded {
    let (text, is_lossy) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), is_guess, is_lossy }
}

/// The `charset` of a `Content-Type`, or of a declaration that looks like one.
fn charset_of(content_type: &str) -> Option<&'static Encoding> {
    let lower = content_type.to_ascii_lowercase();
    let after = lower.split("charset").nth(1)?.trim_start().strip_prefix('=')?;
    let label = after.trim_start().trim_start_matches(['"', '\'']);
    let end = label.find(|c: char| c.is_whitespace() || "\"'>;/?".contains(c)).unwrap_or(label.len());
    Encoding::for_label(&label.as_bytes()[..end])
}

/// What the page says of itself: `<meta charset>`, its older form with `http-equiv`, or an XML
/// declaration. A declaration that can be read as ASCII cannot be true of UTF-16.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head: String = head.iter().map(|byte| char::from(*byte)).collect::<String>().to_ascii_lowercase();
    let xml = head.starts_with("<?xml").then(|| head.split("?>").next().unwrap_or_default());
    let xml = xml.and_then(|line| charset_of(&line.replace("encoding", "charset")));
    let found = xml.or_else(|| head.split("<meta").skip(1).find_map(|meta| charset_of(meta.split('>').next()?)));
    found.map(|encoding| if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nearest_to_the_page_decides() {
        let russian =
            "<p>\u{41f}\u{440}\u{438}\u{432}\u{435}\u{442}, \u{43a}\u{430}\u{43a} \u{434}\u{435}\u{43b}\u{430}</p>";
        let bytes = encoding_rs::WINDOWS_1251.encode(russian).0;
        let read = |bytes: &[u8], header| {
            let decoded = decode(bytes, header);
            (decoded.encoding, decoded.is_guess)
        };
        assert_eq!(read(&bytes, Some("text/html; charset=\"Windows-1251\"")), ("windows-1251", false));
        assert_eq!(read(&bytes, Some("text/html")), ("windows-1251", true));
        let meta = [b"<META http-equiv=content-type content='text/html; charset=KOI8-R'>", &*bytes].concat();
        assert_eq!(read(&meta, None), ("KOI8-R", false));
        assert_eq!(read(&meta, Some("text/html; charset=cp1251")), ("windows-1251", false));
        assert_eq!(read(&[b"\xef\xbb\xbf", &*meta].concat(), Some("x; charset=koi8-r")), ("UTF-8", false));
        assert_eq!(read(b"<?xml version='1.0' encoding='iso-8859-9'?>\xfd", None), ("windows-1254", false));
        assert_eq!(read("<meta charset=latin1>é".as_bytes(), None), ("UTF-8", false));
        assert_eq!(read(b"<meta charset=utf-16>\xe9", None), ("UTF-8", false));
        assert!(decode(b"\xff\xfe<\0p\0>\0", None).text == "<p>");
        assert!(decode(b"<meta charset=utf-8>\xe9", None).is_lossy);
    }
}
