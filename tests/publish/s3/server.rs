//! An object store in this process: one that checks signatures, keeps a log, and fails when it is told to. What it
//! stores can also be read without a signature, as readers of a site do.

use std::{
    convert::Infallible,
    io,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use http_body_util::{BodyExt, Full};
use hyper::{
    Method, Request, Response, StatusCode,
    body::{Bytes, Incoming},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use s3s::{
    auth::SimpleAuth,
    service::{S3Service, S3ServiceBuilder},
};
use s3s_fs::FileSystem;
use tempfile::TempDir;
use tokio::{net::TcpListener, sync::oneshot};

pub const ID: &str = "AKIDEXAMPLE";
pub const SECRET: &str = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY";
pub const BUCKET: &str = "site";

/// What the server does with a request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Act {
    Answer,
    /// Answers after so many milliseconds.
    Late(u64),
    /// Fails with a status and a code of S3.
    Fail(u16, &'static str),
    /// Closes the connection before anything is done.
    Cut,
    /// Does what is asked, and closes the connection instead of answering.
    CutAfter,
    /// Breaks off in the middle of its answer.
    Truncate,
}

type Acting = Arc<Mutex<Box<dyn FnMut(&Asked) -> Act + Send>>>;

/// A request that came in.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    pub method: Method,
    /// The key, decoded; empty for the bucket itself.
    pub key: String,
}

pub struct Server {
    pub folder: TempDir,
    pub address: SocketAddr,
    /// Where readers are answered.
    pub open: SocketAddr,
    log: Arc<Mutex<Vec<Asked>>>,
    acting: Acting,
    under_way: Arc<AtomicUsize>,
    _end: oneshot::Sender<()>,
}

impl Server {
    pub fn new() -> Server {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(BUCKET)).unwrap();
        let service = |is_open: bool| {
            let mut builder = S3ServiceBuilder::new(FileSystem::new(folder.path()).unwrap());
            if !is_open {
                builder.set_auth(SimpleAuth::from_single(ID, SECRET));
            }
            builder.build()
        };
        let (closed, open) = (service(false), service(true));
        let log = Arc::<Mutex<Vec<Asked>>>::default();
        let acting: Acting = Arc::new(Mutex::new(Box::new(|_| Act::Answer)));
        let (end, ended) = oneshot::channel::<()>();
        let (told, addresses) = mpsc::channel();
        let under_way = Arc::<AtomicUsize>::default();
        let state = State { log: Arc::clone(&log), acting: Arc::clone(&acting), under_way: Arc::clone(&under_way) };
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async move {
                let one = TcpListener::bind("127.0.0.1:0").await.unwrap();
                let other = TcpListener::bind("127.0.0.1:0").await.unwrap();
                told.send((one.local_addr().unwrap(), other.local_addr().unwrap())).unwrap();
                tokio::select! {
                    () = accept(one, closed, state) => {}
                    () = accept(other, open, State::default()) => {}
                    _ = ended => {}
                }
            });
        });
        let (address, open) = addresses.recv().unwrap();
        Server { folder, address, open, log, acting, under_way, _end: end }
    }

    /// The settings of a target here.
    pub fn settings(&self, more: &str) -> String {
        format!("[publish.main]\nkind = \"s3\"\nbucket = \"{BUCKET}\"\nendpoint = \"http://{}\"\n{more}", self.address)
    }

    /// The address below which readers find what is stored.
    pub fn readers(&self) -> String {
        format!("http://{}/{BUCKET}", self.open)
    }

    /// From now on the server does this.
    pub fn act(&self, act: impl FnMut(&Asked) -> Act + Send + 'static) {
        *self.acting.lock().unwrap() = Box::new(act);
    }

    /// How many requests there were since then.
    pub fn log_len(&self) -> usize {
        self.log.lock().unwrap().len()
    }

    /// How many requests have come in and are not done with.
    pub fn under_way(&self) -> usize {
        self.under_way.load(Ordering::SeqCst)
    }

    /// The requests since the last time.
    pub fn log(&self) -> Vec<Asked> {
        std::mem::take(&mut *self.log.lock().unwrap())
    }
}

