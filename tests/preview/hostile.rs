//! Requests that no browser sends, or that one is tricked into.

use std::{
    io::{Read, Write},
    net::{IpAddr, Ipv4Addr, TcpStream},
    sync::Arc,
    thread,
    time::Duration,
};

use rashomon::preview::{self, Hosts, Preview, Server};

use super::place::Place;
use crate::support::{ABOUT, site};

/// A server that runs until the test ends.
pub struct Running {
    pub port: u16,
}

impl Running {
    pub fn new(preview: Arc<Preview>) -> Running {
        let listener = preview::bind(IpAddr::V4(Ipv4Addr::LOCALHOST), 0).unwrap();
        let port = listener.local_addr().unwrap().port();
        let hosts = Hosts { names: vec!["desk.example".to_owned()], base: "/site/".to_owned() };
        thread::spawn(move || preview::serve(Arc::new(Server { preview, hosts }), listener));
        Running { port }
    }
}

/// Sends bytes and reads all that comes back.
pub fn send(port: u16, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    // A server that refuses may close before it has read everything.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    answer
}

/// The whole answer to an ordinary request.
pub fn get(port: u16, path: &str) -> String {
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
    String::from_utf8_lossy(&send(port, request.as_bytes())).into_owned()
}

/// The status of an answer; 0 for a connection that was closed without one.
fn status(answer: &[u8]) -> u16 {
    let text = String::from_utf8_lossy(answer);
    text.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default()
}

