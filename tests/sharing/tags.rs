//! The tags in the head of pages, the icons, and the manifest.

use serde_json::Value as Json;

use super::size;
use crate::support::{Built, locked, site};

/// The content of a `<meta>`, by its name or property.
fn meta<'p>(page: &'p str, name: &str) -> Option<&'p str> {
    let tag = page.split("<meta ").find(|tag| tag.contains(&format!("\"{name}\"")))?;
    tag.split("content=\"").nth(1)?.split('"').next()
}

#[test]
fn every_page_that_is_shared_has_a_picture() {
    let built = locked().build();
    let without: Vec<&str> =
        built.pages().filter(|(_, page)| meta(page, "og:image").is_none()).map(|(path, _)| path).collect();
    assert_eq!(without, ["404.html", "search/index.html"]);
    for (path, page) in built.pages().filter(|(path, _)| !without.contains(path)) {
        let own = if path.starts_with("events/flood/") { "events/flood/" } else { "" };
        assert_eq!(meta(page, "og:image"), Some(format!("https://example.org/{own}card.png").as_str()), "{path}");
        assert_eq!((meta(page, "og:image:width"), meta(page, "og:image:height")), (Some("1200"), Some("630")));
        assert!(meta(page, "og:image:alt").is_some_and(|alt| !alt.is_empty()));
        assert_eq!(meta(page, "twitter:card"), Some("summary_large_image"));
        for name in ["og:title", "og:type", "og:url", "og:site_name", "og:locale"] {
            assert!(meta(page, name).is_some_and(|content| !content.is_empty()), "{path} has no {name}");
        }
    }
    assert_eq!(meta(built.page("404.html"), "twitter:card"), Some("summary"));
}

fn manifest(built: &Built) -> Json {
    serde_json::from_str(built.page("manifest.webmanifest")).unwrap()
}

#[test]
fn the_manifest_names_icons_of_their_sizes() {
    let built = site().build();
    let manifest = manifest(&built);
    assert_eq!((&manifest["name"], &manifest["start_url"]), (&"Exämple".into(), &"./".into()));
    let icons = manifest["icons"].as_array().unwrap();
    assert_eq!(icons.len(), 4);
    for icon in icons {
        let (width, height) = size(&built.files[icon["src"].as_str().unwrap()]);
        assert_eq!(icon["sizes"], format!("{width}x{height}"));
    }
    assert_eq!(icons.iter().filter(|icon| icon["purpose"] == "maskable").count(), 1);
    let page = built.page("about/index.html");
    let touch = page.split("rel=\"apple-touch-icon\" href=\"../").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(size(&built.files[touch]), (180, 180));
    assert!(page.contains("<link rel=\"manifest\" href=\"../manifest.webmanifest\">"));
}

#[test]
fn a_theme_may_bring_its_own() {
    let dot =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><path fill=\"red\" d=\"M0 0h1v1H0z\"/></svg>";
    let own = site().file("static/icon.svg", dot).file("static/icon-512.png", "mine").build();
    let icons = manifest(&own)["icons"].clone();
    let file = |place: usize| &own.files[icons[place]["src"].as_str().unwrap()];
    assert_eq!(file(2).as_slice(), b"mine");
    let red = resvg::tiny_skia::Pixmap::decode_png(file(1)).unwrap().pixel(96, 96).unwrap();
    assert_eq!((red.red(), red.green(), red.blue(), red.alpha()), (255, 0, 0, 255));
    assert_eq!(site().file("static/manifest.webmanifest", "{}").build().page("manifest.webmanifest"), "{}");
    let broken = site().file("static/icon.svg", "<svg").try_build();
    let told: Vec<String> = broken.outcome.findings.iter().map(crate::support::short).collect();
    assert_eq!(told, ["unreadable-file static/icon.svg"]);
}
