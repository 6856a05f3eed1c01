//! The one place where the path of a file that is written comes into being.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::content::front::forms;

/// The longest name that common file systems hold, in bytes.
const MAX_NAME: usize = 255;

/// The path of a file below `folder`. Refuses every path that could lead elsewhere, or that some
/// file system cannot hold, so that a site builds on all systems or on none.
///
/// # Errors
/// When the path is refused.
pub fn join(folder: &Path, path: &str) -> io::Result<PathBuf> {
    match objection(path) {
        None => Ok(folder.join(path)),
        Some(why) => Err(io::Error::new(io::ErrorKind::InvalidInput, format!("cannot write `{path}`: {why}"))),
    }
}

/// What is wrong with a path, if anything.
fn objection(path: &str) -> Option<&'static str> {
    path.split('/').find_map(|part| {
        if part.is_empty() {
            Some("a part of it is empty")
        } else if part == "." || part == ".." {
            Some("it leads elsewhere")
        } else if part.len() > MAX_NAME {
            Some("a part of it is too long")
        } else if part.contains(|c: char| c.is_control() || "<>:\"|?*\\".contains(c)) {
            Some("a character in it is not allowed in file names on all systems")
        } else if part.ends_with(['.', ' ']) {
            Some("a part of it ends in a full stop or space, which not all systems keep")
        } else if forms::is_device(part) {
            Some("a part of it is the name of a device on Windows")
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_ordinary_paths() {
        for path in ["index.html", "events/kfor-2023/index.html", ".nojekyll", "a b/é.svg", "console/com10.txt"] {
            assert_eq!(join(Path::new("/out"), path).unwrap(), Path::new("/out").join(path));
        }
    }

    #[test]
    fn refuses_what_could_escape_or_not_be_held() {
        let long = "x".repeat(256);
        for path in [
            "",
            "/",
            "/etc/passwd",
            "..",
            "../x",
            "a/../../x",
            "a/./b",
            "a//b",
            "a/",
            "a\\b",
            "..\\x",
            "c:/x",
            "C:x",
            "a\0b",
            "a\nb",
            "a?b",
            "con",
            "CON.txt",
            "a/nul/b",
            "Aux.html",
            "com1",
            "lpt9.svg",
            "com¹",
            "x.",
            "x ",
            "nul .txt",
            &long,
        ] {
            assert!(join(Path::new("/out"), path).is_err(), "{path:?}");
        }
    }
}
