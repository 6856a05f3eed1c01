//! What the library leaves out although it belongs to the article: captions and the standfirst.
//!
//! The library finds the element that holds the body. Above the body, and so outside of it, pages often
//! put the first picture with its caption, and a sentence or two that sum up the article.

use std::collections::HashMap;

use super::{
    lines::{Kind, Line},
    text,
};

/// How many lines before the body are looked at.
const ABOVE: usize = 20;

/// Puts back captions between the lines of `extracted` and shortly above them, and the line above them
/// that the page also gives as its description. `whole` holds all lines of the page in their order.
pub fn recover(extracted: Vec<Line>, whole: &[Line], description: Option<&str>) -> Vec<Line> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (at, line) in extracted.iter().enumerate() {
        places.entry(line.text.as_str()).or_insert(at);
    }
    let known: Vec<Option<usize>> = whole.iter().map(|line| places.get(line.text.as_str()).copied()).collect();
    let is_body = |at: usize| known[at].is_some() && whole[at].text.split(' ').count() > 5;
    let Some(first) = (0..whole.len()).find(|at| is_body(*at)) else { return extracted };
    let last = (0..whole.len()).rev().find(|at| is_body(*at)).unwrap_or(first);
    let description = description.map(text::key);
    // Lines to be put before the line of `extracted` with this number.
    let mut missing: Vec<(usize, Line)> = Vec::new();
    let mut next = 0;
    for at in first.saturating_sub(ABOVE)..=last {
        if let Some(place) = known[at] {
            next = next.max(place + 1);
            continue;
        }
        let line = &whole[at];
        let sums_up = at < first && description.as_ref().is_some_and(|key| is_same(&text::key(&line.text), key));
        if line.kind == Kind::Caption || sums_up {
            missing.push((if at < first { 0 } else { next }, line.clone()));
        }
    }
    missing.dedup_by(|a, b| a.1.text == b.1.text);
    let mut all = Vec::with_capacity(extracted.len() + missing.len());
    let mut missing = missing.into_iter().peekable();
    for (at, line) in extracted.into_iter().enumerate() {
        while let Some((_, line)) = missing.next_if(|(place, _)| *place <= at) {
            all.push(line);
        }
        all.push(line);
    }
    all.extend(missing.map(|(_, line)| line));
    all
}

/// Whether one of two texts begins with the other; descriptions are often cut.
fn is_same(line: &str, description: &str) -> bool {
    let shorter = line.chars().count().min(description.chars().count());
    shorter >= 15 && (line.starts_with(description) || description.starts_with(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_and_standfirst_come_back_where_they_stood() {
        let line = |text: &str| Line::text(text.to_owned());
        let caption = |text: &str| Line { kind: Kind::Caption, ..line(text) };
        let one = line("The first paragraph of all this text.");
        let two = line("The second paragraph of all this text.");
        let whole = [
            line("Menu"),
            line("What this is all about, in a sentence"),
            caption("Above"),
            one.clone(),
            caption("Between"),
            line("Advertisement"),
            two.clone(),
            caption("Of another article"),
        ];
        let found = recover(vec![one, two], &whole, Some("What this is all about, in …"));
        let texts: Vec<&str> = found.iter().map(|line| line.text.split(' ').next().unwrap()).collect();
        assert_eq!(texts, ["What", "Above", "The", "Between", "The"]);
    }
}
