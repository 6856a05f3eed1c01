//! Excerpts, looked for in articles.

use std::collections::BTreeSet;

use rashomon::{
    config::Quotation,
    diagnostic::SourceText,
    evidence::{self, lock},
    world::MemoryWorld,
};

use super::{can_be_told, documents::read_source};

/// Any text may be an article, any a source's body: what is found lies within the article, and the lock that
/// comes of it reads as it was.
pub fn search(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (article, body) = text.split_once("\n\0\n").unwrap_or((&text, "[one](fact:x) [two words](term:y)"));
    let mut findings = Vec::new();
    let (_, Some(document)) = read_source("[capture]\nheadline = 1", body, &mut findings) else { return };
    let world = MemoryWorld::new().file("captures/e/a.txt", article.as_bytes());
    let documents = [document];
    let left_out = BTreeSet::new();
    let sources = evidence::Sources { event: "e", documents: &documents, left_out: &left_out, writes_lock: true };
    let evidence = evidence::gather(&world, sources, &Quotation { max_words: 30, max_share: 0.3 }, &mut findings);
    can_be_told(&findings);
    let lines = u32::try_from(article.lines().count() + article.matches('\r').count()).unwrap_or(u32::MAX);
    for source in evidence.sources.values() {
        assert_eq!(source.marks.len(), documents[0].marks.len());
        for found in source.marks.iter().flatten() {
            assert!((1..=lines).contains(&found.line), "{found:?} of {lines} lines");
        }
    }
    if let Some(made) = evidence.lock {
        let written = made.to_string();
        let read = lock::read(&SourceText::new("evidence.lock", written.as_str()));
        assert_eq!(read.ok().as_ref(), Some(&made), "{written}");
    }
}
