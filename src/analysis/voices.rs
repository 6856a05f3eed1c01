//! Voices: whom each report lets speak, and for how many words.

use crate::{
    evidence::count_words,
    model::{Event, Form, Mark, Quotation, Target},
};

/// How one report gives one voice.
#[derive(Clone, Debug, Default)]
pub struct VoiceUse {
    /// Words in direct quotation.
    pub words: usize,
    /// Direct quotations; marks in one quotation are one.
    pub direct: usize,
    /// Marks of form `indirect`.
    pub indirect: usize,
    /// Marks of form `scare`, by index in the report.
    pub scare: Vec<usize>,
}

/// All voices of an event: a row a voice, a column a report. Words are counted by Unicode word
/// boundaries (UAX #29).
///
/// A direct quotation is as long as `words=` says, else as the quotation marks around it in the article
/// say, else as the excerpt is. Several marks in one quotation are counted once; where several of them
/// have `words=`, the largest counts.
pub fn voices(event: &Event) -> Vec<Vec<VoiceUse>> {
    let of_voice = |voice: usize| event.reports.iter().map(|report| voice_use(&report.marks, voice)).collect();
    (0..event.voices.len()).map(of_voice).collect()
}

fn voice_use(marks: &[Mark], voice: usize) -> VoiceUse {
    let mut voice_use = VoiceUse::default();
    let mut direct: Vec<&Mark> = Vec::new();
    for (index, mark) in marks.iter().enumerate().filter(|(_, mark)| mark.on.contains(&Target::Voice(voice))) {
        match mark.form {
            Form::Direct => direct.push(mark),
            Form::Indirect => voice_use.indirect += 1,
            Form::Scare => voice_use.scare.push(index),
        }
    }
    let lengths = quotations(&direct);
    voice_use.direct = lengths.len();
    voice_use.words = lengths.into_iter().map(|words| usize::try_from(words).unwrap_or(usize::MAX)).sum();
    voice_use
}

/// The length of each quotation in words. What an editor says of a mark holds for all that it quotes.
fn quotations(direct: &[&Mark]) -> Vec<u32> {
    let mut lengths = Vec::new();
    let mut seen: Vec<Quotation> = Vec::new();
    let mut marks = direct.to_vec();
    marks.sort_by_key(|mark| mark.words.is_none());
    for mark in marks {
        let around = mark.found.as_ref().map_or(&[][..], |found| found.quotations.as_slice());
        let new: Vec<Quotation> = around.iter().copied().filter(|quotation| !seen.contains(quotation)).collect();
        seen.extend(&new);
        match mark.words {
            None if around.is_empty() => lengths.push(own_words(mark)),
            None => lengths.extend(new.iter().map(|quotation| quotation.words)),
            Some(words) if around.is_empty() || !new.is_empty() => lengths.push(words),
            Some(_) => {}
        }
    }
    lengths
}

fn own_words(mark: &Mark) -> u32 {
    mark.found.as_ref().map_or_else(|| count_words(&mark.quote), |found| found.words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Found, Stance, Zone};

    fn mark(quote: &str, quotation: Option<(u32, u32)>, words: Option<u32>) -> Mark {
        Mark {
            quote: quote.to_owned(),
            on: vec![Target::Voice(0)],
            qualifier: None,
            stance: Stance::States,
            by: None,
            form: Form::Direct,
            words,
            para: None,
            found: quotation.map(|(word, words)| Found {
                line: 1,
                zone: Zone::Text,
                word,
                words: 2,
                times: 1,
                span: 3,
                quotations: if words > 0 { vec![Quotation { word, words }] } else { Vec::new() },
            }),
            comment: None,
            translation: None,
            main: false,
            written: 0,
            inline: true,
            anchor: String::new(),
        }
    }

    fn counted(marks: &[Mark]) -> (usize, usize) {
        let voice_use = voice_use(marks, 0);
        (voice_use.direct, voice_use.words)
    }

    #[test]
    fn a_quotation_counts_once_and_whole() {
        let one = mark("we will", Some((4, 12)), None);
        let same = mark("go on", Some((4, 12)), None);
        let other = mark("never again", Some((40, 5)), None);
        assert_eq!(counted(&[one.clone(), same.clone(), other]), (2, 12 + 5));
        assert_eq!(counted(&[one, mark("go on", Some((4, 12)), Some(20))]), (1, 20), "`words=` overrides");
    }

    #[test]
    fn without_a_quotation_the_excerpt_counts() {
        assert_eq!(
            counted(&[mark("we will [all] go", Some((4, 0)), None)]),
            (1, 2),
            "insertions are not the article’s"
        );
        assert_eq!(counted(&[mark("we will go on", None, None), mark("so be it", None, Some(9))]), (2, 4 + 9));
    }
}
