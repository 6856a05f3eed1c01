//! `rashomon theme`.

use std::io;

use super::{Status, place, session::Session};
use crate::{
    diagnostic::{Code, Finding},
    world::{
        World,
        theme::{self, Origin},
    },
};

/// List the built-in templates and assets, or copy some into the site to change them
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files to copy, such as templates/event.html
    #[arg(value_name = "FILE")]
    files: Vec<String>,
}

/// Lists the theme or copies files of it.
pub fn run(args: &Args, session: &Session) -> io::Result<Status> {
    if args.files.is_empty() { list(session) } else { copy(&args.files, session) }
}

fn list(session: &Session) -> io::Result<Status> {
    let world = match session.folder() {
        Ok(world) => world,
        Err(finding) => {
            session.report(&[finding]);
            return Ok(Status::Failed);
        }
    };
    let (files, findings) = theme::files(&world)?;
    let mut lines = Vec::new();
    for path in theme::builtin_files() {
        let remark = match files.get(&path) {
            Some(Origin::Site) if builtin_again(&world, &path) => " (in this site, as built in)",
            Some(Origin::Site) => " (overridden by this site)",
            _ => "",
        };
        lines.push(format!("{path}{remark}\n"));
    }
    session.print(&lines.concat())?;
    session.report(&findings);
    Ok(Status::Fine)
}

/// Whether the site's file has the bytes of the built-in one: a copy that is not changed yet.
fn builtin_again(world: &dyn World, path: &str) -> bool {
    theme::builtin(path).is_some_and(|bytes| world.read(path).is_ok_and(|own| own == *bytes))
}

/// Copies all the files or, if there is a finding, none.
fn copy(names: &[String], session: &Session) -> io::Result<Status> {
    if let Err(finding) = session.site() {
        session.report(&[finding]);
        return Ok(Status::Failed);
    }
    let known = theme::builtin_files();
    let (mut paths, mut unknown) = (Vec::new(), Vec::new());
    for name in names {
        match full_name(name, &known) {
            Some(path) => paths.push(path),
            None => unknown.push(
                Finding::error(Code::UnknownFile, format!("the built-in theme has no `{name}`"))
                    .hint_nearest(name, known.iter().map(String::as_str)),
            ),
        }
    }
    if !unknown.is_empty() {
        session.report(&unknown);
        return Ok(Status::Usage);
    }
    paths.sort_unstable();
    paths.dedup();
    let mut targets = Vec::new();
    let mut findings = Vec::new();
    for path in paths {
        match place::free(&session.root, path)? {
            Ok(target) => targets.push((path, target)),
            Err(finding) if finding.code == Code::FileExists => {
                findings.push(finding.hint("remove it first to start from the built-in one"));
            }
            Err(finding) => findings.push(finding),
        }
    }
    if !findings.is_empty() {
        session.report(&findings);
        return Ok(Status::Failed);
    }
    for (path, target) in targets {
        place::write(path, &target, &theme::builtin(path).unwrap_or_default())?;
        session.say(&format!("Copied {path}"))?;
    }
    Ok(Status::Fine)
}

/// The path that a name stands for; `event.html` is short for `templates/event.html`.
fn full_name<'a>(name: &str, known: &'a [String]) -> Option<&'a str> {
    let names = [name.to_owned(), format!("templates/{name}"), format!("static/{name}")];
    names.iter().find_map(|name| known.iter().find(|path| *path == name)).map(String::as_str)
}
