//! The seal of the training authority: its key and its certificate, created on the first use.

use chrono::{DateTime, Days, Utc};
use der::pem::{self, LineEnding};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};

use sha2::{Digest as _, Sha256};

use super::form::{CertificateForm, issuer, public_key_info};
use super::shelf::Shelf;
use super::{BuiltinFault, stuck};
use crate::gateways::csr::Parts;
use crate::gateways::durable::Readers;

const KEY_FILE: &str = "ca.key";
const CERTIFICATE_FILE: &str = "ca.pem";
const KEY_LABEL: &str = "PRIVATE KEY";
const CERTIFICATE_LABEL: &str = "CERTIFICATE";

/// The validity of a certificate, in days.
const DAYS: Days = Days::new(365);

/// The authority's certificate begins a year before its first use, so that it covers the earlier months that a demo
/// plays. It outlasts everything that it signs.
const EARLIER: Days = Days::new(365);
const LATER: Days = Days::new(365 * 20);

/// The authority's key, ready to sign.
pub(super) struct Seal {
    key: EcdsaKeyPair,
}

impl Seal {
    /// Whether there is a key already.
    pub(super) fn lies_on(shelf: &Shelf) -> Result<bool, BuiltinFault> {
        Ok(shelf.get(KEY_FILE)?.is_some())
    }

    /// The fingerprint of the key: SHA-256 of its `SubjectPublicKeyInfo`, hexadecimal.
    pub(super) fn fingerprint(&self) -> Result<String, BuiltinFault> {
        Ok(hex::encode(Sha256::digest(public_key_info(self.key.public_key().as_ref())?)))
    }

    /// Takes the seal from the shelf, or makes it; one that is bound to a key is neither made nor taken for another.
    pub(super) fn open(shelf: &Shelf, bound: Option<&str>, now: DateTime<Utc>) -> Result<Self, BuiltinFault> {
        let own_certificate = shelf.get(CERTIFICATE_FILE)?;
        let seal = match shelf.get(KEY_FILE)? {
            Some(pem) => Self { key: key(&from_pem(KEY_LABEL, &pem)?)? },
            None if own_certificate.is_some() || bound.is_some() => return Err(stuck("его ключ утрачен")),
            None => Self::new(shelf)?,
        };
        if bound.is_some_and(|bound| seal.fingerprint().is_ok_and(|own| own != bound)) {
            return Err(stuck("его ключ подменен"));
        }
        if own_certificate.is_none() {
            let pem = to_pem(CERTIFICATE_LABEL, &seal.own_certificate(now)?)?;
            shelf.put(CERTIFICATE_FILE, pem.as_bytes(), Readers::Everybody)?;
        }
        Ok(seal)
    }

    fn new(shelf: &Shelf) -> Result<Self, BuiltinFault> {
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &SystemRandom::new())
            .map_err(|_| stuck("ключ не удалось создать"))?;
        shelf.put(KEY_FILE, to_pem(KEY_LABEL, pkcs8.as_ref())?.as_bytes(), Readers::Ourselves)?;
        Ok(Self { key: key(pkcs8.as_ref())? })
    }

    /// A certificate over the request's own subject and public key, byte for byte.
    pub(super) fn issue(&self, csr_der: &[u8], now: DateTime<Utc>) -> Result<Vec<u8>, BuiltinFault> {
        let request = Parts::read(csr_der)?;
        let form = CertificateForm {
            subject: request.subject,
            public_key: request.public_key,
            not_before: now,
            not_after: day(now.checked_add_days(DAYS))?,
        };
        form.for_owner(request.key_bits()?, &self.key)
    }

    fn own_certificate(&self, now: DateTime<Utc>) -> Result<Vec<u8>, BuiltinFault> {
        let public_key = public_key_info(self.key.public_key().as_ref())?;
        let form = CertificateForm {
            subject: &issuer()?,
            public_key: &public_key,
            not_before: day(now.checked_sub_days(EARLIER))?,
            not_after: day(now.checked_add_days(LATER))?,
        };
        form.for_authority(&self.key)
    }
}

fn day(day: Option<DateTime<Utc>>) -> Result<DateTime<Utc>, BuiltinFault> {
    day.ok_or_else(|| stuck("часы показывают невозможное время"))
}

fn key(pkcs8: &[u8]) -> Result<EcdsaKeyPair, BuiltinFault> {
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8, &SystemRandom::new())
        .map_err(|_| stuck("его ключ поврежден"))
}

fn to_pem(label: &'static str, der: &[u8]) -> Result<String, BuiltinFault> {
    pem::encode_string(label, LineEnding::LF, der).map_err(|_| stuck("файл не удалось составить"))
}

fn from_pem(label: &str, pem: &[u8]) -> Result<Vec<u8>, BuiltinFault> {
    match pem::decode_vec(pem) {
        Ok((found, der)) if found == label => Ok(der),
        Ok(_) | Err(_) => Err(stuck("его ключ поврежден")),
    }
}
