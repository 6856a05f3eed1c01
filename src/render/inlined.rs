//! Templates in which small components are put in where they are called, before they are compiled.
//!
//! To call a component costs the templates' machine two maps and a state of its own, far more than it takes to
//! draw a sign or a few words, and a page has hundreds of calls. So what such a component draws is put in the
//! place of the call, with what it is given in the place of its parameters, where nothing else can come of it.
//! What is given and never asked for may then be misspelled unnoticed; other errors are told by the templates as they
//! are written.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    calls::{Given, Reference, bound, call, is_name, parameters, references},
    pieces::{Piece, is_word, tokens},
};

/// The pieces of templates by name.
pub type Templates<'t> = BTreeMap<&'t str, Vec<Piece<'t>>>;

/// How much code and text of a component is put in at several calls. What is called once may be longer.
const SMALL: usize = 700;

/// How many components may stand in each other, and how many pieces a template may have, where more are put in: of
/// components that call others twice, those again others twice, more would come than any memory holds.
const DEPTH: usize = 16;
const MOST: usize = 20_000;

/// Words that are no names.
const KEYWORDS: [&str; 15] =
    ["if", "elif", "else", "endif", "for", "endfor", "in", "and", "or", "not", "is", "true", "false", "none", "loop"];

/// Tags that a component may have: what others do would reach beyond it.
const TAGS: [&str; 6] = ["if", "elif", "else", "endif", "for", "endfor"];

/// A component that can be put in.
struct Component<'t> {
    /// With their defaults. Not those that are asked of the page, as it uses none of them.
    parameters: HashMap<&'t str, Option<&'t str>>,
    body: Vec<Part<'t>>,
    /// The names that its loops give.
    bound: BTreeSet<&'t str>,
    /// What it asks for: a parameter stands here as often as it is used.
    asked: Vec<&'t str>,
    /// The parameters of which it uses parts.
    reached: BTreeSet<&'t str>,
}

/// A piece of a component, its code in tokens.
struct Part<'t> {
    piece: &'t Piece<'t>,
    tokens: Vec<&'t str>,
    references: Vec<Reference>,
}

/// The templates with components put in, and without the components that nobody calls any more.
pub fn inlined<'t>(templates: &'t Templates<'t>) -> Templates<'t> {
    let called = calls(templates);
    let components = components(templates, &called);
    let expanded = |pieces: &Vec<Piece<'t>>| {
        let mut done = Vec::with_capacity(pieces.len());
        for piece in pieces {
            expand(piece.clone(), &components, &mut Vec::new(), &mut done);
        }
        done
    };
    let mut done: Templates<'_> = templates.iter().map(|(name, pieces)| (*name, expanded(pieces))).collect();
    let still_called: BTreeSet<String> = calls(&done).into_keys().map(ToOwned::to_owned).collect();
    for pieces in done.values_mut() {
        let mut keeps = true;
        pieces.retain(|piece| {
            keeps = declared(piece).map_or(keeps, |name| !called.contains_key(name) || still_called.contains(name));
            let kept = keeps;
            keeps |= is_end(piece);
            kept
        });
    }
    done
}

/// How often each component is called.
fn calls<'p>(templates: &'p Templates<'_>) -> BTreeMap<&'p str, usize> {
    let mut calls = BTreeMap::new();
    for code in templates.values().flatten().filter_map(Piece::code) {
        for after in code.split('<').skip(1) {
            let end = after.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '.');
            *calls.entry(&after[..end.unwrap_or(after.len())]).or_default() += 1;
        }
    }
    calls
}

/// The components that can be put in, by name.
fn components<'t>(templates: &'t Templates<'t>, calls: &BTreeMap<&str, usize>) -> HashMap<&'t str, Component<'t>> {
    let mut found = HashMap::new();
    for pieces in templates.values() {
        for (at, name) in pieces.iter().enumerate().filter_map(|(at, piece)| Some((at, declared(piece)?))) {
            let body = &pieces[at + 1..];
            let body = &body[..body.iter().position(is_end).unwrap_or(0)];
            let size: usize = body.iter().map(|piece| piece.text().len()).sum();
            let component = component(pieces[at].text(), body);
            let component = component.filter(|_| size <= SMALL || calls.get(name) == Some(&1));
            // Of two by one name it is not ours to say which one counts.
            let is_only = !found.contains_key(name);
            found.insert(name, component.filter(|_| is_only));
        }
    }
    found.into_iter().filter_map(|(name, component)| Some((name, component?))).collect()
}

/// The name of the component that a tag declares.
fn declared<'p>(piece: &'p Piece<'_>) -> Option<&'p str> {
    let Piece::Tag(code) = piece else { return None };
    code.strip_prefix("component ")?.split('(').next().map(str::trim)
}

