//! The changes of an application over a real socket: an event when it changed, the end with the session and with the service,
//! and limits that keep no other client from being served.

use std::net::SocketAddr;
use std::time::Duration;

use registrar::domain::ids::ApplicationNumber;
use registrar::web::serve;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout};

use crate::support::{Persona, Portal, Visitor};

/// The real door over a socket.
struct Served {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    serving: JoinHandle<()>,
}

impl Served {
    async fn open(portal: &Portal) -> Self {
        let office = portal.office(false);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, told) = watch::channel(false);
        let serving = tokio::spawn(serve(office, listener, told));
        Self { address, stop, serving }
    }

    /// A request with the cookies of a visitor, from an address behind a proxy.
    async fn ask(&self, visitor: &Visitor, path: &str, from: &str) -> TcpStream {
        let cookies: Vec<String> =
            visitor.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {}\r\nX-Forwarded-For: {from}\r\nConnection: close\r\n\r\n",
            cookies.join("; ")
        );
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        stream
    }
}

/// What comes on a stream until it says these words or ends.
async fn heard(stream: &mut TcpStream, words: &str) -> String {
    let (mut all, mut some) = (Vec::new(), [0; 4096]);
    let hear = async {
        loop {
            let length = stream.read(&mut some).await.unwrap_or(0);
            all.extend_from_slice(&some[..length]);
            if length == 0 || String::from_utf8_lossy(&all).contains(words) {
                return;
            }
        }
    };
    timeout(Duration::from_secs(20), hear).await.unwrap_or_else(|_| panic!("«{words}» does not come"));
    String::from_utf8_lossy(&all).into_owned()
}

async fn another(portal: &Portal, login: &str) -> Visitor {
    let program = portal.its_login(login, "forsait").await;
    let persona: Persona = portal.known(&program.login.login).await;
    portal.visit(&persona).await
}

fn changes(number: ApplicationNumber, since: i32) -> String {
    format!("/cabinet/applications/{number}/changes?since={since}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_is_told_at_once_and_what_was_missed_too() {
    let portal = Portal::open().await;
    let (staff, served) = (portal.staff().await, Served::open(&portal).await);
    let number = portal.send(&portal.draft()).await;
    let sender = another(&portal, "its-demo").await;
    let mut stream = served.ask(&sender, &changes(number, 1), "192.0.2.1").await;
    let begun = heard(&mut stream, "retry").await;
    assert!(begun.contains("200 OK") && begun.contains("text/event-stream"), "{begun}");
    let taken = portal.take(&staff, number).await;
    let asked = Instant::now();
    let told = heard(&mut stream, "event: changed").await;
    assert!(told.contains(&format!("id: {}", taken.version)), "{told}");
    assert!(asked.elapsed() < Duration::from_secs(8), "{:?}", asked.elapsed());
    heard(&mut stream, "the end").await;
    let mut late = served.ask(&sender, &changes(number, 1), "192.0.2.1").await;
    heard(&mut late, "event: changed").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signed_out_is_told_nothing_more_and_the_service_ends_at_once() {
    let portal = Portal::open().await;
    let (staff, served) = (portal.staff().await, Served::open(&portal).await);
    let number = portal.send(&portal.draft()).await;
    let (mut leaving, staying) = (another(&portal, "its-demo").await, another(&portal, "its-demo").await);
    let mut stream = served.ask(&leaving, &changes(number, 1), "192.0.2.1").await;
    heard(&mut stream, "retry").await;
    leaving.open("/profile").await;
    leaving.send("/sign-out", &[]).await;
    portal.take(&staff, number).await;
    let rest = heard(&mut stream, "event: changed").await;
    assert!(!rest.contains("event: changed"), "{rest}");
    let mut stream = served.ask(&staying, &changes(number, 2), "192.0.2.1").await;
    heard(&mut stream, "retry").await;
    let told = Instant::now();
    served.stop.send(true).unwrap();
    heard(&mut stream, "the end").await;
    timeout(Duration::from_secs(10), served.serving).await.unwrap().unwrap();
    assert!(told.elapsed() < Duration::from_secs(10), "{:?}", told.elapsed());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_streams_of_one_address_are_limited_in_words_and_others_are_served() {
    let portal = Portal::open().await;
    let served = Served::open(&portal).await;
    let number = portal.send(&portal.draft()).await;
    let address = changes(number, 1);
    let (mut open, mut refused) = (Vec::new(), 0);
    for _ in 0..40 {
        let visitor = another(&portal, "its-demo").await;
        for _ in 0..5 {
            let mut stream = served.ask(&visitor, &address, "192.0.2.1").await;
            let answer = heard(&mut stream, "retry").await;
            if answer.contains("200 OK") {
                open.push(stream);
            } else {
                let said = answer.contains("<h1>") || heard(&mut stream, "<h1>").await.contains("<h1>");
                assert!(
                    said && answer.contains("429") && answer.to_lowercase().contains("retry-after"),
                    "{answer}"
                );
                refused += 1;
            }
        }
    }
    assert_eq!((open.len(), refused), (60, 140));
    let other = another(&portal, "its-demo").await;
    let mut stream = served.ask(&other, &address, "192.0.2.2").await;
    assert!(heard(&mut stream, "retry").await.contains("200 OK"), "from another address");
    let begun = Instant::now();
    let mut page = served.ask(&other, &format!("/cabinet/applications/{number}"), "192.0.2.1").await;
    assert!(heard(&mut page, "Обновить статус").await.contains("200 OK"), "pages are served");
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    drop(open);
}
