//! `rashomon completions`.

use std::io;

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Cli, Status, session::Session};

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the script.
pub fn run(args: &Args, session: &Session) -> io::Result<Status> {
    // Not straight to standard output: the generator panics where a write fails.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "rashomon", &mut script);
    session.print(&String::from_utf8_lossy(&script))?;
    Ok(Status::Fine)
}
