//! `rashomon suggest`.

use std::{io, path::PathBuf};

use super::{Status, session::Session};
use crate::{
    config,
    diagnostic::{self, any_fatal},
    suggest::{self, articles, draft, json, report},
};

/// Propose candidate facts from an event's captures: passages of different sources that seem to carry the
/// same fact, figures, names, speakers and shared words
///
/// It reads all captures of the event and, where there are any, the sources' own files. It asks no network and
/// no model, and it writes nothing. What it prints are proposals; the editor decides.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The event's id
    #[arg(value_name = "EVENT")]
    event: String,

    /// Print a draft to paste: headings of facts with ids, and marks for each source
    #[arg(long)]
    draft: bool,

    /// The folder of the captures, with <event>/<source>.txt in it [default: captures in the site's folder]
    #[arg(long, value_name = "DIR")]
    captures: Option<PathBuf>,
}

/// Compares the captures, and prints a report, a draft, or one JSON object.
pub fn run(args: &Args, session: &Session) -> io::Result<Status> {
    let Some(world) = session.open_folder(args.captures.as_deref()) else { return Ok(Status::Failed) };
    let (articles, findings) = articles::read(&world, &args.event)?;
    session.report(&findings);
    if any_fatal(&findings, false) {
        return Ok(Status::Failed);
    }
    // What is wrong with the settings is told by `check`; captures may stand alone.
    let max_words = config::load(&world).0.quotation.max_words;
    let suggestions = suggest::suggest(&args.event, &articles, max_words);
    let text = match (session.is_json(), args.draft) {
        (true, _) => format!("{:#}\n", json::draw(&suggestions)),
        (false, true) => draft::draw(&suggestions, &articles::declared(&world, &args.event)),
        // A capture may hold what acts on a terminal.
        (false, false) => {
            let lines = report::draw(&suggestions);
            lines.lines().map(|line| diagnostic::text::harmless(line).into_owned() + "\n").collect()
        }
    };
    session.print(&text)?;
    Ok(Status::Fine)
}
