//! Assets: the files of `static/`, those that browsers keep under a name with a hash of the content.
//!
//! A changed file has a new name, so a host may let browsers keep the old one for ever. Style sheets
//! are rewritten to name the hashed fonts and pictures that they load. A sheet that another one imports
//! keeps its name: sheets may import each other in a circle, in which no hash could come first. Scripts
//! are rewritten to name the hashed modules that they import; see `modules.rs`.

use std::collections::{BTreeMap, BTreeSet};

use crate::digest::sha256;

use super::modules;

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
        let (scripts, others): (BTreeMap<_, _>, BTreeMap<_, _>) =
            others.into_iter().partition(|(path, _)| matches!(path.rsplit_once('.'), Some((_, "js" | "mjs"))));
        for (path, bytes) in others {
            assets.add(path, bytes, true);
        }
        for (path, in_circle) in modules::in_order(&scripts) {
            let bytes = modules::rewrite(path, &scripts[path], |target| assets.names.get(target).cloned());
            assets.add(path.to_owned(), bytes, !in_circle);
        }
        let imported: BTreeSet<String> =
            sheets.iter().flat_map(|(path, bytes)| imports(path, &String::from_utf8_lossy(bytes))).collect();
        for (path, bytes) in sheets {
            let bytes = match String::from_utf8(bytes) {
                Ok(text) => assets.rewrite(&path, &text).into_bytes(),
                Err(error) => error.into_bytes(),
            };
            let hashed = !imported.contains(&path);
            assets.add(path, bytes, hashed);
        }
        assets
    }

    /// The name in the output of a file of `static/`.
    pub fn name_of(&self, path: &str) -> Option<&str> {
        self.names.get(path).map(String::as_str)
    }

    /// The names in the output that tell what is in the file.
    pub fn hashed(&self) -> impl Iterator<Item = &str> {
        self.names.iter().filter(|(path, name)| path != name).map(|(_, name)| name.as_str())
    }

    /// Whether a name in the output is one of these.
    pub fn is_hashed(&self, name: &str) -> bool {
        self.hashed().any(|hashed| hashed == name)
    }

    /// All files by their name in the output.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// Adds a file that keeps its name.
    pub fn add_as_is(&mut self, path: &str, bytes: Vec<u8>) {
        self.add(path.to_owned(), bytes, false);
    }

    /// The bytes of a file by its name in the output.
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(Vec::as_slice)
    }

    fn add(&mut self, path: String, bytes: Vec<u8>, hashed: bool) {
        let name = match path.rsplit_once('.') {
            Some((stem, ending)) if hashed && HASHED.contains(&ending) => {
                format!("{stem}.{}.{ending}", &sha256(&bytes)[..10])
            }
            _ => path.clone(),
        };
        self.files.insert(name.clone(), bytes);
        self.names.insert(path, name);
    }

    /// Replaces `url("fonts/x.woff2")` by the hashed name where it names a file of the theme.
    fn rewrite(&self, sheet: &str, text: &str) -> String {
        let mut written = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find("url(") {
            let (before, after) = rest.split_at(at + 4);
            written.push_str(before);
            let (reference, end) = first_reference(after);
            let (path, suffix) = reference.split_at(reference.find(['?', '#']).unwrap_or(reference.len()));
            match resolve(sheet, path).and_then(|target| self.names.get(&target)) {
                Some(name) => written.extend(["\"", &relative(sheet, name), suffix, "\""]),
                None => written.push_str(&after[..end]),
            }
            rest = &after[end..];
        }
        written + rest
    }
}

/// The address at the beginning of a text, with or without quotation marks, and the byte at which it
/// ends.
fn first_reference(text: &str) -> (&str, usize) {
    let start = text.len() - text.trim_start().len();
    let quoted = text[start..].chars().next().filter(|c| matches!(c, '"' | '\''));
    if let Some((mark, length)) = quoted.and_then(|mark| Some((mark, text[start + 1..].find(mark)?))) {
        return (text[start + 1..].split(mark).next().unwrap_or_default(), start + length + 2);
    }
    let end = text.find(')').unwrap_or(text.len());
    (text[start.min(end)..end].trim_end(), end)
}

/// The files that a sheet imports: `@import "other.css"` and `@import url(other.css)`.
fn imports(sheet: &str, text: &str) -> Vec<String> {
    let imported = text.split("@import").skip(1).filter_map(|rest| {
        let rest = rest.trim_start();
        let reference = match rest.strip_prefix("url(") {
            Some(rest) => first_reference(rest).0,
            None if rest.starts_with(['"', '\'']) => first_reference(rest).0,
            None => return None,
        };
        resolve(sheet, reference.split(['?', '#']).next().unwrap_or_default())
    });
    imported.collect()
}

/// The path below `static/` of a file that a sheet names from its own folder; `None` if it names none.
pub(super) fn resolve(sheet: &str, path: &str) -> Option<String> {
    if path.is_empty() || path.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = sheet.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A path below `static/` as a sheet names it from its own folder.
pub(super) fn relative(sheet: &str, target: &str) -> String {
    let (mut sheet, mut target) = (sheet, target);
    while let (Some((one, below)), Some((other, rest))) = (sheet.split_once('/'), target.split_once('/')) {
        if one != other {
            break;
        }
        (sheet, target) = (below, rest);
    }
    "../".repeat(sheet.matches('/').count()) + target
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

    #[test]
    fn style_sheets_name_files_of_other_folders() {
        let files = [
            (
                "css/a.css",
                "@import \"b.css\"; a { b: url(../f.woff2?x) url( './css/i.svg#id' ) url(../g.woff2) url(/f.woff2) }",
            ),
            ("css/b.css", "@import url(a/c.css) print; c { d: url(\"a/i(1).svg\") }"),
            ("css/a/c.css", "e { f: url(../css/i.svg) url(../../../f.woff2) }"),
            ("css/css/i.svg", "picture"),
            ("css/a/i(1).svg", "another"),
            ("f.woff2", "font"),
        ];
        let assets = Assets::new(files.map(|(path, text)| (path.to_owned(), text.into())).into());
        let name = |path: &str| assets.name_of(path).unwrap_or_default();
        let sheet = |path: &str| {
            let (_, bytes) = assets.files().find(|(file, _)| *file == name(path)).expect("the sheet");
            String::from_utf8_lossy(bytes).into_owned()
        };
        assert_ne!(name("css/a.css"), "css/a.css");
        assert_eq!((name("css/b.css"), name("css/a/c.css")), ("css/b.css", "css/a/c.css"), "others import them");
        let (font, picture, another) = (name("f.woff2"), name("css/css/i.svg"), name("css/a/i(1).svg"));
        let picture = picture.strip_prefix("css/").unwrap_or_default();
        let another = another.strip_prefix("css/").unwrap_or_default();
        assert_eq!(
            sheet("css/a.css"),
            format!(
                "@import \"b.css\"; a {{ b: url(\"../{font}?x\") url(\"{picture}#id\" ) url(../g.woff2) url(/f.woff2) }}"
            )
        );
        assert_eq!(sheet("css/b.css"), format!("@import url(\"a/c.css\") print; c {{ d: url(\"{another}\") }}"));
        assert_eq!(sheet("css/a/c.css"), format!("e {{ f: url(\"../{picture}\") url(../../../f.woff2) }}"));
    }
}
