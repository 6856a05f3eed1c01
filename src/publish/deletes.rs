//! A guard against a publication that takes away more than somebody meant.

use super::Options;
use crate::diagnostic::{Code, Finding};

/// How many files may go unless the command line says otherwise.
pub const MAX_DELETES: usize = 256;

/// Says no if more files of the last publication would go than are allowed. A dry run may plan them.
///
/// # Errors
/// How many it would be, and how to allow it.
pub fn deletes(removed: usize, options: &Options) -> Result<(), Finding> {
    if options.dry_run || removed <= options.max_deletes {
        return Ok(());
    }
    let allowed = match options.max_deletes {
        0 => "none may be".to_owned(),
        1 => "only 1 may be".to_owned(),
        some => format!("only {some} may be"),
    };
    let message = format!("{removed} files of the last publication would be removed, and {allowed}");
    Err(Finding::error(Code::TooManyDeletes, message)
        .hint(format!("see which with `--dry-run`; if they are to go, allow it with `--max-deletes {removed}`")))
}
