//! The theme: the built-in templates, words and assets, each replaced by the site's own file of that
//! name.

use std::{collections::BTreeMap, io, sync::Arc};

use crate::{
    check::addresses::Claim,
    diagnostic::{Finding, SourceText},
    page::Page,
    render::{Renderer, assets::Assets},
    world::{World, read_text, theme},
};

use super::shared::Shared;

/// A theme that can render.
pub struct Theme {
    renderer: Renderer,
    assets: Arc<Assets>,
}

impl Theme {
    /// Renders a page.
    ///
    /// # Errors
    /// What its template failed of.
    pub fn render(&self, page: &Page) -> Result<Vec<u8>, Finding> {
        self.renderer.render(page)
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
    let (world, language) = (shared.world, &shared.language);
    let (files, found) = theme::files(world)?;
    findings.extend(found);
    let mut templates = Vec::new();
    let mut assets = BTreeMap::new();
    for path in files.keys().filter(|path| shared.searches() || *path != SEARCH_SCRIPT) {
        if let Some(name) = path.strip_prefix("static/") {
            assets.insert(name.to_owned(), theme::read(world, path)?);
        } else if path.strip_suffix(".html").is_some() {
            templates.extend(template(world, path, findings)?);
        }
    }
    let assets = Arc::new(Assets::new(assets));
    match Renderer::new(templates, Arc::clone(language), Arc::clone(&assets)) {
        Ok(renderer) => Ok(Some(Theme { renderer, assets })),
        Err(found) => {
            findings.extend(found);
            Ok(None)
        }
    }
}

/// The paths that the assets take.
pub fn claims(theme: &Theme) -> impl Iterator<Item = Claim> {
    theme.assets.files().map(|(name, _)| Claim { path: name.to_owned(), origin: format!("static/{name}") })
}

fn template(world: &dyn World, path: &str, findings: &mut Vec<Finding>) -> io::Result<Option<SourceText>> {
    if world.is_file(path) {
        let text = read_text(world, path);
        return Ok(text.map_err(|finding| findings.push(finding)).ok());
    }
    let bytes = theme::read(world, path)?;
    Ok(Some(SourceText::new(path, String::from_utf8_lossy(&bytes).into_owned())))
}
