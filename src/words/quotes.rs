//! Quotation marks: the page's own pair around words, its inner pair for those that the words bring.

use super::Language;

/// A hair space keeps two quotation marks that meet apart.
const HAIR_SPACE: char = '\u{200a}';

/// Double quotation marks of all languages.
const MARKS: [char; 8] = ['„', '“', '”', '"', '«', '»', '「', '」'];

impl Language {
    /// Words in quotation marks, theirs inside turned into the inner pair.
    pub fn quoted(&self, text: &str) -> String {
        let [open, close] = &self.notation.quotes;
        if !text.contains(MARKS) {
            return [open, text, close].concat();
        }
        let (body, starts, ends) = inner_quotes(text, &self.notation.inner_quotes);
        let mut quoted = open.clone();
        if starts && !quoted.ends_with(char::is_whitespace) {
            quoted.push(HAIR_SPACE);
        }
        quoted.push_str(&body);
        if ends && !close.starts_with(char::is_whitespace) {
            quoted.push(HAIR_SPACE);
        }
        quoted + close
    }
}

/// The text with its double quotation marks replaced by the inner pair, and whether it now begins or
/// ends with one.
fn inner_quotes(text: &str, inner: &(String, String)) -> (String, bool, bool) {
    let mut body = String::with_capacity(text.len());
    let mut open: Vec<char> = Vec::new();
    let mut before = None;
    let (mut starts, mut ends) = (false, false);
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let role = role(character, before, rest.peek().copied(), &mut open);
        starts |= role.is_some() && before.is_none();
        ends = role.is_some() && rest.peek().is_none();
        match role {
            Some(Role::Opens) => {
                body.push_str(&inner.0);
                // French sets a space inside its guillemets, which belongs to them.
                while character == '«' && rest.peek().is_some_and(|next| next.is_whitespace()) {
                    rest.next();
                }
            }
            Some(Role::Closes) => {
                if character == '»' {
                    body.truncate(body.trim_end().len());
                }
                body.push_str(&inner.1);
            }
            None => body.push(character),
        }
        before = Some(character);
    }
    (body, starts, ends)
}

enum Role {
    Opens,
    Closes,
}

/// What a double quotation mark does where it stands; `None` for any other character. The same mark
/// opens in one language and closes in another: `“` in “English” and in „German“, `”` in “English” and
/// in ”Swedish”. What is open decides, and then whether a word begins or ends there.
fn role(character: char, before: Option<char>, after: Option<char>, open: &mut Vec<char>) -> Option<Role> {
    let closes: &[char] = match character {
        '„' | '「' => &[],
        '“' => &['„'],
        '”' => &['“', '„', '”'],
        '"' => &['"'],
        '«' => &['»'],
        '»' => &['«', '»'],
        '」' => &['「'],
        _ => return None,
    };
    if open.last().is_some_and(|last| closes.contains(last)) {
        open.pop();
        return Some(Role::Closes);
    }
    let begins_word = before.is_none_or(|before| !before.is_alphanumeric() && !".,!?…)".contains(before));
    let stands_before_word = after.is_some_and(char::is_alphanumeric);
    let opens = match character {
        '„' | '「' => true,
        '」' => false,
        // Chinese has no spaces: what stands before a word opens there.
        '«' | '“' => begins_word || stands_before_word,
        _ => begins_word && after.is_some_and(|after| !after.is_whitespace()),
    };
    if opens {
        open.push(character);
    }
    Some(if opens { Role::Opens } else { Role::Closes })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> String {
        inner_quotes(text, &("‹".to_owned(), "›".to_owned())).0
    }

    #[test]
    fn marks_of_any_language_become_the_inner_pair() {
        for (text, wanted) in [
            ("the “fake” mayors", "the ‹fake› mayors"),
            ("die „falschen“ Bürgermeister", "die ‹falschen› Bürgermeister"),
            ("die »falschen« Bürgermeister", "die ‹falschen› Bürgermeister"),
            ("les « faux » maires", "les ‹faux› maires"),
            ("les «\u{202f}faux\u{202f}» maires", "les ‹faux› maires"),
            ("kryetarët „e rremë” të", "kryetarët ‹e rremë› të"),
            ("de ”falska” borgmästarna", "de ‹falska› borgmästarna"),
            ("так называемые «мэры»", "так называемые ‹мэры›"),
            ("所谓“市长”的", "所谓‹市长›的"),
            ("市长”的", "市长›的"),
            ("所謂「市長」的", "所謂‹市長›的"),
            ("say \"no\", \"no\"", "say ‹no›, ‹no›"),
            ("fake” mayors", "fake› mayors"),
            ("falschen“ Bürgermeister", "falschen› Bürgermeister"),
            ("he said “stop", "he said ‹stop"),
            ("«мэры „города“ вышли»", "‹мэры ‹города› вышли›"),
            ("NATO’s", "NATO’s"),
        ] {
            assert_eq!(inner(text), wanted, "{text}");
        }
    }
}
