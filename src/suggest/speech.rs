//! Who speaks in a passage, as far as its verbs and quotation marks tell.

use std::ops::Range;

use super::{language::Language, passage::Passage};

/// Somebody who is quoted in a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The words that name them, as they stand in the passage.
    pub who: String,
    /// Whether words of theirs stand between quotation marks.
    pub direct: bool,
    /// Where the verb of saying stands, in words.
    pub verb: usize,
}

/// Verbs of saying: whole words in English and Arabic (normalised, without `و`), beginnings in Turkish and
/// Russian.
const ENGLISH: &[&str] = &[
    "said",
    "says",
    "say",
    "told",
    "tells",
    "added",
    "adds",
    "stated",
    "states",
    "announced",
    "announces",
    "warned",
    "warns",
    "insisted",
    "insists",
    "stressed",
    "noted",
    "notes",
    "denied",
    "denies",
    "called",
    "urged",
    "confirmed",
    "claimed",
    "accused",
    "described",
    "argued",
    "replied",
    "wrote",
    "explained",
    "estimated",
    "estimates",
    "reported",
    "according",
];
const TURKISH: &[&str] = &[
    "dedi", "söyledi", "belirt", "açıkla", "bildir", "ifade", "kaydet", "vurgula", "duyur", "aktar", "savun", "konuş",
    "uyar", "öne", "iddia", "redded", "dile", "yinele", "göre",
];
const RUSSIAN: &[&str] = &[
    "сказал",
    "сообщ",
    "заяв",
    "отмет",
    "подчеркн",
    "добав",
    "рассказ",
    "поясн",
    "говор",
    "утвержд",
    "уточн",
    "предупред",
    "объяв",
    "напомн",
    "подтверд",
    "считае",
    "словам",
];
const ARABIC: &[&str] = &[
    "قال",
    "قالت",
    "يقول",
    "تقول",
    "اضاف",
    "اضافت",
    "اعلن",
    "اعلنت",
    "اكد",
    "اكدت",
    "صرح",
    "صرحت",
    "اوضح",
    "اوضحت",
    "ذكر",
    "ذكرت",
    "اشار",
    "اشارت",
    "وصف",
    "وصفت",
    "دعا",
    "دعت",
    "اتهم",
    "اتهمت",
    "نفي",
    "نفت",
    "تنفي",
    "حذر",
    "حذرت",
    "بحسب",
    "وفق",
    "مؤكدا",
];

/// Who speaks in a passage: one for each verb of saying with a name beside it, each name once.
pub fn speakers(passage: &Passage) -> Vec<Speaker> {
    let mut found: Vec<Speaker> = Vec::new();
    let quoted = quotes(&passage.text);
    for verb in (0..passage.words.len()).filter(|at| is_verb(passage, *at)) {
        let Some(span) = who(passage, verb) else { continue };
        let who = passage.span(span).to_owned();
        let sentence = sentence(passage, verb);
        let range = passage.words[sentence.start].range.start..passage.words[sentence.end - 1].range.end;
        let near = |quote: &&Range<usize>| quote.start <= range.end + 2 && range.start <= quote.end + 2;
        let direct = quoted.iter().any(|quote| near(&quote));
        match found.iter_mut().find(|speaker| speaker.who == who) {
            Some(known) => known.direct |= direct,
            None => found.push(Speaker { who, direct, verb }),
        }
    }
    found
}

fn is_verb(passage: &Passage, at: usize) -> bool {
    let word = passage.words[at].lower.as_str();
    match passage.language {
        Language::English => ENGLISH.contains(&word),
        Language::Turkish => TURKISH.iter().any(|verb| word.starts_with(verb)),
        Language::Russian => RUSSIAN.iter().any(|verb| word.starts_with(verb)),
        Language::Arabic => ARABIC.contains(&word) || word.strip_prefix('و').is_some_and(|word| ARABIC.contains(&word)),
        Language::Other(_) => false,
    }
}

/// The words that name who says it: the name in the verb's sentence that is nearest to the verb; in Arabic
/// the words after it, up to the clause that they introduce.
fn who(passage: &Passage, verb: usize) -> Option<Range<usize>> {
    let sentence = sentence(passage, verb);
    if passage.language == Language::Arabic {
        return after(passage, verb, sentence.end);
    }
    let runs = runs(passage, &sentence);
    let distance = |run: &Range<usize>| if run.start > verb { run.start - verb } else { verb + 1 - run.end };
    // Turkish verbs end the sentence that their subject opens.
    let key = |run: &Range<usize>| match passage.language {
        Language::Turkish => run.start,
        _ => distance(run),
    };
    runs.into_iter().min_by_key(key)
}

/// Up to four words after an Arabic verb.
fn after(passage: &Passage, verb: usize, end: usize) -> Option<Range<usize>> {
    const INTRODUCE: [&str; 9] = ["ان", "انه", "انها", "في", "عن", "الي", "بان", "علي", "من"];
    let mut last = verb + 1;
    while last < end.min(verb + 5) && !INTRODUCE.contains(&passage.words[last].lower.as_str()) {
        let between = &passage.text[passage.words[last - 1].range.end..passage.words[last].range.start];
        if last > verb + 1 && between.trim() != "" {
            break;
        }
        last += 1;
    }
    (last > verb + 1).then_some(verb + 1..last)
}

/// Runs of words of names in a span; a name may hold one small word between two of its words.
pub fn runs(passage: &Passage, span: &Range<usize>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in passage.names.range(span.clone()).copied() {
        match runs.last_mut() {
            Some(run) if at - run.end < 2 && joins(passage, run.end, at) => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// Whether what stands between the end of a name and another word of a name lets them be one.
fn joins(passage: &Passage, end: usize, at: usize) -> bool {
    const SMALL: [&str; 9] = ["of", "the", "de", "la", "van", "von", "al", "bin", "ve"];
    let plain = |at: usize| {
        let between = &passage.text[passage.words[at - 1].range.end..passage.words[at].range.start];
        matches!(between, " " | "\u{a0}" | "-" | ". ")
    };
    if at == end { plain(at) } else { plain(end) && plain(at) && SMALL.contains(&passage.words[end].lower.as_str()) }
}

/// The sentence in which a word stands, in words.
fn sentence(passage: &Passage, at: usize) -> Range<usize> {
    let ends = |index: usize| {
        let between = &passage.text[passage.words[index - 1].range.end..passage.words[index].range.start];
        let initial = passage.words[index - 1].lower.chars().count() < 3;
        !initial && between.contains(['.', '!', '?', '؟'])
    };
    let start = (1..=at).rev().find(|index| ends(*index)).unwrap_or(0);
    let end = (at + 1..passage.words.len()).find(|index| ends(*index)).unwrap_or(passage.words.len());
    start..end
}

/// Quotations of a line that are more than a word or two in scare quotes.
fn quotes(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in line.char_indices() {
        match (c, open) {
            ('“' | '«' | '„' | '"', None) => open = Some(at),
            ('”' | '»' | '"' | '“', Some(start)) => {
                if line[start..at].split_whitespace().count() > 2 {
                    found.push(start..at + c.len_utf8());
                }
                open = None;
            }
            _ => {}
        }
    }
    found
}
