//! Direct quotation: what stands between quotation marks around a passage.

use std::{collections::BTreeMap, ops::Range};

/// The quotation that holds a span of its paragraph, both in bytes; `None` where the span stands in no quotation,
/// reaches beyond one, or spans several.
///
/// Marks at the very edges of the span belong to it. Of nested quotations it is the outermost.
pub fn outermost<'q>(quotations: &'q [Quotation], span: &Range<usize>) -> Option<&'q Quotation> {
    let holds = |found: &&Quotation| found.outer.start <= span.start && span.end <= found.outer.end;
    quotations.iter().filter(holds).min_by_key(|found| found.outer.start).filter(|_| span.start <= span.end)
}

/// A quotation with its marks and without.
#[derive(Clone, Debug)]
pub struct Quotation {
    pub outer: Range<usize>,
    pub inner: Range<usize>,
}

/// Where a mark stands in the paragraph, and between which characters.
#[derive(Clone, Copy)]
struct Mark {
    sign: char,
    start: usize,
    before: Option<char>,
    after: Option<char>,
}

impl Mark {
    fn end(self) -> usize {
        self.start + self.sign.len_utf8()
    }

    /// Whether something stands directly after it.
    fn leans_right(self) -> bool {
        self.after.is_some_and(|next| !next.is_whitespace())
    }

    /// Whether a word may begin with it: nothing before it, or what lets a word begin.
    fn starts(self) -> bool {
        let room = |before: char| before.is_whitespace() || "([{<-–—/\"“„«‹‘‚'「『".contains(before);
        self.leans_right() && self.before.is_none_or(room)
    }

    /// Whether a word may end with it.
    fn ends(self) -> bool {
        self.before.is_some_and(|before| !before.is_whitespace()) && !self.after.is_some_and(char::is_alphanumeric)
    }
}

/// All quotations of a paragraph, in one walk over it.
///
/// One that is opened and not closed goes to the paragraph's end, as a quotation of several paragraphs does, which
/// opens again with each; where the same mark opens once more after it, nobody can say where it ended, and it counts
/// for nothing. Single marks are apostrophes unless a pair speaks for a quotation.
pub fn quotations(line: &str) -> Vec<Quotation> {
    // Most lines have none, and most of these tell it quickly.
    if line.is_ascii() && memchr::memchr2(b'"', b'\'', line.as_bytes()).is_none() {
        return Vec::new();
    }
    let mut walk = Walk::default();
    let mut before = None;
    let mut rest = line.char_indices().peekable();
    while let Some((start, sign)) = rest.next() {
        walk.meet(Mark { sign, start, before, after: rest.peek().map(|(_, next)| *next) });
        before = Some(sign);
    }
    walk.finish(line)
}

/// A mark that opened, until it is known where it closes.
struct Open {
    mark: Mark,
    /// A single mark after an s: it closes, unless a surer one follows.
    doubtful: Option<Mark>,
}

#[derive(Default)]
struct Walk {
    open: Vec<Open>,
    /// For each sign how many are open, and where the last one opened.
    signs: BTreeMap<char, (usize, usize)>,
    found: Vec<Quotation>,
}

impl Walk {
    fn meet(&mut self, mark: Mark) {
        match mark.sign {
            '‘' | '’' | '‚' | '\'' => self.meet_single(mark),
            _ => self.meet_double(mark),
        }
    }

    /// The same mark opens in one language and closes in another: `“` in “English” and in „German“, `”`
    /// in “English” and in ”Swedish”. What is open decides, then whether a word may begin there.
    fn meet_double(&mut self, mark: Mark) {
        // What it closes wherever it stands, and what only where no word begins.
        let (always, between): (&[char], &[char]) = match mark.sign {
            '"' => (&[], &['"']),
            '“' => (&[], &['„', '“']),
            '”' => (&['“', '„'], &['”']),
            '«' => (&[], &['»']),
            '»' => (&['«'], &['»']),
            '‹' => (&[], &['›']),
            '›' => (&['‹'], &['›']),
            '」' => (&['「'], &[]),
            '』' => (&['『'], &[]),
            '„' | '「' | '『' => (&[], &[]),
            _ => return,
        };
        let opens = match mark.sign {
            '“' | '„' => mark.leans_right(),
            '«' | '‹' | '「' | '『' => true,
            '"' => mark.leans_right() || mark.before.is_none_or(char::is_whitespace),
            '”' | '»' | '›' => mark.starts(),
            _ => false,
        };
        if self.has(always) {
            self.close(always, mark);
        } else if self.has(between) && !mark.starts() {
            self.close(between, mark);
        } else if opens {
            self.push(mark);
        }
    }