/// Requests as they go over the wire, and the statuses that may answer; 0 is a closed connection.
#[allow(clippy::too_many_lines, reason = "a table")]
fn table() -> Vec<(Vec<u8>, &'static [u16])> {
    let host = "Host: localhost\r\n";
    let with = |line: &str, headers: &str| format!("{line}\r\n{headers}\r\n").into_bytes();
    let path = |path: &str| with(&format!("GET {path} HTTP/1.1"), host);
    let header = |headers: &str| with("GET / HTTP/1.1", &format!("{host}{headers}"));
    let only = |headers: &str| with("GET / HTTP/1.1", headers);
    let method = |method: &str| with(&format!("{method} / HTTP/1.1"), host);
    let body = |headers: &str, body: &str| format!("GET / HTTP/1.1\r\n{host}{headers}\r\n{body}").into_bytes();
    let mut table: Vec<(Vec<u8>, &'static [u16])> = vec![
        (path("/../etc/passwd"), &[400]),
        (path("/../../../../etc/passwd"), &[400]),
        (path("/%2e%2e/%2e%2e/etc/passwd"), &[400]),
        (path("/..%2f..%2fetc/passwd"), &[400]),
        (path("/%252e%252e/etc/passwd"), &[400]),
        (path("/..%252fetc"), &[400]),
        (path("/..%5cetc"), &[400]),
        (path("/..\\etc"), &[400]),
        (path("/a%00.html"), &[400]),
        (path("/%00"), &[400]),
        (path("/%"), &[400]),
        (path("/%zz"), &[400]),
        (path("/%ff%fe"), &[400]),
        (path("/%c0%ae%c0%ae/"), &[400]),
        (path("/%0d%0aSet-Cookie:x"), &[400]),
        (path("//etc/passwd"), &[400]),
        (path("//evil.example/%2f.."), &[400]),
        (path("/./site.toml"), &[400]),
        (path("/events//flood/"), &[400]),
        (path("/site.toml"), &[404]),
        (path("/content/index.md"), &[404]),
        (path("/captures/flood/courier.txt"), &[404]),
        (path("/templates/base.html"), &[404]),
        (path("/static/theme.css"), &[404]),
        (path("/.git/config"), &[404]),
        (path("/.env"), &[404]),
        (path("/C:/Windows/win.ini"), &[404]),
        (path("/con"), &[404]),
        (path("/events/flood/index.md"), &[404]),
        (path("/_preview/../site.toml"), &[400]),
        (path("/_preview/events/../"), &[400]),
        (path("/_preview/channel"), &[400]),
        (path(&format!("/{}", "a".repeat(5_000))), &[414]),
        (path(&format!("/{}", "a".repeat(100_000))), &[0, 414, 431]),
        (path(&"/a".repeat(2_000)), &[404]),
        (path("http://evil.example/"), &[403]),
        (path("http://localhost/"), &[200]),
        (path("ftp://localhost/"), &[200, 400, 403]),
        (path("*"), &[0, 400]),
        (path("about/"), &[0, 400]),
        (path("/about/ HTTP/1.1 x"), &[0, 400]),
        (method("POST"), &[405]),
        (method("PUT"), &[405]),
        (method("DELETE"), &[405]),
        (method("OPTIONS"), &[405]),
        (method("TRACE"), &[405]),
        (method("PATCH"), &[405]),
        (method("PROPFIND"), &[405]),
        (with("CONNECT localhost:80 HTTP/1.1", host), &[0, 400, 403, 405]),
        (method("get"), &[0, 400, 405]),
        (method("G\u{1}T"), &[0, 400]),
        (only(""), &[400]),
        (only("Host: evil.example\r\n"), &[403]),
        (only("Host: localhost.evil.example\r\n"), &[403]),
        (only("Host: 127.0.0.1.evil.example\r\n"), &[403]),
        (only("Host: localhost\r\nHost: evil.example\r\n"), &[400]),
        (only("Host: \r\n"), &[400, 403]),
        (only("Host: localhost:x\r\n"), &[403]),
        (only("Host: [::1]:80\r\n"), &[200]),
        (only("Host: desk.example\r\n"), &[200]),
        (only("Host: localhost@evil.example\r\n"), &[403]),
        (header("X-Forwarded-Host: evil.example\r\n"), &[200]),
        (body("Content-Length: 5\r\n", "hello"), &[400]),
        (body("Content-Length: 5000000000\r\n", "hello"), &[400]),
        (body("Content-Length: 5\r\nContent-Length: 6\r\n", "hello!"), &[0, 400]),
        (body("Content-Length: -1\r\n", ""), &[0, 400]),
        (body("Content-Length: x\r\n", ""), &[0, 400]),
        (body("Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n0\r\n\r\n"), &[400]),
        (body("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "0\r\n\r\nGET /x"), &[0, 400]),
        (body("Transfer-Encoding: xchunked\r\n", "x"), &[0, 400]),
        (body("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"), &[0, 400]),
        (header("X: a\u{0}b\r\n"), &[0, 400]),
        (header("X Y: z\r\n"), &[0, 400]),
        (header(": z\r\n"), &[0, 400]),
        (header("X: a\r\n folded\r\n"), &[0, 200, 400]),
        (header("X: a\nY: b\r\n"), &[0, 200, 400]),
        (header(&format!("X: {}\r\n", "a".repeat(1_000_000))), &[0, 431]),
        (header(&"X: y\r\n".repeat(1_000)), &[0, 400, 431]),
        (header("Range: bytes=99999999-\r\n"), &[416]),
        (header("Range: bytes=0-0,2-3,4-5\r\n"), &[200]),
        (header("Range: bytes=18446744073709551615-\r\n"), &[416, 200]),
        (header("Range: bytes=-\r\n"), &[200]),
        (header("Range: bytes=0-18446744073709551615\r\n"), &[200, 206]),
        (header("If-None-Match: *\r\n"), &[304]),
        (header("Expect: 100-continue\r\n"), &[200, 417]),
        (header("Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AA\r\n"), &[200]),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(), &[0, 400]),
        (b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n".to_vec(), &[0, 400, 505]),
        (b"GET /\r\n\r\n".to_vec(), &[0, 400]),
        (b"\r\n\r\n\r\n".to_vec(), &[0, 400]),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(), &[0, 400]),
        (vec![0; 100_000], &[0, 400, 431]),
        (vec![b'A'; 100_000], &[0, 400, 414, 431]),
    ];
    let channel = |headers: &str| {
        let upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
                       Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        with("GET /_preview/channel HTTP/1.1", &format!("{host}{upgrade}{headers}"))
    };
    table.extend([
        (channel(""), &[403][..]),
        (channel("Origin: http://evil.example\r\n"), &[403]),
        (channel("Origin: null\r\n"), &[403]),
        (channel("Origin: https://localhost\r\n"), &[403]),
        (channel("Origin: http://localhost:8080\r\n"), &[403]),
        (channel("Origin: http://localhost\r\nOrigin: http://localhost\r\n"), &[403]),
    ]);
    table
}

#[test]
fn hostile_requests_end_in_a_refusal() {
    let place = Place::new(&site());
    let server = Running::new(Arc::clone(&place.preview));
    let table = table();
    assert!(table.len() >= 60);
    for (request, wanted) in table {
        let shown = String::from_utf8_lossy(&request[..request.len().min(120)]).into_owned();
        let answer = send(server.port, &request);
        let status = status(&answer);
        assert!(wanted.contains(&status), "{status} to {shown:?}");
        let text = String::from_utf8_lossy(&answer).to_ascii_lowercase();
        assert!(!text.contains("set-cookie") && !text.contains("access-control") && !text.contains("root:"), "{shown}");
        assert!(get(server.port, "/about/").starts_with("HTTP/1.1 200"), "after {shown:?}");
    }
}

#[test]
fn one_answer_a_connection() {
    let place = Place::new(&site());
    let server = Running::new(Arc::clone(&place.preview));
    let twice = "GET /about/ HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(2);
    let answers = String::from_utf8_lossy(&send(server.port, twice.as_bytes())).into_owned();
    assert_eq!(answers.matches("HTTP/1.1 ").count(), 1);
    assert!(answers.contains("connection: close"));
}

#[test]
fn slow_clients_pin_nobody() {
    let place = Place::new(&site());
    let server = Running::new(Arc::clone(&place.preview));
    let slow: Vec<TcpStream> = (0..200)
        .map(|_| {
            let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, server.port)).unwrap();
            stream.write_all(b"GET / HTTP/1.1\r\nHost: loc").unwrap();
            stream
        })
        .collect();
    for _ in 0..20 {
        assert!(get(server.port, "/").starts_with("HTTP/1.1 200"));
    }
    let mut first = slow.into_iter().next().unwrap();
    first.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let mut rest = Vec::new();
    assert!(first.read_to_end(&mut rest).is_ok(), "a head that does not come is not waited for");
}

