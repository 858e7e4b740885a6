//! The owners of the signatures, each with two requests for different keys, and the parsing of a certificate without
//! the service's own code.

use der::{Decode as _, Encode as _};
use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair, PKCS_ECDSA_P256_SHA256};
use serde_json::{Value, json};
use x509_cert::Certificate;
use x509_cert::request::CertReq;

use crate::support::{person_inn, snils};

/// A person, the same in every revision.
pub(super) struct Person {
    /// The СНИЛС in its stored form.
    pub(super) snils: String,
    document: Value,
    /// Two requests for two different keys.
    pub(super) requests: [Request; 2],
}

/// A certificate request, as the `x509` crates parse it.
pub(super) struct Request {
    pem: String,
    /// Its DER bytes.
    pub(super) der: Vec<u8>,
    /// Its subject and its public key, as DER bytes.
    pub(super) names: Named,
}

/// A subject and a public key, as DER bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Named {
    subject: Vec<u8>,
    key: Vec<u8>,
}

impl Person {
    /// The person with this number.
    pub(super) fn with_number(number: u32) -> Self {
        let (snils, inn) = (snils(number), person_inn(number));
        let given = format!("Анна {number}");
        let document = json!({
            "kind": "employee", "last_name": "Петрова", "first_name": given, "position": "Бухгалтер",
            "snils": snils, "inn": inn, "email": "petrova@romashka.example", "roles": ["sign", "encrypt", "admin"]
        });
        let subject: [(&[u64], String); 5] = [
            (&[2, 5, 4, 3], format!("Петрова {given}")),
            (&[2, 5, 4, 4], "Петрова".to_owned()),
            (&[2, 5, 4, 42], given),
            (&[1, 2, 643, 3, 131, 1, 1], inn),
            (&[1, 2, 643, 100, 3], snils.replace(['-', ' '], "")),
        ];
        let requests = [(); 2].map(|()| Request::of(&subject));
        Self { snils, document, requests }
    }

    /// The person as an owner of an application, with one of the two requests.
    pub(super) fn owner(&self, request: usize) -> Value {
        let mut owner = self.document.clone();
        owner["csr"] = json!(self.requests[request].pem);
        owner
    }
}

impl Request {
    fn of(subject: &[(&[u64], String)]) -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name = DistinguishedName::new();
        for (oid, value) in subject {
            params.distinguished_name.push(DnType::CustomDnType(oid.to_vec()), value);
        }
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
        let request = params.serialize_request(&key).unwrap();
        let der = request.der().to_vec();
        let info = CertReq::from_der(&der).unwrap().info;
        let names = Named { subject: info.subject.to_der().unwrap(), key: info.public_key.to_der().unwrap() };
        Self { pem: request.pem().unwrap(), der, names }
    }
}

/// The subject and the public key of a certificate.
pub(super) fn named_by(der: &[u8]) -> Named {
    let whole = Certificate::from_der(der).unwrap();
    let said = whole.tbs_certificate();
    Named { subject: said.subject().to_der().unwrap(), key: said.subject_public_key_info().to_der().unwrap() }
}
