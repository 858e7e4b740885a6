//! A gateway that is gone, or refuses: nobody else is held up, and a code that is too old is never sent.

use axum::http::StatusCode;
use chrono::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::PHONE;
use crate::support::Portal;

/// A port on which no process listens.
async fn gone() -> String {
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    format!("http://127.0.0.1:{port}")
}

/// A gateway that gives this answer to everybody.
async fn answering(answer: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut read = [0; 4096];
            let _ = stream.read(&mut read).await;
            let whole = format!("HTTP/1.1 {answer}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            let _ = stream.write_all(whole.as_bytes()).await;
        }
    });
    format!("http://127.0.0.1:{port}")
}

#[tokio::test]
async fn while_the_gateway_is_gone_letters_go_and_no_old_code_is_sent_after_it() {
    let portal = Portal::open().await.texting(gone().await);
    for number in 0..4 {
        let (login, phone) = (format!("l-{number}"), format!("+7999000020{number}"));
        let page = portal.passer_by().register_by_phone(&login, &phone, &[]).await;
        assert_eq!(page.status, StatusCode::OK, "the page does not wait for the gateway");
    }
    portal.registered(&mut portal.passer_by(), "letters", "letters@romashka.example").await;
    assert_eq!(portal.letters(), 1);
    assert_eq!(portal.count("errands where kind = 'phone_code' and state = 'due'").await, 4);
    assert_eq!(portal.count("circuits where name = 'sms' and opened_at is not null").await, 1);
    assert_eq!(portal.count("circuits where name = 'post' and opened_at is not null").await, 0);
    portal.clock.advance(Duration::minutes(10));
    let portal = portal.texting(answering("200 OK").await);
    for _ in 0..4 {
        portal.run_errands().await;
        portal.clock.advance(Duration::minutes(6));
    }
    assert_eq!(portal.count("errands where kind = 'phone_code' and state = 'done'").await, 4);
    assert_eq!(portal.count("letters where subject = 'SMS'").await, 0, "they were too old");
}

#[tokio::test]
async fn a_refusal_for_ever_is_told_and_one_of_the_moment_is_tried_again() {
    let portal = Portal::open().await.texting(answering("422 Unprocessable Content").await);
    let mut visitor = portal.passer_by();
    visitor.register_by_phone("romashka", PHONE, &[]).await;
    portal.run_errands().await;
    assert_eq!(portal.count("errands where state = 'dead' and last_error like '%422%'").await, 1);
    let told = visitor.open("/portal/confirmation").await;
    assert!(told.says("SMS на этот номер не принято сетью"), "{}", told.text());
    let portal = portal.texting(answering("503 Service Unavailable").await);
    portal.clock.advance(Duration::minutes(1));
    visitor.press(&told, "/portal/confirmation/letter", &[]).await;
    portal.run_errands().await;
    assert_eq!(portal.count("errands where state = 'due' and last_error like '%503%'").await, 1);
    let portal = portal.texting(answering("200 OK").await);
    portal.clock.advance(Duration::minutes(1));
    portal.run_errands().await;
    assert_eq!(portal.count("letters where subject = 'SMS'").await, 1);
}
