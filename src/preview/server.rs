//! The server: hyper on one thread, pages rendered on a few others.
//!
//! `tiny_http` 0.12 would have been the smaller choice, but its faults lie where no caller can reach them:
//! it reads the head of a request without a limit of time, on a thread for each slow client, before
//! anyone sees the request, and an accept that fails ends its listener. In a trial with 200 clients that
//! sent half a head it held 150 threads and had let go of none after 20 seconds; where the process could
//! open 600 files it refused every connection from then on. Closing connections and refusing bodies
//! mend neither. Here such clients are closed after [`HEAD`], 20 pages asked for beside them are answered,
//! every connection ends after its answer, there are never more connections than the system has files
//! for, and an accept that fails is tried again.

use std::{
    convert::Infallible,
    io,
    net::{IpAddr, SocketAddr, TcpListener},
    sync::Arc,
    time::Duration,
};

use http_body_util::Full;
use hyper::{
    Method, Request, Response, StatusCode,
    body::{Bytes, Incoming},
    header::{
        ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_RANGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderMap,
        HeaderValue, IF_NONE_MATCH, IF_RANGE, LOCATION, RANGE,
    },
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::TcpStream,
    sync::{OwnedSemaphorePermit, Semaphore},
};

use super::{
    Preview, channel, desk, media,
    pages::Answer,
    request::{self, Hosts, Refused},
};
use crate::page::{POLICY, address, policy};

/// How long a connection may wait for its request. Browsers open connections ahead of what they ask for, and
/// Chromium gives them up after ten seconds: it must not find that we were first.
const SILENCE: Duration = Duration::from_secs(30);

/// How long a client may take for the head of its request once it has begun, and for everything.
const HEAD: Duration = Duration::from_secs(5);
const WHOLE: Duration = Duration::from_secs(60);

/// Most bytes and lines of a head.
const HEAD_BYTES: usize = 16 << 10;
const HEAD_LINES: usize = 64;

/// Files that are left to everything but connections, and most connections.
const RESERVE: u64 = 24;
const MOST: u64 = 1024;

/// How many ports after the one that is asked for are tried.
const PORTS: u16 = 20;

/// What answers.
pub struct Server {
    pub preview: Arc<Preview>,
    pub hosts: Hosts,
}

/// Binds a port of an interface, or if it is busy one of the next.
///
/// # Errors
/// When none of them can be bound.
pub fn bind(interface: IpAddr, port: u16) -> io::Result<TcpListener> {
    let mut busy = None;
    for port in port..=port.saturating_add(if port == 0 { 0 } else { PORTS }) {
        match TcpListener::bind(SocketAddr::new(interface, port)) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => busy = Some(error),
            bound => return bound,
        }
    }
    Err(busy.unwrap_or_else(|| io::ErrorKind::AddrInUse.into()))
}

/// Answers requests until the program is asked to end.
///
/// # Errors
/// When the system has no means for a server.
pub fn serve(server: Arc<Server>, listener: TcpListener) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(8).build()?;
    let ended = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        tokio::select! {
            () = accept(server, listener) => Ok(()),
            ended = asked_to_end() => ended,
        }
    });
    // Tabs that are open are not waited for.
    runtime.shutdown_background();
    ended
}

#[cfg(unix)]
async fn asked_to_end() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminated = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminated.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn asked_to_end() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}

