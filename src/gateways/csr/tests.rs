//! Requests written by `openssl` are read, damaged ones are refused, and nothing makes the parser panic.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;

use super::*;
use crate::domain::certificate_request::Possession;
use crate::gateways::openssl::{GOST256, GOST512, P256, P384, P521, RSA, Workshop};

fn sent(how: &[&str]) -> Decoded {
    decode(&Workshop::open().request(how)).unwrap()
}

fn refused(text: &str) -> &'static str {
    decode(text).unwrap_err().code
}

fn ecdsa(curve: &str) -> KeyAlgorithm {
    KeyAlgorithm::Ecdsa { curve: curve.to_owned() }
}

fn key_and_possession(how: &[&str]) -> (KeyAlgorithm, Possession) {
    let request = sent(how).request;
    (request.key_algorithm, request.possession)
}

#[test]
fn rsa_and_ecdsa_requests_prove_possession() {
    let rsa = KeyAlgorithm::Rsa { bits: 2048 };
    assert_eq!(key_and_possession(RSA), (rsa.clone(), Possession::Proven));
    assert_eq!(key_and_possession(&[RSA, &["-sha384"]].concat()), (rsa.clone(), Possession::Proven));
    assert_eq!(key_and_possession(&[RSA, &["-sha512"]].concat()), (rsa, Possession::Proven));
    for (key, curve) in [(P256, "P-256"), (P384, "P-384"), (P521, "P-521")] {
        for digest in ["-sha256", "-sha384", "-sha512"] {
            let found = key_and_possession(&[key, &[digest]].concat());
            assert_eq!(found, (ecdsa(curve), Possession::Proven), "{curve} {digest}");
        }
    }
}

#[test]
fn gost_is_taken_unchecked() {
    assert_eq!(key_and_possession(GOST256), (KeyAlgorithm::Gost2012 { bits: 256 }, Possession::NotChecked));
    assert_eq!(key_and_possession(GOST512), (KeyAlgorithm::Gost2012 { bits: 512 }, Possession::NotChecked));
}

#[test]
fn the_subject_is_read_with_the_names_that_people_use() {
    let request = sent(P256).request;
    let subject: Vec<_> = request.subject.iter().map(|one| (one.name.as_str(), one.value.as_str())).collect();
    let expected = [
        ("C", "RU"),
        ("ST", "38 Иркутская область"),
        ("L", "г. Иркутск"),
        ("STREET", "ул. Ленина, д. 1"),
        ("O", "ООО «Ромашка»"),
        ("OU", "Бухгалтерия"),
        ("T", "Генеральный директор"),
        ("CN", "Петрова Анна Ивановна"),
        ("SN", "Петрова"),
        ("G", "Анна Ивановна"),
        ("E", "petrova@romashka.example"),
        ("ИНН", "990000661323"),
        ("ИНН ЮЛ", "9900815901"),
        ("ОГРН", "1009918609139"),
        ("СНИЛС", "99000000153"),
    ];
    assert_eq!(subject, expected);
}

#[test]
fn a_sole_proprietor_s_number_and_an_unknown_attribute_are_read() {
    let how = ["-subj", "/CN=Anna/OGRNIP=309380100000010/initials=A"];
    let request = sent(&[P256, &how[..]].concat()).request;
    let names: Vec<_> = request.subject.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["CN", "ОГРНИП", "2.5.4.43"]);
}

