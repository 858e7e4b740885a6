//! A provider that is not ours: it signs people in, and lets them say no.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::SystemTime;

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use registrar::gateways::cloud::CloudSetting;
use secrecy::SecretString;
use url::Url;

use super::{CLOUD, OWN, set_out, set_out_to_link};
use crate::support::Portal;

const PEER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/peers/oidc.py");

/// The provider; it ends with the test.
struct Peer {
    process: Child,
    port: u16,
}

impl Peer {
    fn start() -> Self {
        let mut process = Command::new("python3")
            .args([PEER, "u-1", "Анна Петрова", "u-2", "Игорь Ветров"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("these tests need python3");
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Self { process, port: line.trim().parse().expect("these tests need oidc-provider-mock") }
    }

    fn setting(&self) -> CloudSetting {
        CloudSetting {
            issuer: format!("http://127.0.0.1:{}", self.port),
            client_id: "registrar".to_owned(),
            client_secret: SecretString::from("secret"),
            name: "1С:Облако".to_owned(),
            partner: None,
        }
    }

    /// Presses a button there: the path to which the browser is sent back.
    fn press(&self, address: &str, form: &str) -> String {
        let url = Url::parse(address).unwrap();
        let head = format!(
            "POST {}?{} HTTP/1.1\r\nhost: 127.0.0.1:{}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
             content-length: {}\r\nconnection: close\r\n\r\n{form}",
            url.path(),
            url.query().unwrap(),
            self.port,
            form.len()
        );
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let location = answer.lines().find_map(|line| {
            let (name, value) = line.split_once(": ")?;
            name.eq_ignore_ascii_case("location").then(|| value.trim().to_owned())
        });
        let location = location.unwrap_or_else(|| panic!("{answer}"));
        location.strip_prefix("http://localhost:8080").unwrap().to_owned()
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

#[tokio::test]
async fn with_a_provider_that_is_not_ours_one_links_signs_in_and_says_no() {
    let peer = Peer::start();
    let issuer = peer.setting().issuer;
    let portal = Portal::open().await.with_clouds(vec![peer.setting()]);
    // Its tokens are dated by the clock of the machine.
    portal.clock.turn_to(DateTime::<Utc>::from(SystemTime::now()));
    let mut staff = portal.visit(&portal.staff().await).await;
    let address = set_out_to_link(&mut staff, &issuer).await;
    let page = staff.open(&peer.press(&address, "sub=u-1")).await;
    assert!(page.says("Учетная запись «1С:Облако» связана."), "{}", page.text());
    assert!(page.says("Анна Петрова") && page.offers("/profile/cloud/1/ending"), "{}", page.text());

    let mut visitor = portal.passer_by();
    let address = set_out(&mut visitor, &issuer).await;
    let page = visitor.open(&peer.press(&address, "sub=u-1")).await;
    assert!(page.says("Смирнова Ольга Викторовна"), "{}", page.text());
    assert_eq!(visitor.open(OWN).await.status, StatusCode::OK);

    let mut other = portal.passer_by();
    let address = set_out(&mut other, &issuer).await;
    let page = other.open(&peer.press(&address, "sub=u-2")).await;
    assert!(page.says("не связана ни с одной учетной записью портала"), "{}", page.text());
    let address = set_out(&mut other, &issuer).await;
    let page = other.open(&peer.press(&address, "action=deny")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("Вход в облаке отменен") && page.offers(CLOUD), "{}", page.text());
    portal.verify().await;
}
