//! What went wrong on the way to the server or there, in our words.

use super::super::stop::Stop;
use crate::diagnostic::{Code, Finding};

/// What a status and the words of `ssh`, `rsync` or the shell there mean. Statuses from 41 on are those of our
/// scripts.
pub fn finding(host: &str, path: &str, status: Option<i32>, said: &str) -> Finding {
    let says = |signs: &[&str]| signs.iter().any(|sign| said.contains(sign));
    let failed = |message: String| Finding::error(Code::PublishFailed, message);
    let refused = |message: String| Finding::error(Code::PublishRefused, message);
    let words = words(said);
    if says(&["No space left on device", "Disk quota exceeded"]) {
        return failed(format!("the disk of `{host}` is full"))
            .hint("make room there, or let fewer releases stay with `keep`; readers still see the site as it was");
    }
    match status {
        Some(42) => return refused(format!("`{path}` on `{host}` is a file")).hint("name a folder in `path`"),
        Some(43) => {
            return Finding::error(Code::PublishBusy, format!("another run is publishing to `{path}` on `{host}`"))
                .hint("wait until it is done, then run the command again");
        }
        Some(44) => {
            return Finding::error(Code::MissingProgram, format!("there is no program `rsync` on `{host}`"))
                .hint("install `rsync` there");
        }
        Some(45) => {
            return refused(format!("`current` in `{path}` on `{host}` is not a link of ours"))
                .hint("move it away, or name another folder in `path`");
        }
        _ => {}
    }
    if says(&["Host key verification failed", "REMOTE HOST IDENTIFICATION HAS CHANGED"]) {
        failed(format!("the key of `{host}` is not known here, or is another one now"))
            .hint(format!("connect once by hand with `ssh {host}`, and compare the key before you accept it"))
    } else if says(&["Permission denied ("]) {
        failed(format!("`{host}` does not let us in")).hint(
            "nobody is asked for a password here: load the key into the agent of ssh, or name its file in `identity`",
        )
    } else if matches!(status, Some(41)) || says(&["Permission denied", "Read-only file system"]) {
        failed(format!("cannot write to `{path}` on `{host}`: {words}"))
            .hint("name a folder in `path` that this user may write to")
    } else if says(&["Could not resolve", "Connection refused", "timed out", "No route", "unreachable"]) {
        failed(format!("cannot reach `{host}`: {words}")).hint("look at `host` and `port`, and at the network")
    } else {
        let status = status.map_or_else(|| "by a signal".to_owned(), |status| format!("with status {status}"));
        failed(format!("the connection to `{host}` ended {status}: {words}"))
            .hint("readers still see the site as it was; run the command again")
    }
}

/// A link that leads to what we did not publish.
pub fn foreign_link(host: &str, path: &str, link: &str) -> Stop {
    let message = format!("`current` in `{path}` on `{host}` leads to `{link}`, which Rashomon did not publish");
    Finding::error(Code::PublishRefused, message).hint("move it away, or let `--force` replace it").into()
}

/// The last lines of what was said.
fn words(said: &str) -> String {
    let lines: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let last = lines[lines.len().saturating_sub(4)..].join("; ");
    if last.is_empty() { "nothing was said about it".to_owned() } else { last }
}
