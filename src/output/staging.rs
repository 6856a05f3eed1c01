//! A build on its way into the output folder.
#![allow(clippy::disallowed_methods, reason = "this room writes the output")]

use std::{
    collections::HashSet,
    fs::{self, File, Metadata},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use super::{
    Sink, Written,
    bench::Bench,
    file::{about, equal, part_of, same, shift},
    made::{Made, Sorted},
    manifest::{self, Entry, Manifest},
    ours, path,
    plan::{self, Plan},
    stamp::Stamp,
    standing::{Standing, Survey, standing},
};
use crate::diagnostic::{Code, Finding};

/// For so long a build waits for another one that writes to the same folder: most take less.
const PATIENCE: Duration = Duration::from_secs(10);

/// Collects the files of a build beside the output folder. [`commit`](Staging::commit) moves them
/// into place; without it they vanish when this is dropped, and the output stays as it was.
#[derive(Debug)]
pub struct Staging {
    output: PathBuf,
    ours: Manifest,
    bench: Bench,
    made: Mutex<Made>,
}

/// What a finished build did to the output folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Committed {
    /// Files that the site has.
    pub files: usize,
    /// Files of these that are new or other than before.
    pub changed: usize,
    /// Files of an earlier build that were removed.
    pub removed: usize,
}

impl Staging {
    /// Begins a build for an output folder, which need not exist yet. Of two builds for one folder the second
    /// waits for the first, though not for long.
    ///
    /// # Errors
    /// When the disk fails. The inner error is the finding that the folder is not ours to write to.
    pub fn new(output: &Path) -> io::Result<Result<Staging, Finding>> {
        Staging::patiently(output, PATIENCE)
    }

    /// As [`new`](Staging::new), but waits so long for another build.
    ///
    /// # Errors
    /// When the disk fails. The inner error is the finding that the folder is not ours to write to.
    pub fn patiently(output: &Path, patience: Duration) -> io::Result<Result<Staging, Finding>> {
        let shown = output.display().to_string();
        let (output, exists) = ours::resolve(output)?;
        let refused =
            |why: String| Ok(Err(Finding::error(Code::ForeignOutput, why).hint("choose another folder with `-o`")));
        if exists && !output.is_dir() {
            return refused(format!("`{shown}` is a file"));
        }
        let (Some(name), Some(parent)) = (output.file_name(), output.parent()) else {
            return refused(format!("`{shown}` cannot be an output folder"));
        };
        if let Some(outer) = ours::outer(&output) {
            return refused(format!("`{shown}` lies in `{}`, where another build writes", outer.display()));
        }
        let Some(bench) = Bench::new(parent, &name.to_string_lossy(), patience)? else {
            let message = format!("another build is writing to `{shown}`");
            return Ok(Err(Finding::error(Code::BusyOutput, message).hint("wait until it has ended, and build again")));
        };
        // Only now, for the other build may have changed it.
        let ours = match if output.is_dir() { ours::read(&output, &shown)? } else { Ok(Manifest::default()) } {
            Ok(manifest) => manifest,
            Err(finding) => return Ok(Err(finding)),
        };
        let staging = Staging { output, ours, bench, made: Mutex::default() };
        if staging.bench.was_left {
            staging.clear_parts()?;
        }
        Ok(Ok(staging))
    }

    /// Whether another build had to be waited for. What was read meanwhile may be old.
    pub fn waited(&self) -> bool {
        self.bench.waited
    }

    /// Removes what a build that was killed has half written beside files of ours.
    fn clear_parts(&self) -> io::Result<()> {
        for path in self.ours.files.keys().map(String::as_str).chain([manifest::NAME]) {
            let part = part_of(Path::new(path));
            let Some(part) = part.to_str() else { continue };
            if let Ok(target) = path::join(&self.output, part)
                && standing(&self.output, part)? == Standing::File
            {
                fs::remove_file(&target).map_err(|error| about("cannot remove", &target, &error))?;
            }
        }
        Ok(())
    }

    /// Puts the build into place: moves the files whose bytes differ from what is there, removes
    /// those that an earlier build made and this one did not, and writes the manifest. Unchanged
    /// files keep their times.
    ///
    /// # Errors
    /// When the disk fails. The inner findings name files in the way that are not ours; then
    /// nothing was touched.
    pub fn commit(self) -> io::Result<Result<Committed, Vec<Finding>>> {
        let made = std::mem::take(&mut *lock(&self.made));
        let made = made.sorted().map_err(twice)?;
        let gone = made.lacks(self.ours.files.keys().map(String::as_str));
        let plan = match plan::plan(&self.output, &self.ours, &made, &gone)? {
            Ok(plan) => plan,
            Err(findings) => return Ok(Err(findings)),
        };
        self.carry_out(&plan, &made, &gone)?;
        Ok(Ok(Committed {
            files: made.len(),
            changed: made.iter().filter(|file| file.staged).count(),
            removed: gone.len(),
        }))
    }

    fn carry_out(&self, plan: &Plan, made: &Sorted<'_>, gone: &[&str]) -> io::Result<()> {
        fs::create_dir_all(&self.output).map_err(|error| about("cannot write", &self.output, &error))?;
        let new = || made.iter().map(|file| (file.path, file.entry));
        let is_all_there = made.len() > 0 && made.iter().all(|file| !file.staged);
        if is_all_there && new().eq(self.ours.iter()) {
            return Ok(());
        }
        // Should this be cut short, the next build must know all these files for ours.
        if !gone.is_empty() {
            let mut either = self.ours.clone();
            either.files.extend(new().map(|(path, entry)| (path.to_owned(), *entry)));
            self.write_manifest(either.iter())?;
        } else if !new().eq(self.ours.iter()) {
            self.write_manifest(new())?;
        }
        for path in &plan.clear {
            self.remove(path)?;
        }
        self.place(made.iter().filter(|file| file.staged).map(|file| file.path))?;
        for path in &plan.remove {
            self.remove(path)?;
        }
        self.write_manifest(new())
    }

