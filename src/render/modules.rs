//! The imports of scripts: which module another one loads, and its name with the hash of its content.
//!
//! A hash covers what a module imports, as the names of those stand in its text: the imported comes
//! first. Modules that import each other in a circle, in which none can come first, keep their names.
//!
//! An import is a relative address in quotation marks after `from`, `import` or `import(`, wherever it
//! stands; in a comment too, where another name does no harm. Anything else is left as it is.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::assets::{relative, resolve};

/// All scripts by path, each after those that it imports; the flag is set for those that stand in a circle.
pub fn in_order(scripts: &BTreeMap<String, Vec<u8>>) -> Vec<(&str, bool)> {
    let mut waiting: BTreeMap<&str, BTreeSet<String>> = scripts
        .iter()
        .map(|(path, bytes)| (path.as_str(), targets(path, bytes).filter(|to| scripts.contains_key(to)).collect()))
        .collect();
    let mut order = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let free = |imports: &BTreeSet<String>| !imports.iter().any(|import| waiting.contains_key(import.as_str()));
        let mut next: Vec<&str> = waiting.iter().filter(|(_, imports)| free(imports)).map(|(path, _)| *path).collect();
        let in_circle = next.is_empty();
        if in_circle {
            next = waiting.keys().copied().filter(|path| reaches(&waiting, path)).collect();
        }
        for path in next {
            waiting.remove(path);
            order.push((path, in_circle));
        }
    }
    order
}

/// The text of a script with the names that its imports have in the output; `name` gives them by path.
pub fn rewrite(path: &str, bytes: &[u8], name: impl Fn(&str) -> Option<String>) -> Vec<u8> {
    let Ok(text) = str::from_utf8(bytes) else { return bytes.to_vec() };
    let mut written = String::with_capacity(text.len());
    let mut end = 0;
    for range in imports(text) {
        written.push_str(&text[end..range.start]);
        let named = resolve(path, &text[range.clone()]).and_then(|target| name(&target));
        match named.map(|name| relative(path, &name)) {
            Some(name) if name.starts_with('.') => written.push_str(&name),
            Some(name) => written.extend(["./", &name]),
            None => written.push_str(&text[range.clone()]),
        }
        end = range.end;
    }
    written.push_str(&text[end..]);
    written.into_bytes()
}

/// Whether a module imports itself, by way of others.
fn reaches(waiting: &BTreeMap<&str, BTreeSet<String>>, path: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = vec![path];
    while let Some(module) = next.pop() {
        for import in waiting.get(module).into_iter().flatten() {
            if import == path {
                return true;
            }
            if seen.insert(import) {
                next.push(import);
            }
        }
    }
    false
}

/// The paths below `static/` that a script imports.
fn targets(path: &str, bytes: &[u8]) -> impl Iterator<Item = String> {
    let text = str::from_utf8(bytes).unwrap_or_default();
    imports(text).into_iter().filter_map(move |range| resolve(path, &text[range]))
}

/// Where in a script the relative addresses of its imports stand.
fn imports(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for word in ["from", "import"] {
        for (at, _) in text.match_indices(word) {
            let inside =
                text[..at].ends_with(|before: char| before.is_alphanumeric() || matches!(before, '_' | '$' | '.'));
            if !inside {
                found.extend(address(text, at + word.len()));
            }
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

/// The relative address in quotation marks that comes next, if one does.
fn address(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text[from..].trim_start();
    let rest = rest.strip_prefix('(').map_or(rest, str::trim_start);
    let mark = rest.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
    let start = text.len() - rest.len() + 1;
    let end = start + text[start..].find([mark, '\n'])?;
    let inside = &text[start..end];
    (text[end..].starts_with(mark) && (inside.starts_with("./") || inside.starts_with("../"))).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::super::assets::Assets;

    fn assets(files: &[(&str, &str)]) -> Assets {
        Assets::new(files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect())
    }

    fn text(assets: &Assets, path: &str) -> String {
        let name = assets.name_of(path).unwrap_or_default();
        String::from_utf8_lossy(assets.get(name).unwrap_or_default()).into_owned()
    }

    #[test]
    fn scripts_name_hashed_modules() {
        let files = [
            (
                "scripts/a.js",
                "import { b } from \"./b.js\";\nimport './deep/c.mjs'\nconst d = import( '../d.js' );\nfrom(\"./b.js\".x, './e.js')",
            ),
            ("scripts/b.js", "export * from './deep/c.mjs'; const text = 'import \"b.js\"';"),
            ("scripts/deep/c.mjs", "import \"../../d.js\"; import x from 'elsewhere'; import y from '/d.js'"),
            ("d.js", "export const d = 'away from ./b.js, imported \"./scripts/b.js\"';"),
        ];
        let assets = assets(&files);
        let name = |path: &str| assets.name_of(path).unwrap_or_default();
        let (b, c, d) = (name("scripts/b.js"), name("scripts/deep/c.mjs"), name("d.js"));
        for hashed in [name("scripts/a.js"), b, c, d] {
            assert_eq!(hashed.split('.').nth(1).map(str::len), Some(10), "{hashed}");
        }
        let (b, c) = (b.replace("scripts/", "./"), c.replace("scripts/", "./"));
        assert_eq!(
            text(&assets, "scripts/a.js"),
            format!(
                "import {{ b }} from \"{b}\";\nimport '{c}'\nconst d = import( '../{d}' );\nfrom(\"{b}\".x, './e.js')"
            )
        );
        assert_eq!(text(&assets, "scripts/b.js"), format!("export * from '{c}'; const text = 'import \"b.js\"';"));
        assert_eq!(
            text(&assets, "scripts/deep/c.mjs"),
            format!("import \"../../{d}\"; import x from 'elsewhere'; import y from '/d.js'")
        );
        assert_eq!(text(&assets, "d.js"), files[3].1);
    }

    #[test]
    fn a_change_reaches_the_names_of_all_that_import_it() {
        let with =
            |c: &str| assets(&[("a.js", "import './b.js'"), ("b.js", "import './c.js'"), ("c.js", c), ("d.js", "")]);
        let (one, other) = (with("1"), with("2"));
        for path in ["a.js", "b.js", "c.js"] {
            assert_ne!(one.name_of(path), other.name_of(path), "{path}");
        }
        assert_eq!(one.name_of("d.js"), other.name_of("d.js"));
    }

    #[test]
    fn modules_in_a_circle_keep_their_names() {
        let assets = assets(&[
            ("a.js", "import './b.js'"),
            ("b.js", "import './c.js'"),
            ("c.js", "import './b.js'; import './d.js'"),
            ("d.js", "import './none.js'"),
            ("self.js", "import './self.js'"),
        ]);
        assert_eq!((assets.name_of("b.js"), assets.name_of("c.js")), (Some("b.js"), Some("c.js")));
        assert_eq!(assets.name_of("self.js"), Some("self.js"));
        assert_eq!(text(&assets, "a.js"), "import './b.js'");
        assert_ne!(assets.name_of("a.js"), Some("a.js"));
        let d = assets.name_of("d.js").unwrap_or_default();
        assert_eq!(text(&assets, "c.js"), format!("import './b.js'; import './{d}'"));
    }
}
