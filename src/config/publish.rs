//! The targets of `[publish]`: where a site is published, and how.
//!
//! Nothing here is a secret. A key that looks like one is unknown, and the finding says where secrets belong.

use std::ops::Range;

use super::{base_url, secrets};
use crate::{
    content::front::{
        Named,
        fields::{Field, FieldKind, Variant},
    },
    diagnostic::{Code, Finding, SourceText},
};

/// The kinds of targets with their keys.
pub const TARGETS: &[Variant] = &[
    Variant { name: "directory", fields: DIRECTORY },
    Variant { name: "ssh", fields: SSH },
    Variant { name: "git", fields: GIT },
    Variant { name: "s3", fields: S3 },
];

const KINDS: &[&str] = &["directory", "ssh", "git", "s3"];
const KIND: Field = Field::required("kind", FieldKind::OneOf(KINDS), "How the site gets to where it is published.");
const BASE_URL: Field = Field::optional(
    "base_url",
    FieldKind::Url,
    "The address of the site at this target, if it is not the `base_url` of the file itself.",
);
const KEEP: Field = Field::optional("keep", FieldKind::Count, "How many releases stay; 5 if left out.");

const DIRECTORY: &[Field] = &[
    KIND,
    BASE_URL,
    Field::required(
        "path",
        FieldKind::Path,
        "The folder of the releases, from the site's folder; the server reads `current` in it.",
    ),
    KEEP,
];

const SSH: &[Field] = &[
    KIND,
    BASE_URL,
    Field::required("host", FieldKind::Text, "The server, as `ssh` takes it: `user@host`, or a name of its settings."),
    Field::required("path", FieldKind::Path, "The folder of the releases there; the server reads `current` in it."),
    Field::optional("port", FieldKind::Count, "The port, if it is neither 22 nor in the settings of `ssh`."),
    Field::optional("identity", FieldKind::Path, "The file of the private key, if `ssh` does not know it itself."),
    KEEP,
];

const GIT: &[Field] = &[
    KIND,
    BASE_URL,
    Field::required(
        "remote",
        FieldKind::Path,
        "The repository: an address, a folder from the site's folder, or the name of a remote of the site's repository.",
    ),
    Field::optional("branch", FieldKind::Text, "The branch that holds the site; `gh-pages` if left out."),
    Field::optional("cname", FieldKind::Text, "A domain of your own, written to the file `CNAME`."),
    Field::optional("message", FieldKind::Text, "The message of each commit; `Publish the site` if left out."),
];

const S3: &[Field] = &[
    KIND,
    BASE_URL,
    Field::required("bucket", FieldKind::Text, "The bucket."),
    Field::optional("region", FieldKind::Text, "The region of the bucket, if the environment does not tell it."),
    Field::optional("endpoint", FieldKind::Url, "The address of the service, if it is not that of Amazon."),
    Field::optional("prefix", FieldKind::Path, "The folder within the bucket; none if left out."),
    Field::optional(
        "path_style",
        FieldKind::Flag,
        "Whether the bucket stands in the path of addresses, not in the host; `true` with an `endpoint`, `false` without one if left out.",
    ),
    Field::optional(
        "grace_days",
        FieldKind::Count,
        "How many days files with a hash in their name stay after no page uses them; 30 if left out.",
    ),
    Field::optional("parallel", FieldKind::Count, "How many files are sent at once; 8 if left out."),
];

/// A place to which the site is published.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// What it is called in `[publish.<name>]`.
    pub name: String,
    /// The site's address there, if it has one of its own. Ends with `/`.
    pub base_url: Option<String>,
    pub kind: Kind,
    /// Where its name stands in `site.toml`.
    pub span: Range<usize>,
}

/// How the site gets there.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    Directory(Directory),
    Ssh(Ssh),
    Git(Git),
    S3(S3),
}

/// A folder of releases on this machine.
#[derive(Clone, Debug, PartialEq)]
pub struct Directory {
    /// As written; relative to the site's folder.
    pub path: String,
    /// How many releases stay.
    pub keep: u32,
}

/// A folder of releases on a server.
#[derive(Clone, Debug, PartialEq)]
pub struct Ssh {
    /// `user@host`, `host`, or a name that ssh's own settings explain. Does not begin with `-`.
    pub host: String,
    pub port: Option<u16>,
    pub path: String,
    /// The file of the private key, as written; relative to the site's folder.
    pub identity: Option<String>,
    /// How many releases stay.
    pub keep: u32,
}