    /// Moves files from the bench to the output. All that lies in the bench is moved, so a folder that the
    /// output does not have is moved as a whole.
    fn place<'m>(&self, paths: impl Iterator<Item = &'m str>) -> io::Result<()> {
        let bench = self.bench.files();
        let mut known: HashSet<&str> = HashSet::new();
        let mut moved: Option<&str> = None;
        for path in paths {
            if moved.is_some_and(|folder| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))) {
                continue;
            }
            moved = None;
            for folder in path.match_indices('/').map(|(end, _)| &path[..end]) {
                if known.insert(folder) && self.make_or_move(&bench, folder)? {
                    moved = Some(folder);
                    break;
                }
            }
            if moved.is_none() {
                shift(&path::join(&bench, path)?, &path::join(&self.output, path)?)?;
            }
        }
        Ok(())
    }

    /// Sees to it that the output has a folder; says whether it was moved there with all that is in it.
    fn make_or_move(&self, bench: &Path, folder: &str) -> io::Result<bool> {
        let target = path::join(&self.output, folder)?;
        match fs::symlink_metadata(&target) {
            Ok(_) => return Ok(false),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(about("cannot write", &target, &error)),
        }
        match fs::rename(path::join(bench, folder)?, &target) {
            Ok(()) => Ok(true),
            // The output is a mount of its own.
            Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
                fs::create_dir(&target).map(|()| false).map_err(|error| about("cannot write", &target, &error))
            }
            Err(error) => Err(about("cannot write", &target, &error)),
        }
    }

    /// Removes a file of ours and the folders that are empty without it.
    fn remove(&self, path: &str) -> io::Result<()> {
        let target = path::join(&self.output, path)?;
        fs::remove_file(&target).map_err(|error| about("cannot remove", &target, &error))?;
        for folder in target.ancestors().skip(1).take_while(|folder| *folder != self.output) {
            if fs::remove_dir(folder).is_err() {
                break; // It still holds something.
            }
        }
        Ok(())
    }

    fn write_manifest<'m>(&self, files: impl Iterator<Item = (&'m str, &'m Entry)>) -> io::Result<()> {
        let target = self.output.join(manifest::NAME);
        let source = self.bench.files().join(manifest::NAME);
        let write = || {
            let mut file = BufWriter::new(File::create(&source)?);
            manifest::write(files, &mut file)?;
            file.flush()
        };
        write().map_err(|error| about("cannot write", &source, &error))?;
        if equal(&source, &target)? { fs::remove_file(&source) } else { shift(&source, &target) }
    }

    /// What the file system says of a file of ours that the output already has with these bytes.
    fn stands(&self, path: &str, bytes: &[u8]) -> io::Result<Option<Metadata>> {
        if !self.ours.files.contains_key(path) {
            return Ok(None);
        }
        // Taken before the bytes are read: what changes meanwhile has another one.
        let Some(found) = Survey::new(&self.output).file(path)? else { return Ok(None) };
        Ok(same(&self.output.join(path), bytes)?.then_some(found))
    }

    /// Notes a file of this build.
    fn add(&self, path: &str, entry: Entry, staged: bool) -> io::Result<()> {
        if path == manifest::NAME {
            return Err(twice(path));
        }
        lock(&self.made).add(path, entry, staged);
        Ok(())
    }

    /// Writes a file to the bench.
    fn stage(target: &Path, bytes: &[u8]) -> io::Result<Metadata> {
        let mut file = match File::create_new(target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(target.parent().unwrap_or(target))?;
                File::create_new(target)
            }
            opened => opened,
        }?;
        file.write_all(bytes)?;
        file.metadata()
    }
}

impl Sink for Staging {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<Written> {
        let target = path::join(&self.bench.files(), path)?;
        let stands = self.stands(path, bytes)?;
        let staged = stands.is_none();
        let file = stands.map_or_else(|| Staging::stage(&target, bytes), Ok).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => twice(path),
            _ => about("cannot write", &target, &error),
        })?;
        let entry = Entry::of(bytes);
        self.add(path, entry, staged)?;
        Ok(Written { entry, stamp: Stamp::of(&file) })
    }

    fn has(&self, files: &[(&str, Written)]) -> io::Result<Option<Vec<Written>>> {
        let mut survey = Survey::new(&self.output);
        let mut found = Vec::with_capacity(files.len());
        for (path, written) in files {
            let entry = written.entry;
            if self.ours.files.get(*path) != Some(&entry) {
                return Ok(None);
            }
            let Some(file) = survey.file(path)? else { return Ok(None) };
            let stamp = Stamp::of(&file);
            let is_same = || fs::read(self.output.join(path)).is_ok_and(|bytes| Entry::of(&bytes) == entry);
            if (stamp.is_none() || stamp != written.stamp) && !is_same() {
                return Ok(None);
            }
            found.push(Written { entry, stamp });
        }
        Ok(Some(found))
    }

    fn keep(&self, path: &str, entry: Entry) -> io::Result<()> {
        self.add(path, entry, false)
    }
}

fn twice(path: &str) -> io::Error {
    io::Error::new(io::ErrorKind::AlreadyExists, format!("`{path}` was written twice"))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A thread that panicked leaves nothing half done behind these locks.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
