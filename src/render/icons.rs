//! The site's icon in the sizes and forms that telephones and desktops ask for.

use super::{
    draw::{self, Frame},
    fonts::Fonts,
};

/// The drawing from which they are made, in `static/`.
pub const DRAWING: &str = "icon.svg";

/// The paper of the built-in theme.
pub const PAPER: [u8; 3] = [0xfb, 0xfa, 0xf6];

/// An icon as a picture of pixels.
#[derive(Clone, Copy, Debug)]
pub struct Icon {
    /// Its path in `static/`: a file that stands there is taken as it is.
    pub name: &'static str,
    /// Width and height in pixels.
    pub size: u32,
    /// Whether systems may cut it to their own shape.
    pub maskable: bool,
    margin: f32,
    ground: Option<[u8; 3]>,
}

/// Apple's telephones set an icon without transparency on their screens. A maskable one keeps to the middle
/// circle of four fifths of the width (W3C, Web Application Manifest, "Icon masks and safe zone").
pub const ICONS: [Icon; 4] = [
    Icon { name: "icon-180.png", size: 180, maskable: false, margin: 0.14, ground: Some(PAPER) },
    Icon { name: "icon-192.png", size: 192, maskable: false, margin: 0.0, ground: None },
    Icon { name: "icon-512.png", size: 512, maskable: false, margin: 0.0, ground: None },
    Icon { name: "icon-maskable.png", size: 512, maskable: true, margin: 0.22, ground: Some(PAPER) },
];

/// Draws an icon.
///
/// # Errors
/// Why it cannot be drawn.
pub fn draw(icon: Icon, drawing: &[u8]) -> Result<Vec<u8>, String> {
    let svg = std::str::from_utf8(drawing).map_err(|error| error.to_string())?;
    let frame = Frame { width: icon.size, height: icon.size, margin: icon.margin, ground: icon.ground };
    draw::png(svg, &Fonts::default(), frame)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::theme;

    #[test]
    fn the_built_in_icons_are_as_they_would_be_drawn() {
        let file = |name: &str| theme::builtin(&format!("static/{name}")).unwrap().into_owned();
        for icon in ICONS {
            assert!(draw(icon, &file(DRAWING)).unwrap() == file(icon.name), "draw static/{} again", icon.name);
        }
    }
}
