//! The manifest of the site as an application (W3C, Web Application Manifest): its name, and its icons.

use serde_json::json;

use crate::{
    config::Settings,
    render::icons::{Icon, PAPER},
    words::Language,
};

/// Its name in the output.
pub const NAME: &str = "manifest.webmanifest";

/// The bytes of the manifest. Icons come with their names in the output, beside which the manifest stands.
pub fn web_manifest<'i>(
    settings: &Settings,
    language: &Language,
    icons: impl Iterator<Item = (Icon, &'i str)>,
) -> Vec<u8> {
    let icons = icons.map(|(icon, name)| {
        json!({
            "src": name,
            "sizes": format!("{0}x{0}", icon.size),
            "type": "image/png",
            "purpose": if icon.maskable { "maskable" } else { "any" },
        })
    });
    let paper = PAPER.iter().fold("#".to_owned(), |text, byte| text + &format!("{byte:02x}"));
    let manifest = json!({
        "name": settings.title,
        "description": settings.description.as_deref().unwrap_or(&settings.title),
        "lang": settings.language,
        "dir": language.direction(),
        "start_url": if settings.index_in_links { "index.html" } else { "./" },
        "display": "minimal-ui",
        "background_color": paper,
        "theme_color": paper,
        "icons": icons.collect::<Vec<_>>(),
    });
    format!("{manifest:#}\n").into_bytes()
}
