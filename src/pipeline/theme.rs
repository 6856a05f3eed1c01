//! The theme: the built-in templates, words and assets, each replaced by the site's own file of that
//! name.

use std::{collections::BTreeMap, io, sync::Arc};

use crate::{
    check::addresses::Claim,
    diagnostic::{Finding, SourceText},
    output::Sink,
    page::{Page, address},
    render::{Renderer, assets::Assets},
    words::Language,
    world::{World, read_text, theme},
};

/// A theme that can render.
pub struct Theme {
    renderer: Renderer,
    assets: Arc<Assets>,
}

/// A theme and where its pages go.
#[derive(Clone, Copy)]
pub struct Press<'a> {
    pub theme: &'a Theme,
    pub sink: &'a dyn Sink,
}

impl Press<'_> {
    /// Renders a page and hands it over; a page that fails becomes a finding.
    pub fn print(&self, page: &Page, findings: &mut Vec<Finding>) -> io::Result<()> {
        match self.theme.renderer.render(page) {
            Ok(bytes) => self.sink.put(&address::file(&page.address), &bytes),
            Err(finding) => {
                findings.push(finding);
                Ok(())
            }
        }
    }
}

/// Loads the theme; `None` if a template cannot be compiled.
pub fn load(world: &dyn World, language: &Arc<Language>, findings: &mut Vec<Finding>) -> io::Result<Option<Theme>> {
    let (files, found) = theme::files(world)?;
    findings.extend(found);
    let mut templates = Vec::new();
    let mut assets = BTreeMap::new();
    for path in files.keys() {
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

/// Hands over the assets and says which paths they take.
pub fn assets(theme: &Theme, sink: Option<&dyn Sink>) -> io::Result<Vec<Claim>> {
    let mut claims = Vec::new();
    for (name, bytes) in theme.assets.files() {
        if let Some(sink) = sink {
            sink.put(name, bytes)?;
        }
        claims.push(Claim { path: name.to_owned(), origin: format!("static/{name}") });
    }
    Ok(claims)
}

fn template(world: &dyn World, path: &str, findings: &mut Vec<Finding>) -> io::Result<Option<SourceText>> {
    if world.is_file(path) {
        let text = read_text(world, path);
        return Ok(text.map_err(|finding| findings.push(finding)).ok());
    }
    let bytes = theme::read(world, path)?;
    Ok(Some(SourceText::new(path, String::from_utf8_lossy(&bytes).into_owned())))
}
