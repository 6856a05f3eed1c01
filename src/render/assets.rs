//! Assets: the files of `static/`, those that browsers keep under a name with a hash of the content.
//!
//! A changed file has a new name, so a host may let browsers keep the old one for ever. Style sheets
//! are rewritten to name the hashed fonts and pictures that they load.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

/// Endings of files that pages load by `asset(…)` or from a style sheet. Others keep their name, so
/// that `favicon.ico`, a PDF or a licence stands where one would look for it.
const HASHED: [&str; 12] = ["css", "js", "mjs", "woff2", "woff", "svg", "png", "jpg", "jpeg", "gif", "webp", "avif"];

/// The assets of a theme.
#[derive(Debug, Default)]
pub struct Assets {
    /// Name in the output by path below `static/`.
    names: BTreeMap<String, String>,
    /// Bytes by name in the output.
    files: BTreeMap<String, Vec<u8>>,
}

impl Assets {
    /// Takes the files of a theme by their path below `static/`.
    pub fn new(files: BTreeMap<String, Vec<u8>>) -> Assets {
        let mut assets = Assets::default();
        let (sheets, others): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|(path, _)| path.strip_suffix(".css").is_some());
        for (path, bytes) in others {
            assets.add(path, bytes);
        }
        for (path, bytes) in sheets {
            let bytes = match String::from_utf8(bytes) {
                Ok(text) => assets.rewrite(&path, &text).into_bytes(),
                Err(error) => error.into_bytes(),
            };
            assets.add(path, bytes);
        }
        assets
    }

    /// The name in the output of a file of `static/`.
    pub fn name_of(&self, path: &str) -> Option<&str> {
        self.names.get(path).map(String::as_str)
    }

    /// All files by their name in the output.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    fn add(&mut self, path: String, bytes: Vec<u8>) {
        let name = match path.rsplit_once('.') {
            Some((stem, ending)) if HASHED.contains(&ending) => {
                let hash = Sha256::digest(&bytes);
                let short = hash.iter().take(5).fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
                format!("{stem}.{short}.{ending}")
            }
            _ => path.clone(),
        };
        self.files.insert(name.clone(), bytes);
        self.names.insert(path, name);
    }

    /// Replaces `url("fonts/x.woff2")` by the hashed name where it names a file of the theme.
    fn rewrite(&self, sheet: &str, text: &str) -> String {
        let folder = sheet.rfind('/').map_or("", |at| &sheet[..=at]);
        let mut written = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find("url(") {
            let (before, after) = rest.split_at(at + 4);
            written.push_str(before);
            let end = after.find(')').unwrap_or(after.len());
            let inner = after[..end].trim();
            let path = inner.trim_matches(['"', '\'']);
            match self.names.get(&format!("{folder}{path}")) {
                Some(name) => written.extend(["\"", name.trim_start_matches(folder), "\""]),
                None => written.push_str(&after[..end]),
            }
            rest = &after[end..];
        }
        written + rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_sheets_name_hashed_fonts() {
        let files = [
            ("theme.css", "@font-face { src: url(\"fonts/a.woff2\") } b { background: url(data:,) }"),
            ("fonts/a.woff2", "font"),
            ("fonts/OFL.txt", "licence"),
        ];
        let assets = Assets::new(files.map(|(path, text)| (path.to_owned(), text.into())).into());
        let font = assets.name_of("fonts/a.woff2").expect("the font");
        assert!(font.starts_with("fonts/a.") && font.len() == "fonts/a.0123456789.woff2".len(), "{font}");
        assert_eq!(assets.name_of("fonts/OFL.txt"), Some("fonts/OFL.txt"));
        let sheet = assets.files().find(|(name, _)| name.strip_suffix(".css").is_some()).expect("the sheet");
        let text = String::from_utf8_lossy(sheet.1);
        assert_eq!(text, format!("@font-face {{ src: url(\"{font}\") }} b {{ background: url(data:,) }}"));
    }
}
