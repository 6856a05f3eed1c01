//! The command line: what is asked for, and what is told.
//!
//! One file a command, with its arguments and its run. Commands only call the rooms above; what is
//! right or wrong with a site is never decided here.
#![allow(clippy::disallowed_methods, reason = "this room talks to the terminal and reads the clock")]

mod build;
mod check;
mod compile;
mod completions;
mod import;
mod init;
mod new;
mod place;
mod progress;
mod publish;
mod schema;
mod serve;
mod session;
mod suggest;
mod theme;
mod verify;

use std::{io, process::ExitCode};

use clap::{Parser, Subcommand};

use self::session::{Global, Session};
use crate::diagnostic::{Code, Finding};

/// Static site generator for comparative coverage: what several outlets published about one event,
/// side by side.
#[derive(Debug, Parser)]
#[command(name = "rashomon", version, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Args),
    New(new::Args),
    Build(build::Args),
    Check(check::Args),
    Suggest(suggest::Args),
    Verify(verify::Args),
    Import(import::Args),
    Serve(serve::Args),
    Publish(publish::Args),
    Theme(theme::Args),
    Schema(schema::Args),
    Completions(completions::Args),
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Fine,
    /// Findings that fail the command, or a disk that failed.
    Failed,
    /// The command was asked for something that does not exist.
    Usage,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(match status {
            Status::Fine => 0,
            Status::Failed => 1,
            Status::Usage => 2,
        })
    }
}

/// Runs the command that the process was started with.
#[must_use]
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come this way too. If nobody listens, nothing is lost.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let session = Session::new(cli.global);
    let status = run(cli.command, &session).unwrap_or_else(|error| {
        session.report(&[Finding::error(Code::DiskFailure, error.to_string())]);
        Status::Failed
    });
    status.into()
}

fn run(command: Command, session: &Session) -> io::Result<Status> {
    match command {
        Command::Init(args) => init::run(&args, session),
        Command::New(args) => new::run(&args, session),
        Command::Build(args) => build::run(&args, session),
        Command::Check(args) => check::run(&args, session),
        Command::Suggest(args) => suggest::run(&args, session),
        Command::Verify(args) => verify::run(&args, session),
        Command::Import(args) => import::run(&args, session),
        Command::Serve(args) => serve::run(&args, session),
        Command::Publish(args) => publish::run(&args, session),
        Command::Theme(args) => theme::run(&args, session),
        Command::Schema(args) => schema::run(&args, session),
        Command::Completions(args) => completions::run(&args, session),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        super::Cli::command().debug_assert();
    }
}
