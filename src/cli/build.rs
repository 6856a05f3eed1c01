//! `rashomon build`.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{
    Status,
    compile::{Compiled, Indexing, compile, default_output, is_input, lies_in},
    session::{Session, count},
};
use crate::{
    diagnostic::{Code, Finding},
    pipeline::Options,
};

/// Build the site; on an error the output stays as it was
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where the pages go [default: public in the site's folder]
    #[arg(short, long, value_name = "DIR")]
    output_dir: Option<PathBuf>,

    /// The site's address, in place of `base_url` in site.toml
    #[arg(short = 'u', long, value_name = "URL", value_parser = crate::config::base_url)]
    base_url: Option<String>,

    /// Build drafts too
    #[arg(long)]
    drafts: bool,

    /// The folder of the captures, with <event>/<source>.txt in it [default: captures in the site's folder]
    #[arg(long, value_name = "DIR")]
    captures: Option<PathBuf>,
}

/// Builds the site.
pub fn run(args: &Args, session: &Session) -> io::Result<Status> {
    let output = args.output_dir.clone().unwrap_or_else(|| default_output(&session.root));
    let world = match session.site_with(args.captures.as_deref()) {
        Ok(world) => world,
        Err(finding) => return Ok(fail(session, &[finding])),
    };
    if is_input(&session.root, &output) || lies_in(&session.root, &output) {
        let message = format!("`{}` holds what the site is made from", output.display());
        return Ok(fail(
            session,
            &[Finding::error(Code::ForeignOutput, message).hint("choose another folder with `-o`")],
        ));
    }
    let options =
        Options { drafts: args.drafts, base_url: args.base_url.clone(), kept: session.kept(), past: session.past() };
    let compiled = match compile(&world, &options, &output, &|_| Vec::new())? {
        Ok(compiled) => compiled,
        Err(findings) => return Ok(fail(session, &findings)),
    };
    session.report(&compiled.outcome.findings);
    session.say(&summary(&compiled, &output))?;
    Ok(Status::Fine)
}

fn fail(session: &Session, findings: &[Finding]) -> Status {
    session.report(findings);
    Status::Failed
}

fn summary(compiled: &Compiled, output: &Path) -> String {
    let Compiled { outcome, done, seconds, indexing } = compiled;
    let shown = output.display().to_string();
    let removed = if done.removed > 0 { format!(", {} removed", done.removed) } else { String::new() };
    let folder = shown.trim_end_matches('/');
    let open = if outcome.reads_from_disk { format!("\nOpen {folder}/index.html in a browser") } else { String::new() };
    let search = match indexing {
        Indexing { files: 0, .. } => String::new(),
        Indexing { files, seconds } => format!("\nIndexed for the search: {} ({seconds:.1} s)", count(*files, "file")),
    };
    format!(
        "Built {}, {}: {} in {folder}/ ({seconds:.1} s), {} changed{removed}{search}{open}",
        count(outcome.events, "event"),
        count(outcome.reports, "report"),
        count(done.files, "file"),
        done.changed,
    )
}
