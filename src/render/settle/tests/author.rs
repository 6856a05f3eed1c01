//! Somebody who writes templates by throwing dice.

use std::slice;

/// What a page is told, by name: what is given to components and what loops give has the same names as a part of it, lest
/// it go unnoticed when one is taken for the other.
pub const CONTEXT: &str = r#"{
    "t": "té & <i>'x'</i>", "n": 3, "f": 1.0, "none_yet": null, "root": "../",
    "a": {"b": "B", "n": 1, "list": ["p", "q", "r"], "empty": []},
    "x": "the page's x", "y": ["the page's y"], "e": "the page's e"
}"#;

/// Words with all that can make one hard to put in.
pub const WORDS: &str = r#"
[pl]
plain = "a word"
sign = "R&D <b>"
marks = "'\\\""
code = "{{ t }} {# x #} {"
filled = "{a} of {b}, {c} of {a}"
keyed = "{key}: {a}"
plural = { one = "{n} fact", few = "{n} facts & {a}", many = "{n} many", other = "{n} of facts" }
empty = ""
"#;

/// The names of a page.
const NAMES: [&str; 14] =
    ["t", "n", "f", "a.b", "a.n", "a.list[0]", "a[\"b\"]", "x", "y", "e", "a.list", "none_yet", "a?.c", "a .b"];
const TEXTS: [&str; 10] = ["<p>", " ", "\n  ", "", "&amp;", "é { ", "}} %}", "{ {", "<input value=\"", "text \n"];
const LITERALS: [&str; 14] = [
    "\"\"",
    "\"a\"",
    "'a'",
    "`a`",
    "\"a & <b>\"",
    "'\\''",
    "\"'\"",
    "\"}}\"",
    "1",
    "0",
    "2.5",
    "true",
    "false",
    "none",
];
const KEYS: [&str; 9] = ["plain", "sign", "marks", "code", "filled", "keyed", "plural", "empty", "unknown"];

/// A page and the components that it calls: `c0`, and `c1` and `c2`, which may call those before them. Each is written
/// with dice of its own; when they are used up, the simplest is written.
pub fn templates(dice: &[Vec<u8>; 4]) -> [(String, String); 2] {
    let mut authors = dice.iter().map(|dice| Author { dice: dice.iter(), depth: 3 });
    let page = authors.next().map(|mut author| author.template(&NAMES, 3)).unwrap_or_default();
    let components: String = authors.enumerate().map(|(number, mut author)| author.component(number)).collect();
    [("parts.html".to_owned(), components), ("page.html".to_owned(), page)]
}

struct Author<'d> {
    dice: slice::Iter<'d, u8>,
    /// How deep things may stand in each other from here.
    depth: usize,
}

