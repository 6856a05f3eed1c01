//! The fonts in which cards are set, and what they can say: which characters they have, and how wide a
//! text is in them.

use std::{collections::BTreeMap, sync::Arc};

use resvg::usvg::fontdb::{Database, Source, Weight};
use skrifa::{
    FontRef, MetadataProvider,
    instance::{LocationRef, Size},
};

use crate::digest::sha256;

/// The family of an outlet's words.
pub const SERIF: &str = "Newsreader";
/// The family of the editor's words.
pub const SANS: &str = "Public Sans";

/// A weight from which a font counts as bold (OpenType, `usWeightClass`).
const BOLD: u16 = 600;

/// Fonts, in the order of their files. Nothing of the system is among them, so that a card is the same
/// everywhere.
#[derive(Debug, Default)]
pub struct Fonts {
    database: Arc<Database>,
    faces: Vec<Face>,
    fingerprint: String,
}

/// A way to set text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    pub serif: bool,
    pub bold: bool,
    /// In pixels.
    pub size: f32,
}

struct Face {
    family: String,
    bold: bool,
    data: Arc<Vec<u8>>,
    index: u32,
}

impl Fonts {
    /// Takes TrueType and OpenType files by path; gives back the paths of those that are no fonts.
    pub fn new(files: BTreeMap<String, Vec<u8>>) -> (Fonts, Vec<String>) {
        let mut database = Database::new();
        database.set_serif_family(SERIF);
        database.set_sans_serif_family(SANS);
        let (mut faces, mut refused) = (Vec::new(), Vec::new());
        let mut fingerprint = String::new();
        for (path, bytes) in files {
            fingerprint += &sha256(&bytes);
            let data = Arc::new(bytes);
            let loaded = database.load_font_source(Source::Binary(Arc::<Vec<u8>>::clone(&data) as _));
            let infos = loaded.iter().filter_map(|id| database.face(*id));
            let before = faces.len();
            faces.extend(infos.filter(|info| FontRef::from_index(&data, info.index).is_ok()).map(|info| Face {
                family: info.families.first().map(|(name, _)| name.clone()).unwrap_or_default(),
                bold: info.weight >= Weight(BOLD),
                data: Arc::clone(&data),
                index: info.index,
            }));
            if faces.len() == before {
                refused.push(path);
            }
        }
        (Fonts { database: Arc::new(database), faces, fingerprint }, refused)
    }

    /// What draws with them.
    pub fn database(&self) -> Arc<Database> {
        Arc::clone(&self.database)
    }

    /// Tells these fonts from any others.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// Whether every character of a text can be drawn.
    pub fn can_draw(&self, text: &str) -> bool {
        text.chars().all(|c| self.has(c))
    }

    /// A text without the characters that no font has, which would be drawn as boxes.
    pub fn drawable(&self, text: &str) -> String {
        text.chars().filter(|c| self.has(*c)).collect()
    }

    /// The width of a text on one line, in pixels. Kerning and joined letters are left out of account.
    pub fn width(&self, text: &str, style: Style) -> f32 {
        let family = if style.serif { SERIF } else { SANS };
        let own = |face: &&Face| face.family == family && face.bold == style.bold;
        let first = self.faces.iter().find(own);
        let fonts: Vec<FontRef<'_>> = first.into_iter().chain(&self.faces).filter_map(Face::font).collect();
        text.chars().map(|c| advance(&fonts, c, style.size)).sum()
    }

    fn has(&self, c: char) -> bool {
        c.is_whitespace() || self.faces.iter().filter_map(Face::font).any(|font| has(&font, c))
    }
}

impl Face {
    fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(&self.data, self.index).ok()
    }
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.family, if self.bold { "bold" } else { "regular" })
    }
}

fn has(font: &FontRef<'_>, c: char) -> bool {
    font.charmap().map(c).is_some_and(|glyph| glyph.to_u32() != 0)
}

/// The width of a character in the first font that has it. Spaces that fonts lack are set as plain ones.
fn advance(fonts: &[FontRef<'_>], c: char, size: f32) -> f32 {
    let of = |c: char| {
        let font = fonts.iter().find(|font| has(font, c))?;
        let glyph = font.charmap().map(c)?;
        font.glyph_metrics(Size::new(size), LocationRef::default()).advance_width(glyph)
    };
    of(c).or_else(|| of(' ')).unwrap_or(size)
}
