//! What all commands share: the global flags, and how findings and other lines are told.

use std::{
    env, fs,
    io::{self, BufWriter, IsTerminal, Write},
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use clap::{ColorChoice, ValueEnum};

pub use crate::diagnostic::count;
use crate::{
    config,
    diagnostic::{Code, Finding, Severity, json, text},
    output::Kept,
    pipeline::Past,
    world::{DiskWorld, World},
};

/// Flags that every command takes.
#[derive(Debug, clap::Args)]
pub struct Global {
    /// The site's folder
    #[arg(short, long, value_name = "DIR", global = true, default_value = ".")]
    root: PathBuf,

    /// How findings, the worklist and suggestions are written: for people, or as JSON
    #[arg(long, value_enum, value_name = "FORMAT", global = true, default_value = "text")]
    format: Format,

    /// Say nothing but findings
    #[arg(short, long, global = true)]
    quiet: bool,

    /// When findings are coloured
    #[arg(long, value_enum, value_name = "WHEN", global = true, default_value = "auto")]
    color: ColorChoice,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// One run of a command.
#[derive(Clone, Debug)]
pub struct Session {
    /// The site's folder, as it was given.
    pub root: PathBuf,
    format: Format,
    quiet: bool,
    color: bool,
}

impl Session {
    /// Settles what the flags leave open.
    pub fn new(global: Global) -> Session {
        let color = match global.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => wants_color(),
        };
        Session { root: global.root, format: global.format, quiet: global.quiet, color }
    }

    /// The site's folder, which need not have a `site.toml`.
    pub fn folder(&self) -> Result<DiskWorld, Finding> {
        DiskWorld::new(&self.root).map_err(|error| {
            Finding::error(Code::UnreadableFile, format!("cannot open the folder `{}`: {error}", self.root.display()))
                .hint("name the site's folder with `--root`")
        })
    }

    /// The site.
    pub fn site(&self) -> Result<DiskWorld, Finding> {
        let world = self.folder()?;
        if world.is_file(config::PATH) {
            return Ok(world);
        }
        Err(Finding::error(Code::MissingFile, format!("there is no `site.toml` in `{}`", self.root.display()))
            .hint("go to the site's folder or name it with `--root`; `rashomon init` makes a new site"))
    }

    /// The site with the captures of another folder, if one is named.
    pub fn site_with(&self, captures: Option<&Path>) -> Result<DiskWorld, Finding> {
        Self::with_captures(self.site()?, captures)
    }

    /// The site's folder, which need not have a `site.toml`, with the captures of another folder, if one is
    /// named.
    pub fn folder_with(&self, captures: Option<&Path>) -> Result<DiskWorld, Finding> {
        Self::with_captures(self.folder()?, captures)
    }

    fn with_captures(world: DiskWorld, captures: Option<&Path>) -> Result<DiskWorld, Finding> {
        let Some(captures) = captures else { return Ok(world) };
        world.with_captures(captures).map_err(|error| {
            let message = format!("cannot open the captures in `{}`: {error}", captures.display());
            Finding::error(Code::UnreadableFile, message).hint("name a folder that holds `<event>/<source>.txt`")
        })
    }

    /// Where cards are kept that were drawn.
    pub fn kept(&self) -> Kept {
        Kept::new(&self.root, ".rashomon/cards")
    }

    /// What is kept of events from one build to the next. It is good for this very program only, told by its
    /// version and by the time and size of its file; nothing is kept where these cannot be read.
    pub fn past(&self) -> Option<Past> {
        let file = env::current_exe().and_then(fs::metadata).ok()?;
        let written = file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        let program = format!("{} {} {}", env!("CARGO_PKG_VERSION"), file.len(), written.as_nanos());
        Some(Past { kept: Kept::new(&self.root, ".rashomon/events"), program })
    }

    /// The site, or `None` once it was told why there is none.
    pub fn open(&self, captures: Option<&Path>) -> Option<DiskWorld> {
        self.site_with(captures).map_err(|finding| self.report(&[finding])).ok()
    }

    /// The site's folder, which need not have a `site.toml`, or `None` once it was told why there is none.
    pub fn open_folder(&self, captures: Option<&Path>) -> Option<DiskWorld> {
        self.folder_with(captures).map_err(|finding| self.report(&[finding])).ok()
    }

    /// Writes findings to standard error, and how many there are.
    pub fn report(&self, findings: &[Finding]) {
        if findings.is_empty() {
            return;
        }
        let mut out = BufWriter::new(io::stderr().lock());
        let told = match self.format {
            Format::Text => self.report_to_people(findings, &mut out),
            Format::Json => findings.iter().try_for_each(|finding| writeln!(out, "{}", json::draw(finding))),
        };
        // If nobody listens, the exit status still tells.
        let _ = told.and_then(|()| out.flush());
    }

    fn report_to_people(&self, findings: &[Finding], out: &mut impl Write) -> io::Result<()> {
        let drawn = drawn(findings);
        for finding in &drawn {
            write!(out, "{}\n\n", text::draw(finding, self.color))?;
        }
        if drawn.len() < findings.len() {
            let more = count(findings.len() - drawn.len(), "more finding");
            writeln!(out, "{more}, which `--format json` lists\n")?;
        }
        if self.quiet { Ok(()) } else { writeln!(out, "{}", counts(findings)) }
    }

    /// Writes a line to standard output that a person may want to know, unless they do not.
    pub fn say(&self, line: &str) -> io::Result<()> {
        if self.quiet { Ok(()) } else { self.print(&format!("{line}\n")) }
    }

    /// Whether findings and the worklist are for programs.
    pub fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    /// Whether somebody at a terminal may want to know how far long work is.
    pub fn wants_progress(&self) -> bool {
        !self.quiet && !self.is_json()
    }

    /// Writes what the command was asked for to standard output.
    #[allow(clippy::unused_self, reason = "the counterpart of `say`")]
    pub fn print(&self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            // The reader has seen enough, as in `rashomon theme | head`.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            written => written,
        }
    }
}

