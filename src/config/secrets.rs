//! Secrets that somebody wrote into `site.toml` nevertheless: no finding shows them.

use std::ops::Range;

use crate::diagnostic::SourceText;

/// Parts of names of keys that hold secrets.
const WORDS: [&str; 9] =
    ["secret", "password", "passwd", "passphrase", "token", "credential", "access_key", "api_key", "private_key"];

/// Whether a key is one that would hold a secret.
pub fn is_secret(key: &str) -> bool {
    let key = key.to_ascii_lowercase().replace('-', "_");
    WORDS.iter().any(|word| key.contains(word))
}

/// The same text with asterisks for what nobody should read: the values of keys that hold secrets, and names and
/// passwords within addresses. Everything stays in its place.
pub fn masked(source: &SourceText) -> SourceText {
    let text = source.text();
    let mut bytes = text.as_bytes().to_vec();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        for span in in_line(line.trim_end_matches(['\n', '\r'])) {
            bytes[start + span.start..start + span.end].fill(b'*');
        }
        start += line.len();
    }
    match String::from_utf8(bytes) {
        Ok(masked) if masked != text => SourceText::new(source.path(), masked),
        _ => source.clone(),
    }
}

fn in_line(line: &str) -> Vec<Range<usize>> {
    // Also behind another key, in a table on one line.
    if let Some((at, _)) = line.match_indices('=').find(|(at, _)| is_secret(&line[..*at])) {
        return std::iter::once(at + 1..line.len()).collect();
    }
    let mut spans = Vec::new();
    for (at, _) in line.match_indices("://") {
        let authority = &line[at + 3..];
        let end = authority.find(['/', '"', '\'', ' ', '?', '#']).unwrap_or(authority.len());
        if let Some(sign) = authority[..end].rfind('@') {
            spans.push(at + 3..at + 3 + sign);
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_masked_in_their_place() {
        let shown = |text: &str| masked(&SourceText::new("site.toml", text)).text().to_owned();
        for (text, wanted) in [
            ("a = 1\nsecret_access_key = \"ab\u{e9}\"\r\nb = 2", "a = 1\nsecret_access_key =*******\r\nb = 2"),
            ("x = { token = \"abc\" }\n", "x = { token =********\n"),
            ("remote = \"https://ana:tok@host/x@y\"\n", "remote = \"https://*******@host/x@y\"\n"),
            ("base_url = \"https://example.org/@x\"\n", "base_url = \"https://example.org/@x\"\n"),
        ] {
            let got = shown(text);
            assert_eq!(got.len(), text.len());
            assert_eq!(got, wanted);
        }
    }

    #[test]
    fn ordinary_keys_are_none() {
        for key in ["keep", "path", "identity", "bucket", "kind", "message"] {
            assert!(!is_secret(key), "{key}");
        }
        for key in ["secret_access_key", "aws-access-key-id", "PASSWORD", "github_token"] {
            assert!(is_secret(key), "{key}");
        }
    }
}
