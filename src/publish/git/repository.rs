//! A bare repository for one publication, and what `git` does in it.
#![allow(clippy::disallowed_methods, reason = "this room runs git")]

use std::{
    collections::BTreeMap,
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

use super::{
    super::{
        program::{self, Ran},
        stop::Stop,
    },
    refused,
    remote::Remote,
    tree::{Kept, Tip},
};
use crate::{
    diagnostic::{Code, Finding},
    output::manifest,
};

/// Settings that hold whatever the user's own say: nothing that is installed here changes bytes or has a word in
/// this, and a connection that gives nothing for a minute ends.
const SETTINGS: [(&str, &str); 11] = [
    ("core.hooksPath", "/dev/null"),
    ("core.attributesFile", "/dev/null"),
    ("core.autocrlf", "false"),
    ("core.fsmonitor", "false"),
    ("commit.gpgSign", "false"),
    ("push.gpgSign", "false"),
    ("push.followTags", "false"),
    ("gc.auto", "0"),
    ("maintenance.auto", "false"),
    ("http.lowSpeedLimit", "1"),
    ("http.lowSpeedTime", "60"),
];

/// Variables by which a hook or an alias that runs us would turn us to another repository.
const STRAY: [&str; 10] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_CONFIG",
    "GIT_SHALLOW_FILE",
];

/// The repository of one publication. It goes when it is dropped.
pub struct Repository {
    scratch: TempDir,
    remote: Remote,
    branch: String,
    /// The id at the tip of the branch, if there is one.
    seen: Option<String>,
    variables: Vec<(&'static str, &'static str)>,
}

impl Repository {
    /// Asks for the tip of a branch, and makes a repository that can hold it.
    ///
    /// # Errors
    /// When the remote cannot be reached, or the disk fails.
    pub fn open(remote: Remote, branch: &str) -> Result<Repository, Stop> {
        let scratch = tempfile::tempdir()?;
        let variables = own_variables(&remote.settings)?;
        let mut repository = Repository { scratch, remote, branch: branch.to_owned(), seen: None, variables };
        let address = repository.remote.address.clone();
        let reference = format!("refs/heads/{branch}");
        if !repository.git(&["check-ref-format", &reference], &[])?.is_fine() {
            let finding = Finding::error(Code::InvalidValue, format!("`{branch}` cannot be the name of a branch"));
            return Err(finding.hint("write for example `branch = \"gh-pages\"`").into());
        }
        let tips = repository.asked(&["ls-remote", "--", &address, &reference], &[])?;
        let id = String::from_utf8_lossy(&tips.out).split('\t').next().unwrap_or_default().trim().to_owned();
        repository.seen = Some(id).filter(|id| !id.is_empty());
        let folder = repository.folder().display().to_string();
        let mut init = vec!["init", "--quiet", "--bare", "--template="];
        // Older versions know neither this form of ids nor the option.
        init.extend(repository.seen.iter().filter(|id| id.len() == 64).map(|_| "--object-format=sha256"));
        init.push(&folder);
        repository.asked(&init, &[])?;
        Ok(repository)
    }

    /// Fetches the tip of the branch, if there is one.
    ///
    /// # Errors
    /// When the remote cannot be reached, or the disk fails.
    pub fn fetch(&self) -> Result<Tip, Stop> {
        let Some(id) = &self.seen else { return Ok(Tip::default()) };
        let into = format!("+refs/heads/{}:refs/rashomon/tip", self.branch);
        self.asked(&["fetch", "--quiet", "--depth=1", "--no-tags", "--", &self.remote.address, &into], &[])?;
        let commit = self.asked(&["rev-parse", "refs/rashomon/tip"], &[])?.line();
        if commit != *id {
            return Err(self.outrun());
        }
        let tree = self.asked(&["rev-parse", "refs/rashomon/tip^{tree}"], &[])?.line();
        let listing = self.asked(&["ls-tree", "-r", "-z", "--full-tree", &tree], &[])?;
        if std::str::from_utf8(&listing.out).is_err() {
            let message = format!("the branch `{}` holds a name that is not UTF-8", self.branch);
            return Err(refused(message, "take that file out of the branch; nothing was published"));
        }
        let entries = Tip::entries(&listing.out);
        let ours = match entries.get(manifest::NAME) {
            Some(entry) => manifest::parse(&self.asked(&["cat-file", "blob", &entry.id], &[])?.out).ok(),
            None => None,
        };
        Ok(Tip { commit: Some(commit), tree: Some(tree), entries, ours })
    }