/// So many findings are drawn for people, who have enough to do then. A hostile file may have a million.
const MOST: usize = 1_000;

/// The findings that are drawn: all, or the first, errors before warnings.
fn drawn(findings: &[Finding]) -> Vec<&Finding> {
    let of = |severity| findings.iter().filter(move |finding| finding.severity == severity);
    if findings.len() <= MOST {
        return findings.iter().collect();
    }
    of(Severity::Error).chain(of(Severity::Warning)).take(MOST).collect()
}

/// `2 errors, 1 warning`.
fn counts(findings: &[Finding]) -> String {
    let of = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let counts = [(of(Severity::Error), "error"), (of(Severity::Warning), "warning")];
    let counts: Vec<String> =
        counts.iter().filter(|(number, _)| *number > 0).map(|(number, name)| count(*number, name)).collect();
    counts.join(", ")
}

/// Whether standard error is a terminal that takes colours, and `NO_COLOR` does not forbid them.
fn wants_color() -> bool {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty());
    io::stderr().is_terminal() && set("NO_COLOR").is_none() && set("TERM").is_none_or(|term| term != "dumb")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_very_many_findings_the_errors_are_drawn_first() {
        let few = vec![Finding::warning(Code::MissingFile, ""), Finding::error(Code::MissingFile, "")];
        assert_eq!(drawn(&few)[0].severity, Severity::Warning);
        let many = [vec![few[0].clone(); 5 * MOST], vec![few[1].clone()]].concat();
        assert_eq!((drawn(&many).len(), drawn(&many)[0].severity), (MOST, Severity::Error));
    }

    #[test]
    fn counts_what_there_is() {
        let error = || Finding::error(Code::MissingFile, "");
        let warning = || Finding::warning(Code::MissingFile, "");
        assert_eq!(counts(&[error()]), "1 error");
        assert_eq!(counts(&[warning(), error(), error()]), "2 errors, 1 warning");
        assert_eq!(count(0, "event"), "0 events");
    }
}
