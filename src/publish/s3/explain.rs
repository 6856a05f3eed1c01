//! What a server or the network said, in words for people. Answers are not shown as they are: some repeat the key
//! that signed a request.

use std::error::Error as _;

use object_store::{
    Error,
    client::{HttpError, HttpErrorKind},
};

use super::client::About;
use crate::diagnostic::{Code, Finding};

/// Why a request failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What is wrong, as the rest of a sentence.
    pub what: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// Whether every other request would fail as well.
    pub is_general: bool,
}

impl Trouble {
    /// As a finding about something that could not be done.
    pub fn finding(&self, task: &str) -> Finding {
        let finding = Finding::error(Code::PublishFailed, format!("{task}: {}", self.what));
        match &self.hint {
            Some(hint) => finding.hint(hint),
            None => finding,
        }
    }
}

/// Explains an error.
pub fn explain(error: &Error, about: &About, secrets: &[String]) -> Trouble {
    let trouble = match (answer(error), transport(error)) {
        (Some(answer), _) => refused(&answer, about),
        (None, Some(error)) => unreachable(error, about),
        (None, None) => other(error),
    };
    let clean = |text: String| {
        // What is short could be part of any word; no key is.
        secrets.iter().filter(|secret| secret.len() > 3).fold(text, |text, secret| text.replace(secret, "…"))
    };
    Trouble { what: clean(trouble.what), hint: trouble.hint.map(clean), ..trouble }
}

/// Explains why whoever was asked for credentials gave none. Their answers could hold some, and are not shown.
pub fn without_credentials(error: &Error, about: &About) -> Trouble {
    let why = answer(error).filter(|answer| answer.status > 0).map(|answer| format!(" (it answers {})", answer.status));
    Trouble {
        what: format!(
            "there are no credentials: neither the environment nor `~/.aws/credentials` has keys, and {} gives none{}",
            about.credentials,
            why.unwrap_or_default(),
        ),
        hint: Some(
            "set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or put them into `~/.aws/credentials`".to_owned(),
        ),
        is_general: true,
    }
}

/// What a server answered.
#[derive(Debug, Default, PartialEq)]
struct Answer {
    status: u16,
    /// Its own name for the fault, such as `NoSuchBucket`.
    code: String,
    message: String,
}

/// The answer in an error, which the crate only hands out as text.
fn answer(error: &Error) -> Option<Answer> {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        text = inner.to_string();
        if text.starts_with("Server returned") {
            break;
        }
        source = inner.source();
    }
    let (_, rest) = text.split_once("status code: ").or_else(|| text.split_once("error response: "))?;
    let status = rest.get(..3).and_then(|digits| digits.parse().ok()).unwrap_or_default();
    let element = |name: &str| {
        let (_, rest) = rest.split_once(&format!("<{name}>"))?;
        Some(rest.split_once("</")?.0.trim().chars().filter(|c| !c.is_control()).take(200).collect::<String>())
    };
    Some(Answer { status, code: element("Code").unwrap_or_default(), message: element("Message").unwrap_or_default() })
}