    /// An apostrophe inside a word does nothing, and one that ends a word only closes what a single mark
    /// opened. After an s it may be a genitive: then a closing mark that cannot be one goes before it.
    fn meet_single(&mut self, mark: Mark) {
        let closes: &[char] = match mark.sign {
            '’' => &['‘', '‚'],
            '‘' => &['‚'],
            '\'' => &['\''],
            _ => &[],
        };
        match self.open.last_mut().filter(|open| closes.contains(&open.mark.sign)) {
            Some(open) if mark.ends() => {
                if mark.before.is_some_and(|letter| "sS".contains(letter)) {
                    open.doubtful.get_or_insert(mark);
                } else {
                    self.close(closes, mark);
                }
            }
            _ if mark.sign != '’' && mark.starts() => {
                if self.open.last().is_some_and(|open| is_single(open.mark.sign)) {
                    self.give_up();
                }
                self.push(mark);
            }
            _ => {}
        }
    }

    fn has(&self, signs: &[char]) -> bool {
        signs.iter().any(|sign| self.signs.get(sign).is_some_and(|(open, _)| *open > 0))
    }

    fn push(&mut self, mark: Mark) {
        let (open, last) = self.signs.entry(mark.sign).or_default();
        *open += 1;
        *last = mark.start;
        self.open.push(Open { mark, doubtful: None });
    }

    fn pop(&mut self) -> Option<Open> {
        let open = self.open.pop()?;
        if let Some((count, _)) = self.signs.get_mut(&open.mark.sign) {
            *count = count.saturating_sub(1);
        }
        Some(open)
    }

    /// Closes the innermost quotation that one of these signs opened. What opened inside it and is still
    /// open never closes.
    fn close(&mut self, signs: &[char], close: Mark) {
        while self.open.last().is_some_and(|open| !signs.contains(&open.mark.sign)) {
            self.give_up();
        }
        if let Some(open) = self.pop() {
            self.record(open.mark, close);
        }
    }

    /// Takes the innermost mark for one that does not close, or closes in the doubtful place.
    fn give_up(&mut self) {
        if let Some(Open { mark, doubtful: Some(close) }) = self.pop() {
            self.record(mark, close);
        }
    }

    fn record(&mut self, open: Mark, close: Mark) {
        self.found.push(Quotation { outer: open.start..close.end(), inner: open.end()..close.start });
    }

    /// Ends what is still open with the paragraph.
    fn finish(mut self, line: &str) -> Vec<Quotation> {
        while let Some(Open { mark, .. }) = self.open.last() {
            let mark = *mark;
            let last = self.signs.get(&mark.sign).is_some_and(|(_, last)| *last == mark.start);
            let clear = mark.leans_right() || mark.sign == '«';
            if last && clear && !is_single(mark.sign) {
                self.pop();
                let end = line.trim_end().len().max(mark.end());
                self.found.push(Quotation { outer: mark.start..line.len(), inner: mark.end()..end });
            } else {
                self.give_up();
            }
        }
        self.found
    }
}

fn is_single(sign: char) -> bool {
    matches!(sign, '‘' | '‚' | '\'')
}

#[cfg(test)]
mod tests {
    use super::{outermost, quotations};

    /// The quotation around the words in braces, which are taken away before.
    fn quoted(marked: &str) -> Option<String> {
        let start = marked.find('{').unwrap();
        let end = marked.find('}').unwrap() - 1;
        let line = marked.replace(['{', '}'], "");
        outermost(&quotations(&line), &(start..end)).map(|found| line[found.inner.clone()].to_owned())
    }

