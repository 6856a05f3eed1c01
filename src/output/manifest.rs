//! The list of our files in an output folder, kept in that folder.
//!
//! It tells our files from others', and what an earlier build made that this one no longer does. It
//! depends on the files alone, so equal sites have equal manifests.
#![allow(clippy::disallowed_methods, reason = "this room writes the output")]

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fmt, fs,
    io::{self, Write},
    path::Path,
};

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{SeqAccess, Visitor},
};

use crate::digest::{digest, hex, unhex};

/// Its name in the output folder.
pub const NAME: &str = ".rashomon.json";

/// The form of the file; a program that knows only an older one leaves the folder alone.
const FORMAT: u32 = 1;

/// Our files by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// What was written, by path relative to the output folder, with `/`.
    pub files: BTreeMap<String, Entry>,
}

/// A file as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Its length in bytes.
    pub size: u64,
    /// SHA-256.
    pub sha256: [u8; 32],
}

impl Entry {
    /// Describes a file of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Entry {
        Entry { size: bytes.len() as u64, sha256: digest(bytes) }
    }
}

/// What stands in an output folder's manifest.
#[derive(Debug)]
pub enum Found {
    /// There is none.
    Nothing,
    /// A file of that name that cannot be used, and why.
    Broken(String),
    /// A manifest.
    Manifest(Manifest),
}

/// Reads the manifest of an output folder. Its content is not trusted.
///
/// # Errors
/// When the disk fails.
pub fn read(output: &Path) -> io::Result<Found> {
    let path = output.join(NAME);
    match fs::symlink_metadata(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(error) => return Err(error),
        Ok(metadata) if !metadata.is_file() => return Ok(Found::Broken("it is not a file".to_owned())),
        Ok(_) => {}
    }
    Ok(match parse(&fs::read(&path)?) {
        Ok(manifest) => Found::Manifest(manifest),
        Err(why) => Found::Broken(why),
    })
}

impl Manifest {
    /// The manifest as the bytes of its file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        // Writing to memory does not fail.
        write(self.iter(), &mut bytes).unwrap_or_default();
        bytes
    }

    /// All files in order of path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.files.iter().map(|(path, entry)| (path.as_str(), entry))
    }
}

/// Writes the manifest of some files in order of path as a file, one line for each.
///
/// # Errors
/// When writing fails.
pub fn write<'m>(files: impl Iterator<Item = (&'m str, &'m Entry)>, file: &mut impl Write) -> io::Result<()> {
    write!(file, "{{\n\"generator\": \"rashomon\",\n\"format\": {FORMAT},\n\"files\": [")?;
    for (index, (path, entry)) in files.enumerate() {
        file.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        let line = Line { path: path.into(), size: entry.size, sha256: hex(&entry.sha256).into() };
        serde_json::to_writer(&mut *file, &line)?;
    }
    file.write_all(b"\n]\n}\n")
}

#[derive(Deserialize)]
struct Head {
    generator: String,
    format: u32,
}

#[derive(Deserialize)]
struct Document {
    generator: String,
    format: u32,
    files: Files,
}

/// The lines of a manifest, or why they cannot be used.
struct Files(Result<BTreeMap<String, Entry>, String>);

#[derive(Serialize, Deserialize)]
struct Line<'t> {
    #[serde(borrow)]
    path: Cow<'t, str>,
    size: u64,
    #[serde(borrow)]
    sha256: Cow<'t, str>,
}

/// Reads a manifest that lay elsewhere than on this disk. Its content is not trusted.
///
/// # Errors
/// Why it cannot be used.
pub fn parse(bytes: &[u8]) -> Result<Manifest, String> {
    // One that is of another form may have no files, so why it is refused is looked for in its head.
    let document: Result<Document, _> = serde_json::from_slice(bytes);
    let head = match &document {
        Ok(Document { generator, format, .. }) => Head { generator: generator.clone(), format: *format },
        Err(_) => serde_json::from_slice(bytes).map_err(|error| error.to_string())?,
    };
    if head.generator != "rashomon" {
        return Err("another program wrote it".to_owned());
    }
    if head.format != FORMAT {
        return Err(format!("it has format {}, this program knows format {FORMAT}", head.format));
    }
    let Files(files) = document.map_err(|error| error.to_string())?.files;
    Ok(Manifest { files: files? })
}

impl<'de> Deserialize<'de> for Files {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Lines;

        impl<'de> Visitor<'de> for Lines {
            type Value = Files;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a list of files")
            }

            // One by one: a large site has some hundred thousand.
            fn visit_seq<A: SeqAccess<'de>>(self, mut lines: A) -> Result<Files, A::Error> {
                let mut files = Vec::new();
                let mut wrong = None;
                while let Some(line) = lines.next_element::<Line<'_>>()? {
                    match line.entry() {
                        Ok(file) => files.push(file),
                        Err(why) => wrong = wrong.or(Some(why)),
                    }
                }
                // A tree whose parts come one by one in order is half empty; made of all at once, it is full.
                Ok(Files(wrong.map_or_else(|| Ok(files.into_iter().collect()), Err)))
            }
        }

        deserializer.deserialize_seq(Lines)
    }
}

impl Line<'_> {
    fn entry(self) -> Result<(String, Entry), String> {
        let Line { path, size, sha256 } = self;
        // A manifest must not be able to name a file elsewhere, for listed files may be removed.
        super::path::join(Path::new(""), &path).map_err(|_| format!("it lists the impossible path `{path}`"))?;
        let sha256 = unhex(&sha256).ok_or_else(|| format!("the hash of `{path}` is none"))?;
        Ok((path.into_owned(), Entry { size, sha256 }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(paths: &[&str]) -> Manifest {
        Manifest { files: paths.iter().map(|path| ((*path).to_owned(), Entry::of(path.as_bytes()))).collect() }
    }

    #[test]
    fn reads_back_what_it_wrote() {
        for paths in [&[][..], &["a"], &["a", "b/\u{e9} \u{2028}.svg"]] {
            assert_eq!(parse(&manifest(paths).to_bytes()), Ok(manifest(paths)));
        }
        insta::assert_snapshot!(String::from_utf8(manifest(&["index.html"]).to_bytes()).unwrap(), @r#"
        {
        "generator": "rashomon",
        "format": 1,
        "files": [
        {"path":"index.html","size":10,"sha256":"0eb547304658805aad788d320f10bf1f292797b5e6d745a3bf617584da017051"}
        ]
        }
        "#);
    }

    #[test]
    fn refuses_what_it_cannot_trust() {
        let with = |path: &str| manifest(&[path]).to_bytes();
        for bytes in [
            b"".to_vec(),
            b"{}".to_vec(),
            b"[1,2".to_vec(),
            br#"{"generator":"rashomon","format":2,"files":[]}"#.to_vec(),
            br#"{"generator":"hugo","format":1,"files":[]}"#.to_vec(),
            br#"{"generator":"rashomon","format":1}"#.to_vec(),
            with("../x"),
            with("/etc/passwd"),
            with("a\\b"),
        ] {
            assert!(parse(&bytes).is_err(), "{}", String::from_utf8_lossy(&bytes));
        }
    }
}