fn refused(answer: &Answer, about: &About) -> Trouble {
    let About { bucket, service, region, credentials } = about;
    let trouble = |what: String, hint: &str, is_general| Trouble { what, hint: Some(hint.to_owned()), is_general };
    match (answer.code.as_str(), answer.status) {
        ("NoSuchBucket", _) => trouble(
            format!("there is no bucket `{bucket}` at {service}"),
            "make the bucket first, or mend `bucket`, `region` or `endpoint` in `site.toml`",
            true,
        ),
        ("InvalidAccessKeyId" | "SignatureDoesNotMatch" | "ExpiredToken" | "InvalidToken" | "NotSignedUp", _)
        | (_, 401) => trouble(
            format!("{service} does not accept the credentials from {credentials}{}", said(answer)),
            "look whether the keys are whole, belong to this service, and still hold",
            true,
        ),
        ("RequestTimeTooSkewed" | "RequestExpired", _) => trouble(
            "the clocks of this machine and of the server are too far apart".to_owned(),
            "set the clock of this machine; requests are signed with its time",
            true,
        ),
        ("PermanentRedirect" | "AuthorizationHeaderMalformed" | "IllegalLocationConstraintException", _)
        | (_, 301 | 307) => trouble(
            format!("the bucket `{bucket}` is not in the region `{region}`{}", said(answer)),
            "write the region of the bucket as `region` into `site.toml`",
            true,
        ),
        (_, 403) => trouble(
            format!("{service} does not allow it to the credentials from {credentials}{}", said(answer)),
            "they need the rights to list the bucket and to get, put and delete objects in it \
             (`s3:ListBucket`, `s3:GetObject`, `s3:PutObject`, `s3:DeleteObject`)",
            false,
        ),
        (_, 404 | 405) if answer.code.is_empty() => trouble(
            format!("{service} does not answer as an object store does ({})", answer.status),
            "mend `endpoint` in `site.toml`; if the service takes buckets in the path, set `path_style = true`",
            true,
        ),
        ("SlowDown" | "ServiceUnavailable" | "InternalError", _) | (_, 429 | 500..) => trouble(
            format!("{service} failed several times ({}){}", answer.status, said(answer)),
            "run the command again later: only what is missing will be sent",
            false,
        ),
        _ => Trouble {
            what: format!("{service} answers {}{}", answer.status, said(answer)),
            hint: None,
            is_general: false,
        },
    }
}

/// The server's own words.
fn said(answer: &Answer) -> String {
    match (answer.code.as_str(), answer.message.as_str()) {
        ("", "") => String::new(),
        (code, "") => format!(": {code}"),
        ("", message) => format!(": {message}"),
        (code, message) => format!(": {code}, {}", message.trim_end_matches('.')),
    }
}

fn transport(error: &Error) -> Option<&HttpError> {
    let mut source = error.source();
    while let Some(inner) = source {
        if let Some(error) = inner.downcast_ref() {
            return Some(error);
        }
        source = inner.source();
    }
    None
}

fn unreachable(error: &HttpError, about: &About) -> Trouble {
    let service = &about.service;
    let cause = error.source().map(ToString::to_string).unwrap_or_default();
    let again = "look at the connection to the network and at `endpoint`; run the command again, and only what is missing will be sent";
    let trouble = |what: String, hint: &str| Trouble { what, hint: Some(hint.to_owned()), is_general: true };
    match error.kind() {
        HttpErrorKind::Timeout => trouble(format!("{service} takes too long to answer"), again),
        HttpErrorKind::Connect if ["host not found", "lookup"].iter().any(|words| cause.contains(words)) => {
            trouble(format!("there is no host for {service}, or no network"), again)
        }
        HttpErrorKind::Connect => trouble(format!("nobody answers at {service} ({cause})"), again),
        _ if is_about_tls(&cause) => trouble(
            format!("the connection to {service} is not safe ({cause})"),
            "the service needs a certificate that browsers accept",
        ),
        _ => trouble(format!("the connection to {service} breaks off ({cause})"), again),
    }
}

fn is_about_tls(cause: &str) -> bool {
    ["certificate", "tls", "TLS", "rustls"].iter().any(|word| cause.contains(word))
}

fn other(error: &Error) -> Trouble {
    match error {
        Error::InvalidPath { source } => Trouble {
            what: format!("the bucket holds an object whose name is no path ({source})"),
            hint: Some("publish to a folder of its own with `prefix`, or rename the object".to_owned()),
            is_general: true,
        },
        error => {
            let mut inner: &dyn std::error::Error = error;
            while let Some(source) = inner.source() {
                inner = source;
            }
            Trouble { what: inner.to_string(), hint: None, is_general: false }
        }
    }
}
