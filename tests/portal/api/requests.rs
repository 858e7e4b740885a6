//! How the service checks a certificate request, from the intake to the issued certificate: keys, digests, damage and
//! subjects. `openssl` makes the requests.

use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use der::asn1::BitString;
use der::{Decode as _, Encode as _};
use registrar::domain::ids::ApplicationNumber;
use serde_json::json;
use x509_cert::request::CertReq;

use crate::support::{Api, Draft, Persona, Portal, Workshop, person_inn, snils};

const KEYS: [&str; 4] = ["RSA 2048", "P-256", "P-384", "P-521"];
const DIGESTS: [&str; 3] = ["256", "384", "512"];

/// How a request is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Damage {
    Good,
    /// One bit of the signature is flipped.
    Damaged,
    /// The signature comes from another key.
    OtherKey,
}

/// The person whom the subject of a request names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    Own,
    Empty,
    /// The subject contains only a country.
    Nobody,
    TwoPeople,
    /// The subject contains two people, by their names alone.
    TwoNames,
    Another,
}

impl Subject {
    const ALL: [Self; 6] =
        [Self::Own, Self::Empty, Self::Nobody, Self::TwoPeople, Self::TwoNames, Self::Another];

    fn named(self) -> String {
        let own = "/CN=Петрова Анна Ивановна/SN=Петрова/GN=Анна Ивановна/INN=990000661323/SNILS=99000000153";
        let (inn, snils) = (person_inn(7), snils(7).replace(['-', ' '], ""));
        match self {
            Self::Own => own.to_owned(),
            Self::Empty => "/".to_owned(),
            Self::Nobody => "/C=RU".to_owned(),
            Self::TwoNames => format!("{own}/CN=Сидорова Вера Петровна/SN=Сидорова/GN=Вера Петровна"),
            Self::TwoPeople => format!("{own}/INN={inn}/SNILS={snils}"),
            Self::Another => {
                format!("/CN=Сидорова Вера Петровна/SN=Сидорова/GN=Вера Петровна/INN={inn}/SNILS={snils}")
            }
        }
    }

    /// The remarks that the card shows about the subject and that the reviewer acknowledges.
    fn remarks(self) -> &'static [&'static str] {
        match self {
            Self::Own => &[],
            Self::Empty | Self::Nobody => &["в запросе на сертификат не назван никто"],
            Self::TwoPeople => {
                &["в запросе на сертификат ИНН стоит 2 раза", "в запросе на сертификат СНИЛС стоит 2 раза"]
            }
            Self::TwoNames => &[
                "в запросе на сертификат фамилия стоит 2 раза",
                "в запросе на сертификат фамилия не как в заявлении",
            ],
            Self::Another => &[
                "в запросе на сертификат фамилия не как в заявлении",
                "в запросе на сертификат ИНН не как в заявлении",
                "в запросе на сертификат СНИЛС не как в заявлении",
            ],
        }
    }
}

fn make_keys(workshop: &Workshop) {
    for (place, key) in KEYS.iter().enumerate() {
        for name in ["own", "other"] {
            let out = format!("{name}-{place}.pem");
            let curve = format!("ec_paramgen_curve:{key}");
            let how: [&str; 4] = match *key {
                "RSA 2048" => ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
                _ => ["-algorithm", "EC", "-pkeyopt", &curve],
            };
            workshop.says(&[&["genpkey", "-out", &out][..], &how].concat());
        }
    }
}

/// A request in PEM, with whatever is wrong with it.
fn request(workshop: &Workshop, key: usize, digest: &str, damage: Damage, subject: Subject) -> String {
    let (own, sha) = (format!("own-{key}.pem"), format!("-sha{digest}"));
    let named = subject.named();
    let new = ["req", "-new", "-utf8", "-config", "request.cnf", "-outform", "DER", "-out", "one.der"];
    workshop.says(&[&new[..], &["-key", &own, &sha, "-subj", &named]].concat());
    let mut whole = CertReq::from_der(&workshop.read("one.der")).unwrap();
    match damage {
        Damage::Good => {}
        Damage::Damaged => {
            let mut signature = whole.signature.raw_bytes().to_vec();
            *signature.last_mut().unwrap() ^= 1;
            whole.signature = BitString::from_bytes(&signature).unwrap();
        }
        Damage::OtherKey => {
            workshop.lay("info.der", whole.info.to_der().unwrap());
            let other = format!("other-{key}.pem");
            workshop.says(&["dgst", &sha, "-sign", &other, "-out", "signature", "info.der"]);
            whole.signature = BitString::from_bytes(&workshop.read("signature")).unwrap();
        }
    }
    STANDARD.encode(whole.to_der().unwrap())
}

fn draft(portal: &Portal, csr: &str) -> Draft {
    portal
        .draft()
        .with("/owners/0/middle_name", json!("Ивановна"))
        .with("/owners/0/inn", json!("990000661323"))
        .with("/owners/0/snils", json!("990-000-001 53"))
        .with("/owners/0/csr", json!(csr))
}

