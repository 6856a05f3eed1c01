//! Forms that text must have: ids, slugs, addresses, languages, hashes.
//!
//! Each function says what is wrong, in words that follow the name of the value: "`x` ‹is empty›".

use unicode_normalization::UnicodeNormalization;

/// Longest slug in bytes; file systems stop at 255, and a staged file has a longer name.
const MAX_SLUG_BYTES: usize = 200;

/// Checks an id: lower-case letters, digits and hyphens.
///
/// # Errors
/// What is wrong with it.
pub fn id(text: &str) -> Result<(), String> {
    let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    match text.chars().find(|c| !fine(*c)) {
        _ if text.is_empty() => Err("is empty".to_owned()),
        Some(wrong) => Err(format!("has {}, but an id has lower-case letters, digits and hyphens only", show(wrong))),
        None => Ok(()),
    }
}

/// Checks a part of an address, which is also the name of a folder in the output, and gives it back in
/// Unicode NFC.
///
/// # Errors
/// What is wrong with it.
pub fn slug(text: &str) -> Result<String, String> {
    let slug: String = text.nfc().collect();
    if slug.is_empty() {
        Err("is empty".to_owned())
    } else if slug == "." || slug == ".." {
        Err("means a folder in every file system".to_owned())
    } else if let Some(wrong) = slug.chars().find(|c| c.is_control() || r#"/\:*?"<>|"#.contains(*c)) {
        Err(format!("has {}, which not every file system can hold", show(wrong)))
    } else if let Some(wrong) = slug.chars().find(|c| "#%".contains(*c)) {
        Err(format!("has {}, which means something else in an address", show(wrong)))
    } else if slug.ends_with(['.', ' ']) || slug.starts_with(' ') {
        Err("begins or ends with a space or ends with a dot, which not every file system can hold".to_owned())
    } else if is_device(&slug) {
        Err("is the name of a device on Windows".to_owned())
    } else if slug.len() > MAX_SLUG_BYTES {
        Err(format!("has more than {MAX_SLUG_BYTES} bytes"))
    } else {
        Ok(slug)
    }
}

/// Checks a web address: `http` or `https`, and a host.
///
/// # Errors
/// What is wrong with it.
pub fn url(text: &str) -> Result<(), String> {
    let (scheme, rest) = text.split_once("://").unwrap_or(("", text));
    if scheme.is_empty() {
        return Err("does not start with `https://` or `http://`".to_owned());
    }
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return Err("has another scheme than `https` and `http`".to_owned());
    }
    if let Some(wrong) = text.chars().find(|c| c.is_whitespace() || c.is_control() || r#"<>"\`"#.contains(*c)) {
        return Err(format!("has {}, which an address cannot have", show(wrong)));
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let (host, port) = match host.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (host, ""),
    };
    if host.strip_suffix('.').unwrap_or(host).split('.').any(str::is_empty) {
        return Err("has no host".to_owned());
    }
    let bracketed = host.starts_with('[') && host.ends_with(']');
    let fine = |c: char| c.is_alphanumeric() || !c.is_ascii() || matches!(c, '-' | '.' | '_' | '%');
    if !bracketed && !host.chars().all(fine) || !port.bytes().all(|b| b.is_ascii_digit()) {
        return Err("has a host that cannot be".to_owned());
    }
    Ok(())
}

/// Checks an address within the site: `/old/address/`, with or without the last slash.
///
/// # Errors
/// What is wrong with it.
pub fn address(text: &str) -> Result<(), String> {
    let Some(path) = text.strip_prefix('/') else { return Err("does not start with `/`".to_owned()) };
    let path = path.strip_suffix('/').unwrap_or(path);
    if path.is_empty() {
        return Err("is the home page".to_owned());
    }
    if let Some(wrong) = path.chars().find(|c| c.is_whitespace() || c.is_control() || r#"?#\<>":*|"#.contains(*c)) {
        return Err(format!("has {}, which an address within the site cannot have", show(wrong)));
    }
    if path.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Err("has a part that is empty, `.` or `..`".to_owned());
    }
    Ok(())
}

