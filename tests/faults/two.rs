//! Two builds of one folder at once.

use std::{fs, time::Duration};

use rashomon::{
    diagnostic::Code,
    output::{Sink, Staging},
};

use super::{Sites, told, tree};

#[test]
fn the_second_waits_for_the_first() {
    let sites = Sites::new(300);
    let output = sites.path("public");
    let (old, new) = (sites.clean("old"), sites.clean("new"));
    let builds: Vec<_> =
        ["old", "new", "old", "new"].map(|state| sites.command(state, &output).spawn().unwrap()).into();
    for mut build in builds {
        assert!(build.wait().unwrap().success());
    }
    let now = tree(&output);
    assert!(now == old || now == new, "the output is that of one build");
}

#[test]
fn the_second_says_so_where_the_first_takes_long() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("public");
    let first = Staging::new(&output).unwrap().unwrap();
    let finding = Staging::patiently(&output, Duration::from_millis(60)).unwrap().unwrap_err();
    assert_eq!(finding.code, Code::BusyOutput);
    assert!(finding.message.starts_with("another build is writing to") && finding.hint.is_some());
    first.put("index.html", b"first").unwrap();
    assert_eq!(first.commit().unwrap().unwrap().changed, 1);
    assert!(Staging::patiently(&output, Duration::ZERO).unwrap().is_ok());
}

/// What a build decides of an output it decides when the other one has ended.
#[test]
fn the_second_sees_what_the_first_made() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("public");
    let put = |paths: &'static [&'static str], pause: Duration| {
        let staging = Staging::new(&output).unwrap().unwrap();
        for path in paths {
            staging.put(path, b"x").unwrap();
        }
        std::thread::sleep(pause);
        staging.commit().unwrap().unwrap()
    };
    std::thread::scope(|scope| {
        let first = scope.spawn(|| put(&["a", "b"], Duration::from_millis(300)));
        std::thread::sleep(Duration::from_millis(50));
        let second = scope.spawn(|| put(&["b", "c"], Duration::ZERO));
        assert_eq!(first.join().unwrap().changed, 2);
        let second = second.join().unwrap();
        assert_eq!((second.changed, second.removed), (1, 1), "it finds `b` and removes `a`");
    });
    assert_eq!(super::names(&output), [".rashomon.json", "b", "c"]);
}

#[test]
fn the_second_builds_the_site_as_it_is_when_the_first_has_ended() {
    let sites = Sites::new(0);
    let output = sites.path("public");
    let first = Staging::new(&output).unwrap().unwrap();
    let mut second = sites.command("old", &output).spawn().unwrap();
    std::thread::sleep(Duration::from_secs(2));
    let settings = sites.path("old/site.toml");
    let title = |text: String| text.replacen("title = \"", "title = \"Renamed \u{2013} ", 1);
    fs::write(&settings, title(fs::read_to_string(&settings).unwrap())).unwrap();
    drop(first);
    assert!(second.wait().unwrap().success());
    assert!(tree(&output) == sites.clean("old"));
}

#[test]
fn an_output_within_another_is_refused() {
    let sites = Sites::new(0);
    let output = sites.path("public");
    sites.build("old", &output);
    let before = tree(&output);
    for inner in ["sub", "events", "sub/deeper"] {
        let refused = sites.command("old", &output.join(inner)).output().unwrap();
        assert_eq!(refused.status.code(), Some(1));
        let told = told(&refused);
        assert!(told.contains("error[foreign-output]") && told.contains("where another build writes"), "{told}");
    }
    assert!(tree(&output) == before && !output.join("sub").exists());
    // Not so once that other one is gone.
    fs::remove_file(output.join(rashomon::output::manifest::NAME)).unwrap();
    sites.build("old", &output.join("sub"));
}
