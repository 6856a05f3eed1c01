//! What holds for any bytes at all, one file a kind of input. `fuzz/` calls the same functions with bytes
//! that a fuzzer thinks of; here they get those of `proptest`.
//!
//! Each panics where something does not hold: that the library does not panic itself, that every place a
//! finding names can be drawn, and what is said at each function.

pub mod documents;
pub mod excerpts;
pub mod paths;
pub mod stored;
pub mod well_formed;

use rashomon::diagnostic::{Finding, json, text};

/// Findings can be told to people and to programs, and a hostile file does not act on the terminal.
pub fn can_be_told(findings: &[Finding]) {
    // Hundreds of findings are drawn alike.
    for finding in findings.iter().take(50) {
        let drawn = text::draw(finding, false);
        assert!(!drawn.chars().any(|c| c.is_control() && c != '\n'), "{drawn:?}");
        let told: serde_json::Value = serde_json::from_str(&json::draw(finding)).unwrap();
        assert_eq!(told["code"], finding.code.name());
    }
}
