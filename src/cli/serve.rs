//! `rashomon serve`.

use std::{
    fs, io,
    net::{IpAddr, Ipv4Addr},
    panic::{self, AssertUnwindSafe},
    path::PathBuf,
    sync::Arc,
    thread,
    time::Duration,
};

use super::{Status, session::Session};
use crate::{
    config,
    diagnostic::{Code, Finding},
    pipeline::Options,
    preview::{self, Folders, Hosts, How, Preview, Server, Tree},
};

/// How long nothing must change before what only the whole site tells is looked for.
const CALM: Duration = Duration::from_millis(400);

/// Show the site in a browser while it is written; each page is built anew when it changes
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The address to listen on
    #[arg(short, long, value_name = "ADDR", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    interface: IpAddr,

    /// The port to listen on; if it is busy, one of the next
    #[arg(short, long, value_name = "PORT", default_value_t = 1111)]
    port: u16,

    /// Open the browser
    #[arg(short = 'O', long)]
    open: bool,

    /// Leave out drafts
    #[arg(long)]
    no_drafts: bool,

    /// The folder of the captures, with <event>/<source>.txt in it [default: captures in the site's folder]
    #[arg(long, value_name = "DIR")]
    captures: Option<PathBuf>,

    /// Look at the files again and again, for shared folders whose changes the system does not tell
    #[arg(long)]
    poll: bool,

    /// Another name under which browsers may ask for the site
    #[arg(long, value_name = "NAME")]
    allowed_host: Vec<String>,
}

/// Serves the site until it is asked to end.
pub fn run(args: &Args, session: &Session) -> io::Result<Status> {
    let Some(world) = session.open_folder(args.captures.as_deref()) else { return Ok(Status::Failed) };
    let listener = match preview::bind(args.interface, args.port) {
        Ok(listener) => listener,
        Err(error) => {
            let message = format!("cannot listen on {}, port {}: {error}", args.interface, args.port);
            let finding = Finding::error(Code::DiskFailure, message);
            session.report(&[finding.hint("choose another port with `--port`, or an address of this computer")]);
            return Ok(Status::Failed);
        }
    };
    let address = listener.local_addr()?;
    if address.port() != args.port && args.port != 0 {
        session.say(&format!("Port {} is busy", args.port))?;
    }
    let root = fs::canonicalize(&session.root)?;
    let tree = Tree::new(Folders::new(&root, args.captures.as_deref()));
    let base = config::load(&world).0.base_url;
    let options = Options { drafts: !args.no_drafts, base_url: None, kept: session.kept(), past: None };
    let preview = Preview::open(world, root, options)?;
    let url = format!("http://{address}/");
    session.say(&format!("The site is at {url}, the editor's desk at {url}_preview/\nEnd with Ctrl-C"))?;
    start_watching(args, session, &preview, tree);
    start_reading(&preview);
    if args.open {
        // Without a browser, the address that was printed has to do.
        let _ = open::that_detached(&url);
    }
    let names = args.allowed_host.iter().map(|name| name.to_ascii_lowercase()).collect();
    let hosts = Hosts { names, base: path_of(&base).to_owned() };
    preview::serve(Arc::new(Server { preview, hosts }), listener)?;
    Ok(Status::Fine)
}

fn start_watching(args: &Args, session: &Session, preview: &Arc<Preview>, tree: Tree) {
    let how = if args.poll { How::Poll } else { How::System };
    let (preview, session) = (Arc::clone(preview), session.clone());
    thread::spawn(move || {
        let say = |line: &str| drop(session.say(line));
        // What the program itself fails of is owed like what the disk fails of.
        let take = |changes: &_| panic::catch_unwind(AssertUnwindSafe(|| preview.change(changes))).unwrap_or(false);
        preview::watch(tree, how, &say, &take);
    });
}

/// Reads events that nobody has asked for yet, and looks for what only the whole site tells.
fn start_reading(preview: &Arc<Preview>) {
    let preview = Arc::clone(preview);
    thread::spawn(move || {
        let mut news = preview.news();
        loop {
            news.mark_unchanged();
            let _ = panic::catch_unwind(AssertUnwindSafe(|| preview.read()));
            // While the editor is saving, nobody looks at the rest of the site.
            thread::sleep(CALM);
            if !news.has_changed().unwrap_or_default() {
                let _ = panic::catch_unwind(AssertUnwindSafe(|| preview.judge()));
                news.mark_unchanged();
                preview::wait(&mut news);
            }
        }
    });
}

/// The path of an address: `/site/` of `https://example.org/site/`.
fn path_of(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    url[host..].find('/').map_or("/", |at| &url[host + at..])
}