    /// Writes a file that is not in the output folder, and gives its path.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn beside(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, Stop> {
        let path = self.scratch.path().join(format!("own-{name}"));
        fs::write(&path, bytes)?;
        Ok(path)
    }

    /// Stores files as they are, and gives their ids.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn store(&self, paths: &[&Path]) -> Result<Vec<String>, Stop> {
        let mut input = Vec::new();
        for path in paths {
            input.extend(path.as_os_str().as_encoded_bytes());
            input.push(b'\n');
        }
        let ran = self.asked(&["hash-object", "-w", "--no-filters", "--stdin-paths"], &input)?;
        let ids: Vec<String> = String::from_utf8_lossy(&ran.out).lines().map(str::to_owned).collect();
        if ids.len() == paths.len() { Ok(ids) } else { Err(self.failed("store the files", &ran)) }
    }

    /// Makes a tree of the files of others and ours.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn tree<'a>(
        &self,
        kept: &BTreeMap<String, Kept>,
        files: impl Iterator<Item = (&'a str, &'a String)>,
    ) -> Result<String, Stop> {
        let mut input = String::new();
        for (path, Kept { mode, id }) in kept {
            let _ = write!(input, "{mode} {id}\t{path}\0");
        }
        for (path, id) in files {
            let _ = write!(input, "100644 {id}\t{path}\0");
        }
        self.asked(&["update-index", "-z", "--index-info"], input.as_bytes())?;
        Ok(self.asked(&["write-tree"], &[])?.line())
    }

    /// Makes a commit on top of another one.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn commit(&self, tree: &str, parent: Option<&str>, message: &str) -> Result<String, Stop> {
        let mut arguments = vec!["commit-tree", tree];
        arguments.extend(parent.into_iter().flat_map(|parent| ["-p", parent]));
        Ok(self.asked(&arguments, format!("{message}\n").as_bytes())?.line())
    }

    /// Moves the branch from one commit to another, if it is still there.
    ///
    /// # Errors
    /// When it is not, or the remote does not take it.
    pub fn push(&self, commit: &str, from: Option<&str>) -> Result<(), Stop> {
        let reference = format!("refs/heads/{}", self.branch);
        let lease = format!("--force-with-lease={reference}:{}", from.unwrap_or_default());
        let what = format!("{commit}:{reference}");
        let ran = self.git(&["push", "--porcelain", "--no-verify", &lease, "--", &self.remote.address, &what], &[])?;
        let told = String::from_utf8_lossy(&ran.out);
        let outrun =
            |text: &str| ["stale info", "fetch first", "cannot lock ref"].iter().any(|sign| text.contains(sign));
        match ran.is_fine() {
            true => Ok(()),
            false if outrun(&told) || outrun(&ran.said) => Err(self.outrun()),
            false => Err(self.failed("push to", &ran)),
        }
    }

    /// The address of the remote, for people.
    pub fn shown(&self) -> String {
        self.remote.masked(&self.remote.address)
    }

    fn folder(&self) -> PathBuf {
        self.scratch.path().join("repository")
    }

    fn asked(&self, arguments: &[&str], input: &[u8]) -> Result<Ran, Stop> {
        let ran = self.git(arguments, input)?;
        if ran.is_fine() { Ok(ran) } else { Err(self.failed("use", &ran)) }
    }

    fn git(&self, arguments: &[&str], input: &[u8]) -> Result<Ran, Stop> {
        let mut command = Command::new("git");
        quiet(&mut command);
        command.env("GIT_DIR", self.folder()).env("GIT_INDEX_FILE", self.scratch.path().join("index"));
        let settings = self.remote.settings.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        configure(&mut command, settings.chain(SETTINGS));
        command.envs(self.variables.iter().copied());
        program::run(command.args(arguments), input)
    }

    fn outrun(&self) -> Stop {
        let message = format!("somebody else has published to the branch `{}` meanwhile", self.branch);
        Finding::error(Code::PublishBusy, message)
            .hint("nothing was overwritten; look at what they published, then run the command again")
            .into()
    }

    fn failed(&self, what: &str, ran: &Ran) -> Stop {
        let words = self.remote.masked(&ran.last_words());
        let finding = Finding::error(Code::PublishFailed, format!("cannot {what} `{}`: {words}", self.shown()));
        finding.hint(advice(&words)).into()
    }
}