fn is_end(piece: &Piece<'_>) -> bool {
    matches!(piece, Piece::Tag(code) if code.starts_with("endcomponent"))
}

/// Reads a component; `None` if it does anything but print what it is given.
fn component<'t>(declaration: &'t str, body: &'t [Piece<'t>]) -> Option<Component<'t>> {
    let parameters = parameters(declaration)?;
    let body: Vec<Part<'_>> = body.iter().map(part).collect();
    let bound: BTreeSet<&str> = body.iter().flat_map(|part| bound(&part.tokens)).collect();
    let mut asked = Vec::new();
    let mut reached = BTreeSet::new();
    for Part { tokens, references, .. } in &body {
        for Reference { at, .. } in references {
            asked.push(tokens[*at]);
            if tokens.get(at + 1).is_some_and(|next| [".", "[", "?"].contains(next)) {
                reached.insert(tokens[*at]);
            }
        }
    }
    let is_known = |name: &&str| parameters.contains_key(name) || bound.contains(name) || KEYWORDS.contains(name);
    let is_clear = !bound.iter().any(|name| parameters.contains_key(name));
    let can_be_put_in = body.iter().all(Part::is_plain) && is_clear && asked.iter().all(is_known);
    can_be_put_in.then_some(Component { parameters, body, bound, asked, reached })
}

fn part<'t>(piece: &'t Piece<'t>) -> Part<'t> {
    let tokens = piece.code().map(tokens).unwrap_or_default();
    let references = references(&tokens);
    Part { piece, tokens, references }
}

impl<'t> Part<'t> {
    /// Whether it does nothing beyond the component.
    fn is_plain(&self) -> bool {
        match self.piece {
            Piece::Text(_) => true,
            Piece::Whole(_) => false,
            Piece::Print(code) => code.starts_with('<') || !code.contains("/>"),
            Piece::Tag(code) => code.starts_with('<') || self.tokens.first().is_some_and(|tag| TAGS.contains(tag)),
        }
    }

    /// The piece with what is given in the place of the parameters.
    fn filled(&self, given: &Given) -> Piece<'t> {
        let mut filled = String::new();
        let mut done = 0;
        for Reference { at, is_given } in &self.references {
            let name = self.tokens[*at];
            let Some(value) = given.get(name) else { continue };
            filled.extend(self.tokens[done..*at].iter().copied());
            if *is_given {
                filled.extend([name, "={", value, "}"]);
            } else {
                filled.push_str(value);
            }
            done = at + 1;
        }
        filled.extend(self.tokens[done..].iter().copied());
        match self.piece {
            Piece::Print(_) => Piece::Print(filled.into()),
            Piece::Tag(_) => Piece::Tag(filled.into()),
            Piece::Text(_) | Piece::Whole(_) => self.piece.clone(),
        }
    }
}

/// Adds a piece, with the components that it calls, except those that are being put in.
fn expand<'t>(
    piece: Piece<'t>,
    components: &HashMap<&'t str, Component<'t>>,
    within: &mut Vec<String>,
    done: &mut Vec<Piece<'t>>,
) {
    let call = match &piece {
        Piece::Print(code) if within.len() < DEPTH && done.len() < MOST => call(code),
        _ => None,
    };
    let found = call.filter(|(name, _)| !within.contains(name)).and_then(|(name, given)| {
        let component = components.get(name.as_str())?;
        Some((name, component, component.takes(given)?))
    });
    let Some((name, component, given)) = found else { return done.push(piece) };
    within.push(name);
    for part in &component.body {
        expand(part.filled(&given), components, within, done);
    }
    within.pop();
}