/// What the server shares with the test.
#[derive(Clone)]
struct State {
    log: Arc<Mutex<Vec<Asked>>>,
    acting: Acting,
    under_way: Arc<AtomicUsize>,
}

impl Default for State {
    fn default() -> State {
        State {
            log: Arc::default(),
            acting: Arc::new(Mutex::new(Box::new(|_| Act::Answer))),
            under_way: Arc::default(),
        }
    }
}

/// Counts down when a request is done with, or given up.
struct Counted(Arc<AtomicUsize>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

async fn accept(listener: TcpListener, service: S3Service, state: State) {
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        let _ = stream.set_nodelay(true);
        let (service, state) = (service.clone(), state.clone());
        tokio::spawn(async move {
            let answer = service_fn(move |request| answer(request, service.clone(), state.clone()));
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), answer).await;
        });
    }
}

async fn answer(request: Request<Incoming>, service: S3Service, state: State) -> Result<Response<Cuttable>, io::Error> {
    state.under_way.fetch_add(1, Ordering::SeqCst);
    let counted = Counted(Arc::clone(&state.under_way));
    let path = percent_encoding::percent_decode_str(request.uri().path()).decode_utf8_lossy().into_owned();
    let key = path.trim_start_matches('/').split_once('/').map_or("", |(_, key)| key).to_owned();
    let asked = Asked { method: request.method().clone(), key };
    state.log.lock().unwrap().push(asked.clone());
    let act = state.acting.lock().unwrap()(&asked);
    match act {
        Act::Cut => return Err(io::Error::other("cut")),
        Act::Fail(status, code) => {
            // What is sent has to be read, or the connection breaks off instead.
            let _ = request.into_body().collect().await;
            let body = format!(
                "<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>Told to fail.</Message><AWSAccessKeyId>{ID}</AWSAccessKeyId></Error>"
            );
            let mut response = Response::new(Cuttable::whole(body.into()));
            *response.status_mut() = StatusCode::from_u16(status).unwrap();
            return Ok(response);
        }
        Act::Late(time) => tokio::time::sleep(Duration::from_millis(time)).await,
        Act::Answer | Act::CutAfter | Act::Truncate => {}
    }
    // What has come in whole is done, even if nobody waits for the answer any more.
    let done = tokio::spawn(async move {
        let done = service.call(request.map(s3s::Body::from)).await;
        drop(counted);
        done
    });
    let response = done.await.unwrap().map_err(|error| io::Error::other(format!("{error:?}")))?;
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.map_err(io::Error::other)?.to_bytes();
    if act == Act::CutAfter {
        return Err(io::Error::other("cut"));
    }
    let body = if act == Act::Truncate { Cuttable::half(&bytes) } else { Cuttable::whole(bytes) };
    Ok(Response::from_parts(parts, body))
}

/// A body that may end too early.
pub struct Cuttable {
    bytes: Full<Bytes>,
    is_cut: bool,
    size: u64,
}

impl Cuttable {
    fn whole(bytes: Bytes) -> Cuttable {
        Cuttable { size: bytes.len() as u64, bytes: Full::new(bytes), is_cut: false }
    }

    fn half(bytes: &Bytes) -> Cuttable {
        let half = bytes.slice(..bytes.len() / 2);
        Cuttable { size: bytes.len() as u64, bytes: Full::new(half), is_cut: true }
    }
}

impl hyper::body::Body for Cuttable {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<hyper::body::Frame<Bytes>, io::Error>>> {
        let frame = std::pin::Pin::new(&mut self.bytes).poll_frame(context);
        match frame {
            std::task::Poll::Ready(None) if self.is_cut => std::task::Poll::Ready(Some(Err(io::Error::other("cut")))),
            frame => frame.map(|frame| frame.map(|frame| frame.map_err(|error: Infallible| match error {}))),
        }
    }

    fn size_hint(&self) -> hyper::body::SizeHint {
        hyper::body::SizeHint::with_exact(self.size)
    }
}
