//! Pairs gathered into candidate facts.
//!
//! A passage may carry several facts and a fact may recur, so passages are not parted into groups: a fact
//! is a small group whose passages go with most of each other, grown from its best pair. A pair that no group
//! takes is a fact of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    figures::{Figure, Kind},
    label,
    quote::quote,
    score::Pair,
    signals::{Event, context, is_same},
};

/// A candidate fact.
#[derive(Clone, Debug)]
pub struct Fact {
    /// A few words that its passages share; a label for work, not for publication.
    pub label: String,
    /// What its values count, where they are numbers.
    pub unit: Option<String>,
    pub members: Vec<Member>,
    /// Whether the values given differ.
    pub differ: bool,
    /// The score of its best pair.
    pub score: f64,
}

/// A passage that seems to carry a fact.
#[derive(Clone, Debug)]
pub struct Member {
    /// Index of the passage.
    pub passage: usize,
    /// Words of the capture.
    pub quote: String,
    /// The figure that it gives.
    pub value: Option<Figure>,
}

/// No group has more passages of one source: a lead and a recurrence or two.
const MOST_OF_A_SOURCE: usize = 3;

/// A passage joins a group if it goes with the group's passages, on the mean, at least this share as likely as
/// the group's best pair.
const NEAR: f64 = 0.5;

/// Candidate facts of an event, the likeliest first. `max_words` bounds the quotations.
pub fn facts(event: &Event, pairs: &[Pair], max_words: u32) -> Vec<Fact> {
    let scores: BTreeMap<(usize, usize), f64> = pairs
        .iter()
        .flat_map(|pair| [((pair.one, pair.other), pair.score), ((pair.other, pair.one), pair.score)])
        .collect();
    let mut covered: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut facts = Vec::new();
    for pair in pairs {
        if covered.contains(&(pair.one, pair.other)) {
            continue;
        }
        let open = scores.iter().filter(|(pair, _)| !covered.contains(*pair)).map(|(pair, score)| (*pair, *score));
        let group = grown(event, pair, &open.collect());
        for one in &group {
            covered.extend(group.iter().map(|other| (*one, *other)));
        }
        facts.push(fact(event, &group, pair.score, max_words));
    }
    facts
}

/// The group around a pair: passages join, the likeliest first, while they go with most of it by pairs that no
/// other group has.
fn grown(event: &Event, pair: &Pair, scores: &BTreeMap<(usize, usize), f64>) -> Vec<usize> {
    let article = |at: usize| event.passages[at].article;
    let mut group = vec![pair.one, pair.other];
    loop {
        let near: BTreeSet<usize> =
            scores.keys().filter(|(from, to)| group.contains(from) && !group.contains(to)).map(|(_, to)| *to).collect();
        let fit = |passage: usize| {
            let others: Vec<usize> = group.iter().copied().filter(|at| article(*at) != article(passage)).collect();
            let own = group.len() - others.len();
            let known: Vec<f64> = others.iter().filter_map(|at| scores.get(&(passage, *at)).copied()).collect();
            let enough = known.len() * 3 >= others.len() * 2 && own < MOST_OF_A_SOURCE && !known.is_empty();
            let divisor = f64::from(u32::try_from(others.len().max(1)).unwrap_or(u32::MAX));
            let mean = known.iter().sum::<f64>() / divisor;
            (enough && mean >= NEAR * pair.score).then_some(mean)
        };
        let fits = near.into_iter().filter_map(|passage| Some((fit(passage)?, passage)));
        let best = fits.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        match best {
            Some((_, passage)) => group.push(passage),
            None => break,
        }
    }
    group.sort_unstable();
    group
}

fn fact(event: &Event, group: &[usize], score: f64, max_words: u32) -> Fact {
    let values = values(event, group);
    let members = group.iter().zip(values).map(|(at, value)| {
        let others: Vec<usize> = group
            .iter()
            .copied()
            .filter(|other| event.passages[*other].article != event.passages[*at].article)
            .collect();
        let span = quote(event, *at, &others, max_words);
        let passage = &event.passages[*at];
        // A mark's value must stand in its words.
        let value = value.filter(|figure: &Figure| span.start <= figure.words.start && figure.words.end <= span.end);
        Member { passage: *at, quote: passage.span(span).to_owned(), value }
    });
    let members: Vec<Member> = members.collect();
    let given: Vec<&Figure> = members.iter().filter_map(|member| member.value.as_ref()).collect();
    let differ = given.iter().enumerate().any(|(at, one)| given[at + 1..].iter().any(|other| !is_same(one, other)));
    Fact {
        label: label::label(event, group),
        unit: members.iter().find_map(|member| unit(event, member)),
        members,
        differ,
        score,
    }
}

/// What the value of a member counts, in a word.
fn unit(event: &Event, member: &Member) -> Option<String> {
    let figure = member.value.as_ref()?;
    Some(match figure.kind {
        Kind::Count => {
            let passage = &event.passages[member.passage];
            let subject = figure.subject.iter().find(|at| **at >= figure.words.end)?;
            passage.words[*subject].lower.clone()
        }
        kind => kind.name().to_owned(),
    })
}

/// For each passage the figure that answers the group's question: the one whose thing most others count too,
/// or whose value they share.
fn values(event: &Event, group: &[usize]) -> Vec<Option<Figure>> {
    let votes = |at: usize, figure: &Figure| -> (usize, usize) {
        let (mut like, mut same) = (0, 0);
        for other in group.iter().filter(|other| event.passages[**other].article != event.passages[at].article) {
            let (p, q) = (&event.passages[at], &event.passages[*other]);
            let theirs = q.figures.iter().filter(|theirs| theirs.kind == figure.kind);
            let (mut found, mut equal) = (false, false);
            for theirs in theirs {
                let context = context(p, figure, q, theirs);
                equal |= is_same(figure, theirs) && (context || figure.value > 20.0);
                found |= context && comparable(figure.kind) || equal;
            }
            like += usize::from(found);
            same += usize::from(equal);
        }
        (like, same)
    };
    let best = |at: &usize| {
        let figures = event.passages[*at].figures.iter();
        let counted = figures.map(|figure| (votes(*at, figure), figure)).filter(|((like, _), _)| *like > 0);
        counted.max_by_key(|((like, same), figure)| (*same, *like, std::cmp::Reverse(figure.words.start)))
    };
    group.iter().map(|at| best(at).map(|(_, figure)| figure.clone())).collect()
}

/// Whether values of a kind that are not equal may answer one question.
fn comparable(kind: Kind) -> bool {
    matches!(kind, Kind::Count | Kind::Percent | Kind::Money)
}
