//! Marks: an excerpt tied to facts, terms, voices or frames.

use super::{Found, Qualifier, Value};

/// An excerpt of a source and what it is marked as.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The outlet's words, as the editor wrote them.
    pub quote: String,
    pub on: Vec<Target>,
    pub qualifier: Option<Qualifier>,
    pub stance: Stance,
    /// To whom the report attributes it.
    pub by: Option<By>,
    pub form: Form,
    /// Length of the quotation in words, where the excerpt shows only a part.
    pub words: Option<u32>,
    /// The capture's line as the editor gave it, counted over non-empty lines from 1.
    pub para: Option<u32>,
    /// Whether it decides value and stance of its facts although another may stand earlier.
    pub main: bool,
    /// Where it was found in the article; `None` for an excerpt that is not verified.
    pub found: Option<Found>,
    /// The editor's remark, plain text.
    pub comment: Option<String>,
    pub translation: Option<Translation>,
    /// Its place among the marks of its file, in the order in which they are written there.
    pub written: usize,
    /// Whether it stands in the body; the others stand in `[[marks]]`.
    pub inline: bool,
    /// Its anchor on the source's page, unique there.
    pub anchor: String,
}

impl Mark {
    /// The line of the article on which it stands: where it was found, else as the editor gave it.
    pub fn line(&self) -> Option<u32> {
        self.found.as_ref().map(|found| found.line).or(self.para)
    }
}

/// What a mark is on, by index in the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Fact { fact: usize, value: Option<Value> },
    Term(usize),
    Voice(usize),
    Frame(Frame),
}

/// How a report carries a fact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stance {
    #[default]
    States,
    Attributes,
    Hedges,
    Disputes,
}

impl Stance {
    pub const NAMES: [(&'static str, Stance); 4] = [
        ("states", Stance::States),
        ("attributes", Stance::Attributes),
        ("hedges", Stance::Hedges),
        ("disputes", Stance::Disputes),
    ];

    pub fn parse(name: &str) -> Option<Stance> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, stance)| *stance)
    }

    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }
}

/// To whom something is attributed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// A declared voice.
    Voice(usize),
    /// A short hyphenated word, such as `an-official`.
    Word(String),
}

/// How a voice is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// In quotation marks.
    #[default]
    Direct,
    /// Retold.
    Indirect,
    /// A word or two in quotation marks that set it at a distance.
    Scare,
}

impl Form {
    pub const NAMES: [(&'static str, Form); 3] =
        [("direct", Form::Direct), ("indirect", Form::Indirect), ("scare", Form::Scare)];

    pub fn parse(name: &str) -> Option<Form> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, form)| *form)
    }
}

/// The four functions of framing after Robert M. Entman, "Framing: Toward Clarification of a
/// Fractured Paradigm", Journal of Communication 43(4), 1993, pages 51-58.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Frame {
    Problem,
    Cause,
    Judgement,
    Remedy,
}

impl Frame {
    pub const NAMES: [(&'static str, Frame); 4] = [
        ("problem", Frame::Problem),
        ("cause", Frame::Cause),
        ("judgement", Frame::Judgement),
        ("remedy", Frame::Remedy),
    ];

    pub fn parse(name: &str) -> Option<Frame> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, frame)| *frame)
    }

    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }
}

/// An excerpt in another language.
#[derive(Clone, Debug)]
pub struct Translation {
    /// Language of the translation (BCP 47).
    pub lang: String,
    pub text: String,
    pub by: Translator,
}

/// Who translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Translator {
    Outlet,
    Staff,
    Machine,
}

impl Translator {
    pub const NAMES: [(&'static str, Translator); 3] =
        [("outlet", Translator::Outlet), ("staff", Translator::Staff), ("machine", Translator::Machine)];

    pub fn parse(name: &str) -> Option<Translator> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, by)| *by)
    }

    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }
}