#[test]
fn ordinary_requests_have_their_answers() {
    let place = Place::new(
        &site()
            .file("content/picture.gif", b"GIF89a\x03\0\x02\0\0\0\0;".to_vec())
            .append(ABOUT, "\n![A picture](picture.gif)\n"),
    );
    let server = Running::new(Arc::clone(&place.preview));
    let ask = |path: &str, headers: &str| {
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n");
        String::from_utf8_lossy(&send(server.port, request.as_bytes())).into_owned()
    };
    let page = ask("/about/", "");
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("cache-control: no-cache"));
    assert!(page.contains("frame-ancestors 'none'") && page.contains("content-type: text/html; charset=utf-8"));
    let tag = page.split("etag: ").nth(1).unwrap().split("\r\n").next().unwrap();
    assert!(ask("/about/", &format!("If-None-Match: {tag}\r\n")).starts_with("HTTP/1.1 304"));
    assert!(ask("/about", "").contains("location: /about/\r\n"));
    assert!(ask("/about/index.html", "").starts_with("HTTP/1.1 200"));
    assert!(ask("/site/about/", "").starts_with("HTTP/1.1 200"), "the path that the site has on its own host");
    let missing = ask("/nowhere/", "");
    assert!(missing.starts_with("HTTP/1.1 404") && missing.contains("<html"));
    let picture = ask("/picture.gif", "Range: bytes=1-3\r\n");
    assert!(picture.starts_with("HTTP/1.1 206") && picture.contains("content-range: bytes 1-3/"), "{picture}");
    assert!(picture.ends_with("\r\n\r\nIF8") && picture.contains("content-type: image/gif"));
    let head = send(server.port, b"HEAD /about/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
    let head = String::from_utf8_lossy(&head).into_owned();
    assert!(head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n"), "{head}");
}

#[test]
fn a_busy_port_leads_to_the_next() {
    let local = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let first = preview::bind(local, 0).unwrap();
    let port = first.local_addr().unwrap().port();
    if port < 65_000 {
        assert!(preview::bind(local, port).unwrap().local_addr().unwrap().port() > port);
    }
}

/// With hardly any files to open, those who come are answered one after the other.
#[cfg(unix)]
#[test]
fn few_files_are_enough() {
    use std::process::{Command, Stdio};
    let place = Place::new(&site());
    let program = assert_cmd::cargo::cargo_bin("rashomon");
    let script = format!("ulimit -n 40; exec {} serve --port 0 --root {}", program.display(), place.root().display());
    let mut child = Command::new("sh").args(["-c", &script]).stdout(Stdio::piped()).spawn().unwrap();
    let mut told = [0; 64];
    child.stdout.as_mut().unwrap().read_exact(&mut told).unwrap();
    let told = String::from_utf8_lossy(&told).into_owned();
    let port = told.split("127.0.0.1:").nth(1).unwrap().split('/').next().unwrap().parse().unwrap();
    let crowd: Vec<TcpStream> = (0..100)
        .filter_map(|_| {
            let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()?;
            stream.write_all(b"GET / HTTP/1.1\r\n").ok()?;
            Some(stream)
        })
        .collect();
    drop(crowd);
    let answers: Vec<bool> = (0..50).map(|_| get(port, "/events/flood/").starts_with("HTTP/1.1 200")).collect();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(answers.iter().all(|answered| *answered));
}