/// Sends a request and summarises the result in a line.
async fn fate(portal: &Portal, api: &Api, csr: &str, subject: Option<Subject>) -> String {
    let draft = draft(portal, csr);
    let reply = api.post(&format!("key-{}", portal.next()), &draft).await;
    if reply.status != StatusCode::CREATED {
        let faults = reply.json()["errors"].clone();
        return format!(
            "{}: {}",
            reply.faults().join("; "),
            faults[0]["detail"].as_str().unwrap_or_default()
        );
    }
    let number = ApplicationNumber(reply.number().parse().unwrap());
    match subject {
        Some(subject) => forwarded(portal, &portal.staff().await, number, subject).await,
        None => "taken".to_owned(),
    }
}

/// Takes and forwards the application as a reviewer does. A forwarding without the necessary acknowledgements must be
/// refused first.
async fn forwarded(portal: &Portal, staff: &Persona, number: ApplicationNumber, subject: Subject) -> String {
    portal.take(staff, number).await;
    let (card, address) =
        (format!("/partner/applications/{number}"), format!("/partner/applications/{number}/forwarding"));
    let mut browser = portal.visit(staff).await;
    let page = browser.open(&card).await;
    for words in subject.remarks() {
        if !page.says(words) {
            return format!("the card does not say «{words}»");
        }
    }
    let ticks = page.values("input[name=acknowledged]", "value");
    let ticks: Vec<(&str, &str)> = ticks.iter().map(|tick| ("acknowledged", tick.as_str())).collect();
    let mut words = "taken".to_owned();
    if subject != Subject::Own {
        let refused = browser.press(&page, &address, &[]).await;
        if refused.status != StatusCode::UNPROCESSABLE_ENTITY || ticks.is_empty() {
            return format!("forwarded without a word ({}, {} ticks)", refused.status, ticks.len());
        }
        words = format!("remarked: {}", page.texts(".acknowledge label").join(" | "));
    }
    let sent = browser.press(&page, &address, &ticks).await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.text());
    portal.run_errands_after_the_undo_window().await;
    let history = portal.see(number).await;
    let issued = portal.see_certificates(number).await.len();
    format!("{words}; {}, certificates: {issued}", history.stage.code().code())
}

/// The beginning of the line that the contract asks for.
fn expected(damage: Damage, subject: Subject) -> (&'static str, &'static str) {
    match (damage, subject) {
        (Damage::Damaged | Damage::OtherKey, _) => {
            ("/owners/0/csr csr_signature: Подпись запроса на сертификат не сходится с его ключом", "")
        }
        (Damage::Good, Subject::Own) => ("taken", "; approved, certificates: 1"),
        (Damage::Good, Subject::Empty) => ("remarked: ", "; in_review, certificates: 0"),
        (Damage::Good, Subject::Nobody | Subject::TwoPeople | Subject::TwoNames | Subject::Another) => {
            ("remarked: ", "; approved, certificates: 1")
        }
    }
}

#[tokio::test]
async fn every_request_is_taken_remarked_or_refused_as_the_contract_says() {
    let (portal, workshop) = (Portal::open().await, Workshop::open());
    let api = portal.api(&portal.program().await);
    make_keys(&workshop);
    let (mut wrong, mut cases) = (Vec::new(), 0);
    for (key, name) in KEYS.iter().enumerate() {
        for digest in DIGESTS {
            for damage in [Damage::Good, Damage::Damaged, Damage::OtherKey] {
                for subject in Subject::ALL {
                    let csr = request(&workshop, key, digest, damage, subject);
                    // With the other digests nothing differs after the intake.
                    let whole = damage == Damage::Good && (digest == "512" || subject == Subject::Own);
                    let fate = fate(&portal, &api, &csr, whole.then_some(subject)).await;
                    let (begins, ends) = expected(damage, subject);
                    let right = if whole || damage != Damage::Good {
                        fate.starts_with(begins) && fate.ends_with(ends)
                    } else {
                        fate == "taken"
                    };
                    let line = format!("{name:8} SHA-{digest} {damage:?} {subject:?}: {fate}");
                    eprintln!("{}{line}", if right { "" } else { "WRONG " });
                    cases += 1;
                    if !right {
                        wrong.push(line);
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {cases} are wrong:\n{}", wrong.len(), wrong.join("\n"));
    portal.verify().await;
}

#[tokio::test]
async fn shorter_keys_older_digests_and_other_curves_are_refused_in_words() {
    let (portal, workshop) = (Portal::open().await, Workshop::open());
    let api = portal.api(&portal.program().await);
    for (how, words) in [
        (&["-newkey", "rsa:1024"][..], "от 2048"),
        (&["-newkey", "rsa:2048", "-sha1"], "SHA-256, SHA-384 или SHA-512"),
        (&["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-521", "-sha1"], "SHA-256, SHA-384 или SHA-512"),
        (&["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:secp256k1"], "P-256, P-384 и P-521"),
    ] {
        let new = ["req", "-new", "-nodes", "-config", "request.cnf", "-keyout", "key.pem"];
        let csr = workshop.says(&[&new[..], how].concat());
        let fate = fate(&portal, &api, &csr, None).await;
        assert!(fate.starts_with("/owners/0/csr csr_") && fate.contains(words), "{how:?}: {fate}");
    }
}
