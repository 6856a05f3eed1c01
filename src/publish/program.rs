//! Programs of others that a target works through.
#![allow(clippy::disallowed_methods, reason = "this room runs what carries the site away")]

use std::{
    io::{self, Write},
    process::{Command, Stdio},
    thread,
};

use super::stop::Stop;
use crate::diagnostic::{Code, Finding};

/// How many lines of a program's own words are shown.
const LINES: usize = 6;

/// What a program did.
#[derive(Debug)]
pub struct Ran {
    /// Nothing if a signal ended it.
    pub status: Option<i32>,
    pub out: Vec<u8>,
    /// What it said on standard error.
    pub said: String,
}

impl Ran {
    pub fn is_fine(&self) -> bool {
        self.status == Some(0)
    }

    /// The first line of what it was asked for.
    pub fn line(&self) -> String {
        String::from_utf8_lossy(&self.out).lines().next().unwrap_or_default().trim().to_owned()
    }

    /// The last lines of what it said, on one line.
    pub fn last_words(&self) -> String {
        let lines: Vec<&str> = self.said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let last = lines[lines.len().saturating_sub(LINES)..].join("; ");
        let status = self.status.map_or_else(|| "a signal".to_owned(), |status| format!("status {status}"));
        if last.is_empty() { format!("it ended with {status} and said nothing") } else { last }
    }
}

/// Runs a program to its end. It never waits for somebody at a terminal to answer.
///
/// # Errors
/// When the program is not there, or the system fails.
pub fn run(command: &mut Command, input: &[u8]) -> Result<Ran, Stop> {
    let mut child = start(command)?;
    let stdin = child.stdin.take();
    let output = thread::scope(|scope| {
        // A program that ends early closes its end, and tells by its status why.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        child.wait_with_output()
    })?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Ok(Ran { status: output.status.code(), out: output.stdout, said })
}

/// Starts a program with pipes for all that goes in and comes out.
///
/// # Errors
/// When the program is not there, or the system fails.
pub fn start(command: &mut Command) -> Result<std::process::Child, Stop> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().map_err(|error| {
        let name = command.get_program().to_string_lossy().into_owned();
        if error.kind() == io::ErrorKind::NotFound {
            let finding = Finding::error(Code::MissingProgram, format!("there is no program `{name}`"));
            return finding.hint(format!("install `{name}`; this target works through it")).into();
        }
        Stop::Disk(io::Error::new(error.kind(), format!("cannot start `{name}`: {error}")))
    })
}