/// Takes connections for ever. That one cannot be taken is no reason to end.
async fn accept(server: Arc<Server>, listener: tokio::net::TcpListener) {
    let most = most_connections();
    let free = Arc::new(Semaphore::new(most));
    let tabs = Arc::new(Semaphore::new((most / 2).max(1)));
    loop {
        let Ok(permit) = Arc::clone(&free).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => drop(tokio::spawn(connection(Arc::clone(&server), stream, permit, Arc::clone(&tabs)))),
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

/// As many as the system has files for, less those that the preview needs itself.
fn most_connections() -> usize {
    #[cfg(unix)]
    let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile).current.unwrap_or(MOST);
    #[cfg(not(unix))]
    let limit = MOST;
    usize::try_from(limit.saturating_sub(RESERVE).clamp(4, MOST)).unwrap_or(4)
}

async fn connection(server: Arc<Server>, stream: TcpStream, permit: OwnedSemaphorePermit, tabs: Arc<Semaphore>) {
    if !matches!(tokio::time::timeout(SILENCE, stream.readable()).await, Ok(Ok(()))) {
        return;
    }
    let permit = Arc::new(permit);
    let service = service_fn(move |request: Request<Incoming>| {
        let (server, tabs, permit) = (Arc::clone(&server), Arc::clone(&tabs), Arc::clone(&permit));
        async move { Ok::<_, Infallible>(answer(&server, request, tabs, permit).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_BYTES)
        .max_headers(HEAD_LINES)
        .keep_alive(false)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    // How a connection ends is the client's business.
    let _ = tokio::time::timeout(WHOLE, connection).await;
}

async fn answer(
    server: &Arc<Server>,
    mut request: Request<Incoming>,
    tabs: Arc<Semaphore>,
    permit: Arc<OwnedSemaphorePermit>,
) -> Response<Full<Bytes>> {
    let wanted = request::wanted(request.method(), request.uri(), request.headers(), &server.hosts);
    let wanted = match wanted {
        Ok(wanted) => wanted,
        Err(Refused(status)) => return refusal(status),
    };
    if wanted == channel::ADDRESS {
        return match tabs.try_acquire_owned() {
            Ok(tab) => channel::open(server, &mut request, (tab, permit)),
            // The tab asks again later.
            Err(_) => refusal(503),
        };
    }
    let worker = Arc::clone(server);
    // A page that panics ends its own request, nothing else.
    let policy = policy(&wanted);
    match tokio::task::spawn_blocking(move || find(&worker, &wanted)).await {
        Ok(Whereabouts::Here(found)) => reply(request.method(), request.headers(), &found, policy),
        Ok(Whereabouts::Moved(to)) => moved(&to),
        Err(_) => refusal(500),
    }
}

enum Whereabouts {
    Here(Arc<Answer>),
    Moved(String),
}

fn find(server: &Server, wanted: &str) -> Whereabouts {
    if let Some(rest) = wanted.strip_prefix("/_preview/") {
        return Whereabouts::Here(Arc::new(desk::get(&server.preview, rest)));
    }
    let found = server.preview.get(wanted);
    if found.status != 404 {
        return Whereabouts::Here(found);
    }
    // The page for what is not found names its parts by the path that the site has on its own host.
    let base = &server.hosts.base;
    let below = wanted.strip_prefix(base.as_str()).filter(|_| base.len() > 1);
    if let Some(below) = below {
        let found = server.preview.get(&format!("/{below}"));
        if found.status != 404 {
            return Whereabouts::Here(found);
        }
    }
    let folder = format!("{wanted}/");
    if !wanted.ends_with('/') && server.preview.get(&folder).status != 404 {
        return Whereabouts::Moved(folder);
    }
    if let Some(folder) = wanted.strip_suffix("index.html").filter(|folder| folder.ends_with('/')) {
        let found = server.preview.get(folder);
        if found.status != 404 {
            return Whereabouts::Here(found);
        }
    }
    Whereabouts::Here(found)
}

fn reply(method: &Method, headers: &HeaderMap, answer: &Answer, policy: &str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::default());
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let tag = format!("\"{}\"", answer.tag);
    let mut body = answer.body.clone();
    if answer.status == 200 {
        let is_known = headers.get_all(IF_NONE_MATCH).iter().any(|known| {
            let known = known.to_str().unwrap_or_default();
            known == "*" || known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag)
        });
        let whole = headers.get(IF_RANGE).is_some_and(|known| known.as_bytes() != tag.as_bytes());
        let range = headers.get(RANGE).filter(|_| !whole).and_then(|range| range.to_str().ok());
        if is_known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            body = Bytes::new();
        } else {
            let length = body.len();
            match range.map_or(Asked::All, |range| asked(range, length)) {
                Asked::All => {}
                Asked::Part(part) => {
                    *response.status_mut() = StatusCode::PARTIAL_CONTENT;
                    set(&mut response, &CONTENT_RANGE, &format!("bytes {}-{}/{length}", part.start, part.end - 1));
                    body = body.slice(part);
                }
                Asked::Outside => {
                    *response.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
                    set(&mut response, &CONTENT_RANGE, &format!("bytes */{length}"));
                    body = Bytes::new();
                }
            }
        }
        set(&mut response, &ETAG, &tag);
        response.headers_mut().insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    }
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(answer.kind));
    if *method == Method::HEAD {
        set(&mut response, &hyper::header::CONTENT_LENGTH, &body.len().to_string());
    } else {
        *response.body_mut() = Full::new(body);
    }
    with_policy(response, policy)
}

