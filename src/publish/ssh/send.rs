//! The files on their way, through `rsync`.
#![allow(clippy::disallowed_methods, reason = "this room runs rsync")]

use std::process::Command;

use super::{
    super::{
        Site, program,
        release::{RELEASES, partial_name},
        stop::Stop,
    },
    said, session,
};
use crate::{config::publish::Ssh, output::manifest};

/// Makes sure that there is an `rsync` before anything is begun.
///
/// # Errors
/// When there is none.
pub fn is_there() -> Result<(), Stop> {
    program::run(Command::new("rsync").arg("--version"), &[]).map(drop)
}

/// Sends the files of a site, with the list of them, into the folder of a release that is being made. Those that the
/// `last` release has with the same content are linked there.
///
/// # Errors
/// When the server does not take them.
pub fn send(site: &Site, target: &Ssh, id: &str, last: Option<&str>) -> Result<(), Stop> {
    let shell: Vec<String> =
        session::options(target, &site.root).iter().map(|word| for_rsync(&word.to_string_lossy())).collect();
    let mut command = Command::new("rsync");
    command
        .env("LC_ALL", "C")
        .args(["--protect-args", "--checksum", "--whole-file", "--from0", "--files-from=-"])
        .args(["--perms", "--chmod=D755,F644", "--timeout=120"])
        .arg(format!("--rsh=ssh {}", shell.join(" ")));
    if let Some(last) = last {
        command.arg(format!("--link-dest=../{last}"));
    }
    let path = target.path.trim_end_matches('/');
    let path = if path.starts_with('-') { format!("./{path}") } else { path.to_owned() };
    let mut from = std::path::absolute(&site.folder)?.into_os_string();
    from.push("/");
    command.arg("--").arg(from).arg(format!("{}:{path}/{RELEASES}/{}/", target.host, partial_name(id)));
    let paths = site.files.iter().map(|file| file.path.as_str()).chain([manifest::NAME]);
    let names: Vec<u8> = paths.flat_map(|path| path.bytes().chain([0])).collect();
    let ran = program::run(&mut command, &names)?;
    if ran.is_fine() { Ok(()) } else { Err(said::finding(&target.host, &target.path, ran.status, &ran.said).into()) }
}

/// A word of the command by which `rsync` calls `ssh`: it takes quotation marks as a shell does, doubled for
/// themselves (rsync(1), `--rsh`).
fn for_rsync(word: &str) -> String {
    format!("'{}'", word.replace('\'', "''"))
}
