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
fn a_secret_in_the_settings_is_named_and_not_shown() {
    let site = Site::new("[publish.main]\nkind = \"s3\"\nbucket = \"b\"\nsecret_access_key = \"hunter2hunter2\"\n");
    let said = site.publish(&[]).fails(1, &["unknown-key", "environment"]);
    assert!(!said.err.contains("hunter2"), "{said:#?}");
}
