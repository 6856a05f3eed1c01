//! SVG → PNG, by a renderer that is part of the program: the same bytes on every system.

use resvg::{
    tiny_skia::{Color, Pixmap, Transform},
    usvg::{ImageHrefResolver, Options, Tree},
};

use super::fonts::{Fonts, SANS};

/// What draws, as its version is locked: another one may draw other bytes.
pub const RENDERER: &str = "resvg 0.49.0";

/// Where a drawing stands in its picture.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Of the picture, in pixels.
    pub width: u32,
    pub height: u32,
    /// Share of the picture that stays free on each side.
    pub margin: f32,
    /// The ground's red, green and blue; none is transparent.
    pub ground: Option<[u8; 3]>,
}

/// Draws an SVG as large as the frame lets it be, and gives the bytes of a PNG. Files that it names are
/// not opened.
///
/// # Errors
/// Why it cannot be drawn.
pub fn png(svg: &str, fonts: &Fonts, frame: Frame) -> Result<Vec<u8>, String> {
    let options = Options {
        font_family: SANS.to_owned(),
        fontdb: fonts.database(),
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).map_err(|error| error.to_string())?;
    let mut picture = Pixmap::new(frame.width, frame.height).ok_or("the picture has no size")?;
    if let Some([red, green, blue]) = frame.ground {
        picture.fill(Color::from_rgba8(red, green, blue, u8::MAX));
    }
    resvg::render(&tree, placed(&tree, frame), &mut picture.as_mut());
    picture.encode_png().map_err(|error| error.to_string())
}

/// Scales the drawing to the frame and puts it in the middle.
#[allow(clippy::cast_precision_loss, reason = "pictures are small")]
fn placed(tree: &Tree, frame: Frame) -> Transform {
    let (width, height) = (frame.width as f32, frame.height as f32);
    let room = 1.0 - 2.0 * frame.margin;
    let scale = (width * room / tree.size().width()).min(height * room / tree.size().height());
    let free = |whole: f32, part: f32| (whole - part * scale) / 2.0;
    let (x, y) = (free(width, tree.size().width()), free(height, tree.size().height()));
    Transform::from_row(scale, 0.0, 0.0, scale, x, y)
}
