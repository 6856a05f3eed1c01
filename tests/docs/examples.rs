//! The manual's examples: fenced blocks, and the comments before them that say what they are.
//!
//! A comment stands alone on its line. Those in the upper part are followed by the block they are about:
//!
//! - `<!-- file: PATH -->` a whole file; `append` adds to its end, `change` holds the lines of a diff
//! - `<!-- told -->` the findings of the check, as they are printed; with `all`, unverified excerpts too
//! - `<!-- open -->` the worklist of the check, without its last line
//! - `<!-- data: FILE POINTER -->` a part of a file of JSON in the output
//!
//! - `<!-- from: PAGE -->` begins with the site with which that page of the manual ends
//! - `<!-- copied: PATH -->` a file of the built-in theme, as `rashomon theme` copies it
//! - `<!-- builds -->` nothing is found up to here
//! - `<!-- findings: CODE PATH:LINE:COLUMN; … -->` exactly these are
//! - `<!-- fails: CODE: MESSAGE -->` a single finding, wherever it is
//! - `<!-- verified -->` nothing is wrong with the excerpts, and the locks that tell so are written
//! - `<!-- shows: FILE: WORDS -->` and `<!-- hides: FILE: WORDS -->` what a page of the output has or has not
//! - `<!-- without: PATH -->` removes a file
//! - `<!-- aside -->` what follows is forgotten at `<!-- back -->`

#![allow(dead_code, reason = "each test uses some of it")]

use rashomon::{
    check::worklist,
    diagnostic::{self, any_fatal},
    world::theme,
};

use crate::support::{Built, Site, short, tell, text};

/// Languages in which a block is a part of a site, and must say of which file.
const PARTS: [&str; 6] = ["markdown", "toml", "yaml", "html", "css", "diff"];

/// A comment, and the block after it if it has one.
#[derive(Debug)]
struct Step {
    line: usize,
    name: String,
    argument: String,
    block: Option<String>,
}

/// Comments that are about the block after them.
const WITH_BLOCK: [&str; 6] = ["file", "append", "change", "told", "open", "data"];
/// Comments that stand for themselves.
const ALONE: [&str; 11] =
    ["from", "copied", "builds", "findings", "fails", "verified", "shows", "hides", "without", "aside", "back"];

/// Comments that stand before tables and lists, see `tables.rs`.
const TABLES: [&str; 14] = [
    "keys",
    "names",
    "reserved",
    "intervals",
    "codes",
    "kinds",
    "data-keys",
    "columns",
    "languages",
    "templates",
    "components",
    "assets",
    "policy",
    "struct",
];

/// Plays the examples of a page of the manual from its first line to its last, and gives the site with
/// which it ends. A comment that does not hold ends the test.
pub fn play(page: &str) -> Site {
    played(page).site
}

/// Every version of every file that a page of the manual has on its way, with its path.
pub fn versions(page: &str) -> Vec<(String, String)> {
    played(page).versions
}

fn played(page: &str) -> Play {
    let mut play = Play { page: page.to_owned(), ..Play::default() };
    for step in steps(page) {
        play.step(&step);
    }
    play
}

#[derive(Default)]
struct Play {
    page: String,
    site: Site,
    versions: Vec<(String, String)>,
    /// The site to which `back` leads.
    kept: Option<Site>,
    built: Option<Built>,
}

impl Play {
    fn step(&mut self, step: &Step) {
        let (name, argument) = (step.name.as_str(), step.argument.as_str());
        let block = step.block.as_deref().unwrap_or_default();
        let site = std::mem::take(&mut self.site);
        self.site = match name {
            "from" => {
                let other = played(argument);
                self.versions.extend(other.versions);
                other.site
            }
            "file" => site.file(argument, block),
            "append" => site.append(argument, block),
            "without" => site.without(argument),
            "verified" => {
                let (found, locks) = site.verify();
                assert!(!any_fatal(&found, false) && !locks.is_empty(), "{}:\n{}", self.at(step), tell(&found));
                locks.into_iter().fold(site, |site, (path, text)| site.file(&path, text))
            }
            "aside" => {
                self.kept = Some(site.clone());
                site
            }
            "back" => self.kept.take().unwrap_or_else(|| panic!("{}: back from where?", self.at(step))),
            "copied" => {
                let bytes = theme::builtin(argument).unwrap_or_else(|| panic!("{}: no `{argument}`", self.at(step)));
                site.file(argument, bytes.into_owned())
            }
            "change" => {
                let text = self.changed(step, &site.read(argument), block);
                site.file(argument, text)
            }
            _ => site,
        };
        if ["file", "append", "change"].contains(&name) {
            self.versions.push((argument.to_owned(), self.site.read(argument)));
        }
        match name {
            "builds" | "findings" | "fails" | "told" => self.look(step, block),
            "open" => {
                let drawn: Vec<String> = self.site.worklist().iter().map(worklist::text::draw).collect();
                assert_eq!(drawn.join("\n\n"), block.trim_end(), "{}", self.at(step));
            }
            "shows" | "hides" => {
                let (file, words) = argument.split_once(": ").unwrap_or_else(|| panic!("{}", self.at(step)));
                let shown = text::lines(self.output(step).page(file));
                assert_eq!(shown.contains(words), name == "shows", "{}:\n{shown}", self.at(step));
            }
            "data" => {
                let (file, pointer) = argument.split_once(' ').unwrap_or((argument, ""));
                let data: serde_json::Value = serde_json::from_str(self.output(step).page(file)).unwrap();
                let told: serde_json::Value = serde_json::from_str(block).unwrap();
                assert_eq!(data.pointer(pointer), Some(&told), "{}", self.at(step));
            }
            _ => self.built = None,
        }
    }

