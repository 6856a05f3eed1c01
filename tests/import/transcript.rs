//! The guide's way from six saved pages to a first draft, played as it is printed there.
//!
//! A line `…` in the guide stands for any lines, and one at the end of a line for any rest of it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use assert_cmd::Command;

#[test]
fn the_guide_leads_from_six_pages_to_a_built_draft() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("pages")).unwrap();
    for entry in fs::read_dir(root.join("tests/import/six")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.path().join("pages").join(path.file_name().unwrap())).unwrap();
    }
    let guide = fs::read_to_string(root.join("docs/guide.md")).unwrap();
    let blocks: Vec<&str> =
        guide.split("```console\n").skip(1).filter_map(|rest| Some(rest.split_once("\n```")?.0)).collect();
    let [first, second] = blocks.as_slice() else { panic!("two transcripts, not {}", blocks.len()) };
    let mut here = folder.path().to_path_buf();
    let draft = play(first, &mut here);
    paste(&draft, &here);
    play(second, &mut here);
    assert!(here.join("public/events/crane/index.html").is_file());
}

/// Runs the commands of a transcript and holds what they print against it; gives what the last one printed.
fn play(transcript: &str, here: &mut PathBuf) -> String {
    let mut last = String::new();
    for part in format!("\n{transcript}").split("\n$ ").skip(1) {
        let (command, shown) = part.split_once('\n').unwrap_or((part, ""));
        if let Some(folder) = command.strip_prefix("cd ") {
            here.push(folder);
            continue;
        }
        let args: Vec<&str> = command.strip_prefix("rashomon ").unwrap().split(' ').collect();
        let output = Command::cargo_bin("rashomon").unwrap().current_dir(&here).args(&args).output().unwrap();
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
        last = String::from_utf8(output.stdout).unwrap();
        assert!(
            fits(&shown.lines().collect::<Vec<_>>(), &last.lines().collect::<Vec<_>>()),
            "{command} prints\n{last}"
        );
    }
    last
}

/// Whether some lines are those of the guide.
fn fits(shown: &[&str], lines: &[&str]) -> bool {
    match (shown.split_first(), lines.split_first()) {
        (None, None) => true,
        (Some((&"…", rest)), _) => (0..=lines.len()).any(|from| fits(rest, &lines[from..])),
        (Some((one, rest)), Some((line, others))) => {
            let same = one.strip_suffix('…').map_or(line == one, |start| line.starts_with(start));
            same && fits(rest, others)
        }
        _ => false,
    }
}

/// Pastes each part of a draft where the draft says.
fn paste(draft: &str, site: &Path) {
    for part in draft.split("==== ").skip(1) {
        let (head, text) = part.split_once('\n').unwrap();
        let (path, place) = head.split_once(": ").unwrap();
        let path = site.join(path);
        let file = fs::read_to_string(&path).unwrap();
        let end = file.rfind("+++").unwrap();
        let pasted = match place {
            "below the front matter" => format!("{file}\n{text}"),
            "at the end of the front matter" => format!("{}{text}{}", &file[..end], &file[end..]),
            other => panic!("{other}"),
        };
        fs::write(path, pasted).unwrap();
    }
}
