//! Small components put in where they are called.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    calls::{call, called, declared, implicit, is_end},
    component::{Component, ROOT},
    pieces::Piece,
};

/// The pieces of templates by name.
pub type Templates<'t> = BTreeMap<&'t str, Vec<Piece<'t>>>;

/// How much code and text of a component is put in at several calls. What is called once may be longer.
const SMALL: usize = 700;

/// How many components may stand in each other, and how many pieces a template may have, where more are put in: of
/// components that call others twice, those again others twice, more would come than any memory holds.
const DEPTH: usize = 16;
const MOST: usize = 20_000;

/// The templates with components put in, and without the components that nobody calls any more.
pub fn put_in<'t>(templates: &'t Templates<'t>) -> Templates<'t> {
    let calls = calls(templates);
    let components = components(templates, &calls);
    let expanded = |pieces: &Vec<Piece<'t>>| {
        let mut done = Vec::with_capacity(pieces.len());
        // A page has a root; a component that does not ask for it has none.
        let mut is_rooted = true;
        for piece in pieces {
            if declared(piece).is_some() {
                is_rooted = implicit(piece.text()).contains(&ROOT);
            }
            is_rooted |= is_end(piece);
            expand(piece.clone(), &components, is_rooted, &mut Vec::new(), &mut done);
        }
        done
    };
    let mut done: Templates<'_> = templates.iter().map(|(name, pieces)| (*name, expanded(pieces))).collect();
    let left = self::calls(&done);
    for pieces in done.values_mut() {
        remove(pieces, |name| calls.contains_key(name) && !left.contains_key(name));
    }
    done
}

/// How often each component is called.
fn calls(templates: &Templates<'_>) -> BTreeMap<String, usize> {
    let mut calls = BTreeMap::new();
    for name in templates.values().flatten().filter_map(Piece::code).flat_map(called) {
        *calls.entry(name).or_default() += 1;
    }
    calls
}

/// The components that can be put in, by name.
fn components<'t>(templates: &'t Templates<'t>, calls: &BTreeMap<String, usize>) -> HashMap<&'t str, Component<'t>> {
    let declarations = templates.values().flatten().filter(|piece| declared(piece).is_some());
    let asked: BTreeSet<&str> = declarations.flat_map(|piece| implicit(piece.text())).collect();
    // Another component that it calls may ask for its parameters, which nobody has once it is put in.
    let is_asked = |component: &Component<'_>| component.calls && component.takes_any(&asked);
    let mut found = HashMap::new();
    for pieces in templates.values() {
        for (at, name) in pieces.iter().enumerate().filter_map(|(at, piece)| Some((at, declared(piece)?))) {
            let body = &pieces[at + 1..];
            let body = &body[..body.iter().position(is_end).unwrap_or(0)];
            let size: usize = body.iter().map(|piece| piece.text().len()).sum();
            let is_small = size <= SMALL || calls.get(name) == Some(&1);
            // Of two by one name it is not ours to say which one counts.
            let is_only = !found.contains_key(name);
            let component = if is_small && is_only { Component::read(pieces[at].text(), body) } else { None };
            found.insert(name, component.filter(|component| !is_asked(component)));
        }
    }
    found.into_iter().filter_map(|(name, component)| Some((name, component?))).collect()
}

/// Adds a piece, with the components that it calls, except those that are being put in, and those that look up a root
/// where there is none.
fn expand<'t>(
    piece: Piece<'t>,
    components: &HashMap<&'t str, Component<'t>>,
    is_rooted: bool,
    within: &mut Vec<&'t str>,
    done: &mut Vec<Piece<'t>>,
) {
    let has_room = within.len() < DEPTH && done.len() < MOST;
    let call = if let Piece::Print(code) = &piece { call(code).filter(|_| has_room) } else { None };
    let found = call.and_then(|(name, given)| {
        let (name, component) = components.get_key_value(name).filter(|(name, _)| !within.contains(name))?;
        let drawn = if is_rooted || !component.looks_up { component.drawn(given) } else { None };
        Some((*name, drawn?))
    });
    let Some((name, drawn)) = found else { return done.push(piece) };
    within.push(name);
    for part in drawn {
        expand(part, components, is_rooted, within, done);
    }
    within.pop();
}

