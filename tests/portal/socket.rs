//! The sockets of the web server in the real process. Clients that send nothing, send half a request or do not read are
//! disconnected soon. They delay no other client and do not keep the process from stopping.

use std::io::{BufRead as _, BufReader, ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::http::Request;

use crate::support::Portal;

/// A request that needs no database.
const LIVE: &str = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
/// The tolerance for time limits on a busy machine.
const GRACE: Duration = Duration::from_secs(8);

/// A process of the web server.
struct Door {
    process: Child,
    port: u16,
}

impl Door {
    fn open(portal: &Portal) -> Self {
        let mut process = portal
            .program_process("serve", "builtin:")
            .env("REGISTRAR_LISTEN", "127.0.0.1:0")
            .env("REGISTRAR_SECRET", "0123456789abcdef0123456789abcdef")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        // The log uses the same pipe, so a thread must keep reading it.
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let told =
            lines.find_map(|line| line.unwrap().strip_prefix("listening on http://").map(str::to_owned));
        std::thread::spawn(move || lines.for_each(drop));
        let port = told.unwrap().rsplit(':').next().unwrap().parse().unwrap();
        Self { process, port }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        stream
    }

    /// A connection on which these bytes were sent.
    fn sent(&self, bytes: &str) -> TcpStream {
        let mut stream = self.connect();
        stream.write_all(bytes.as_bytes()).unwrap();
        stream
    }

    /// How long another client waits for an answer.
    fn serves_others(&self) -> Duration {
        let begun = Instant::now();
        let mut stream = self.sent(LIVE);
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        assert!(answer(&mut stream).starts_with("HTTP/1.1 200"));
        begun.elapsed()
    }

    /// Tells the process to stop and returns how long it took to end.
    fn stop(mut self) -> Duration {
        let begun = Instant::now();
        let told = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status().unwrap();
        assert!(told.success());
        while self.process.try_wait().unwrap().is_none() {
            assert!(begun.elapsed() < Duration::from_mins(2), "it does not end");
            std::thread::sleep(Duration::from_millis(50));
        }
        begun.elapsed()
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The first bytes of the answer.
fn answer(stream: &mut TcpStream) -> String {
    let mut bytes = [0; 4096];
    let length = stream.read(&mut bytes).unwrap();
    String::from_utf8_lossy(&bytes[..length]).into_owned()
}

/// Whether the server has closed the connection. Bytes that arrived before are skipped.
fn is_closed(mut stream: &TcpStream) -> bool {
    let mut bytes = [0; 4096];
    stream.set_nonblocking(true).unwrap();
    loop {
        match stream.read(&mut bytes) {
            Ok(0) => return true,
            Ok(_) => {}
            Err(error) => return error.kind() != ErrorKind::WouldBlock,
        }
    }
}

/// How long the server takes to close all of these connections.
fn closed_after(streams: &[TcpStream]) -> Duration {
    let begun = Instant::now();
    while !streams.iter().all(is_closed) {
        assert!(begun.elapsed() < Duration::from_mins(1), "some are never closed");
        std::thread::sleep(Duration::from_millis(100));
    }
    begun.elapsed()
}

#[tokio::test(flavor = "multi_thread")]
async fn unfinished_heads_and_idle_connections_hold_up_nobody_and_are_closed() {
    let portal = Portal::open().await;
    let door = Door::open(&portal);
    let heads: Vec<_> =
        (0..300).map(|_| door.sent("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")).collect();
    let beside_heads = door.serves_others();
    let mut idle: Vec<_> = (0..300).map(|_| door.sent(LIVE)).collect();
    for stream in &mut idle {
        // The server may have closed a connection for later ones, but only after it had answered.
        assert!(answer(stream).starts_with("HTTP/1.1 200"));
    }
    let beside_both = door.serves_others();
    let silent: Vec<_> = (0..600).map(|_| door.connect()).collect();
    let beside_all = door.serves_others();
    let took = closed_after(&[heads, idle, silent].into_iter().flatten().collect::<Vec<_>>());
    eprintln!(
        "others were served beside 300 unfinished heads after {beside_heads:?}, beside 300 idle ones too after \
         {beside_both:?}, beside 600 silent ones too after {beside_all:?}; all 1200 were closed after {took:?}"
    );
    assert!(beside_heads.max(beside_both).max(beside_all) < Duration::from_secs(5));
    assert!(took < Duration::from_secs(10) + GRACE);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_stops_half_way_is_answered_in_words_and_closed() {
    let portal = Portal::open().await;
    let door = Door::open(&portal);
    let begun = Instant::now();
    let head =
        "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    let mut half = door.sent(&format!("{head}Content-Length: 100\r\n\r\ncsrf="));
    let mut said = String::new();
    half.read_to_string(&mut said).unwrap();
    assert!(said.starts_with("HTTP/1.1 422") && said.contains("оборвалась"), "{said}");
    assert!(begun.elapsed() < Duration::from_secs(12) + GRACE, "{:?}", begun.elapsed());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_is_answered_before_it_was_read_is_answered_in_words() {
    let portal = Portal::open().await;
    let door = Door::open(&portal);
    let head =
        "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    let foreign = "Origin: http://evil.example\r\n";
    for (headers, size, status) in
        [("", 8 << 20, "413"), (foreign, 8 << 20, "403"), (foreign, 1 << 20, "403")]
    {
        let mut sender = door.sent(&format!("{head}{headers}Content-Length: {size}\r\n\r\n"));
        // Like a browser, the client sends the whole body before it reads.
        let body = vec![b'a'; size];
        sender.write_all(&body).unwrap_or_else(|error| panic!("{status}: cut off while sending: {error}"));
        let mut said = String::new();
        sender.read_to_string(&mut said).unwrap_or_else(|error| panic!("{status}: {error}"));
        assert!(said.starts_with(&format!("HTTP/1.1 {status}")) && said.contains("<h1>"), "{said}");
    }
}

/// An HTTP/2 client of the server.
async fn http2(door: &Door) -> h2::client::SendRequest<Bytes> {
    let stream = tokio::net::TcpStream::connect(("127.0.0.1", door.port)).await.unwrap();
    let (client, connection) = h2::client::handshake(stream).await.unwrap();
    tokio::spawn(async move {
        let _ = connection.await;
    });
    client.ready().await.unwrap()
}

fn asked(door: &Door, path: &str) -> axum::http::request::Builder {
    Request::post(format!("http://localhost:{}{path}", door.port))
}

#[tokio::test(flavor = "multi_thread")]
async fn streams_of_http2_that_are_left_open_hold_up_nobody_and_are_answered() {
    let portal = Portal::open().await;
    let door = Door::open(&portal);
    let mut open = Vec::new();
    let mut answers = Vec::new();
    for _ in 0..10 {
        let mut client = http2(&door).await;
        for _ in 0..20 {
            let (answer, sending) =
                client.send_request(asked(&door, "/sign-in").body(()).unwrap(), false).unwrap();
            answers.push(answer);
            open.push(sending);
        }
        open.shrink_to_fit();
    }
    let begun = Instant::now();
    let others = door.serves_others();
    for answer in answers {
        assert_eq!(answer.await.unwrap().status(), 422);
    }
    eprintln!(
        "others were served beside 200 open streams after {others:?}; they were answered after {:?}",
        begun.elapsed()
    );
    assert!(others < Duration::from_secs(5));
    assert!(begun.elapsed() < Duration::from_secs(12) + GRACE);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_foreign_origin_is_refused_on_http2_too() {
    let portal = Portal::open().await;
    let door = Door::open(&portal);
    let own = format!("http://localhost:{}", door.port);
    for (origin, status) in [("http://evil.example", 403), ("null", 403), (own.as_str(), 401)] {
        let mut client = http2(&door).await;
        let request = asked(&door, "/api/v1/applications").header("origin", origin).body(()).unwrap();
        let (answer, _) = client.send_request(request, true).unwrap();
        assert_eq!(answer.await.unwrap().status(), status, "{origin}");
    }
}

/// A client that requests far more than the buffers hold and does not read it.
fn reader(door: &Door) -> TcpStream {
    let mut page = door.sent("GET /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    let mut text = String::new();
    page.read_to_string(&mut text).unwrap();
    let style = text
        .split('"')
        .find(|word| Path::new(word).extension().is_some_and(|kind| kind == "css"))
        .unwrap()
        .to_owned();
    door.sent(&format!("GET {style} HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(100))
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_holds_a_connection_does_not_keep_the_process_from_its_end() {
    let portal = Portal::open().await;
    let body = "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\ncsrf=";
    let (head, preface) = ("GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ", "PRI * HTTP/2.0\r\n");
    let cases = [
        ("nobody", 2),
        ("silent", 2),
        ("idle", 2),
        ("head", 10),
        ("preface", 2),
        ("body", 12),
        ("reader", 30),
        ("http2 idle", 12),
        ("http2 stream", 12),
    ];
    for (case, limit) in cases {
        let door = Door::open(&portal);
        let (mut kept, mut client, mut stream) = (Vec::new(), None, None);
        match case {
            "silent" => kept.push(door.connect()),
            "idle" => {
                kept.push(door.sent(LIVE));
                assert!(answer(&mut kept[0]).starts_with("HTTP/1.1 200"));
            }
            "head" => kept.push(door.sent(head)),
            "preface" => kept.push(door.sent(preface)),
            "body" => kept.push(door.sent(body)),
            "reader" => kept.push(reader(&door)),
            "http2 idle" => client = Some(http2(&door).await),
            "http2 stream" => {
                let mut asking = http2(&door).await;
                stream =
                    Some(asking.send_request(asked(&door, "/sign-in").body(()).unwrap(), false).unwrap());
                client = Some(asking);
            }
            _ => {}
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
        let took = door.stop();
        eprintln!("SIGTERM with {case}: ended after {took:.1?}");
        assert!(took < Duration::from_secs(limit) + GRACE, "{case}: {took:?}");
        drop((kept, client, stream));
    }
}
