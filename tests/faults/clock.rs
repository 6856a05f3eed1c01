//! A clock that is wrong, or set back.

use std::{
    fs::File,
    path::Path,
    time::{Duration, SystemTime},
};

use super::{Sites, tree};

const DECADES: Duration = Duration::from_secs(2_000_000_000);

fn set_time(path: &Path, time: SystemTime) {
    File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

/// Pages tell no time but the editor's: neither the clock nor the times of files decide what is written.
#[test]
fn a_clock_set_back_changes_nothing() {
    let sites = Sites::new(3);
    let output = sites.path("public");
    let (old, new) = (sites.clean("old"), sites.clean("new"));
    sites.build("old", &output);
    // Built in the far future, says the disk: everything in the site is older.
    for path in old.keys() {
        set_time(&output.join(path), SystemTime::now() + DECADES);
    }
    assert!(sites.build("old", &output).contains(" 0 changed"), "nothing is written anew");
    sites.build("new", &output);
    assert!(tree(&output) == new, "what changed is written, although the old file is the newer one");
    // And the other way round: files from before the epoch of most systems.
    for path in new.keys() {
        set_time(&output.join(path), SystemTime::UNIX_EPOCH);
    }
    sites.build("old", &output);
    assert!(tree(&output) == old);
}

#[test]
fn a_date_from_outside_changes_no_page() {
    let sites = Sites::new(0);
    let output = sites.path("public");
    for epoch in ["4102444800", "0", "not a number"] {
        let done = sites.command("old", &output).env("SOURCE_DATE_EPOCH", epoch).output().unwrap();
        assert!(done.status.success());
    }
    assert!(tree(&output) == sites.clean("old"));
}
