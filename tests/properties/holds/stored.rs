//! Files that the program wrote, and that anybody may have edited since.

use std::path::Path;

use rashomon::{
    diagnostic::SourceText,
    evidence::lock,
    output::{join, manifest},
};

use super::can_be_told;

/// Any text may be a lock: it is read, or a finding says why not; what is read is written and read the same.
pub fn lock(bytes: &[u8]) {
    let text = SourceText::new("evidence.lock", String::from_utf8_lossy(bytes).into_owned());
    match lock::read(&text) {
        Err(finding) => can_be_told(&[finding]),
        Ok(read) => {
            let written = read.to_string();
            let again = lock::read(&SourceText::new("evidence.lock", written.as_str()));
            let again = again.unwrap_or_else(|finding| panic!("{}: {written}", finding.message));
            assert_eq!(again.to_string(), written);
        }
    }
}

/// Any bytes may be a manifest: it is refused, or every path in it stays in the output folder, and it is
/// written and read the same.
pub fn manifest(bytes: &[u8]) {
    let Ok(manifest) = manifest::parse(bytes) else { return };
    for path in manifest.files.keys() {
        super::paths::stays_inside(&join(Path::new("/out"), path).unwrap());
    }
    assert_eq!(manifest::parse(&manifest.to_bytes()).as_ref(), Ok(&manifest));
}
