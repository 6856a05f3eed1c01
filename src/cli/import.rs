//! `rashomon import`.

use std::{
    env, fs,
    io::{self, Read},
    path::{Path, PathBuf},
    time::Duration,
};

use jiff::{Timestamp, tz::TimeZone};
use serde_json::json;

use super::{
    Status, place,
    session::{Session, count},
};
use crate::{
    diagnostic::{Code, Finding, Place},
    import::{
        self, Article, MAX_PAGE, Page,
        fetch::{self, fetch},
        plan::{Plan, Target, plan},
    },
    model::Day,
    output,
};

/// Turn an article, saved or on the web, into a capture and a source to be marked
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A saved page, a text file, an address (https://…), or - for standard input
    #[arg(value_name = "FILE|URL|-")]
    input: String,

    /// The event that it reports on; made if there is none
    #[arg(long, value_name = "EVENT")]
    event: String,

    /// The outlet that published it; made if there is none
    #[arg(long, value_name = "OUTLET")]
    outlet: String,

    /// The source's id [default: the outlet's, with a number if another article has it]
    #[arg(long, value_name = "ID")]
    source: Option<String>,

    /// Replace the capture of an article imported before; what you wrote about it stays
    #[arg(long)]
    force: bool,

    /// Fetch from loopback, link-local and private addresses too
    #[arg(long)]
    allow_private: bool,

    /// How long a fetch may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = clap::value_parser!(u64).range(1..=600))]
    timeout: u64,
}

/// Imports an article. Nothing is written unless everything can be.
pub fn run(args: &Args, session: &Session) -> io::Result<Status> {
    match import(args, session)? {
        Ok(()) => Ok(Status::Fine),
        Err(findings) => {
            session.report(&findings);
            Ok(Status::Failed)
        }
    }
}

fn import(args: &Args, session: &Session) -> io::Result<Result<(), Vec<Finding>>> {
    let world = match session.site() {
        Ok(world) => world,
        Err(finding) => return Ok(Err(vec![finding])),
    };
    let target = Target {
        event: args.event.clone(),
        outlet: args.outlet.clone(),
        source: args.source.clone(),
        force: args.force,
    };
    let read = page(args).and_then(|page| import::read(&page).map_err(|finding| vec![finding]));
    let article = match read {
        Ok(article) => article,
        Err(findings) => return Ok(Err(findings)),
    };
    let plan = match plan(&world, &article, &target, today()) {
        Ok(plan) => plan,
        Err(findings) => return Ok(Err(findings)),
    };
    if let Err(findings) = write(&plan, &session.root)? {
        return Ok(Err(findings));
    }
    if session.is_json() {
        session.print(&format!("{}\n", as_json(&article, &plan, &target)))?;
    } else {
        session.say(&told(&article, &plan, &target))?;
    }
    Ok(Ok(()))
}

/// The page, from wherever it is.
fn page(args: &Args) -> Result<Page, Vec<Finding>> {
    if fetch::is_address(&args.input) {
        let options = fetch::Options { allow_private: args.allow_private, timeout: Duration::from_secs(args.timeout) };
        return fetch(&args.input, options).map_err(|finding| vec![finding]);
    }
    let mut bytes = Vec::new();
    // One byte more than is read tells that there is more.
    let limit = MAX_PAGE as u64 + 1;
    let (name, taken) = if args.input == "-" {
        ("standard input", io::stdin().lock().take(limit).read_to_end(&mut bytes))
    } else {
        (args.input.as_str(), file(Path::new(&args.input)).and_then(|file| file.take(limit).read_to_end(&mut bytes)))
    };
    match taken {
        Ok(_) => Ok(Page { bytes, name: name.to_owned(), content_type: None, address: None }),
        Err(error) => {
            let message = format!("cannot read `{name}`: {error}");
            Err(vec![Finding::error(Code::UnreadableFile, message).hint("name a file, an address, or `-`")])
        }
    }
}

