//! How fast the preview is: from the start to the first page, and from a save to the message that a tab
//! gets. Made for comparing sizes of site on one computer, not computers.
//!
//!     cargo bench --bench preview -- 100 1000 10000
//!
//! Each site has so many events of five reports, twelve facts and fifteen paragraphs; all of it is
//! invented. The program is started as its users start it, and asked as a browser asks.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a benchmark")]

use std::{
    fmt::Write as _,
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// Saves of each kind.
const SAVES: usize = 50;

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|size| size.parse().ok()).collect();
    for events in if sizes.is_empty() { vec![100, 1_000] } else { sizes } {
        measure(events);
    }
}

fn measure(events: usize) {
    let folder = tempfile::tempdir().unwrap();
    generate(folder.path(), events);
    // A first run brings the files into memory, as an editor's work does.
    drop(Server::start(folder.path()));
    let server = Server::start(folder.path());
    println!("{events} events");
    println!("  start to first page     {:>8.0} ms", server.first.as_secs_f64() * 1e3);
    let reading = Instant::now();
    while !get(server.port, "/_preview/").contains("Findings:") {
        thread::sleep(Duration::from_millis(50));
    }
    println!("  all read and judged     {:>8.0} ms", reading.elapsed().as_secs_f64() * 1e3);
    let event = format!("content/events/event-{}/", events / 2);
    let page = format!("/events/event-{}/", events / 2);
    let index = fs::read_to_string(folder.path().join(format!("{event}index.md"))).unwrap();
    fs::create_dir_all(folder.path().join("static")).unwrap();
    fs::create_dir_all(folder.path().join("templates")).unwrap();
    thread::sleep(Duration::from_secs(1));
    let builtin = |path: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        fs::read_to_string(path).unwrap()
    };
    for (kind, page, file, text) in [
        ("save of an event", page.as_str(), format!("{event}index.md"), index.clone()),
        (
            "save of a report",
            &page,
            format!("{event}report-2.md"),
            fs::read_to_string(folder.path().join(format!("{event}report-2.md"))).unwrap(),
        ),
        ("save of a template", &page, "templates/base.html".to_owned(), builtin("templates/base.html")),
        ("save of a style sheet", &page, "static/theme.css".to_owned(), builtin("static/theme.css")),
        (
            "event, seen from home",
            "/",
            "content/events/event-29/index.md".to_owned(),
            fs::read_to_string(folder.path().join("content/events/event-29/index.md"))
                .unwrap()
                .replace("date = 2019", "date = 2029"),
        ),
    ] {
        let mut tab = Tab::open(server.port, page);
        let mut waits: Vec<Duration> = Vec::new();
        for save in 0..SAVES {
            let new = match kind {
                "save of a style sheet" => format!("{text}\n/* {save} */"),
                "save of a template" => text.replace("</body>", &format!("<p>{save}</p></body>")),
                "event, seen from home" => text.replace("Event 29 ", &format!("Event 29, save {save} ")),
                "save of an event" => text.replace("Note 3", &format!("Note {save} of many, 3")),
                _ => text.replace("so many as 30", &format!("so many as 3{save}1")),
            };
            thread::sleep(Duration::from_millis(150));
            let start = Instant::now();
            fs::write(folder.path().join(&file), new).unwrap();
            tab.await_page();
            waits.push(start.elapsed());
        }
        waits.sort();
        let milliseconds = |wait: Duration| wait.as_secs_f64() * 1e3;
        println!(
            "  {kind:<22}  {:>8.1} ms, worst {:.1} ms",
            milliseconds(waits[SAVES / 2]),
            milliseconds(waits[SAVES - 1])
        );
    }
    println!("  peak memory             {:>8.0} MB", server.peak());
}

/// The program, running.
struct Server {
    child: Child,
    port: u16,
    first: Duration,
}

