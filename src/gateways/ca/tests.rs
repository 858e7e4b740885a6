//! `openssl` accepts the training authority's certificates, and an id never gets two certificates: not from concurrent
//! requests, not after a kill.

use std::collections::HashSet;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::*;
use crate::gateways::csr;
use crate::gateways::openssl::{GOST256, GOST512, P256, P384, RSA, Workshop};

fn now() -> DateTime<Utc> {
    "2026-11-02T09:00:00Z".parse().unwrap()
}

fn authority(var_dir: &Path) -> Authority {
    Authority::from_setting("builtin:", var_dir).unwrap()
}

fn asking(id: &str, csr_der: &[u8]) -> SigningRequest {
    SigningRequest { id: id.to_owned(), csr_der: csr_der.to_vec() }
}

fn csr(workshop: &Workshop, how: &[&str]) -> Vec<u8> {
    csr::decode(&workshop.request(how)).unwrap().der
}

async fn submit(workshop: &Workshop, id: &str, csr_der: &[u8]) -> Result<Certificate, CaFault> {
    authority(&workshop.path("")).submit(&asking(id, csr_der), now()).await
}

/// The words of a refusal; panics on any other answer.
async fn refusal(workshop: &Workshop, id: &str, csr_der: &[u8]) -> String {
    match submit(workshop, id, csr_der).await {
        Err(CaFault::Refused { words }) => words,
        Err(fault @ (CaFault::Unreachable { .. } | CaFault::Foreign { .. } | CaFault::AnswerLost { .. })) => {
            panic!("{fault:?}")
        }
        Ok(certificate) => panic!("issued {}", certificate.serial),
    }
}

/// Writes a request and its certificate for `openssl`: `request.der` and `one.pem`.
fn lay_out(workshop: &Workshop, csr_der: &[u8], certificate: &Certificate) {
    std::fs::write(workshop.path("request.der"), csr_der).unwrap();
    std::fs::write(workshop.path("one.der"), &certificate.der).unwrap();
    workshop.says(&["x509", "-inform", "DER", "-in", "one.der", "-out", "one.pem"]);
}

fn verify(workshop: &Workshop, at: DateTime<Utc>) -> String {
    let at = at.timestamp().to_string();
    workshop.says(&["verify", "-x509_strict", "-attime", &at, "-CAfile", "ca/ca.pem", "one.pem"])
}

#[tokio::test]
async fn openssl_accepts_the_certificate_of_every_kind_of_key() {
    for how in [RSA, P256, P384, GOST256, GOST512] {
        let workshop = Workshop::open();
        let request = csr(&workshop, how);
        let certificate = submit(&workshop, "1/0", &request).await.unwrap();
        lay_out(&workshop, &request, &certificate);
        assert_eq!(verify(&workshop, now()).trim(), "one.pem: OK");
        let asked = workshop.says(&["req", "-inform", "DER", "-in", "request.der", "-noout", "-pubkey"]);
        assert_eq!(workshop.says(&["x509", "-in", "one.pem", "-noout", "-pubkey"]), asked);
    }
}

#[tokio::test]
async fn the_subject_stays_byte_for_byte() {
    let workshop = Workshop::open();
    let request = csr(&workshop, P256);
    let certificate = submit(&workshop, "1/0", &request).await.unwrap();
    let subject = csr::Parts::read(&request).unwrap().subject;
    assert!(certificate.der.windows(subject.len()).any(|window| window == subject));
    assert_eq!(certificate.subject, csr::decode_der(request).unwrap().request.subject);
}

#[tokio::test]
async fn the_certificate_says_what_it_is_for_and_for_how_long() {
    let workshop = Workshop::open();
    let request = csr(&workshop, P256);
    let certificate = submit(&workshop, "1/0", &request).await.unwrap();
    lay_out(&workshop, &request, &certificate);
    let text =
        workshop.says(&["x509", "-in", "one.pem", "-noout", "-text", "-nameopt", "utf8,sep_comma_plus"]);
    for line in [
        "Version: 3 (0x2)",
        "Issuer: CN=Учебный удостоверяющий центр (не для отчетности)",
        "Not Before: Nov  2 09:00:00 2026 GMT",
        "Not After : Nov  2 09:00:00 2027 GMT",
        "CA:FALSE",
        "Digital Signature, Non Repudiation",
        "TLS Web Client Authentication, E-mail Protection",
        "X509v3 Subject Key Identifier",
        "X509v3 Authority Key Identifier",
    ] {
        assert!(text.contains(line), "{line} is missing in {text}");
    }
    assert_eq!(certificate.not_before, now());
    assert_eq!(certificate.not_after, now() + chrono::Duration::days(365));
    assert_eq!(certificate.serial.len(), 32);
    assert_eq!(certificate.issuer, "CN=Учебный удостоверяющий центр (не для отчетности)");
}

