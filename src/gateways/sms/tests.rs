//! Tests of messages: what a gateway gets, and what its answers mean.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::*;

fn message() -> OutgoingSms {
    OutgoingSms { id: "errand-1".to_owned(), to: "+79990000001".to_owned(), text: "Код 012345".to_owned() }
}

fn noon() -> DateTime<Utc> {
    "2026-11-18T09:00:00Z".parse().unwrap()
}

/// A gateway that gives one answer, or closes without one; answers with its address and with what it will have read.
async fn gateway(answer: Option<&'static str>) -> (String, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://s3cret@{}/send?v=1", listener.local_addr().unwrap());
    let heard = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut read = Vec::new();
        while !String::from_utf8_lossy(&read).ends_with('}') {
            let mut part = [0; 1024];
            let got = stream.read(&mut part).await.unwrap();
            read.extend_from_slice(&part[..got]);
        }
        if let Some(answer) = answer {
            let whole = format!("HTTP/1.1 {answer}\r\ncontent-length: 2\r\n\r\nно");
            stream.write_all(whole.replace("но", "no").as_bytes()).await.unwrap();
        }
        String::from_utf8(read).unwrap()
    });
    (address, heard)
}

#[tokio::test]
async fn a_gateway_gets_number_text_and_our_bearer() {
    let (address, heard) = gateway(Some("200 OK")).await;
    Sms::from_setting(&address).unwrap().send(&message(), noon()).await.unwrap();
    let heard = heard.await.unwrap();
    assert!(heard.starts_with("POST /send?v=1 HTTP/1.1"), "{heard}");
    assert!(heard.contains("authorization: Bearer s3cret"), "{heard}");
    assert!(heard.ends_with(r#"{"to":"+79990000001","text":"Код 012345"}"#), "{heard}");
}

#[tokio::test]
async fn a_refused_message_is_refused_for_ever_and_a_refused_moment_is_not() {
    for (answer, permanent, away) in [
        (Some("400 Bad Request"), true, false),
        (Some("422 Unprocessable Content"), true, false),
        (Some("401 Unauthorized"), false, false),
        (Some("429 Too Many Requests"), false, false),
        (Some("503 Service Unavailable"), false, false),
        (None, false, true),
    ] {
        let (address, heard) = gateway(answer).await;
        let fault = Sms::from_setting(&address).unwrap().send(&message(), noon()).await.unwrap_err();
        assert_eq!((fault.permanent, fault.away), (permanent, away), "{answer:?}: {fault}");
        heard.await.unwrap();
    }
}

#[tokio::test]
async fn a_gateway_that_is_silent_or_gone_is_away() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let sms = Sms::from_setting(&address).unwrap().waiting(Duration::from_millis(50));
    assert!(sms.send(&message(), noon()).await.unwrap_err().away, "silent");
    drop(listener);
    assert!(sms.send(&message(), noon()).await.unwrap_err().away, "gone");
}

#[tokio::test]
async fn a_message_lies_in_the_folder_once() {
    let folder = tempfile::tempdir().unwrap();
    let sms = Sms::from_setting(&format!("dir:{}", folder.path().display())).unwrap();
    for _ in 0..2 {
        sms.send(&message(), noon()).await.unwrap();
    }
    let text = std::fs::read_to_string(folder.path().join("errand-1.txt")).unwrap();
    assert_eq!(text, "+79990000001\n2026-11-18T09:00:00+00:00\n\nКод 012345\n");
}

#[test]
fn a_token_leaves_this_machine_encrypted_only() {
    for good in
        ["dir:var/sms", "https://t@sms.example/send", "http://localhost:9000", "http://t@[::1]:9000/x"]
    {
        assert!(Sms::from_setting(good).is_ok(), "{good}");
    }
    for bad in [
        "dir:",
        "sms",
        "http://sms.example",
        "http://localhost.example",
        "https://u:p@sms.example",
        "ftp://localhost",
    ] {
        assert_eq!(Sms::from_setting(bad).err(), Some(SmsSettingFault), "{bad}");
    }
}
