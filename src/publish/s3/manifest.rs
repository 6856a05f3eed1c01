//! The list of what is published at a target, kept there as an object of its own.
//!
//! It tells our objects from others', and what has changed since. It also stands for a run that was interrupted:
//! before anything is sent, the list names as unsure whatever is going to be sent or removed, so that the next
//! run knows where to look. Whoever may write to the bucket may write to it, so nothing in it is believed that
//! the listing of the bucket does not bear out.

use std::{collections::BTreeMap, path::Path};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::headers::Headers;
use crate::output;

/// Its name at the target.
pub const NAME: &str = ".rashomon-published.json";

/// The form of the file. A program that knows only an older one leaves the target alone.
const FORMAT: u32 = 1;

/// What is published, by paths of the output.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// The files of the site.
    pub files: BTreeMap<String, Stored>,
    /// Files with fingerprinted names that no page of the site names any more, and since when.
    pub unused: BTreeMap<String, (Stored, Timestamp)>,
    /// Objects that a run was about to send or to remove, with the SHA-256 that they had or should get.
    pub unsure: BTreeMap<String, String>,
}

/// An object as it was stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// Its length in bytes.
    pub size: u64,
    /// SHA-256 of its content in lower-case hexadecimal digits.
    pub sha256: String,
    #[serde(flatten)]
    pub headers: Headers,
    /// What the server calls this content (RFC 9110, 8.8.3), without quotation marks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
}

/// Why a list cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub enum Unusable {
    /// It is none, or was spoilt: as good as lost.
    Broken(String),
    /// A newer program wrote it.
    Newer(u32),
}

impl Published {
    /// The list as an object, one line for each of ours.
    pub fn to_bytes(&self) -> Vec<u8> {
        let files = self.files.iter().map(|(path, stored)| Line::new(path, Some(stored)));
        let unused = self
            .unused
            .iter()
            .map(|(path, (stored, since))| Line { unused_since: Some(*since), ..Line::new(path, Some(stored)) });
        let unsure =
            self.unsure.iter().map(|(path, sha256)| Line { unsure: Some(sha256.clone()), ..Line::new(path, None) });
        let mut text = format!("{{\n\"generator\": \"rashomon\",\n\"format\": {FORMAT},\n\"published\": [");
        for (index, line) in files.chain(unused).chain(unsure).enumerate() {
            text.push_str(if index == 0 { "\n" } else { ",\n" });
            // Strings and numbers cannot fail to serialise.
            text.push_str(&serde_json::to_string(&line).unwrap_or_default());
        }
        text.push_str("\n]\n}\n");
        text.into_bytes()
    }

    /// Reads a list.
    ///
    /// # Errors
    /// When it cannot be used.
    pub fn parse(bytes: &[u8]) -> Result<Published, Unusable> {
        let broken = |error: serde_json::Error| Unusable::Broken(error.to_string());
        let document: Document = serde_json::from_slice(bytes).map_err(broken)?;
        if document.generator != "rashomon" {
            return Err(Unusable::Broken("another program wrote it".to_owned()));
        }
        if document.format > FORMAT {
            return Err(Unusable::Newer(document.format));
        }
        let lines: Vec<Line> = serde_json::from_value(document.published).map_err(broken)?;
        let mut published = Published::default();
        for line in lines {
            // Such a path is none of ours, whoever wrote it here.
            if output::join(Path::new(""), &line.path).is_err() || line.path == NAME {
                return Err(Unusable::Broken(format!("it lists the impossible path `{}`", line.path)));
            }
            match line {
                Line { path, unsure: Some(sha256), .. } => drop(published.unsure.insert(path, sha256)),
                Line { path, stored: Some(stored), unused_since: Some(since), .. } => {
                    published.unused.insert(path, (stored, since));
                }
                Line { path, stored: Some(stored), .. } => drop(published.files.insert(path, stored)),
                Line { path, .. } => {
                    return Err(Unusable::Broken(format!("it does not say what `{path}` holds")));
                }
            }
        }
        Ok(published)
    }

    /// What is known of the content at a path.
    pub fn stored(&self, path: &str) -> Option<&Stored> {
        self.files.get(path).or_else(|| self.unused.get(path).map(|(stored, _)| stored))
    }
}

#[derive(Deserialize)]
struct Document {
    generator: String,
    format: u32,
    #[serde(default)]
    published: serde_json::Value,
}

#[derive(Serialize, Deserialize)]
struct Line {
    path: String,
    #[serde(flatten)]
    stored: Option<Stored>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unused_since: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unsure: Option<String>,
}

impl Line {
    fn new(path: &str, stored: Option<&Stored>) -> Line {
        Line { path: path.to_owned(), stored: stored.cloned(), unused_since: None, unsure: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::s3::headers;

    fn stored(path: &str, etag: Option<&str>) -> Stored {
        let sha256 = crate::digest::sha256(path.as_bytes());
        Stored { size: 7, headers: headers::of(path, &sha256), sha256, etag: etag.map(str::to_owned) }
    }

    fn published() -> Published {
        let since = "2026-03-01T10:00:00Z".parse().unwrap();
        Published {
            files: [("b/\u{e9} \u{2028}.svg".to_owned(), stored("b", None))].into(),
            unused: [("a.css".to_owned(), (stored("a.css", Some("\u{e9}-1")), since))].into(),
            unsure: [("c".to_owned(), "00".to_owned())].into(),
        }
    }

    #[test]
    fn reads_back_what_it_wrote() {
        for published in [Published::default(), published()] {
            assert_eq!(Published::parse(&published.to_bytes()), Ok(published));
        }
        let published = Published {
            files: [("index.html".to_owned(), stored("index.html", Some("e")))].into(),
            ..Published::default()
        };
        insta::assert_snapshot!(String::from_utf8(published.to_bytes()).unwrap(), @r#"
        {
        "generator": "rashomon",
        "format": 1,
        "published": [
        {"path":"index.html","size":7,"sha256":"0eb547304658805aad788d320f10bf1f292797b5e6d745a3bf617584da017051","type":"text/html; charset=utf-8","cache":"no-cache","etag":"e"}
        ]
        }
        "#);
    }

    #[test]
    fn believes_no_impossible_list() {
        let with = |path: &str| Published { unsure: [(path.to_owned(), String::new())].into(), ..Published::default() };
        for bytes in [
            b"".to_vec(),
            b"{}".to_vec(),
            b"[1,2".to_vec(),
            br#"{"generator":"hugo","format":1,"published":[]}"#.to_vec(),
            br#"{"generator":"rashomon","format":1}"#.to_vec(),
            br#"{"generator":"rashomon","format":1,"published":[{"path":"a"}]}"#.to_vec(),
            br#"{"generator":"rashomon","format":1,"published":[{"path":"a","size":-1}]}"#.to_vec(),
            with("../x").to_bytes(),
            with("/etc/passwd").to_bytes(),
            with(NAME).to_bytes(),
        ] {
            let read = Published::parse(&bytes);
            assert!(matches!(read, Err(Unusable::Broken(_))), "{}", String::from_utf8_lossy(&bytes));
        }
        let newer = br#"{"generator":"rashomon","format":2,"published":7}"#;
        assert_eq!(Published::parse(newer), Err(Unusable::Newer(2)));
    }
}
