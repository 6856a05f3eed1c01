//! The channel to an open tab: a WebSocket by which the tab learns that its page became another, what
//! is wrong with it, and how much is wrong elsewhere. (Server-sent events would take one of the six
//! connections that a browser allows a host, so the seventh tab would wait for ever.)

use std::{sync::Arc, time::Duration};

use http_body_util::Full;
use hyper::{
    Request, Response, StatusCode,
    body::{Bytes, Incoming},
    header::{CONNECTION, HeaderValue, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_VERSION, UPGRADE},
    upgrade::Upgraded,
};
use hyper_util::rt::TokioIo;
use serde::Serialize;
use tokio::time::{Instant, MissedTickBehavior};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{
        Message,
        handshake::derive_accept_key,
        protocol::{Role, WebSocketConfig},
    },
};

use super::{
    desk,
    editor::{Drawn, Editor},
    request::is_own_page,
    server::{Server, refusal},
};

/// Where the channel is opened.
pub const ADDRESS: &str = "/_preview/channel";

/// The longest message of a tab, in bytes: it only says which page it shows.
const LONGEST: usize = 8 << 10;

/// How often a tab is asked whether it is still there.
const BEAT: Duration = Duration::from_secs(30);

/// What a tab is told.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct News {
    /// Tells the page's content from any other.
    page: String,
    /// Why the page cannot be made, drawn for people.
    errors: Vec<Drawn>,
    /// How much is found on other pages; `None` until all events were read.
    others: Option<usize>,
}

/// Opens the channel to a tab, if a page of our own asks for it. `held` is kept while it is open.
pub fn open(server: &Arc<Server>, request: &mut Request<Incoming>, held: impl Send + 'static) -> Response<Full<Bytes>> {
    let headers = request.headers();
    let has = |name, wanted: &str| {
        let values = headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok()).unwrap_or_default();
        values.split(',').any(|value| value.trim().eq_ignore_ascii_case(wanted))
    };
    let asked = has(CONNECTION, "upgrade") && has(UPGRADE, "websocket") && has(SEC_WEBSOCKET_VERSION, "13");
    let Some(key) = headers.get(SEC_WEBSOCKET_KEY).filter(|_| asked) else { return refusal(400) };
    if !is_own_page(headers, &server.hosts) {
        return refusal(403);
    }
    let Ok(accepted) = HeaderValue::from_str(&derive_accept_key(key.as_bytes())) else { return refusal(400) };
    let upgrade = hyper::upgrade::on(request);
    let server = Arc::clone(server);
    tokio::spawn(async move {
        if let Ok(upgraded) = upgrade.await {
            talk(&server, upgraded).await;
        }
        drop(held);
    });
    let mut response = Response::new(Full::default());
    *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    let headers = response.headers_mut();
    headers.insert(CONNECTION, HeaderValue::from_static("Upgrade"));
    headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
    headers.insert(SEC_WEBSOCKET_ACCEPT, accepted);
    response
}

/// Tells a tab what it must know, until it goes.
async fn talk(server: &Arc<Server>, upgraded: Upgraded) {
    let config = WebSocketConfig::default().max_message_size(Some(LONGEST)).max_frame_size(Some(LONGEST));
    let mut socket = WebSocketStream::from_raw_socket(TokioIo::new(upgraded), Role::Server, Some(config)).await;
    let mut news = server.preview.news();
    let mut shows: Option<String> = None;
    let mut told: Option<News> = None;
    let mut beat = tokio::time::interval_at(Instant::now() + BEAT, BEAT);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut was_heard = true;
    loop {
        tokio::select! {
            message = next(&mut socket) => {
                was_heard = true;
                match message {
                    // The tab says which page it shows; its first news tell it whether that is out of date.
                    Some(Message::Text(page)) => (shows, told) = (Some(page.to_string()), None),
                    Some(Message::Binary(_)) | None => return,
                    Some(_) => continue,
                }
            }
            // A tab on another computer may go without a word.
            _ = beat.tick() => {
                if !was_heard || send(&mut socket, Message::Ping(Bytes::new())).await.is_none() {
                    return;
                }
                was_heard = false;
                continue;
            }
            changed = news.changed() => if changed.is_err() { return },
        }
        news.mark_unchanged();
        let Some(page) = shows.clone() else { continue };
        let worker = Arc::clone(server);
        let Ok(now) = tokio::task::spawn_blocking(move || look(&worker, &page)).await else { continue };
        if told.as_ref() == Some(&now) {
            continue;
        }
        let Ok(text) = serde_json::to_string(&now) else { continue };
        if send(&mut socket, Message::text(text)).await.is_none() {
            return;
        }
        told = Some(now);
    }
}

/// What there is to tell of the page at a path as the browser has it.
fn look(server: &Server, path: &str) -> News {
    let preview = &server.preview;
    let address = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    if let Some(rest) = address.strip_prefix("/_preview/") {
        return News { page: desk::get(preview, rest).tag, errors: Vec::new(), others: None };
    }
    let address = address.strip_suffix("index.html").unwrap_or(&address);
    let answer = preview.get(address);
    let snapshot = preview.current();
    let editor = Editor::new(preview, &snapshot);
    let errors: Vec<Drawn> = answer.errors.iter().map(|finding| editor.draw(finding)).collect();
    let others = preview.found().map(|all| all.saturating_sub(errors.len()));
    News { page: answer.tag.clone(), errors, others }
}

async fn next(socket: &mut WebSocketStream<TokioIo<Upgraded>>) -> Option<Message> {
    use futures_util::StreamExt as _;
    socket.next().await?.ok()
}

async fn send(socket: &mut WebSocketStream<TokioIo<Upgraded>>, message: Message) -> Option<()> {
    use futures_util::SinkExt as _;
    socket.send(message).await.ok()
}