#[tokio::test]
async fn the_key_is_readable_by_ourselves_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let workshop = Workshop::open();
    submit(&workshop, "1/0", &csr(&workshop, P256)).await.unwrap();
    let mode = std::fs::metadata(workshop.path("ca/ca.key")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let key = workshop.says(&["pkey", "-in", "ca/ca.key", "-pubout"]);
    assert_eq!(workshop.says(&["x509", "-in", "ca/ca.pem", "-noout", "-pubkey"]), key);
}

#[tokio::test]
async fn a_certificate_of_an_earlier_month_hangs_under_the_same_authority() {
    let workshop = Workshop::open();
    let request = csr(&workshop, P256);
    submit(&workshop, "1/0", &request).await.unwrap();
    let earlier = now() - chrono::Duration::days(90);
    let asked = asking("2/0", &request);
    let certificate = authority(&workshop.path("")).submit(&asked, earlier).await.unwrap();
    lay_out(&workshop, &request, &certificate);
    assert_eq!(verify(&workshop, earlier).trim(), "one.pem: OK");
}

#[tokio::test]
async fn asking_again_gives_the_very_same_certificate() {
    let workshop = Workshop::open();
    let request = csr(&workshop, P256);
    let first = submit(&workshop, "1/0", &request).await.unwrap();
    let later = authority(&workshop.path(""));
    assert!(later.can_be_asked_again());
    let again = later.submit(&asking("1/0", &request), now() + chrono::Duration::days(1)).await.unwrap();
    assert_eq!(again, first);
    let other = submit(&workshop, "1/1", &request).await.unwrap();
    assert_ne!(other.serial, first.serial);
}

#[tokio::test]
async fn an_id_stands_for_one_request_only() {
    let workshop = Workshop::open();
    let first = csr(&workshop, P256);
    submit(&workshop, "1/0", &first).await.unwrap();
    let words = refusal(&workshop, "1/0", &csr(&workshop, P256)).await;
    assert!(words.contains("другой запрос"), "{words}");
}