/// What to do about what `git` says.
fn advice(words: &str) -> &'static str {
    let says = |signs: &[&str]| signs.iter().any(|sign| words.contains(sign));
    if says(&[
        "Permission denied",
        "could not read Username",
        "could not read Password",
        "Authentication failed",
        "403",
        "401",
    ]) {
        "git was not let in, and nobody is asked for a password here: load a key into the agent of ssh, or set up a \
         credential helper"
    } else if says(&["Host key verification failed"]) {
        "connect once by hand with `ssh`, and compare the key of the server before you accept it"
    } else if says(&["Could not resolve", "Connection refused", "timed out", "unable to access", "No route"]) {
        "look at the address, and at the network"
    } else if says(&["No space left"]) {
        "make room on the disk, here or there"
    } else if says(&["protected", "pre-receive", "hook declined", "denyCurrentBranch", "checked out"]) {
        "the repository does not take this branch: name a branch that nobody has checked out there, or change its rules"
    } else {
        "try the same by hand with `git ls-remote`; what git says there holds here"
    }
}

/// No terminal, no other language, no stray repository.
pub fn quiet(command: &mut Command) {
    for name in STRAY {
        command.env_remove(name);
    }
    command.env("GIT_TERMINAL_PROMPT", "0").env("GCM_INTERACTIVE", "never").env("LC_ALL", "C").env("LANGUAGE", "");
    command.env("GIT_OPTIONAL_LOCKS", "0");
}

/// Hands over settings where no other user of this machine can read them, after those that are there.
fn configure<'a>(command: &mut Command, settings: impl Iterator<Item = (&'a str, &'a str)>) {
    let mut count: usize = env::var("GIT_CONFIG_COUNT").ok().and_then(|count| count.parse().ok()).unwrap_or(0);
    for (key, value) in settings {
        command.env(format!("GIT_CONFIG_KEY_{count}"), key).env(format!("GIT_CONFIG_VALUE_{count}"), value);
        count += 1;
    }
    command.env("GIT_CONFIG_COUNT", count.to_string());
}

/// Whether `git` is told this anywhere: in the settings of the site's repository, the user's or the system's.
fn is_set(key: &str, settings: &[(String, String)]) -> Result<bool, Stop> {
    if settings.iter().any(|(known, _)| known.eq_ignore_ascii_case(key)) {
        return Ok(true);
    }
    let mut command = Command::new("git");
    quiet(&mut command);
    Ok(program::run(command.current_dir(env::temp_dir()).args(["config", "--get", key]), &[])?.is_fine())
}

/// Says who commits where nobody is set up, as on a machine that only builds, keeps `ssh` from asking, and `git` from
/// waiting for ever.
fn own_variables(settings: &[(String, String)]) -> Result<Vec<(&'static str, &'static str)>, Stop> {
    let mut variables = Vec::new();
    for (key, names, value) in [
        ("user.name", ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"], "Rashomon"),
        ("user.email", ["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"], "rashomon@localhost.invalid"),
    ] {
        if !is_set(key, settings)? {
            variables.extend(names.into_iter().filter(|name| env::var_os(name).is_none()).map(|name| (name, value)));
        }
    }
    let asks = ["GIT_SSH_COMMAND", "GIT_SSH"].iter().all(|name| env::var_os(name).is_none());
    if asks && !is_set("core.sshCommand", settings)? {
        let ssh = "ssh -o BatchMode=yes -o ConnectTimeout=20 -o ServerAliveInterval=15";
        variables.push(("GIT_SSH_COMMAND", ssh));
    }
    // Without these `git` waits for ever for a server that says nothing.
    if env::var_os("GIT_HTTP_LOW_SPEED_TIME").is_none() && !is_set("http.lowSpeedTime", settings)? {
        variables.extend([("GIT_HTTP_LOW_SPEED_LIMIT", "1"), ("GIT_HTTP_LOW_SPEED_TIME", "120")]);
    }
    Ok(variables)
}
