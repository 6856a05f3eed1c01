//! Pages from the web: over HTTP and HTTPS, from public addresses, with bounds on time, size and
//! redirects.
//!
//! Redirects are followed here and not by the library, so that each is held against the same rules as
//! the first address. Proxies of the environment are not used: the guard could not see behind them.
#![allow(clippy::disallowed_methods, reason = "fetching needs a clock")]

use std::{
    io::Read,
    time::{Duration, Instant},
};

use ureq::{
    Agent, Body, Error,
    config::Config,
    http::{Response, header},
    unversioned::transport::DefaultConnector,
};
use url::Url;

use super::{
    MAX_PAGE, Page,
    guard::{Guard, Refused},
    too_large,
};
use crate::diagnostic::{Code, Finding};

/// How many redirects are followed.
const MAX_REDIRECTS: usize = 8;

/// How a page is fetched.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Whether loopback, link-local and private addresses may be fetched.
    pub allow_private: bool,
    /// How long all of it may take.
    pub timeout: Duration,
}

/// Whether a name is an address rather than a file.
pub fn is_address(name: &str) -> bool {
    let scheme = name.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    })
}

/// Fetches a page.
///
/// # Errors
/// A finding if the address is refused, or gives no page.
pub fn fetch(address: &str, options: Options) -> Result<Page, Finding> {
    let deadline = Instant::now() + options.timeout;
    let mut url = checked(Url::parse(address).map_err(|error| refused(address, &error.to_string()))?)?;
    for _ in 0..=MAX_REDIRECTS {
        let left = deadline.saturating_duration_since(Instant::now()).max(Duration::from_millis(1));
        let response = agent(options, left).get(url.as_str()).call().map_err(|error| explain(&url, &error))?;
        if response.status().is_redirection() {
            let Some(target) = response.headers().get(header::LOCATION).and_then(|target| target.to_str().ok()) else {
                return Err(unreachable(&url, "it redirects to nowhere"));
            };
            url = checked(url.join(target).map_err(|error| refused(target, &error.to_string()))?)?;
            continue;
        }
        return page(&url, response);
    }
    Err(unreachable(&url, &format!("there are more than {MAX_REDIRECTS} redirects")))
}

fn agent(options: Options, timeout: Duration) -> Agent {
    let config = Config::builder()
        .proxy(None)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .timeout_global(Some(timeout))
        .max_response_header_size(64 << 10)
        .user_agent(concat!("rashomon/", env!("CARGO_PKG_VERSION")))
        .accept("text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1")
        .build();
    Agent::with_parts(config, DefaultConnector::default(), Guard { allow_private: options.allow_private })
}

/// An address of the web, without user name and password, which would be sent to whoever redirects.
fn checked(mut url: Url) -> Result<Url, Finding> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(refused(url.as_str(), &format!("it has the scheme `{}`", url.scheme())));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refused(url.host_str().unwrap_or_default(), "it holds a user name or a password"));
    }
    url.set_fragment(None);
    Ok(url)
}

fn page(url: &Url, mut response: Response<Body>) -> Result<Page, Finding> {
    let status = response.status();
    if !status.is_success() {
        let finding = unreachable(url, &format!("the server answers {status}"));
        return Err(if matches!(status.as_u16(), 401 | 402 | 403 | 429 | 451) {
            finding.hint("open the page in your browser, save it as HTML, and import the file")
        } else {
            finding
        });
    }
    let content_type =
        response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let kind =
        content_type.as_deref().unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_text = matches!(
        kind.as_str(),
        "" | "text/html" | "application/xhtml+xml" | "text/plain" | "application/xml" | "text/xml"
    );
    if !is_text && kind != "application/octet-stream" {
        let finding = Finding::error(Code::NoArticle, format!("cannot import `{url}`: it is of the type `{kind}`"));
        return Err(finding.hint("import a page of HTML, or the article's text from a text file"));
    }
    // The bound counts what has been unpacked, so a small answer cannot grow without end.
    let mut bytes = Vec::new();
    let mut body = response.body_mut().with_config().limit(u64::MAX).reader().take(MAX_PAGE as u64 + 1);
    body.read_to_end(&mut bytes).map_err(|error| unreachable(url, &error.to_string()))?;
    if bytes.len() > MAX_PAGE {
        return Err(too_large(url.as_str(), &format!("it has more than {} MB", MAX_PAGE >> 20)));
    }
    Ok(Page { bytes, name: url.to_string(), content_type, address: Some(url.to_string()) })
}

fn explain(url: &Url, error: &Error) -> Finding {
    match error {
        Error::Other(other) if other.is::<Refused>() => {
            let finding = Finding::error(Code::RefusedAddress, format!("cannot fetch `{url}`: {other}"));
            finding.hint("if it is a server of your own, add `--allow-private`")
        }
        Error::Timeout(_) => unreachable(url, "it takes too long to answer"),
        Error::HostNotFound => unreachable(url, "there is no such host"),
        error => unreachable(url, &error.to_string()),
    }
}

fn refused(address: &str, why: &str) -> Finding {
    Finding::error(Code::RefusedAddress, format!("cannot fetch `{address}`: {why}"))
        .hint("name a page's address, `https://…` or `http://…`")
}

fn unreachable(url: &Url, why: &str) -> Finding {
    Finding::error(Code::UnreachableAddress, format!("cannot fetch `{url}`: {why}"))
}
