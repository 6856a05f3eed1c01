//! Pictures beside a Markdown file: found, and measured for `width` and `height`.

use imagesize::ImageSize;
use percent_encoding::percent_decode_str;

use super::links::join;
use crate::{
    diagnostic::{Code, Finding},
    world::World,
};

/// Endings of the pictures that browsers show and that hold no script.
const ENDINGS: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "avif"];

/// The picture's path from the site's root and its size in pixels.
///
/// # Errors
/// A finding without place if there is no such picture in the site.
pub fn measure(world: &dyn World, file: &str, destination: &str) -> Result<(String, ImageSize), Finding> {
    let missing = |why: String, hint: &str| Err(Finding::error(Code::MissingImage, why).hint(hint));
    if destination.contains("://") || destination.starts_with("//") || destination.starts_with("data:") {
        let why = format!("the picture `{destination}` is not in the site");
        return missing(why, "save it beside the file: readers' browsers ask no other host");
    }
    let decoded = percent_decode_str(destination).decode_utf8_lossy();
    let Some(path) = join(file, &decoded).filter(|path| !decoded.starts_with('/') && path.starts_with("content/"))
    else {
        let why = format!("the picture `{destination}` lies outside `content/`");
        return missing(why, "save it beside the file and name it by its relative path");
    };
    let known =
        path.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending.to_ascii_lowercase().as_str()));
    if path.contains(['#', '?', '%']) {
        let why = format!("`{path}` cannot stand in an address as it is called");
        return missing(why, "rename the picture without `#`, `?` and `%`");
    }
    if !known {
        let why = format!("`{destination}` is no picture that can be shown");
        return missing(why, "use png, jpg, gif, webp or avif");
    }
    if !world.is_file(&path) {
        return missing(
            format!("there is no picture `{path}`"),
            "check the name, and save the picture beside the file",
        );
    }
    match world.read(&path).map(|bytes| imagesize::blob_size(&bytes)) {
        Ok(Ok(size)) => Ok((path, size)),
        Ok(Err(_)) => {
            missing(format!("`{path}` is damaged or no picture"), "save it again as png, jpg, gif, webp or avif")
        }
        Err(error) => missing(format!("cannot read `{path}`: {error}"), "check the file's permissions"),
    }
}