    #[track_caller]
    fn expect(cases: &[(&str, Option<&str>)]) {
        for (marked, wanted) in cases {
            assert_eq!(quoted(marked).as_deref(), *wanted, "in {marked}");
        }
    }

    #[test]
    fn each_language_has_its_marks() {
        expect(&[
            ("sent “to ensure {peace},” it said", Some("to ensure peace,")),
            ("sent \"to ensure {peace},\" it said", Some("to ensure peace,")),
            ("« Nous {restons} », dit-il", Some(" Nous restons ")),
            ("»Wir {bleiben}«, sagte er", Some("Wir bleiben")),
            ("»Vi {stannar}», sade han", Some("Vi stannar")),
            ("„Wir {bleiben}“, sagte er", Some("Wir bleiben")),
            ("„My {zostajemy}”, powiedział", Some("My zostajemy")),
            ("”Vi {stannar}”, sade han", Some("Vi stannar")),
            ("‘We {stay},’ he said", Some("We stay,")),
            ("'We {stay},' he said", Some("We stay,")),
            ("‚Wir {bleiben}‘, sagte er", Some("Wir bleiben")),
            ("他说“我们{留下}”。", Some("我们留下")),
            ("彼は「私たちは{残る}」と", Some("私たちは残る")),
            ("《{人民}日报》", None),
        ]);
    }

    #[test]
    fn the_outermost_one_counts() {
        expect(&[
            ("“He said ‘{no}’ to me,” she said", Some("He said ‘no’ to me,")),
            ("\"He said \"{no}\" to me,\" she said", Some("He said \"no\" to me,")),
            ("„Er sagte “{nein}” dazu“", Some("Er sagte “nein” dazu")),
            ("“We came. The “{fakes}” left. We go on.", Some("fakes")),
        ]);
    }

    #[test]
    fn a_span_is_inside_one_quotation_or_in_none() {
        expect(&[
            ("“{a},” he said, “b”", Some("a,")),
            ("“a,” he said, “{b}”", Some("b")),
            ("“a,” {he} said, “b”", None),
            ("“{a,” he said, “b}”", None),
            ("{“a,” he said, “b”}", None),
            ("they call {“fake”}", Some("fake")),
            ("they call {“fake” mayors}", None),
            ("they call “{fake” mayors}", None),
        ]);
    }

    #[test]
    fn an_apostrophe_is_no_quotation_mark() {
        expect(&[
            ("NATO’s {force} is the Serbs’ concern", None),
            ("NATO's {force} is the Serbs' concern", None),
            ("“NATO’s {force} is the Serbs’ concern”", Some("NATO’s force is the Serbs’ concern")),
            ("‘NATO’s {force} is here,’ he said", Some("NATO’s force is here,")),
            ("‘The Serbs’ votes {count},’ he said", Some("The Serbs’ votes count,")),
            ("the ‘{militants}’ came", Some("militants")),
            ("the ‘militants’ {came} to the Serbs’ town", None),
            ("the ‘militants’ {came} ‘late’", None),
            ("in the ‘90s {they} came", None),
            ("“in the ‘90s {they} came” and left", Some("in the ‘90s they came")),
        ]);
    }

    #[test]
    fn what_is_not_closed_goes_to_the_end_of_its_paragraph() {
        expect(&[
            ("He said: “We {stay}. ", Some("We stay.")),
            ("\"We came,\" he said. \"We {stay}.", Some("We stay.")),
            ("“We {came}, he said. “We stay.”", None),
            ("“We came, he said. “We {stay}.”", Some("We stay.")),
        ]);
    }

    #[test]
    fn stray_marks_do_nothing() {
        expect(&[
            ("a 5\" gun and {more}", None),
            ("a 5\" gun and \"{more}\"", Some("more")),
            ("as it is.” {He} left", None),
            ("“Hello“ {he} said", None),
            ("\" {Nous} \" dit-il", Some(" Nous ")),
            ("a \" b {c}", None),
            ("(\"such {violence}\")", Some("such violence")),
        ]);
    }
}
