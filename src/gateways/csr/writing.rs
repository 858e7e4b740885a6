//! Writes certificate requests like a client's program: a new P-256 key signs its own request. For demos, which send
//! real ones.

use der::asn1::{Any, BitString, ObjectIdentifier, SetOfVec};
use der::pem::LineEnding;
use der::{Decode as _, Encode as _, EncodePem as _, Tag};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::name::{Name, RdnSequence, RelativeDistinguishedName};
use x509_cert::request::{CertReq, CertReqInfo, Version};
use x509_cert::spki::{AlgorithmIdentifier, SubjectPublicKeyInfo};

use crate::domain::subject::SubjectField;

const ECDSA_WITH_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");
const EC_PUBLIC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");

/// A request in PEM with these subject attributes, in this order. Its new key is discarded.
///
/// # Panics
///
/// When the machine has no randomness for a key.
#[must_use]
pub fn draw_up(subject: &[(SubjectField, String)]) -> String {
    let key = new_key();
    request(subject, &key)
        .and_then(|request| request.to_pem(LineEnding::LF))
        .expect("attributes of text and a key of our own can always be written")
}

fn new_key() -> EcdsaKeyPair {
    let random = SystemRandom::new();
    let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random)
        .expect("the machine gives random bytes");
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, made.as_ref(), &random)
        .expect("a key that was just made can be read")
}

fn request(subject: &[(SubjectField, String)], key: &EcdsaKeyPair) -> der::Result<CertReq> {
    let info = CertReqInfo {
        version: Version::V1,
        subject: name(subject)?,
        public_key: SubjectPublicKeyInfo {
            algorithm: AlgorithmIdentifier { oid: EC_PUBLIC_KEY, parameters: Some(Any::encode_from(&P256)?) },
            subject_public_key: BitString::from_bytes(key.public_key().as_ref())?,
        },
        attributes: SetOfVec::new(),
    };
    let signature = key.sign(&SystemRandom::new(), &info.to_der()?).expect("the machine gives random bytes");
    Ok(CertReq {
        info,
        algorithm: AlgorithmIdentifier { oid: ECDSA_WITH_SHA256, parameters: None },
        signature: BitString::from_bytes(signature.as_ref())?,
    })
}

fn name(subject: &[(SubjectField, String)]) -> der::Result<Name> {
    let mut names = RdnSequence::default();
    for (field, value) in subject {
        let attribute = AttributeTypeAndValue {
            oid: ObjectIdentifier::new_unwrap(field.oid()),
            value: Any::new(string_type(*field), value.as_bytes())?,
        };
        names.push(RelativeDistinguishedName::try_from(vec![attribute])?);
    }
    Name::from_der(&names.to_der()?)
}

/// The string type that `openssl` chooses for the attribute.
fn string_type(field: SubjectField) -> Tag {
    match field {
        SubjectField::Inn
        | SubjectField::InnLe
        | SubjectField::Ogrn
        | SubjectField::Ogrnip
        | SubjectField::Snils => Tag::NumericString,
        SubjectField::Email => Tag::Ia5String,
        SubjectField::CommonName
        | SubjectField::Surname
        | SubjectField::GivenName
        | SubjectField::Title
        | SubjectField::Organization => Tag::Utf8String,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::certificate_request::{KeyAlgorithm, Possession};
    use crate::gateways::csr::decode;
    use crate::gateways::openssl::Workshop;

    fn subject() -> Vec<(SubjectField, String)> {
        [
            (SubjectField::CommonName, "Петрова Анна Ивановна"),
            (SubjectField::Email, "petrova@romashka.example"),
            (SubjectField::Inn, "990000661323"),
            (SubjectField::Snils, "99000000153"),
        ]
        .map(|(field, value)| (field, value.to_owned()))
        .to_vec()
    }

    #[test]
    fn what_is_written_reads_back_and_proves_possession() {
        let request = decode(&draw_up(&subject())).unwrap().request;
        for (field, value) in subject() {
            assert_eq!(request.values(field).next(), Some(value.as_str()));
        }
        assert_eq!(request.key_algorithm, KeyAlgorithm::Ecdsa { curve: "P-256".to_owned() });
        assert_eq!(request.possession, Possession::Proven);
    }

    #[test]
    fn openssl_verifies_it() {
        let workshop = Workshop::open();
        std::fs::write(workshop.path("ours.pem"), draw_up(&subject())).unwrap();
        let said = workshop.says(&[
            "req",
            "-in",
            "ours.pem",
            "-verify",
            "-noout",
            "-subject",
            "-nameopt",
            "utf8,sep_comma_plus",
        ]);
        assert!(said.contains("CN=Петрова Анна Ивановна"), "{said}");
        assert!(said.contains("INN=990000661323"), "{said}");
    }

    #[test]
    fn a_request_may_name_nobody() {
        assert!(decode(&draw_up(&[])).unwrap().request.subject.is_empty());
    }
}
