//! A real `cfssl serve` on a port of its own, and a proxy that drops its answers. Tests fail without `cfssl`; they are
//! never skipped.

use std::fs::File;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::openssl::Workshop;

/// The key of the server that authenticates requests.
const KEY: &str = "00112233445566778899aabbccddeeff";
const OPEN: &str = r#"{"signing":{"default":{"expiry":"8760h","usages":["client auth"]},
    "profiles":{"short":{"expiry":"24h","usages":["client auth"]}}}}"#;
const KEYED: &str = r#"{"signing":{"default":{"expiry":"8760h","usages":["client auth"],"auth_key":"ours"}},
    "auth_keys":{"ours":{"type":"standard","key":"00112233445566778899aabbccddeeff"}}}"#;

/// A real `cfssl serve`; it ends with the test.
pub(crate) struct Cfssl {
    workshop: Workshop,
    port: u16,
    key: Option<&'static str>,
    running: Option<Child>,
}

impl Cfssl {
    /// A server that signs every request.
    pub(crate) async fn serve() -> Self {
        Self::with(OPEN, None).await
    }

    /// A server that signs only requests with a token of the key.
    pub(crate) async fn serve_with_key() -> Self {
        Self::with(KEYED, Some(KEY)).await
    }

    async fn with(configuration: &str, key: Option<&'static str>) -> Self {
        let workshop = Workshop::open();
        workshop.lay("signing.json", configuration);
        let new = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "ca-key.pem"];
        let own = ["req", "-new", "-x509", "-days", "3650", "-subj", "/CN=CA", "-out", "ca.pem"];
        workshop.says(&[&own[..], &new[..]].concat());
        let mut cfssl = Self { workshop, port: 0, key, running: None };
        while cfssl.running.is_none() {
            cfssl.port = free_port();
            cfssl.start().await;
        }
        cfssl
    }

    /// Starts the server, or starts it again on the same port. It stays stopped when another process has taken the
    /// port.
    pub(crate) async fn start(&mut self) {
        let log = File::options().create(true).append(true).open(self.workshop.path("log")).unwrap();
        let mut child = Command::new("cfssl")
            .args(["serve", "-address", "127.0.0.1", "-port", &self.port.to_string()])
            .args(["-ca", "ca.pem", "-ca-key", "ca-key.pem", "-config", "signing.json"])
            .current_dir(self.workshop.path(""))
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("this test needs the cfssl command");
        while child.try_wait().unwrap().is_none() {
            if TcpStream::connect(("127.0.0.1", self.port)).await.is_ok() {
                self.running = Some(child);
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Stops the server, so that connections to its port are refused.
    pub(crate) fn stop(&mut self) {
        if let Some(mut child) = self.running.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// Whether the server runs.
    pub(crate) fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// The setting with the address of the server.
    pub(crate) fn setting(&self) -> String {
        self.setting_by(self.port)
    }

    /// The setting with the address of a proxy.
    pub(crate) fn setting_by(&self, port: u16) -> String {
        let key = self.key.map(|key| format!("{key}@")).unwrap_or_default();
        format!("cfssl+http://{key}127.0.0.1:{port}")
    }

    /// The number of certificates that the server has signed, from its log.
    pub(crate) fn signed(&self) -> usize {
        self.logged("signed certificate with serial number")
    }

    /// The number of signature requests that the server has received.
    pub(crate) fn asked(&self) -> usize {
        self.logged("signature request received")
    }

    fn logged(&self, words: &str) -> usize {
        String::from_utf8_lossy(&self.workshop.read("log")).matches(words).count()
    }

    /// Whether the server issued a certificate, as `openssl` verifies it.
    pub(crate) fn has_issued(&self, der: &[u8]) -> bool {
        self.workshop.lay("one.der", der);
        self.workshop.says(&["x509", "-inform", "DER", "-in", "one.der", "-out", "one.pem"]);
        self.workshop.says(&["verify", "-no_check_time", "-CAfile", "ca.pem", "one.pem"]).trim()
            == "one.pem: OK"
    }

    /// Starts a proxy that passes every request on and drops every answer after the server has sent it. Returns its
    /// port.
    pub(crate) async fn swallowing_answers(&self) -> u16 {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (own, behind) = (listener.local_addr().unwrap().port(), self.port);
        tokio::spawn(async move {
            while let Ok((mut asker, _)) = listener.accept().await {
                let mut authority = TcpStream::connect(("127.0.0.1", behind)).await.unwrap();
                let mut question = vec![0; 64 * 1024];
                let length = asker.read(&mut question).await.unwrap();
                authority.write_all(&question[..length]).await.unwrap();
                let mut answer = vec![0; 64 * 1024];
                assert!(authority.read(&mut answer).await.unwrap() > 0, "it has answered");
            }
        });
        own
    }
}

impl Drop for Cfssl {
    fn drop(&mut self) {
        self.stop();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
