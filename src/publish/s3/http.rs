//! How the crate that speaks S3 gets to the network: through the HTTP client that the program has anyway, so that
//! there is one way of TLS, with one set of root certificates.
//!
//! An answer is read whole before it is handed on, so that one which breaks off in the middle counts as a request
//! that failed, and is made again.
#![allow(clippy::disallowed_methods, reason = "publishing needs the network")]

use std::{error::Error as _, io, net::IpAddr, time::Duration};

use futures_util::future::BoxFuture;
use http_body_util::BodyExt;
use object_store::{
    ClientOptions,
    client::{
        HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse, HttpResponseBody, HttpService,
    },
};
use ureq::{
    Agent, Error,
    config::{AutoHeaderValue, Config},
    http::{Request, Response},
};

/// The longest answer that is read: a list of many thousand objects has less.
const MAX_ANSWER: u64 = 256 << 20;

/// How long a server may take to begin its answer once it has the request.
const PATIENCE: Duration = Duration::from_secs(30);

/// The slowest line on which a file still gets through, in bytes a second.
const SLOWEST: u64 = 8 << 10;

/// Makes clients that keep so many connections open.
#[derive(Debug)]
pub struct Connector {
    pub connections: usize,
}

impl HttpConnector for Connector {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        let common = || {
            Config::builder()
                .max_redirects(0)
                .max_redirects_will_error(false)
                .http_status_as_error(false)
                .max_idle_connections(self.connections)
                .max_idle_connections_per_host(self.connections)
                .max_response_header_size(64 << 10)
                .user_agent(concat!("rashomon/", env!("CARGO_PKG_VERSION")))
                // The headers are signed as they are; an answer is wanted as it was stored.
                .accept(AutoHeaderValue::None)
                .accept_encoding(AutoHeaderValue::None)
                .timeout_connect(Some(Duration::from_secs(10)))
                .timeout_recv_response(Some(PATIENCE))
                .timeout_recv_body(Some(8 * PATIENCE))
        };
        let agent = common().build().new_agent();
        // What a machine knows of itself, it tells at once or not at all, and no proxy can tell it.
        let near = common().proxy(None).timeout_global(Some(Duration::from_secs(2))).build().new_agent();
        Ok(HttpClient::new(Service { agent, near }))
    }
}

#[derive(Debug)]
struct Service {
    agent: Agent,
    near: Agent,
}

impl HttpService for Service {
    fn call<'s, 'f>(&'s self, request: HttpRequest) -> BoxFuture<'f, Result<HttpResponse, HttpError>>
    where
        's: 'f,
        Self: 'f,
    {
        let is_near = is_link_local(request.uri().host().unwrap_or_default());
        let agent = if is_near { self.near.clone() } else { self.agent.clone() };
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = body.collect().await?.to_bytes();
            let answer = tokio::task::spawn_blocking(move || ask(&agent, Request::from_parts(parts, &*body)));
            match answer.await {
                Ok(Ok(answer)) => Ok(answer.map(HttpResponseBody::from)),
                // Nobody is there, so asking again would only take time.
                Ok(Err(error)) if is_near => Err(HttpError::new(HttpErrorKind::Unknown, error)),
                Ok(Err(error)) => Err(HttpError::new(kind(&error), error)),
                Err(error) => Err(HttpError::new(HttpErrorKind::Unknown, error)),
            }
        })
    }
}

fn ask(agent: &Agent, request: Request<&[u8]>) -> Result<Response<Vec<u8>>, Error> {
    let size = u64::try_from(request.body().len()).unwrap_or(u64::MAX);
    let time = PATIENCE + Duration::from_secs(size / SLOWEST);
    let is_bare = request.body().is_empty() && !matches!(request.method().as_str(), "PUT" | "POST");
    let answer = if is_bare {
        agent.run(request.map(|_| ()))?
    } else {
        agent.run(agent.configure_request(request).timeout_send_body(Some(time)).build())?
    };
    let (parts, mut body) = answer.into_parts();
    let bytes = body.with_config().limit(MAX_ANSWER).read_to_vec()?;
    Ok(Response::from_parts(parts, bytes))
}

/// Whether a host is an address of the machine's own surroundings (RFC 3927), where clouds tell credentials.
fn is_link_local(host: &str) -> bool {
    matches!(host.parse(), Ok(IpAddr::V4(ip)) if ip.is_link_local())
}

/// What went wrong, as far as it matters for whether the request is made again.
fn kind(error: &Error) -> HttpErrorKind {
    match error {
        Error::Timeout(_) => HttpErrorKind::Timeout,
        Error::ConnectionFailed | Error::HostNotFound | Error::ConnectProxyFailed(_) => HttpErrorKind::Connect,
        Error::Io(error) if is_about_tls(error) => HttpErrorKind::Unknown,
        Error::Io(error) if error.kind() == io::ErrorKind::ConnectionRefused || is_about_names(error) => {
            HttpErrorKind::Connect
        }
        Error::Io(error) if error.kind() == io::ErrorKind::TimedOut => HttpErrorKind::Timeout,
        Error::Io(_) | Error::Protocol(_) | Error::BodyStalled => HttpErrorKind::Interrupted,
        _ => HttpErrorKind::Unknown,
    }
}

/// Whether an error is that of a name which the system cannot resolve; it has no kind of its own.
fn is_about_names(error: &io::Error) -> bool {
    error.to_string().contains("lookup")
}

/// Whether an error is one that TLS reports: a certificate does not get better by asking again.
fn is_about_tls(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::InvalidData
        || error.source().is_some_and(|source| source.to_string().contains("certificate"))
}