/// Removes the declarations of some components.
fn remove(pieces: &mut Vec<Piece<'_>>, is_removed: impl Fn(&str) -> bool) {
    let mut keeps = true;
    pieces.retain(|piece| {
        keeps = declared(piece).map_or(keeps, |name| !is_removed(name));
        let kept = keeps;
        keeps |= is_end(piece);
        kept
    });
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
        let done = super::put_in(&templates);
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
            ("x", "{{ [...x, 1] }}", "x={a}", "{{ [...a, 1] }}"),
            ("x, @root", "{{ asset(path=x) }}", "x={a}", "{{ asset(path=a) }}"),
            ("x = 1", "{{ x }}", "x={a}", "{{ a }}"),
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
            ("x", "{{ x.y }}", "x={loop.index}"),
            ("x, z", "{% for y in z %}{{ x }}{% endfor %}", "x={y.a} z={a}"),
            ("x, z", "{% for y in z %}{{ x }}{% endfor %}", "x={loop.index} z={a}"),
            ("x, z", "{% for y in z %}{{ x }}{% endfor %}", "x={a + 1} z={a}"),
            ("x", "{% set x = x %}{{ x }}", "x={a}"),
            ("x", "{{ x }}{{ body }}", "x={a}"),
            ("x: string", "{{ x }}", "x={a}"),
            ("x", "{{ x }}{{ <c x /> }}", "x={a}"),
            ("x", "{% for y in x %}{% else %}{{ y }}{% endfor %}", "x={a}"),
            ("x", "{% for y in x %}{% endfor %}{% if y %}{% endif %}", "x={a}"),
            ("x", "{{ [y for y in x] ~ y }}", "x={a}"),
            ("x", "{{ x }}{{ loop.index }}", "x={a}"),
            ("loop", "{% for y in loop %}{{ loop.index }}{% endfor %}", "loop={a}"),
            ("x", "{{ [...y, x] }}", "x={a}"),
            ("root", "{{ asset(path=root) }}", "root=\"a\""),
            ("x = false", "{{ x }}", "x=\"false\""),
            ("x = \"\"", "{{ x }}", "x={none}"),
            ("x", "{{ x .y }}", "x={a | f}"),
            ("x", "{{ \"a\" ~ x }}", "x={not b}"),
            ("x", "{{ [x, 1] }}", "x={[a]}"),
            ("x", "{{ \"a\" ~ x }}", "x={b is not c}"),
            ("x", "{{ <d x /> ~ x }}", "x={a}"),
            ("x, e", "{{ <d x /> ~ <e x /> }}", "x={a} e={b}"),
            ("x, d", "{% if <d x /> %}{% endif %}", "x={a} d={b}"),
            ("x, z", "{% for y in x if y else z %}{{ y }}{% endfor %}", "x={a} z={b}"),
        ] {
            assert_eq!(called(parameters, body, call), None, "{body}");
        }
    }

    #[test]
    fn what_others_ask_of_a_component_stays_there() {
        let asking = "{% component d(@x: string) %}{% set y = x %}{{ y }}{% endcomponent d %}";
        for (component, is_put_in) in [
            ("{% component c(x) %}{{ x }}{{ <d /> }}{% endcomponent c %}", false),
            (
                "{% component c(x) %}{{ <e /> }}{% endcomponent c %}{% component e() %}{{ <d /> }}{% endcomponent e %}",
                false,
            ),
            ("{% component c(x) %}{{ x }}{% endcomponent c %}", true),
        ] {
            let components = format!("{asking}{component}");
            let templates = Templates::from([("c.html", pieces(&components)), ("p.html", pieces("{{ <c x={a} /> }}"))]);
            let page = written(&super::put_in(&templates)["p.html"]);
            assert_eq!(!page.contains("<c"), is_put_in, "{component}: {page}");
        }
    }

    #[test]
    fn what_looks_up_the_root_stands_where_there_is_one() {
        let looking = "{% component d(@root) %}{{ asset(path=\"a\") }}{% endcomponent d %}";
        for (parameters, is_put_in) in [("", false), ("@root", true)] {
            let components = format!(
                "{looking}{{% component\nc({parameters}) %}}{{% set x = 1 %}}{{{{ <d /> }}}}{{% endcomponent c %}}"
            );
            let templates =
                Templates::from([("c.html", pieces(&components)), ("p.html", pieces("{{ <c /> }}{{ <d /> }}"))]);
            let done = super::put_in(&templates);
            assert_eq!(written(&done["p.html"]), "{{ <c /> }}{{ asset(path=\"a\") }}");
            assert_eq!(!written(&done["c.html"]).contains("<d"), is_put_in, "{parameters}");
        }
    }

    #[test]
    fn what_is_called_with_space_in_its_name_is_kept() {
        let component = "{% component c.d(x) %}{{ x }}{% endcomponent c.d %}";
        for call in ["{{ < c.d x={a} /> }}", "{{ <c . d x={a} /> }}", "{{ [<c.d x={a} />] | first }}"] {
            let page = format!("{{{{ <c.d x={{a}} /> }}}}{call}");
            let templates = Templates::from([("c.html", pieces(component)), ("p.html", pieces(&page))]);
            let done = super::put_in(&templates);
            assert_eq!(written(&done["p.html"]), format!("{{{{ a }}}}{call}"));
            assert_eq!(written(&done["c.html"]), component, "{call}");
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
        let done = super::put_in(&templates);
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
