//! Where the repository is, and what of its address may be printed.
#![allow(clippy::disallowed_methods, reason = "this room runs git")]

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use percent_encoding::percent_decode_str;

use super::super::{program, stop::Stop};
use crate::diagnostic::{Code, Finding};

/// Keys of a repository's own settings that say how a remote is reached and who commits.
const COPIED: [&str; 8] =
    ["http.", "https.", "credential.", "url.", "user.", "core.sshcommand", "ssh.variant", "protocol."];

/// A repository elsewhere.
pub struct Remote {
    /// For `git` alone.
    pub address: String,
    /// Settings of the site's repository that matter on the way there. They may hold secrets.
    pub settings: Vec<(String, String)>,
    secrets: Vec<String>,
}

impl Remote {
    /// Finds what `remote` in the settings of the site means.
    ///
    /// # Errors
    /// When it is neither an address, nor a folder, nor the name of a remote.
    pub fn find(root: &Path, remote: &str) -> Result<Remote, Stop> {
        let settings = settings(root)?;
        let address = if is_address(remote) {
            remote.to_owned()
        } else if root.join(remote).is_dir() {
            std::path::absolute(root.join(remote))?.display().to_string()
        } else {
            named(root, remote)?
        };
        let secrets = secrets(&address);
        Ok(Remote { address, settings, secrets })
    }

    /// A text in which no name or password of the address is left.
    pub fn masked(&self, text: &str) -> String {
        let mut masked = text.to_owned();
        for secret in &self.secrets {
            masked = masked.replace(secret.as_str(), "***");
        }
        mask(&masked)
    }
}

/// `https://…`, `file://…`, or `host:path` as `ssh` has it.
fn is_address(remote: &str) -> bool {
    let before = remote.split('/').next().unwrap_or_default();
    remote.contains("://") || before.contains(':')
}

/// The address of a remote of the repository in which the site lies.
fn named(root: &Path, name: &str) -> Result<String, Stop> {
    let ran = program::run(plain(root).args(["remote", "get-url", "--push", "--", name]), &[])?;
    if ran.is_fine() {
        let address = ran.line();
        let relative = root_of(root)?.filter(|_| !is_address(&address)).map(|top| top.join(&address));
        return Ok(relative.filter(|path| path.is_dir()).map_or(address, |path| path.display().to_string()));
    }
    let message =
        format!("`{}` is neither an address, nor a folder, nor a remote of the site's repository", mask(name));
    Err(Finding::error(Code::PublishFailed, message)
        .hint("write for example `remote = \"git@example.org:you/site.git\"`, or `remote = \"origin\"`; `git remote -v` lists those there are")
        .into())
}

/// The top of the work tree, from which relative addresses count.
fn root_of(root: &Path) -> Result<Option<PathBuf>, Stop> {
    let ran = program::run(plain(root).args(["rev-parse", "--show-toplevel"]), &[])?;
    Ok(ran.is_fine().then(|| PathBuf::from(ran.line())))
}

/// The settings of the site's own repository, if it lies in one.
fn settings(root: &Path) -> Result<Vec<(String, String)>, Stop> {
    let ran = program::run(plain(root).args(["config", "--local", "--includes", "--list", "-z"]), &[])?;
    let text = String::from_utf8_lossy(&ran.out).into_owned();
    let pairs = text.split('\0').filter_map(|pair| pair.split_once('\n'));
    let is_copied = |key: &str| COPIED.iter().any(|start| key.to_ascii_lowercase().starts_with(start));
    Ok(pairs.filter(|(key, _)| is_copied(key)).map(|(key, value)| (key.to_owned(), value.to_owned())).collect())
}

fn plain(root: &Path) -> Command {
    let mut command = Command::new("git");
    super::repository::quiet(&mut command);
    command.arg("-C").arg(root);
    command
}

/// The password of an address, or the name that is one where it stands alone, as it is written and as it is meant.
fn secrets(address: &str) -> Vec<String> {
    let Some((_, rest)) = address.split_once("://") else { return Vec::new() };
    let authority = rest.split('/').next().unwrap_or_default();
    let Some((user, _)) = authority.rsplit_once('@') else { return Vec::new() };
    let (name, password) = user.split_once(':').map_or((user, ""), |(name, password)| (name, password));
    let secret = if password.is_empty() && address.starts_with("http") { name } else { password };
    let mut secrets: Vec<String> = Some(secret)
        .filter(|word| word.len() > 3)
        .into_iter()
        .flat_map(|word| [word.to_owned(), percent_decode_str(word).decode_utf8_lossy().into_owned()])
        .collect();
    secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    secrets
}

/// Takes names and passwords out of all addresses in a text.
pub fn mask(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at + 3);
        masked.push_str(before);
        let end = after.find(|c: char| c == '/' || c.is_whitespace() || "'\"`".contains(c)).unwrap_or(after.len());
        rest = match after[..end].rfind('@') {
            Some(sign) => {
                masked.push_str("***");
                &after[sign..]
            }
            None => after,
        };
    }
    masked + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_is_printed() {
        let remote = Remote {
            address: String::new(),
            settings: Vec::new(),
            secrets: secrets("https://x-access-token:gh%40p_1234567@example.org/a/b.git"),
        };
        for text in [
            "fatal: unable to access 'https://x-access-token:gh%40p_1234567@example.org/a/b.git/': 403",
            "Authorization: gh@p_1234567",
            "remote https://ana:b@c@example.org rejected",
            "https://gh_0123456789@example.org",
        ] {
            let shown = remote.masked(text);
            let hidden = ["p_1234567", "b@c", "gh_0123456789", "ana:"].iter().all(|secret| !shown.contains(secret));
            assert!(hidden, "{shown}");
        }
        assert_eq!(
            mask("see https://example.org/a and git@example.org:a/b"),
            "see https://example.org/a and git@example.org:a/b"
        );
    }

    #[test]
    fn addresses_are_told_from_folders() {
        for address in ["https://example.org/a.git", "git@example.org:a/b.git", "file:///srv/a", "host:a"] {
            assert!(is_address(address), "{address}");
        }
        for other in ["origin", "../site.git", "/srv/a:b", "a/b:c"] {
            assert!(!is_address(other), "{other}");
        }
    }
}