/// Checks whether a language tag is well-formed (BCP 47): groups of letters and digits with hyphens
/// between them, of which the first is the language. Whether the language exists is not asked.
///
/// # Errors
/// What is wrong with it.
pub fn language(text: &str) -> Result<(), String> {
    let mut groups = text.split('-');
    let primary = groups.next().unwrap_or_default();
    let primary_fine = (2..=8).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_alphabetic());
    let group_fine =
        |group: &str| (1..=8).contains(&group.len()) && group.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if primary_fine && groups.all(group_fine) { Ok(()) } else { Err("is no language tag".to_owned()) }
}

/// Checks a SHA-256 in hexadecimal.
///
/// # Errors
/// What is wrong with it.
pub fn hash(text: &str) -> Result<(), String> {
    let fine = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if fine { Ok(()) } else { Err("is no SHA-256 of 64 hexadecimal digits".to_owned()) }
}

/// Whether a name is one that Windows keeps for a device, whatever its extension.
pub fn is_device(name: &str) -> bool {
    let Some((device, rest)) = name.split_at_checked(3) else { return false };
    let is_one_of = |devices: &[&str]| devices.iter().any(|known| device.eq_ignore_ascii_case(known));
    let number = || rest.split('.').next().unwrap_or_default().trim_end();
    is_one_of(&["con", "prn", "aux", "nul"]) && number().is_empty()
        || is_one_of(&["com", "lpt"])
            && (matches!(number(), "¹" | "²" | "³") || matches!(number().as_bytes(), [b'0'..=b'9']))
}

fn show(c: char) -> String {
    match c {
        ' ' => "a space".to_owned(),
        c if c.is_control() || c.is_whitespace() => format!("the character U+{:04X}", u32::from(c)),
        c => format!("`{c}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_names_of_folders_on_every_system() {
        for wrong in [
            "",
            ".",
            "..",
            "a/b",
            "a\\b",
            "c:",
            "nul",
            "NUL.txt",
            "com1",
            "Lpt9.x",
            "com0",
            "COM².txt",
            "end.",
            "end ",
            "a\u{7}",
        ] {
            assert!(slug(wrong).is_err(), "{wrong:?}");
        }
        for fine in ["kosovo-2023", "com", "com10", "console", "Überblick", "a.b", "Косово", "two words"] {
            assert_eq!(slug(fine).as_deref(), Ok(fine));
        }
        assert_eq!(slug("u\u{308}ber").as_deref(), Ok("über"));
        assert!(slug(&"é".repeat(101)).is_err());
    }

    #[test]
    fn web_addresses_have_a_known_scheme_and_a_host() {
        for wrong in ["", "example.org", "ftp://a.org", "https://", "https:///x", "http://?q", "http://a b", "//a.org"]
        {
            assert!(url(wrong).is_err(), "{wrong:?}");
        }
        for wrong in ["javascript:alert(1)//://x", "http://a.org:x/", "https://.", "http://a..b/", "http://<a>"] {
            assert!(url(wrong).is_err(), "{wrong:?}");
        }
        for fine in ["https://example.org", "HTTP://example.org:8080/?a#b", "http://[::1]:3/", "https://кто.рф/x@y:z"]
        {
            assert_eq!(url(fine), Ok(()), "{fine}");
        }
    }

    #[test]
    fn addresses_within_the_site_are_plain_paths() {
        for wrong in ["", "/", "old/", "//old/", "/a//b", "/a/../b", "/a?b", "/a#b", "/a b/", "https://x.org/"] {
            assert!(address(wrong).is_err(), "{wrong:?}");
        }
        for fine in ["/old/address/", "/old", "/über/"] {
            assert_eq!(address(fine), Ok(()), "{fine}");
        }
    }

    #[test]
    fn language_tags_are_well_formed() {
        for wrong in ["", "e", "english language", "en_GB", "en-", "12", "en--GB"] {
            assert!(language(wrong).is_err(), "{wrong:?}");
        }
        for fine in ["en", "tr", "zh-Hant-TW", "sr-Latn", "de-1996", "en-x-y"] {
            assert_eq!(language(fine), Ok(()), "{fine}");
        }
    }
}
