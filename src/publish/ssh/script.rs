//! What the shell of the server is asked to do, in words that every POSIX shell knows.
//!
//! Scripts come through its standard input, so only text within them has to be quoted, and no other shell that the
//! user may have there ever sees them.

use std::{collections::BTreeMap, fmt::Write as _};

use super::super::release::{CURRENT, LOCK, NEXT, RELEASES, Releases, partial_name};

/// A text as one word of a shell: nothing in it means anything.
pub fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// Goes to the folder, takes the lock, and lists what is there; for `looks_only` makes nothing.
pub fn begin(path: &str, looks_only: bool) -> String {
    let folder = quoted(&if path.starts_with('-') { format!("./{path}") } else { path.to_owned() });
    let (enter, leave) = if looks_only {
        (format!("if [ -e {folder} ]; then\ncd {folder} || exit 41\n"), "fi\n")
    } else {
        let enter = format!(
            "if [ -e {folder} ] && [ ! -d {folder} ]; then exit 42; fi\n\
             mkdir -p {folder}/{RELEASES} || exit 41\ncd {folder} || exit 41\n\
             exec 9>{LOCK} || exit 41\n\
             if command -v flock >/dev/null 2>&1; then flock -n 9 || exit 43; fi\n"
        );
        (enter, "")
    };
    // A line end of our own stands behind each list, whatever that ends with.
    format!(
        "say() {{ printf '%s\\n' \"$*\"; }}\n{enter}\
         command -v rsync >/dev/null 2>&1 || exit 44\n\
         if [ -L {CURRENT} ]; then say link \"$(readlink {CURRENT})\"; elif [ -e {CURRENT} ]; then exit 45; fi\n\
         for one in {RELEASES}/* {RELEASES}/.[0-9]*; do\n\
         if [ -d \"$one\" ]; then\n\
         size=0; if [ -f \"$one/.rashomon.json\" ]; then size=$(wc -c <\"$one/.rashomon.json\"); fi\n\
         say folder $((size)) \"${{one#{RELEASES}/}}\"\n\
         if [ $((size)) -gt 0 ]; then cat \"$one/.rashomon.json\"; echo; fi\nfi\ndone\n{leave}"
    )
}

/// Takes away what runs that were cut short have left, and makes the folder for a new release.
pub fn prepare(releases: &Releases, id: &str) -> String {
    let mut script = format!("rm -f {NEXT}\n");
    for old in &releases.partial {
        let _ = writeln!(script, "rm -rf {RELEASES}/{}", partial_name(old));
    }
    let _ = writeln!(script, "mkdir {RELEASES}/{} || exit 41", partial_name(id));
    script
}

/// Makes what was sent a release, lets readers see it, and takes old ones away.
pub fn finish(id: &str, carried: &BTreeMap<String, String>, superfluous: &[String]) -> String {
    let partial = format!("{RELEASES}/{}", partial_name(id));
    let mut script = String::new();
    if !carried.is_empty() {
        let _ = writeln!(
            script,
            "while IFS= read -r from; do\nto={partial}/${{from#*/}}\n\
             mkdir -p \"${{to%/*}}\" && {{ ln \"{RELEASES}/$from\" \"$to\" || cp -p \"{RELEASES}/$from\" \"$to\"; }} 2>/dev/null\n\
             done <<'END OF LIST'"
        );
        for (path, release) in carried {
            let _ = writeln!(script, "{release}/{path}");
        }
        script += "END OF LIST\n";
    }
    // `mv` of GNU and busybox calls it -T that the link itself is replaced, that of BSD and macOS -h.
    let _ = write!(
        script,
        "chmod a+rx {partial}\n\
         sync -f {partial} 2>/dev/null || sync\n\
         mv {partial} {RELEASES}/{id} || exit 46\n\
         ln -s {RELEASES}/{id} {NEXT} || exit 46\n\
         mv -T -f {NEXT} {CURRENT} 2>/dev/null || mv -h -f {NEXT} {CURRENT} || exit 46\n\
         sync -f . 2>/dev/null || sync\n"
    );
    for old in superfluous {
        let gone = partial_name(old);
        let _ = writeln!(script, "mv {RELEASES}/{old} {RELEASES}/{gone} && rm -rf {RELEASES}/{gone}");
    }
    script + "true\n"
}

/// Takes away what was sent of a release.
pub fn abandon(id: &str) -> String {
    format!("rm -rf {RELEASES}/{}\n", partial_name(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_word_means_anything() {
        assert_eq!(quoted("a b"), "'a b'");
        assert_eq!(quoted("it's $(rm -rf /) `x` \"y\" \\"), r#"'it'\''s $(rm -rf /) `x` "y" \'"#);
    }
}
