//! The theme: templates and assets that the program brings along, overlaid file by file with those
//! of the site. Which templates there must be, and what they mean, is not known here.

use std::{borrow::Cow, collections::BTreeMap, io};

use rust_embed::RustEmbed;

use super::World;
use crate::diagnostic::Finding;

#[derive(RustEmbed)]
#[folder = "templates"]
#[prefix = "templates/"]
struct Templates;

#[derive(RustEmbed)]
#[folder = "static"]
#[prefix = "static/"]
struct Assets;

/// Where a file of the theme comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The program.
    Builtin,
    /// The site's own `templates/` or `static/`.
    Site,
}

/// A file of the built-in theme: `templates/event.html`, `static/icon.svg`.
#[must_use]
pub fn builtin(path: &str) -> Option<Cow<'static, [u8]>> {
    Templates::get(path).or_else(|| Assets::get(path)).map(|file| file.data)
}

/// The paths of the built-in theme, sorted.
#[must_use]
pub fn builtin_files() -> Vec<String> {
    let visible = |path: &str| !path.split('/').any(|part| part.starts_with('.'));
    let mut files: Vec<String> =
        Templates::iter().chain(Assets::iter()).filter(|path| visible(path)).map(Cow::into_owned).collect();
    files.sort_unstable();
    files
}

/// The paths of a site's theme: the built-in files, and the site's own over or beside them.
///
/// # Errors
/// When the disk fails.
pub fn files(world: &dyn World) -> io::Result<(BTreeMap<String, Origin>, Vec<Finding>)> {
    let mut files: BTreeMap<String, Origin> = builtin_files().into_iter().map(|path| (path, Origin::Builtin)).collect();
    let mut findings = Vec::new();
    for folder in ["templates", "static"] {
        let own = world.files(folder)?;
        files.extend(own.files.into_iter().map(|path| (path, Origin::Site)));
        findings.extend(own.findings);
    }
    Ok((files, findings))
}

/// The bytes of a file of the theme: the site's if it has one, else the built-in one.
///
/// # Errors
/// When neither has it, or the site's cannot be read.
pub fn read(world: &dyn World, path: &str) -> io::Result<Vec<u8>> {
    if world.is_file(path) {
        return world.read(path);
    }
    builtin(path).map(Cow::into_owned).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::MemoryWorld;

    #[test]
    fn the_site_overrides_file_by_file() {
        let world = MemoryWorld::new().file("templates/base.html", "mine").file("static/own.svg", "own");
        let (files, findings) = files(&world).unwrap();
        assert!(findings.is_empty());
        assert_eq!(files["templates/base.html"], Origin::Site);
        assert_eq!(files["static/own.svg"], Origin::Site);
        assert_eq!(files["static/icon.svg"], Origin::Builtin);
        assert_eq!(read(&world, "templates/base.html").unwrap(), b"mine");
        assert_eq!(read(&world, "static/icon.svg").unwrap(), *builtin("static/icon.svg").unwrap());
        assert!(read(&world, "static/none.svg").is_err());
    }
}
