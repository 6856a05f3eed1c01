//! A template is trusted, but it may be wrong: one that never ends is ended by Ctrl-C.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::{Sites, tree};

/// A loop of 10^20 rounds; Tera counts to 10^5 at most in one.
const ENDLESS: &str = "{% for a in range(end=100000) %}{% for b in range(end=100000) %}{% for c in range(end=100000) %}\
                       {% for d in range(end=100000) %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}";

/// Presses Ctrl-C until the program has ended, which must be soon.
fn interrupt(mut child: Child) {
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > Duration::from_secs(20) {
            child.kill().unwrap();
            panic!("it does not end");
        }
        Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        thread::sleep(Duration::from_millis(200));
    }
}

/// The same command, heeding Ctrl-C also where these tests were started in the background of a shell that ignores it
/// there, which programs inherit.
fn heeding(command: &Command) -> Command {
    let mut heeding = Command::new("env");
    heeding.arg("--default-signal=INT").arg(command.get_program()).args(command.get_args());
    heeding.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    heeding
}

#[test]
fn an_endless_template_ends_a_build_on_ctrl_c() {
    let sites = Sites::new(0);
    let output = sites.path("public");
    sites.build("old", &output);
    let before = tree(&output);
    fs::create_dir_all(sites.path("new/templates")).unwrap();
    fs::write(sites.path("new/templates/page.html"), ENDLESS).unwrap();
    let mut command = heeding(&sites.command("new", &output));
    let mut build = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    thread::sleep(Duration::from_secs(5));
    assert!(build.try_wait().unwrap().is_none(), "it is endless");
    interrupt(build);
    assert!(tree(&output) == before);
    // What it left beside the output goes to the next build.
    sites.build("old", &output);
    assert!(super::names(sites.folder.path()).iter().all(|name| !name.starts_with('.')));
}

#[test]
fn an_endless_template_ends_a_preview_on_ctrl_c() {
    let sites = Sites::new(0);
    fs::create_dir_all(sites.path("old/templates")).unwrap();
    fs::write(sites.path("old/templates/page.html"), ENDLESS).unwrap();
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("rashomon"));
    command.args(["serve", "--port", "0", "--root"]).arg(sites.path("old")).env("TERM", "dumb");
    let mut serve = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(serve.stdout.take().unwrap()).lines();
    let host = lines.find_map(|line| {
        let line = line.unwrap();
        let (_, rest) = line.split_once("http://")?;
        Some(rest.split('/').next().unwrap().to_owned())
    });
    let host = host.unwrap();
    let mut stream = TcpStream::connect(&host).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(3))).unwrap();
    write!(stream, "GET /about/ HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
    let mut answer = String::new();
    assert!(BufReader::new(&stream).read_line(&mut answer).is_err(), "it is endless, but came {answer}");
    interrupt(serve);
}
