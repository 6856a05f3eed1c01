//! Servers that take a connection and then say nothing.

use std::{
    net::{SocketAddr, TcpListener, TcpStream},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use super::site::Site;

/// A server that answers nobody, as long as the process lives.
fn silent() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        let kept: Vec<TcpStream> = listener.incoming().flatten().collect();
        drop(kept);
    });
    address
}

/// Somebody who waits is told at last, by every target that goes over a network. It takes minutes, so it runs only
/// when it is asked for: `cargo test --test publish -- --ignored --nocapture silent`.
#[test]
#[ignore = "waits for minutes"]
fn a_silent_server_is_given_up() {
    let port = silent().port();
    let targets = [
        ("ssh", format!("kind = \"ssh\"\nhost = \"127.0.0.1\"\nport = {port}\npath = \"/srv/site\"\n"), "cannot reach"),
        ("git", format!("kind = \"git\"\nremote = \"http://127.0.0.1:{port}/site.git\"\n"), "Operation too slow"),
        #[cfg(feature = "s3")]
        ("s3", format!("kind = \"s3\"\nbucket = \"site\"\nendpoint = \"http://127.0.0.1:{port}\"\n"), "takes too long"),
    ];
    let (sender, receiver) = mpsc::channel();
    let count = targets.len();
    for (kind, settings, words) in targets {
        let sender = sender.clone();
        thread::spawn(move || {
            let site = Site::new(&format!("[publish.main]\n{settings}"));
            site.variable("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
            site.variable("AWS_SECRET_ACCESS_KEY", "invented-secret-key");
            let start = Instant::now();
            let said = site.publish(&[]);
            sender.send((kind, start.elapsed(), said, words)).unwrap();
        });
    }
    for _ in 0..count {
        let answer = receiver.recv_timeout(Duration::from_secs(400));
        let (kind, time, said, words) = answer.expect("a target waits for ever");
        println!("{kind}: given up after {time:.0?}\n{}", said.err);
        said.fails(1, &["publish-failed", words]);
    }
}