/// A branch of a repository.
#[derive(Clone, Debug, PartialEq)]
pub struct Git {
    /// An address, a path, or the name of a remote. Does not begin with `-`. May hold a secret: never print it.
    pub remote: String,
    pub branch: String,
    pub cname: Option<String>,
    pub message: String,
}

/// A bucket of an object store.
#[derive(Clone, Debug, PartialEq)]
pub struct S3 {
    pub bucket: String,
    pub region: Option<String>,
    pub endpoint: Option<String>,
    /// Neither begins nor ends with `/`; empty for the whole bucket.
    pub prefix: String,
    pub path_style: bool,
    /// How many days old assets with fingerprinted names stay.
    pub grace_days: u32,
    /// How many files are sent at once.
    pub parallel: u32,
}

/// Reads the targets that passed the table of fields. One that cannot be used is left out.
pub fn targets(named: &[Named], source: &SourceText, findings: &mut Vec<Finding>) -> Vec<Target> {
    named.iter().filter_map(|named| target(named, source, findings)).collect()
}

fn target(named: &Named, source: &SourceText, findings: &mut Vec<Finding>) -> Option<Target> {
    let faults = faults(named, source);
    let is_sound = faults.is_empty();
    findings.extend(faults);
    let table = &named.table;
    let keep = table.known("keep").then(|| table.count("keep")).flatten().unwrap_or(5);
    let kind = match named.kind {
        "directory" => Kind::Directory(Directory { path: table.text("path")?, keep }),
        "ssh" => Kind::Ssh(Ssh {
            host: table.text("host")?,
            port: table.count("port").and_then(|port| u16::try_from(port).ok()),
            path: table.text("path")?,
            identity: table.text("identity"),
            keep,
        }),
        "git" => Kind::Git(Git {
            remote: table.text("remote")?,
            branch: table.text("branch").unwrap_or_else(|| "gh-pages".to_owned()),
            cname: table.text("cname"),
            message: table.text("message").unwrap_or_else(|| "Publish the site".to_owned()),
        }),
        "s3" => Kind::S3(S3 {
            bucket: table.text("bucket")?,
            region: table.text("region"),
            endpoint: table.text("endpoint"),
            prefix: table.text("prefix").unwrap_or_default().trim_matches('/').to_owned(),
            path_style: table.flag("path_style").unwrap_or_else(|| table.text("endpoint").is_some()),
            grace_days: table.count("grace_days").unwrap_or(30),
            parallel: table.count("parallel").unwrap_or(8),
        }),
        _ => return None,
    };
    let base_url = table.text("base_url").and_then(|address| base_url(&address).ok());
    is_sound.then(|| Target { name: named.name.value.clone(), base_url, kind, span: named.name.span.clone() })
}

/// What a table of fields cannot tell.
fn faults(named: &Named, source: &SourceText) -> Vec<Finding> {
    let table = &named.table;
    let mut faults = Vec::new();
    let mut check = |key: &str, code, wrong: &dyn Fn(&str) -> Option<String>| {
        let Some(text) = table.known(key).then(|| table.spanned(key)).flatten() else { return };
        if let Some(what) = wrong(&text.value) {
            faults.push(Finding::error(code, format!("`{key}` {what}")).at(source.at(text.span)));
        }
    };
    check("base_url", Code::InvalidUrl, &|text| base_url(text).err());
    // Programs would take it for one of their options.
    let dash = |text: &str| text.starts_with('-').then(|| "begins with a hyphen".to_owned());
    let word = |text: &str| dash(text).or_else(|| text.contains(' ').then(|| "has a space in it".to_owned()));
    for key in ["host", "branch", "cname", "bucket", "region"] {
        check(key, Code::InvalidValue, &word);
    }
    check("remote", Code::InvalidValue, &dash);
    if let Some(port) = table.known("port").then(|| table.count("port")).flatten()
        && u16::try_from(port).is_err()
    {
        let place = source.at(table.span("port").unwrap_or_default());
        faults.push(Finding::error(Code::InvalidValue, "`port` is no number from 1 to 65535").at(place));
    }
    faults
}

/// Says of keys that look like secrets where these belong.
pub fn about_secrets(findings: &mut [Finding]) {
    for finding in findings {
        let key = finding.place.underlined().filter(|_| finding.code == Code::UnknownKey);
        if key.is_some_and(secrets::is_secret) {
            finding.hint = Some(
                "secrets do not belong in `site.toml`: they are read from the environment, or from the files that the \
                 platform's own tools use; take it out, and replace it if others could read this file"
                    .to_owned(),
            );
        }
    }
}