impl Component<'_> {
    /// What stands for each parameter when the component is given this; `None` if it is not certain that the
    /// same comes of it.
    fn takes(&self, mut given: Given) -> Option<Given> {
        if !given.keys().all(|name| self.parameters.contains_key(name.as_str())) {
            return None;
        }
        let mut taken = Given::new();
        for (name, default) in &self.parameters {
            let value = given.remove(*name).or_else(|| default.map(ToOwned::to_owned))?;
            let tokens = tokens(&value);
            let mut names = references(&tokens).into_iter().map(|name| tokens[name.at]);
            // Inside of its loops these would be others.
            if names.any(|name| self.bound.contains(name) || name == "loop" && !self.bound.is_empty()) {
                return None;
            }
            let first = tokens.first()?;
            let is_path = is_name(first)
                && !KEYWORDS.contains(first)
                && tokens.iter().all(|token| is_word(token) || [".", "[", "]"].contains(token));
            let is_reached = self.reached.contains(name);
            // What has to be worked out is worked out once.
            let is_asked_once =
                || self.bound.is_empty() && self.asked.iter().filter(|asked| *asked == name).count() < 2;
            let value = if is_path || tokens.len() == 1 && !is_reached {
                value
            } else if !is_reached && is_asked_once() {
                format!("({value})")
            } else {
                return None;
            };
            taken.insert((*name).to_owned(), value);
        }
        Some(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::pieces::{pieces, written},
        *,
    };

    /// The page with a component put in, if it is.
    fn put_in(component: &str, page: &str) -> Option<String> {
        let templates = Templates::from([("c.html", pieces(component)), ("p.html", pieces(page))]);
        let done = inlined(&templates);
        let page = written(&done["p.html"]);
        assert_eq!(done["c.html"].is_empty(), !page.contains("<c"), "{page}");
        (!page.contains("<c")).then_some(page)
    }

    /// A page that calls a component with these parameters and this body.
    fn called(parameters: &str, body: &str, call: &str) -> Option<String> {
        let component = format!("{{% component c({parameters}) -%}}\n{body}\n{{%- endcomponent c %}}");
        put_in(&component, &format!("- {{{{- <c {call} /> }}}} -"))
    }

    #[test]
    fn what_is_given_stands_for_parameters() {
        for (parameters, body, call, wanted) in [
            ("x", "<b>{{ x }}</b>", "x={a.b}", "<b>{{ a.b }}</b>"),
            ("x, y", "{{ x.y | x(x=x) }}{{ y.x == y }}", "x={ a[0] } y={b}", "{{ a[0].y | x(x=a[0]) }}{{ b.x == b }}"),
            (
                "x, y = \"-,\", @z",
                "{% if x is x %}{{ y }}{% endif %}",
                "x=\"}\"",
                "{% if \"}\" is x %}{{ \"-,\" }}{% endif %}",
            ),
            ("x", "{{ x }}", "x={a + 1}", "{{ (a + 1) }}"),
            ("x", "{{ <d x e={x.y} x=\"x\" /> }}", "x={a}", "{{ <d x={a} e={a.y} x=\"x\" /> }}"),
            (
                "x",
                "{% for y in x %}{{ y }}{{ loop.index }}{% endfor %}",
                "x={a}",
                "{% for y in a %}{{ y }}{{ loop.index }}{% endfor %}",
            ),
        ] {
            assert_eq!(called(parameters, body, call), Some(format!("-{wanted} -")), "{body}");
        }
    }

    #[test]
    fn what_could_come_out_otherwise_is_called() {
        for (parameters, body, call) in [
            ("x", "{{ x }}{{ y }}", "x={a}"),
            ("@x", "{{ x }}", ""),
            ("x", "{{ x }}", ""),
            ("x", "{{ x }}", "x={a} y={a}"),
            ("x", "{{ x }}{{ x }}", "x={a + 1}"),
            ("x", "{{ x.y }}", "x={a + 1}"),
            ("x", "{{ x.y }}", "x=\"a\""),
            ("x", "{% for y in a %}{{ x }}{% endfor %}", "x={y.z}"),
            ("x", "{% for y in a %}{{ x }}{% endfor %}", "x={loop.index}"),
            ("x", "{% set y = x %}{{ y }}", "x={a}"),
            ("x", "{{ x }}{{ body }}", "x={a}"),
            ("x: string", "{{ x }}", "x={a}"),
            ("x", "{{ x }}{{ <c x /> }}", "x={a}"),
        ] {
            assert_eq!(called(parameters, body, call), None, "{body}");
        }
    }

    #[test]
    fn components_stand_in_components() {
        let components = "{% component d(y) %}<i>{{ y }}</i>{% endcomponent d %}{% component c(x) %}{{ <d y={x.z} /> }}{% endcomponent c %}";
        assert_eq!(put_in(components, "{{ <c x={a} /> }}").as_deref(), Some("<i>{{ a.z }}</i>"));
    }

    #[test]
    fn components_that_call_others_twice_end() {
        let level = |n: usize| {
            format!("{{% component c{n}(x) %}}{0}{0}{{% endcomponent c{n} %}}", format!("{{{{ <c{} x /> }}}}", n + 1))
        };
        let components: String =
            (0..40).map(level).collect::<String>() + "{% component c40(x) %}{{ x }}{% endcomponent c40 %}";
        let templates = Templates::from([("c.html", pieces(&components)), ("p.html", pieces("{{ <c0 x={a} /> }}"))]);
        let done = inlined(&templates);
        assert!(done["p.html"].len() < 2 * MOST && done["c.html"].len() < 50 * MOST, "{}", done["c.html"].len());
        assert!(done["p.html"].len() > 1000);
    }

    #[test]
    fn what_is_long_is_put_in_once() {
        let component = format!("{{% component c(x) %}}{{{{ x }}}}{}{{% endcomponent c %}}", "-".repeat(SMALL));
        assert!(put_in(&component, "{{ <c x={a} /> }}").is_some());
        assert!(put_in(&component, "{{ <c x={a} /> }}{{ <c x={b} /> }}").is_none());
    }
}
