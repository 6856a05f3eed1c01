//! A small site on the disk, and the program that publishes it.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Output,
};

use assert_cmd::Command;
use tempfile::TempDir;

/// A site in a folder of its own.
pub struct Site {
    pub folder: TempDir,
    variables: RefCell<BTreeMap<String, String>>,
}

/// What the program said, and how it ended.
#[derive(Debug)]
pub struct Said {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Site {
    /// A site with one short event. `settings` are added to `site.toml`.
    pub fn new(settings: &str) -> Site {
        let site = Site { folder: tempfile::tempdir().unwrap(), variables: RefCell::default() };
        site.settings(settings);
        site.file("content/index.md", "+++\ntitle = \"Home\"\n+++\n\nAn invented site.\n");
        site.event("flood", "An invented flood in an invented town.");
        site
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes `site.toml`. Without a search page and cards, a build is quick.
    pub fn settings(&self, more: &str) {
        let text = "base_url = \"https://example.org/\"\ntitle = \"Site\"\n[search]\nenabled = false\n[share]\ncards = false\n";
        self.file("site.toml", &format!("{text}{more}"));
    }

    pub fn file(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Writes an event with this summary.
    pub fn event(&self, id: &str, summary: &str) {
        let text = format!("+++\ntitle = \"The {id}\"\ndate = 2024-03-02\nsummary = \"{summary}\"\n+++\n\nInvented.\n");
        self.file(&format!("content/events/{id}/index.md"), &text);
    }

    pub fn program(&self) -> Command {
        let mut command = Command::cargo_bin("rashomon").unwrap();
        command.arg("--root").arg(self.root()).envs(self.variables());
        command
    }

    /// Sets a variable for every run to come.
    pub fn variable(&self, name: &str, value: &str) {
        self.variables.borrow_mut().insert(name.to_owned(), value.to_owned());
    }

    pub fn variables(&self) -> BTreeMap<String, String> {
        self.variables.borrow().clone()
    }

    pub fn publish(&self, arguments: &[&str]) -> Said {
        Said::from(&self.program().arg("publish").args(arguments).output().unwrap())
    }
}

impl From<&Output> for Said {
    fn from(output: &Output) -> Said {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Said { status: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
    }
}

impl Said {
    /// Expects that all went well.
    #[track_caller]
    pub fn fine(self) -> Said {
        assert!(self.status == 0, "{self:#?}");
        self
    }

    /// Expects a status, and words in the findings.
    #[track_caller]
    pub fn fails(self, status: i32, words: &[&str]) -> Said {
        assert_eq!(self.status, status, "{self:#?}");
        for words in words {
            assert!(self.err.contains(words), "`{words}` is not in {self:#?}");
        }
        self
    }
}
