//! What every target has in common: which one is meant, and what is refused.

use super::site::Site;

#[test]
fn a_target_must_be_there_and_be_meant() {
    let site = Site::new("");
    site.publish(&[]).fails(2, &["unknown-target", "names no target", "[publish.main]"]);
    let two =
        "[publish.main]\nkind = \"directory\"\npath = \"a\"\n[publish.staging]\nkind = \"directory\"\npath = \"b\"\n";
    site.settings(two);
    site.publish(&[]).fails(2, &["unknown-target", "main, staging"]);
    site.publish(&["stagin"]).fails(2, &["unknown-target", "did you mean `staging`?"]);
    assert!(!site.path("public").exists());
}

#[test]
fn what_is_not_for_readers_is_refused() {
    let site = Site::new("[publish.main]\nkind = \"directory\"\npath = \"www\"\n");
    site.publish(&["-u", "http://localhost:1111/"]).fails(1, &["publish-refused", "http://localhost:1111/", "--force"]);
    site.file(
        "content/events/flood/index.md",
        "+++\ntitle = \"T\"\ndate = 2024-03-02\nsummary = \"S\"\ndraft = true\n+++\n",
    );
    site.publish(&[]).fails(1, &["publish-refused", "no event"]);
    site.event("flood", "[nowhere](nowhere.md)");
    site.file("content/about.md", "+++\ntitle = \"About\"\n+++\n\n[x](nowhere.md)\n");
    site.publish(&["--force"]).fails(1, &["broken-link"]);
    assert!(!site.path("public").exists() && !site.path("www").exists());
}

#[test]
fn a_lock_that_the_captures_contradict_is_refused() {
    let site = Site::new("[publish.main]\nkind = \"directory\"\npath = \"www\"\n");
    site.file("content/outlets/courier.md", "+++\nname = \"Courier (invented)\"\n+++\n");
    site.event("flood", "S");
    let facts = "\n## Water\n\n### How many houses? {#houses .fact unit=houses}\n";
    let event = std::fs::read_to_string(site.path("content/events/flood/index.md")).unwrap();
    site.file("content/events/flood/index.md", &(event + facts));
    let digest = "+++\noutlet = \"courier\"\n+++\n\nIt counts [forty houses](fact:houses?value=40).\n";
    site.file("content/events/flood/courier.md", digest);
    let article =
        "On Friday forty houses stood under water, and the river rose on for days until the rain ended at last.\n";
    site.file("captures/flood/courier.txt", article);
    assert!(site.program().arg("verify").output().unwrap().status.success());
    site.publish(&[]).fine();
    site.file("captures/flood/courier.txt", &format!("A new first line.\n{article}"));
    site.event("fire", "Something new.");
    site.publish(&[]).fails(1, &["stale-lock", "publish-refused", "rashomon verify"]);
    assert!(!site.path("public/events/fire").exists());
    site.publish(&["--force"]).fine();
}

#[test]
fn a_secret_in_the_settings_is_named_and_not_shown() {
    let site = Site::new("[publish.main]\nkind = \"s3\"\nbucket = \"b\"\nsecret_access_key = \"hunter2hunter2\"\n");
    let said = site.publish(&[]).fails(1, &["unknown-key", "environment"]);
    assert!(!said.err.contains("hunter2"), "{said:#?}");
}