impl Server {
    fn start(root: &Path) -> Server {
        let start = Instant::now();
        let mut command = Command::new(env!("CARGO_BIN_EXE_rashomon"));
        command.args(["serve", "--port", "0", "--root"]).arg(root);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.split("127.0.0.1:").nth(1).unwrap().split('/').next().unwrap().parse().unwrap();
        assert!(get(port, "/events/event-7/").starts_with("HTTP/1.1 200"));
        Server { child, port, first: start.elapsed() }
    }

    /// The most memory that it took, in megabytes; not a number where the system does not say.
    fn peak(&self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        kilobytes.map_or(f64::NAN, |kilobytes| kilobytes / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn get(port: u16, path: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

/// A tab that shows a page, as far as the channel is concerned (RFC 6455, short frames only).
struct Tab {
    stream: TcpStream,
    page: String,
}

impl Tab {
    fn open(port: u16, page: &str) -> Tab {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        write!(
            stream,
            "GET /_preview/channel HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n\
             Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        )
        .unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            head.push(byte[0]);
        }
        // A text in one frame, with a mask of nought.
        let length = u8::try_from(page.len()).unwrap();
        stream.write_all(&[&[0x81, 0x80 | length, 0, 0, 0, 0], page.as_bytes()].concat()).unwrap();
        let mut tab = Tab { stream, page: String::new() };
        tab.await_page();
        tab
    }

    /// Waits for news of another page than the last.
    fn await_page(&mut self) {
        loop {
            let mut head = [0; 2];
            self.stream.read_exact(&mut head).unwrap();
            let mut length = usize::from(head[1]);
            if length == 126 {
                let mut long = [0; 2];
                self.stream.read_exact(&mut long).unwrap();
                length = usize::from(u16::from_be_bytes(long));
            }
            let mut text = vec![0; length];
            self.stream.read_exact(&mut text).unwrap();
            let text = String::from_utf8_lossy(&text);
            let page = text.split("\"page\":\"").nth(1).unwrap_or_default().split('"').next().unwrap_or_default();
            if page != self.page {
                page.clone_into(&mut self.page);
                return;
            }
        }
    }
}

/// Writes a site of so many invented events.
fn generate(root: &Path, events: usize) {
    let write = |path: String, text: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("site.toml".into(), "base_url = \"https://example.org/\"\ntitle = \"Invented\"\n");
    write("content/index.md".into(), "+++\ntitle = \"Home\"\n+++\n\nAn invented site.\n");
    for outlet in 1..=5 {
        write(
            format!("content/outlets/outlet-{outlet}.md"),
            &format!("+++\nname = \"Outlet {outlet} (invented)\"\n+++\n"),
        );
    }
    for event in 1..=events {
        let (year, month, day) = (1990 + event % 30, 1 + event % 12, 1 + event % 28);
        let date = format!("{year}-{month:02}-{day:02}");
        let mut index = format!(
            "+++\ntitle = \"Event {event} (invented)\"\ndate = {date}\nsummary = \"Nothing of this happened.\"\n\
             topics = [\"Topic {}\"]\n+++\n",
            event % 40
        );
        for fact in 1..=12 {
            let _ = write!(
                index,
                "\n### What of fact {fact}? {{#fact-{fact} .fact unit=things}}\n\nNote {fact} of an invented event.\n"
            );
        }
        write(format!("content/events/event-{event}/index.md"), &index);
        for report in 1..=5 {
            let mut text = format!("+++\noutlet = \"outlet-{report}\"\npublished = {date}\ncoded = true\n+++\n");
            for paragraph in 1..=15 {
                let _ = write!(
                    text,
                    "\nParagraph {paragraph} of what outlet {report} is made to say here, at some length. "
                );
                if paragraph <= 12 && (paragraph + report + event) % 4 > 0 {
                    let _ = write!(
                        text,
                        "It tells of [so many as {paragraph}0 things](fact:fact-{paragraph}?value={paragraph}0)."
                    );
                }
                text.push('\n');
            }
            write(format!("content/events/event-{event}/report-{report}.md"), &text);
        }
    }
}
