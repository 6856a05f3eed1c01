//! Where paths lead in an output folder as it is.
#![allow(clippy::disallowed_methods, reason = "this room writes the output")]

use std::{
    fs::{self, Metadata},
    io,
    path::Path,
};

use super::path;

/// What a path leads to in the output folder.
#[derive(Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing is there, nor in the way.
    Free,
    /// A plain file, reached without links.
    File,
    /// A folder, reached without links.
    Folder,
    /// A file where a folder of the path should be, by its own path.
    Under(String),
    /// A link or something stranger at the path or on the way to it, by its own path.
    Odd(String),
}

/// Looks where one path leads, without following links.
///
/// # Errors
/// When the path is no clean one, or the disk fails.
pub fn standing(output: &Path, path: &str) -> io::Result<Standing> {
    Survey::new(output).standing(path)
}

/// Looks where many paths lead. It remembers the folder that it went into last, and where nothing was last,
/// so that of paths in order each costs one look. It is true as long as nobody changes the output.
#[derive(Debug)]
pub struct Survey<'o> {
    output: &'o Path,
    folder: String,
    free: Option<String>,
}

impl<'o> Survey<'o> {
    /// A survey that knows nothing yet.
    pub fn new(output: &'o Path) -> Survey<'o> {
        Survey { output, folder: String::new(), free: None }
    }

    /// Looks where a path leads, without following links.
    ///
    /// # Errors
    /// When the path is no clean one, or the disk fails.
    pub fn standing(&mut self, path: &str) -> io::Result<Standing> {
        Ok(self.look(path)?.0)
    }

    /// What the file system says of the plain file to which a path leads without links.
    ///
    /// # Errors
    /// When the path is no clean one, or the disk fails.
    pub fn file(&mut self, path: &str) -> io::Result<Option<Metadata>> {
        let (standing, metadata) = self.look(path)?;
        Ok(metadata.filter(|_| standing == Standing::File))
    }

    fn look(&mut self, path: &str) -> io::Result<(Standing, Option<Metadata>)> {
        let target = path::join(self.output, path)?;
        if self.free.as_ref().is_some_and(|free| lies_in(path, free)) {
            return Ok((Standing::Free, None));
        }
        for folder in path.match_indices('/').map(|(end, _)| &path[..end]) {
            if lies_in(&self.folder, folder) {
                continue;
            }
            let standing = match found(&self.output.join(folder))? {
                None => {
                    self.free = Some(folder.to_owned());
                    Standing::Free
                }
                Some(metadata) if metadata.is_dir() => {
                    folder.clone_into(&mut self.folder);
                    continue;
                }
                Some(metadata) if metadata.is_file() => Standing::Under(folder.to_owned()),
                Some(_) => Standing::Odd(folder.to_owned()),
            };
            return Ok((standing, None));
        }
        let metadata = found(&target)?;
        let standing = match &metadata {
            None => Standing::Free,
            Some(metadata) if metadata.is_dir() => Standing::Folder,
            Some(metadata) if metadata.is_file() => Standing::File,
            Some(_) => Standing::Odd(path.to_owned()),
        };
        Ok((standing, metadata))
    }
}

/// Whether a path is a folder's or one below it.
fn lies_in(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn found(path: &Path) -> io::Result<Option<Metadata>> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_survey_says_of_each_path_what_a_single_look_says() {
        let output = tempfile::tempdir().unwrap();
        for folder in ["a/b", "a-b", "ab"] {
            fs::create_dir_all(output.path().join(folder)).unwrap();
        }
        for file in ["a/b/x", "a/c", "ab/x"] {
            fs::write(output.path().join(file), "").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink("a", output.path().join("l")).unwrap();
        let paths = [
            "a", "a/b", "a/b/x", "a/b/y", "a/c", "a/c/d", "a/c/e/f", "a/d/e", "a/d/f", "a/dd", "a-b/x", "ab", "ab/x",
            "b/x", "b/y", "ba", "l", "l/b/x",
        ];
        for paths in [paths.to_vec(), paths.into_iter().rev().collect()] {
            let mut survey = Survey::new(output.path());
            for path in paths {
                assert_eq!(survey.standing(path).unwrap(), standing(output.path(), path).unwrap(), "{path}");
            }
        }
        assert_eq!(standing(output.path(), "a/c/e/f").unwrap(), Standing::Under("a/c".to_owned()));
        assert_eq!(standing(output.path(), "a/d/e").unwrap(), Standing::Free);
        assert!(Survey::new(output.path()).standing("../a").is_err());
        assert!(Survey::new(output.path()).file("a/b").unwrap().is_none());
        assert!(Survey::new(output.path()).file("a/b/x").unwrap().is_some());
    }
}
