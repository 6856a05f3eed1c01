//! Pages from the web, from a server on this machine.

use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    thread,
    time::{Duration, Instant},
};

use rashomon::{
    diagnostic::Finding,
    import::{
        self, Page,
        fetch::{Options, fetch},
    },
};

/// Serves answers by path until the test ends; gives the server's address.
fn serve(answer: fn(&str, &mut TcpStream)) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            thread::spawn(move || {
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
                let first = lines.next().unwrap().unwrap_or_default();
                let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
                while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
                answer(&path, &mut stream);
            });
        }
    });
    address
}

fn send(stream: &mut TcpStream, head: &str, body: &[u8]) {
    let head = format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
}

const ARTICLE: &str = "<title>Bridge</title><h1>Bridge closed until May</h1><p>The council of the invented town said on Monday that the \
                       bridge would stay closed.</p><p>Nobody knows who is to pay for the repair, nor when it can begin.</p>";

fn answer(path: &str, stream: &mut TcpStream) {
    let html = "200 OK\r\nContent-Type: text/html; charset=utf-8";
    match path {
        "/article" => send(stream, html, ARTICLE.as_bytes()),
        "/old" => send(stream, "301 Moved\r\nLocation: /older", b""),
        "/older" => send(stream, "302 Found\r\nLocation: article", b""),
        "/loop" => send(stream, "302 Found\r\nLocation: /loop", b""),
        "/nowhere" => send(stream, "302 Found", b""),
        "/file" => send(stream, "302 Found\r\nLocation: file:///etc/passwd", b""),
        "/cyrillic" => {
            let body = b"<h1>\xcc\xee\xf1\xf2</h1><p>\xcc\xee\xf1\xf2 \xe7\xe0\xea\xf0\xfb\xf2 \xe4\xee \xec\xe0\xff, \xf1\xea\xe0\xe7\xe0\xeb\xe8 \xe2 \xf1\xee\xe2\xe5\xf2\xe5.</p>";
            send(stream, "200 OK\r\nContent-Type: text/html; charset=windows-1251", body);
        }
        "/pdf" => send(stream, "200 OK\r\nContent-Type: application/pdf", b"%PDF-1.7"),
        "/hidden-pdf" => send(stream, html, b"%PDF-1.7"),
        "/locked" => send(stream, "403 Forbidden\r\nContent-Type: text/html", b"no"),
        "/large" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n");
            while stream.write_all(&[b' '; 1 << 13]).is_ok() {}
        }
        "/slow" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n");
            while stream.write_all(b" ").is_ok() {
                thread::sleep(Duration::from_millis(50));
            }
        }
        "/silent" => thread::sleep(Duration::from_secs(20)),
        "/nonsense" => drop(stream.write_all(b"SSH-2.0-no\r\n\r\n")),
        _ => send(stream, "404 Not Found\r\nContent-Type: text/html", b"<h1>Not here</h1>"),
    }
}

fn get(address: &str, allow_private: bool) -> Result<Page, Finding> {
    fetch(address, Options { allow_private, timeout: Duration::from_secs(3) })
}

#[test]
fn pages_are_fetched_through_redirects() {
    let server = serve(answer);
    let page = get(&format!("{server}/old#part"), true).unwrap();
    assert_eq!(page.address.as_deref(), Some(format!("{server}/article").as_str()));
    let article = import::read(&page).unwrap();
    assert_eq!(article.found.title.as_deref(), Some("Bridge closed until May"));
    assert_eq!(article.found.url, page.address);
    let article = import::read(&get(&format!("{server}/cyrillic"), true).unwrap()).unwrap();
    assert_eq!((article.encoding, article.found.title.as_deref()), ("windows-1251", Some("Мост")));
}

#[test]
fn what_is_no_page_is_a_finding() {
    let server = serve(answer);
    for (path, code, says) in [
        ("/gone", "unreachable-address", "404"),
        ("/locked", "unreachable-address", "403"),
        ("/loop", "unreachable-address", "redirects"),
        ("/nowhere", "unreachable-address", "redirects to nowhere"),
        ("/file", "refused-address", "scheme `file`"),
        ("/pdf", "no-article", "application/pdf"),
        ("/large", "too-large", "20 MB"),
        ("/slow", "unreachable-address", ""),
        ("/silent", "unreachable-address", "too long"),
        ("/nonsense", "unreachable-address", ""),
    ] {
        let start = Instant::now();
        let finding = get(&format!("{server}{path}"), true).unwrap_err();
        assert_eq!(finding.code.name(), code, "{path}: {finding}");
        assert!(finding.message.contains(says), "{path}: {finding}");
        assert!(start.elapsed() < Duration::from_secs(15), "{path}: {:?}", start.elapsed());
    }
    let pdf = get(&format!("{server}/hidden-pdf"), true).unwrap();
    assert_eq!(import::read(&pdf).unwrap_err().code.name(), "no-article");
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert_eq!(get(&format!("http://{closed}/"), true).unwrap_err().code.name(), "unreachable-address");
}

#[test]
fn private_addresses_are_refused_however_they_are_written() {
    let server = serve(answer);
    let port = server.rsplit(':').next().unwrap();
    for host in [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "2130706433",
        "0x7f.1",
        "0",
        "10.0.0.1",
        "169.254.169.254",
        "[fd00::1]",
    ] {
        let finding = get(&format!("http://{host}:{port}/article"), false).unwrap_err();
        assert_eq!(finding.code.name(), "refused-address", "{host}: {finding}");
        assert!(finding.hint.unwrap().contains("--allow-private"), "{host}");
    }
    for address in
        ["ftp://example.org/x", "file:///etc/passwd", "http://", "gopher://x", "http://a:b@example.org/", "data://x"]
    {
        assert_eq!(get(address, true).unwrap_err().code.name(), "refused-address", "{address}");
    }
}
