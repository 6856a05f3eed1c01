//! A server, with a real `sshd` on this machine.

use std::{
    fs,
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use super::{
    directory::{grow_old, whole},
    kill,
    site::Site,
};

/// The `sshd` of this machine.
fn sshd() -> PathBuf {
    let places = ["/usr/sbin/sshd", "/usr/bin/sshd", "/usr/local/sbin/sshd"];
    places.map(PathBuf::from).into_iter().find(|path| path.is_file()).expect("install openssh-server and rsync")
}

/// A server of our own, with its own key and settings. It ends when it is dropped.
struct Server {
    child: Child,
    port: u16,
    home: tempfile::TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn run(program: &str, arguments: &[&str]) {
    let output = Command::new(program).args(arguments).output().unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

impl Server {
    fn start() -> Server {
        Server::with_programs(&[])
    }

    /// A server whose shell finds these scripts before the system's programs.
    fn with_programs(scripts: &[(&str, &str)]) -> Server {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name).to_str().unwrap().to_owned();
        for key in ["host", "user", "other"] {
            run("ssh-keygen", &["-q", "-t", "ed25519", "-N", "", "-f", &at(key)]);
        }
        fs::copy(at("user.pub"), at("authorized")).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let settings = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nPidFile {}\nStrictModes no\n\
             UsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\nSetEnv PATH={}:/usr/local/bin:/usr/bin:/bin\n",
            at("host"),
            at("authorized"),
            at("pid"),
            at("bin"),
        );
        fs::create_dir(at("bin")).unwrap();
        for (name, script) in scripts {
            let path = at(&format!("bin/{name}"));
            fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
            run("chmod", &["+x", &path]);
        }
        fs::write(at("sshd_config"), settings).unwrap();
        let _ = fs::create_dir_all("/run/sshd"); // Where root runs it, its own folder must be there.
        let mut command = Command::new(sshd());
        command.args(["-D", "-e", "-f", &at("sshd_config")]).stdin(Stdio::null()).stdout(Stdio::null());
        let child = command.stderr(fs::File::create(at("log")).unwrap()).spawn().unwrap();
        let log = at("log");
        let server = Server { child, port, home };
        let answers = (0..200).any(|_| {
            thread::sleep(Duration::from_millis(50));
            TcpStream::connect(("127.0.0.1", port)).is_ok()
        });
        assert!(answers, "sshd did not start: {}", fs::read_to_string(log).unwrap_or_default());
        server
    }

    fn at(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Lets a site's program find this server as `host`, with a known key, through the settings of `ssh`.
    fn introduce(&self, site: &Site, key: &str) {
        let host = fs::read_to_string(self.at("host.pub")).unwrap();
        fs::write(self.at("known"), format!("[127.0.0.1]:{} {host}", self.port)).unwrap();
        let settings = format!(
            "UserKnownHostsFile {}\nGlobalKnownHostsFile /dev/null\nIdentityFile {}\nIdentitiesOnly yes\n",
            self.at("known").display(),
            self.at(key).display(),
        );
        fs::write(self.at("config"), settings).unwrap();
        // `ssh` reads the settings of the account, whatever HOME says; these take their place.
        let script = format!("#!/bin/sh\nexec /usr/bin/ssh -F {} \"$@\"\n", self.at("config").display());
        site.file("bin/ssh", &script);
        run("chmod", &["+x", site.path("bin/ssh").to_str().unwrap()]);
        site.variable("PATH", &format!("{}:{}", site.path("bin").display(), std::env::var("PATH").unwrap()));
        site.variable("SSH_AUTH_SOCK", "");
    }
}

fn settings(server: &Server, path: &Path) -> String {
    format!(
        "[publish.main]\nkind = \"ssh\"\nhost = \"127.0.0.1\"\nport = {}\npath = '''{}'''\nkeep = 3\n",
        server.port,
        path.display()
    )
}

#[test]
fn releases_on_a_server() {
    let server = Server::start();
    let site = Site::new("");
    server.introduce(&site, "user");
    // Spaces, quotation marks and signs that mean something in a shell.
    let folder = server.at("w w \"$(touch x)\" `y` & ;*");
    site.settings(&settings(&server, &folder));
    let plan = site.publish(&["--dry-run"]).fine();
    assert!(plan.out.contains("Would publish") && !folder.exists(), "{plan:#?}");
    site.publish(&[]).fine();
    let first = fs::read_link(folder.join("current")).unwrap();
    whole(&folder.join("current")).unwrap();
    assert!(site.publish(&[]).fine().out.contains("Nothing to publish"));
    for round in 0..4 {
        grow_old(&folder);
        site.event("flood", &format!("Summary {round}."));
        site.publish(&[]).fine();
        whole(&folder.join("current")).unwrap();
    }
    assert_ne!(fs::read_link(folder.join("current")).unwrap(), first);
    assert_eq!(fs::read_dir(folder.join("releases")).unwrap().count(), 3);
    let links = std::os::unix::fs::MetadataExt::nlink(&fs::metadata(folder.join("current/404.html")).unwrap());
    assert_eq!(links, 3);
    let plan = site.publish(&["--dry-run"]).fine();
    assert!(plan.out.contains("Nothing to publish"), "{plan:#?}");
}

/// Programs of BSD and macOS: `mv` has `-h` and no `-T`, `sync` takes nothing, `wc` aligns its figures.
#[test]
fn a_server_with_other_programs_takes_releases_too() {
    let used = tempfile::tempdir().unwrap();
    let note = used.path().join("mv-h");
    let mv = format!(
        "case \"$1\" in -T) exit 64;; -h) echo >>'{}'; shift; exec /bin/mv -T \"$@\";; *) exec /bin/mv \"$@\";; esac",
        note.display()
    );
    let server = Server::with_programs(&[
        ("mv", &mv),
        ("sync", "[ $# -eq 0 ] || exit 64"),
        ("wc", "/usr/bin/wc \"$@\" | sed 's/^/      /'"),
    ]);
    let site = Site::new("");
    server.introduce(&site, "user");
    let folder = server.at("www");
    site.settings(&settings(&server, &folder));
    for round in 0..3 {
        site.event("flood", &format!("Summary {round}."));
        site.publish(&[]).fine();
        whole(&folder.join("current")).unwrap();
    }
    assert_eq!(fs::read_to_string(note).unwrap().lines().count(), 3, "the link was not swapped by `mv -h`");
    assert!(site.publish(&[]).fine().out.contains("Nothing to publish"));
    assert_eq!(fs::read_dir(folder.join("releases")).unwrap().count(), 3);
}

#[test]
fn what_a_server_refuses_is_told() {
    let server = Server::start();
    let site = Site::new("");
    let folder = server.at("www");
    site.settings(&settings(&server, &folder));
    server.introduce(&site, "other");
    site.publish(&[]).fails(1, &["publish-failed", "does not let us in", "identity"]);
    server.introduce(&site, "user");
    fs::write(server.at("known"), "").unwrap();
    site.publish(&[]).fails(1, &["publish-failed", "is not known here", "by hand"]);
    server.introduce(&site, "user");
    fs::write(&folder, "a file").unwrap();
    site.publish(&[]).fails(1, &["publish-refused", "is a file"]);
    fs::remove_file(&folder).unwrap();
    fs::create_dir_all(folder.join("current")).unwrap();
    site.publish(&[]).fails(1, &["publish-refused", "not a link of ours"]);
    fs::remove_dir(folder.join("current")).unwrap();
    site.publish(&[]).fine();
    site.event("flood", "Another.");
    let lock = fs::File::open(folder.join(".rashomon-lock")).unwrap();
    lock.lock().unwrap();
    site.publish(&[]).fails(1, &["publish-busy"]);
    drop(lock);
    site.publish(&["--max-deletes", "0"]).fine();
    fs::remove_dir_all(site.path("content/events/flood")).unwrap();
    site.event("fire", "An invented fire.");
    site.publish(&["--max-deletes", "0"]).fails(1, &["too-many-deletes"]);
    site.settings("[publish.main]\nkind = \"ssh\"\nhost = \"127.0.0.1\"\nport = 9\npath = \"x\"\n");
    site.publish(&[]).fails(1, &["publish-failed", "cannot reach"]);
    site.settings("[publish.main]\nkind = \"ssh\"\nhost = \"-oProxyCommand=touch x\"\npath = \"x\"\n");
    site.publish(&[]).fails(1, &["invalid-value", "begins with a hyphen"]);
}

#[test]
fn killed_at_any_moment_readers_of_a_server_have_a_whole_site() {
    let server = Server::start();
    let site = Site::new("");
    server.introduce(&site, "user");
    let folder = server.at("www");
    site.settings(&settings(&server, &folder));
    let told = kill::at_random_moments(&site, kill::times(5).min(20), &|| whole(&folder.join("current")).map(drop));
    println!("ssh: {told}");
}
