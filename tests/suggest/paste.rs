//! A draft can be pasted as it is: its headings declare the facts, and every excerpt is found.

use std::collections::BTreeSet;

use rashomon::{
    diagnostic::Severity,
    pipeline,
    suggest::{self, draft},
};

use crate::expected::{DEVELOPMENT, read, world};

#[test]
fn a_draft_verifies_as_it_is() {
    for name in DEVELOPMENT {
        let draft = draft::draw(&suggest::suggest(name, &read(name).articles, 30), &BTreeSet::new());
        let mut site = world(name).file("site.toml", "base_url = \"https://example.org/\"\ntitle = \"Site\"\n");
        for part in draft.split("==== content/").skip(1) {
            let (head, body) = part.split_once('\n').unwrap();
            let path = head.split(':').next().unwrap();
            let source = path.rsplit('/').next().unwrap().trim_end_matches(".md");
            let text = if source == "index" {
                format!("+++\ntitle = \"Event\"\ndate = 2024-01-01\nsummary = \"Event.\"\n+++\n{body}")
            } else {
                site = site.file(&format!("content/outlets/{source}.md"), "+++\nname = \"Outlet\"\n+++\n");
                format!("+++\noutlet = \"{source}\"\npublished = 2024-01-01\n{body}+++\n")
            };
            site = site.file(&format!("content/{path}"), text);
        }
        let verification = pipeline::verify(&site, None).unwrap();
        let errors: Vec<_> =
            verification.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
        assert!(verification.events[0].excerpts > 10, "{name}");
        assert_eq!(verification.events[0].found, verification.events[0].excerpts, "{name}");
    }
}
