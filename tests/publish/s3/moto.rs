//! The same with moto, another store by other people, whose listing has `ETag`s.

use std::{
    net::TcpListener,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::bucket::{assert_served, built, paths, publish, read, told};
use crate::site::Site;

/// How long it may take to install it and to start it.
const PATIENCE: Duration = Duration::from_secs(400);

struct Moto {
    program: Child,
    address: String,
}

impl Drop for Moto {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

impl Moto {
    fn start() -> Moto {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/publish/s3/moto.sh");
        let mut program =
            Command::new(script).arg(port.to_string()).stderr(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
        let address = format!("http://127.0.0.1:{port}");
        let start = Instant::now();
        while put(&format!("{address}/site"), "").is_none() {
            assert!(start.elapsed() < PATIENCE, "moto does not start");
            assert!(
                program.try_wait().unwrap().is_none(),
                "moto does not start; run tests/publish/s3/moto.sh to see why"
            );
            thread::sleep(Duration::from_millis(100));
        }
        // Readers need no key, nor does the other program that stores objects here.
        let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::site/*"}]}"#;
        put(&format!("{address}/site?policy"), policy).unwrap();
        Moto { program, address }
    }
}

/// Stores what another program would.
fn put(address: &str, text: &str) -> Option<()> {
    let agent = ureq::config::Config::builder().proxy(None).build().new_agent();
    agent.put(address).send(text).ok().map(drop)
}

#[test]
fn another_store_is_published_to_as_well() {
    let moto = Moto::start();
    let bucket = format!("{}/site", moto.address);
    let settings = format!("[publish.main]\nkind = \"s3\"\nbucket = \"site\"\nendpoint = \"{}\"\n", moto.address);
    let site = Site::new(&format!("{settings}prefix = \"a b\"\n"));
    for name in
        ["caf\u{e9} \u{fc}ber.txt", "1+1 = 2.txt", "100%25.txt", "a/b/c.txt", "\u{65e5}\u{672c}.txt", "~x&y;z'(1)!.txt"]
    {
        site.file(&format!("static/files/{name}"), name);
    }
    put(&format!("{bucket}/index.html"), "another's").unwrap();
    publish(&site, &[]).fine();
    let readers = format!("{bucket}/a%20b");
    assert_served(&readers, &site);
    assert_eq!(read(&bucket, "index.html").bytes, b"another's");
    assert_eq!(told(&site, &[])["changed"], false);

    // Somebody changes an object and not its length.
    let length = built(&site)["404.html"].len();
    put(&format!("{readers}/404.html"), &"x".repeat(length)).unwrap();
    assert_eq!(paths(&told(&site, &[]), "sent"), ["404.html"]);

    site.event("storm", "S.");
    publish(&site, &[]).fine();
    std::fs::remove_dir_all(site.path("content/events/storm")).unwrap();
    let done = told(&site, &[]);
    assert!(paths(&done, "removed").contains(&"events/storm/index.html".to_owned()), "{done}");
    assert_eq!(read(&readers, "events/storm/index.html").status, 404);
    assert_served(&readers, &site);

    site.settings(&settings);
    publish(&site, &[]).fails(1, &["publish-refused", "`index.html`"]);
    site.settings(&settings.replace("\"site\"", "\"nobodys\""));
    publish(&site, &[]).fails(1, &["no bucket `nobodys`"]);

    // An object whose name is no path does no harm elsewhere in the bucket; in the site's folder it is named.
    site.settings(&format!("{settings}prefix = \"a b\"\n"));
    put(&format!("{bucket}/other//x.txt"), "another's").unwrap();
    assert_eq!(told(&site, &[])["changed"], false);
    put(&format!("{readers}/y//x.txt"), "another's").unwrap();
    publish(&site, &[]).fails(1, &["publish-failed", "a b/y//x.txt", "`prefix`"]);
}
