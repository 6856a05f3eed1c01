//! Paths that somebody else chooses: those of requests, those of files to write.

use std::path::{Component, Path};

use rashomon::{output::join, preview::address};

/// Any text may be asked for: it is refused, or decoded to a path without a way out, and what is decoded
/// once cannot be decoded again.
pub fn request(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(decoded) = address(&text) {
        assert!(decoded.starts_with('/') && !decoded.contains("//") && !decoded.contains(char::is_control));
        assert!(!decoded.contains('\\') && decoded.len() <= text.len());
        stays_inside(&Path::new("/out").join(&decoded[1..]));
        let escaped = decoded.contains('%');
        assert!(escaped || address(&decoded).as_ref() == Ok(&decoded), "{decoded:?}");
    }
}

/// Any text may be the path of a file to write: it is refused, or stays in its folder.
pub fn written(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(path) = join(Path::new("/out"), &text) {
        stays_inside(&path);
        assert_ne!(path, Path::new("/out"));
    }
}

/// A path below `/out` that no `..` leads out of.
pub fn stays_inside(path: &Path) {
    assert!(path.starts_with("/out"), "{}", path.display());
    let plain = |part: Component<'_>| matches!(part, Component::RootDir | Component::Normal(_));
    assert!(path.components().all(plain), "{}", path.display());
}
