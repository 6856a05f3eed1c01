//! What there is once a site: sitemap, robots.txt, JSON-LD of its pages, and whose file is whose.

use std::collections::BTreeMap;

use rashomon::{
    config,
    diagnostic::Code,
    export::sitemap::{self, Listed},
    page::{Site, address::Addresses},
    pipeline::{self, Options},
    words::Words,
};

use super::{build, file, flood, json_ld, site, try_build};

#[test]
fn the_sitemap_lists_what_may_be_found() {
    let world = flood()
        .file("content/about.md", "+++\ntitle = \"About\"\nupdated = 2024-05-01\naliases = [\"/old\"]\n+++\n")
        .file("content/open.md", "+++\ntitle = \"Open\"\n+++\n");
    let files = build(&world);
    assert!(files.contains_key("404.html") && files.contains_key("old/index.html"));
    insta::assert_snapshot!("sitemap", file(&files, "sitemap.xml"));
    assert_eq!(file(&files, "robots.txt"), "User-agent: *\nAllow: /\n\nSitemap: https://example.org/sitemap.xml\n");
}

#[test]
fn a_large_sitemap_is_an_index() {
    let (settings, _) = config::load(&site());
    let (outlets, addresses, language) = (BTreeMap::new(), Addresses::default(), Words::default().language("en"));
    let site =
        Site { settings: &settings, outlets: &outlets, addresses: &addresses, language: &language, nav: Vec::new() };
    let pages = |count: usize| -> Vec<Listed> {
        (0..count).map(|page| Listed { address: format!("/{page}/"), modified: None }).collect()
    };
    assert_eq!(sitemap::addresses(50_000), ["/sitemap.xml"]);
    assert_eq!(sitemap::addresses(50_001), ["/sitemap.xml", "/sitemap-1.xml", "/sitemap-2.xml"]);
    assert_eq!(sitemap::addresses(100_001).len(), 4);
    let many = pages(100_001);
    let count =
        |index: usize, what: &str| String::from_utf8(sitemap::file(&site, &many, index)).unwrap().matches(what).count();
    assert_eq!(count(0, "<sitemap>"), 3);
    assert_eq!([count(1, "<loc>"), count(2, "<loc>"), count(3, "<loc>")], [50_000, 50_000, 1]);
    insta::assert_snapshot!("sitemap_index", String::from_utf8(sitemap::file(&site, &many, 0)).unwrap());
}

#[test]
fn a_site_may_bring_its_own_robots() {
    let files = build(&site().file("static/robots.txt", "User-agent: *\nDisallow: /\n"));
    assert_eq!(file(&files, "robots.txt"), "User-agent: *\nDisallow: /\n");
}

#[test]
fn no_two_files_have_one_path() {
    for path in ["atom.xml", "outlets/post/feed.json", "events/flood/citation.bib", "topics/floods/atom.xml"] {
        let world = flood().file(&format!("static/{path}"), "mine");
        let outcome = pipeline::check(&world, &Options::default()).unwrap();
        let codes: Vec<Code> = outcome.findings.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, [Code::UnverifiedExcerpts, Code::DuplicateAddress], "{path}");
    }
    let (files, built) = try_build(&flood(), &Options::default());
    let checked = pipeline::check(&flood(), &Options::default()).unwrap();
    assert_eq!((built.files, files.len()), (checked.files, checked.files), "a check claims what a build writes");
}

#[test]
fn pages_say_what_they_are() {
    let files = build(&flood().file("content/about.md", "+++\ntitle = \"About\"\n+++\n"));
    assert_eq!(json_ld(&files, "index.html")["@type"], "WebSite");
    let outlet = json_ld(&files, "outlets/haber/index.html");
    assert_eq!(outlet["mainEntity"]["@type"], "NewsMediaOrganization");
    assert_eq!(outlet["mainEntity"]["url"], "https://haber.example/");
    let names: Vec<_> =
        outlet["breadcrumb"]["itemListElement"].as_array().unwrap().iter().map(|step| step["name"].clone()).collect();
    assert_eq!(names, ["Example", "Outlets", "Haber"]);
    assert_eq!(json_ld(&files, "about/index.html")["@type"], "WebPage");
    assert!(!file(&files, "404.html").contains("ld+json"));
}

#[test]
fn pages_have_what_previews_of_links_show() {
    let files = build(&flood());
    let page = file(&files, "events/flood/index.html");
    for (property, content) in [
        ("og:title", "The flood"),
        ("og:description", "The river rose, and the lower town was cleared."),
        ("og:type", "article"),
        ("og:url", "https://example.org/events/flood/"),
        ("og:site_name", "Example"),
        ("og:locale", "en"),
    ] {
        let wanted = format!("<meta property=\"{property}\" content=\"{content}\">");
        assert!(page.contains(&wanted), "{wanted}");
    }
}
