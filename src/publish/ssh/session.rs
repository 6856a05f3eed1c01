//! One connection to the server, and a shell at its end that is asked one thing after the other.
#![allow(clippy::disallowed_methods, reason = "this room runs ssh")]

use std::{
    ffi::OsString,
    io::{BufRead, BufReader, Read, Write},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command},
    thread::JoinHandle,
};

use super::{
    super::{
        Options, program,
        release::{RELEASES, Releases, is_id, partial_id},
        stop::Stop,
    },
    said, script,
};
use crate::{config::publish::Ssh, output::manifest};

/// Stands before each answer, behind whatever a server greets with, and after it.
const BEGIN: &str = "rashomon-begins";
const END: &str = "rashomon-ends";

/// How much a list of files may have, in bytes.
const MAX_LIST: u64 = 256 << 20;

/// A connection. It closes when it is dropped.
pub struct Session {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    errors: Option<JoinHandle<String>>,
    host: String,
    path: String,
}

/// The options by which `ssh` is called, here and by `rsync`. It never asks anybody, and gives up on a server that
/// has gone.
pub fn options(target: &Ssh, root: &Path) -> Vec<OsString> {
    let mut options: Vec<OsString> =
        ["-T", "-o", "BatchMode=yes", "-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=15"].map(Into::into).into();
    if let Some(port) = target.port {
        options.extend(["-p".into(), port.to_string().into()]);
    }
    if let Some(identity) = &target.identity {
        // `~/` is what ssh itself puts the home folder for.
        let file = if identity.starts_with("~/") { identity.into() } else { root.join(identity).into_os_string() };
        options.extend(["-i".into(), file, "-o".into(), "IdentitiesOnly=yes".into()]);
    }
    options
}

impl Session {
    /// Connects.
    ///
    /// # Errors
    /// When there is no `ssh`.
    pub fn open(target: &Ssh, root: &Path) -> Result<Session, Stop> {
        let mut command = Command::new("ssh");
        command.env("LC_ALL", "C").args(options(target, root)).arg("--").arg(&target.host).arg("sh -s");
        let mut child = program::start(&mut command)?;
        let (Some(input), Some(output), Some(mut errors)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(std::io::Error::other("`ssh` has no pipes").into());
        };
        let errors = std::thread::spawn(move || {
            let mut said = Vec::new();
            let _ = errors.read_to_end(&mut said);
            String::from_utf8_lossy(&said).into_owned()
        });
        Ok(Session {
            child,
            input: Some(input),
            output: BufReader::new(output),
            errors: Some(errors),
            host: target.host.clone(),
            path: target.path.clone(),
        })
    }

    /// Takes the lock and reads which releases there are.
    ///
    /// # Errors
    /// When the server cannot be reached, or the folder is not ours to write to.
    pub fn begin(&mut self, path: &str, options: &Options) -> Result<Releases, Stop> {
        let answer = self.ask(&script::begin(path, options.dry_run))?;
        let mut releases = Releases::default();
        let mut rest = answer.as_slice();
        while let Some(at) = rest.iter().position(|byte| *byte == b'\n') {
            let line = String::from_utf8_lossy(&rest[..at]).into_owned();
            rest = &rest[at + 1..];
            if let Some(link) = line.strip_prefix("link ") {
                let id = link.strip_prefix(RELEASES).and_then(|id| id.strip_prefix('/')).filter(|id| is_id(id));
                if id.is_none() && !options.force {
                    return Err(said::foreign_link(&self.host, &self.path, link));
                }
                releases.current = id.map(str::to_owned);
            }
            let Some((size, name)) = line.strip_prefix("folder ").and_then(|rest| rest.split_once(' ')) else {
                continue;
            };
            let (list, after) = rest.split_at(size.parse::<usize>().unwrap_or(0).min(rest.len()));
            rest = after;
            if let Some(id) = partial_id(name) {
                releases.partial.insert(id.to_owned());
            } else if is_id(name) {
                releases.by_id.insert(name.to_owned(), manifest::parse(list).unwrap_or_default());
            }
        }
        releases.current = releases.current.take().filter(|id| releases.by_id.contains_key(id));
        Ok(releases)
    }

    /// Runs a script there, and gives what it printed.
    ///
    /// # Errors
    /// When it fails, or the connection ends.
    pub fn ask(&mut self, script: &str) -> Result<Vec<u8>, Stop> {
        let text = format!("echo {BEGIN}\n{script}echo {END}\n");
        let Some(input) = self.input.as_mut() else { return Err(self.failed()) };
        if input.write_all(text.as_bytes()).and_then(|()| input.flush()).is_err() {
            return Err(self.failed());
        }
        let mut answer = Vec::new();
        let mut begun = false;
        loop {
            let mut line = Vec::new();
            // A server that never ends a line is none.
            let read = (&mut self.output).take(MAX_LIST).read_until(b'\n', &mut line);
            if !read.is_ok_and(|length| length > 0) {
                return Err(self.failed());
            }
            match line.strip_suffix(b"\n").unwrap_or(&line) {
                text if text == END.as_bytes() => return Ok(answer),
                text if text == BEGIN.as_bytes() => begun = true,
                _ if begun => answer.extend_from_slice(&line),
                _ => {}
            }
        }
    }

    /// Why the connection ended.
    fn failed(&mut self) -> Stop {
        self.input = None;
        let status = self.child.wait().ok().and_then(|status| status.code());
        let said = self.errors.take().and_then(|errors| errors.join().ok()).unwrap_or_default();
        said::finding(&self.host, &self.path, status, &said).into()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.input = None;
        let _ = self.child.wait();
    }
}