/// A file; a pipe or a device would be waited for without end.
fn file(path: &Path) -> io::Result<fs::File> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "this is not a file"));
    }
    fs::File::open(path)
}

/// The day on which captures are made, in UTC; `SOURCE_DATE_EPOCH` (reproducible-builds.org) sets it.
fn today() -> Day {
    let given =
        env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| Timestamp::from_second(text.trim().parse().ok()?).ok());
    Day(given.unwrap_or_else(Timestamp::now).to_zoned(TimeZone::UTC).date())
}

/// Writes all the files, if none of them would leave the site.
fn write(plan: &Plan, root: &Path) -> io::Result<Result<(), Vec<Finding>>> {
    let mut targets: Vec<(PathBuf, &str)> = Vec::new();
    for file in &plan.files {
        let path = match place::inside(root, &file.path)? {
            Ok(path) => path,
            Err(finding) => return Ok(Err(vec![finding])),
        };
        if fs::symlink_metadata(&path).is_ok_and(|there| there.is_symlink()) {
            return Ok(Err(vec![place::outside(&file.path)]));
        }
        let in_the_way = path.ancestors().find(|part| fs::symlink_metadata(part).is_ok());
        if let Some(part) = in_the_way.filter(|part| part.is_dir() == (*part == path.as_path())) {
            let kind = if part.is_dir() { "a folder" } else { "a file" };
            let message = format!("`{}` cannot be written: {kind} is in the way", file.path);
            let finding = Finding::error(Code::FileExists, message).at(Place::File(file.path.as_str().into()));
            return Ok(Err(vec![finding.hint("move it away, or import under another id")]));
        }
        targets.push((path, &file.text));
    }
    for (path, text) in targets {
        if let Some(folder) = path.parent() {
            let made = fs::create_dir_all(folder);
            made.map_err(|error| io::Error::new(error.kind(), format!("cannot write `{}`: {error}", path.display())))?;
        }
        output::replace(&path, text.as_bytes())?;
    }
    Ok(Ok(()))
}

/// What was found, what was not, what was written, and what comes next.
fn told(article: &Article, plan: &Plan, target: &Target) -> String {
    let text = article.lines.len()
        - article.captions.len()
        - article.furniture.len()
        - usize::from(article.headline.is_some());
    let mut lines = vec![format!(
        "Read {}, {}, {} of furniture ({})",
        count(text, "paragraph"),
        count(article.captions.len(), "caption"),
        count(article.furniture.len(), "line"),
        article.encoding
    )];
    for (name, value) in named(article) {
        lines.push(format!("  {name:<10} {}", value.unwrap_or_else(|| "not found".to_owned())));
    }
    lines.extend(article.notes.iter().map(|note| format!("Look: {note}")));
    lines.extend(
        plan.files.iter().map(|file| format!("{} {}", if file.is_new { "Wrote" } else { "Replaced" }, file.path)),
    );
    lines.push(format!("Next: rashomon suggest {}, and rashomon check", target.event));
    lines.join("\n")
}

fn as_json(article: &Article, plan: &Plan, target: &Target) -> serde_json::Value {
    let found: serde_json::Map<String, serde_json::Value> =
        named(article).into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
    let written: Vec<&str> = plan.files.iter().map(|file| file.path.as_str()).collect();
    json!({
        "event": target.event, "outlet": target.outlet, "source": plan.source, "found": found, "lines": article.lines.len(),
        "captions": article.captions, "furniture": article.furniture, "encoding": article.encoding,
        "notes": article.notes, "written": written,
    })
}

/// What an import looks for, and what it found.
fn named(article: &Article) -> [(&'static str, Option<String>); 7] {
    [
        ("title", article.found.title.clone()),
        ("byline", article.found.byline.clone()),
        ("agency", article.found.agency.clone()),
        ("published", article.found.published.as_ref().map(ToString::to_string)),
        ("language", article.found.lang.clone()),
        ("address", article.found.url.clone()),
        ("outlet", article.found.site.clone()),
    ]
}
