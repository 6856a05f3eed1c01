//! `rashomon init` on a disk: all or nothing, and never over anything.

use std::{fs, path::Path};

use super::{rashomon, told};

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn makes_a_site_that_checks_and_builds() {
    let folder = tempfile::tempdir().unwrap();
    let (status, said, findings) = told(&rashomon(folder.path(), &["init", "a/b"]));
    assert_eq!((status, findings.as_str()), (0, ""));
    assert_eq!(
        said,
        "Made a site in a/b, 12 files. All in it is invented. Next:\n  cd a/b\n  rashomon check\n  rashomon build\n"
    );
    let site = folder.path().join("a/b");
    assert_eq!(names(&site), [".gitignore", "content", "site.toml"]);
    let ignored = fs::read_to_string(site.join(".gitignore")).unwrap();
    assert!(["captures/", "public/", ".rashomon/"].iter().all(|folder| ignored.contains(folder)), "{ignored}");

    let (status, said, findings) = told(&rashomon(&site, &["check", "--strict"]));
    let fine = "No findings in 1 event, 3 reports; nothing is open\n";
    assert_eq!((status, said.as_str(), findings.as_str()), (0, fine, ""));
    let (status, said, findings) = told(&rashomon(&site, &["build"]));
    assert_eq!((status, findings.as_str()), (0, ""));
    assert!(said.ends_with("Open public/index.html in a browser\n"), "{said}");
    assert!(site.join("public/events/trams/index.html").is_file());
}

#[test]
fn takes_an_empty_folder_or_a_fresh_repository() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    let (status, said, _) = told(&rashomon(folder.path(), &["init"]));
    assert_eq!(status, 0);
    assert!(said.starts_with("Made a site here, 12 files.") && !said.contains("cd "), "{said}");
    assert_eq!(names(folder.path()), [".git", ".gitignore", "content", "site.toml"]);
    let (status, _, findings) = told(&rashomon(folder.path(), &["init"]));
    assert_eq!(status, 1);
    assert!(findings.contains("error[file-exists]: `.` is not empty: it has .gitignore, content, site.toml\n"));

    let other = tempfile::tempdir().unwrap();
    let root = other.path().to_str().unwrap();
    let (status, said, _) = told(&rashomon(folder.path(), &["init", "--root", root, "-q"]));
    assert_eq!((status, said.as_str()), (0, ""));
    assert!(other.path().join("site.toml").is_file());
}

#[test]
fn leaves_a_folder_that_is_not_empty_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["1", "2", "3", "4", "5", "6", "7"] {
        fs::write(folder.path().join(name), name).unwrap();
    }
    let (status, said, findings) = told(&rashomon(folder.path(), &["init", "."]));
    assert_eq!((status, said.as_str()), (1, ""));
    assert!(findings.contains("it has 1, 2, 3, 4, 5 and 2 more\n"), "{findings}");
    assert_eq!(names(folder.path()), ["1", "2", "3", "4", "5", "6", "7"]);
    let (status, _, findings) = told(&rashomon(folder.path(), &["init", "1"]));
    assert_eq!(status, 1);
    assert!(findings.starts_with("error[unreadable-file]: cannot make a site in `1`"), "{findings}");
}

#[cfg(target_os = "linux")]
#[test]
fn leaves_nothing_where_the_disk_fails() {
    // Nobody, not even root, can make a folder there.
    let (status, said, findings) = told(&rashomon(Path::new("/"), &["init", "/proc/rashomon-site"]));
    assert_eq!((status, said.as_str()), (1, ""));
    assert!(findings.starts_with("error[disk-failure]: cannot make a site in `/proc/rashomon-site`"), "{findings}");
}
