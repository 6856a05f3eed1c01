//! Voices: whom each report lets speak, and for how many words.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::{Event, Form, Target};

/// How one report gives one voice.
#[derive(Clone, Debug, Default)]
pub struct VoiceUse {
    /// Words in direct quotation: the mark's `words=`, else those of the excerpt.
    pub words: usize,
    pub direct: usize,
    pub indirect: usize,
    /// Marks of form `scare`, by index in the report.
    pub scare: Vec<usize>,
}

/// All voices of an event: a row a voice, a column a report. Words are counted by Unicode word
/// boundaries (UAX #29).
pub fn voices(event: &Event) -> Vec<Vec<VoiceUse>> {
    let mut uses: Vec<Vec<VoiceUse>> =
        event.voices.iter().map(|_| vec![VoiceUse::default(); event.reports.len()]).collect();
    for (column, report) in event.reports.iter().enumerate() {
        for (index, mark) in report.marks.iter().enumerate() {
            for target in &mark.on {
                let Target::Voice(voice) = target else { continue };
                let voice_use = &mut uses[*voice][column];
                match mark.form {
                    Form::Direct => {
                        voice_use.direct += 1;
                        voice_use.words += mark.words.map_or_else(
                            || mark.quote.unicode_words().count(),
                            |words| usize::try_from(words).unwrap_or(usize::MAX),
                        );
                    }
                    Form::Indirect => voice_use.indirect += 1,
                    Form::Scare => voice_use.scare.push(index),
                }
            }
        }
    }
    uses
}
