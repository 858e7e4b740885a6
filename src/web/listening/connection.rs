//! A connection: its HTTP version, its timeouts, and its end.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::response::Response;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::{http1, http2};
use hyper::service::Service as _;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, sleep_until, timeout};
use tokio_io_timeout::TimeoutStream;

use super::places::Seat;
use super::told;
use super::turn::{OfTurn, Turn};
use crate::web::streams::Stopping;

/// The timeout for the first byte, for the head of a request, and between two requests.
const HEAD: Duration = Duration::from_secs(10);
/// The timeout for a client that does not read an answer.
const READING: Duration = Duration::from_secs(30);
/// HTTP/2: the timeout of a connection without requests.
const IDLE: Duration = Duration::from_mins(1);
/// HTTP/2: the timeout while answers are in progress and none of them ends.
const ANSWERING: Duration = Duration::from_mins(2);
/// HTTP/2: the interval of pings, and the timeout of their answers.
const PING: Duration = Duration::from_secs(20);
/// HTTP/2: the limit of concurrent requests.
const STREAMS: u32 = 64;
/// The limit of a request's head, in bytes.
const LARGEST_HEAD: u32 = 32 * 1024;
/// The preface of an HTTP/2 connection.
const PREFACE: &[u8; 24] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
/// The pause between two looks at an incomplete preface.
const A_MOMENT: Duration = Duration::from_millis(20);
/// After an early answer: how long, in all and in silence, the rest of the request is read and discarded, so that the
/// client gets to read the answer.
const LINGER: Duration = Duration::from_secs(10);
const LINGER_IN_SILENCE: Duration = Duration::from_secs(2);

type Io = TokioIo<Pin<Box<TimeoutStream<TcpStream>>>>;

/// An accepted connection.
pub(super) struct Connection {
    pub(super) stream: TcpStream,
    /// The peer's address.
    pub(super) peer: SocketAddr,
    /// Its place among the open connections.
    pub(super) seat: Arc<Seat>,
    /// Becomes true when the service stops.
    pub(super) stop: watch::Receiver<bool>,
}

impl Connection {
    pub(super) async fn serve(self, door: Router) {
        let spoken = tokio::select! {
            // Nothing was requested yet, so the connection may close.
            () = told(&self.stop) => return,
            () = self.seat.evicted() => return,
            spoken = timeout(HEAD, speaks_http2(&self.stream)) => spoken,
        };
        let Ok(Ok(http2)) = spoken else { return };
        let _ = self.stream.set_nodelay(true);
        let mut stream = TimeoutStream::new(self.stream);
        stream.set_write_timeout(Some(READING));
        let io = TokioIo::new(Box::pin(stream));
        let answering = Answering {
            door: TowerToHyperService::new(door),
            peer: self.peer,
            seat: self.seat,
            early: Arc::default(),
            stopping: Stopping(self.stop.clone()),
        };
        if http2 {
            answering.http2(io, &self.stop).await;
        } else {
            answering.http1(io, &self.stop).await;
        }
    }
}

/// The service that answers the requests of a connection.
#[derive(Clone)]
struct Answering {
    door: TowerToHyperService<Router>,
    peer: SocketAddr,
    seat: Arc<Seat>,
    /// Whether a request was answered before its body was read to the end.
    early: Arc<AtomicBool>,
    stopping: Stopping,
}

impl Answering {
    async fn answer(self, request: Request<Incoming>) -> Result<Response, Infallible> {
        let turn = Turn::of(&self.seat);
        let mut request = request.map(|body| OfTurn::wrap(body, &turn));
        request.extensions_mut().insert(ConnectInfo(self.peer));
        request.extensions_mut().insert(self.stopping);
        let answer = self.door.call(request).await?;
        if turn.begin() {
            self.early.store(true, Ordering::Relaxed);
        }
        Ok(answer.map(|body| OfTurn::wrap(body, &turn)))
    }

    async fn http1(self, mut io: Io, stop: &watch::Receiver<bool>) {
        let (seat, early) = (Arc::clone(&self.seat), Arc::clone(&self.early));
        if self.http1_to_its_end(&mut io, stop).await && early.load(Ordering::Relaxed) {
            let lingering = timeout(LINGER, linger(io.into_inner()));
            tokio::select! { _ = lingering => {}, () = seat.evicted() => {} }
        }
    }

    /// Serves until both sides are done; returns false when the connection broke off.
    async fn http1_to_its_end(self, io: &mut Io, stop: &watch::Receiver<bool>) -> bool {
        let seat = Arc::clone(&self.seat);
        let service = hyper::service::service_fn(move |request| self.clone().answer(request));
        let mut served = pin!(
            http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEAD)
                .serve_connection(io, service)
        );
        let mut stopping = false;
        loop {
            tokio::select! {
                done = served.as_mut() => return done.is_ok(),
                () = seat.evicted() => return false,
                () = told(stop), if !stopping => {
                    stopping = true;
                    served.as_mut().graceful_shutdown();
                }
            }
        }
    }

    async fn http2(self, io: Io, stop: &watch::Receiver<bool>) {
        let seat = Arc::clone(&self.seat);
        let service = hyper::service::service_fn(move |request| self.clone().answer(request));
        let mut served = pin!(
            http2::Builder::new(TokioExecutor::new())
                .timer(TokioTimer::new())
                .keep_alive_interval(PING)
                .keep_alive_timeout(PING)
                .max_concurrent_streams(STREAMS)
                .max_header_list_size(LARGEST_HEAD)
                .serve_connection(io, service)
        );
        let mut stopping = None;
        loop {
            let overdue = overdue_at(&seat, stopping);
            tokio::select! {
                _ = served.as_mut() => return,
                () = seat.evicted() => return,
                () = told(stop), if stopping.is_none() => {
                    stopping = Some(Instant::now());
                    served.as_mut().graceful_shutdown();
                }
                () = sleep_until(overdue) => {
                    if overdue_at(&seat, stopping) <= Instant::now() { return }
                }
            }
        }
    }
}

/// The deadline of an HTTP/2 connection: for a request, or for reading an answer.
fn overdue_at(seat: &Seat, stopping: Option<Instant>) -> Instant {
    let (answering, since) = seat.state();
    match (answering, stopping) {
        (0, Some(told)) => since.max(told) + HEAD,
        (0, None) => since + IDLE,
        (_, _) => since + ANSWERING,
    }
}

/// Whether the client speaks HTTP/2; peeks without consuming bytes.
async fn speaks_http2(stream: &TcpStream) -> std::io::Result<bool> {
    let mut seen = [0; PREFACE.len()];
    loop {
        let length = stream.peek(&mut seen).await?;
        if length == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if !PREFACE.starts_with(&seen[..length]) {
            return Ok(false);
        }
        if length == PREFACE.len() {
            return Ok(true);
        }
        sleep(A_MOMENT).await;
    }
}

/// Reads and discards what the client still sends. Closing with unread bytes would reset the connection, and the client
/// would lose the answer.
async fn linger(mut stream: Pin<Box<TimeoutStream<TcpStream>>>) {
    let _ = stream.shutdown().await;
    let mut waste = vec![0; 16 * 1024];
    while let Ok(Ok(1..)) = timeout(LINGER_IN_SILENCE, stream.read(&mut waste)).await {}
}
