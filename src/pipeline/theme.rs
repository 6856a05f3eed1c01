//! The theme: the built-in templates, words and assets, each replaced by the site's own file of that
//! name.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    sync::Arc,
};

use crate::{
    check::addresses::Claim,
    diagnostic::{Code, Finding, Place, SourceText},
    export::{host, web_manifest},
    page::{Asked, Page, card::Card},
    render::{
        Drawing, Renderer,
        assets::Assets,
        fonts::Fonts,
        icons::{self, ICONS},
    },
    world::{
        World, read_text,
        theme::{self, Origin},
    },
};

use super::shared::Shared;

/// A theme that can render.
pub struct Theme {
    renderer: Renderer,
    assets: Arc<Assets>,
    fonts: Arc<Fonts>,
}

impl Theme {
    /// Renders a page.
    ///
    /// # Errors
    /// What its template failed of.
    pub fn render(&self, page: &Page) -> Result<Vec<u8>, Finding> {
        self.renderer.render(page)
    }

    /// What the template of a kind of page asks for.
    pub fn asked(&self, kind: &str) -> Asked<'_> {
        self.renderer.asked(kind)
    }

    /// Whether the fonts of cards have all characters of a text.
    pub fn can_draw(&self, text: &str) -> bool {
        self.fonts.can_draw(text)
    }

    /// Fills the template of a card.
    ///
    /// # Errors
    /// What its template failed of.
    pub fn fill(&self, card: &Card) -> Result<Drawing, Finding> {
        self.renderer.card(card)
    }

    /// Draws a card: a PNG.
    ///
    /// # Errors
    /// What its template failed of.
    pub fn draw(&self, card: &Card, drawing: &Drawing) -> Result<Vec<u8>, Finding> {
        self.renderer.draw(card, drawing)
    }

    /// The assets, by the names that they have in the output.
    pub fn assets(&self) -> &Arc<Assets> {
        &self.assets
    }
}

/// The script of the search page, of no use without one.
const SEARCH_SCRIPT: &str = "static/scripts/search.js";

/// Loads the theme; `None` if a template cannot be compiled. Without a search page its script is left out.
pub fn load(shared: &Shared<'_>, findings: &mut Vec<Finding>) -> io::Result<Option<Theme>> {
    let (world, settings, language) = (shared.world, &shared.settings, &shared.language);
    let (files, found) = theme::files(world)?;
    findings.extend(found);
    let mut templates = Vec::new();
    let (mut assets, mut fonts) = (BTreeMap::new(), BTreeMap::new());
    for path in files.keys().filter(|path| shared.searches() || *path != SEARCH_SCRIPT) {
        let ending = path.rsplit_once('.').map(|(_, ending)| ending);
        if let Some(name) = path.strip_prefix("static/") {
            assets.insert(name.to_owned(), theme::read(world, path)?);
        } else if matches!(ending, Some("html" | "svg")) {
            templates.extend(template(world, path, findings)?);
        } else if matches!(ending, Some("ttf" | "otf")) {
            fonts.insert(path.clone(), theme::read(world, path)?);
        }
    }
    let (fonts, refused) = Fonts::new(fonts);
    findings.extend(refused.into_iter().map(|path| useless(&path, "is no font of OpenType", "remove it")));
    let fonts = Arc::new(fonts);
    draw_icons(&files, &mut assets, findings);
    let own: BTreeSet<String> = assets.keys().cloned().collect();
    let mut assets = Assets::new(assets);
    if !own.contains(web_manifest::NAME) {
        let icons = ICONS.iter().filter_map(|icon| Some((*icon, assets.name_of(icon.name)?)));
        let bytes = web_manifest::web_manifest(settings, language, icons);
        assets.add_as_is(web_manifest::NAME, bytes);
    }
    if !own.contains(host::HEADERS) {
        let bytes = host::headers(settings, shared.searches(), assets.hashed());
        assets.add_as_is(host::HEADERS, bytes);
    }
    assets.add_as_is(host::NO_JEKYLL, Vec::new());
    let assets = Arc::new(assets);
    match Renderer::new(templates, Arc::clone(language), Arc::clone(&assets), Arc::clone(&fonts)) {
        Ok(renderer) => Ok(Some(Theme { renderer, assets, fonts })),
        Err(found) => {
            findings.extend(found);
            Ok(None)
        }
    }
}

/// Draws the icons of a site that has a drawing of its own, but for those that it brings ready. The
/// built-in ones are ready.
fn draw_icons(files: &BTreeMap<String, Origin>, assets: &mut BTreeMap<String, Vec<u8>>, findings: &mut Vec<Finding>) {
    let is_own = |name: &str| files.get(&format!("static/{name}")) == Some(&Origin::Site);
    let Some(drawing) = assets.get(icons::DRAWING).filter(|_| is_own(icons::DRAWING)).cloned() else { return };
    for icon in ICONS.iter().filter(|icon| !is_own(icon.name)) {
        match icons::draw(*icon, &drawing) {
            Ok(bytes) => drop(assets.insert(icon.name.to_owned(), bytes)),
            Err(why) => {
                let path = format!("static/{}", icons::DRAWING);
                findings.push(useless(&path, &format!("cannot be drawn: {why}"), "write an SVG without scripts"));
                return;
            }
        }
    }
}

fn useless(path: &str, why: &str, hint: &str) -> Finding {
    let finding = Finding::warning(Code::UnreadableFile, format!("`{path}` {why}"));
    finding.at(Place::File(path.into())).hint(hint)
}

/// The assets, with the paths that they take.
pub fn claims(theme: &Theme) -> impl Iterator<Item = (Claim, &[u8])> {
    let claim = |name: &str| Claim { path: name.to_owned(), origin: format!("static/{name}").into() };
    theme.assets.files().map(move |(name, bytes)| (claim(name), bytes))
}

fn template(world: &dyn World, path: &str, findings: &mut Vec<Finding>) -> io::Result<Option<SourceText>> {
    if world.is_file(path) {
        let text = read_text(world, path);
        return Ok(text.map_err(|finding| findings.push(finding)).ok());
    }
    let bytes = theme::read(world, path)?;
    Ok(Some(SourceText::new(path, String::from_utf8_lossy(&bytes).into_owned())))
}