/// What a `Range` asks for.
#[derive(Debug, PartialEq, Eq)]
enum Asked {
    /// Everything, also where it is not understood or asks for several parts.
    All,
    Part(std::ops::Range<usize>),
    /// A part that the file does not have.
    Outside,
}

/// Reads a `Range` (RFC 9110, 14.2) of a file of so many bytes.
fn asked(range: &str, length: usize) -> Asked {
    let number = |text: &str| text.parse::<usize>().ok();
    let Some((first, last)) = range.strip_prefix("bytes=").and_then(|range| range.trim().split_once('-')) else {
        return Asked::All;
    };
    let part = match (number(first), number(last)) {
        (None, Some(count)) if first.is_empty() => length.saturating_sub(count)..length,
        (Some(first), None) if last.is_empty() => first..length,
        (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(length),
        _ => return Asked::All,
    };
    if part.start < part.end { Asked::Part(part) } else { Asked::Outside }
}

fn moved(to: &str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::default());
    *response.status_mut() = StatusCode::PERMANENT_REDIRECT;
    set(&mut response, &LOCATION, &address::encoded(to));
    with_policy(response, POLICY)
}

/// An answer without a page.
pub fn refusal(status: u16) -> Response<Full<Bytes>> {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    let mut response = Response::new(Full::from(format!("{status}\n")));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media::kind("x.txt")));
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    with_policy(response, POLICY)
}

fn with_policy(mut response: Response<Full<Bytes>>, policy: &str) -> Response<Full<Bytes>> {
    set(&mut response, &CONTENT_SECURITY_POLICY, &format!("{policy}; frame-ancestors 'none'"));
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    response
}

fn set(response: &mut Response<Full<Bytes>>, name: &hyper::header::HeaderName, value: &str) {
    // What we write is plain; if it should not be, the header is left out.
    let _ = HeaderValue::from_str(value).map(|value| response.headers_mut().insert(name, value));
}

#[cfg(test)]
mod tests {
    use super::{Asked, asked};

    #[test]
    fn ranges_are_those_of_the_standard() {
        for (range, wanted) in [
            ("bytes=0-3", Asked::Part(0..4)),
            ("bytes=4-", Asked::Part(4..10)),
            ("bytes=-3", Asked::Part(7..10)),
            ("bytes=-30", Asked::Part(0..10)),
            ("bytes=8-100", Asked::Part(8..10)),
            ("bytes=0-18446744073709551615", Asked::Part(0..10)),
            ("bytes=10-", Asked::Outside),
            ("bytes=-0", Asked::Outside),
            ("bytes=5-3", Asked::All),
            ("bytes=0-1,4-5", Asked::All),
            ("lines=0-1", Asked::All),
            ("bytes=x-", Asked::All),
            ("bytes=-", Asked::All),
            ("bytes=99999999999999999999-", Asked::All),
        ] {
            assert_eq!(asked(range, 10), wanted, "{range}");
        }
        assert_eq!(asked("bytes=0-", 0), Asked::Outside);
    }
}
