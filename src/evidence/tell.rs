//! Findings about excerpts and captures.

use super::{
    capture::Text,
    find::Outcome,
    fold::fold,
    nearest::nearest,
    pairs::published,
    read::{Excerpt, Reading},
};
use crate::{
    content::source::SourceDocument,
    diagnostic::{Code, Finding, Passage},
    model::TextKind,
};

/// For so many excerpts of a source the nearest passage is looked for; who misses more has another text.
const MOST_SEARCHED: usize = 100;

/// In texts of more bytes, longer than any article, the search takes its time.
const LARGE: usize = 500_000;
const MOST_IN_LARGE: usize = 5;

/// Why an excerpt is not evidence. `already` is the number of those of the same source that were told.
pub fn not_found(
    document: &SourceDocument,
    text: &Text,
    excerpt: Excerpt<'_>,
    outcome: &Outcome,
    already: usize,
) -> Finding {
    let missing = |message: String| Finding::error(Code::ExcerptNotFound, message);
    let finding = match outcome {
        Outcome::Several(numbers) => {
            let lines = listed(numbers);
            let message = format!("these words stand {} times in the article, on {lines}", numbers.len());
            let hint = match numbers.as_slice() {
                [first, rest @ ..] if rest.iter().all(|number| number == first) => {
                    format!("mark more words, or say `para={first}` for the first of them")
                }
                _ => format!("say which with `para={}`, or mark more words", numbers.first().copied().unwrap_or(1)),
            };
            Finding::error(Code::AmbiguousExcerpt, message).hint(hint)
        }
        Outcome::Elsewhere(numbers) => {
            let para = excerpt.para.unwrap_or_default();
            let count = text.lines.len();
            let why = if usize::try_from(para).is_ok_and(|para| para > count) {
                format!("the capture has {count} lines; these words stand on {}", listed(numbers))
            } else {
                format!("these words do not stand on line {para} of the capture, but on {}", listed(numbers))
            };
            missing(why).hint(format!("say `para={}`", numbers.first().copied().unwrap_or(1)))
        }
        Outcome::Furniture(numbers) => {
            missing(format!("these words stand only on {} of the capture, which is furniture", listed(numbers)))
                .hint("mark words of the article, or take the line out of `furniture`")
        }
        Outcome::Missing | Outcome::Found(_) => not_there(text, excerpt, already),
    };
    finding.at(document.source.at(excerpt.quote.span.clone()))
}

/// An excerpt of signs alone.
pub fn no_words(document: &SourceDocument, excerpt: Excerpt<'_>) -> Finding {
    let finding = Finding::error(Code::EmptyExcerpt, "this excerpt has no words");
    finding.at(document.source.at(excerpt.quote.span.clone())).hint("mark at least one word or figure")
}

fn not_there(text: &Text, excerpt: Excerpt<'_>, already: usize) -> Finding {
    let finding = Finding::error(Code::ExcerptNotFound, "these words do not stand in the archived article");
    let most = if text.source.text().len() > LARGE { MOST_IN_LARGE } else { MOST_SEARCHED };
    if already >= most {
        return finding.hint("so many do not that it may be another article; see to the ones before first");
    }
    let Some(nearest) = nearest(text, &excerpt.quote.value, excerpt.para) else {
        return finding.hint("nothing near to them was found; is it the right source?");
    };
    finding.nearest(Passage { source: text.source.clone(), span: nearest.span, differing: nearest.differing }).hint(
        format!("an excerpt is the outlet's own words, letter by letter; the nearest stand on line {}", nearest.number),
    )
}

/// `line 3`, `lines 3, 5 and 9`.
fn listed(numbers: &[u32]) -> String {
    let mut numbers = numbers.to_vec();
    numbers.dedup();
    let words: Vec<String> = numbers.iter().map(u32::to_string).collect();
    match words.as_slice() {
        [] => "no line".to_owned(),
        [one] => format!("line {one}"),
        [first @ .., last] => format!("lines {} and {last}", first.join(", ")),
    }
}

/// Findings for a capture that is not the one which the front matter means; whether it can be used.
pub fn check_capture(document: &SourceDocument, text: &Text, findings: &mut Vec<Finding>) -> bool {
    let told = &document.front.capture;
    let place = document.front.capture_place.clone().map_or(document.source.whole(), |span| document.source.at(span));
    let hash = text.article.sha256.as_deref();
    if let Some(expected) = told.sha256.as_deref().filter(|expected| Some(*expected) != hash) {
        let message = format!("`{}` is not the capture that this source was written from", text.source.path());
        let finding = Finding::error(Code::CaptureChanged, message).at(place);
        findings.push(finding.hint(format!(
            "its SHA-256 is {}, and not {expected}; bring the file back, or check every mark and write the new hash",
            hash.unwrap_or_default(),
        )));
        return false;
    }
    let count = text.lines.len();
    let named = told.headline.iter().chain(&told.captions).chain(&told.furniture);
    let beyond: Vec<u32> = named.copied().filter(|number| text.line(*number).is_none()).collect();
    if !beyond.is_empty() {
        let message = format!("`{}` has {count} lines, and so no {}", text.source.path(), listed(&beyond));
        let finding = Finding::error(Code::MissingLine, message).at(place);
        findings.push(finding.hint("lines are counted over those that are not empty, from 1"));
        return false;
    }
    findings.extend(other_title(document, text));
    true
}

/// A finding if the title is not the headline of the capture.
fn other_title(document: &SourceDocument, text: &Text) -> Option<Finding> {
    let title = document.front.title.as_ref()?;
    let headline = text.line(document.front.capture.headline?)?;
    (headline.folded != fold(&title.value)).then(|| {
        let finding = Finding::error(Code::ExcerptNotFound, "this title is not the headline of the capture");
        let passage = Passage { source: text.source.clone(), span: headline.range.clone(), differing: Vec::new() };
        let finding = finding.at(document.source.at(title.span.clone())).nearest(passage);
        finding.hint("write the headline as published, or name its line in `headline`")
    })
}

/// A warning if the excerpts of a source publish more of it than `[quotation] max_share` allows.
pub fn share(reading: &Reading<'_>, max_share: f64) -> Option<Finding> {
    let article = reading.evidence.article.as_ref().filter(|article| article.words > 0)?;
    if matches!(reading.document.front.text, TextKind::Full { .. }) {
        return None;
    }
    let published = published(reading);
    (!published.is_within(max_share, article.words)).then(|| {
        let words = published.words();
        let share = f64::from(words) / f64::from(article.words);
        let message = format!(
            "the excerpts publish {words} of the article's {} words, {:.0} %; `[quotation] max_share` allows {:.0} %",
            article.words,
            share * 100.0,
            max_share * 100.0
        );
        let finding = Finding::warning(Code::LargeShare, message).at(reading.document.source.whole());
        finding.hint("excerpts of up to three words do not count; mark fewer words in the others")
    })
}