impl Author<'_> {
    fn component(&mut self, number: usize) -> String {
        let parameters = self.one(&[
            "x, y",
            "x, y = \"b\"",
            "y = false, x = 'a'",
            "x, @t, y = none",
            "x, y = 1, e = \"\"",
            "x, t = \"own\", y = ''",
            "x, y = 2, @e",
        ]);
        let mut names: Vec<&str> = ["x", "y", "e", "t"].into_iter().filter(|name| parameters.contains(name)).collect();
        if self.once_in(8) {
            names.extend(["e", "t"]);
        }
        if self.once_in(8) {
            names.extend(["x.b", "x[0]", "x .b"]);
        }
        let body = self.template(&names, number);
        let (open, close) = (self.one(&["%}", "-%}"]), self.one(&["{%", "{%-"]));
        format!("{{% component c{number}({parameters}) {open}\n{body}\n{close} endcomponent c{number} %}}\n")
    }

    /// Some template, which knows these names and the first few components.
    fn template(&mut self, names: &[&str], components: usize) -> String {
        self.deeper(|author| {
            let pieces = author.below(4) + 2;
            (0..pieces).map(|_| author.piece(names, components)).collect()
        })
    }

    fn piece(&mut self, names: &[&str], components: usize) -> String {
        let kinds = if self.depth == 0 { 4 } else { 12 };
        match self.below(kinds) {
            0 => self.one(&TEXTS).to_owned(),
            1 | 2 => {
                let value = self.value(names);
                self.print(&value)
            }
            3 => self.one(&["{# no #}", "{#- no -#}", "{##}"]).to_owned(),
            4 | 5 => {
                let (asked, yes) = (self.asked(names), self.template(names, components));
                let also = if self.once_in(3) {
                    format!("{{% elif{} %}}{}", self.asked(names), self.template(names, components))
                } else {
                    String::new()
                };
                let no = if self.once_in(2) {
                    format!("{{%- else %}}{}", self.template(names, components))
                } else {
                    String::new()
                };
                format!("{{% if{asked} -%}}{yes}{also}{no}{{% endif %}}")
            }
            6 => {
                let name = self.one(&["e", "e", "e", "x"]);
                let list = self.list(names);
                let inner = [names, &[name, "loop.index", "loop.first"]].concat();
                let outer = self.name(names);
                let (body, no) = (self.template(&inner, components), self.template(names, components));
                format!("{{% for {name} in {list} %}}{}{body}{{% else %}}{no}{{% endfor %}}", self.print(&outer))
            }
            7 => {
                let (value, printed) = (self.value(names), self.value(&["s", "x"]));
                format!("{{% set s = {value} %}}{}", self.print(&printed))
            }
            _ if components > 0 => {
                let call = self.call(names, components);
                let code = match self.below(8) {
                    1 => format!("{call} ~ {}", self.name(names)),
                    2 => format!("{call} if {} else {}", self.name(names), self.call(names, components)),
                    _ => call,
                };
                self.print(&code)
            }
            _ => self.template(names, components),
        }
    }

    fn print(&mut self, code: &str) -> String {
        format!("{} {code} {}", self.one(&["{{", "{{", "{{-"]), self.one(&["}}", "}}", "-}}"]))
    }

    /// What a tag asks, with what stands between them.
    fn asked(&mut self, names: &[&str]) -> String {
        let asked = self.value(names);
        if self.once_in(3) { format!("({asked})") } else { format!(" {asked}") }
    }

    fn call(&mut self, names: &[&str], components: usize) -> String {
        let mut call = format!("{}c{}", self.one(&["<", "<", "<", "< "]), self.below(components));
        for name in ["x", "y", "e"] {
            if name == "e" && !self.once_in(8) {
                continue;
            }
            let given = match self.below(7) {
                0 if names.contains(&"e") => format!(" {name}={{e}}"),
                0 | 1 | 6 => format!(" {name}={{{}}}", self.name(names)),
                2 => format!(" {name}={{{}}}", self.value(names)),
                3 => format!(" {name}={}", self.one(&["\"a\"", "'a'", "\"\"", "\"<i>\""])),
                4 if names.contains(&name) => format!(" {name}"),
                _ => String::new(),
            };
            call.push_str(&given);
        }
        call + " />"
    }

    /// Code of which something comes.
    fn value(&mut self, names: &[&str]) -> String {
        let kinds = if self.depth == 0 { 4 } else { 13 };
        match self.below(kinds) {
            0 | 1 => self.name(names),
            2 => self.one(&LITERALS).to_owned(),
            3 => self.word(),
            _ => self.deeper(|author| author.reckoned(names)),
        }
    }

    fn reckoned(&mut self, names: &[&str]) -> String {
        let (one, other) = (self.value(names), self.value(names));
        match self.below(11) {
            0 => format!("({one})"),
            1 => format!("{one} ~ {other}"),
            2 => {
                format!("({one} ~ {other}) | {}", self.one(&["upper", "length", "replace(from=\"a\", to=x)", "quoted"]))
            }
            3 => format!("{one} if {other} else {}", self.value(names)),
            4 => format!("{one} {} {other}", self.one(&["==", "!="])),
            5 => format!("{one} {} {other}", self.one(&["and", "or"])),
            6 => format!("not {one}"),
            7 => format!("[...({}), {one}] | {}", self.list(names), self.one(&["length", "first", "last"])),
            8 => format!("[e for e in ({}) if {one}] | length", self.list(names)),
            9 => {
                let end = self.one(&["", "", " ~ ''"]);
                format!("say(key=\"{}\"{end}, a={one}, b={other})", self.one(&KEYS))
            }
            _ => format!("say(key=\"plural\", n={}, a={one})", self.one(&["n", "f", "1", "x", "22"])),
        }
    }

    fn word(&mut self) -> String {
        match self.below(8) {
            0 => format!(
                "say(key={})",
                self.one(&["x", "\"pla\" ~ \"in\"", "'sign'", "\"key\" ~ \"ed\"", "\"plu\" ~ \"ral\""])
            ),
            _ => format!("say(key=\"{}\")", self.one(&KEYS[..8])),
        }
    }

    fn list(&mut self, names: &[&str]) -> String {
        match self.below(7) {
            6 => format!("{} if {} else y", self.name(names), self.one(&["e", "x"])),
            0 if names.contains(&"a.list") => self.one(&["a.list", "y", "a.empty"]).to_owned(),
            1 => self.name(names),
            _ => format!("[{}, {}]", self.name(names), self.one(&LITERALS)),
        }
    }

    fn name(&mut self, names: &[&str]) -> String {
        self.one(names).to_owned()
    }

    fn deeper<T>(&mut self, write: impl FnOnce(&mut Self) -> T) -> T {
        let depth = self.depth;
        self.depth = depth.saturating_sub(1);
        let written = write(self);
        self.depth = depth;
        written
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }

    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    fn below(&mut self, sides: usize) -> usize {
        usize::from(self.dice.next().copied().unwrap_or_default()) % sides
    }
}