    /// Checks and builds the site as it is now.
    fn look(&mut self, step: &Step, block: &str) {
        let site = self.site.clone();
        let built = if step.argument == "all" { site.with_evidence() } else { site }.try_build();
        let found = &built.outcome.findings;
        match step.name.as_str() {
            "told" => {
                let drawn: Vec<String> = found.iter().map(|finding| diagnostic::text::draw(finding, false)).collect();
                assert_eq!(drawn.join("\n\n"), block.trim_end(), "{}", self.at(step));
            }
            "fails" => {
                let told: Vec<String> = found.iter().map(|f| format!("{}: {}", f.code.name(), f.message)).collect();
                assert_eq!(told, [step.argument.as_str()], "{}", self.at(step));
            }
            "findings" => {
                let places = found.iter().map(|finding| short(finding).split(" `").next().unwrap_or("").to_owned());
                assert_eq!(places.collect::<Vec<_>>().join("; "), step.argument, "{}", self.at(step));
            }
            _ => assert!(found.is_empty(), "{}:\n{}", self.at(step), tell(found)),
        }
        self.built = Some(built);
    }

    fn output(&self, step: &Step) -> &Built {
        self.built.as_ref().unwrap_or_else(|| panic!("{}: nothing is built here", self.at(step)))
    }

    /// A text with the lines of a diff taken out and put in. The lines that it had must stand there once.
    fn changed(&self, step: &Step, text: &str, diff: &str) -> String {
        let side = |sign: char| -> String {
            let line = |line: &str| match line.chars().next() {
                None => Some("\n".to_owned()),
                Some(first) if first == ' ' || first == sign => Some(format!("{}\n", &line[1..])),
                Some('+' | '-') => None,
                Some(_) => panic!("{}: `{line}` is no line of a diff", self.at(step)),
            };
            diff.lines().filter_map(line).collect()
        };
        let (old, new) = (side('-'), side('+'));
        assert_eq!(text.matches(&old).count(), 1, "{}: `{old}` must stand once in\n{text}", self.at(step));
        text.replacen(&old, &new, 1)
    }

    fn at(&self, step: &Step) -> String {
        format!("docs/{}:{} {} {}", self.page, step.line, step.name, step.argument)
    }
}

/// Reads the comments and blocks of a page.
fn steps(page: &str) -> Vec<Step> {
    let text = super::read(&format!("docs/{page}"));
    let mut steps: Vec<Step> = Vec::new();
    let mut waits = false;
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let at = format!("docs/{page}:{}", number + 1);
        if let Some(comment) = line.strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->")) {
            let (name, argument) = comment.split_once(": ").unwrap_or((comment, ""));
            assert!(!waits, "{at}: the comment before this one has no block");
            waits = WITH_BLOCK.contains(&name);
            if waits || ALONE.contains(&name) {
                let (name, argument) = (name.to_owned(), argument.to_owned());
                steps.push(Step { line: number + 1, name, argument, block: None });
            } else {
                assert!(TABLES.contains(&name), "{at}: no comment is called `{name}`");
            }
        } else if line.starts_with("```") {
            let info = line.trim_start_matches('`');
            let fence = &line[..line.len() - info.len()];
            let block: String =
                lines.by_ref().map_while(|(_, line)| (line != fence).then(|| format!("{line}\n"))).collect();
            if waits {
                waits = false;
                steps.last_mut().unwrap().block = Some(block);
            } else {
                assert!(!PARTS.contains(&info), "{at}: a block of {info} without a comment that says of which file");
            }
        } else {
            assert!(!waits || line.is_empty(), "{at}: the comment above has no block");
        }
    }
    steps
}