#[test]
fn base64_is_read_like_pem_and_the_bytes_are_kept() {
    let workshop = Workshop::open();
    let pem = workshop.request(RSA);
    let whole = decode(&pem).unwrap();
    let plain = STANDARD.encode(&whole.der);
    assert_eq!(decode(&plain).unwrap(), whole);
    assert_eq!(decode(plain.trim_end_matches('=')).unwrap(), whole);
    assert_eq!(decode(&format!("\u{FEFF}{pem}").replace('\n', "\r\n")).unwrap(), whole);
    assert_eq!(decode(&pem.replace("CERTIFICATE", "NEW CERTIFICATE")).unwrap(), whole);
    assert_eq!(decode_der(whole.der.clone()).unwrap(), whole);
    assert_eq!(digest(&pem), digest(&plain), "however it is written, it is the same request");
    std::fs::write(workshop.path("kept.der"), &whole.der).unwrap();
    let again = workshop.says(&["req", "-inform", "DER", "-in", "kept.der"]);
    assert_eq!(again.trim(), pem.trim());
}

#[test]
fn a_wrong_signature_is_broken() {
    for how in [RSA, P256, P384, P521] {
        let mut der = sent(how).der;
        let last = der.len() - 1;
        der[last] ^= 1;
        assert_eq!(decode_der(der).unwrap().request.possession, Possession::Broken);
    }
}

#[test]
fn a_changed_subject_is_broken() {
    let mut der = sent(P256).der;
    let at = der.windows(12).position(|window| window == b"990000661323").unwrap();
    der[at] = b'8';
    assert_eq!(decode_der(der).unwrap().request.possession, Possession::Broken);
}

#[test]
fn keys_and_signatures_that_are_not_taken_are_refused_in_words() {
    let workshop = Workshop::open();
    let said = |how: &[&str]| decode(&workshop.request(how)).unwrap_err();
    assert!(said(&["-newkey", "rsa:1024"]).detail.contains("1024"));
    assert_eq!(said(&[RSA, &["-sha1"]].concat()).code, "csr_signature_algorithm");
    assert_eq!(said(&[P256, &["-sha1"]].concat()).code, "csr_signature_algorithm");
    assert_eq!(said(&[P521, &["-sha224"]].concat()).code, "csr_signature_algorithm");
    assert_eq!(said(&["-newkey", "ed25519"]).code, "csr_key");
    assert_eq!(said(&["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:secp256k1"]).code, "csr_key");
}

/// The words of a refusal.
fn words(text: &str) -> String {
    decode(text).unwrap_err().detail
}

#[test]
fn the_words_of_a_refusal_name_its_cause() {
    let workshop = Workshop::open();
    let three = ["-newkey", "rsa:2048", "-pkeyopt", "rsa_keygen_pubexp:3"];
    assert!(decode(&workshop.request(&three)).is_ok());
    let modulus = [&[0, 0x80][..], &[0; 254], &[1]].concat();
    for (exponent, told) in [(&[1][..], "в запросе — 1"), (&[0x40], "— 64"), (&[1; 9], "длиннее 33 бит")]
    {
        let key = wrap(0x30, &[wrap(2, &modulus), wrap(2, exponent)].concat());
        let detail =
            decode_der(bare(&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 1], &key)).unwrap_err().detail;
        assert!(detail.contains("экспонента") && detail.contains(told), "{detail}");
    }
    let gost = decode_der(bare(&[0x2A, 0x85, 3, 2, 2, 19], &[4, 1, 0])).unwrap_err().detail;
    assert!(gost.contains("34.10-2001"), "{gost}");
    let private = decode_der(bare(&[0x88, 0x37, 3], &[4, 1, 0])).unwrap_err().detail;
    assert!(private.contains("2.999.3"), "{private}");
    let pem = workshop.request(P256);
    let quoted = format!("> {}", pem.replace('\n', "\n> "));
    assert!(
        words(&quoted).contains("строке 2") && words(&quoted).contains("цитирования"),
        "{}",
        words(&quoted)
    );
    let spaced = format!("\u{a0}{}", pem.replace('\n', "\r\n\u{a0}"));
    assert!(words(&spaced).contains("строке 1") || words(&spaced).contains("строке 2"), "{}", words(&spaced));
    assert!(words(&spaced).contains("неразрывный пробел"), "{}", words(&spaced));
    assert!(words("MIIB\u{200b}").contains("U+200B") && words("MIIB\nПривет").contains("строке 2 стоит «П»"));
    assert!(words("MIIBA").contains("обрывается"));
}