#[tokio::test]
async fn what_proves_nothing_or_names_nobody_is_refused_in_words() {
    let workshop = Workshop::open();
    let mut forged = csr(&workshop, P256);
    let last = forged.len() - 1;
    forged[last] ^= 1;
    assert!(refusal(&workshop, "1/0", &forged).await.contains("владение ключом не доказано"));
    let nameless = csr(&workshop, &[P256, &["-subj", "/"]].concat());
    assert!(refusal(&workshop, "2/0", &nameless).await.contains("нет сведений о владельце"));
    assert!(refusal(&workshop, "3/0", b"nothing").await.contains("PKCS#10"));
    // A refusal does not bind the id: a corrected request may use it again.
    submit(&workshop, "1/0", &csr(&workshop, P256)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_askers_at_once_get_one_certificate() {
    let workshop = Workshop::open();
    let request = csr(&workshop, P256);
    let mut askers = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (folder, asked) = (workshop.path(""), asking("1/0", &request));
        askers.spawn(async move { authority(&folder).submit(&asked, now()).await.unwrap().serial });
    }
    let serials: HashSet<_> = askers.join_all().await.into_iter().collect();
    assert_eq!(serials.len(), 1);
    let issued = std::fs::read_dir(workshop.path("ca/issued")).unwrap().count();
    assert_eq!(issued, 2, "one request and one certificate");
}

#[tokio::test]
async fn it_goes_on_from_whatever_a_crash_left_behind() {
    let workshop = Workshop::open();
    let request = csr(&workshop, P256);
    submit(&workshop, "1/0", &request).await.unwrap();
    let key = std::fs::read(workshop.path("ca/ca.key")).unwrap();
    // A crash after the key was written and before the authority's certificate, with partial files left behind.
    std::fs::remove_file(workshop.path("ca/ca.pem")).unwrap();
    std::fs::write(workshop.path("ca/ca.pem.part"), "-----BEGIN").unwrap();
    let issued: Vec<_> = std::fs::read_dir(workshop.path("ca/issued")).unwrap().collect();
    for entry in issued {
        let path = entry.unwrap().path();
        std::fs::write(path.with_added_extension("part"), "half").unwrap();
        if path.extension().unwrap() == "der" {
            // A crash after the id was bound and before the certificate was written.
            std::fs::remove_file(path).unwrap();
        }
    }
    assert!(refusal(&workshop, "1/0", &csr(&workshop, P256)).await.contains("другой запрос"));
    let certificate = submit(&workshop, "1/0", &request).await.unwrap();
    assert_eq!(std::fs::read(workshop.path("ca/ca.key")).unwrap(), key);
    lay_out(&workshop, &request, &certificate);
    assert_eq!(verify(&workshop, now()).trim(), "one.pem: OK");
}

#[tokio::test]
async fn bound_to_a_key_it_signs_with_no_other_and_makes_none() {
    let (own, other) = (Workshop::open(), Workshop::open());
    let (request, of) = (csr(&own, P256), |workshop: &Workshop| authority(&workshop.path("")));
    let key = of(&own).own_key(true, now()).await.unwrap().unwrap();
    of(&own).bound_to(key.clone()).submit(&asking("1/0", &request), now()).await.unwrap();
    for words in ["утрачен", "подменен"] {
        let fault = of(&other).bound_to(key.clone()).submit(&asking("1/0", &request), now()).await;
        assert!(fault.unwrap_err().to_string().contains(words), "{words}");
        assert_ne!(of(&other).own_key(true, now()).await.unwrap().unwrap(), key);
    }
}

#[tokio::test]
async fn a_lost_key_or_folder_is_said_in_words() {
    let workshop = Workshop::open();
    let request = csr(&workshop, P256);
    submit(&workshop, "1/0", &request).await.unwrap();
    std::fs::remove_file(workshop.path("ca/ca.key")).unwrap();
    let fault = submit(&workshop, "2/0", &request).await.unwrap_err();
    assert!(matches!(&fault, CaFault::Unreachable { words } if words.contains("ключ утрачен")), "{fault:?}");
    std::fs::write(workshop.path("file"), "").unwrap();
    let nowhere = authority(&workshop.path("file"));
    let fault = nowhere.submit(&asking("1/0", &request), now()).await.unwrap_err();
    assert!(matches!(fault, CaFault::Unreachable { .. }), "{fault:?}");
}

#[test]
fn only_known_authorities_are_taken() {
    for setting in ["", "builtin", "cmp+http://localhost:8888", "cfssl+https://localhost:8888", "builtin:x"] {
        assert!(Authority::from_setting(setting, Path::new("var")).is_err());
    }
}

/// The folder of the child process of the next test; set only for it.
const KILLED: &str = "REGISTRAR_TEST_KILLED_AUTHORITY";

/// Ten times: starts itself as a child process that issues certificates, kills it, and checks what it left.
#[tokio::test]
async fn a_killed_authority_keeps_its_word() {
    if let Ok(folder) = std::env::var(KILLED) {
        return issue_until_killed(Path::new(&folder)).await;
    }
    let workshop = Workshop::open();
    let request = csr(&workshop, P256);
    std::fs::write(workshop.path("request.der"), &request).unwrap();
    let mut told = 0;
    for round in 0..10 {
        for (id, serial) in kill_after(&workshop, 3 + round) {
            told += 1;
            assert_eq!(submit(&workshop, &id, &request).await.unwrap().serial, serial, "id {id}");
        }
    }
    assert!(told >= 30, "only {told} certificates were told of");
}

async fn issue_until_killed(folder: &Path) {
    let request = std::fs::read(folder.join("request.der")).unwrap();
    // The parent kills the child long before; the limit ends it if the parent dies first.
    for number in 0..5_000 {
        let id = format!("{}/{number}", std::process::id());
        let certificate = authority(folder).submit(&asking(&id, &request), now()).await.unwrap();
        // Unbuffered, so that the parent reads of this certificate before the next one begins.
        eprintln!("issued {id} {}", certificate.serial);
    }
}

/// Lets a child process report so many certificates, kills it, and returns all that it reported.
fn kill_after(workshop: &Workshop, certificates: usize) -> Vec<(String, String)> {
    let mut child = issuing(workshop);
    let lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    let mut told = lines.filter_map(|line| {
        let (id, serial) = line.strip_prefix("issued ")?.split_once(' ')?;
        Some((id.to_owned(), serial.to_owned()))
    });
    let mut heard: Vec<_> = told.by_ref().take(certificates).collect();
    child.kill().unwrap();
    child.wait().unwrap();
    heard.extend(told);
    heard
}

fn issuing(workshop: &Workshop) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "gateways::ca::tests::a_killed_authority_keeps_its_word", "--nocapture"])
        .env(KILLED, workshop.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}
