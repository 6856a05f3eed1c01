//! The editor's desk.

use super::place::Place;
use crate::support::{SETTINGS, site};

use std::sync::Arc;

use super::hostile::{Running, get};

#[test]
fn the_desk_lists_what_is_open_and_leads_to_it() {
    let settings = "\n[preview]\neditor = \"vscode://file/{path}:{line}\"\n";
    let place = Place::new(&site().append(SETTINGS, settings));
    place.preview.settle();
    let server = Running::new(Arc::clone(&place.preview));
    let desk = get(server.port, "/_preview/");
    assert!(desk.contains("not-coded") && desk.contains("content/events/flood/"), "{desk}");
    let root = place.root().display().to_string();
    assert!(desk.contains(&format!("vscode://file{root}/content/events/flood/")), "{desk}");
    let event = get(server.port, "/_preview/events/flood/");
    assert!(event.contains("<td class=\"hole\">"), "{event}");
    assert!(event.contains("How many houses were flooded?"), "{event}");
    for odd in ["/_preview/events/../", "/_preview/events/none/", "/_preview/x"] {
        assert!(!get(server.port, odd).starts_with("HTTP/1.1 200"), "{odd}");
    }
}

#[test]
fn the_desk_tells_whose_files_take_each_others_place() {
    let place = Place::new(&site().file("static/card.png/note.txt", "A folder where the site's card stands."));
    place.preview.settle();
    let server = Running::new(Arc::clone(&place.preview));
    let desk = get(server.port, "/_preview/");
    assert!(desk.contains("duplicate-address") && desk.contains("templates/card.svg"), "{desk}");
}
