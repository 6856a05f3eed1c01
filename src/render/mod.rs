//! Pages → bytes: the theme's templates, what they may call, and its assets; and pictures of pixels from
//! drawings.
//!
//! Rendering takes a page and gives bytes; it writes nothing. A template sees its page's context and
//! the words of the theme, nothing else, so a page's bytes depend on theme and context alone.

pub mod assets;
mod draw;
mod fields;
pub mod fonts;
mod functions;
pub mod icons;
mod lines;
mod mistakes;
mod modules;
mod names;
mod settle;

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, OnceLock},
};

use serde::Serialize;
use tera::{Tera, TeraResult};

use crate::{
    diagnostic::{Code, Finding, Place, SourceText},
    digest::sha256,
    page::{
        Asked, Names, Page,
        card::{self, Card},
    },
    words::Language,
    world::theme,
};
use assets::Assets;
use draw::Frame;
pub use draw::RENDERER;
use fonts::Fonts;
use mistakes::one_line;

/// The theme, ready to render.
pub struct Renderer {
    /// The templates, [settled](settle) where they can be.
    tera: Tera,
    /// The templates as they are written, once somebody asked for them.
    as_written: OnceLock<Tera>,
    /// The templates' texts, to point into when one fails.
    texts: BTreeMap<String, SourceText>,
    /// The names that each template can ask for.
    named: HashMap<String, Names>,
    language: Arc<Language>,
    assets: Arc<Assets>,
    fonts: Arc<Fonts>,
}

/// A card before it is drawn.
#[derive(Debug)]
pub struct Drawing {
    svg: String,
    /// Tells it from any card that looks otherwise: of the drawing, the fonts and what draws.
    pub key: String,
}

impl Renderer {
    /// Compiles the templates; their paths begin with `templates/`.
    ///
    /// # Errors
    /// Findings that name the templates and their lines.
    pub fn new(
        templates: Vec<SourceText>,
        language: Arc<Language>,
        assets: Arc<Assets>,
        fonts: Arc<Fonts>,
    ) -> Result<Renderer, Vec<Finding>> {
        let texts = templates.into_iter().map(|text| (name_of(text.path()), text)).collect();
        let mut renderer = Renderer {
            tera: Tera::default(),
            as_written: OnceLock::new(),
            named: names::named(&texts),
            texts,
            language,
            assets,
            fonts,
        };
        renderer.tera =
            renderer.checked().map_err(|error| mistakes::findings(Code::TemplateSyntax, &error, &renderer.texts))?;
        Ok(renderer)
    }

    /// The templates, settled if that can be, and without mistakes: a settled one lacks what no page draws, and with it
    /// what is wrong there. Those of the built-in theme have none.
    fn checked(&self) -> TeraResult<Tera> {
        let as_written = || if self.texts.values().any(is_own) { self.as_written().map(drop) } else { Ok(()) };
        let settled = || self.compiled(settle::settled(&self.texts, &self.language));
        let (as_written, settled) = rayon::join(as_written, settled);
        as_written?;
        settled.or_else(|_| self.as_written().cloned())
    }

    fn as_written(&self) -> TeraResult<&Tera> {
        if let Some(compiled) = self.as_written.get() {
            return Ok(compiled);
        }
        let compiled = self.compiled(self.texts.iter().map(|(name, text)| (name.as_str(), text.text())))?;
        Ok(self.as_written.get_or_init(|| compiled))
    }

    fn compiled<N: AsRef<str>, T: AsRef<str>>(&self, templates: impl IntoIterator<Item = (N, T)>) -> TeraResult<Tera> {
        let mut tera = Tera::default();
        tera.autoescape_on([".html", ".svg"]);
        let (language, assets, fonts) = (&self.language, &self.assets, &self.fonts);
        functions::register(&mut tera, Arc::clone(language), Arc::clone(assets), Arc::clone(fonts));
        tera.add_raw_templates(templates)?;
        Ok(tera)
    }

    /// What the template of a kind of page asks for.
    pub fn asked(&self, kind: &str) -> Asked<'_> {
        self.named.get(&template_of(kind)).map_or_else(Asked::default, Asked::new)
    }

    /// Renders a page with the template of its kind.
    ///
    /// # Errors
    /// A finding that names the template, its line, and the page.
    pub fn render(&self, page: &Page) -> Result<Vec<u8>, Finding> {
        let template = template_of(page.shell.page.kind);
        self.fill(&template, &page.address, &page.shell, &page.content)
    }

    /// Fills the template of a card. Characters that no font has are left out, lest boxes be drawn.
    ///
    /// # Errors
    /// A finding that names the template, its line, and the card.
    pub fn card(&self, card: &Card) -> Result<Drawing, Finding> {
        let bytes = self.fill(CARD, &card.address, &card.view, &BTreeMap::<&str, &str>::new())?;
        let svg = self.fonts.drawable(&String::from_utf8_lossy(&bytes));
        let key = sha256([RENDERER, self.fonts.fingerprint(), &svg].join("\n").as_bytes());
        Ok(Drawing { svg, key })
    }

    /// Draws a card: a PNG.
    ///
    /// # Errors
    /// A finding that the template makes no drawing.
    pub fn draw(&self, card: &Card, drawing: &Drawing) -> Result<Vec<u8>, Finding> {
        let frame = Frame { width: card::WIDTH, height: card::HEIGHT, margin: 0.0, ground: Some(icons::PAPER) };
        draw::png(&drawing.svg, &self.fonts, frame).map_err(|error| {
            let place = Place::File(format!("templates/{CARD}").into());
            let mut finding =
                Finding::error(Code::TemplateError, format!("makes no drawing: {}", one_line(&error))).at(place);
            finding.page = Some(card.address.clone());
            finding.hint("the template must be an SVG of 1200 by 630 pixels")
        })
    }

    fn fill(
        &self,
        template: &str,
        address: &str,
        frame: &impl Serialize,
        content: &impl Serialize,
    ) -> Result<Vec<u8>, Finding> {
        let mut bytes = Vec::new();
        let mut attempt = |tera: &Tera, names: &Names| {
            let given = fields::context(names, frame, content)?;
            bytes.clear();
            tera.render_to(template, &given, &mut bytes)
        };
        let rendered = attempt(&self.tera, self.named.get(template).unwrap_or(&None));
        // Who misspells a name is told all that there are, and where it stands.
        let rendered = rendered.or_else(|_| attempt(self.as_written()?, &None));
        match rendered {
            Ok(()) => Ok(bytes),
            Err(error) => {
                let mut finding = mistakes::finding(Code::TemplateError, &error, &self.texts);
                finding.page = Some(address.to_owned());
                Err(finding)
            }
        }
    }
}

/// The template of cards.
const CARD: &str = "card.svg";

fn template_of(kind: &str) -> String {
    format!("{kind}.html")
}

fn name_of(path: &str) -> String {
    path.strip_prefix("templates/").unwrap_or(path).to_owned()
}

/// Whether a template is one of the site's own.
fn is_own(text: &SourceText) -> bool {
    theme::builtin(text.path()).is_none_or(|builtin| *builtin != *text.text().as_bytes())
}
