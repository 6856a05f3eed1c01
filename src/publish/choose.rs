//! Which target is meant.

use crate::{
    config::{Settings, Target},
    diagnostic::{Code, Finding, Place},
};

/// The target of this name, or the only one there is.
///
/// # Errors
/// What is there instead.
pub fn choose<'a>(settings: &'a Settings, name: Option<&str>) -> Result<&'a Target, Finding> {
    let names = || settings.publish.iter().map(|target| target.name.as_str());
    let finding = |message: String| Finding::error(Code::UnknownTarget, message);
    match (name, settings.publish.as_slice()) {
        (_, []) => Err(finding("`site.toml` names no target to publish to".to_owned())
            .at(Place::File(settings.source.path().into()))
            .hint("add a table such as `[publish.main]` with `kind = \"directory\"` and `path = \"/srv/www/site\"`; other kinds are ssh, git and s3")),
        (None, [only]) => Ok(only),
        (None, _) => Err(finding("there are several targets, and none is named".to_owned())
            .hint(format!("name one of: {}", names().collect::<Vec<_>>().join(", ")))),
        (Some(name), targets) => targets
            .iter()
            .find(|target| target.name == name)
            .ok_or_else(|| finding(format!("there is no target `{name}`")).hint_nearest(name, names())),
    }
}