/// A value of DER with its tag and length.
fn wrap(tag: u8, inside: &[u8]) -> Vec<u8> {
    let [high, low] = u16::try_from(inside.len()).unwrap().to_be_bytes();
    let length = match (high, low) {
        (0, 0..=0x7F) => vec![low],
        (0, _) => vec![0x81, low],
        (_, _) => vec![0x82, high, low],
    };
    [&[tag], &length[..], inside].concat()
}

/// A request without a name, with a key of this algorithm and a signature that fits nothing.
fn bare(algorithm: &[u8], key: &[u8]) -> Vec<u8> {
    let bits = |inside: &[u8]| wrap(3, &[&[0], inside].concat());
    let algorithm = wrap(0x30, &wrap(6, algorithm));
    let info = wrap(0x30, &[algorithm.clone(), bits(key)].concat());
    let signed = wrap(0x30, &[wrap(2, &[0]), wrap(0x30, &[]), info].concat());
    wrap(0x30, &[signed, algorithm, bits(&[1])].concat())
}

#[test]
fn what_is_no_request_is_refused() {
    let pem = Workshop::open().request(P256);
    assert_eq!(refused(""), "csr_empty");
    assert_eq!(refused(" \n"), "csr_empty");
    assert_eq!(refused("не запрос"), "csr_encoding");
    assert_eq!(refused("AAAA"), "csr_malformed");
    assert_eq!(refused(&"A".repeat(65 * 1024)), "csr_too_long");
    assert_eq!(refused(&pem.replace("REQUEST", "QUESTION")), "csr_pem");
    assert_eq!(refused(&pem.replace("-----END", "")), "csr_pem");
    assert_eq!(refused(&format!("{pem}{pem}")), "csr_pem");
    let mut longer = decode(&pem).unwrap().der;
    longer.push(0);
    assert_eq!(refused(&STANDARD.encode(longer)), "csr_malformed");
}

/// A real request with some bytes changed, cut or appended.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let workshop = Workshop::open();
    let real: Vec<_> =
        [RSA, P256, GOST256].iter().map(|how| decode(&workshop.request(how)).unwrap().der).collect();
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6);
    let cut = prop::option::of(any::<prop::sample::Index>());
    (prop::sample::select(real), changes, cut, prop::collection::vec(any::<u8>(), 0..4)).prop_map(
        |(mut der, changes, cut, more)| {
            for (at, byte) in changes {
                let at = at.index(der.len());
                der[at] = byte;
            }
            if let Some(at) = cut {
                der.truncate(at.index(der.len()).max(1));
            }
            der.extend(more);
            der
        },
    )
}

/// Each byte of a request, replaced by every value near the limits of tags and lengths.
#[test]
fn no_single_byte_makes_the_reader_fall_over() {
    let real = sent(P256).der;
    for at in 0..real.len() {
        for byte in [0x00, 0x01, 0x1F, 0x7F, 0x80, 0x81, 0x84, 0xA0, 0xFF] {
            let mut der = real.clone();
            der[at] = byte;
            let proven = |whole: Decoded| whole.request.possession == Possession::Proven;
            assert!(der == real || !decode_der(der).is_ok_and(proven), "byte {at} as {byte:#x}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn mutated_requests_never_make_the_reader_fall_over(der in mutated()) {
        let text = STANDARD.encode(&der);
        prop_assert_eq!(decode(&text), decode_der(der));
    }

    #[test]
    fn no_text_makes_the_reader_fall_over(text in any::<String>(), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let pem = format!("-----BEGIN CERTIFICATE REQUEST-----{text}-----END CERTIFICATE REQUEST-----");
        prop_assert!(decode(&text).is_err());
        prop_assert!(decode(&pem).is_err());
        prop_assert!(decode_der(bytes).is_err());
    }
}
